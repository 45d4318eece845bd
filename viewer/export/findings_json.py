"""`findings.json`: what was found, measured and decided, for other programs (docs/formats.md)."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from viewer.domain.finding import Finding, Placement
from viewer.domain.result import AnalysisResult, RunState, Unplaced
from viewer.domain.review import Review
from viewer.domain.series import SeriesDescription
from viewer.foundation.files import atomic_write
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion
from viewer.overlay.compose import finding_detail
from viewer.overlay.layout import reason_text
from viewer.storage.runs import Run
from viewer.vendors.errors import error_of
from viewer.words.errors import error_words

VERSION: Final = 1

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What a reader must know of the run behind a result. `service` names it, no credential."""

    endpoint: str
    state: RunState
    service: str = ""
    started: datetime | None = None
    fee: int = 0
    parameters: tuple[tuple[str, str], ...] = ()
    failure: str = ""

    @staticmethod
    def of(run: Run) -> "RunFacts":
        """Return the facts of a run that the library keeps; why it failed is put into words."""
        error = error_of(run.failure)
        return RunFacts(
            endpoint=run.endpoint,
            state=run.state,
            service=run.service,
            started=run.started,
            fee=run.fee,
            parameters=run.parameters,
            failure=error_words(error).line if error else "",
        )


def findings_document(
    run: RunFacts, result: AnalysisResult, review: Review, series: SeriesDescription
) -> Json:
    """Return the document, ready for JSON: findings in the service's order, nothing left out."""
    return {
        "version": VERSION,
        "run": _run(run, result),
        "findings": [_finding(finding, review, series) for finding in result.findings],
        "not_placed": [_unplaced(unplaced) for unplaced in result.unplaced],
        "analyses": [],
    }


def write_findings(path: Path, document: Json) -> None:
    """Write the document as UTF-8, all or nothing. Raises CannotWrite."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    atomic_write(path, f"{text}\n".encode())


def iso_time(moment: datetime | None) -> str | None:
    """Return a moment as UTC, ISO 8601 to the second; None stays None."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")


def _run(run: RunFacts, result: AnalysisResult) -> Json:
    return {
        "endpoint": run.endpoint,
        "state": run.state.value,
        "service": run.service,
        "started": iso_time(run.started),
        "fee": run.fee,
        "parameters": dict(run.parameters),
        "failure": run.failure or result.failure,
        "notices": [
            {"kind": notice.kind.value, "values": list(notice.values)} for notice in result.notices
        ],
        "report": result.report,
    }


def _finding(finding: Finding, review: Review, series: SeriesDescription) -> Json:
    placement = finding.placement
    return {
        "id": finding.uid,
        "kind": finding.kind.value,
        "label": finding_detail(finding, series),
        "confidence": finding.confidence,
        "frame": {
            "index": placement.slice_index,
            "sop_instance_uid": placement.instance.sop_instance_uid,
        },
        "shape": _shape(placement, series),
        "measurements": [
            {"code": m.name, "value": m.value, "unit": m.unit.value} for m in finding.measurements
        ],
        "decision": review.decision_on(finding.uid).value,
        "extras": _extras(finding),
    }


def _shape(placement: Placement, series: SeriesDescription) -> Json:
    region = placement.region
    if isinstance(region, MarkerRegion):
        shape: Json = {"type": "marker", "points": _points((region.centre,))}
        if region.diameter_px is not None:
            shape["radius"] = region.diameter_px / 2
        elif region.diameter_mm is not None and series.pixel_spacing is not None:
            shape["radius"] = region.diameter_mm / 2 / series.pixel_spacing[1]
        return shape
    if isinstance(region, BoxRegion):
        return {"type": "box", "points": _points((region.low, region.high))}
    kind = "line" if isinstance(region, LineRegion) else "polygon"
    return {"type": kind, "points": _points(region.points)}


def _points(points: tuple[ImagePoint, ...]) -> list[list[float]]:
    return [[point.column, point.row] for point in points]


def _extras(finding: Finding) -> Json:
    patient = finding.placement.patient
    return {
        "number": finding.number,
        "category": finding.category.value,
        "lung": finding.site.lung.value,
        "lobe": finding.site.lobe.value,
        "patient_mm": None if patient is None else list(patient),
        "notes": [{"kind": note.kind.value, "values": list(note.values)} for note in finding.notes],
        "fields": dict(finding.fields),
    }


def _unplaced(unplaced: Unplaced) -> Json:
    return {
        "id": unplaced.uid,
        "reason": reason_text(unplaced.reason),
        "path": unplaced.path,
        "fields": dict(unplaced.fields),
    }

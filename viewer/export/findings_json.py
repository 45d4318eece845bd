"""`findings.json`: what was found, measured and decided, for other programs (docs/formats.md)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from viewer.domain.account import NOBODY, Account
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.result import AnalysisResult, RunState, Unplaced
from viewer.domain.review import Review
from viewer.domain.series import SeriesDescription
from viewer.export.parts_json import evaluations_json, part_json, turn_json
from viewer.export.review_json import (
    Json,
    frame_json,
    iso_time,
    judgement_json,
    measurements_json,
    origin_json,
    review_json,
    rings_json,
    shape_json,
)
from viewer.foundation.files import atomic_write
from viewer.overlay.details import finding_detail
from viewer.overlay.layout import reason_text
from viewer.storage.runs import Run
from viewer.vendors.errors import error_of
from viewer.words.errors import error_words

VERSION: Final = 1
_NOT_RUN: Final = "not-run"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What a reader must know of the run behind a result. `service` names it, no credential.

    `state` None: no service analysed the series, there are the reader's own findings alone.
    """

    endpoint: str = ""
    state: RunState | None = None
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


def findings_document(  # noqa: PLR0913 - independent facts of one document
    run: RunFacts,
    result: AnalysisResult,
    review: Review,
    series: SeriesDescription,
    account: Account = NOBODY,
    *,
    analyses: Sequence[Json] = (),
) -> Json:
    """Return the document, ready for JSON; `result` is what the service said, uncorrected.

    Its findings come in the service's order as the reader corrected them, nothing left out, and
    after them the reader's own. `account` has whose words the decisions are; `analyses` are those
    of a cephalogram (`analyses_json`).
    """
    answered = [*result.findings, *(None for _ in review.own_findings)]
    findings = review.findings_with(result.findings)
    return {
        "version": VERSION,
        "run": _run(run, result),
        "findings": [
            _finding(finding, original, review, series, account)
            for finding, original in zip(findings, answered, strict=True)
        ],
        "parts": [part_json(part) for part in result.parts],
        "turn": turn_json(result.turn),
        "not_placed": [_unplaced(unplaced) for unplaced in result.unplaced],
        "analyses": list(analyses),
        "review": review_json(account),
    }


def write_findings(path: Path, document: Json) -> None:
    """Write the document as UTF-8, all or nothing. Raises CannotWrite."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    atomic_write(path, f"{text}\n".encode())


def _run(run: RunFacts, result: AnalysisResult) -> Json:
    return {
        "endpoint": run.endpoint,
        "state": run.state.value if run.state is not None else _NOT_RUN,
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


def _finding(
    finding: Finding,
    answered: Finding | None,
    review: Review,
    series: SeriesDescription,
    account: Account,
) -> Json:
    return {
        "id": finding.uid,
        "kind": finding.kind.value,
        "label": finding_detail(finding, series),
        "confidence": finding.confidence,
        "frame": frame_json(finding.placement),
        "shape": shape_json(finding.placement, series),
        "measurements": measurements_json(finding),
        "evaluations": evaluations_json(finding.evaluations),
        **judgement_json(finding, review, account),
        "extras": {**_extras(finding), **origin_json(finding, answered, series)},
    }


def _extras(finding: Finding) -> Json:
    patient, site = finding.placement.patient, finding.site
    is_nodule = finding.kind is FindingKind.NODULE
    return {
        "number": finding.number,
        **({"category": finding.category.value} if is_nodule else {}),
        "lung": site.lung.value,
        "lobe": site.lobe.value,
        "side": site.side.value,
        "level": site.level,
        "rib": site.rib,
        "place": site.words,
        **({"tooth": site.tooth} if site.tooth else {}),
        **({"landmark": site.landmark} if site.landmark else {}),
        **({"raw_outline": rings_json(finding.raw)} if finding.raw is not None else {}),
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

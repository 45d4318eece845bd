"""Findings and standings as JSON text: the form in which the ledger keeps them.

The text is canonical (sorted names, no spaces, UTF-8), for its hash is kept as well; so what is
written here may gain fields, but what was written once is never written differently.
"""

import json
from collections.abc import Mapping
from typing import Final, cast

from viewer.domain.codes import CodedConcept
from viewer.domain.finding import (
    Finding,
    FindingKind,
    FindingNote,
    Lobe,
    Lung,
    NoduleCategory,
    NoteKind,
    Placement,
    Site,
)
from viewer.domain.ledger import ImageEvidence, LedgerEvent
from viewer.domain.measurement import Measurement
from viewer.domain.references import InstanceReference
from viewer.domain.standing import Decision, RejectReason, Standing
from viewer.foundation.errors import BugError
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    MarkerRegion,
    MaskRegion,
    PolygonRegion,
    Region,
)

Json = Mapping[str, object]
_CANONICAL: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
_DAMAGE: Final = (KeyError, TypeError, ValueError, IndexError, AttributeError)


def content_of(event: LedgerEvent) -> str:
    """Return what an event says beside its columns, as canonical text."""
    document: dict[str, object] = {}
    if event.before is not None:
        document["before"] = _standing(event.before)
    if event.after is not None:
        document["after"] = _standing(event.after)
    if event.details:
        document["details"] = [list(pair) for pair in event.details]
    if event.images:
        document["images"] = [[i.sop_instance_uid, i.frame, i.pixel_hash] for i in event.images]
    if event.step:
        document["step"] = event.step
    return canonical(document)


def parts_of(content: str) -> dict[str, object]:
    """Return the fields of an event that are kept in its content. Raises BugError."""
    try:
        document = cast("Json", json.loads(content))
        details = cast("list[list[str]]", document.get("details", []))
        return {
            "before": _read_standing(document.get("before")),
            "after": _read_standing(document.get("after")),
            "details": tuple((name, value) for name, value in details),
            "images": tuple(
                ImageEvidence(*image)
                for image in cast("list[tuple[str, int, str]]", document.get("images", []))
            ),
            "step": str(document.get("step", "")),
        }
    except _DAMAGE as error:
        raise BugError("an event of the ledger cannot be read") from error


def canonical(document: object) -> str:
    """Return the one text of a JSON document."""
    return _CANONICAL.encode(document)


def _standing(standing: Standing) -> Json:
    document: dict[str, object] = {"decision": standing.decision.value}
    if standing.reason is not None:
        document["reason"] = standing.reason.value
    if standing.comment:
        document["comment"] = standing.comment
    if standing.placement is not None:
        document["placement"] = _placement(standing.placement)
    if standing.measurements:
        document["measurements"] = _measurements(standing.measurements)
    if standing.category is not None:
        document["category"] = standing.category.value
    if standing.added is not None:
        document["added"] = _finding(standing.added)
    if standing.is_removed:
        document["removed"] = True
    return document


def _read_standing(document: object) -> Standing | None:
    if document is None:
        return None
    said = cast("Json", document)
    reason, place, category = said.get("reason"), said.get("placement"), said.get("category")
    added = said.get("added")
    return Standing(
        decision=Decision(str(said["decision"])),
        reason=None if reason is None else RejectReason(str(reason)),
        comment=str(said.get("comment", "")),
        placement=None if place is None else _read_placement(cast("Json", place)),
        measurements=_read_measurements(said.get("measurements", ())),
        category=None if category is None else NoduleCategory(str(category)),
        added=None if added is None else _read_finding(cast("Json", added)),
        is_removed=bool(said.get("removed", False)),
    )


def _placement(placement: Placement) -> Json:
    return {
        "sop": placement.instance.sop_instance_uid,
        "frame": placement.instance.frame,
        "slice": placement.slice_index,
        "region": _region(placement.region),
        "patient": None if placement.patient is None else list(placement.patient),
    }


def _read_placement(said: Json) -> Placement:
    patient = cast("list[float] | None", said["patient"])
    return Placement(
        InstanceReference(str(said["sop"]), cast("int", said["frame"])),
        cast("int", said["slice"]),
        _read_region(cast("Json", said["region"])),
        None if patient is None else PatientPoint(*patient),
    )


def _region(region: Region) -> Json:
    if isinstance(region, MarkerRegion):
        marker: dict[str, object] = {
            "type": "marker",
            "points": _numbers((region.centre,)),
            "diameter_mm": region.diameter_mm,
        }
        if region.diameter_px is not None:
            marker["diameter_px"] = region.diameter_px
        return marker
    if isinstance(region, BoxRegion):
        return {"type": "box", "points": _numbers((region.low, region.high))}
    if isinstance(region, MaskRegion):
        raise BugError("a mask is nobody's own placement")
    kind = "line" if isinstance(region, LineRegion) else "polygon"
    return {"type": kind, "points": _numbers(region.points)}


def _numbers(points: tuple[ImagePoint, ...]) -> list[list[float]]:
    return [[float(point.column), float(point.row)] for point in points]


def _read_region(said: Json) -> Region:
    points = tuple(ImagePoint(*point) for point in cast("list[list[float]]", said["points"]))
    kind = said["type"]
    if kind == "marker":
        in_mm, in_px = said["diameter_mm"], said.get("diameter_px")
        return MarkerRegion(points[0], cast("float | None", in_mm), cast("float | None", in_px))
    if kind == "box":
        return BoxRegion(points[0], points[1])
    if kind == "line":
        return LineRegion((points[0], points[1]))
    if kind == "polygon":
        return PolygonRegion(points)
    raise ValueError("a region of no known type")


def _finding(finding: Finding) -> Json:
    return {
        "uid": finding.uid,
        "number": finding.number,
        "kind": finding.kind.value,
        "placement": _placement(finding.placement),
        "category": finding.category.value,
        "lung": finding.site.lung.value,
        "lobe": finding.site.lobe.value,
        "measurements": _measurements(finding.measurements),
        "notes": [[note.kind.value, *note.values] for note in finding.notes],
    }


def _read_finding(said: Json) -> Finding:
    return Finding(
        uid=str(said["uid"]),
        number=cast("int", said["number"]),
        kind=FindingKind(str(said["kind"])),
        placement=_read_placement(cast("Json", said["placement"])),
        category=NoduleCategory(str(said["category"])),
        site=Site(Lung(str(said["lung"])), Lobe(str(said["lobe"]))),
        measurements=_read_measurements(said["measurements"]),
        notes=tuple(
            FindingNote(NoteKind(kind), tuple(values))
            for kind, *values in cast("list[list[str]]", said["notes"])
        ),
        is_own=True,
    )


def _measurements(measurements: tuple[Measurement, ...]) -> list[object]:
    return [[m.name, _code(m.concept), float(m.value), _code(m.unit)] for m in measurements]


def _read_measurements(said: object) -> tuple[Measurement, ...]:
    return tuple(
        Measurement(name, CodedConcept(*concept), value, CodedConcept(*unit))
        for name, concept, value, unit in cast(
            "list[tuple[str, list[str], float, list[str]]]", said
        )
    )


def _code(concept: CodedConcept) -> list[str]:
    return [concept.value, concept.scheme, concept.meaning]

"""Findings and standings as JSON text: the form in which the ledger keeps them.

The text is canonical (sorted names, no spaces, UTF-8), for its hash is kept as well; so what is
written here may gain fields, but what was written once is never written differently.
"""

import json
from typing import Final, cast

from viewer.domain.codes import CodedConcept
from viewer.domain.evaluation import Evaluation, Scale
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
from viewer.geometry.points import PatientPoint
from viewer.storage.region_text import Json, read_region, region_json

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
    document |= _labels(standing)
    if standing.added is not None:
        document["added"] = _finding(standing.added)
    if standing.is_removed:
        document["removed"] = True
    return document


def _labels(standing: Standing) -> Json:
    document: dict[str, object] = {}
    if standing.category is not None:
        document["category"] = standing.category.value
    if standing.tooth is not None:
        document["tooth"] = standing.tooth
    if standing.evaluations is not None:
        document["evaluations"] = _evaluations(standing.evaluations)
    return document


def _read_standing(document: object) -> Standing | None:
    if document is None:
        return None
    said = cast("Json", document)
    reason, place, category = said.get("reason"), said.get("placement"), said.get("category")
    added, tooth, grades = said.get("added"), said.get("tooth"), said.get("evaluations")
    return Standing(
        decision=Decision(str(said["decision"])),
        reason=None if reason is None else RejectReason(str(reason)),
        comment=str(said.get("comment", "")),
        placement=None if place is None else _read_placement(cast("Json", place)),
        measurements=_read_measurements(said.get("measurements", ())),
        category=None if category is None else NoduleCategory(str(category)),
        tooth=None if tooth is None else str(tooth),
        evaluations=None if grades is None else _read_evaluations(grades),
        added=None if added is None else _read_finding(cast("Json", added)),
        is_removed=bool(said.get("removed", False)),
    )


def _placement(placement: Placement) -> Json:
    return {
        "sop": placement.instance.sop_instance_uid,
        "frame": placement.instance.frame,
        "slice": placement.slice_index,
        "region": region_json(placement.region),
        "patient": None if placement.patient is None else list(placement.patient),
    }


def _read_placement(said: Json) -> Placement:
    patient = cast("list[float] | None", said["patient"])
    return Placement(
        InstanceReference(str(said["sop"]), cast("int", said["frame"])),
        cast("int", said["slice"]),
        read_region(cast("Json", said["region"])),
        None if patient is None else PatientPoint(*patient),
    )


def _finding(finding: Finding) -> Json:
    document: dict[str, object] = {
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
    if finding.site.tooth:
        document["tooth"] = finding.site.tooth
    if finding.site.landmark:
        document["landmark"] = finding.site.landmark
    if finding.evaluations:
        document["evaluations"] = _evaluations(finding.evaluations)
    return document


def _read_finding(said: Json) -> Finding:
    return Finding(
        uid=str(said["uid"]),
        number=cast("int", said["number"]),
        kind=FindingKind(str(said["kind"])),
        placement=_read_placement(cast("Json", said["placement"])),
        category=NoduleCategory(str(said["category"])),
        site=Site(
            Lung(str(said["lung"])),
            Lobe(str(said["lobe"])),
            tooth=str(said.get("tooth", "")),
            landmark=str(said.get("landmark", "")),
        ),
        evaluations=_read_evaluations(said.get("evaluations", ())),
        measurements=_read_measurements(said["measurements"]),
        notes=tuple(
            FindingNote(NoteKind(kind), tuple(values))
            for kind, *values in cast("list[list[str]]", said["notes"])
        ),
        is_own=True,
    )


def _evaluations(evaluations: tuple[Evaluation, ...]) -> list[list[str]]:
    return [[evaluation.scale.value, evaluation.value] for evaluation in evaluations]


def _read_evaluations(said: object) -> tuple[Evaluation, ...]:
    pairs = cast("list[tuple[str, str]]", said)
    return tuple(Evaluation(Scale(scale), value) for scale, value in pairs)


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

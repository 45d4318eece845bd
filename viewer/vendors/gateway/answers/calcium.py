"""Coronary calcium: `Data[]` of 2477-9 and `CACS` of the chest CT.

{Score, VolumeScore, Detections[] {CalciumId, CalciumScore, CalciumVolume, CalciumCenter},
ResultUrl}. CalciumCenter is a voxel *index* (column, row, slice; slices ascend along their
normal); ResultUrl leads to a mask. What was sent as NIfTI is counted in the order of the file,
which only the mask's header tells.
"""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from viewer.domain import codes
from viewer.domain.finding import Finding, FindingKind, FindingNote, NoteKind
from viewer.domain.measurement import Measurement
from viewer.domain.part import (
    Figure,
    FigureKind,
    FileRole,
    PartFile,
    PartKind,
    PartState,
    ResultPart,
)
from viewer.domain.result import NoticeKind, Unplaced, UnplacedReason
from viewer.domain.series import Container
from viewer.geometry.points import PatientPoint
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.collecting import (
    Collected,
    extras_of,
    fields_of,
    listed,
    positive,
    uid_of,
    unplaced,
)
from viewer.vendors.gateway.answers.masks import ReadMask, mask_finding, read_mask
from viewer.vendors.gateway.answers.places import coordinates
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.gateway.slices import AnsweredPlace, Placed, Placer
from viewer.vendors.loose import Node

_KNOWN: Final = frozenset({"calciumid", "calciumscore", "calciumvolume", "calciumcenter"})


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return the calcium. Raises Garbled where it is not clear what the service found."""
    collected = Collected(data, about)
    entries = listed(data, "no score in the answer")
    readable = sum(isinstance(entry.value, dict) for entry in entries)
    if readable > 1:
        collected.notice(NoticeKind.SEVERAL_SERIES, str(readable))
    for entry in entries:
        if isinstance(entry.value, dict):
            collected.parts.append(read_part(entry, collected))
        else:
            collected.refuse(entry, UnplacedReason.NOT_AN_OBJECT)
    if not collected.parts:
        state = PartState.UNREADABLE if entries else PartState.NONE
        collected.parts.append(ResultPart(kind=PartKind.CALCIUM, state=state))
    is_none = all(part.state is PartState.NONE for part in collected.parts)
    return collected.answer(is_found=not is_none or bool(collected.unplaced))


def read_part(entry: Node, collected: Collected) -> ResultPart:
    """Read one result. Raises Garbled before anything is taken where nothing is said of calcium."""
    score, detections, link = (entry.child(n) for n in ("Score", "Detections", "ResultUrl"))
    if score.is_missing and detections.is_missing and link.is_missing:
        raise Garbled(score.path, "missing: whether anything was found is not known")
    lesions = [] if detections.is_missing else listed(detections, "")
    collected.take_report(entry.child("Report"))
    figures = list(_figures(entry, collected))
    mask = read_mask(link, collected)
    placer = Placer(collected.about.series, collected.about.uid_map)
    for lesion in lesions:
        collected.take(_lesion(lesion, placer, mask, collected.next_number))
        collected.consumed.append(lesion.path)
    whole = mask_finding(link, mask, FindingKind.CALCIFICATION, collected) if mask else None
    if whole is not None and mask is not None:
        collected.take(whole)
    if mask is not None and mask.figure is not None:
        figures.append(mask.figure)
    name = collected.file_name(link)
    return ResultPart(
        kind=PartKind.CALCIUM,
        state=_state(figures, lesions, whole, is_listed=not detections.is_missing),
        figures=tuple(figures),
        files=(PartFile(FileRole.CALCIUM_MASK, name),) if link.text() else (),
    )


def _figures(entry: Node, collected: Collected) -> Iterator[Figure]:
    score = collected.number(entry.child("Score"))
    if score is not None:
        yield Figure(FigureKind.AGATSTON, score, codes.NO_UNIT)
    volume = collected.number(entry.child("VolumeScore"))
    if volume is not None:
        yield Figure(FigureKind.VOLUME_SCORE, volume, codes.CUBIC_MILLIMETRE)


def _state(
    figures: list[Figure], lesions: list[Node], whole: Finding | None, *, is_listed: bool
) -> PartState:
    score = next((figure.value for figure in figures if figure.kind is FigureKind.AGATSTON), None)
    if lesions or whole is not None or (score is not None and score > 0):
        return PartState.FOUND
    is_none = score == 0 or (score is None and is_listed)
    return PartState.NONE if is_none else PartState.UNREADABLE


def _lesion(node: Node, placer: Placer, mask: ReadMask | None, number: int) -> Finding | Unplaced:
    if not isinstance(node.value, dict):
        return unplaced(node, UnplacedReason.NOT_AN_OBJECT)
    said = _place(node.child("CalciumCenter"), placer, mask)
    if isinstance(said, UnplacedReason):
        return unplaced(node, said)
    volume = positive(node.child("CalciumVolume").number())
    placed = placer.place(said, _diameter_mm(volume))
    if isinstance(placed, UnplacedReason):
        return unplaced(node, placed)
    fields = fields_of(node)
    return Finding(
        uid=uid_of(node),
        number=number,
        kind=FindingKind.CALCIFICATION,
        placement=placed.placement,
        measurements=tuple(_measurements(node, volume)),
        notes=_notes(placed, volume),
        fields=fields,
        extras=extras_of(fields, _KNOWN),
    )


def _place(centre: Node, placer: Placer, mask: ReadMask | None) -> AnsweredPlace | UnplacedReason:
    found = coordinates(centre)
    if isinstance(found, UnplacedReason):
        return found
    if len(found) != 3:
        return UnplacedReason.NOT_A_PLACE
    if placer.series.container is not Container.NIFTI:
        return AnsweredPlace(column=found[0], row=found[1], slice=found[2])
    if mask is None or mask.affine is None:
        return UnplacedReason.NO_POSITION  # the order of the file's axes is not known here
    x, y, z = (float(value) for value in (mask.affine @ np.array([*found, 1.0]))[:3])
    return AnsweredPlace(patient=PatientPoint(x, y, z))


def _diameter_mm(volume_mm3: float | None) -> float | None:
    """Return the diameter of the sphere of that volume."""
    return (6.0 * volume_mm3 / math.pi) ** (1 / 3) if volume_mm3 is not None else None


def _measurements(node: Node, volume: float | None) -> Iterator[Measurement]:
    score = node.child("CalciumScore").number()
    if score is not None:
        yield Measurement("score", codes.AGATSTON, score, codes.NO_UNIT)
    if volume is not None:
        yield Measurement("volume", codes.VOLUME, volume, codes.CUBIC_MILLIMETRE)


def _notes(placed: Placed, volume: float | None) -> tuple[FindingNote, ...]:
    kind = NoteKind.SIZE_MISSING if volume is None else NoteKind.SIZE_FROM_MASK
    return (*placed.notes, FindingNote(kind))

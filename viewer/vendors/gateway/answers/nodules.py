"""Lung nodules (2477-1): `Data.Series[0]` {Report, SeriesInstanceUid, Spacing, Origin, Elements}.

Conventions of the service, converted here once: ImageX, ImageY, ImageZ are voxel *indices*
(0 is a voxel's centre; ImageZ ascends along the slices' normal), X, Y, Z are mm LPS, Diameter mm,
Volume mm³, MeanValue HU.
"""

import re
from collections.abc import Iterator
from typing import Final

from viewer.domain import codes
from viewer.domain.finding import (
    Finding,
    FindingKind,
    FindingNote,
    Lobe,
    Lung,
    NoduleCategory,
    NoteKind,
    Site,
)
from viewer.domain.measurement import Measurement
from viewer.domain.part import Figure, FigureKind, PartKind, PartState, ResultPart
from viewer.domain.result import NoticeKind, Unplaced, UnplacedReason
from viewer.domain.series import SeriesDescription
from viewer.geometry.points import PatientPoint
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.collecting import (
    MOST_ELEMENTS,
    Collected,
    extras_of,
    fields_of,
    fraction,
    positive,
    uid_of,
    unplaced,
)
from viewer.vendors.gateway.answers.recist import AXES, axes_of, axis_length_mm
from viewer.vendors.gateway.endpoint import About, ParsedAnswer, UidLookup
from viewer.vendors.gateway.slices import AnsweredPlace, Placer
from viewer.vendors.loose import Node, numbers

_CATEGORY: Final = re.compile(r"^\s*\d*\s*[-:_]?\s*")
_CATEGORY_BY_NUMBER: Final = {
    "0": NoduleCategory.GROUND_GLASS,
    "1": NoduleCategory.PART_SOLID,
    "2": NoduleCategory.SOLID,
    "3": NoduleCategory.UNKNOWN,
}
_CATEGORIES: Final = {category.value: category for category in NoduleCategory}
_LUNGS: Final = {lung.value: lung for lung in Lung}
_LOBES: Final = {lobe.value: lobe for lobe in Lobe}
_MEASURES: Final = (
    ("Diameter", "diameter", codes.DIAMETER, codes.MILLIMETRE),
    ("Volume", "volume", codes.VOLUME, codes.CUBIC_MILLIMETRE),
    ("MeanValue", "mean", codes.MEAN_ATTENUATION, codes.HOUNSFIELD),
)
_COORDINATES: Final = ("ImageX", "ImageY", "ImageZ", "X", "Y", "Z")
_KNOWN: Final = frozenset(
    name.lower()
    for name in (
        *_COORDINATES,
        *(name for name, *_ in _MEASURES),
        "Category",
        "Confidence",
        "SOPInstanceUID",
        "Lobe",
        "Lung",
        *(name for name, *_ in AXES),
    )
)


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return the nodules. Raises Garbled where it is not clear what the service found."""
    collected = Collected(data, about)
    read_series(data.child("Series"), collected)
    return collected.answer(is_found=bool(collected.findings or collected.unplaced))


def nodule_part(series: Node, collected: Collected) -> ResultPart:
    """Read the nodules as one of several results. Raises Garbled before anything is taken."""
    before = len(collected.findings), len(collected.unplaced)
    read_series(series, collected)
    count = len(collected.findings) - before[0]
    is_something = count or len(collected.unplaced) > before[1]
    return ResultPart(
        kind=PartKind.NODULES,
        state=PartState.FOUND if is_something else PartState.NONE,
        figures=(Figure(FigureKind.COUNT, float(count), codes.NO_UNIT),),
    )


def read_series(series: Node, collected: Collected) -> None:
    """Read the nodules of all entries of `Series`. Raises Garbled before anything is taken."""
    entries = series.items()
    if not entries:
        raise Garbled(series.path, "no series in the answer")
    elements = [_elements(entry) for entry in entries]
    if len(entries) > 1:
        collected.notice(NoticeKind.SEVERAL_SERIES, str(len(entries)))
    for entry, found in zip(entries, elements, strict=True):
        _read_entry(entry, found, collected)


def _read_entry(entry: Node, elements: list[Node], collected: Collected) -> None:
    about = collected.about
    collected.take_report(entry.child("Report"))
    if not _is_of(about.series, entry.child("SeriesInstanceUid").text(), about.uid_map):
        collected.notice(NoticeKind.WRONG_SERIES)
    placer = Placer(about.series, about.uid_map, numbers(entry.child("Origin").value))
    for element in elements:
        collected.take(_element(element, placer, collected.next_number))
        collected.consumed.append(element.path)


def _is_of(series: SeriesDescription, sent: str, uid_map: UidLookup | None) -> bool:
    """Tell whether the answer's series is ours; one that names none is not held against it."""
    if not sent:
        return True
    original = (uid_map.original(sent) if uid_map else None) or sent
    return original == series.reference.series_instance_uid


def _elements(entry: Node) -> list[Node]:
    elements = entry.child("Elements")
    if elements.is_missing:
        raise Garbled(elements.path, "missing: whether anything was found is not known")
    if elements.value is not None and not isinstance(elements.value, list | dict):
        raise Garbled(elements.path, "not a list")
    found = elements.items()
    if len(found) > MOST_ELEMENTS:
        raise Garbled(elements.path, f"more than {MOST_ELEMENTS} elements")
    return found


def _element(node: Node, placer: Placer, finding_number: int) -> Finding | Unplaced:
    if not isinstance(node.value, dict):
        return unplaced(node, UnplacedReason.NOT_AN_OBJECT)
    said = _place(node)
    is_partly = said.column is None or said.row is None
    if is_partly and _has_bad_number(node, ("ImageX", "ImageY")):
        return unplaced(node, UnplacedReason.NOT_A_NUMBER)
    diameter = positive(node.child("Diameter").number())
    placed = placer.place(said, diameter)
    if isinstance(placed, UnplacedReason):
        reason = UnplacedReason.NOT_A_NUMBER if _has_bad_number(node, _COORDINATES) else placed
        return unplaced(node, reason)
    notes = placed.notes if diameter else (*placed.notes, FindingNote(NoteKind.SIZE_MISSING))
    fields = fields_of(node)
    return Finding(
        uid=uid_of(node),
        number=finding_number,
        kind=FindingKind.NODULE,
        placement=placed.placement,
        confidence=fraction(node.child("Confidence")),
        category=_category(node.child("Category").text()),
        site=Site(_lung(node.child("Lung").text()), _lobe(node.child("Lobe").text())),
        measurements=tuple(_measurements(node, placer.series)),
        notes=notes,
        axes=axes_of(node, placer, placed.placement.slice_index),
        fields=fields,
        extras=extras_of(fields, _KNOWN),
    )


def _place(node: Node) -> AnsweredPlace:
    x, y, z = (node.child(name).number() for name in ("X", "Y", "Z"))
    is_position = x is not None and y is not None and z is not None
    return AnsweredPlace(
        sop_instance_uid=node.child("SOPInstanceUID").text(),
        column=node.child("ImageX").number(),
        row=node.child("ImageY").number(),
        slice=node.child("ImageZ").number(),
        patient=PatientPoint(x or 0.0, y or 0.0, z or 0.0) if is_position else None,
    )


def _has_bad_number(node: Node, names: tuple[str, ...]) -> bool:
    """Tell whether a coordinate of these was given that is no number."""
    children = map(node.child, names)
    return any(child.value not in (None, "") and child.number() is None for child in children)


def _measurements(node: Node, series: SeriesDescription) -> Iterator[Measurement]:
    for name, key, concept, unit in _MEASURES:
        value = node.child(name).number()
        if name != "MeanValue":
            value = positive(value)
        if value is not None:
            yield Measurement(key, concept, value, unit)
    for name, key, concept in AXES:
        length = axis_length_mm(node.child(name), series.pixel_spacing)
        if length is not None:
            yield Measurement(key, concept, length, codes.MILLIMETRE)


def _category(text: str) -> NoduleCategory:
    word = _CATEGORY.sub("", text).strip().lower()
    if not word:
        return _CATEGORY_BY_NUMBER.get(text.strip(), NoduleCategory.UNKNOWN)
    return _CATEGORIES.get(word, NoduleCategory.UNKNOWN)


def _lung(text: str) -> Lung:
    return _LUNGS.get(text.strip().lower(), Lung.UNKNOWN)


def _lobe(text: str) -> Lobe:
    return _LOBES.get(text.strip().lower(), Lobe.UNKNOWN)

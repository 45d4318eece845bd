"""Lung nodules (2477-1): `Data.Series[0]` {Report, SeriesInstanceUid, Spacing, Origin, Elements}.

Conventions of the service, converted here once: ImageX, ImageY, ImageZ are voxel *indices*
(0 is a voxel's centre; ImageZ ascends along the slices' normal), X, Y, Z are mm LPS, Diameter mm,
Volume mm³, MeanValue HU.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
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
from viewer.domain.result import (
    AnalysisResult,
    Notice,
    NoticeKind,
    RunState,
    Unplaced,
    UnplacedReason,
)
from viewer.domain.series import SeriesDescription
from viewer.geometry.points import PatientPoint
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.endpoint import About, ParsedAnswer, UidLookup
from viewer.vendors.gateway.slices import AnsweredPlace, Placer
from viewer.vendors.loose import Node, numbers

_MOST_ELEMENTS: Final = 100_000
_REFERENCE_METHOD: Final = ("经典参考方法", "classical reference method")
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
    )
)


@dataclass
class _Collected:
    """What has been read so far."""

    findings: list[Finding] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    consumed: list[str] = field(default_factory=list)


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return the nodules. Raises Garbled where it is not clear what the service found."""
    entries = data.child("Series").items()
    if not entries:
        raise Garbled(data.child("Series").path, "no series in the answer")
    collected = _Collected()
    if len(entries) > 1:
        collected.notices.append(Notice(NoticeKind.SEVERAL_SERIES, (str(len(entries)),)))
    for entry in entries:
        _read_series(entry, about.series, about.uid_map, collected)
    is_something = bool(collected.findings or collected.unplaced)
    result = AnalysisResult(
        endpoint="",
        state=RunState.DONE if is_something else RunState.NONE,
        findings=tuple(collected.findings),
        unplaced=tuple(collected.unplaced),
        notices=tuple(collected.notices),
        report="\n\n".join(collected.reports),
    )
    return ParsedAnswer(result, tuple(collected.consumed))


def _read_series(
    entry: Node, series: SeriesDescription, uid_map: UidLookup | None, collected: _Collected
) -> None:
    report = entry.child("Report")
    if report.text():
        collected.reports.append(report.text())
        collected.consumed.append(report.path)
        if any(words in report.text() for words in _REFERENCE_METHOD):
            collected.notices.append(Notice(NoticeKind.REFERENCE_METHOD))
    if not _is_of(series, entry.child("SeriesInstanceUid").text(), uid_map):
        collected.notices.append(Notice(NoticeKind.WRONG_SERIES))
    placer = Placer(series, uid_map, numbers(entry.child("Origin").value))
    for element in _elements(entry):
        read = _element(element, placer, len(collected.findings) + 1)
        if isinstance(read, Finding):
            collected.findings.append(read)
        else:
            collected.unplaced.append(read)
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
    if len(found) > _MOST_ELEMENTS:
        raise Garbled(elements.path, f"more than {_MOST_ELEMENTS} elements")
    return found


def _element(node: Node, placer: Placer, finding_number: int) -> Finding | Unplaced:
    uid, fields = _uid(node), _fields(node)
    if not isinstance(node.value, dict):
        return Unplaced(uid, node.path, UnplacedReason.NOT_AN_OBJECT, fields)
    said = _place(node)
    is_partly = said.column is None or said.row is None
    if is_partly and _has_bad_number(node, ("ImageX", "ImageY")):
        return Unplaced(uid, node.path, UnplacedReason.NOT_A_NUMBER, fields)
    diameter = _positive(node.child("Diameter").number())
    placed = placer.place(said, diameter)
    if isinstance(placed, UnplacedReason):
        reason = UnplacedReason.NOT_A_NUMBER if _has_bad_number(node, _COORDINATES) else placed
        return Unplaced(uid, node.path, reason, fields)
    notes = placed.notes if diameter else (*placed.notes, FindingNote(NoteKind.SIZE_MISSING))
    return Finding(
        uid=uid,
        number=finding_number,
        kind=FindingKind.NODULE,
        placement=placed.placement,
        confidence=_fraction(node.child("Confidence").number()),
        category=_category(node.child("Category").text()),
        site=Site(_lung(node.child("Lung").text()), _lobe(node.child("Lobe").text())),
        measurements=tuple(_measurements(node)),
        notes=notes,
        fields=fields,
        extras=tuple((name, value) for name, value in fields if name.lower() not in _KNOWN),
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


def _measurements(node: Node) -> Iterator[Measurement]:
    for name, key, concept, unit in _MEASURES:
        value = node.child(name).number()
        if name != "MeanValue":
            value = _positive(value)
        if value is not None:
            yield Measurement(key, concept, value, unit)


def _fields(node: Node) -> tuple[tuple[str, str], ...]:
    """Return all values of the element, named from the element on."""
    return tuple((path[len(node.path) :].lstrip("."), text) for path, text in node.leaves())


def _uid(node: Node) -> str:
    """Return a name that is the same whenever the same answer is read."""
    said = json.dumps(node.value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{node.path}\n{said}".encode()).hexdigest()[:16]


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None


def _fraction(value: float | None) -> float | None:
    return value if value is not None and 0 <= value <= 1 else None


def _category(text: str) -> NoduleCategory:
    word = _CATEGORY.sub("", text).strip().lower()
    if not word:
        return _CATEGORY_BY_NUMBER.get(text.strip(), NoduleCategory.UNKNOWN)
    return _CATEGORIES.get(word, NoduleCategory.UNKNOWN)


def _lung(text: str) -> Lung:
    return _LUNGS.get(text.strip().lower(), Lung.UNKNOWN)


def _lobe(text: str) -> Lobe:
    return _LOBES.get(text.strip().lower(), Lobe.UNKNOWN)

"""Knees (2477-3): `Data.KLDetections[].Detections` = x1, y1, x2, y2, confidence, grade.

Grade 1 to 5 is Kellgren-Lawrence 0 to 4, 6 an operated knee, 7 a lateral view. The six numbers
come flat, as a list of lists, or several knees in one list; all are read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from viewer.domain import codes
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, FindingNote, NoteKind, Side, Site
from viewer.domain.part import Figure, FigureKind, PartKind, PartState, ResultPart
from viewer.domain.result import NoticeKind, Unplaced, UnplacedReason
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.collecting import (
    MOST_ELEMENTS,
    Collected,
    first_of,
    fraction,
    listed,
    uid_of,
    unplaced,
)
from viewer.vendors.gateway.answers.places import on_film
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node, as_text, numbers

_TUPLE: Final = 6
_NAMES: Final = ("x1", "y1", "x2", "y2", "confidence", "grade")
_GRADES: Final = {
    **{n: Evaluation(Scale.KELLGREN_LAWRENCE, str(n - 1)) for n in range(1, 6)},
    6: Evaluation(Scale.KNEE_FILM, "operated"),
    7: Evaluation(Scale.KNEE_FILM, "lateral"),
}


@dataclass(frozen=True, slots=True)
class _Tuple:
    """The six values of one knee; `node` is what they stand in."""

    node: Node
    values: tuple[Node, ...]


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return the knees. Raises Garbled where it is not clear what the service found."""
    collected = Collected(data, about)
    collected.take_report(data.child("Report"))
    detections = first_of(data, "KLDetections", "klDetections", "KlDetections")
    for element in _elements(detections):
        for read in _knees(element):
            if len(collected.findings) + len(collected.unplaced) >= MOST_ELEMENTS:
                raise Garbled(detections.path, f"more than {MOST_ELEMENTS} elements")
            if isinstance(read, _Tuple):
                collected.take(_knee(read, collected))
                collected.consumed += [value.path for value in read.values]
            else:
                collected.take(read)
                collected.consumed.append(read.path)
    _doubt_sides(collected)
    is_found = bool(collected.findings or collected.unplaced)
    count = Figure(FigureKind.COUNT, float(len(collected.findings)), codes.NO_UNIT)
    state = PartState.FOUND if is_found else PartState.NONE
    collected.parts.append(ResultPart(kind=PartKind.KNEES, state=state, figures=(count,)))
    return collected.answer(is_found=is_found)


def _elements(detections: Node) -> list[Node]:
    """Return the elements; six numbers without any list around them are one element."""
    elements = listed(detections, "whether anything was found is not known")
    is_flat = elements and not any(isinstance(one.value, dict | list) for one in elements)
    return [detections] if is_flat else elements


def _knees(node: Node) -> Iterator[_Tuple | Unplaced]:
    """Return each group of six below an element, and whatever is none."""
    if isinstance(node.value, dict):
        inner = node.child("Detections")
        if inner.is_missing:
            yield unplaced(node, UnplacedReason.NO_POSITION)
        elif inner.value is not None:
            yield from _knees(inner)
    elif isinstance(node.value, list):
        yield from _knees_of_list(node)
    else:
        found = numbers(node.value) if isinstance(node.value, str) else None
        if found is None:
            yield unplaced(node, UnplacedReason.NOT_AN_OBJECT)
        else:
            values: list[Node] = [Node(value, node.path) for value in found]
            yield from _groups(node, values)


def _knees_of_list(node: Node) -> Iterator[_Tuple | Unplaced]:
    items = node.items()
    if any(isinstance(item.value, dict | list) or _is_row(item) for item in items):
        for item in items:
            yield from _knees(item)
    else:
        yield from _groups(node, items)


def _is_row(item: Node) -> bool:
    """Tell whether a text holds several numbers."""
    return isinstance(item.value, str) and len(numbers(item.value) or ()) > 1


def _groups(node: Node, values: list[Node]) -> Iterator[_Tuple | Unplaced]:
    if len(values) % _TUPLE:
        yield unplaced(node, UnplacedReason.NOT_A_PLACE)
        return
    for start in range(0, len(values), _TUPLE):
        yield _Tuple(node, tuple(values[start : start + _TUPLE]))


def _knee(knee: _Tuple, collected: Collected) -> Finding | Unplaced:
    whole = Node([value.value for value in knee.values], knee.values[0].path)
    fields = tuple(zip(_NAMES, (as_text(value.value) for value in knee.values), strict=True))
    if isinstance(knee.node.value, str):
        fields = (("Detections", knee.node.value),)
    corners = Node([value.value for value in knee.values[:4]], whole.path)
    placed = on_film(corners, collected.about.series)
    if isinstance(placed, UnplacedReason):
        return Unplaced(uid_of(whole), knee.node.path, placed, fields)
    return Finding(
        uid=uid_of(whole),
        number=collected.next_number,
        kind=FindingKind.KNEE,
        placement=placed.placement,
        confidence=fraction(knee.values[4]),
        site=Site(side=placed.side),
        evaluations=_grade(knee.values[5], collected),
        notes=placed.notes,
        fields=fields,
    )


def _doubt_sides(collected: Collected) -> None:
    """Take the side back where several knees would all be the same one: the header is wrong."""
    sides = [finding.site.side for finding in collected.findings]
    if len(sides) < 2 or len(set(sides)) > 1 or Side.UNKNOWN in sides:
        return
    unknown = FindingNote(NoteKind.SIDE_UNKNOWN)
    collected.findings = [
        replace(
            finding,
            site=replace(finding.site, side=Side.UNKNOWN),
            notes=(
                *(note for note in finding.notes if note.kind is not NoteKind.SIDE_FROM_HEADER),
                unknown,
            ),
        )
        for finding in collected.findings
    ]


def _grade(node: Node, collected: Collected) -> tuple[Evaluation, ...]:
    """Return the grade; one that the document does not have is kept in the service's words."""
    said, value = node.text(), node.number()
    known = _GRADES.get(int(value)) if value is not None and value.is_integer() else None
    if known is not None:
        return (known,)
    if not said:
        return ()
    collected.notice(NoticeKind.UNKNOWN_CODE, node.path, said)
    return (Evaluation(Scale.KNEE_FILM, said),)

"""Femoral neck fractures (2477-7): `Data.Fractures[]` {Boxes, Value, Tag.Label}.

Boxes is x1, y1, x2, y2 in pixels of the picture as sent; Value the probability; Label v1 to v4 is
the Garden type. Which side it is, the answer does not say.
"""

import re
from typing import Final

from viewer.domain import codes
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, Site
from viewer.domain.part import Figure, FigureKind, PartKind, PartState, ResultPart
from viewer.domain.result import NoticeKind, Unplaced, UnplacedReason
from viewer.vendors.gateway.answers.collecting import (
    Collected,
    extras_of,
    fields_of,
    fraction,
    listed,
    uid_of,
    unplaced,
)
from viewer.vendors.gateway.answers.places import on_film
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node

_KNOWN: Final = frozenset({"boxes", "value", "tag"})
_GARDEN: Final = re.compile(r"[vV]?([1-4])")


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return the fractures. Raises Garbled where it is not clear what the service found."""
    collected = Collected(data, about)
    collected.take_report(data.child("Report"))
    for element in listed(data.child("Fractures"), "whether anything was found is not known"):
        for box in _boxes(element):
            collected.take(_fracture(element, box, collected))
        collected.consumed.append(element.path)
    is_found = bool(collected.findings or collected.unplaced)
    count = Figure(FigureKind.COUNT, float(len(collected.findings)), codes.NO_UNIT)
    state = PartState.FOUND if is_found else PartState.NONE
    collected.parts.append(ResultPart(kind=PartKind.HIP, state=state, figures=(count,)))
    return collected.answer(is_found=is_found)


def _boxes(element: Node) -> list[Node]:
    """Return each box of an element; several come as a list of lists."""
    boxes = element.child("Boxes")
    if isinstance(boxes.value, list) and len(boxes.value) > 1:
        inner = boxes.items()
        if all(isinstance(box.value, list) for box in inner):
            return inner
    return [boxes]


def _fracture(node: Node, box: Node, collected: Collected) -> Finding | Unplaced:
    if not isinstance(node.value, dict):
        return unplaced(node, UnplacedReason.NOT_AN_OBJECT)
    placed = on_film(box, collected.about.series)
    if isinstance(placed, UnplacedReason):
        return unplaced(node, placed)
    fields = fields_of(node)
    return Finding(
        uid=uid_of(node, box.path),
        number=collected.next_number,
        kind=FindingKind.HIP_FRACTURE,
        placement=placed.placement,
        confidence=fraction(node.child("Value")),
        site=Site(side=placed.side),
        evaluations=_garden(node.child("Tag"), collected),
        notes=placed.notes,
        fields=fields,
        extras=extras_of(fields, _KNOWN),
    )


def _garden(tag: Node, collected: Collected) -> tuple[Evaluation, ...]:
    label = tag.child("Label") if isinstance(tag.value, dict) else tag
    said = label.text()
    if not said:
        return ()
    known = _GARDEN.fullmatch(said)
    if known is None:
        collected.notice(NoticeKind.UNKNOWN_CODE, label.path, said)
    return (Evaluation(Scale.GARDEN, known[1] if known else said),)

"""Chest CT screening (2477-15): four results in one answer, each with its own state.

Documented is `Series` with nodules alone; the description promises four, and upstream has
`LungNodule`, `CACS`, `Covid` and `DetectRibFracture`. All of it is read, in any mixture; what the
description promises and the answer lacks is missing, not "none".
"""

from collections.abc import Callable
from typing import Final

from viewer.domain.part import PartKind, PartState, ResultPart
from viewer.domain.result import NoticeKind
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers import calcium, pneumonia, ribs
from viewer.vendors.gateway.answers.collecting import Collected, first_of
from viewer.vendors.gateway.answers.nodules import nodule_part
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node

_PartReader = Callable[[Node, Collected], ResultPart]
_PARTS: Final[tuple[tuple[PartKind, tuple[str, ...], _PartReader], ...]] = (
    (PartKind.CALCIUM, ("CACS", "Cacs", "cacs"), calcium.read_part),
    (PartKind.PNEUMONIA, ("Covid", "COVID"), pneumonia.read_part),
    (PartKind.RIB_FRACTURES, ("DetectRibFracture",), ribs.read_part),
)
_UNSETTLED: Final = frozenset({PartState.MISSING, PartState.UNREADABLE})


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return all four results. Raises Garbled where none of them can be read."""
    collected = Collected(data, about)
    collected.take_report(data.child("Report"))
    collected.parts.append(_nodules(data, collected))
    for kind, names, read in _PARTS:
        collected.parts.append(_part(first_of(data, *names), kind, read, collected))
    states = [part.state for part in collected.parts]
    if all(state in _UNSETTLED for state in states) and not collected.unplaced:
        raise Garbled(data.path, "none of the four results can be read")
    is_found = bool(collected.findings or collected.unplaced)
    return collected.answer(
        is_found=is_found or PartState.FOUND in states or PartState.UNREADABLE in states
    )


def _part(node: Node, kind: PartKind, read: _PartReader, collected: Collected) -> ResultPart:
    if node.is_missing or node.value in (None, ""):
        return ResultPart(kind=kind, state=PartState.MISSING)
    try:
        return read(node, collected)
    except Garbled as error:
        collected.notice(NoticeKind.PART_UNREADABLE, error.path)
        return ResultPart(kind=kind, state=PartState.UNREADABLE)


def _nodules(data: Node, collected: Collected) -> ResultPart:
    """Read the nodules of either shape; where both came and say the same, one of them."""
    inner, outer = data.child("LungNodule").child("Series"), data.child("Series")
    lungs = data.child("LungNodule")
    sources = [] if lungs.is_missing or lungs.value in (None, "") else [inner]
    if not outer.is_missing and not (sources and outer.value == inner.value):
        sources.append(outer)
    if not sources:
        return ResultPart(kind=PartKind.NODULES, state=PartState.MISSING)
    parts = []
    for series in sources:
        try:
            parts.append(nodule_part(series, collected))
        except Garbled as error:
            collected.notice(NoticeKind.PART_UNREADABLE, error.path)
    readable = [part for part in parts if part.state is PartState.FOUND] or parts
    return (
        readable[0] if readable else ResultPart(kind=PartKind.NODULES, state=PartState.UNREADABLE)
    )

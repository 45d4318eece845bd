"""Similar images (2475-5): `Data.MatchList` {DataId, EntityId, ExtraData, ImageUrl, Score}."""

from typing import Final

from viewer.domain import codes
from viewer.domain.part import Figure, FigureKind, PartKind, PartState, ResultPart
from viewer.domain.result import UnplacedReason
from viewer.domain.similar import Match
from viewer.vendors.gateway.answers.collecting import Collected, has_any, listed
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node
from viewer.vendors.similar import answers

_MEMBERS: Final = ("EntityId", "DataId", "Score", "ImageUrl", "ExtraData")


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return what is like the picture, the most alike first; nothing of it is a finding.

    Raises Garbled where it is not clear what the service found.
    """
    collected = Collected(data, about)
    elements = data if isinstance(data.value, list) else data.child("MatchList")
    found = [
        _match(collected, element)
        for element in listed(elements, "no list of matches in the answer")
    ]
    matches = [match for match in found if match is not None]
    matches.sort(key=lambda one: 1.0 if one.score is None else -one.score)
    none = PartState.UNREADABLE if found else PartState.NONE
    state = PartState.FOUND if matches else none
    part = ResultPart(
        kind=PartKind.SIMILAR_IMAGES,
        state=state,
        figures=(Figure(FigureKind.COUNT, float(len(matches)), codes.NO_UNIT),) if matches else (),
        matches=tuple(matches),
    )
    collected.parts.append(part)
    return collected.answer(is_found=state is not PartState.NONE)


def _match(collected: Collected, element: Node) -> Match | None:
    """Return an element; None where it is none, then it is listed."""
    if not has_any(element, *_MEMBERS):
        collected.refuse(element, UnplacedReason.NOT_AN_OBJECT)
        return None
    found = answers.match(element)
    score = element.child("Score")
    if found.score is not None:
        collected.consumed.append(score.path)
    elif score.value not in (None, ""):
        collected.refuse(score, UnplacedReason.NOT_A_NUMBER)
    for name in ("EntityId", "DataId", "ImageUrl", "ExtraData"):
        if element.child(name).text():  # JSON in place of a text stays among the leftovers too
            collected.consumed.append(element.child(name).path)
    return found

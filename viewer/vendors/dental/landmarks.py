"""Cephalograms: `landmarks[]` {index, name, definition_zh, x, y, valid}.

A point that is not valid, or has no place, is listed as missing and never drawn at 0, 0.
"""

from typing import Final

from viewer.domain import codes
from viewer.domain.cephalometry.landmarks import code_meant
from viewer.domain.finding import Finding, FindingKind, Placement, Site
from viewer.domain.part import Figure, FigureKind, PartKind, PartState, ResultPart
from viewer.domain.result import NoticeKind, Unplaced, UnplacedReason
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import PointRegion
from viewer.vendors.dental import shapes
from viewer.vendors.dental.counting import compare_landmarks
from viewer.vendors.dental.fields import elements_of, fields_of, unplaced
from viewer.vendors.dental.picture_map import PictureMap, picture_map
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.collecting import (
    MOST_ELEMENTS,
    Collected,
    extras_of,
    listed,
    uid_of,
)
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node, as_text

_KNOWN: Final = frozenset({"index", "name", "definition_zh", "x", "y", "valid"})
_YES: Final = frozenset({"true", "1", "yes"})
_NO: Final = frozenset({"false", "0", "no"})


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return the points; `data` is the document.

    Raises Garbled where it is not clear what the service found, OtherPicture.
    """
    collected = Collected(data, about)
    to_shown = picture_map(data.child("image"), about)
    node = data.child("landmarks")
    listed(node, "whether anything was found is not known")
    elements = elements_of(node)
    if len(elements) > MOST_ELEMENTS:
        raise Garbled(node.path, f"more than {MOST_ELEMENTS} elements")
    taken: set[str] = set()
    for element in elements:
        collected.take(_landmark(element, to_shown, collected, taken))
        collected.consumed.append(element.path)
    if to_shown.notice is not None and collected.findings:
        collected.notices.insert(0, to_shown.notice)
    visible = sum(_is_valid(element, collected) for element in elements)
    compare_landmarks(len(elements), visible, collected)
    count = Figure(FigureKind.COUNT, float(len(collected.findings)), codes.NO_UNIT)
    state = PartState.FOUND if collected.findings else PartState.NONE
    collected.parts.append(ResultPart(kind=PartKind.LANDMARKS, state=state, figures=(count,)))
    return collected.answer(is_found=bool(collected.findings or collected.unplaced))


def _landmark(
    node: Node, to_shown: PictureMap, collected: Collected, taken: set[str]
) -> Finding | Unplaced:
    if not isinstance(node.value, dict):
        return unplaced(node, UnplacedReason.NOT_AN_OBJECT)
    if not _is_valid(node, collected):
        return unplaced(node, UnplacedReason.NOT_VALID)
    place = _place(node, to_shown)
    if isinstance(place, UnplacedReason):
        return unplaced(node, place)
    fields = fields_of(node)
    return Finding(
        uid=uid_of(node),
        number=collected.next_number,
        kind=FindingKind.LANDMARK,
        placement=Placement(collected.about.series.instances[0], 0, PointRegion(place)),
        site=Site(landmark=_name(node, collected, taken)),
        fields=fields,
        extras=extras_of(fields, _KNOWN),
    )


def _is_valid(node: Node, collected: Collected) -> bool:
    """Tell whether the service trusts a point; one of which it does not say has a place or not."""
    said = node.child("valid").text().lower()
    if said in _YES or not said:
        return isinstance(node.value, dict)
    if said not in _NO:
        path = as_text(node.child("valid").path)
        collected.notice(NoticeKind.UNKNOWN_CODE, path, as_text(said))
    return False


def _place(node: Node, to_shown: PictureMap) -> ImagePoint | UnplacedReason:
    x, y = node.child("x").number(), node.child("y").number()
    if x is None or y is None:
        return UnplacedReason.NO_POSITION
    return shapes.point(x, y, to_shown) or UnplacedReason.OUTSIDE_IMAGE


def _name(node: Node, collected: Collected, taken: set[str]) -> str:
    """Return the code that a name means, or the name, or the number of one without.

    Of two points that are the same landmark the first one keeps the code: the analyses go by it.
    """
    name, definition = (as_text(node.child(key).text()) for key in ("name", "definition_zh"))
    said = name or f"#{node.child('index').text() or '?'}"
    code = code_meant(name, definition) or said
    if code not in taken:
        taken.add(code)
        return code
    collected.notice(NoticeKind.LANDMARK_TWICE, said)
    name = (
        said
        if said not in taken
        else next(again for n in range(2, MOST_ELEMENTS) if (again := f"{said} ({n})") not in taken)
    )
    taken.add(name)
    return name

"""Boxes and outlines of the dental service's answers; they are taken as they are, pixel edges.

Numbers come as numbers or text, an outline as a list of points, of pairs with names, or flat.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Final

from viewer.domain.finding import FindingNote, NoteKind
from viewer.domain.result import UnplacedReason
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, PolygonRegion, corners_of
from viewer.vendors.dental.picture_map import PictureMap
from viewer.vendors.gateway.answers.places import coordinates
from viewer.vendors.json_text import Json
from viewer.vendors.loose import Node, numbers

_FARTHEST: Final = 1e6
_BOX: Final = 4
_PAIR: Final = 2
_LEAST_POINTS: Final = 3
_LEAST_AREA: Final = 1e-6
_SLACK_PX: Final = 0.01

_Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """Where something is drawn, and what is to be said of that."""

    region: PolygonRegion | BoxRegion
    notes: tuple[FindingNote, ...] = ()


Found = Shape | UnplacedReason


def first_drawable(found: Iterable[Found]) -> Found:
    """Return the first shape; where there is none why what was given cannot be drawn."""
    reason = UnplacedReason.NO_POSITION
    for one in found:
        if isinstance(one, Shape):
            return one
        if reason is UnplacedReason.NO_POSITION:
            reason = one
    return reason


def polygon(node: Node, to_shown: PictureMap) -> Found:
    """Return the outlines below a member such as `polygons`, the largest one first.

    What has fewer than three points, a point that is none, or no area is left out.
    """
    rings = list(_rings(node))
    if not rings:
        return UnplacedReason.NO_POSITION
    usable = [ring for ring in rings if _area(ring) > _LEAST_AREA]
    if not usable:
        return UnplacedReason.NOT_A_PLACE
    if max(abs(number) for ring in usable for point in ring for number in point) > _FARTHEST:
        return UnplacedReason.OUTSIDE_IMAGE
    usable.sort(key=_area, reverse=True)
    first, *others = (tuple(to_shown.point(x, y) for x, y in ring) for ring in usable)
    return _within(Shape(PolygonRegion(first, tuple(others))), to_shown)


def box(node: Node, to_shown: PictureMap) -> Found:
    """Return the box x1, y1, x2, y2 of a member such as `bbox`."""
    found = coordinates(node)
    if isinstance(found, UnplacedReason):
        return found
    if len(found) != _BOX:
        return UnplacedReason.NOT_A_PLACE
    if max(map(abs, found)) > _FARTHEST:
        return UnplacedReason.OUTSIDE_IMAGE
    left, right = sorted((found[0], found[2]))
    top, bottom = sorted((found[1], found[3]))
    if left == right or top == bottom:
        return UnplacedReason.EMPTY_BOX
    is_swapped = (left, top) != found[:2]
    notes = (FindingNote(NoteKind.CORNERS_SWAPPED),) if is_swapped else ()
    corners = (to_shown.point(left, top), to_shown.point(right, bottom))
    return _within(Shape(box_around(corners), notes), to_shown)


def point(x: float, y: float, to_shown: PictureMap) -> ImagePoint | None:
    """Return a place on the image; None where it lies outside."""
    if max(abs(x), abs(y)) > _FARTHEST:
        return None
    place = to_shown.point(x, y)
    columns, rows = to_shown.shown_columns, to_shown.shown_rows
    return place if 0 <= place.column <= columns and 0 <= place.row <= rows else None


def box_around(points: Iterable[ImagePoint]) -> BoxRegion:
    """Return the box around some points."""
    places = list(points)
    columns, rows = [p.column for p in places], [p.row for p in places]
    return BoxRegion(ImagePoint(min(columns), min(rows)), ImagePoint(max(columns), max(rows)))


def _within(shape: Shape, to_shown: PictureMap) -> Found:
    """Return the shape where a part of it is on the image, with a note where a part is not."""
    around = box_around(corners_of(shape.region))
    columns, rows = to_shown.shown_columns, to_shown.shown_rows
    (left, top), (right, bottom) = around.low, around.high
    if right <= 0 or bottom <= 0 or left >= columns or top >= rows:
        return UnplacedReason.OUTSIDE_IMAGE
    is_over = min(left, top) < -_SLACK_PX or right > columns + _SLACK_PX
    if is_over or bottom > rows + _SLACK_PX:
        return Shape(shape.region, (*shape.notes, FindingNote(NoteKind.OUTSIDE_CUT)))
    return shape


def _rings(node: Node) -> Iterator[_Ring]:
    if not isinstance(node.value, list):
        return
    is_one_ring = bool(node.value) and all(_pair(value) is not None for value in node.value)
    for ring in [node.value] if is_one_ring else node.value:
        pairs = _pairs(ring)
        if pairs[1:] and pairs[0] == pairs[-1]:
            pairs.pop()  # an outline that says its first point once more at its end
        yield pairs


def _pairs(ring: Json) -> _Ring:
    """Return the points of an outline; none where one of them is none."""
    if isinstance(ring, list) and ring and isinstance(ring[0], list | dict):
        found = [_pair(value) for value in ring]
        return [pair for pair in found if pair is not None] if None not in found else []
    flat = numbers(ring)
    if flat is None or len(flat) % _PAIR:
        return []
    return list(zip(flat[0::2], flat[1::2], strict=True))


def _pair(value: Json) -> tuple[float, float] | None:
    """Return a point; those of long outlines are plain numbers, as a rule."""
    if isinstance(value, dict):
        x, y = Node(value).child("x").number(), Node(value).child("y").number()
        return None if x is None or y is None else (x, y)
    if isinstance(value, list) and len(value) == _PAIR:
        first, second = value
        if type(first) is float and type(second) is float and isfinite(first + second):
            return first, second
    found = numbers(value)
    return (found[0], found[1]) if found is not None and len(found) == _PAIR else None


def _area(ring: _Ring) -> float:
    """Return the area of an outline, px²; 0 for fewer than three points."""
    if len(ring) < _LEAST_POINTS:
        return 0.0
    following = [*ring[1:], ring[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, following, strict=True))) / 2

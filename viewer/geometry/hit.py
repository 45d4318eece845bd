"""What of a region lies under a point: a handle, an edge, or its body."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    MarkerRegion,
    MaskRegion,
    PointRegion,
    PolygonRegion,
    Region,
    WholeImageRegion,
)

UNSIZED_RADIUS: Final = 6.0
"""Image px along a row: how far the handles of a marker without a size are from its centre."""
_BODY_SHARE: Final = 0.5  # of the half size: the inner part always moves, however small it is
_LINE_BODY: Final = (0.3, 0.7)  # this stretch of a short line moves it
_NOWHERE: Final = 1e300


class Tolerance(NamedTuple):
    """How near is near enough, image px; they differ where pixels are not square."""

    columns: float
    rows: float


class GripPart(Enum):
    """What of a region is taken hold of."""

    HANDLE = auto()
    EDGE = auto()
    BODY = auto()


@dataclass(frozen=True, slots=True)
class Grip:
    """A part of a region; `index` counts handles (`handles_of`) or edges, 0 for the body.

    Edge `i` of a polygon lies between its points `i` and `i + 1`. `span`: of a polygon with more
    points than handles, how many before and after a point go along with it the less the farther;
    the first beyond stays. (1, 1) moves one point alone.
    """

    part: GripPart
    index: int = 0
    span: tuple[int, int] = (1, 1)


BODY: Final = Grip(GripPart.BODY)


def handles_of(region: Region, raster: Raster) -> tuple[ImagePoint, ...]:
    """Return the handles' places, in image px.

    A marker's are the right, lower, left and upper ends of its rim; a box's go clockwise from its
    upper left corner, sides between corners; a polygon (its first outline) and a line have one
    at each point, a landmark, a mask and a whole image none.
    """
    if isinstance(region, MarkerRegion):
        (column, row), (across, down) = region.centre, grip_radii(region, raster)
        ends = ((across, 0.0), (0.0, down), (-across, 0.0), (0.0, -down))
        return tuple(ImagePoint(column + dx, row + dy) for dx, dy in ends)
    if isinstance(region, BoxRegion):
        (left, top), (right, bottom) = region.low, region.high
        across, down = (left + right) / 2, (top + bottom) / 2
        upper = ((left, top), (across, top), (right, top), (right, down))
        lower = ((right, bottom), (across, bottom), (left, bottom), (left, down))
        return tuple(ImagePoint(*place) for place in upper + lower)
    if isinstance(region, PointRegion | MaskRegion | WholeImageRegion):
        return ()
    return region.points


def grip_radii(marker: MarkerRegion, raster: Raster) -> tuple[float, float]:
    """Return a marker's radii, image px; where it has no size, those at which it is taken hold of.

    So that a size can be given to what came without.
    """
    radii = raster.radii_of(marker)
    if radii[0]:
        return radii
    return UNSIZED_RADIUS, UNSIZED_RADIUS * raster.column_size / raster.row_size


def grip_at(region: Region, raster: Raster, point: ImagePoint, tolerance: Tolerance) -> Grip | None:
    """Return what of `region` lies under a point; None beside it.

    The nearest handle comes first, then an edge, then the body. The inner half of a marker or a
    box and the middle of a line are body all the same: what is small on the screen can be moved.
    A landmark has only a body. A mask or a whole image cannot be taken hold of at all.
    """
    if isinstance(region, MaskRegion | WholeImageRegion):
        return None
    if isinstance(region, PointRegion):
        return BODY if _reach(point, region.point, *tolerance) <= 1.0 else None
    if _is_core(region, raster, point):
        return BODY
    handle = _nearest(handles_of(region, raster), point, tolerance)
    if handle is not None:
        return Grip(GripPart.HANDLE, handle)
    return _edge_or_body(region, raster, point, tolerance)


def _edge_or_body(
    region: MarkerRegion | BoxRegion | PolygonRegion | LineRegion,
    raster: Raster,
    point: ImagePoint,
    tolerance: Tolerance,
) -> Grip | None:
    if isinstance(region, MarkerRegion):
        return _marker_grip(region, raster, point, tolerance)
    if isinstance(region, LineRegion):
        return BODY if is_near_line(*region.points, point, tolerance) else None
    if isinstance(region, BoxRegion):
        return _box_grip(region, point, tolerance)
    return _polygon_grip(region, point, tolerance)


def is_near_line(
    start: ImagePoint, end: ImagePoint, point: ImagePoint, tolerance: Tolerance
) -> bool:
    """Tell whether a point is near the line between two others."""
    return _off_line(start, end, point, tolerance) <= 1.0


def is_inside(points: Sequence[ImagePoint], point: ImagePoint) -> bool:
    """Tell whether a point lies inside a closed outline (even-odd)."""
    inside = False
    for one, other in zip(points, (*points[1:], points[0]), strict=True):
        if (one.row > point.row) != (other.row > point.row):
            share = (point.row - one.row) / (other.row - one.row)
            inside ^= point.column < one.column + share * (other.column - one.column)
    return inside


def _is_core(region: Region, raster: Raster, point: ImagePoint) -> bool:
    if isinstance(region, MarkerRegion):
        across, down = grip_radii(region, raster)
        return _reach(point, region.centre, across, down) < _BODY_SHARE
    if isinstance(region, BoxRegion):
        across = (region.high.column - region.low.column) / 2
        down = (region.high.row - region.low.row) / 2
        away_column = abs(point.column - region.low.column - across)
        away_row = abs(point.row - region.low.row - down)
        return away_column < across * _BODY_SHARE and away_row < down * _BODY_SHARE
    return False


def _marker_grip(
    marker: MarkerRegion, raster: Raster, point: ImagePoint, tolerance: Tolerance
) -> Grip | None:
    across, down = grip_radii(marker, raster)
    if _reach(point, marker.centre, across + tolerance.columns, down + tolerance.rows) > 1.0:
        return None
    least = max(across - tolerance.columns, 0.0), max(down - tolerance.rows, 0.0)
    is_rim = not all(least) or _reach(point, marker.centre, *least) >= 1.0
    return Grip(GripPart.EDGE) if is_rim else BODY


def _box_grip(box: BoxRegion, point: ImagePoint, tolerance: Tolerance) -> Grip | None:
    """Return the side's own handle where a side is taken hold of."""
    (left, top), (right, bottom) = box.low, box.high
    sides = (
        ((left, top), (right, top)),
        ((right, top), (right, bottom)),
        ((right, bottom), (left, bottom)),
        ((left, bottom), (left, top)),
    )
    distances = [_off_line(ImagePoint(*a), ImagePoint(*b), point, tolerance) for a, b in sides]
    nearest = min(range(4), key=distances.__getitem__)
    if distances[nearest] <= 1.0:
        return Grip(GripPart.HANDLE, 2 * nearest + 1)
    return BODY if left <= point.column <= right and top <= point.row <= bottom else None


def _polygon_grip(polygon: PolygonRegion, point: ImagePoint, tolerance: Tolerance) -> Grip | None:
    points = polygon.points
    ends = zip(points, (*points[1:], points[0]), strict=True)
    distances = [_off_line(one, other, point, tolerance) for one, other in ends]
    nearest = min(range(len(points)), key=distances.__getitem__)
    if distances[nearest] <= 1.0:
        return Grip(GripPart.EDGE, nearest)
    return BODY if any(is_inside(ring, point) for ring in polygon.rings) else None


def _nearest(places: Sequence[ImagePoint], point: ImagePoint, tolerance: Tolerance) -> int | None:
    distances = [_reach(point, place, *tolerance) for place in places]
    nearest = min(range(len(places)), key=distances.__getitem__)
    if distances[nearest] > 1.0:
        return None
    if len(places) == 2 and _is_between(places[0], places[1], point, tolerance):
        return None
    return nearest


def _is_between(
    start: ImagePoint, end: ImagePoint, point: ImagePoint, tolerance: Tolerance
) -> bool:
    """Tell whether a point is on the middle stretch of a line."""
    along = _along(start, end, point, tolerance)
    return _LINE_BODY[0] < along < _LINE_BODY[1] and is_near_line(start, end, point, tolerance)


def _reach(point: ImagePoint, centre: ImagePoint, across: float, down: float) -> float:
    """Return the distance from a centre in radii of an ellipse: 1 on its rim."""
    if not (across > 0 and down > 0):
        return 0.0 if point == centre else _NOWHERE
    return math.hypot((point.column - centre.column) / across, (point.row - centre.row) / down)


def _along(start: ImagePoint, end: ImagePoint, point: ImagePoint, tolerance: Tolerance) -> float:
    """Return where on a line the foot of a point is: 0 at its start, 1 at its end."""
    columns, rows = tolerance
    dx, dy = (end.column - start.column) / columns, (end.row - start.row) / rows
    px, py = (point.column - start.column) / columns, (point.row - start.row) / rows
    square = dx * dx + dy * dy
    return min(max((px * dx + py * dy) / square, 0.0), 1.0) if square else 0.0


def _off_line(start: ImagePoint, end: ImagePoint, point: ImagePoint, tolerance: Tolerance) -> float:
    """Return the distance from a line in tolerances."""
    along = _along(start, end, point, tolerance)
    column = start.column + along * (end.column - start.column)
    row = start.row + along * (end.row - start.row)
    return _reach(point, ImagePoint(column, row), *tolerance)

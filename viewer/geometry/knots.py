"""Outlines with more points than handles: which are taken hold of, and what goes along."""

from collections.abc import Sequence

from viewer.geometry.hit import Grip, GripPart, Tolerance, grip_at
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import PolygonRegion


def knot_grip(
    polygon: PolygonRegion,
    knots: Sequence[int],
    raster: Raster,
    point: ImagePoint,
    near: Tolerance,
) -> Grip | None:
    """Return what of an outline lies under a point; `knots` are the points with a handle.

    The nearest handle comes first. Between two handles with points of their own between them the
    nearest of these is taken, and the stretch bends with it; an edge without any gets a new one.
    """
    handles = PolygonRegion(tuple(polygon.points[knot] for knot in knots))
    at_handle = grip_at(handles, raster, point, near)
    if at_handle is not None and at_handle.part is GripPart.HANDLE:
        return _taken(polygon, knots, knots[at_handle.index])
    found = grip_at(polygon, raster, point, near)
    if found is None or found.part is GripPart.BODY:
        return found
    count = len(polygon.points)
    if found.part is GripPart.EDGE:
        ends = found.index, (found.index + 1) % count
        if all(end in knots for end in ends):
            return found
        nearest = min(ends, key=lambda end: polygon.points[end].distance_to(point))
        return _taken(polygon, knots, nearest)
    return _taken(polygon, knots, found.index)


def moved_knots(knots: Sequence[int] | None, grip: Grip) -> tuple[int, ...] | None:
    """Return the points with a handle while a grip is in hand: an edge has got one more."""
    if knots is None or grip.part is GripPart.BODY:
        return None if knots is None else tuple(knots)
    if grip.part is GripPart.EDGE:
        shifted = (knot if knot <= grip.index else knot + 1 for knot in knots)
        return tuple(sorted({*shifted, grip.index + 1}))
    return tuple(sorted({*knots, grip.index}))


def _taken(polygon: PolygonRegion, knots: Sequence[int], index: int) -> Grip:
    """Return the grip of one point: what lies between the next handles goes along."""
    count = len(polygon.points)
    others = [knot for knot in knots if knot != index]
    before = min((index - knot) % count for knot in others)
    after = min((knot - index) % count for knot in others)
    return Grip(GripPart.HANDLE, index, (before, after))

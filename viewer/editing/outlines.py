"""Outlines as people draw them: simplified, smoothed and bent; pure functions on closed rings.

A ring is the points of a closed outline, image px, the last joined to the first.
"""

import math
from collections.abc import Sequence
from typing import Final

from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import BoxRegion, PolygonRegion, Region, corners_of

FEWEST_POINTS: Final = 3
_LEAST_AREA: Final = 1.0
"""Square px: what is smaller was a slip of the hand."""
_EVEN_POINTS: Final = 64
"""A ring is smoothed on so many places along it, so that it does not matter how it was drawn."""
_PASSES: Final = 2
_FINE: Final = 0.0025
"""How far a simplified ring may lie off the first one, as a share of its length."""
_LEAST_OFF: Final = 0.25

Ring = tuple[ImagePoint, ...]


def perimeter(ring: Sequence[ImagePoint]) -> float:
    """Return the length of a ring, px."""
    return sum(one.distance_to(other) for one, other in _edges(ring))


def signed_area(ring: Sequence[ImagePoint]) -> float:
    """Return the area of a ring, square px; positive where it goes clockwise as the image lies."""
    return sum(a.column * b.row - b.column * a.row for a, b in _edges(ring)) / 2


def is_outline(ring: Sequence[ImagePoint]) -> bool:
    """Tell whether points enclose anything."""
    return len(ring) >= FEWEST_POINTS and abs(signed_area(ring)) >= _LEAST_AREA


def box_around(region: Region) -> BoxRegion:
    """Return the box around a region."""
    corners = corners_of(region)
    columns, rows = [p.column for p in corners], [p.row for p in corners]
    return BoxRegion(ImagePoint(min(columns), min(rows)), ImagePoint(max(columns), max(rows)))


def simplified(ring: Sequence[ImagePoint], off: float) -> Ring:
    """Return a ring with no more points than it takes to stay within `off` px of each.

    After Douglas and Peucker (1973), from the two points that are farthest apart; at least three
    points stay.
    """
    if len(ring) <= FEWEST_POINTS:
        return tuple(ring)
    first = max(range(len(ring)), key=lambda i: ring[i].distance_to(ring[0]))
    second = max(range(len(ring)), key=lambda i: ring[i].distance_to(ring[first]))
    start, end = sorted((first, second))
    if start == end:
        return tuple(ring[:FEWEST_POINTS])
    turned = [*ring[start:], *ring[:start]]
    middle = end - start
    kept = {0, middle}
    _keep_far(turned, (0, middle), off, kept)
    _keep_far([*turned, turned[0]], (middle, len(turned)), off, kept)
    kept.discard(len(turned))
    if len(kept) < FEWEST_POINTS:
        line = turned[0], turned[middle]
        rest = (i for i in range(len(turned)) if i not in kept)
        kept.add(max(rest, key=lambda i: _off_segment(turned[i], *line)))
    return tuple(turned[i] for i in sorted(kept))


def thinned(path: Sequence[ImagePoint], off: float) -> Ring:
    """Return an open path with no more points than it takes to stay within `off` px of each."""
    kept = {0, len(path) - 1}
    _keep_far(path, (0, len(path) - 1), off, kept)
    return tuple(path[i] for i in sorted(kept)) if path else ()


def evenly(ring: Sequence[ImagePoint], count: int) -> Ring:
    """Return `count` places along a ring, as far apart as one another, the first one its first."""
    whole = perimeter(ring)
    if whole <= 0:
        return (ring[0],) * count
    made: list[ImagePoint] = []
    gone = 0.0
    for one, other in _edges(ring):
        length = one.distance_to(other)
        while len(made) < count and len(made) * whole / count <= gone + length:
            share = (len(made) * whole / count - gone) / length if length else 0.0
            made.append(_between(one, other, min(max(share, 0.0), 1.0)))
        gone += length
    return (*made, *(ring[0],) * (count - len(made)))


def rounded(ring: Sequence[ImagePoint], passes: int = 1) -> Ring:
    """Return a ring with each point drawn towards its neighbours: weights 1, 2, 1.

    The points' mean stays where it is, and none leaves the hull of the ring.
    """
    points = tuple(ring)
    for _ in range(passes):
        points = tuple(
            ImagePoint(
                (points[i - 1].column + 2 * p.column + points[(i + 1) % len(points)].column) / 4,
                (points[i - 1].row + 2 * p.row + points[(i + 1) % len(points)].row) / 4,
            )
            for i, p in enumerate(points)
        )
    return points


def smoothed(ring: Sequence[ImagePoint], raster: Raster) -> Ring:
    """Return a ring without its wrinkles, with the area that it had, on the image.

    Wrinkles are what is shorter than some 5 % of its length; rounding alone would shrink it.
    """
    if not is_outline(ring):
        return tuple(ring)
    even = rounded(evenly(ring, _EVEN_POINTS), _PASSES)
    left = abs(signed_area(even))
    factor = math.sqrt(abs(signed_area(ring)) / left) if left >= _LEAST_AREA else 1.0
    grown = _scaled(even, factor)
    fine = simplified(grown, max(_LEAST_OFF / 2, _FINE / 2 * perimeter(grown)))
    return tuple(raster.clipped(point) for point in fine)


def traced(path: Sequence[ImagePoint], raster: Raster) -> Ring:
    """Return the ring that a hand meant which drew a path freely: smooth, of few points."""
    points = tuple(raster.clipped(point) for point in path)
    if not is_outline(points):
        return points
    off = max(_LEAST_OFF, _FINE * perimeter(points))
    return smoothed(simplified(points, off), raster)


def smooth_region(region: Region, raster: Raster) -> Region:
    """Return a polygon with its first outline smoothed; any other region as it is."""
    if not isinstance(region, PolygonRegion):
        return region
    return PolygonRegion(smoothed(region.points, raster), region.others)


def knots_of(ring: Sequence[ImagePoint], apart: float, aspect: float = 1.0) -> tuple[int, ...]:
    """Return which points have a handle: those that are at least `apart` px from the one before.

    Outlines of a service have a point every few px: a handle at each could not be hit. At least
    three have one. `aspect` is the height of a pixel against its width.
    """
    chosen: list[int] = []
    for index, point in enumerate(ring):
        if not chosen or _gap(ring[chosen[-1]], point, aspect) >= apart:
            chosen.append(index)
    while len(chosen) > FEWEST_POINTS and _gap(ring[chosen[-1]], ring[0], aspect) < apart:
        chosen.pop()
    if len(chosen) < FEWEST_POINTS:
        third = len(ring) / FEWEST_POINTS
        chosen = sorted({round(third * turn) for turn in range(FEWEST_POINTS)})
    return tuple(chosen)


def bent(
    ring: Sequence[ImagePoint], index: int, span: tuple[int, int], across: float, down: float
) -> Ring:
    """Return a ring with one point moved, and those beside it with it the less the farther.

    `span` is how many points before and after stay where they are next: (1, 1) moves one alone.
    """
    points = list(ring)
    before, after = (max(1, count) for count in span)
    for step in range(1 - before, after):
        share = 1 - abs(step) / (before if step < 0 else after)
        weight = share * share * (3 - 2 * share)  # no corner where the movement ends
        place = (index + step) % len(points)
        moved = ring[place]
        points[place] = ImagePoint(moved.column + weight * across, moved.row + weight * down)
    return tuple(points)


def _edges(ring: Sequence[ImagePoint]) -> "zip[tuple[ImagePoint, ImagePoint]]":
    return zip(ring, (*ring[1:], *ring[:1]), strict=True)


def _gap(one: ImagePoint, other: ImagePoint, aspect: float) -> float:
    return math.hypot(one.column - other.column, (one.row - other.row) * aspect)


def _keep_far(
    points: Sequence[ImagePoint], ends: tuple[int, int], off: float, kept: set[int]
) -> None:
    """Add to `kept` the points between two that lie farther off the line than `off`."""
    waiting = [ends]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        line = points[start], points[end]
        farthest = max(range(start + 1, end), key=lambda i: _off_segment(points[i], *line))
        if _off_segment(points[farthest], *line) > off:
            kept.add(farthest)
            waiting += [(start, farthest), (farthest, end)]


def _off_segment(point: ImagePoint, start: ImagePoint, end: ImagePoint) -> float:
    dx, dy = end.column - start.column, end.row - start.row
    square = dx * dx + dy * dy
    if square == 0:
        return point.distance_to(start)
    along = ((point.column - start.column) * dx + (point.row - start.row) * dy) / square
    return point.distance_to(_between(start, end, min(max(along, 0.0), 1.0)))


def _between(one: ImagePoint, other: ImagePoint, share: float) -> ImagePoint:
    return ImagePoint(
        one.column + share * (other.column - one.column), one.row + share * (other.row - one.row)
    )


def _scaled(ring: Ring, factor: float) -> Ring:
    """Return a ring grown around the mean of its points."""
    across = sum(point.column for point in ring) / len(ring)
    down = sum(point.row for point in ring) / len(ring)
    return tuple(
        ImagePoint(across + factor * (p.column - across), down + factor * (p.row - down))
        for p in ring
    )

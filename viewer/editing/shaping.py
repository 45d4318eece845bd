"""Regions reshaped by hand: pure functions from a region and a movement to the next region.

All stay on the image, ordered and of a least size, whatever the movement is. A mask or a whole
image stays as it is.
"""

from dataclasses import replace
from typing import Final

from viewer.domain.finding import Placement
from viewer.domain.series import SeriesDescription
from viewer.editing.outlines import bent
from viewer.geometry.hit import Grip, GripPart, grip_radii
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
    corners_of,
    middle_of,
)

DEFAULT_DIAMETER_MM: Final = 6.0  # a nodule that is looked after: Fleischner's first threshold
DEFAULT_DIAMETER_PX: Final = 12.0
FINE_STEP: Final = 0.1  # mm, without spacing px
LEAST_SIZE_PX: Final = 1.0
_TOO_SMALL_PX: Final = LEAST_SIZE_PX - 1e-7  # a rounding error is no reason to move an end
_FEWEST_POINTS: Final = 3
# Which edges a box's handles move, clockwise from the upper left one: (column edge, row edge),
# each -1 for the low one, 1 for the high one, 0 for none.
_BOX_EDGES: Final = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))


def reshaped(
    region: Region, grip: Grip, start: ImagePoint, to: ImagePoint, raster: Raster
) -> Region:
    """Return `region` after what was taken hold of at `start` was dragged to `to`.

    The grip follows the movement, wherever in its reach it was taken: nothing jumps. An edge of a
    polygon gets a new point there.
    """
    if isinstance(region, MaskRegion | WholeImageRegion):
        return region
    if isinstance(region, PointRegion) or grip.part is GripPart.BODY:
        return moved(region, to.column - start.column, to.row - start.row, raster)
    if isinstance(region, MarkerRegion):
        return _resized(region, start, to, raster)
    across, down = to.column - start.column, to.row - start.row
    if isinstance(region, BoxRegion):
        return _stretched(region, _BOX_EDGES[grip.index], across, down, raster)
    if isinstance(region, LineRegion):
        return _turned(region, grip.index, across, down, raster)
    return _bent(region, grip, start, to, raster)


def moved(region: Region, columns: float, rows: float, raster: Raster) -> Region:
    """Return the whole region moved by so many px, no farther than the image's edges.

    A marker stays with its centre on the image, the others with all of them, if they fit.
    """
    if isinstance(region, MaskRegion | WholeImageRegion):
        return region
    points = corners_of(region)
    across = _kept_inside([point.column for point in points], columns, raster.columns)
    down = _kept_inside([point.row for point in points], rows, raster.rows)
    if isinstance(region, MarkerRegion):
        centre = raster.clipped(_shifted(region.centre, across, down))
        return MarkerRegion(centre, region.diameter_mm, region.diameter_px)
    if isinstance(region, BoxRegion):
        low = raster.clipped(_shifted(region.low, across, down))
        return BoxRegion(low, raster.clipped(_shifted(region.high, across, down)))
    if isinstance(region, PointRegion):
        return PointRegion(raster.clipped(_shifted(region.point, across, down)))
    if isinstance(region, LineRegion):
        start, end = (raster.clipped(_shifted(point, across, down)) for point in region.points)
        return LineRegion((start, end))
    first, *others = (
        tuple(raster.clipped(_shifted(point, across, down)) for point in ring)
        for ring in region.rings
    )
    return PolygonRegion(first, tuple(others))


def without_point(region: Region, index: int) -> Region:
    """Return a polygon without one of its points; unchanged where only three are left."""
    if not isinstance(region, PolygonRegion) or len(region.points) <= _FEWEST_POINTS:
        return region
    return replace(region, points=region.points[:index] + region.points[index + 1 :])


def drawn_marker(centre: ImagePoint, rim: ImagePoint | None, raster: Raster) -> MarkerRegion:
    """Return a marker from its centre to its rim; without a rim it has the usual size."""
    if rim is None:
        usual = DEFAULT_DIAMETER_PX if raster.spacing is None else DEFAULT_DIAMETER_MM
        return raster.marker(raster.clipped(centre), usual)
    diameter = 2 * raster.distance(centre, rim)
    return raster.marker(raster.clipped(centre), _possible_diameter(diameter, raster))


def drawn_box(start: ImagePoint, end: ImagePoint, raster: Raster) -> BoxRegion:
    """Return the box between two corners."""
    start, end = raster.clipped(start), raster.clipped(end)
    left, right = _ordered(start.column, end.column, raster.columns)
    top, bottom = _ordered(start.row, end.row, raster.rows)
    return BoxRegion(ImagePoint(left, top), ImagePoint(right, bottom))


def drawn_line(start: ImagePoint, end: ImagePoint, raster: Raster) -> LineRegion:
    """Return the line between two points; it has a least length."""
    start = raster.clipped(start)
    return LineRegion((start, _apart(start, raster.clipped(end), raster)))


def placed(region: Region, slice_index: int, series: SeriesDescription) -> Placement:
    """Return where a region on one slice is: its image, and its middle in the patient."""
    patient = None
    if series.geometry is not None:
        patient = series.geometry.planes[slice_index].to_patient(middle_of(region))
    return Placement(series.instances[slice_index], slice_index, region, patient)


def _resized(
    marker: MarkerRegion, start: ImagePoint, to: ImagePoint, raster: Raster
) -> MarkerRegion:
    """Return a marker whose rim went along, measured in mm where they are known."""
    radius = grip_radii(marker, raster)[0] * raster.column_size
    grown = raster.distance(marker.centre, to) - raster.distance(marker.centre, start)
    diameter = _possible_diameter(2 * (radius + grown), raster)
    return raster.marker(marker.centre, diameter)


def _possible_diameter(diameter: float, raster: Raster) -> float:
    least = LEAST_SIZE_PX * min(raster.column_size, raster.row_size)
    most = max(raster.columns * raster.column_size, raster.rows * raster.row_size)
    return min(max(diameter, least), max(most, least))


def _stretched(
    box: BoxRegion, edges: tuple[int, int], across: float, down: float, raster: Raster
) -> BoxRegion:
    columns = (box.low.column, box.high.column)
    rows = (box.low.row, box.high.row)
    left, right = _edge_moved(columns, edges[0], across, raster.columns)
    top, bottom = _edge_moved(rows, edges[1], down, raster.rows)
    return BoxRegion(ImagePoint(left, top), ImagePoint(right, bottom))


def _edge_moved(
    ends: tuple[float, float], edge: int, distance: float, length: int
) -> tuple[float, float]:
    """Return low and high end after one was moved, maybe past the other one."""
    if edge == 0:
        return ends
    low, high = (min(max(end, 0.0), float(length)) for end in ends)
    fixed, moving = (high, low) if edge < 0 else (low, high)
    target = min(max(moving + distance, 0.0), float(length))
    if abs(target - fixed) < _TOO_SMALL_PX:  # stay on the side where it comes from
        target = fixed + edge * LEAST_SIZE_PX
        if not 0.0 <= target <= length:
            target = fixed - edge * LEAST_SIZE_PX
    return min(fixed, target), max(fixed, target)


def _ordered(one: float, other: float, length: int) -> tuple[float, float]:
    """Return two ends in order, a least size apart, both on the image."""
    low, high = min(one, other), max(one, other)
    if high - low >= _TOO_SMALL_PX:
        return low, high
    low = max(0.0, min(low, length - LEAST_SIZE_PX))
    return low, min(low + LEAST_SIZE_PX, float(length))


def _turned(line: LineRegion, index: int, across: float, down: float, raster: Raster) -> LineRegion:
    fixed = line.points[1 - index]
    end = _apart(fixed, raster.clipped(_shifted(line.points[index], across, down)), raster)
    return LineRegion((end, fixed) if index == 0 else (fixed, end))


def _apart(fixed: ImagePoint, end: ImagePoint, raster: Raster) -> ImagePoint:
    """Return `end`, or where it is too near, the nearest place along a row that is not."""
    if fixed.distance_to(end) >= _TOO_SMALL_PX:
        return end
    step = LEAST_SIZE_PX if fixed.column + LEAST_SIZE_PX <= raster.columns else -LEAST_SIZE_PX
    return ImagePoint(fixed.column + step, fixed.row)


def _bent(
    polygon: PolygonRegion, grip: Grip, start: ImagePoint, to: ImagePoint, raster: Raster
) -> PolygonRegion:
    points = list(polygon.points)
    if grip.part is GripPart.EDGE:
        points.insert(grip.index + 1, raster.clipped(to))
        return replace(polygon, points=tuple(points))
    way = to.column - start.column, to.row - start.row
    moved_ring = bent(polygon.points, grip.index, grip.span, *way)
    return replace(polygon, points=tuple(raster.clipped(point) for point in moved_ring))


def _shifted(point: ImagePoint, across: float, down: float) -> ImagePoint:
    return ImagePoint(point.column + across, point.row + down)


def _kept_inside(places: list[float], distance: float, length: int) -> float:
    """Return how far all may go in one direction and stay within 0 … `length`."""
    least, most = -min(places), length - max(places)
    if least > most:  # larger than the image: it does not move in this direction
        return 0.0
    return min(max(distance, least), most)

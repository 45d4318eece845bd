"""An outline being drawn point by point, or freely in one go: image points in, a ring out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from viewer.editing.outlines import FEWEST_POINTS, is_outline, perimeter, thinned, traced
from viewer.geometry.regions import PolygonRegion
from viewer.overlay.active import ActiveLayer
from viewer.overlay.items import Stroke
from viewer.overlay.shapes import raster_of, shape_of
from viewer.overlay.style import OWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.domain.series import SeriesDescription
    from viewer.editing.outlines import Ring
    from viewer.geometry.hit import Tolerance
    from viewer.geometry.points import ImagePoint
    from viewer.geometry.raster import Raster

_STROKE: Final = Stroke(OWN, 2.0)
_COARSE: Final = 0.01
"""How far a freely drawn stretch may be simplified, as a share of its length."""
_AGAIN: Final = 0.5
"""Of what counts as on the first point: a second click on the last one closes, if it is as near."""


class OutlineHand:
    """The points so far. Nothing is kept here: what is closed is told by its return value.

    A click adds a point, a drag what lies on its way; a drag from the very beginning is the whole
    outline. A click on the first point, or a second one on the last, closes.
    """

    def __init__(self) -> None:
        self._points: list[ImagePoint] = []
        self._way: list[ImagePoint] = []
        self._hovered: ImagePoint | None = None
        self._is_closing = False

    @property
    def is_begun(self) -> bool:
        """Tell whether there is a point."""
        return bool(self._points or self._way)

    @property
    def points(self) -> tuple[ImagePoint, ...]:
        """The points so far."""
        return tuple(self._points)

    def press(self, point: ImagePoint, near: Tolerance) -> None:
        """Put the pen down; `near` is how near to the first point is meant to be on it."""
        self._hovered = None
        self._way = [point]
        self._is_closing = False
        if len(self._points) >= FEWEST_POINTS:
            again = type(near)(near.columns * _AGAIN, near.rows * _AGAIN)
            is_first = _is_near(point, self._points[0], near)
            self._is_closing = is_first or _is_near(point, self._points[-1], again)

    def drag_to(self, point: ImagePoint) -> None:
        """Go on drawing freely."""
        self._is_closing = False
        if self._way and point != self._way[-1]:
            self._way.append(point)

    def release(self, raster: Raster, *, was_click: bool) -> Ring | None:
        """Lift the pen; return the outline if that closes it."""
        way, self._way = self._way, []
        if not way:
            return None
        if self._is_closing and was_click:
            return self.closed()
        if was_click:
            if raster.holds(way[0]) and (not self._points or way[0] != self._points[-1]):
                self._points.append(way[0])
            return None
        if not self._points:
            return _outline(traced(way, raster))
        off = max(1.0, _COARSE * perimeter(way))
        self._points += [raster.clipped(point) for point in thinned(way, off)]
        return None

    def hover(self, point: ImagePoint) -> None:
        """Show where the next point would be."""
        self._hovered = point

    def closed(self) -> Ring | None:
        """Close what is there and begin anew; None where it is no outline: nothing is lost."""
        ring = _outline(self._points)
        if ring is not None:
            self.cancel()
        return ring

    def drop_last(self) -> bool:
        """Take the last point back; tell whether there was one."""
        had = bool(self._points)
        if had:
            self._points.pop()
        return had

    def cancel(self) -> bool:
        """Forget all points; tell whether there were any."""
        had = self.is_begun
        self._points, self._way, self._hovered = [], [], None
        self._is_closing = False
        return had

    def layer(self, series: SeriesDescription) -> ActiveLayer | None:
        """Return what is drawn of it: the line so far and where it would go, a handle per point."""
        raster = raster_of(series)
        loose = self._way or ([self._hovered] if self._hovered is not None else [])
        points = [*self._points, *loose]
        if not self.is_begun or not points:
            return None
        ring = tuple(raster.clipped(point) for point in points)
        handles = tuple(self._points)
        if len(ring) < 2:
            return ActiveLayer(handles=ring)
        shape = shape_of("", PolygonRegion(ring), raster, _STROKE)
        return ActiveLayer((shape,), handles, hot=0 if len(handles) >= FEWEST_POINTS else None)


def _outline(points: Sequence[ImagePoint]) -> Ring | None:
    return tuple(points) if is_outline(points) else None


def _is_near(point: ImagePoint, other: ImagePoint, near: Tolerance) -> bool:
    across = (point.column - other.column) / near.columns
    down = (point.row - other.row) / near.rows
    return across * across + down * down <= 1.0

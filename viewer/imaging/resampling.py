"""Values of a stack at the pixels of any plane, interpolated linearly by patient position."""

from collections.abc import Callable
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane, Vector
from viewer.imaging.compare import NOWHERE, Values, as_values, modality_values
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import Misfit, NotComparable
from viewer.imaging.stack import ImageStack

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]

_STILL_MM: Final = 1e-3  # less than this from one end of an image to the other is no change
_HALF: Final = 0.5 + 1e-6


class Resampler:
    """All values of a source in memory, as int16 of the modality."""

    def __init__(self, source: ImageStack, is_cancelled: Callable[[], bool] | None = None) -> None:
        """Read the source. Raises NotComparable without a geometry, NotReadable by its size."""
        geometry = source.description.geometry
        if geometry is None:
            raise NotComparable(Misfit.NO_PLACE)
        self._geometry: VolumeGeometry = geometry
        loader = VolumeLoader(source)
        loader.run(None, is_cancelled)
        stored = loader.volume.stored
        is_alike = stored.dtype.kind in "iu" and stored.dtype.itemsize == 2
        self._values: Values = stored.view(np.int16) if is_alike else np.empty(stored.shape, "i2")
        for index, header in enumerate(source.instances):  # in place where the size is the same
            self._values[index] = modality_values(stored[index], header)
        self._is_missing = np.zeros(len(stored), bool)
        self._is_missing[list(loader.volume.slice_problems)] = True  # be it in part
        self._heights: Floats = geometry.heights_mm  # a stack's slices ascend along the normal
        self._positions: Floats = np.array([plane.position for plane in geometry.planes])

    def on(self, plane: ImagePlane, shape: tuple[int, int]) -> Values:
        """Return the values at the pixel centres of a plane (rows, columns); NOWHERE beyond."""
        place, column, row = self._coordinates(plane, shape)
        is_inside = self._inside(place, column, row)
        if not is_inside.any():
            return np.full(shape, NOWHERE, np.int16)
        if place.size == 1:
            level = self._level(float(place.flat[0]))
            is_separable = column.shape[0] == 1 and row.shape[1] == 1
            sampled = _crossed(level, column, row) if is_separable else _sampled(level, column, row)
        else:
            sampled = _sampled(self._values, column, row, place)
        return np.where(is_inside, sampled, np.int16(NOWHERE))

    def _coordinates(
        self, plane: ImagePlane, shape: tuple[int, int]
    ) -> tuple[Floats, Floats, Floats]:
        """Return slice, column and row of each pixel: indices, from 0.

        Each has as many rows and columns as it needs: 1 along which it does not change.
        """
        first = self._geometry.planes[0]
        start = np.subtract(plane.position, first.position)
        height = _along(first.normal, start, plane, shape)
        place = self._place_at(height)
        slices = np.arange(len(self._heights))
        aside = self._positions - np.array(first.position)

        def within(direction: Vector) -> Floats:
            shift: Floats = np.interp(place, slices, aside @ np.array(direction))
            way: Floats = _along(direction, start, plane, shape) - shift
            return way

        column = within(first.along_row) / first.column_spacing
        return place, column, within(first.along_column) / first.row_spacing

    def _place_at(self, height: Floats) -> Floats:
        """Return between which slices a height is; beyond the ends it goes on by the last step."""
        heights = self._heights
        slices = np.arange(len(heights), dtype=float)
        place: Floats = np.interp(height, heights, slices)
        step = self._geometry.slice_spacing_mm or self._geometry.planes[0].row_spacing
        step = step or 1.0
        below, above = height < heights[0], height > heights[-1]
        place = np.where(below, (height - heights[0]) / step, place)
        return np.where(above, slices[-1] + (height - heights[-1]) / step, place)

    def _inside(self, place: Floats, column: Floats, row: Floats) -> NDArray[np.bool_]:
        """Tell which points lie in the imaged block, half a voxel beyond the centres included.

        Not those beside a slice that could not be read.
        """
        inside = np.ones((1, 1), bool)
        counts = len(self._heights), self._geometry.columns, self._geometry.rows
        for index, count in zip((place, column, row), counts, strict=True):
            inside = inside & (index >= -_HALF) & (index <= count - 1 + _HALF)
        if self._is_missing.any():
            kept = np.clip(place, 0.0, counts[0] - 1.0)
            below, above = np.floor(kept).astype(np.intp), np.ceil(kept).astype(np.intp)
            inside = inside & ~self._is_missing[below] & ~self._is_missing[above]
        return inside

    def _level(self, place: float) -> Floats32:
        """Return the mean of the two slices about a place, weighed; at the ends the last one."""
        place = min(max(place, 0.0), len(self._heights) - 1.0)
        low = int(place)
        share = np.float32(place - low)
        level: Floats32 = self._values[low].astype(np.float32)
        if share > 0.0:
            above = self._values[low + 1].astype(np.float32)
            level += share * (above - level)
        return level


def _along(direction: Vector, start: Floats, plane: ImagePlane, shape: tuple[int, int]) -> Floats:
    """Return how far each pixel of a plane lies along a direction, mm; `start`: the first one.

    It has one row or one column where it does not change with them.
    """
    across = plane.column_spacing * float(np.dot(plane.along_row, direction))
    down = plane.row_spacing * float(np.dot(plane.along_column, direction))
    columns = shape[1] if abs(across) * shape[1] > _STILL_MM else 1
    rows = shape[0] if abs(down) * shape[0] > _STILL_MM else 1
    way: Floats = (
        float(np.dot(start, direction))
        + across * np.arange(columns)[None, :]
        + down * np.arange(rows)[:, None]
    )
    return way


def _crossed(level: Floats32, column: Floats, row: Floats) -> Values:
    """Interpolate where columns depend on columns alone and rows on rows: one after the other."""
    down = _between(level, row[:, 0], 0)
    return as_values(_between(down, column[0], 1))


def _between(values: Floats32, places: Floats, axis: int) -> Floats32:
    count = values.shape[axis]
    kept = np.clip(places, 0.0, count - 1.0)
    low = kept.astype(np.intp)
    share = (kept - low).astype(np.float32)
    below = values.take(low, axis)
    above = values.take(np.minimum(low + 1, count - 1), axis)
    mixed: Floats32 = below + (above - below) * (share[:, None] if axis == 0 else share)
    return mixed


def _sampled(
    values: NDArray[np.generic], column: Floats, row: Floats, place: Floats | None = None
) -> Values:
    """Return values between the grid points of one slice, or of all (then with `place`).

    Each is the weighed mean of its 4 or 8 neighbours. Half a voxel beyond the outermost centres
    the value is that of the edge.
    """
    places = np.broadcast_arrays(*((row, column) if place is None else (place, row, column)))
    lows, highs, shares = [], [], []
    for index, count in zip(places, values.shape, strict=True):
        kept = np.clip(index, 0.0, count - 1.0)
        low = kept.astype(np.intp)
        lows.append(low)
        highs.append(np.minimum(low + 1, count - 1))
        shares.append((kept - low).astype(np.float32))
    mean = np.zeros(places[0].shape, np.float32)
    for corner in product((False, True), repeat=len(places)):
        at = tuple(h if up else w for up, w, h in zip(corner, lows, highs, strict=True))
        weight = np.ones((), np.float32)
        for up, share in zip(corner, shares, strict=True):
            weight = weight * (share if up else 1.0 - share)
        mean += weight * values[at]
    return as_values(mean)

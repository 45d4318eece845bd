"""Values of a stack at the pixels of any plane, interpolated linearly by patient position."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.imaging.compare import NOWHERE, Values, as_values, modality_values
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import Misfit, NotComparable
from viewer.imaging.stack import ImageStack

Floats = NDArray[np.float64]

_LEVEL: Final = 1e-3  # of a slice step: less tilt than this is none
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
        positions = np.array([plane.position for plane in geometry.planes])
        order = np.argsort(geometry.heights_mm, kind="stable")
        self._heights: Floats = geometry.heights_mm[order]
        self._order = order
        self._positions: Floats = positions[order]

    def on(self, plane: ImagePlane, shape: tuple[int, int]) -> Values:
        """Return the values at the pixel centres of a plane (rows, columns); NOWHERE beyond."""
        place, column, row = self._coordinates(plane, shape)
        values, is_inside = self._values, self._inside(place, column, row)
        if not is_inside.any():
            return np.full(shape, NOWHERE, np.int16)
        if np.ptp(place) < _LEVEL:
            sampled = self._sampled_level(float(place.flat[0]), column, row)
        else:
            sampled = _sampled(values[self._order], (place, column, row))
        return np.where(is_inside, sampled, np.int16(NOWHERE))

    def _coordinates(
        self, plane: ImagePlane, shape: tuple[int, int]
    ) -> tuple[Floats, Floats, Floats]:
        """Return slice (in order of height), column and row of each pixel: indices, from 0."""
        first = self._geometry.planes[0]
        across = np.arange(shape[1])[None, :] * plane.column_spacing
        down = np.arange(shape[0])[:, None] * plane.row_spacing

        def along(direction: tuple[float, float, float], start: Floats) -> Floats:
            base = float(np.dot(start, direction))
            way: Floats = (
                base
                + across * float(np.dot(plane.along_row, direction))
                + down * float(np.dot(plane.along_column, direction))
            )
            return way

        start = np.subtract(plane.position, first.position)
        height = along(first.normal, start)
        place = self._place_at(height)
        slices = np.arange(len(self._heights))
        aside = self._positions - np.array(first.position)

        def within(direction: tuple[float, float, float]) -> Floats:
            shift: Floats = np.interp(place, slices, aside @ np.array(direction))
            return along(direction, start) - shift

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
        """Tell which points lie in the imaged block, half a voxel beyond the centres included."""
        inside = np.ones(place.shape, bool)
        counts = len(self._heights), self._geometry.columns, self._geometry.rows
        for index, count in zip((place, column, row), counts, strict=True):
            inside &= (index >= -_HALF) & (index <= count - 1 + _HALF)
        return inside

    def _sampled_level(self, place: float, column: Floats, row: Floats) -> Values:
        """Interpolate within one level: two slices are mixed first, which is much quicker."""
        place = min(max(place, 0.0), len(self._heights) - 1.0)
        low = int(place)
        share = place - low
        level = self._values[self._order[low]].astype(np.float32)
        if share > 0.0:
            level *= 1.0 - share
            level += share * self._values[self._order[low + 1]].astype(np.float32)
        return _sampled(level, (column, row))


def _sampled(values: NDArray[np.generic], places: tuple[Floats, ...]) -> Values:
    """Return values between the grid points; `places` are (…, column, row) indices.

    Half a voxel beyond the outermost centres the value is that of the edge.
    """
    from scipy.ndimage import map_coordinates

    *levels, column, row = places
    sampled = map_coordinates(
        values, [*levels, row, column], output=np.float32, order=1, mode="nearest"
    )
    return as_values(sampled)

"""From the pixels of one image to the voxels of a mask: exactly where the grids agree."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.geometry.plane import ImagePlane
from viewer.vendors.gateway.answers.mask_files import Bits

_SAME_VOXEL: Final = 0.1
"""Voxels by which the grids may differ at the corners of an image and still be the same."""
_HALF: Final = 0.5
_FARTHEST: Final = 1e9
_NEGLIGIBLE: Final = 0.01
"""Voxels by which a way may leave its axis over a whole image."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ImageToMask:
    """From pixel indices (column, row) of one image to voxel indices (i, j, k) of a mask.

    `along_row`, `along_column`, `start`: float, shape (3,); the voxel of pixel (c, r) is
    start + c·along_row + r·along_column. `is_exact`: every pixel's centre is a voxel's.
    """

    along_row: Floats
    along_column: Floats
    start: Floats
    columns: int
    rows: int
    is_exact: bool

    @staticmethod
    def of(plane: ImagePlane, to_index: Floats, size: tuple[int, int]) -> "ImageToMask":
        """Return the map of an image of (columns, rows); `to_index`: 4×4, mm LPS to voxels."""
        linear = to_index[:3, :3]
        ways = (
            linear @ np.multiply(plane.along_row, plane.column_spacing),
            linear @ np.multiply(plane.along_column, plane.row_spacing),
            linear @ np.array(plane.position) + to_index[:3, 3],
        )
        rounded = tuple(np.rint(way) for way in ways)
        is_exact = _are_axes(rounded[0], rounded[1]) and all(
            np.abs(_at(ways, corner) - _at(rounded, corner)).max() < _SAME_VOXEL
            for corner in _corners(size)
        )
        along_row, along_column, start = rounded if is_exact else ways
        return ImageToMask(along_row, along_column, start, *size, is_exact)

    @property
    def reach(self) -> tuple[Floats, Floats]:
        """The least and the greatest voxel index, each shape (3,), that the image reaches."""
        ways = (self.along_row, self.along_column, self.start)
        corners = np.array([_at(ways, corner) for corner in _corners((self.columns, self.rows))])
        return corners.min(axis=0), corners.max(axis=0)

    def meets(self, low: Floats, high: Floats) -> bool:
        """Tell whether the box around the image meets the voxels from `low` to `high`."""
        first, last = self.reach
        return bool(np.all(last >= low - _HALF) and np.all(first <= high + _HALF))

    def image_of(self, bits: Bits) -> Bits:
        """Return the mask on this image, bool (rows, columns)."""
        return self._along_axes(bits) if self._has_axes else self._nearest(bits)

    @property
    def _has_axes(self) -> bool:
        """Tell whether columns and rows run along two axes of the mask, whatever the steps."""
        sizes = np.array([self.columns, self.rows])[:, None]
        ways = np.abs(np.array([self.along_row, self.along_column])) * sizes
        across, down = (int(way.argmax()) for way in ways)
        ways[0, across] = ways[1, down] = 0.0
        return across != down and bool(ways.max() < _NEGLIGIBLE)

    def _along_axes(self, bits: Bits) -> Bits:
        """Return the image where a column is a column of the mask, and a row one of its rows."""
        across, down = int(np.abs(self.along_row).argmax()), int(np.abs(self.along_column).argmax())
        through = 3 - across - down
        image = np.zeros((self.rows, self.columns), np.bool_)
        level = int(_as_indices(self.start[through : through + 1])[0])
        if not 0 <= level < bits.shape[through]:
            return image
        plane = np.moveaxis(bits, (down, across, through), (0, 1, 2))[:, :, level]
        to_columns = self._indices(across, self.along_row, self.columns)
        to_rows = self._indices(down, self.along_column, self.rows)
        columns = np.flatnonzero((to_columns >= 0) & (to_columns < bits.shape[across]))
        rows = np.flatnonzero((to_rows >= 0) & (to_rows < bits.shape[down]))
        image[np.ix_(rows, columns)] = plane[np.ix_(to_rows[rows], to_columns[columns])]
        return image

    def _indices(self, axis: int, way: Floats, count: int) -> NDArray[np.int64]:
        """Return the mask's index along one axis of each column, or of each row."""
        return _as_indices(self.start[axis] + way[axis] * np.arange(count))

    def _nearest(self, bits: Bits) -> Bits:
        columns, rows = np.arange(self.columns), np.arange(self.rows)[:, None]
        is_inside = np.ones((self.rows, self.columns), np.bool_)
        voxels = []
        for axis, size in enumerate(bits.shape):
            across = columns * self.along_row[axis]
            index = _as_indices(self.start[axis] + across + rows * self.along_column[axis])
            is_inside &= (index >= 0) & (index < size)
            voxels.append(index)
        image = np.zeros((self.rows, self.columns), np.bool_)
        i, j, k = (index[is_inside] for index in voxels)
        image[is_inside] = bits[i, j, k]
        return image


def _as_indices(places: Floats) -> NDArray[np.int64]:
    """Return the voxels that lie nearest; what is absurdly far stays far."""
    near = np.clip(np.nan_to_num(places, nan=_FARTHEST), -_FARTHEST, _FARTHEST)
    indices: NDArray[np.int64] = np.floor(near + _HALF).astype(np.int64)
    return indices


def _are_axes(one: Floats, other: Floats) -> bool:
    """Tell whether two rounded ways run along two different axes, a voxel at a step."""
    are_steps = np.abs(one).sum() == 1 and np.abs(other).sum() == 1
    return bool(are_steps and np.abs(one).argmax() != np.abs(other).argmax())


def _at(ways: tuple[Floats, ...], corner: tuple[int, int]) -> Floats:
    place: Floats = ways[2] + corner[0] * ways[0] + corner[1] * ways[1]
    return place


def _corners(size: tuple[int, int]) -> list[tuple[int, int]]:
    return [(c, r) for c in (0, size[0] - 1) for r in (0, size[1] - 1)]

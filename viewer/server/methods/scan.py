"""A CT stack with its place in the patient, and sampling it on straight grids."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Volume = NDArray[np.float32]
Point = NDArray[np.float64]
Mask = NDArray[np.bool_]

OUTSIDE_HU = 60.0


@dataclass(frozen=True)
class Scan:
    """Slices in ascending position along their normal.

    `voxels[k, j, i]` in HU; voxel (i, j, k) lies at `origin + axes @ (i, j, k)` (mm, LPS). The
    columns of `axes` are the steps to the next column, row and slice; they need not be at right
    angles: in a stack from a tilted gantry the slice step is not along the normal.
    """

    voxels: NDArray[np.int16]
    origin: Point
    axes: NDArray[np.float64]
    sop_instance_uids: tuple[str, ...]
    series_instance_uid: str

    @cached_property
    def to_index(self) -> NDArray[np.float64]:
        """The inverse of `axes`: mm to voxel steps."""
        return np.linalg.inv(self.axes).astype(np.float64)

    def index_of(self, point: Point) -> Point:
        """Return the voxel index (i, j, k), fractional, of a point of the patient."""
        index: Point = self.to_index @ (point - self.origin)
        return index

    def bounds(self) -> tuple[Point, Point]:
        """Return the corners (mm, LPS) of the box around all voxel centres."""
        last = np.array(self.voxels.shape[::-1]) - 1
        corners = np.array(np.meshgrid(*([0, n] for n in last), indexing="ij")).reshape(3, -1)
        points = self.axes @ corners + self.origin[:, None]
        return points.min(axis=1), points.max(axis=1)


@dataclass(frozen=True)
class Grid:
    """A box of equally spaced points along the patient's axes; arrays on it are [z, y, x]."""

    origin: Point
    step: float
    shape: tuple[int, int, int]

    @classmethod
    def covering(cls, low: Point, high: Point, step: float) -> "Grid":
        """Return the smallest grid of the given step (mm) that covers the box."""
        counts = np.ceil((high - low) / step).astype(int) + 1
        return cls(low, step, (int(counts[2]), int(counts[1]), int(counts[0])))

    def point(self, index: NDArray[np.float64]) -> Point:
        """Return the patient coordinates (mm, LPS) of an array index (z, y, x)."""
        point: Point = self.origin + self.step * np.asarray(index, float)[::-1]
        return point

    def index(self, point: Point) -> NDArray[np.float64]:
        """Return the fractional array index (z, y, x) of a point of the patient."""
        index: NDArray[np.float64] = ((point - self.origin) / self.step)[::-1]
        return index

    def part(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> "Grid":
        """Return the sub-grid of the array range low..high (exclusive), z first."""
        size = high - low
        return Grid(
            self.point(low.astype(np.float64)),
            self.step,
            (int(size[0]), int(size[1]), int(size[2])),
        )


def sample(scan: Scan, grid: Grid) -> Volume:
    """Return HU on the grid, interpolated linearly; tissue where the scan has nothing."""
    matrix = scan.to_index * grid.step
    offset = scan.index_of(grid.origin)
    return _transform(scan.voxels, matrix, offset, grid.shape, OUTSIDE_HU)


def resample(values: Volume, source: Grid, target: Grid, outside: float) -> Volume:
    """Return values of one grid on another, interpolated linearly."""
    matrix = np.eye(3) * (target.step / source.step)
    offset = (target.origin - source.origin) / source.step
    return _transform(values, matrix, offset, target.shape, outside)


def _transform(
    values: NDArray[np.generic],
    matrix: NDArray[np.float64],
    offset: Point,
    shape: tuple[int, int, int],
    outside: float,
) -> Volume:
    """Interpolate; `matrix` and `offset` are in (x, y, z) order, arrays in (z, y, x)."""
    turned = matrix[::-1, ::-1]
    if np.count_nonzero(turned - np.diag(np.diag(turned))) == 0:
        turned = np.diag(turned)  # the separable, faster case
    result: Volume = ndimage.affine_transform(
        values,
        turned,
        offset[::-1],
        output_shape=shape,
        output=np.float32,
        order=1,
        mode="constant",
        cval=outside,
        prefilter=False,
    )
    return result

"""The two stages of a registration with SimpleITK: rigid, then a free-form B-spline.

Rigid by mutual information (Mattes et al. 2003, IEEE TMI 22(1)) from coarse to fine; free-form
deformation on a B-spline mesh (Rueckert et al. 1999, IEEE TMI 18(8)) by mean squares, for which
two CT scans in HU are made, with the limited-memory quasi-Newton method of Byrd et al. (1995).
Samples lie on a regular lattice and the work is cut for a fixed number of threads, so that the
same scans give the same transform.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import SimpleITK
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.free_form import Fit, Mesh
from viewer.server.methods.masks import depth
from viewer.server.methods.scan import Grid, Mask, Point, Scan, Volume, resample

_THREADS: Final = 2
_LOWEST_HU: Final = -1000.0
_HIGHEST_HU: Final = 400.0
_BODY_ABOVE_HU: Final = -400.0
_SEARCH_MM: Final = 8.0
_OVERLAP_WORTH: Final = 0.05
_LEAST_OVERLAP: Final = 0.3
_MARGIN_MM: Final = 6.0
_RIGID_SHARE: Final = 0.3
_FLAT_HU: Final = 1.0
_LEVELS: Final = (4, 2, 1)
_COARSEST_MM: Final = 6.0
_REACH_MM: Final = 24.0


class NoOverlapError(ValueError):
    """The scans share too little to be compared."""


@dataclass(frozen=True)
class Effort:
    """How finely to work: steps of the two stages' grids and of the last mesh, in mm."""

    rigid_mm: float
    spline_mm: float
    mesh_mm: float
    iterations: int


@dataclass(frozen=True)
class Sampled:
    """A scan on a straight grid, clipped to tissue: `known` where the scan has it, `body` the body.

    Where the scan has nothing, `values` go on as at its edge, so that its end is no edge to align.
    """

    values: Volume
    known: Mask
    body: Mask
    grid: Grid

    @classmethod
    def of(cls, scan: Scan, step: float) -> "Sampled":
        """Sample a scan at a step (mm), smoothed to it."""
        grid = Grid.covering(*scan.bounds(), step)
        fine = np.clip(scan.voxels, _LOWEST_HU, _HIGHEST_HU).astype(np.float32)
        widths = 0.4 * step / np.linalg.norm(scan.axes, axis=0)[::-1]
        smooth = ndimage.gaussian_filter(fine, widths, truncate=2.5)
        matrix = (scan.to_index * step)[::-1, ::-1]
        values = _read(smooth, matrix, scan.index_of(grid.origin)[::-1], grid)
        known = _known(scan, grid)
        return cls(values, known, _body(values, known), grid)

    def coarser(self, step: float) -> "Sampled":
        """Return the same at a wider step (mm)."""
        last = (np.array(self.grid.shape) - 1) * self.grid.step
        grid = Grid.covering(self.grid.origin, self.grid.origin + last[::-1], step)
        smooth = ndimage.gaussian_filter(self.values, 0.4 * step / self.grid.step)
        values = _onto(smooth, self.grid, grid)
        known = resample(self.known.astype(np.float32), self.grid, grid, 0.0) > 0.5
        return Sampled(values, known, _body(values, known), grid)

    def image(self) -> SimpleITK.Image:
        """Return the values as SimpleITK has images."""
        return _image(self.values, self.grid)

    def region(self, margin_mm: float) -> SimpleITK.Image:
        """Return the known part of the body and its near surroundings, as a mask image."""
        near = depth(~self.body, self.grid.step) <= margin_mm
        return _image((near & self.known).astype(np.uint8), self.grid)


def rigid(floating: Sampled, reference: Sampled) -> SimpleITK.Euler3DTransform:
    """Return the rigid motion that takes points of the reference to the floating scan.

    Raises NoOverlapError.
    """
    start = SimpleITK.Euler3DTransform()
    start.SetCenter([float(value) for value in _centroid(reference)])
    start.SetTranslation([float(value) for value in _first_shift(floating, reference)])
    method = SimpleITK.ImageRegistrationMethod()
    method.SetNumberOfThreads(_THREADS)
    method.SetMetricAsMattesMutualInformation(32)
    method.SetMetricSamplingStrategy(method.REGULAR)
    method.SetMetricSamplingPercentage(_RIGID_SHARE, 1)
    method.SetMetricFixedMask(reference.region(_MARGIN_MM))
    method.SetMetricMovingMask(_image(floating.known.astype(np.uint8), floating.grid))
    method.SetInterpolator(SimpleITK.sitkLinear)
    method.SetOptimizerAsRegularStepGradientDescent(2.0, 0.01, 80, 0.6)
    method.SetOptimizerScalesFromPhysicalShift()
    method.SetShrinkFactorsPerLevel([2, 1])
    method.SetSmoothingSigmasPerLevel([1.0, 0.0])
    method.SetInitialTransform(start, inPlace=True)
    try:
        method.Execute(reference.image(), floating.image())
    except RuntimeError as error:
        # Too little is left of one scan in the other, or too few samples for the measure.
        raise NoOverlapError from error
    return start


def free_form(
    floating: Sampled, reference: Sampled, motion: SimpleITK.Transform, effort: Effort
) -> SimpleITK.Transform:
    """Return a B-spline deformation to be done before `motion`, reference to floating."""
    shifts = np.zeros((3, *reference.grid.shape))
    grid = reference.grid
    transform: SimpleITK.Transform = SimpleITK.Transform(3, SimpleITK.sitkIdentity)
    for number, coarseness in enumerate(_LEVELS):
        step = min(effort.spline_mm * coarseness, _COARSEST_MM)
        is_finest = step <= reference.grid.step or number == len(_LEVELS) - 1
        still = reference if is_finest else reference.coarser(step)
        mesh = Mesh.over(still.grid, effort.mesh_mm * coarseness)
        start = np.zeros((3, *mesh.shape))
        if number > 0:
            parts = [_onto(part, grid, still.grid).astype(np.float64) for part in shifts]
            start = mesh.fit(np.stack(parts))
        moving = floating if still is reference else floating.coarser(step)
        fitted = _fit(moving, still, motion, mesh).solve(start, effort.iterations)
        shifts, grid = mesh.spread(fitted), still.grid
        transform = mesh.transform(fitted)
    return transform


def _fit(floating: Sampled, still: Sampled, motion: SimpleITK.Transform, mesh: Mesh) -> Fit:
    """Return the task of one level: the floating scan, moved, on a wider grid than the other."""
    step, margin = still.grid.step, int(np.ceil(_REACH_MM / still.grid.step))
    z, y, x = (n + 2 * margin for n in still.grid.shape)
    wide = Grid(still.grid.origin - margin * step, step, (z, y, x))
    target = _image(np.zeros(wide.shape, np.uint8), wide)
    moved = SimpleITK.Resample(
        floating.image(), target, motion, SimpleITK.sitkLinear, 0.0, SimpleITK.sitkFloat32, True
    )
    inside = SimpleITK.Resample(
        _image(floating.known.astype(np.float32), floating.grid),
        target,
        motion,
        SimpleITK.sitkLinear,
        0.0,
    )
    known = SimpleITK.GetArrayFromImage(inside) > 0.99
    cut = tuple(slice(margin, -margin) for _ in range(3))
    near = depth(~still.body, step) <= 2 * _MARGIN_MM
    # Every other point, as on a chess board: the mesh is far wider than the grid.
    where = near & still.known & known[cut]
    where &= sum(np.indices(where.shape, np.int16, sparse=True)) % 2 == 0
    return Fit(still.values, SimpleITK.GetArrayFromImage(moved), where, margin, mesh)


def _known(scan: Scan, grid: Grid) -> Mask:
    """Return the grid points that lie between voxel centres of the scan."""
    z, y, x = (np.arange(n) * grid.step for n in grid.shape)
    start = scan.index_of(grid.origin)
    known = np.ones(grid.shape, bool)
    for axis, size in enumerate(scan.voxels.shape[::-1]):
        rates = scan.to_index[axis]
        place = start[axis] + (
            rates[0] * x[None, None, :] + rates[1] * y[None, :, None] + rates[2] * z[:, None, None]
        )
        known &= (place >= -1e-6) & (place <= size - 1 + 1e-6)
    return known


def _onto(values: NDArray[np.floating], source: Grid, target: Grid) -> Volume:
    """Return values of one grid on another; beyond its ends they go on as there."""
    matrix = np.diag([target.step / source.step] * 3)
    return _read(values, matrix, source.index(target.origin), target)


def _read(
    values: NDArray[np.floating],
    matrix: NDArray[np.float64],
    offset: NDArray[np.float64],
    grid: Grid,
) -> Volume:
    """Interpolate onto a grid; matrix and offset in (z, y, x), from its index to that of values."""
    if np.count_nonzero(matrix - np.diag(np.diag(matrix))) == 0:
        matrix = np.diag(matrix)  # the separable, faster case
    read: Volume = ndimage.affine_transform(
        values, matrix, offset, grid.shape, np.float32, order=1, mode="nearest", prefilter=False
    )
    return read


def _body(values: Volume, known: Mask) -> Mask:
    """Return the largest part denser than air, its hollows filled slice by slice."""
    dense = ndimage.binary_opening((values > _BODY_ABOVE_HU) & known)
    labels, count = ndimage.label(dense)
    if count == 0:
        return np.zeros(values.shape, bool)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    body: Mask = labels == sizes.argmax()
    for plane in body:
        plane[:] = ndimage.binary_fill_holes(plane)
    return body


def _centroid(sampled: Sampled) -> Point:
    if not sampled.body.any():
        return sampled.grid.point((np.array(sampled.grid.shape) - 1) / 2)
    return sampled.grid.point(np.array(ndimage.center_of_mass(sampled.body)))


def _first_shift(floating: Sampled, reference: Sampled) -> Point:
    """Return the shift (mm), reference to floating, from which the rigid stage starts.

    The centres of the bodies say it across the body; along it, where one scan may show more than
    the other, every overlap is tried. Of shifts that are about as like, the one with more overlap.
    """
    coarse, still = floating.coarser(_SEARCH_MM), reference.coarser(_SEARCH_MM)
    shift = _centroid(coarse) - _centroid(still)
    lengths = (coarse.grid.shape[0], still.grid.shape[0])
    ends = _SEARCH_MM * (sum(lengths) // 2 - _LEAST_OVERLAP * min(lengths))
    middle = _middle(coarse.grid)[2] - _middle(still.grid)[2]
    tried = [np.zeros(3), shift]
    for along in np.arange(middle - ends, middle + ends + 1e-3, _SEARCH_MM):
        tried.append(np.array([shift[0], shift[1], along]))

    def worth(item: Point) -> float:
        alike, overlap = likeness(coarse, still, item)
        return alike + _OVERLAP_WORTH * overlap

    return max(tried, key=worth)


def _middle(grid: Grid) -> Point:
    return grid.point((np.array(grid.shape) - 1) / 2)


def likeness(floating: Sampled, reference: Sampled, shift: Point) -> tuple[float, float]:
    """Return correlation and overlap (a share of the reference's body) after a shift (mm)."""
    grid = Grid(reference.grid.origin + shift, reference.grid.step, reference.grid.shape)
    values = resample(floating.values, floating.grid, grid, _LOWEST_HU)
    known = resample(floating.known.astype(np.float32), floating.grid, grid, 0.0) > 0.99
    return correlation(values, known, reference)


def correlation(values: Volume, known: Mask, reference: Sampled) -> tuple[float, float]:
    """Return correlation and overlap of values on the reference's grid with the reference."""
    where = known & reference.body & reference.known
    overlap = int(np.count_nonzero(where)) / max(1, int(np.count_nonzero(reference.body)))
    if overlap < 0.5 * _LEAST_OVERLAP:
        return -1.0, overlap
    one, other = values[where], reference.values[where]
    if min(float(one.std()), float(other.std())) < _FLAT_HU:
        return -1.0, overlap
    return float(np.corrcoef(one, other)[0, 1]), overlap


def _image(values: NDArray[np.float32] | NDArray[np.uint8], grid: Grid) -> SimpleITK.Image:
    image = SimpleITK.GetImageFromArray(values)
    image.SetOrigin([float(value) for value in grid.origin])
    image.SetSpacing([grid.step] * 3)
    return image

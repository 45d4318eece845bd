"""Laying one chest CT over another: rigid, then free-form, onto the grid of the reference."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import SimpleITK
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.alignment import (
    Effort,
    NoOverlapError,
    Sampled,
    correlation,
    free_form,
    rigid,
)
from viewer.server.methods.scan import Grid, Mask, Scan, Volume
from viewer.server.stack import UnfitSeriesError

Progress = Callable[[float], None]

FULL: Final = Effort(rigid_mm=4.0, spline_mm=2.0, mesh_mm=24.0, iterations=60)
OUTSIDE_HU: Final = -1024
_TOO_LITTLE: Final = "两个序列的重叠范围不足参考影像人体的30%，无法配准"
_LEAST_OVERLAP: Final = 0.3
_LEAST_RIGID: Final = 0.6
_LEAST_FINAL: Final = 0.8
_FIELD_MM: Final = 4.0
_MOST_POINTS: Final = 1.6e7
_WORKERS: Final = 2


@dataclass(frozen=True)
class Registration:
    """A floating scan laid over a reference.

    `voxels[k, j, i]` are its HU on the reference's grid, air where it has nothing. `transform`
    takes points of the reference to the floating scan (mm, LPS). `overlap` is the share of the
    reference's body that the floating scan covers; the likenesses are correlations of HU there.
    """

    voxels: NDArray[np.int16]
    transform: SimpleITK.Transform
    overlap: float
    likeness_rigid: float
    likeness: float

    def to_floating(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where points (N, 3) of the reference lie in the floating scan (mm, LPS)."""
        moved = [self.transform.TransformPoint([float(v) for v in point]) for point in points]
        return np.array(moved).reshape(-1, 3)


def register(
    floating: Scan, reference: Scan, effort: Effort = FULL, progress: Progress | None = None
) -> Registration:
    """Lay `floating` over `reference`. Raises UnfitSeriesError ("RegistrationFailed").

    It has failed where the scans share less than 0.3 of the reference's body, or where HU there
    correlate by less than 0.6 after the rigid stage or 0.8 after the free-form one.
    """
    report = progress or (lambda _: None)
    step = max(effort.spline_mm, *(_coarse_enough(scan) for scan in (floating, reference)))
    moving, still = (Sampled.of(scan, step) for scan in (floating, reference))
    if not (moving.body.any() and still.body.any()):
        raise UnfitSeriesError("RegistrationFailed", "影像中未找到人体，无法配准")
    report(0.1)
    motion = _rigid(moving, still, max(effort.rigid_mm, step))
    likeness_rigid, overlap = _result_on(still, moving, motion)
    _demand(overlap >= _LEAST_OVERLAP, _TOO_LITTLE)
    _demand(likeness_rigid >= _LEAST_RIGID, "两个序列不是同一部位或差异过大，无法配准")
    report(0.3)
    spline = free_form(moving, still, motion, effort)
    transform = SimpleITK.CompositeTransform([motion, spline])
    likeness, overlap = _result_on(still, moving, transform)
    _demand(likeness >= _LEAST_FINAL, "配准后两个序列仍差异过大，结果不可用")
    report(0.8)
    voxels = _carried_over(floating, reference, transform)
    return Registration(voxels, transform, overlap, likeness_rigid, likeness)


def _coarse_enough(scan: Scan) -> float:
    """Return the step (mm) at which a scan has as many points as memory is meant for."""
    low, high = scan.bounds()
    return float((np.prod(np.maximum(high - low, 1.0)) / _MOST_POINTS) ** (1 / 3))


def _rigid(moving: Sampled, still: Sampled, step: float) -> SimpleITK.Transform:
    try:
        return rigid(moving.coarser(step), still.coarser(step))
    except NoOverlapError as error:
        raise UnfitSeriesError("RegistrationFailed", _TOO_LITTLE) from error


def _demand(is_met: bool, reason: str) -> None:
    if not is_met:
        raise UnfitSeriesError("RegistrationFailed", reason)


def _result_on(
    still: Sampled, moving: Sampled, transform: SimpleITK.Transform
) -> tuple[float, float]:
    """Return correlation and overlap after a transform, on the working grid."""
    values = _resampled(moving.image(), still, transform, float(OUTSIDE_HU))
    inside = SimpleITK.Cast(moving.image() * 0.0 + 1.0, SimpleITK.sitkFloat32)
    known: Mask = _resampled(inside, still, transform, 0.0) > 0.99
    return correlation(values, known, still)


def _resampled(
    image: SimpleITK.Image, still: Sampled, transform: SimpleITK.Transform, outside: float
) -> Volume:
    result: Volume = SimpleITK.GetArrayFromImage(
        SimpleITK.Resample(image, still.image(), transform, SimpleITK.sitkLinear, outside)
    )
    return result


def _carried_over(
    floating: Scan, reference: Scan, transform: SimpleITK.Transform
) -> NDArray[np.int16]:
    """Return the floating scan on the reference's own grid, which may be sheared."""
    grid = Grid.covering(*reference.bounds(), _FIELD_MM)
    field = SimpleITK.TransformToDisplacementField(
        transform,
        SimpleITK.sitkVectorFloat64,
        [int(n) for n in grid.shape[::-1]],
        [float(value) for value in grid.origin],
        [grid.step] * 3,
    )
    # The smooth shifts, as voxel steps of the floating scan.
    shifts = SimpleITK.GetArrayFromImage(field) @ floating.to_index.T
    parts = [np.ascontiguousarray(shifts[..., axis], np.float32) for axis in range(3)]
    voxels = np.empty(reference.voxels.shape, np.int16)

    def fill(number: int) -> None:
        voxels[number] = _plane(number, floating, reference, (parts, grid))

    with ThreadPoolExecutor(_WORKERS) as workers:
        list(workers.map(fill, range(len(voxels))))
    return voxels


def _plane(
    number: int, floating: Scan, reference: Scan, shifts: tuple[list[Volume], Grid]
) -> NDArray[np.int16]:
    parts, grid = shifts
    rows, columns = reference.voxels.shape[1:]
    corner = reference.origin + reference.axes[:, 2] * number
    across = reference.axes[:, 0, None] * np.arange(columns)
    down = reference.axes[:, 1, None] * np.arange(rows)
    points = corner[:, None, None] + down[:, :, None] + across[:, None, :]
    places = ((points - grid.origin[:, None, None]) / grid.step)[::-1]
    start = floating.to_index @ (points - floating.origin[:, None, None]).reshape(3, -1)
    index = start.reshape(points.shape)
    for axis, part in enumerate(parts):
        index[axis] += ndimage.map_coordinates(part, places, order=1, mode="nearest")
    values = ndimage.map_coordinates(
        floating.voxels, index[::-1], np.float32, order=1, cval=float(OUTSIDE_HU)
    )
    plane: NDArray[np.int16] = np.rint(values).astype(np.int16)
    return plane

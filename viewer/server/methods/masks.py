"""Masks: how deep a voxel lies in one, and how one looks on the scan's own voxels."""

from itertools import product
from typing import Final

import numpy as np
import SimpleITK
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.scan import Grid, Mask, Scan, Volume

_HALF: Final = 0.5


def depth(mask: Mask, step_mm: float) -> Volume:
    """Return, inside the mask, the distance (mm) to the nearest voxel outside it; 0 outside.

    By Maurer, Qi, Raghavan (2003), IEEE TPAMI 25(2), as ITK has it: four times as fast as scipy's.
    A mask without an outside is infinitely deep.
    """
    if mask.all():
        return np.full(mask.shape, np.inf, np.float32)
    outside = SimpleITK.GetImageFromArray((~mask).view(np.uint8))
    distance = SimpleITK.SignedMaurerDistanceMap(
        outside, insideIsPositive=False, squaredDistance=False, useImageSpacing=False
    )
    result: Volume = np.maximum(SimpleITK.GetArrayViewFromImage(distance), 0.0) * np.float32(
        step_mm
    )
    return result


def on_voxels(mask: Mask, grid: Grid, scan: Scan) -> Mask:
    """Return a mask of a straight grid on the scan's voxels, interpolated between its points."""
    result = np.zeros(scan.voxels.shape, bool)
    places = ndimage.find_objects(mask.astype(np.int8))
    if not places:
        return result
    low, high = _voxel_box(places[0], grid, scan)
    if np.any(high <= low):
        return result
    matrix = scan.axes / grid.step
    offset = (scan.origin + scan.axes @ low - grid.origin) / grid.step
    turned = matrix[::-1, ::-1]
    if np.count_nonzero(turned - np.diag(np.diag(turned))) == 0:
        turned = np.diag(turned)  # the separable, faster case
    share = ndimage.affine_transform(
        mask.astype(np.float32),
        turned,
        offset[::-1],
        output_shape=tuple((high - low)[::-1]),
        output=np.float32,
        order=1,
        mode="constant",
        cval=0.0,
        prefilter=False,
    )
    cut = tuple(slice(a, b) for a, b in zip(low[::-1], high[::-1], strict=True))
    result[cut] = share >= _HALF
    return result


def _voxel_box(
    place: tuple[slice, ...], grid: Grid, scan: Scan
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the range (i, j, k) of voxels that a part of the grid lies in."""
    ends = [(part.start - 1.0, float(part.stop)) for part in place]
    corners = [grid.point(np.array(corner)) for corner in product(*ends)]
    indices = np.array([scan.index_of(corner) for corner in corners])
    size = np.array(scan.voxels.shape[::-1])
    low = np.clip(np.floor(indices.min(axis=0)).astype(np.int64), 0, size)
    high = np.clip(np.ceil(indices.max(axis=0)).astype(np.int64) + 1, 0, size)
    return low, high

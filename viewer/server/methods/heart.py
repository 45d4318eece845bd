"""The region of the heart in an unenhanced chest CT: what lies between the lungs below the carina.

Without contrast the heart has no edge against the rest of the mediastinum, so its region is bounded
by what can be seen: the lungs at both sides, the carina above, the vertebrae behind; an opening
with a large ball then takes away what is narrower than a heart, above all the descending aorta and
the strip behind the sternum. That a search region comes before the threshold is common to automatic
scoring (Isgum et al. 2007, Medical Physics 34(4), "Detection of coronary calcifications from
computed tomography scans"); this one knows no atlas and no single artery.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.lungs import Lung, segment_lungs
from viewer.server.methods.masks import depth
from viewer.server.methods.scan import Grid, Mask, Scan, Volume, sample

_STEP_MM: Final = 2.0
_AIR_BELOW_HU: Final = -800.0
_TISSUE_ABOVE_HU: Final = -250.0
_BONE_ABOVE_HU: Final = 130.0
_BALL_SHARE: Final = 0.075
_SURFACE_MM: Final = 4.0
_SPINE_MARGIN_MM: Final = 4.0
_SPINE_WINDOW_MM: Final = 60.0
_SPINE_HALF_WIDTH_SHARE: Final = 0.04
_SPINE_SHARE: Final = 0.35
_SPINE_ASIDE_SHARE: Final = 0.15
_TRACHEA_MM2: Final = 30.0
_SHORTEST_TRACHEA_MM: Final = 10.0
_PARTING: Final = 1.35
_OFF_AXIS: Final = 0.8
_FALLBACK_HEIGHT: Final = 0.55
_BRIGHTEST_BLOOD_HU: Final = 100.0
_SMALLEST_ML: Final = 60.0


class NoHeartFoundError(ValueError):
    """Between the lungs of the scan there is nothing as large as a heart."""


class EnhancedBloodError(ValueError):
    """What lies between the lungs is brighter than blood without contrast medium."""


@dataclass(frozen=True)
class HeartRegion:
    """Where the heart is, on a straight grid; `core` is without its surface."""

    inside: Mask
    core: Mask
    grid: Grid


def find_heart(scan: Scan) -> HeartRegion:
    """Return the region of the heart.

    Raises NoLungFoundError, NoHeartFoundError or EnhancedBloodError.
    """
    lungs = segment_lungs(scan)
    if len(lungs) < 2:
        raise NoHeartFoundError
    grid = Grid.covering(*scan.bounds(), _STEP_MM)
    values = ndimage.uniform_filter(sample(scan, grid), 2)
    right, left = (_placed(lung, grid) for lung in sorted(lungs, key=lambda item: item.side)[::-1])
    between = _between(right, left)
    width = _width(right | left)
    top = _carina(values, between, right | left)
    region = between & (values > _TISSUE_ABOVE_HU)
    if region[:top].any() and float(np.median(values[:top][region[:top]])) > _BRIGHTEST_BLOOD_HU:
        raise EnhancedBloodError
    region = _in_front_of_the_spine(region, values, right | left, width)
    opened = _opened(region, _BALL_SHARE * width)
    # Cut only now: an edge made before the opening would be rounded off by it.
    opened[top:] = False
    core = _largest(opened)
    if np.count_nonzero(core) * _STEP_MM**3 / 1000.0 < _SMALLEST_ML:
        raise NoHeartFoundError
    near = depth(~core, grid.step) <= _SURFACE_MM
    return HeartRegion(near, core, grid)


def _placed(lung: Lung, grid: Grid) -> Mask:
    """Return a lung on the grid of the whole scan, of which its own grid is a part."""
    placed = np.zeros(grid.shape, bool)
    start = np.rint(grid.index(lung.grid.origin)).astype(int)
    low = np.maximum(start, 0)
    high = np.minimum(start + lung.inside.shape, grid.shape)
    target = tuple(slice(a, b) for a, b in zip(low, high, strict=True))
    source = tuple(slice(a - s, b - s) for a, b, s in zip(low, high, start, strict=True))
    placed[target] = lung.inside[source]
    return placed


def _between(right: Mask, left: Mask) -> Mask:
    """Return, in rows of a slice that meet both lungs, what lies between them."""
    columns = np.arange(right.shape[2])
    end_of_right = np.where(right, columns, -1).max(axis=2, keepdims=True)
    start_of_left = np.where(left, columns, right.shape[2]).min(axis=2, keepdims=True)
    meets_both = (end_of_right >= 0) & (start_of_left < right.shape[2])
    between: Mask = (columns > end_of_right) & (columns < start_of_left) & meets_both
    return between


def _width(lungs: Mask) -> float:
    """Return how wide (mm) both lungs are together."""
    columns = np.flatnonzero(lungs.any(axis=(0, 1)))
    return float(columns[-1] - columns[0] + 1) * _STEP_MM


def _carina(values: Volume, between: Mask, lungs: Mask) -> int:
    """Return the slice index at which the trachea, the longest single lumen, parts.

    That is where it grows wide, or where all that is left between the lungs is off its axis.
    """
    heights = np.flatnonzero(lungs.any(axis=(1, 2)))
    lumen = between & (values < _AIR_BELOW_HU)
    single = np.array([_single_lumen(plane) for plane in lumen])
    runs, count = ndimage.label(single[:, 0] > 0)
    lengths = np.bincount(runs, minlength=2)[1:]
    if count == 0 or lengths.max() * _STEP_MM < _SHORTEST_TRACHEA_MM:
        return int(heights[0] + _FALLBACK_HEIGHT * (heights[-1] - heights[0]))
    trachea = np.flatnonzero(runs == int(lengths.argmax()) + 1)
    # The upper half has no branch; its axis may lean.
    width, middle = np.median(single[trachea[len(trachea) // 2 :]], axis=0)
    widths, middles = single[trachea].T
    parted = (widths > _PARTING * width) | (np.abs(middles - middle) > _OFF_AXIS * width)
    return int(trachea[parted].max() if parted.any() else trachea[0])


def _single_lumen(plane: Mask) -> tuple[float, float]:
    """Return width and middle (columns) of the only lumen of a slice; zeros unless there is one."""
    labels, count = ndimage.label(plane)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:] * _STEP_MM**2
    large = np.flatnonzero(sizes >= _TRACHEA_MM2) + 1
    if len(large) != 1:
        return (0.0, 0.0)
    columns = np.flatnonzero((labels == large[0]).any(axis=0))
    return (float(columns[-1] - columns[0] + 1), float(columns[-1] + columns[0]) / 2)


def _in_front_of_the_spine(region: Mask, values: Volume, lungs: Mask, width: float) -> Mask:
    """Return the region without what lies beside, in and behind the vertebral bodies."""
    half = max(2, round(_SPINE_HALF_WIDTH_SHARE * width / _STEP_MM))
    middle = _spine_column(values, lungs, half)
    bone = (values[:, :, middle - half : middle + half + 1] > _BONE_ABOVE_HU).mean(axis=2)
    usual = ndimage.uniform_filter1d(bone, max(3, round(_SPINE_WINDOW_MM / _STEP_MM)), axis=0)
    front = np.array([_start_of_longest(row > _SPINE_SHARE) for row in usual])
    rows = np.arange(region.shape[1])
    margin = round(_SPINE_MARGIN_MM / _STEP_MM)
    kept: Mask = region & (rows[None, :] < front[:, None] - margin)[:, :, None]
    return kept


def _spine_column(values: Volume, lungs: Mask, half: int) -> int:
    """Return the column with the most bone around it, not far from the middle of the chest."""
    columns = np.flatnonzero(lungs.any(axis=(0, 1)))
    middle = round(float(columns.mean()))
    aside = round(_SPINE_ASIDE_SHARE * len(columns))
    amount = np.count_nonzero(values > _BONE_ABOVE_HU, axis=(0, 1)).astype(np.float64)
    usual = ndimage.uniform_filter1d(amount, 2 * half + 1)
    low = max(middle - aside, half)
    return low + int(usual[low : middle + aside + 1].argmax())


def _start_of_longest(row: NDArray[np.bool_]) -> int:
    """Return where the longest run starts; the row's length when there is none."""
    runs, count = ndimage.label(row)
    if count == 0:
        return len(row)
    longest = int(np.bincount(runs)[1:].argmax()) + 1
    return int(np.flatnonzero(runs == longest)[0])


def _opened(region: Mask, radius_mm: float) -> Mask:
    """Return the union of all balls of a radius that fit into the region."""
    centres: Mask = depth(np.pad(region, 1), _STEP_MM)[1:-1, 1:-1, 1:-1] > radius_mm
    opened: Mask = depth(~centres, _STEP_MM) < radius_mm
    return opened if centres.any() else np.zeros_like(region)


def _largest(mask: Mask) -> Mask:
    labels, count = ndimage.label(mask)
    if count == 0:
        return mask
    largest: Mask = labels == int(np.bincount(labels.ravel())[1:].argmax()) + 1
    return largest

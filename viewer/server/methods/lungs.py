"""Lung segmentation: threshold, connected parts, airways out, closing and filling.

After Hu, Hoffman and Reinhardt (2001), "Automatic lung segmentation for accurate quantitation of
volumetric X-ray CT images", IEEE TMI 20(6); the closing that takes juxtapleural nodules back in is
the rolling-ball idea of Armato et al. (1999), RadioGraphics 19(5).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.scan import Grid, Mask, Scan, Volume, sample

_STEP_MM: Final = 2.0
_AIR_BELOW_HU: Final = -400.0
_AIRWAY_BELOW_HU: Final = -945.0
_SMALLEST_LUNG_ML: Final = 90.0
_SMALLEST_BOTH_ML: Final = 250.0
_LUNG_MEAN_HU: Final = (-955.0, -500.0)
_ROLLING_BALL_MM: Final = 9.0


class NoLungFoundError(ValueError):
    """The scan shows no lung."""


@dataclass(frozen=True)
class Lung:
    """One lung: everything inside its pleura, vessels and nodules included."""

    side: str
    inside: Mask
    grid: Grid


def segment_lungs(scan: Scan) -> tuple[Lung, ...]:
    """Return the lungs of a scan, or raise NoLungFoundError."""
    grid = Grid.covering(*scan.bounds(), _STEP_MM)
    smooth = ndimage.uniform_filter(sample(scan, grid), 2)
    air = _inner_air(smooth, scan, grid)
    air &= ~_airways(smooth, air)
    parts = _large_parts(ndimage.binary_opening(air, iterations=1), smooth)
    if not parts:
        raise NoLungFoundError
    if len(parts) == 1:
        parts = _split(parts[0])
    middle = np.mean([_mean_x(part) for part in parts]) if len(parts) > 1 else _body_x(smooth)
    return tuple(
        _closed(part, air, grid, "left" if _mean_x(part) > middle else "right") for part in parts
    )


def _inner_air(values: Volume, scan: Scan, grid: Grid) -> Mask:
    """Return air that no path of air joins to the sides of the field of view."""
    air: Mask = values < _AIR_BELOW_HU
    labels, count = ndimage.label(air)
    if count == 0:
        raise NoLungFoundError
    outer = np.unique(labels[_field_border(scan, grid) & air])
    keep = np.ones(count + 1, bool)
    keep[outer] = False
    keep[0] = False
    kept: Mask = keep[labels]
    return kept


def _field_border(scan: Scan, grid: Grid) -> Mask:
    """Return grid points within two steps of the sides of the stack.

    Its first and last slice are no sides, nor are its ends towards head and feet, however it is
    sliced: there the lungs may be cut off.
    """
    along_body = int(np.argmax(np.abs(scan.axes[2]) / np.linalg.norm(scan.axes, axis=0)))
    z, y, x = (np.arange(n) * grid.step for n in grid.shape)
    sizes = np.array(scan.voxels.shape[::-1])
    start = scan.index_of(grid.origin)
    border = np.zeros(grid.shape, bool)
    for axis in {0, 1} - {along_body}:
        rates = scan.to_index[axis]
        place = start[axis] + (
            rates[0] * x[None, None, :] + rates[1] * y[None, :, None] + rates[2] * z[:, None, None]
        )
        margin = 2 * grid.step * float(np.linalg.norm(rates))
        inside = (place >= 0) & (place <= sizes[axis] - 1)
        border |= inside & ((place < margin) | (place > sizes[axis] - 1 - margin))
    return border


def _airways(values: Volume, air: Mask) -> Mask:
    """Return trachea and main bronchi: the widest homogeneous air, not much of it."""
    lumen = air & (values < _AIRWAY_BELOW_HU)
    labels, count = ndimage.label(ndimage.binary_opening(lumen, iterations=1))
    if count == 0:
        return np.zeros_like(air)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    largest = int(sizes.argmax())
    if sizes[largest] > 0.25 * np.count_nonzero(air):
        return np.zeros_like(air)
    grown: Mask = ndimage.binary_dilation(labels == largest, iterations=2)
    return grown


def _large_parts(air: Mask, values: Volume) -> list[Mask]:
    """Return at most two parts with the volume and the density of a lung."""
    labels, count = ndimage.label(air)
    if count == 0:
        return []
    sizes = np.bincount(labels.ravel()) * _STEP_MM**3 / 1000.0
    sizes[0] = 0.0
    parts = []
    for label in np.argsort(sizes)[::-1][:4]:
        part = labels == label
        mean = float(values[part].mean()) if sizes[label] >= _SMALLEST_LUNG_ML else 0.0
        if _LUNG_MEAN_HU[0] < mean < _LUNG_MEAN_HU[1]:
            parts.append(part)
    volume = sum(np.count_nonzero(part) for part in parts[:2]) * _STEP_MM**3 / 1000.0
    return parts[:2] if volume >= _SMALLEST_BOTH_ML else []


def _split(both: Mask) -> list[Mask]:
    """Part lungs that touch (at the front or through a bronchus) where they are thinnest."""
    for erosions in range(1, 7):
        cores, count = ndimage.label(ndimage.binary_erosion(both, iterations=erosions))
        sizes = np.bincount(cores.ravel(), minlength=count + 1)
        sizes[0] = 0
        order = np.argsort(sizes)[::-1]
        if count >= 2 and sizes[order[1]] > 0.25 * sizes[order[0]]:
            seeds = np.where(cores == order[0], 1, np.where(cores == order[1], 2, 0))
            nearest = ndimage.distance_transform_edt(
                seeds == 0, return_distances=False, return_indices=True
            )
            owner = seeds[tuple(nearest)]
            return [both & (owner == 1), both & (owner == 2)]
    return [both]


def _closed(part: Mask, air: Mask, grid: Grid, side: str) -> Lung:
    """Roll a ball along the outside of a lung and fill what it encloses."""
    reach = int(np.ceil(_ROLLING_BALL_MM / grid.step)) + 2
    low, high = _box(part, reach)
    grid_part = grid.part(low, high)
    cut = tuple(slice(max(a, 0), b) for a, b in zip(low, high, strict=True))
    pads = [
        (max(0, -int(a)), max(0, int(b) - n)) for a, b, n in zip(low, high, part.shape, strict=True)
    ]
    lung = np.pad(ndimage.binary_dilation(part)[cut] & air[cut], pads)
    lung |= np.pad(part[cut], pads)
    away = ndimage.distance_transform_edt(~lung, sampling=grid.step)
    rolled = away <= _ROLLING_BALL_MM
    closed = ndimage.distance_transform_edt(rolled, sampling=grid.step) > _ROLLING_BALL_MM
    closed |= lung
    for plane in closed:
        plane[:] = ndimage.binary_fill_holes(plane)
    low, high = _box(closed, 2)
    kept = tuple(slice(max(a, 0), b) for a, b in zip(low, high, strict=True))
    start = np.maximum(low, 0)
    inside = closed[kept]
    return Lung(side, inside, grid_part.part(start, start + np.array(inside.shape)))


def _box(part: Mask, margin: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    places = ndimage.find_objects(part.astype(np.int8))[0]
    low = np.array([place.start for place in places]) - margin
    high = np.array([place.stop for place in places]) + margin
    return low, high


def _mean_x(part: Mask) -> float:
    return float(np.nonzero(part.any(axis=(0, 1)))[0].mean())


def _body_x(values: Volume) -> float:
    return _mean_x((values > -200.0) & (values < 200.0))

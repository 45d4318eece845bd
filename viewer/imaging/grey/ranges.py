"""Windows measured on pixels: the middle 98 %, or everything from the smallest to the largest."""

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.grey.padding import padding_mask
from viewer.imaging.grey.window import Window, WindowFunction

if TYPE_CHECKING:
    from viewer.imaging.instance import InstanceHeader
    from viewer.imaging.volume import Volume

COMPUTED: Final = frozenset({"SEG", "RTDOSE"})
"""Modalities whose values were computed: zero means nothing there, the largest counts."""
_PERCENTILES: Final = (1.0, 99.0)
_LARGEST: Final = 1e300
_SMALLEST: Final = 1e-25
_MOST_SAMPLES: Final = 1 << 18
_MEASURED_BITS: Final = frozenset({"MR", "PT", "NM"})
"""Modalities whose 8-bit values are measurements that need not reach from black to white."""


def automatic_window(volume: "Volume", index: int) -> Window | None:
    """Return the window from the 1st to the 99th percentile of a slice, after the modality step.

    Padding and what is not a number are left out. Large slices are measured on every n-th row and
    column. None for colour and for a slice that has not been read.
    """
    if volume.is_colour or not volume.is_loaded(index):
        return None
    rows, columns = volume.stored.shape[1:3]
    step = max(1, math.ceil(math.sqrt(rows * columns / _MOST_SAMPLES)))
    values = _modality_values(volume, index, step)
    if values.size == 0:
        return Window(0.5, 1.0, function=WindowFunction.LINEAR_EXACT)
    low, high = (float(value) for value in np.percentile(values, _PERCENTILES))
    return window_from(low, high)


def full_window(volume: "Volume", index: int) -> Window | None:
    """Return the window that cuts nothing off.

    Values of up to 8 bits that are grey levels keep their whole scale: 0 is black, the largest
    possible one white. Computed values go from zero to the largest of all slices read so far,
    others from the smallest to the largest of this slice. None as for `automatic_window`.
    """
    if volume.is_colour or not volume.is_loaded(index):
        return None
    header = volume.stack.instances[index]
    scale = grey_scale(header)
    if scale is not None:
        return window_from(0.0, scale)
    if header.modality in COMPUTED:
        loaded = (i for i in range(len(volume.stored)) if volume.is_loaded(i))
        ends = [_ends(volume, i) for i in loaded]
        return window_from(min(0.0, *(e[0] for e in ends)), max(0.0, *(e[1] for e in ends)))
    return window_from(*_ends(volume, index))


def grey_scale(header: "InstanceHeader") -> float | None:
    """Return the largest possible value where stored values are grey levels from 0; else None.

    They are where they have at most 8 bits, no sign, and nothing says what they measure, and in
    segmentations.
    """
    if header.value_range is not None:
        return header.value_range[1]
    if header.is_signed or header.bits_stored > 8 or header.tables.modality is not None:
        return None
    rescale = header.rescale
    if (rescale.slope, rescale.intercept) != (1.0, 0.0) or header.modality in _MEASURED_BITS:
        return None
    return float((1 << header.bits_stored) - 1)


def window_from(low: float, high: float) -> Window:
    """Return the window whose black is `low` and whose white is `high`; never without width."""
    low, high = (min(max(end, -_LARGEST), _LARGEST) for end in (low, high))
    if high - low < _SMALLEST:
        half = max(0.5, abs(low) * 1e-9)  # else lost in the digits of a very large value
        low, high = low - half, low + half
    return Window((low + high) / 2, high - low, function=WindowFunction.LINEAR_EXACT)


def _modality_values(volume: "Volume", index: int, step: int) -> NDArray[np.float64]:
    """Return a slice's values in the modality's unit, without padding and what is no number."""
    values = _modality_step(_without_padding(volume, index, step).astype(np.float64), volume, index)
    return values[np.isfinite(values)]


def _ends(volume: "Volume", index: int) -> tuple[float, float]:
    """Return the smallest and the largest value of a slice in the modality's unit."""
    stored = _without_padding(volume, index, 1)
    if volume.stack.instances[index].tables.modality is None and stored.size:
        stored = np.array([np.min(stored), np.max(stored)])  # rescale keeps the ends at the ends
    values = _modality_step(stored.astype(np.float64), volume, index)
    return (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)


def _without_padding(volume: "Volume", index: int, step: int) -> NDArray[np.generic]:
    stored: NDArray[np.generic] = volume.stored[index][::step, ::step]
    mask = padding_mask(stored, volume.stack.instances[index])
    return stored if mask is None else stored[~mask]


def _modality_step(
    stored: NDArray[np.float64], volume: "Volume", index: int
) -> NDArray[np.float64]:
    table = volume.stack.instances[index].tables.modality
    if table is not None:
        return table.looked_up(stored)
    rescale = volume.rescale(index)
    if (rescale.slope, rescale.intercept) == (1.0, 0.0):
        return stored
    with np.errstate(over="ignore"):
        return stored * rescale.slope + rescale.intercept

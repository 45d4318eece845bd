"""Two volumes on the same slices as one picture: checkerboard, blend, difference, swipe.

Numbers in, 8-bit pixels out; nothing here knows a screen. The reference is what stays, the other
is what was moved onto it (or would be, before the registration).
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.grey.voi import GreyState, render, without_table

if TYPE_CHECKING:
    from viewer.imaging.instance import InstanceHeader
    from viewer.imaging.volume import Volume

Grey = NDArray[np.uint8]
Values = NDArray[np.int16]

NOWHERE: Final = -32768
"""Stands where the other volume does not reach, in its int16 values of the modality."""
LOWEST: Final = NOWHERE + 1
HIGHEST: Final = 32767

_ZERO: Final = (34, 37, 41)
"""Grey of no change: dark, so that what changed is what shines."""
_MORE: Final = ((222, 112, 22), (255, 226, 168))
_LESS: Final = ((38, 112, 214), (176, 222, 255))
"""Colours at half of the range and at its end, for more and for less than before.

Orange and blue differ for every kind of colour blindness (Okabe and Ito 2008).
"""
_STEPS: Final = 127


class CompareMode(StrEnum):
    """How the reference and the other volume are seen together."""

    REFERENCE = "reference"
    """The reference alone."""
    SIDE = "side"
    CHECKERBOARD = "checkerboard"
    BLEND = "blend"
    DIFFERENCE = "difference"
    SWIPE = "swipe"


COMPOSED: Final = frozenset(
    {
        CompareMode.CHECKERBOARD,
        CompareMode.BLEND,
        CompareMode.DIFFERENCE,
        CompareMode.SWIPE,
    }
)
"""The modes that make one picture of two."""


@dataclass(frozen=True, slots=True)
class CompareState:
    """How two volumes are compared.

    `tile`: side of a square, image px. `share`: how much of the other is blended in, 0 to 1.
    `reach`: the difference that has the brightest colour, in the modality's unit. `divider`: the
    share of the width, from the left, that shows the reference. `is_before`: the other one is
    shown where it lay before the registration.
    """

    mode: CompareMode = CompareMode.REFERENCE
    tile: int = 32
    share: float = 0.5
    reach: float = 400.0
    divider: float = 0.5
    is_before: bool = False

    @property
    def is_composed(self) -> bool:
        """Tell whether one picture is made of two."""
        return self.mode in COMPOSED


def composed(
    reference: "Volume", other: "Volume", index: int, grey: GreyState, state: CompareState
) -> Grey:
    """Return slice `index` of both as one picture (rows, columns[, 3]); both must be loaded.

    `other` lies on the slices of the reference and has int16 values of the modality.
    """
    theirs: Values = other.stored[index]
    if state.mode is CompareMode.DIFFERENCE:
        header = reference.stack.instances[index]
        ours = modality_values(reference.stored[index], header)
        return difference(ours, theirs, state.reach)
    below = render(reference, index, grey)
    if not state.is_composed:
        return below
    above = render(other, index, other_grey(grey, reference, index))
    if state.mode is CompareMode.BLEND:
        return blend(below, above, state.share, theirs == NOWHERE)
    if state.mode is CompareMode.SWIPE:
        return swipe(below, above, divider_column(state.divider, below.shape[1]))
    return checkerboard(below, above, state.tile)


def other_grey(grey: GreyState, reference: "Volume", index: int) -> GreyState:
    """Return the same look for values that have no table of the file: a window much like it."""
    return replace(without_table(grey, reference, index), table=None)


def divider_column(divider: float, columns: int) -> int:
    """Return the first column that shows the other volume."""
    return round(min(max(divider, 0.0), 1.0) * columns)


def checkerboard(reference: Grey, other: Grey, tile: int) -> Grey:
    """Return squares of `tile` px, the reference in the upper left one and every second."""
    rows, columns = reference.shape[:2]
    picture = reference.copy()
    for top in range(0, rows, tile):
        first = tile if (top // tile) % 2 == 0 else 0
        for left in range(first, columns, 2 * tile):
            square = slice(top, top + tile), slice(left, left + tile)
            picture[square] = other[square]
    return picture


def blend(
    reference: Grey, other: Grey, share: float, is_nowhere: NDArray[np.bool_] | None = None
) -> Grey:
    """Return (1 - share) · reference + share · other, rounded.

    Where the other is nowhere the reference stays as it is: half of it would look like tissue.
    """
    import cv2

    picture: Grey = cv2.addWeighted(reference, 1.0 - share, other, share, 0.0)
    if is_nowhere is not None and is_nowhere.any():
        picture[is_nowhere] = reference[is_nowhere]
    return picture


def swipe(reference: Grey, other: Grey, column: int) -> Grey:
    """Return the reference left of `column`, the other from there on."""
    picture = reference.copy()
    picture[:, column:] = other[:, column:]
    return picture


def difference(reference: Values, other: Values, reach: float) -> Grey:
    """Return reference - other in colours, (rows, columns, 3): orange is more, blue is less.

    At ±`reach` a colour has its brightest; what lies beyond has it too. Black: one is nowhere.
    """
    import cv2

    change = cv2.subtract(reference, other)  # int16, ends at the ends of its range
    places = cv2.LUT(change.view(np.uint16), _places(float(reach)))
    picture: Grey = cv2.applyColorMap(places, palette()[:, None])
    is_nowhere = (other == NOWHERE) | (reference == NOWHERE)
    if is_nowhere.any():
        picture[is_nowhere] = 0
    return picture


@lru_cache(maxsize=1)
def palette() -> Grey:
    """Return the colours from -reach to +reach, (256, 3), RGB; 127 is no change.

    The last one stands twice, as OpenCV wants 256.
    """
    way = np.linspace(0.0, 1.0, _STEPS + 1)
    half = np.array([0.0, 0.5, 1.0])
    more, less = (
        np.stack([np.interp(way, half, channel) for channel in zip(_ZERO, *ends, strict=True)], 1)
        for ends in (_MORE, _LESS)
    )
    colours: Grey = np.rint(np.concatenate([less[:0:-1], more, more[-1:]])).astype(np.uint8)
    colours.setflags(write=False)
    return colours


@lru_cache(maxsize=8)
def _places(reach: float) -> Grey:
    """Return the place in the palette of every difference, by its bits read as unsigned."""
    change = np.arange(1 << 16, dtype=np.uint16).view(np.int16).astype(np.float64)
    scaled = np.clip(change / max(reach, 1.0), -1.0, 1.0) * _STEPS
    places: Grey = (np.rint(scaled) + _STEPS).astype(np.uint8)
    places.setflags(write=False)
    return places


def modality_values(stored: NDArray[np.generic], header: "InstanceHeader") -> Values:
    """Return stored greys in the modality's unit (HU for CT), rounded to int16."""
    rescale, table = header.rescale, header.tables.modality
    is_whole = rescale.slope == 1.0 and rescale.intercept == round(rescale.intercept)
    if table is None and is_whole and stored.dtype.kind in "iu" and stored.dtype.itemsize <= 2:
        whole = stored.astype(np.int32) + int(rescale.intercept)
        values: Values = np.clip(whole, LOWEST, HIGHEST).astype(np.int16)
        return values
    numbers = stored.astype(np.float64)
    if table is not None:
        return as_values(table.looked_up(numbers))
    return as_values(numbers * rescale.slope + rescale.intercept)


def as_values(numbers: NDArray[np.floating]) -> Values:
    """Return numbers rounded to int16; what is no number is nowhere."""
    kept = np.clip(np.rint(numbers), LOWEST, HIGHEST)
    values: Values = np.where(np.isfinite(numbers), kept, NOWHERE).astype(np.int16)
    return values

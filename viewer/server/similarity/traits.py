"""What is kept of a picture to find it again: a tiny picture of it, its colours, its shape.

A tiny picture holds what people recognise a scene by (Torralba, Fergus, Freeman, 80 million tiny
images, IEEE PAMI 30(11), 2008) and, unlike a histogram or a code, can still be turned, shifted and
laid over another one. So nothing about a later query has to be known when a picture is added.
"""

import struct
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

SIDE: Final = 64
"""Rows and columns of the tiny picture, whatever the shape of the picture."""

COLOUR_SIDE: Final = 8
"""Rows and columns of the colour differences."""

_VERSION: Final = 1
_HEADER: Final = struct.Struct("<Bf")
_GREY_BYTES: Final = SIDE * SIDE
_COLOUR_SHAPE: Final = (2, COLOUR_SIDE, COLOUR_SIDE)
_COLOUR_BYTES: Final = 2 * COLOUR_SIDE * COLOUR_SIDE
_BYTES: Final = _HEADER.size + _GREY_BYTES + _COLOUR_BYTES

_EVEN: Final = 10
"""Grey levels by which a bar may vary: what JPEG makes of one grey."""

_UNEQUAL: Final = 9
"""Pixels by which two bars may differ: JPEG blurs their edges within its blocks."""

_LEAST_KEPT: Final = 16
"""Pixels between two bars, at the least."""

_ALONG: Final = 0.6
"""Share of a line that differs from the bar beside it, where a picture begins."""

_RED: Final = np.float32(0.299)
_GREEN: Final = np.float32(0.587)
_BLUE: Final = np.float32(0.114)


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """A picture's traits, without bars that pad it.

    `grey`: brightness 0 to 255, uint8 (SIDE, SIDE), row first, both sides stretched to SIDE.
    `colour`: blue and red less brightness, halved, int8 (2, COLOUR_SIDE, COLOUR_SIDE); 0 for grey.
    `aspect`: columns by rows, before it was stretched.
    """

    grey: NDArray[np.uint8]
    colour: NDArray[np.int8]
    aspect: float

    def to_bytes(self) -> bytes:
        """Return the traits as they are kept; `from_bytes` reads them."""
        header = _HEADER.pack(_VERSION, self.aspect)
        return header + self.grey.tobytes() + self.colour.tobytes()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read kept traits; raises ValueError for anything else, and for another version's."""
        if len(raw) != _BYTES:
            raise ValueError(f"traits have {_BYTES} bytes, not {len(raw)}")
        version, aspect = _HEADER.unpack_from(raw)
        if version != _VERSION:
            raise ValueError(f"traits of version {version}; this is version {_VERSION}")
        if not 1e-4 < aspect < 1e4:
            raise ValueError("traits of a picture without a shape")
        grey = np.frombuffer(raw, np.uint8, _GREY_BYTES, _HEADER.size)
        colour = np.frombuffer(raw, np.int8, _COLOUR_BYTES, _HEADER.size + _GREY_BYTES)
        return cls(grey.reshape(SIDE, SIDE), colour.reshape(_COLOUR_SHAPE), aspect)


def traits_of(pixels: NDArray[np.uint8]) -> Traits:
    """Return the traits of a picture (rows, columns) or (rows, columns, 3) RGB.

    Raises ValueError for pixels that are no picture.
    """
    is_colour = pixels.ndim == 3 and pixels.shape[2] == 3
    if pixels.dtype != np.uint8 or not (pixels.ndim == 2 or is_colour) or 0 in pixels.shape:
        raise ValueError(f"no picture of 8 bits: {pixels.dtype} {pixels.shape}")
    kept = _without_bars(pixels)
    rows, columns = kept.shape[:2]
    aspect = float(np.float32(columns / rows))
    if not is_colour:
        grey = _to_byte(_shrunk(kept, SIDE))
        return Traits(grey, np.zeros(_COLOUR_SHAPE, np.int8), aspect)
    small = _shrunk(kept, SIDE)
    grey = small @ np.array([_RED, _GREEN, _BLUE])
    return Traits(_to_byte(grey), _colour_of(small, grey), aspect)


def _shrunk(pixels: NDArray[np.uint8], side: int) -> NDArray[np.float32]:
    """Return averages over equal parts of the picture, float32 (side, side) or (side, side, 3)."""
    import cv2

    return np.asarray(
        cv2.resize(pixels.astype(np.float32), (side, side), interpolation=cv2.INTER_AREA)
    )


def _to_byte(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    rounded: NDArray[np.uint8] = np.clip(values + np.float32(0.5), 0, 255).astype(np.uint8)
    return rounded


def _colour_of(small: NDArray[np.float32], grey: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return the halved differences of blue and red from brightness, averaged in cells."""
    cell = SIDE // COLOUR_SIDE
    halves = np.stack([small[..., 2] - grey, small[..., 0] - grey]) / 2
    cells = halves.reshape(2, COLOUR_SIDE, cell, COLOUR_SIDE, cell).mean(axis=(2, 4))
    rounded: NDArray[np.int8] = np.clip(np.rint(cells), -127, 127).astype(np.int8)
    return rounded


def _without_bars(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut off the two bars that pad a picture to another shape: what was not seen is not in it."""
    for axis in (0, 1):
        first, last = _between_even(_evenness(pixels, axis=1 - axis))
        length = pixels.shape[axis]
        if not _are_bars(first, length - last, last - first):
            continue
        lines = pixels.swapaxes(0, axis)
        if all(_is_edge(lines, *at) for at in ((first - 1, first + 1), (last, last - 2))):
            return np.ascontiguousarray(lines[first:last].swapaxes(0, axis))
    return pixels


def _are_bars(before: int, after: int, kept: int) -> bool:
    return min(before, after) >= 2 and abs(before - after) <= _UNEQUAL and kept >= _LEAST_KEPT


def _is_edge(lines: NDArray[np.uint8], bar: int, picture: int) -> bool:
    """Tell whether a picture begins beside a bar.

    Nearly all along a line it differs from the bar. The even rows above a body before a dark ground
    are no bar: of these a crop or a turn leaves others.
    """
    differs = np.abs(lines[picture].astype(np.int16) - lines[bar]) > _EVEN
    return float(differs.mean()) >= _ALONG


def _evenness(pixels: NDArray[np.uint8], axis: int) -> NDArray[np.bool_]:
    """Tell of each row (axis 1) or column (axis 0) whether it is of one grey or colour."""
    low, high = pixels.min(axis=axis), pixels.max(axis=axis)
    spread = high.astype(np.int16) - low
    widest = spread if spread.ndim == 1 else spread.max(axis=1)
    even: NDArray[np.bool_] = widest <= _EVEN
    return even


def _between_even(is_even: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the range between the even rows at both ends; the whole when all are even."""
    uneven = np.flatnonzero(~is_even)
    return (int(uneven[0]), int(uneven[-1]) + 1) if len(uneven) else (0, len(is_even))

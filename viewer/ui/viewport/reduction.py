"""From a slice's stored values to 8-bit pixels, averaged in blocks where the view shrinks them."""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from viewer.overlay.camera import Camera

Pixels = NDArray[np.uint8]
Factors = tuple[int, int]
"""How many rows and columns become one."""

WHOLE: Final[Factors] = (1, 1)
_REDUCE_BELOW: Final = 0.5  # zoom under which linear interpolation would skip source pixels
_STRIP_BYTES: Final = 2 << 20  # greys of a strip, which a core's own cache can hold


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """Greys or colours (rows, columns[, 3]), each the mean of a block of `factors` pixels.

    `rows` and `columns` are those of the image; the last block of either may reach beyond it,
    repeating its edge. The pixels stay until the reducer that made them is called again.
    """

    pixels: Pixels
    rows: int
    columns: int
    factors: Factors = WHOLE

    @property
    def is_even(self) -> bool:
        """Tell whether the blocks end where the image ends."""
        down, across = self.factors
        return self.rows % down == 0 and self.columns % across == 0


def factors_for(camera: Camera, *, is_smooth: bool) -> Factors:
    """Return how many rows and columns fall on one device pixel; 1 where they are not shrunk."""
    if not is_smooth:
        return WHOLE
    a, b, c, d, _, _ = camera.matrix
    return _factor(math.hypot(b, d)), _factor(math.hypot(a, c))


def _factor(scale: float) -> int:
    return int(1 / scale) if 0 < scale < _REDUCE_BELOW else 1


class Reducer:
    """Looks values up and averages blocks, in one pass of strips that stay in the cache.

    A 3000² X-ray costs half of what it costs in two passes. Its memory is kept and written again.
    """

    def __init__(self) -> None:
        self._strip: Pixels = np.empty(0, np.uint8)
        self._output: Pixels = np.empty(0, np.uint8)

    def reduced(
        self, values: NDArray[np.generic], factors: Factors, table: Pixels | None = None
    ) -> Reduced:
        """Return the block means of 8-bit `values` (rows, columns[, 3]).

        With `table` they are stored values of 8 or 16 bits, and those of table[bits] are meant:
        the grey values are averaged, not the stored ones.
        """
        rows, columns = values.shape[:2]
        if table is not None:
            values = values.view(f"u{values.dtype.itemsize}")
        if factors == WHOLE:
            return Reduced(self._looked_up(values, table), rows, columns)
        down, across = factors
        height, width = -(-rows // down), -(-columns // across)
        output = self._output_of((height, width, *values.shape[2:]))
        strip_rows = max(1, _STRIP_BYTES // (width * across)) * down
        for top in range(0, rows, strip_rows):
            part = values[top : top + strip_rows]
            blocks = self._whole_blocks(part, factors, table)
            place = output[top // down : top // down + len(blocks) // down]
            cv2.resize(blocks, (width, len(place)), dst=place, interpolation=cv2.INTER_AREA)
        return Reduced(output, rows, columns, factors)

    def _looked_up(self, values: NDArray[np.generic], table: Pixels | None) -> Pixels:
        if table is None:
            plain: Pixels = values.astype(np.uint8, copy=False)
            return plain
        return cv2.LUT(values, table, dst=self._output_of(values.shape))  # type: ignore[no-any-return]

    def _output_of(self, shape: tuple[int, ...]) -> Pixels:
        if self._output.shape != shape:
            self._output = np.empty(shape, np.uint8)
        return self._output

    def _whole_blocks(
        self, part: NDArray[np.generic], factors: Factors, table: Pixels | None
    ) -> Pixels:
        """Return greys of some rows, their last row and column repeated to whole blocks."""
        rows, columns = part.shape[:2]
        height, width = (-(-n // by) * by for n, by in zip((rows, columns), factors, strict=True))
        if table is None and (height, width) == (rows, columns):
            whole: Pixels = part.astype(np.uint8, copy=False)
            return whole
        shape = (height, width, *part.shape[2:])
        size = math.prod(shape)
        if self._strip.size < size:
            self._strip = np.empty(size, np.uint8)
        blocks = self._strip[:size].reshape(shape)
        if table is None:
            blocks[:rows, :columns] = part
        else:
            cv2.LUT(part, table, dst=blocks[:rows, :columns])
        blocks[:rows, columns:] = blocks[:rows, columns - 1 : columns]
        blocks[rows:] = blocks[rows - 1 : rows]
        return blocks

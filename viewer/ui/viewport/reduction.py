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


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """Block means of stored values, as `Reduced` has those of greys."""

    values: NDArray[np.generic]
    rows: int
    columns: int
    factors: Factors


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
        self._output: NDArray[np.generic] = np.empty(0, np.uint8)

    def means(self, values: NDArray[np.generic], factors: Factors) -> Means:
        """Return the block means of stored values of 16 bits, rounded."""
        rows, columns = values.shape[:2]
        return Means(self._blocks(values, factors, None), rows, columns, factors)

    def looked_up(self, means: Means, table: Pixels) -> Reduced:
        """Return the greys of means: table[bits]."""
        bits = means.values.view(f"u{means.values.dtype.itemsize}")
        return Reduced(self._looked_up(bits, table), means.rows, means.columns, means.factors)

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
        greys: Pixels = self._blocks(values, factors, table).view(np.uint8)
        return Reduced(greys, rows, columns, factors)

    def _blocks(
        self, values: NDArray[np.generic], factors: Factors, table: Pixels | None
    ) -> NDArray[np.generic]:
        rows, columns = values.shape[:2]
        down, across = factors
        height, width = -(-rows // down), -(-columns // across)
        dtype = values.dtype if table is None else np.dtype(np.uint8)
        output = self._output_of((height, width, *values.shape[2:]), dtype)
        strip_rows = max(1, _STRIP_BYTES // (width * across)) * down
        for top in range(0, rows, strip_rows):
            part = values[top : top + strip_rows]
            blocks = self._whole_blocks(part, factors, table)
            place = output[top // down : top // down + len(blocks) // down]
            cv2.resize(blocks, (width, len(place)), dst=place, interpolation=cv2.INTER_AREA)
        return output

    def _looked_up(self, values: NDArray[np.generic], table: Pixels | None) -> Pixels:
        if table is None:
            plain: Pixels = values.astype(np.uint8, copy=False)
            return plain
        output = self._output_of(values.shape, np.dtype(np.uint8))
        return cv2.LUT(values, table, dst=output)  # type: ignore[no-any-return]

    def _output_of(
        self, shape: tuple[int, ...], dtype: np.dtype[np.generic]
    ) -> NDArray[np.generic]:
        if self._output.shape != shape or self._output.dtype != dtype:
            self._output = np.empty(shape, dtype)
        return self._output

    def _whole_blocks(
        self, part: NDArray[np.generic], factors: Factors, table: Pixels | None
    ) -> NDArray[np.generic]:
        """Return some rows, or their greys, the last row and column repeated to whole blocks."""
        rows, columns = part.shape[:2]
        height, width = (-(-n // by) * by for n, by in zip((rows, columns), factors, strict=True))
        if table is None and (height, width) == (rows, columns):
            return part
        shape = (height, width, *part.shape[2:])
        dtype = part.dtype if table is None else np.dtype(np.uint8)
        size = math.prod(shape) * dtype.itemsize
        if self._strip.size < size:
            self._strip = np.empty(size, np.uint8)
        blocks = self._strip[:size].view(dtype).reshape(shape)
        if table is None:
            blocks[:rows, :columns] = part
        else:
            cv2.LUT(part, table, dst=blocks[:rows, :columns])
        blocks[:rows, columns:] = blocks[:rows, columns - 1 : columns]
        blocks[rows:] = blocks[rows - 1 : rows]
        return blocks

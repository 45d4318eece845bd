"""Which voxels of a stack belong to something: bits per slice, and their outlines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.geometry.points import ImagePoint

Bits = NDArray[np.bool_]
Ring = tuple[ImagePoint, ...]
_Corner = tuple[int, int]
_TURNS: Final = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""Right, down, left, up, as (columns, rows): clockwise as an image lies."""


@dataclass(frozen=True)
class MaskSlice:
    """The marked pixels of one slice: `packed` bits, row by row, of the box around them.

    `index` is the slice in stack order, `column`, `row` the box's first pixel.
    """

    index: int
    column: int
    row: int
    width: int
    height: int
    packed: bytes

    @staticmethod
    def of(index: int, bits: Bits) -> "MaskSlice | None":
        """Return the slice of a whole image, bool (rows, columns); None where nothing is marked."""
        rows, columns = np.flatnonzero(bits.any(axis=1)), np.flatnonzero(bits.any(axis=0))
        if not rows.size:
            return None
        top, left = int(rows[0]), int(columns[0])
        part = bits[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
        height, width = part.shape
        return MaskSlice(index, left, top, width, height, np.packbits(part).tobytes())

    @property
    def bits(self) -> Bits:
        """The box, bool (height, width)."""
        flat = np.unpackbits(np.frombuffer(self.packed, np.uint8), count=self.width * self.height)
        return flat.reshape(self.height, self.width).astype(np.bool_)

    @cached_property
    def pixel_count(self) -> int:
        """How many pixels are marked."""
        return int(np.count_nonzero(self.bits))

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        """The outlines along the pixels' edges, in image points; fill by the odd-even rule.

        Outer rings run clockwise, those of holes the other way; pixels that touch at a corner
        only are parted.
        """
        return tuple(_rings(self.bits, self.column, self.row))

    def holds(self, point: ImagePoint) -> bool:
        """Tell whether the pixel under a point is marked."""
        column, row = int(np.floor(point.column)) - self.column, int(np.floor(point.row)) - self.row
        inside = 0 <= column < self.width and 0 <= row < self.height
        return inside and bool(self.bits[row, column])


@dataclass(frozen=True)
class MaskVolume:
    """The marked voxels of a stack; slices without any are left out, the others ascend."""

    slices: tuple[MaskSlice, ...]

    @staticmethod
    def of(images: Iterable[tuple[int, Bits]]) -> "MaskVolume":
        """Return the mask of (slice index, whole image) pairs."""
        found = (MaskSlice.of(index, bits) for index, bits in images)
        kept = (part for part in found if part is not None)
        return MaskVolume(tuple(sorted(kept, key=lambda part: part.index)))

    @cached_property
    def _by_index(self) -> dict[int, MaskSlice]:
        return {part.index: part for part in self.slices}

    def on(self, index: int) -> MaskSlice | None:
        """Return what is marked on one slice; None for nothing."""
        return self._by_index.get(index)

    @property
    def reach(self) -> range:
        """The slices from the first to the last that has something."""
        if not self.slices:
            return range(0)
        return range(self.slices[0].index, self.slices[-1].index + 1)

    @cached_property
    def voxel_count(self) -> int:
        """How many voxels are marked."""
        return sum(part.pixel_count for part in self.slices)

    @cached_property
    def largest(self) -> MaskSlice | None:
        """The slice with most marked pixels, the first of equals."""
        return max(self.slices, key=lambda part: part.pixel_count, default=None)

    @cached_property
    def bounds(self) -> tuple[int, int, int, int]:
        """First column and row, and those behind the last, of all slices together."""
        if not self.slices:
            return 0, 0, 0, 0
        return (
            min(part.column for part in self.slices),
            min(part.row for part in self.slices),
            max(part.column + part.width for part in self.slices),
            max(part.row + part.height for part in self.slices),
        )


def _rings(bits: Bits, column: int, row: int) -> Iterator[Ring]:
    """Walk along the edges with the marked pixels on the right-hand side."""
    edges = _edges(bits)
    while edges:
        start = next(iter(edges))
        at, turn = start, edges[start][0]
        points: list[ImagePoint] = []
        before = -1
        while True:
            _take(edges, at, turn)
            if turn != before:
                points.append(ImagePoint(float(at[0] + column), float(at[1] + row)))
            before = turn
            at = (at[0] + _TURNS[turn][0], at[1] + _TURNS[turn][1])
            if at == start and at not in edges:
                break
            if at == start and not _goes_on(edges[at], before):
                break
            turn = _next(edges[at], before)
        yield _without_straight_start(points)


def _edges(bits: Bits) -> dict[_Corner, list[int]]:
    """Return the directions that leave each corner, by (column, row) of the corner."""
    padded = np.pad(bits, 1)
    inside = padded[1:-1, 1:-1]
    edges: defaultdict[_Corner, list[int]] = defaultdict(list)
    sides = (
        (0, inside & ~padded[:-2, 1:-1], 0, 0),  # nothing above: the top edge runs right
        (1, inside & ~padded[1:-1, 2:], 1, 0),  # nothing to the right: that edge runs down
        (2, inside & ~padded[2:, 1:-1], 1, 1),  # nothing below: the bottom edge runs left
        (3, inside & ~padded[1:-1, :-2], 0, 1),  # nothing to the left: that edge runs up
    )
    for turn, where, right, down in sides:
        rows, columns = np.nonzero(where)
        corners = zip((columns + right).tolist(), (rows + down).tolist(), strict=True)
        for corner in corners:
            edges[corner].append(turn)
    return dict(sorted(edges.items(), key=lambda pair: (pair[0][1], pair[0][0])))


def _take(edges: dict[_Corner, list[int]], at: _Corner, turn: int) -> None:
    edges[at].remove(turn)
    if not edges[at]:
        del edges[at]


def _goes_on(leaving: list[int], before: int) -> bool:
    """Tell whether a ring that came back to its first corner only touches itself there."""
    return (before + 1) % 4 not in leaving and (before + 3) % 4 in leaving and len(leaving) > 1


def _next(leaving: list[int], before: int) -> int:
    """Turn right where there is a choice: so pixels that touch at a corner are parted."""
    for turn in ((before + 1) % 4, before, (before + 3) % 4):
        if turn in leaving:
            return turn
    return leaving[0]


def _without_straight_start(points: list[ImagePoint]) -> Ring:
    """Drop a first point that lies on the line from the last to the second one."""
    if len(points) < 3:
        return tuple(points)
    last, first, second = points[-1], points[0], points[1]
    is_straight = last.column == first.column == second.column or (
        last.row == first.row == second.row
    )
    return tuple(points[1:] if is_straight else points)

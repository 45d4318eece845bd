"""Segmented palette tables, written out entry by entry (PS3.3 C.7.9.2)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.problems import SliceNotReadable, SliceProblem

_DISCRETE: Final = 0
_LINEAR: Final = 1
_INDIRECT: Final = 2
_MOST_SEGMENTS: Final = 131_072
"""More than one for each entry and its repetition; empty ones could go on for hours."""


def expanded(data: bytes, count: int, dtype: np.dtype[np.generic]) -> NDArray[np.generic]:
    """Return the `count` entries of a table of segments; `dtype` is that of one entry.

    Raises SliceNotReadable when the segments are unknown, out of place or give fewer entries.
    """
    words = np.frombuffer(data[: len(data) - len(data) % dtype.itemsize], dtype)
    table = _Expanded(words.tolist(), count, dtype.itemsize)
    table.take(0, None)
    if len(table.entries) < count:
        raise SliceNotReadable(SliceProblem.DAMAGED, "palette segments")
    return np.array(table.entries[:count], dtype)


class _Expanded:
    """The entries so far; never more than one segment beyond the wanted count."""

    def __init__(self, words: list[int], count: int, word_bytes: int) -> None:
        self.entries: list[int] = []
        self._words = words
        self._count = count
        self._word_bytes = word_bytes
        self._taken = 0

    def take(self, at: int, segments: int | None) -> None:
        """Add the segments from a place on: so many of them, or all; indirect ones only then."""
        words = self._words
        done = 0
        while at + 2 < len(words) and len(self.entries) < self._count and done != segments:
            kind, length = words[at], words[at + 1]
            if kind == _DISCRETE:
                self.entries += words[at + 2 : at + 2 + length]
                at += 2 + length
            elif kind == _LINEAR and self.entries:
                self._rise(words[at + 2], length)
                at += 3
            elif kind == _INDIRECT and segments is None:
                size, offset = self._reference(at + 2)
                self.take(offset, length)
                at += 2 + size
            else:
                raise SliceNotReadable(SliceProblem.DAMAGED, "palette segments")
            done += 1
            self._taken += 1
            if self._taken > _MOST_SEGMENTS:
                raise SliceNotReadable(SliceProblem.DAMAGED, "palette segments")

    def _rise(self, last: int, length: int) -> None:
        """Add a straight line from the entry before to `last`."""
        line = np.linspace(self.entries[-1], last, length + 1)[1:]
        self.entries += np.rint(line).astype(int).tolist()

    def _reference(self, at: int) -> tuple[int, int]:
        """Return how many words the byte offset of an indirect segment takes, and its word."""
        parts = self._words[at : at + 4 // self._word_bytes]
        offset = sum(part << (8 * self._word_bytes * k) for k, part in enumerate(parts))
        return len(parts), offset // self._word_bytes

"""How many pages a write-ahead log says that its library has (SQLite's "WAL-mode file format")."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_HEADER: Final = 32
_FRAME: Final = 24
_BIG_ENDIAN: Final = 0x377F0683
"""The magic number of a log whose checksums read words with the highest byte first."""
_WORD: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class LogFile:
    """The content of a log.

    Never read the library's file itself like this: closing a file drops the locks that SQLite
    holds on it in the same process.
    """

    content: bytes

    @staticmethod
    def of(path: Path) -> "LogFile":
        """Read a log. Raises OSError."""
        return LogFile(path.read_bytes())

    def may_belong_to(self, pages: int) -> bool:
        """Tell whether a library that has so many pages, as seen through the log, can be its own.

        Frames that were only half written do not count; they are looked for only in doubt.
        """
        claimed = list(self._commits(are_checked=False))
        if not claimed or claimed[-1] == pages:
            return True
        kept = list(self._commits(are_checked=True))
        return not kept or kept[-1] == pages

    def _commits(self, *, are_checked: bool) -> Iterator[int]:
        """Yield how many pages the library had after each commit."""
        if len(self.content) < _HEADER:
            return
        magic, _format, page_size = struct.unpack_from(">3I", self.content)
        salts = self.content[16:24]
        order = ">" if magic == _BIG_ENDIAN else "<"
        sums = _summed(self.content[:24], (0, 0), order)
        step = _FRAME + page_size
        for start in range(_HEADER, len(self.content) - step + 1, step):
            head = self.content[start : start + _FRAME]
            if head[8:16] != salts:
                return
            if are_checked:
                sums = _summed(head[:8], sums, order)
                sums = _summed(self.content[start + _FRAME : start + step], sums, order)
                if struct.pack(">2I", *sums) != head[16:24]:
                    return
            (pages,) = struct.unpack_from(">I", head, 4)
            if pages:
                yield pages


def _summed(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for even in words:
        first = (first + even + second) & _WORD
        second = (second + next(words) + first) & _WORD
    return first, second

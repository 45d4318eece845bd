"""Headers that are laid out like one seen before, read in one step.

The files of a series differ in values, hardly in where those stand. The element heads of a walked
file are learned; another file of the same length with the same heads at the same places would be
walked in exactly the same way, so its values are simply cut out. A walk costs about 40 µs, this 5.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import BinaryIO, Final

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.walk import IMPLICIT_LITTLE, RawHeader, element_heads, walk

_PREFIX_AT: Final = 128
_PER_SIZE: Final = 4
_MOST_SIZES: Final = 512
_FIRST_ELEMENT: Final = 132


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the element heads of a file stand, what they were, and where the wanted values are."""

    heads: Struct
    expected: tuple[bytes, ...]
    wanted: tuple[tuple[int, int, int], ...]
    header: RawHeader

    def header_of(self, head: bytes) -> RawHeader | None:
        """Return the header of a file laid out alike, None for any other."""
        if len(head) < self.heads.size or self.heads.unpack_from(head) != self.expected:
            return None
        values = {tag: head[start:end] for tag, start, end in self.wanted}
        values[tags.TRANSFER_SYNTAX] = self.header.values[tags.TRANSFER_SYNTAX]
        like = self.header
        return RawHeader(like.syntax, values, like.pixels, like.is_little, like.has_meta)


class HeaderReader:
    """Walks headers, quicker where one was laid out alike. For one thread at a time.

    `checked` remembers the combinations of attributes that were found fit to be shown.
    """

    def __init__(self) -> None:
        self._known: dict[int, list[_Layout]] = {}
        self.checked: set[tuple[object, ...]] = set()

    def read(self, stream: BinaryIO, head: bytes, size: int) -> RawHeader | None:
        """Return what `walk` returns."""
        layouts = self._known.get(size)
        for layout in layouts or ():
            header = layout.header_of(head)
            if header is not None:
                return header
        header = walk(stream, head, size)
        if layouts is None:  # learned from the second file of a length on
            if len(self._known) < _MOST_SIZES:
                self._known[size] = []
        elif header is not None and len(layouts) < _PER_SIZE:
            learned = _learned(header, head)
            layouts += [learned] if learned is not None else []
        return header


def _learned(header: RawHeader, head: bytes) -> _Layout | None:
    """Return the layout of a walked file; None where it cannot be told from heads alone."""
    pixels = header.pixels
    is_plain = header.has_meta and head[_PREFIX_AT:_FIRST_ELEMENT] == b"DICM"
    if pixels is None or not is_plain or pixels.offset > len(head):
        return None
    is_implicit = header.syntax == IMPLICIT_LITTLE
    pieces = [(_PREFIX_AT, _FIRST_ELEMENT)]
    wanted: list[tuple[int, int, int]] = []
    for tag, start, value_at, end in element_heads(head, _FIRST_ELEMENT, is_implicit=is_implicit):
        if tag >= tags.FLOAT_PIXELS:
            pieces.append((start, value_at))
            return _layout(head, pieces, wanted, header)
        if end > len(head):
            return None
        pieces.append((start, end if tag == tags.TRANSFER_SYNTAX else value_at))
        if tag in tags.WANTED:
            wanted.append((tag, value_at, end))
    return None


def _layout(
    head: bytes,
    pieces: list[tuple[int, int]],
    wanted: list[tuple[int, int, int]],
    header: RawHeader,
) -> _Layout:
    heads = Struct("".join(_format(pieces)))
    return _Layout(heads, heads.unpack_from(head), tuple(wanted), header)


def _format(pieces: list[tuple[int, int]]) -> Iterator[str]:
    """Give the struct format that picks the pieces and skips what lies between."""
    yield "<"
    at = 0
    for start, end in pieces:
        yield f"{start - at}x{end - start}s"
        at = end

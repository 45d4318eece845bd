"""Which bytes of encapsulated pixel data belong to which frame (PS3.5 A.4)."""

from bisect import bisect_left
from dataclasses import dataclass
from io import SEEK_END
from itertools import pairwise
from typing import BinaryIO, Final

import numpy as np

from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.source import read_at

_ITEM: Final = b"\xfe\xff\x00\xe0"
_STARTS: Final = (
    b"\xff\xd8\xff",  # JPEG, JPEG-LS
    b"\xff\x4f\xff\x51",  # JPEG 2000
    b"\0\0\0\x0c",  # JPEG 2000 or JPEG XL in a container that is not meant to be here
    b"\xff\x0a",  # JPEG XL
)
_LONGEST_START: Final = max(map(len, _STARTS))
_FRAGMENTS_PER_FRAME: Final = 4
_MORE_FRAGMENTS: Final = 4096
"""A large frame may come in pieces of a few kB."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One item's value: where it starts in the file, and its length in bytes."""

    start: int
    length: int


def frame_fragments(stream: BinaryIO, offset: int, frames: int) -> tuple[tuple[Fragment, ...], ...]:
    """Return the fragments of each frame; `offset` is where the first item stands.

    Of a file that is cut short, the frames that are there. An Extended Offset Table is not needed:
    with it each frame is one fragment (PS3.5 A.4). Raises SliceNotReadable when there are too many
    fragments or they cannot be told apart, OSError.
    """
    items = _items(stream, offset, _FRAGMENTS_PER_FRAME * frames + _MORE_FRAGMENTS)
    if not items:
        raise SliceNotReadable(SliceProblem.DAMAGED, "no fragments")
    table, fragments = items[0], items[1:]
    if frames == 1:
        return (tuple(fragments),)
    if len(fragments) == frames:
        return tuple((fragment,) for fragment in fragments)
    firsts = _by_table(stream, table, fragments, frames)
    if firsts is None:
        firsts = _by_content(stream, fragments)
        if len(fragments) < frames and len(firsts) in {0, len(fragments)}:
            return tuple((fragment,) for fragment in fragments)
        if not firsts or len(firsts) > frames or firsts[0] != fragments[0].start:
            detail = f"{len(fragments)} fragments, {frames} frames"
            raise SliceNotReadable(SliceProblem.DAMAGED, detail)
    return _by_first(fragments, firsts)


def joined(stream: BinaryIO, fragments: tuple[Fragment, ...]) -> tuple[bytes, bool]:
    """Return a frame's codestream, and whether all its bytes are there."""
    size = stream.seek(0, SEEK_END)  # memory is not taken for more than there is
    pieces = [
        read_at(stream, fragment.start, min(fragment.length, max(0, size - fragment.start)))
        for fragment in fragments
    ]
    is_whole = all(len(p) == f.length for p, f in zip(pieces, fragments, strict=True))
    return b"".join(pieces), is_whole


def _by_table(
    stream: BinaryIO, table: Fragment, fragments: list[Fragment], frames: int
) -> list[int] | None:
    """Return where the frames start by the Basic Offset Table; None when it is absent or lies."""
    content = read_at(stream, table.start, 4 * frames) if table.length // 4 == frames else b""
    offsets = np.frombuffer(content if len(content) == 4 * frames else b"", "<u4")
    if len(offsets) != frames or not fragments or offsets[0] != 0:
        return None
    end = fragments[-1].start + fragments[-1].length
    firsts = [fragments[0].start + int(o) for o in offsets]
    starts = {fragment.start for fragment in fragments}
    if any(first not in starts and first < end for first in firsts):
        return None
    if any(after <= before for before, after in pairwise(firsts)):
        return None
    return [first for first in firsts if first < end] or None


def _by_content(stream: BinaryIO, fragments: list[Fragment]) -> list[int]:
    """Return where fragments start as the first one does; none where its start is not known.

    A start may itself lie in two fragments, and the other codecs' starts may come by chance.
    """
    heads = [_head(stream, fragments[k : k + 2]) for k in range(len(fragments))]
    start = next((start for start in _STARTS if heads and heads[0].startswith(start)), None)
    if start is None:
        return []
    return [f.start for f, head in zip(fragments, heads, strict=True) if head.startswith(start)]


def _head(stream: BinaryIO, fragments: list[Fragment]) -> bytes:
    return b"".join(read_at(stream, f.start, min(f.length, _LONGEST_START)) for f in fragments)


def _by_first(fragments: list[Fragment], firsts: list[int]) -> tuple[tuple[Fragment, ...], ...]:
    starts = [fragment.start for fragment in fragments]
    bounds = [*(bisect_left(starts, first) for first in firsts), len(fragments)]
    return tuple(tuple(fragments[begin:end]) for begin, end in pairwise(bounds))


def _items(stream: BinaryIO, offset: int, most: int) -> list[Fragment]:
    """Return the offset table's item and all fragments; ends at the delimiter or the file's end."""
    items: list[Fragment] = []
    position = offset
    while len(head := read_at(stream, position, 8)) == 8 and head[:4] == _ITEM:
        length = int.from_bytes(head[4:], "little")
        items.append(Fragment(position + 8, length))
        if len(items) > most + 1:
            raise SliceNotReadable(SliceProblem.DAMAGED, f"more than {most} fragments")
        position += 8 + length
    return items

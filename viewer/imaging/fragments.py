"""Which bytes of encapsulated pixel data belong to which frame (PS3.5 A.4)."""

from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np

from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.source import read_at

_ITEM: Final = b"\xfe\xff\x00\xe0"
_STARTS: Final = (b"\xff\xd8\xff", b"\xff\x4f\xff\x51")


@dataclass(frozen=True, slots=True)
class Fragment:
    """One item's value: where it starts in the file, and its length in bytes."""

    start: int
    length: int


def frame_fragments(stream: BinaryIO, offset: int, frames: int) -> tuple[tuple[Fragment, ...], ...]:
    """Return the fragments of each frame; `offset` is where the first item stands.

    Raises SliceNotReadable when there are too many fragments or they cannot be told apart, OSError.
    """
    items = _items(stream, offset, 4 * frames + 64)
    if not items:
        raise SliceNotReadable(SliceProblem.DAMAGED, "no fragments")
    table, fragments = items[0], items[1:]
    if frames == 1:
        return (tuple(fragments),)
    if len(fragments) == frames:
        return tuple((fragment,) for fragment in fragments)
    offsets = np.frombuffer(read_at(stream, table.start, table.length // 4 * 4), "<u4")
    if len(offsets) == frames:
        firsts = [fragments[0].start - 8 + int(o) + 8 for o in offsets] if fragments else []
        return _by_first(fragments, firsts)
    starts = [f.start for f in fragments if read_at(stream, f.start, 4).startswith(_STARTS)]
    if len(starts) == frames:
        return _by_first(fragments, starts)
    raise SliceNotReadable(SliceProblem.DAMAGED, f"{len(fragments)} fragments, {frames} frames")


def joined(stream: BinaryIO, fragments: tuple[Fragment, ...]) -> tuple[bytes, bool]:
    """Return a frame's codestream, and whether all its bytes are there."""
    pieces = [read_at(stream, fragment.start, fragment.length) for fragment in fragments]
    is_whole = all(len(p) == f.length for p, f in zip(pieces, fragments, strict=True))
    return b"".join(pieces), is_whole


def _by_first(fragments: list[Fragment], firsts: list[int]) -> tuple[tuple[Fragment, ...], ...]:
    ends = [*firsts[1:], 1 << 62]
    return tuple(
        tuple(f for f in fragments if first <= f.start < end)
        for first, end in zip(firsts, ends, strict=True)
    )


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

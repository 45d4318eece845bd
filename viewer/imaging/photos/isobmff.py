"""The size of a HEIF or AVIF picture from its boxes, without a decoder (ISO 14496-12, 23008-12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viewer.imaging import limits
from viewer.imaging.problems import NotReadable, SkipReason

_FULL_BOX: Final = 4  # version and flags
_MOST_BOXES: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int


def heif_size(content: bytes) -> tuple[int, int]:
    """Return (width, height) of the primary picture as seen: cropped, then turned.

    Raises NotReadable: DAMAGED when the boxes do not lead to a size.
    """
    try:
        return _size(content)
    except (IndexError, StopIteration, KeyError, ZeroDivisionError) as error:
        raise NotReadable(SkipReason.DAMAGED, "HEIF boxes") from error


def _size(content: bytes) -> tuple[int, int]:
    meta = _only(content, b"meta", 0, len(content))
    inner = meta.start + _FULL_BOX
    item = _primary_item(content, _only(content, b"pitm", inner, meta.end))
    properties = _only(content, b"iprp", inner, meta.end)
    container = _only(content, b"ipco", properties.start, properties.end)
    shared = list(_boxes(content, container.start, container.end))
    width = height = 0
    for number in _associations(content, properties)[item]:
        box = shared[number - 1]
        if box.kind == b"ispe":
            at = box.start + _FULL_BOX
            width, height = _number(content, at, 4), _number(content, at + 4, 4)
        elif box.kind == b"clap":
            fields = [_number(content, box.start + 4 * i, 4) for i in range(4)]
            width, height = round(fields[0] / fields[1]), round(fields[2] / fields[3])
        elif box.kind == b"irot" and content[box.start] & 1:
            width, height = height, width
    if width == 0 or height == 0:
        raise KeyError("ispe")
    return width, height


def _primary_item(content: bytes, box: _Box) -> int:
    is_short = content[box.start] == 0
    return _number(content, box.start + _FULL_BOX, 2 if is_short else 4)


def _associations(content: bytes, properties: _Box) -> dict[int, list[int]]:
    """Return the numbers (from 1) of each item's properties, in their order of effect."""
    found: dict[int, list[int]] = {}
    for box in _boxes(content, properties.start, properties.end):
        if box.kind != b"ipma":
            continue
        item_bytes = 2 if content[box.start] == 0 else 4
        wide = content[box.start + 3] & 1
        count = _number(content, box.start + _FULL_BOX, 4)
        at = box.start + _FULL_BOX + 4
        for _ in range(min(count, _MOST_BOXES)):
            item = _number(content, at, item_bytes)
            entries = content[at + item_bytes]
            at += item_bytes + 1
            size = 2 if wide else 1
            mask = 0x7FFF if wide else 0x7F
            numbers = [_number(content, at + k * size, size) & mask for k in range(entries)]
            found.setdefault(item, []).extend(n for n in numbers if n)
            at += entries * size
    return found


def _only(content: bytes, kind: bytes, start: int, end: int) -> _Box:
    return next(box for box in _boxes(content, start, end) if box.kind == kind)


def _boxes(content: bytes, start: int, end: int) -> Iterator[_Box]:
    """Yield the boxes that stand one after the other between two offsets."""
    end = min(end, len(content))
    for _ in range(_MOST_BOXES):
        if start + 8 > end:
            return
        size, head = _number(content, start, 4), 8
        if size == 1:
            size, head = _number(content, start + 8, 8), 16
        stop = end if size == 0 else start + size
        if stop < start + head or stop > max(end, limits.FILE_BYTES):
            return
        yield _Box(content[start + 4 : start + 8], start + head, min(stop, end))
        start = stop


def _number(content: bytes, at: int, size: int) -> int:
    if at + size > len(content):
        raise IndexError(at)
    return int.from_bytes(content[at : at + size], "big")

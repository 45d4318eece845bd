"""Per-frame functional groups of a multi-frame file: each frame's place and its source instance.

SimpleITK reads the pixels and one direction and spacing for the volume; it drops each frame's own
Image Position (Patient), without which a sheared stack cannot be told from a straight one. This
walks the data set (PS3.5 7, little endian) just far enough to find them (PS3.3 C.7.6.16).
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LONG_VRS: Final = frozenset(
    (b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"UC", b"UN", b"UR", b"UT", b"SV", b"UV")
)
_UNDEFINED: Final = 0xFFFFFFFF
_ITEM: Final = 0xFFFEE000
_ITEM_END: Final = 0xFFFEE00D
_SEQUENCE_END: Final = 0xFFFEE0DD
_PIXEL_DATA: Final = 0x7FE00010
_TRANSFER_SYNTAX: Final = 0x00020010
_PER_FRAME: Final = 0x52009230
_PLANE_POSITION: Final = 0x00209113
_POSITION: Final = 0x00200032
_CONVERSION_SOURCE: Final = 0x00209172
_SOURCE_INSTANCE: Final = 0x00081155
_SEQUENCES: Final = frozenset((_PER_FRAME, _PLANE_POSITION, _CONVERSION_SOURCE))
_UNREADABLE: Final = frozenset((b"1.2.840.10008.1.2.2", b"1.2.840.10008.1.2.1.99"))
_IMPLICIT: Final = b"1.2.840.10008.1.2"
_META_START: Final = 132
_HEADER_LIMIT: Final = 16 * 1024 * 1024
_DEPTH_LIMIT: Final = 12

Items = list["Elements"]
Elements = dict[int, "bytes | Items"]


@dataclass(frozen=True, slots=True)
class FramePlace:
    """Image Position (Patient) of a frame (mm, LPS) and the instance it was converted from."""

    position: tuple[float, float, float]
    source_uid: str | None


def frame_places(path: Path) -> list[FramePlace] | None:
    """Return the place of each frame, or None when the file does not say it in a readable way."""
    with path.open("rb") as file:
        content = file.read(_HEADER_LIMIT)
    try:
        meta = _Reader(content, is_explicit=True).data_set(_META_START, group=2)
        syntax = meta.elements.get(_TRANSFER_SYNTAX, b"")
        if not isinstance(syntax, bytes) or syntax.rstrip(b"\0 ") in _UNREADABLE:
            return None
        is_explicit = syntax.rstrip(b"\0 ") != _IMPLICIT
        found = _Reader(content, is_explicit).data_set(meta.end).elements.get(_PER_FRAME)
        return [_place(frame) for frame in found] if isinstance(found, list) else None
    except (struct.error, ValueError, TypeError, KeyError):
        return None


def _place(frame: Elements) -> FramePlace:
    position = _first(frame, _PLANE_POSITION)[_POSITION]
    if not isinstance(position, bytes):
        raise TypeError(_POSITION)
    x, y, z = (float(value) for value in position.split(b"\\"))
    source = _first(frame, _CONVERSION_SOURCE).get(_SOURCE_INSTANCE)
    uid = source.rstrip(b"\0 ").decode("ascii") if isinstance(source, bytes) else None
    return FramePlace((x, y, z), uid)


def _first(elements: Elements, tag: int) -> Elements:
    items = elements.get(tag)
    return items[0] if isinstance(items, list) and items else {}


@dataclass(frozen=True, slots=True)
class _Read:
    elements: Elements
    end: int


@dataclass(frozen=True, slots=True)
class _Element:
    tag: int
    vr: bytes
    start: int
    length: int


class _Reader:
    """Walks one encoding of data elements; positions are offsets into the file."""

    def __init__(self, content: bytes, is_explicit: bool) -> None:
        self._content = content
        self._is_explicit = is_explicit

    def data_set(
        self, start: int, *, end: int | None = None, group: int | None = None, depth: int = 0
    ) -> _Read:
        """Read elements until `end`, an item's end, the pixels, or another group."""
        if depth > _DEPTH_LIMIT:
            raise ValueError(depth)
        limit = len(self._content) if end is None else min(end, len(self._content))
        elements: Elements = {}
        while start + 8 <= limit:
            element = self._element(start)
            if element.tag == _ITEM_END:
                return _Read(elements, element.start)
            if element.tag == _PIXEL_DATA or group not in (None, element.tag >> 16):
                break
            start = self._take(element, elements, depth)
        return _Read(elements, start)

    def _take(self, element: _Element, elements: Elements, depth: int) -> int:
        """Note one element's value where it is wanted; return where the next begins."""
        if element.length == _UNDEFINED or element.tag in _SEQUENCES:
            items, end = self._items(element, depth)
            elements[element.tag] = items
            return end
        end = element.start + element.length
        elements[element.tag] = self._content[element.start : end]
        return end

    def _items(self, element: _Element, depth: int) -> tuple[Items, int]:
        items: Items = []
        start = element.start
        end = len(self._content) if element.length == _UNDEFINED else start + element.length
        while start + 8 <= end:
            item = self._element(start)
            start = item.start
            if item.tag == _SEQUENCE_END:
                break
            if item.tag != _ITEM:
                raise ValueError(item.tag)
            stop = None if item.length == _UNDEFINED else start + item.length
            read = self.data_set(start, end=stop, depth=depth + 1)
            items.append(read.elements)
            start = read.end
        return items, start

    def _element(self, start: int) -> _Element:
        group, number = struct.unpack_from("<HH", self._content, start)
        tag = group << 16 | number
        if group == 0xFFFE or not self._is_explicit:
            (length,) = struct.unpack_from("<I", self._content, start + 4)
            return _Element(tag, b"", start + 8, length)
        vr = self._content[start + 4 : start + 6]
        if vr in _LONG_VRS:
            (length,) = struct.unpack_from("<I", self._content, start + 8)
            return _Element(tag, vr, start + 12, length)
        (length,) = struct.unpack_from("<H", self._content, start + 6)
        return _Element(tag, vr, start + 8, length)

"""A quick walk over a little-endian DICOM header: the wanted attributes and where the pixels are.

Anything unusual (another byte order, a deflated set, unknown VRs, odd order) makes it return None,
and the caller lets pydicom read the file. PS3.5 chapter 7, PS3.10 chapter 7.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from struct import Struct
from typing import BinaryIO, Final

from viewer.imaging import limits
from viewer.imaging.dicom import tags
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.source import read_at

IMPLICIT_LITTLE: Final = "1.2.840.10008.1.2"
EXPLICIT_LITTLE: Final = "1.2.840.10008.1.2.1"
DEFLATED: Final = "1.2.840.10008.1.2.1.99"
EXPLICIT_BIG: Final = "1.2.840.10008.1.2.2"

FIRST_READ: Final = 8192
_NEXT_READ: Final = 65536
_UNDEFINED: Final = 0xFFFFFFFF
_ITEM: Final = 0xFFFEE000
_ITEM_END: Final = 0xFFFEE00D
_SEQUENCE_END: Final = 0xFFFEE0DD
_HEAD: Final = 12
_PIXEL_GROUP: Final = 0x7FE0
_FIRST_TAGS: Final = 0x0008FFFF
"""A data set that starts beyond group 0008 is in another byte order, or none."""

LONG_VRS: Final = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())
SHORT_VRS: Final = frozenset(
    b"AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US".split()
)
_explicit: Final = Struct("<HH2sH").unpack_from
_implicit: Final = Struct("<HHI").unpack_from
_length: Final = Struct("<I").unpack_from


@dataclass(frozen=True, slots=True)
class PixelLocation:
    """Where the pixel data lie: byte offset in the file (or in the inflated data set).

    `length` is None for encapsulated frames, whose items start at `offset`. `is_swapped`: the
    words of 16 bits have their high byte first (OW in big endian), whatever a sample's size.
    """

    tag: int
    offset: int
    length: int | None
    is_swapped: bool = False


@dataclass(frozen=True, slots=True)
class RawHeader:
    """The wanted attributes as they stand in the file, undecoded."""

    syntax: str
    values: dict[int, bytes]
    pixels: PixelLocation | None
    is_little: bool = True
    has_meta: bool = True
    is_cut: bool = False
    """The file ends inside an element before the pixel data."""


_HeadReader = Callable[["_Window", int], tuple[int, int, int]]


class _Unusual(Exception):
    """The quick walk gives up; not an error of the file."""


class _Window:
    """A part of the file in memory that follows the walk."""

    __slots__ = ("base", "buffer", "end", "left", "size", "stream")

    def __init__(self, stream: BinaryIO, head: bytes, size: int) -> None:
        self.stream = stream
        self.buffer = head
        self.base = 0
        self.end = len(head)
        self.size = size
        self.left = limits.HEADER_ELEMENTS

    def count(self) -> None:
        """Count an element. Raises NotReadable when there were too many."""
        self.left -= 1
        if self.left < 0:
            detail = f"header; limit {limits.HEADER_ELEMENTS:,} elements"
            raise NotReadable(SkipReason.TOO_LARGE, detail)

    def at(self, position: int) -> int:
        """Return the index in `buffer` of `position`, with at least an element head behind it."""
        if position + _HEAD > self.end and self.end < self.size:
            self.buffer = read_at(self.stream, position, _NEXT_READ)
            self.base = position
            self.end = position + len(self.buffer)
        return position - self.base

    def value(self, position: int, length: int) -> bytes:
        """Return an element's value, read apart where it is not in memory."""
        start = position - self.base
        if start >= 0 and position + length <= self.end:
            return self.buffer[start : start + length]
        return read_at(self.stream, position, length)


def walk(stream: BinaryIO, head: bytes, size: int) -> RawHeader | None:
    """Return the header of an ordinary file, None for one that pydicom should read.

    `head` is the first `FIRST_READ` bytes (or the whole file), `size` the file's length. Raises
    NotReadable for a header of too many elements.
    """
    window = _Window(stream, head, size)
    try:
        start, syntax, has_meta = _meta(window)
        explicit = _is_explicit(window, start)
        if syntax is None:
            syntax = EXPLICIT_LITTLE if explicit else IMPLICIT_LITTLE
        if syntax in {EXPLICIT_BIG, DEFLATED} or (syntax == IMPLICIT_LITTLE) == explicit:
            return None
        return _data_set(window, start, syntax, has_meta)
    except _Unusual:
        return None


def start_of_data_set(head: bytes) -> tuple[int, str | None]:
    """Return where the data set begins behind the file meta, and its transfer syntax if told.

    (0, None) where the meta cannot be followed.
    """
    try:
        start, syntax, _ = _meta(_Window(BytesIO(head), head, len(head)))
    except _Unusual:
        return 0, None
    return start, syntax


def element_heads(
    head: bytes, start: int, *, is_implicit: bool
) -> Iterator[tuple[int, int, int, int]]:
    """Yield (tag, start, where the value starts, where it ends) of the elements in memory.

    Explicit VR in group 0002 in any case. Ends at an element whose length is not told.
    """
    window = _Window(BytesIO(head), head, len(head))
    position = start
    try:
        while position < len(head):
            is_meta = head[position : position + 2] == b"\x02\x00"
            head_of = _implicit_head if is_implicit and not is_meta else _explicit_head
            tag, length, value_at = head_of(window, position)
            yield tag, position, value_at, value_at + length
            if length == _UNDEFINED:
                return
            position = value_at + length
    except _Unusual:
        return


def _meta(window: _Window) -> tuple[int, str | None, bool]:
    """Return where the data set starts, its transfer syntax, and whether there was a file meta."""
    head = window.buffer
    start = 132 if head[128:132] == b"DICM" else 4 if head[:4] == b"DICM" else 0
    if head[start : start + 2] != b"\x02\x00":
        return start, None, False
    syntax = b""
    position = start
    while window.buffer[window.at(position) : window.at(position) + 2] == b"\x02\x00":
        tag, length, value_at = _explicit_head(window, position)
        if tag == tags.TRANSFER_SYNTAX:
            syntax = window.value(value_at, length)
        position = value_at + length
    return position, syntax.rstrip(b"\0 ").decode("ascii", "replace") or None, True


def _is_explicit(window: _Window, start: int) -> bool:
    index = window.at(start)
    vr = window.buffer[index + 4 : index + 6]
    return vr in SHORT_VRS or vr in LONG_VRS


def _data_set(window: _Window, start: int, syntax: str, has_meta: bool) -> RawHeader:
    values: dict[int, bytes] = {tags.TRANSFER_SYNTAX: syntax.encode()}
    head_of = _implicit_head if syntax == IMPLICIT_LITTLE else _explicit_head
    position, last, size = start, -1, window.size
    if head_of is _explicit_head:
        position, last = _plain_elements(window.buffer, start, values)
    while position + 8 <= size:
        window.count()
        tag, length, value_at = head_of(window, position)
        if _is_unusual(tag, last, length):
            raise _Unusual
        last = tag
        if tag >= tags.FLOAT_PIXELS:
            pixels = _location(tag, value_at, length)
            return RawHeader(syntax, values, pixels, has_meta=has_meta)
        if length == _UNDEFINED:
            position = _after_sequence(window, value_at, head_of)
            continue
        position = value_at + length
        if position > size:
            return RawHeader(syntax, values, None, has_meta=has_meta, is_cut=True)
        if tag in tags.WANTED and length <= limits.VALUE_BYTES:
            values[tag] = window.value(value_at, length)
    return RawHeader(syntax, values, None, has_meta=has_meta, is_cut=position < size)


def _is_unusual(tag: int, last: int, length: int) -> bool:
    """Tell whether an element is out of order, or of a kind that pydicom must read."""
    is_open_text = length == _UNDEFINED and tag in tags.WANTED
    is_odd = tag <= last or tag in tags.SEQUENCES or (last < 0 and tag > _FIRST_TAGS)
    return is_odd or is_open_text


def _plain_elements(buffer: bytes, position: int, values: dict[int, bytes]) -> tuple[int, int]:
    """Walk over the short elements in memory; return where the careful walk goes on, and the tag.

    This loop is most of the time of opening a folder, so it is written out in one piece.
    """
    wanted, short_vrs, end, last = tags.WANTED, SHORT_VRS, len(buffer) - 8, -1
    while position <= end:
        group, element, vr, length = _explicit(buffer, position)
        if vr not in short_vrs:
            break
        tag = group << 16 | element
        following = position + 8 + length
        if tag <= last or group >= _PIXEL_GROUP or following > end or last < 0 < tag - _FIRST_TAGS:
            break
        if tag in wanted:
            values[tag] = buffer[position + 8 : following]
        last, position = tag, following
    return position, last


def _location(tag: int, value_at: int, length: int) -> PixelLocation | None:
    if tag > tags.PIXELS:
        return None
    return PixelLocation(tag, value_at, None if length == _UNDEFINED else length)


def _explicit_head(window: _Window, position: int) -> tuple[int, int, int]:
    """Return (tag, length, where the value starts)."""
    index = window.at(position) if position + _HEAD > window.end else position - window.base
    buffer = window.buffer
    if position + 8 > window.end:
        raise _Unusual
    group, element, vr, length = _explicit(buffer, index)
    tag = group << 16 | element
    if group == 0xFFFE:
        return tag, _length(buffer, index + 4)[0], position + 8
    if vr in SHORT_VRS:
        return tag, length, position + 8
    if vr not in LONG_VRS or position + _HEAD > window.end:
        raise _Unusual
    if vr == b"SQ" and tag in tags.WANTED:
        raise _Unusual
    (length,) = _length(buffer, index + 8)
    if vr == b"UN" and length == _UNDEFINED:
        raise _Unusual
    return tag, length, position + _HEAD


def _implicit_head(window: _Window, position: int) -> tuple[int, int, int]:
    """Return (tag, length, where the value starts)."""
    index = window.at(position) if position + _HEAD > window.end else position - window.base
    if position + 8 > window.end:
        raise _Unusual
    group, element, length = _implicit(window.buffer, index)
    return group << 16 | element, length, position + 8


def _after_sequence(window: _Window, position: int, head_of: _HeadReader) -> int:
    """Return where a sequence of undefined length ends; items are skipped, not read."""
    depth = 1
    while depth:
        window.count()
        tag, length, position = head_of(window, position)
        if tag in {_ITEM_END, _SEQUENCE_END}:
            depth -= 1
        elif length == _UNDEFINED:
            depth += 1
        else:
            position += length
        if depth > limits.NESTING or position > window.size:
            raise _Unusual
    return position

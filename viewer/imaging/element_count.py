"""How many elements a long header holds, counted before anything takes memory for each of them."""

from collections import deque
from collections.abc import Iterator
from struct import Struct
from typing import Final

from viewer.imaging import limits
from viewer.imaging.dicom.walk import LONG_VRS, SHORT_VRS

_UNDEFINED: Final = 0xFFFFFFFF
_ITEM: Final = b"\xfe\xff\x00\xe0"
_DELIMITERS: Final = 0xFFFE
_PIXEL_GROUP: Final = 0x7FE0
_HEAD: Final = 12
_explicit: Final = Struct("<HH2sH").unpack_from
_length: Final = Struct("<I").unpack_from


def has_too_many_elements(head: bytes, start: int, *, is_implicit: bool) -> bool:
    """Tell whether a little-endian data set has more elements, nested ones too, than are read.

    True also for one that cannot be followed. Items and sequences are walked into (PS3.5 7.5), all
    other values are stepped over; the walk ends at the pixel data or with `head`.
    """
    left = limits.LONG_HEADER_ELEMENTS
    for _, following in _elements(head, start, is_implicit):
        left -= 1
        if following is None or left < 0:
            return True
    return False


def goes_on(head: bytes, start: int, *, is_implicit: bool) -> bool:
    """Tell whether other elements than the pixel data are cut by the end of `head`.

    False for a data set that cannot be followed.
    """
    last = deque(_elements(head, start, is_implicit), maxlen=1)
    group, following = last[0] if last else (_PIXEL_GROUP, None)
    return group != _PIXEL_GROUP and (following or 0) > len(head) - _HEAD


def _elements(head: bytes, start: int, is_implicit: bool) -> Iterator[tuple[int, int | None]]:
    """Yield the group of each element, and where the next one stands (None: not known)."""
    position, end = start, len(head) - _HEAD
    while position <= end:
        following = _following(head, position, is_implicit)
        yield int.from_bytes(head[position : position + 2], "little"), following
        if following is None or following == position:
            return
        position = following


def _following(head: bytes, position: int, is_implicit: bool) -> int | None:
    """Return where the next element stands; the same place at the pixel data, None if unknown."""
    group, _, vr, length = _explicit(head, position)
    if group == _DELIMITERS:
        return position + 8
    if not is_implicit and vr in SHORT_VRS:
        return position + 8 + int(length)
    if not is_implicit and vr not in LONG_VRS:
        return None
    value_at = position + (8 if is_implicit else _HEAD)
    (long_length,) = _length(head, value_at - 4)
    if group == _PIXEL_GROUP and long_length == _UNDEFINED:
        return position
    is_nested = long_length == _UNDEFINED or head.startswith(_ITEM, value_at)
    if is_nested and vr != b"SQ" and not is_implicit:
        is_short = long_length <= limits.VALUE_BYTES
        return value_at + long_length if is_short else None  # of another encoding within
    return value_at if is_nested or (vr == b"SQ" and not is_implicit) else value_at + long_length

"""How many elements a long header holds, counted before anything takes memory for each of them."""

from struct import Struct
from typing import Final

from viewer.imaging import limits
from viewer.imaging.walk import LONG_VRS, SHORT_VRS

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
    position, left, end = start, limits.LONG_HEADER_ELEMENTS, len(head) - _HEAD
    while position <= end:
        left -= 1
        following = _following(head, position, is_implicit)
        if following is None or left < 0:
            return True
        if following == position:
            return False
        position = following
    return False


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

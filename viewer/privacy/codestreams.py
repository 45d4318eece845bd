"""Compressed frames without what no decoder needs: comments, application data, what lies behind.

Cameras, scanners and converters write text there. ISO 10918-1 B.1.1.3 and B.2.4 (JPEG), ISO 14495-1
C.1.1 (JPEG-LS), ISO 15444-1 annex A (JPEG 2000). Run lengths have no place for text but the bytes
behind the last one, which are not looked at.
"""

import re
from collections.abc import Iterator
from typing import Final

RUN_LENGTHS: Final = "1.2.840.10008.1.2.5"
_START: Final = b"\xff\xd8"
_END: Final = 0xD9
_SCAN: Final = 0xDA
_MARKER_IN_SCAN: Final = re.compile(rb"\xff[\x80-\xcf\xd8-\xfe]")
_NEEDED: Final = frozenset((*range(0xC0, 0xD0), *range(0xDA, 0xE0), 0xF7, 0xF8))
_NEEDED_APPLICATIONS: Final = {0xE0: (b"JFIF\0", 18), 0xE8: (b"mrfx", 9), 0xEE: (b"Adobe", 16)}
"""Segments that tell how colours are meant: how they begin, and their length with the marker."""

_J2K_START: Final = b"\xff\x4f\xff\x51"
_J2K_WRAPPER: Final = 4096
_J2K_COMMENT: Final = b"\xff\x64"
_J2K_TILE: Final = b"\xff\x90"
_J2K_DATA: Final = b"\xff\x93"
_J2K_END: Final = b"\xff\xd9"
_TILE_HEAD: Final = 12


def pixels_only(stream: bytes, transfer_syntax: str) -> bytes:
    """Return one frame's codestream with its pixels unchanged and nothing else in it.

    Raises ValueError where the stream cannot be followed.
    """
    if transfer_syntax == RUN_LENGTHS:
        return stream
    if stream.startswith(_START):
        return b"".join((_START, *_needed_segments(stream)))
    start = stream.find(_J2K_START, 0, _J2K_WRAPPER)
    if start < 0:
        raise ValueError("no start of a codestream")
    return _without_comments(stream[start:])


def _needed_segments(stream: bytes) -> Iterator[bytes]:
    """Yield the segments that a decoder needs, each with its scan; the last is the end marker."""
    position = len(_START)
    while position + 2 <= len(stream):
        if stream[position] != 0xFF:
            raise ValueError("no marker where one must be")
        marker = stream[position + 1]
        if marker == _END:
            yield stream[position : position + 2]
            return
        if marker == 0xFF:  # a fill byte
            position += 1
            continue
        end = position + 2 + int.from_bytes(stream[position + 2 : position + 4], "big")
        if marker == _SCAN:
            found = _MARKER_IN_SCAN.search(stream, end)
            end = found.start() if found else len(stream)
        segment = stream[position:end]
        if marker in _NEEDED or _is_needed_application(marker, segment):
            yield segment
        position = end


def _is_needed_application(marker: int, segment: bytes) -> bool:
    beginning, length = _NEEDED_APPLICATIONS.get(marker, (b"", 0))
    return len(segment) == length and segment[4:].startswith(beginning)


def _without_comments(stream: bytes) -> bytes:
    """Return a JPEG 2000 codestream without comments, and what stands behind its end."""
    header, position = _kept_markers(stream, 2, _J2K_TILE)
    pieces = [stream[:2], header]
    while stream[position : position + 2] == _J2K_TILE:
        length = int.from_bytes(stream[position + 6 : position + 10], "big")
        if length == 0:  # up to the end of the codestream
            end = stream.rfind(_J2K_END)
            end = end if end > position else len(stream)
        elif length <= _TILE_HEAD:
            raise ValueError("a tile-part without data")
        else:
            end = position + length
        pieces.append(_tile_part(stream[position:end], length))
        position = end
    if stream[position : position + 2] == _J2K_END:
        pieces.append(_J2K_END)
    return b"".join(pieces)


def _tile_part(part: bytes, length: int) -> bytes:
    """Return a tile-part without comments; `length` as it says itself, 0 for "to the end"."""
    kept, data = _kept_markers(part, _TILE_HEAD, _J2K_DATA)
    removed = data - _TILE_HEAD - len(kept)
    new_length = length - removed if length else 0
    head = part[:6] + new_length.to_bytes(4, "big") + part[10:_TILE_HEAD]
    return head + kept + part[data:]


def _kept_markers(stream: bytes, position: int, until: bytes) -> tuple[bytes, int]:
    """Return the marker segments from `position` on but comments, and where `until` stands."""
    kept: list[bytes] = []
    while (marker := stream[position : position + 2]) != until:
        if len(marker) < 2 or marker[0] != 0xFF:
            raise ValueError("no marker where one must be")
        end = position + 2 + int.from_bytes(stream[position + 2 : position + 4], "big")
        if marker != _J2K_COMMENT:
            kept.append(stream[position:end])
        position = end
    return b"".join(kept), position

"""Guards before native decoders: what a codestream says of itself, and whether it is whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viewer.imaging import limits
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.syntaxes import Codec

_END: Final = b"\xff\xd9"
_JPEG_START: Final = b"\xff\xd8"
_J2K_START: Final = b"\xff\x4f\xff\x51"
_J2K_CODING: Final = b"\xff\x52"
_J2K_TILE_PART: Final = b"\xff\x90\0\x0a"
_MOST_FILLING: Final = 4
"""Bytes per sample; a stream that lacks more than this lies about its length."""
_SOF: Final = frozenset(set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {0xF7})
_SOS: Final = 0xDA
_APP0: Final = 0xE0
_APP14: Final = 0xEE
_ADOBE_BYTES: Final = 12
_WAVELETS: Final = frozenset({Codec.JPEG_2000, Codec.HTJ2K})
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """Size as the codestream declares it."""

    rows: int
    columns: int
    samples: int
    precision: int


@dataclass(frozen=True, slots=True)
class GuardedStream:
    """A codestream fit for the decoder; `is_whole` is False when its end marker is missing."""

    content: bytes
    facts: StreamFacts
    is_whole: bool


def guarded(content: bytes, codec: Codec, rows: int, columns: int) -> GuardedStream:
    """Return the stream trimmed and checked against the header's size.

    Raises SliceNotReadable: SIZE_DISAGREES, or DAMAGED when it has no readable start or is built
    to exhaust the decoder (scans, tiles).
    """
    trimmed = content.rstrip(b"\0")
    bare = content.rstrip(b"\0\xff")
    is_whole = bare.endswith(_END)
    if is_whole:
        trimmed = bare
    facts = _j2k_facts(trimmed) if codec in _WAVELETS else _jpeg_facts(trimmed)
    if (facts.rows, facts.columns) != (rows, columns):
        detail = f"{facts.columns} × {facts.rows} in the codestream"
        raise SliceNotReadable(SliceProblem.SIZE_DISAGREES, detail)
    if not is_whole and codec is Codec.JPEG_LS:
        trimmed += _END  # CharLS takes seconds to notice that a stream just ends
    if not is_whole and codec in _WAVELETS:
        trimmed = _filled(trimmed, _MOST_FILLING * rows * columns * facts.samples) + _END
    return GuardedStream(trimmed, facts, is_whole)


def is_reversible(content: bytes) -> bool:
    """Tell whether a JPEG 2000 stream keeps every bit: the 5-3 wavelet (ISO 15444-1 A.6.1)."""
    at = content.find(_J2K_CODING, 0, 4096)
    return at >= 0 and content[at + 13 : at + 14] == b"\x01"


def is_luminous(content: bytes) -> bool:
    """Tell whether a JPEG says itself that it is YCbCr, whatever the header says of its colours.

    By Adobe's marker, else by JFIF's (both are laid down in ITU-T T.871 and T.872), else by
    samples of fewer columns or rows: nobody halves green. Component ids alone say nothing.
    """
    has_jfif = False
    for marker, start in _segments(content):
        head = content[start + 2 : start + int.from_bytes(content[start : start + 2], "big")]
        if marker == _APP14 and head.startswith(b"Adobe") and len(head) >= _ADOBE_BYTES:
            return head[11] != 0
        has_jfif = has_jfif or (marker == _APP0 and head.startswith(b"JFIF\0"))
        if marker in _SOF:
            factors = {content[start + 9 + 3 * k : start + 10 + 3 * k] for k in range(3)}
            is_named = content[start + 8 : start + 15 : 3] == b"RGB"
            return (has_jfif or len(factors) > 1) and not is_named
    return False


def _filled(content: bytes, most: int) -> bytes:
    """Fill up the tile part that is cut with zeros, which stand for packets without anything.

    OpenJPEG refuses a tile part that is shorter than it says (ISO 15444-1 A.4.2).
    """
    at = content.find(_J2K_TILE_PART)
    while 0 <= at <= len(content) - 12 and content[at : at + 4] == _J2K_TILE_PART:
        end = at + int.from_bytes(content[at + 6 : at + 10], "big")
        if end > len(content):
            return content.ljust(end, b"\0") if end - len(content) <= most else content
        if end == at:
            break
        at = end
    return content


def _jpeg_facts(content: bytes) -> StreamFacts:
    """Read the frame header of JPEG and JPEG-LS (ISO 10918-1 B.2.2, ISO 14495-1 C.2.2)."""
    if not content.startswith(_JPEG_START):
        raise SliceNotReadable(SliceProblem.DAMAGED, "no JPEG start")
    if content.count(bytes([0xFF, _SOS])) > limits.JPEG_SCANS:
        raise SliceNotReadable(SliceProblem.DAMAGED, f"more than {limits.JPEG_SCANS} scans")
    for marker, start in _segments(content):
        if marker in _SOF and start + 8 <= len(content):
            rows = int.from_bytes(content[start + 3 : start + 5], "big")
            columns = int.from_bytes(content[start + 5 : start + 7], "big")
            return StreamFacts(rows, columns, content[start + 7], content[start + 2])
        if marker == _SOS:
            break
    raise SliceNotReadable(SliceProblem.DAMAGED, "no JPEG frame header")


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield (marker, where its length field stands) up to the first scan."""
    position = 2
    while position + 4 <= len(content):
        if content[position] != 0xFF:
            return
        marker = content[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        yield marker, position + 2
        if marker in _BARE:
            position += 2
        else:
            position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")


def _j2k_facts(content: bytes) -> StreamFacts:
    """Read the SIZ marker segment (ISO 15444-1 A.5.1), also behind a JP2 wrapper."""
    at = content.find(_J2K_START, 0, 4096)
    if at < 0 or at + 44 > len(content):
        raise SliceNotReadable(SliceProblem.DAMAGED, "no JPEG 2000 start")
    fields = [int.from_bytes(content[at + 8 + 4 * i : at + 12 + 4 * i], "big") for i in range(8)]
    width, height, left, top, tile_width, tile_height, tile_left, tile_top = fields
    samples = int.from_bytes(content[at + 40 : at + 42], "big")
    precision = (content[at + 42] & 0x7F) + 1
    if tile_width == 0 or tile_height == 0:
        raise SliceNotReadable(SliceProblem.DAMAGED, "empty tiles")
    across = -(-(width - tile_left) // tile_width)
    down = -(-(height - tile_top) // tile_height)
    if across * down > limits.JPEG2000_TILES:
        raise SliceNotReadable(SliceProblem.DAMAGED, f"{across * down} tiles")
    return StreamFacts(height - top, width - left, samples, precision)

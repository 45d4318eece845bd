"""What a JPEG photograph says of itself before a decoder sees it (ISO 10918-1 annex B)."""

import re
from typing import Final

from viewer.imaging import limits
from viewer.imaging.problems import NotReadable, SkipReason

_SOS: Final = 0xDA
_EOI: Final = 0xD9
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAME: Final = frozenset(set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {0xF7})
_DECODED: Final = frozenset({0xC0, 0xC1, 0xC2})
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PROCESSES: Final = {0xC3: "lossless JPEG", 0xF7: "JPEG-LS", 0xC9: "arithmetic JPEG"}


def check_jpeg(content: bytes) -> None:
    """Refuse what no photograph needs. Raises NotReadable.

    UNSUPPORTED_PIXELS: samples of 12 bit, lossless and arithmetic processes. TOO_LARGE: more
    scans than `limits.JPEG_SCANS` in the first picture; each one costs the decoder a pass.
    """
    scans = 0
    at = 2
    while at + 4 <= len(content):
        marker = content[at + 1]
        if content[at] != 0xFF or marker == 0xFF:
            at += 1  # fill bytes and junk between segments, as decoders do
            continue
        if marker == _EOI:
            return
        if marker in _FRAME:
            _check_frame(marker, content[at + 4])
        at += 2 if marker in _BARE else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SOS:
            scans += 1
            if scans > limits.JPEG_SCANS:
                detail = f"more than {limits.JPEG_SCANS} scans"
                raise NotReadable(SkipReason.TOO_LARGE, detail)
            following = _NEXT_MARKER.search(content, at)
            at = following.start() if following else len(content)


def _check_frame(marker: int, precision: int) -> None:
    if marker not in _DECODED:
        raise NotReadable(SkipReason.UNSUPPORTED_PIXELS, _PROCESSES.get(marker, "rare JPEG"))
    if precision != 8:
        raise NotReadable(SkipReason.UNSUPPORTED_PIXELS, f"{precision}-bit JPEG photograph")

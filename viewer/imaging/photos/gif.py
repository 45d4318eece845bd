"""The size of a GIF, without Pillow: that takes memory for the picture when it only opens it."""

from typing import Final

from viewer.imaging.problems import NotReadable, SkipReason

_SCREEN: Final = 13  # signature, version and logical screen descriptor
_EXTENSION: Final = 0x21
_PICTURE: Final = 0x2C
_TRAILER: Final = 0x3B
_DESCRIPTOR: Final = 10
_HAS_COLOURS: Final = 0x80


def gif_size(content: bytes) -> tuple[int, int]:
    """Return (width, height) of the first picture on its screen (GIF89a 18–20).

    As decoders do, a picture that is larger than the screen widens it. Raises NotReadable.
    """
    if len(content) < _SCREEN:
        raise NotReadable(SkipReason.CUT_SHORT, "GIF header")
    width, height = _short(content, 6), _short(content, 8)
    at = _SCREEN + _colours(content[10])
    while at < len(content) and content[at] != _TRAILER:
        if content[at] == _PICTURE and at + _DESCRIPTOR <= len(content):
            right = _short(content, at + 1) + _short(content, at + 5)
            bottom = _short(content, at + 3) + _short(content, at + 7)
            return max(width, right), max(height, bottom)
        at = _behind_extension(content, at) if content[at] == _EXTENSION else at + 1
    raise NotReadable(SkipReason.DAMAGED, "GIF without a picture")


def _behind_extension(content: bytes, at: int) -> int:
    """Return where an extension's blocks end: each begins with its length, the last is empty."""
    at += 2
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1


def _colours(flags: int) -> int:
    """Return how many bytes the table of all colours has."""
    return 3 << ((flags & 7) + 1) if flags & _HAS_COLOURS else 0


def _short(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 2], "little")

"""Telling pictures apart by their first bytes, whatever their names say."""

from typing import Final

_MARKS: Final = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n"}


def picture_kind(head: bytes) -> str:
    """Return "JPEG" or "PNG" by a file's first bytes, nothing for another file."""
    return next((kind for kind, mark in _MARKS.items() if head.startswith(mark)), "")

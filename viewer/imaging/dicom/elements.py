"""Typed access to the raw attributes of a header; what is not legal counts as absent."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.names import ReadText, read_name, read_text

_DIGITS: Final = re.compile(rb"\d{1,9}[ \0]*")
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Elements:
    """Raw values by tag, with the byte order that numbers are in."""

    values: dict[int, bytes]
    is_little: bool = True

    def has(self, tag: int) -> bool:
        """Tell whether the attribute has a value."""
        return bool(self.values.get(tag))

    def raw(self, tag: int) -> bytes:
        """Return the value as it stands, empty when absent."""
        return self.values.get(tag, b"")

    def text(self, tag: int) -> str:
        """Return one line of text in the file's character set, empty when absent."""
        raw = self.values.get(tag)
        return read_text(raw, self.raw(tags.CHARACTER_SET)).text if raw else ""

    def name(self, tag: int) -> ReadText:
        """Return a person's name."""
        return read_name(self.raw(tag), self.raw(tags.CHARACTER_SET))

    def code(self, tag: int) -> str:
        """Return an identifier or code string: ASCII without padding, empty when absent."""
        raw = self.values.get(tag)
        return _code(raw) if raw else ""

    def codes(self, tag: int) -> tuple[str, ...]:
        """Return the parts of a multi-valued code string, in capitals."""
        text = self.code(tag)
        return tuple(part.strip().upper() for part in text.split("\\")) if text else ()

    def numbers(self, tag: int) -> tuple[float, ...]:
        """Return the decimal strings of an attribute; empty when one of them is not a number."""
        raw = self.values.get(tag)
        return _numbers(raw) if raw else ()

    def number(self, tag: int) -> float | None:
        """Return the first decimal string, None when absent or not a finite number."""
        values = self.numbers(tag)
        return values[0] if values else None

    def integer(self, tag: int) -> int | None:
        """Return a binary US/SS/UL (the first value), None when absent or of an odd size.

        A number in text, as of a file with a wrong VR, is understood where it cannot be binary.
        """
        raw = self.values.get(tag)
        if not raw:
            return None
        if len(raw) >= 4 and raw[:1].isdigit() and _DIGITS.fullmatch(raw):
            return int(raw.strip(b" \0"))  # four digits would be a UL above 800 million
        size = 4 if len(raw) == 4 and tag not in _SHORTS else 2
        if len(raw) < size:
            return None
        return int.from_bytes(raw[:size], "little" if self.is_little else "big")


_SHORTS: Final = frozenset({tags.PIXEL_PADDING, tags.PIXEL_PADDING_LIMIT, tags.PALETTE_RED})


@lru_cache(maxsize=4096)
def _code(raw: bytes) -> str:
    return raw.decode("ascii", "replace").strip("\0 \t\r\n")


@lru_cache(maxsize=4096)
def _numbers(raw: bytes) -> tuple[float, ...]:
    text = raw.decode("ascii", "replace").strip("\0 \t\r\n")
    values = [decimal(part) for part in text.split("\\")]
    return tuple(v for v in values if v is not None) if None not in values else ()


def decimal(text: str) -> float | None:
    """Return the value of a decimal string; a comma for the point is understood.

    None for what is not a finite number: text, hexadecimal, `nan`, `inf`, other digits.
    """
    text = text.strip("\0 \t\r\n")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None

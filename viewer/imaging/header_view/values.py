"""One element of a header as people read it: its name (PS3.6 or a maker's), its value as text."""

import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pydicom.datadict import get_entry, get_private_entry
from pydicom.valuerep import CUSTOMIZABLE_CHARSET_VR, STR_VR

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.names import ReadText, read_prose, read_text
from viewer.imaging.syntaxes import name_of

LONGEST_TEXT: Final = 1024
"""Bytes of a value that are shown; the rest is counted."""
LONGEST_PROSE: Final = 262_144
"""The same of free text that is to be read as such."""
_PROSE: Final = frozenset({"LT", "ST", "UT", "UC"})
_MOST_NUMBERS: Final = 64
_SHORT_BINARY: Final = 16
_LOOK_BACK: Final = 256

_NUMBERS: Final = {
    "US": "H",
    "SS": "h",
    "UL": "I",
    "SL": "i",
    "UV": "Q",
    "SV": "q",
    "FL": "f",
    "FD": "d",
}
_LINE_ENDS: Final = re.compile(rb"[\r\n\f\t]+")
_PRINTABLE: Final = re.compile(rb"[\x20-\x7e\r\n\t]+")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the values of one data set (or sequence item) need to be understood."""

    charset: bytes = b""
    is_little: bool = True
    is_signed: bool = False
    is_prose: bool = False
    """Free text is wanted whole and with its lines."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the dictionaries say about a tag; empty where they say nothing."""

    vr: str = ""
    name: str = ""
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class ValueText:
    """A value for the eye. `is_binary`: only its size says something, `text` is empty."""

    text: str = ""
    meaning: str = ""
    """What a UID stands for."""
    is_clipped: bool = False
    is_guessed: bool = False
    is_binary: bool = False


def is_private(tag: int) -> bool:
    """Tell whether the group is odd (PS3.5 7.8)."""
    return bool(tag >> 16 & 1)


def is_private_creator(tag: int) -> bool:
    """Tell whether the element reserves a block for a maker (PS3.5 7.8.1)."""
    return is_private(tag) and 0x10 <= tag & 0xFFFF <= 0xFF


@lru_cache(maxsize=8192)
def meaning_of(tag: int, creator: str = "") -> Meaning:
    """Return what is known of a tag; `creator` is the maker that reserved the block."""
    if tag & 0xFFFF == 0:
        return Meaning("UL", "Group Length")
    if is_private_creator(tag):
        return Meaning("LO", "Private Creator")
    try:
        if is_private(tag):
            vr, _, name, _ = get_private_entry(tag, creator)
            return Meaning(vr, name)
        vr, _, name, _, keyword = get_entry(tag)
    except KeyError:
        return Meaning()
    return Meaning(vr, name, keyword)


def settled_vr(vr: str, size: int, *, is_signed: bool) -> str:
    """Return one VR where the dictionary names several (PS3.6: `US or SS`, `OB or OW` …)."""
    if " or " not in vr:
        return vr
    if "SS" in vr and size <= 6:
        return "SS" if is_signed else "US"
    if vr.startswith("US") and size <= 6:
        return "US"
    return "OW"


def value_text(tag: int, vr: str, raw: bytes, scope: Scope) -> ValueText:
    """Return the value of a leaf. `vr` empty or UN: text where it is plainly text."""
    if vr in STR_VR:
        return _text(tag, vr, raw, scope)
    if vr in _NUMBERS:
        return _numbers(_NUMBERS[vr], raw, scope)
    if vr == "AT":
        return _tags(raw, scope)
    content = raw.rstrip(b"\0 ")
    if vr in {"", "UN"} and content and _PRINTABLE.fullmatch(content):
        return _text(tag, "LO", raw, scope)
    if len(raw) <= _SHORT_BINARY:
        return ValueText(raw.hex(" "))
    return ValueText(is_binary=True)


def _text(tag: int, vr: str, raw: bytes, scope: Scope) -> ValueText:
    raw = raw.strip(b"\0 \r\n")
    charset = scope.charset if vr in CUSTOMIZABLE_CHARSET_VR else b""
    if scope.is_prose and vr in _PROSE:
        prose = read_prose(raw[:LONGEST_PROSE], charset)
        return ValueText(prose.text, "", len(raw) > LONGEST_PROSE, prose.is_guessed)
    is_clipped = len(raw) > LONGEST_TEXT
    read = _clipped(raw, charset) if is_clipped else read_text(_on_one_line(raw), charset)
    meaning = ""
    if vr == "UI" and read.text and tag not in _OWN_UIDS:
        name = name_of(read.text) if "\\" not in read.text else read.text
        meaning = name if name != read.text else ""
    return ValueText(read.text, meaning, is_clipped, read.is_guessed)


_OWN_UIDS: Final = frozenset({tags.STUDY_UID, tags.SERIES_UID, tags.SOP_INSTANCE})


def _on_one_line(raw: bytes) -> bytes:
    return _LINE_ENDS.sub(b" ", raw)


def _clipped(raw: bytes, charset: bytes) -> ReadText:
    """Read the beginning, cut where no character of several bytes is cut in two.

    Bytes below 0x30 are never the second one of a character in any of the sets (PS3.5 6.1).
    """
    beginning = _on_one_line(raw[:LONGEST_TEXT])
    for size in range(len(beginning), len(beginning) - _LOOK_BACK, -1):
        if beginning[size - 1] < 0x30:
            return read_text(beginning[:size], charset)
    reads = [read_text(beginning[: len(beginning) - cut], charset) for cut in range(4)]
    return next((read for read in reads if not read.is_guessed), reads[0])


def _numbers(letter: str, raw: bytes, scope: Scope) -> ValueText:
    size = struct.calcsize(f"={letter}")
    count = len(raw) // size
    if count * size != len(raw):
        return ValueText(raw.hex(" ")) if len(raw) <= _SHORT_BINARY else ValueText(is_binary=True)
    shown = min(count, _MOST_NUMBERS)
    order = "<" if scope.is_little else ">"
    values = struct.unpack_from(f"{order}{shown}{letter}", raw)
    form = "{:.7g}" if letter == "f" else "{:.15g}" if letter == "d" else "{}"
    return ValueText("\\".join(form.format(value) for value in values), is_clipped=shown < count)


def _tags(raw: bytes, scope: Scope) -> ValueText:
    order = "<" if scope.is_little else ">"
    shown = min(len(raw) // 4, _MOST_NUMBERS)
    numbers = struct.unpack_from(f"{order}{shown * 2}H", raw)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    text = "\\".join(f"({group:04X},{element:04X})" for group, element in pairs)
    return ValueText(text, is_clipped=shown * 4 < len(raw))

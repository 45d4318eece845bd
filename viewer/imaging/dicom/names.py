"""Text of a DICOM header as people read it, also where the character set is wrong (PS3.5 6.1).

Chinese files are often GBK under another name; ISO 2022 with IR 58 is left raw by pydicom 3.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_CODECS: Final = {
    "": "ascii",
    "ISO_IR 6": "ascii",
    "ISO_IR 100": "latin-1",
    "ISO_IR 101": "iso8859-2",
    "ISO_IR 109": "iso8859-3",
    "ISO_IR 110": "iso8859-4",
    "ISO_IR 144": "iso8859-5",
    "ISO_IR 127": "iso8859-6",
    "ISO_IR 126": "iso8859-7",
    "ISO_IR 138": "iso8859-8",
    "ISO_IR 148": "iso8859-9",
    "ISO_IR 203": "iso8859-15",
    "ISO_IR 13": "shift_jis",
    "ISO_IR 166": "tis-620",
    "ISO_IR 192": "utf-8",
    "GB18030": "gb18030",
    "GBK": "gb18030",
    "GB2312": "gb18030",
}
_ESCAPES: Final = {
    b"(B": "ascii",
    b"(J": "shift_jis",
    b")I": "shift_jis",
    b"-A": "latin-1",
    b"-B": "iso8859-2",
    b"-C": "iso8859-3",
    b"-D": "iso8859-4",
    b"-L": "iso8859-5",
    b"-G": "iso8859-6",
    b"-F": "iso8859-7",
    b"-H": "iso8859-8",
    b"-M": "iso8859-9",
    b"-b": "iso8859-15",
    b"-T": "tis-620",
    b"$B": "iso2022_jp",
    b"$@": "iso2022_jp",
    b"$(D": "iso2022_jp_2",
    b"$)C": "euc_kr",
    b"$)A": "gb2312",
}
_ESCAPE: Final = re.compile(rb"\x1b([$(\-)][()]?[@-Za-z])")
_SEVEN_BIT: Final = frozenset({"iso2022_jp", "iso2022_jp_2"})
_RESETS: Final = re.compile(rb"([\r\n\f\t^=\\])")
_IDEOGRAPH: Final = re.compile("[\u4e00-\u9fff]")
_AMONG_LETTERS: Final = re.compile("[A-Za-z][\u4e00-\u9fff]|[\u4e00-\u9fff][A-Za-z]")
_SINGLE_BYTE: Final = frozenset({"ascii", "latin-1"})
_LONGEST: Final = 1024


@dataclass(frozen=True, slots=True)
class ReadText:
    """Text with the knowledge whether its character set had to be guessed."""

    text: str
    is_guessed: bool = False


@lru_cache(maxsize=2048)
def read_text(raw: bytes, charset: bytes = b"") -> ReadText:
    """Return the text of a value; `charset` is the raw SpecificCharacterSet (0008,0005)."""
    read = _read(raw.rstrip(b"\0 ")[:_LONGEST], charset)
    return ReadText(_clean(read.text), read.is_guessed)


def read_prose(raw: bytes, charset: bytes = b"") -> ReadText:
    """Return text of any length with its lines, each without control characters."""
    read = _read(raw.rstrip(b"\0 "), charset)
    lines = (_clean(line, keeps_start=True) for line in read.text.splitlines())
    return ReadText("\n".join(lines).strip(), read.is_guessed)


def _read(raw: bytes, charset: bytes) -> ReadText:
    if raw.isascii() and b"\x1b" not in raw:
        return ReadText(raw.decode("ascii"))
    terms = [_term(part) for part in charset.rstrip(b"\0 ").split(b"\\")]
    if b"\x1b" in raw:
        text = _with_escapes(raw, _CODECS.get(terms[0], "ascii"))
        return ReadText(text, is_guessed="\ufffd" in text)
    codec = _CODECS.get(terms[0])
    text, is_guessed = _declared(raw, codec) if codec else _guessed(raw)
    return ReadText(text, is_guessed)


@lru_cache(maxsize=2048)
def read_name(raw: bytes, charset: bytes = b"") -> ReadText:
    """Return a person's name (PS3.5 6.2.1) on one line, e.g. `张小东 (Zhang XiaoDong)`.

    The ideographic representation stands first, the others behind it.
    """
    read = read_text(raw, charset)
    groups = [_components(group) for group in (*read.text.split("=")[:3], "")]
    leading = groups[1] or groups[0]
    others = [group for group in groups if group and group != leading]
    shown = f"{leading} ({', '.join(others)})" if leading and others else leading
    return ReadText(shown or "".join(others), read.is_guessed)


def _components(group: str) -> str:
    parts = [part.strip() for part in group.split("^")]
    separator = "" if _IDEOGRAPH.search(group) and not group.isascii() else " "
    family, given = (parts[0], [part for part in parts[1:] if part]) if parts else ("", [])
    return separator.join([family, *given]).strip() if family else separator.join(given)


def _term(part: bytes) -> str:
    """Return a defined term without its ISO 2022 prefix and common misspellings."""
    term = part.strip().decode("ascii", "replace").upper().replace("ISO 2022 IR", "ISO_IR")
    term = term.replace("ISO-IR", "ISO_IR").replace("ISO IR", "ISO_IR")
    return "ISO_IR " + term[6:].strip() if term.startswith("ISO_IR") else term


def _declared(raw: bytes, codec: str) -> tuple[str, bool]:
    """Decode as declared, unless that is impossible or plainly Chinese under a Latin flag."""
    if codec in _SINGLE_BYTE and (chinese := _as_chinese(raw)) is not None:
        return chinese, True
    try:
        return raw.decode(codec), False
    except UnicodeDecodeError:
        return _guessed(raw)


def _guessed(raw: bytes) -> tuple[str, bool]:
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec), True
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1"), True


def _as_chinese(raw: bytes) -> str | None:
    """Return the text when the bytes are UTF-8, or GBK that cannot be a European name, else None.

    In a European name the high bytes stand among Latin letters; Chinese ones stand alone.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    is_chinese = _IDEOGRAPH.search(text) and not _AMONG_LETTERS.search(text)
    others = [c for c in text if ord(c) > 127 and not _IDEOGRAPH.match(c)]
    return text if is_chinese and not others else None


def _with_escapes(raw: bytes, first: str) -> str:
    """Decode ISO 2022 code extensions (PS3.5 6.1.2.5): each delimiter resets to the first set."""
    return "".join(
        part.decode("ascii") if _RESETS.fullmatch(part) else _piece(part, first)
        for part in _split_at_delimiters(raw)
    )


def _split_at_delimiters(raw: bytes) -> list[bytes]:
    """Split at delimiters; inside seven-bit two-byte characters such bytes mean nothing."""
    parts: list[bytes] = [b""]
    is_two_byte = False
    position = 0
    while position < len(raw):
        escape = _ESCAPE.match(raw, position)
        if escape:
            is_two_byte = _ESCAPES.get(escape[1], "") in _SEVEN_BIT
            parts[-1] += escape[0]
            position = escape.end()
        elif not is_two_byte and _RESETS.match(raw, position):
            parts += [raw[position : position + 1], b""]
            position += 1
        else:
            step = 2 if is_two_byte else 1
            parts[-1] += raw[position : position + step]
            position += step
    return parts


def _piece(raw: bytes, first: str) -> str:
    text, codec, position, lead = "", first, 0, b""
    for escape in _ESCAPE.finditer(raw):
        text += _decoded(lead, raw[position : escape.start()], codec)
        lead, position = escape[0], escape.end()
        codec = _ESCAPES.get(escape[1], first)
    return text + _decoded(lead, raw[position:], codec)


def _decoded(lead: bytes, raw: bytes, codec: str) -> str:
    """Decode a run after the escape sequence `lead`, which the seven-bit codecs want to see."""
    return (lead + raw if codec in _SEVEN_BIT else raw).decode(codec, "replace")


def _clean(text: str, *, keeps_start: bool = False) -> str:
    """Return text without control and direction-override characters, trimmed.

    `keeps_start` leaves the blanks that indent a line; a tab is one of them.
    """
    if keeps_start:
        text = text.replace("\t", "    ")
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return text.rstrip() if keeps_start else text.strip()

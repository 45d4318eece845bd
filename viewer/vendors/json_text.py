"""JSON from outside, read within limits and without losing what it said."""

import json
import re
from typing import Final

from viewer.vendors.errors import Garbled

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

MOST_BYTES: Final = 32 * 1024 * 1024
MOST_DEPTH: Final = 64
_LONGEST_INT: Final = 40
_TOKEN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)
_ENCODINGS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def parse(raw: bytes) -> Json:
    """Return the document in `raw`. Raises Garbled.

    UTF-8 (a byte order mark is allowed), else GB18030. What is no number for us (NaN, Infinity,
    absurdly long integers) becomes the text that it was; of duplicate keys the first keeps its
    name, the others are renamed, so none is lost.
    """
    if len(raw) > MOST_BYTES:
        raise Garbled("", f"more than {MOST_BYTES} bytes")
    return parse_text(_decoded(raw))


def parse_text(text: str) -> Json:
    """Return the document in `text`. Raises Garbled."""
    if not text.strip():
        raise Garbled("", "empty")
    if _depth(text) > MOST_DEPTH:
        raise Garbled("", f"nested more than {MOST_DEPTH} deep")
    try:
        document: Json = json.loads(
            text, parse_constant=str, parse_int=_integer, object_pairs_hook=_object
        )
    except ValueError as error:
        position = getattr(error, "pos", 0)
        raise Garbled("", f"not JSON at character {position}") from error
    except RecursionError as error:
        raise Garbled("", "nested too deep") from error
    return document


def _decoded(raw: bytes) -> str:
    encodings = [name for mark, name in _ENCODINGS if raw.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Garbled("", "not text")


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_INT else digits


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    result: dict[str, Json] = {}
    for key, value in pairs:
        name, count = key, 2
        while name in result:
            name, count = f"{key} ({count})", count + 1
        result[name] = value
    return result


def _depth(text: str) -> int:
    """Return how deep the brackets nest; those inside strings do not count."""
    deepest = depth = 0
    for match in _TOKEN.finditer(text):
        first = match[0][0]
        if first in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in "]}":
            depth -= 1
    return deepest

"""Tolerant reading of a service's answer: values that know where they stood."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viewer.foundation.errors import KnownError
from viewer.vendors.json_text import Json, parse_text

_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_BETWEEN: Final = re.compile(r"[\\,;\s]+")
_LONGEST_NUMBER: Final = 40
_FOLDS: Final = 3


def number(value: Json) -> float | None:
    """Return a finite number, also one that came as text; None for anything else.

    `true`, `"1_000"`, `"12,5"` and `"12px"` are not numbers: guessing would move a finding.
    """
    if isinstance(value, str):
        text = value.strip()
        if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            return None
        value = float(text)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def numbers(value: Json) -> tuple[float, ...] | None:
    r"""Return a list of numbers, also as `"[1,2,3]"`, `"1,2,3"` or `"1\2\3"`; None else."""
    if isinstance(value, str):
        stripped = value.strip().strip("[](){}\"'").strip()
        parts: list[Json] = [part.strip("\"'") for part in _BETWEEN.split(stripped)]
    elif isinstance(value, list):
        parts = value
    else:
        return None
    found = [number(part) for part in parts]
    return tuple(n for n in found if n is not None) if found and None not in found else None


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the answer and its path, e.g. `Data.Series[0].Report`.

    `is_missing` tells an absent key from a `null`.
    """

    value: Json
    path: str = ""
    is_missing: bool = False

    def child(self, name: str) -> "Node":
        """Return the member of that name; its first letter may be of either case."""
        if isinstance(self.value, dict):
            if name in self.value:
                return Node(self.value[name], _joined(self.path, name))
            for key in (name[:1].lower() + name[1:], name[:1].upper() + name[1:]):
                if key in self.value:
                    return Node(self.value[key], _joined(self.path, key))
        return Node(None, _joined(self.path, name), is_missing=True)

    def member(self, key: str) -> "Node":
        """Return the member of exactly that name."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(value, _joined(self.path, key))

    def items(self) -> list["Node"]:
        """Return the elements of a list; a lone object counts as a list of one, else empty."""
        if isinstance(self.value, list):
            return [Node(value, f"{self.path}[{i}]") for i, value in enumerate(self.value)]
        return [self] if isinstance(self.value, dict) else []

    def number(self) -> float | None:
        """Return the value as a finite number, None where it is none."""
        return number(self.value)

    def text(self) -> str:
        """Return the value as text; empty for what is absent, null or not a single value."""
        if self.value is None or isinstance(self.value, dict | list):
            return ""
        return as_text(self.value).strip()

    def leaves(self) -> Iterator[tuple[str, str]]:
        """Return each single value below with its path; an empty list or object is a leaf."""
        if isinstance(self.value, dict) and self.value:
            for key, value in self.value.items():
                path = _joined(self.path, key)
                if isinstance(value, dict | list):
                    yield from Node(value, path).leaves()
                else:
                    yield as_text(path), as_text(value)
        elif isinstance(self.value, list) and self.value:
            for item in self.items():
                yield from item.leaves()
        elif not self.is_missing:
            yield as_text(self.path), as_text(self.value)


def as_text(value: Json) -> str:
    """Return a value as a reader may see it: text as it is, the rest as JSON.

    Half a surrogate pair, which no file could hold, is shown as its escape.
    """
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def unfolded(value: Json, names: frozenset[str], key: str = "", levels: int = _FOLDS) -> Json:
    """Return the document with JSON that came as text opened, in members of these names only.

    What does not parse stays the text it is. `names` are lower case; `levels` is how many texts
    within texts are opened.
    """
    if isinstance(value, str) and levels and key.lower() in names:
        opened = _opened(value)
        return value if opened is value else unfolded(opened, names, key, levels - 1)
    if isinstance(value, dict):
        return {
            name: unfolded(member, names, name, levels)
            if isinstance(member, dict | list) or name.lower() in names
            else member
            for name, member in value.items()
        }
    if isinstance(value, list):
        return [unfolded(member, names, "", levels) for member in value]
    return value


def _opened(text: str) -> Json:
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[", '"')):
        return text
    try:
        return parse_text(text.lstrip("\ufeff"))
    except KnownError:
        return text


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key

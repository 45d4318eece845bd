"""Paths of many files as short text: by folder, with what all names share written once.

600 images are 4 kB so instead of 60 kB, and a library of 20,000 studies stays small.
"""

import json
import os
from collections.abc import Iterable
from pathlib import PurePath

from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable


def to_text(paths: Iterable[str]) -> str:
    """Return the paths as JSON: `[[folder, start, end, [middle, …]], …]`, in the same order."""
    groups: list[tuple[str, list[str]]] = []
    for path in paths:
        folder, name = os.path.split(path)
        if not groups or groups[-1][0] != folder:
            groups.append((folder, []))
        groups[-1][1].append(name)
    rows = [[folder, *_shortened(names)] for folder, names in groups]
    return json.dumps(rows, ensure_ascii=True, separators=(",", ":"))


def from_text(text: str) -> tuple[str, ...]:
    """Return the paths again. Raises LibraryUnavailable where that is no such text."""
    try:
        return tuple(
            str(PurePath(folder, start + middle + end))
            for folder, start, end, middles in json.loads(text)
            for middle in middles
        )
    except (ValueError, TypeError) as error:
        raise LibraryUnavailable("series", LibraryTrouble.DAMAGED, "kept paths") from error


def _shortened(names: list[str]) -> tuple[str, str, list[str]]:
    start = _shared_start(names)
    rests = [name[len(start) :] for name in names]
    end = _shared_start([rest[::-1] for rest in rests])[::-1]
    return start, end, [rest[: len(rest) - len(end)] for rest in rests]


def _shared_start(texts: list[str]) -> str:
    """Return the letters with which all begin; those of the first and the last in order decide."""
    first, last = min(texts), max(texts)
    for place, (one, other) in enumerate(zip(first, last, strict=False)):
        if one != other:
            return first[:place]
    return first

"""How far the ledger was known to reach: kept beside the library.

The chain shows every change within the ledger, but not that its end was cut off, nor that an
older copy was put in its place.
"""

import json
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from viewer.foundation.files import atomic_write

_NAME: Final = "ledger.anchor"
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event that was in the ledger of that library at that time (UTC, ISO 8601)."""

    library: str
    sequence: int
    hash: str
    at: str


def place_beside(library: Path) -> Path:
    """Return where the anchor of a library's file is."""
    return library.with_name(_NAME)


def kept_beside(library: Path) -> Anchor | None:
    """Return the anchor; None when there is none, or none that can be read."""
    try:
        document = json.loads(place_beside(library).read_text(encoding="utf-8"))
        return Anchor(
            library=str(document["library"]),
            sequence=int(document["sequence"]),
            hash=str(document["hash"]),
            at=str(document["at"]),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep(library: Path, anchor: Anchor) -> None:
    """Write the anchor; on disk when this returns. Raises CannotWrite."""
    text = json.dumps({"version": _VERSION, **asdict(anchor)}, indent=2)
    atomic_write(place_beside(library), f"{text}\n".encode(), is_private=True)


def library_named_beside(library: Path) -> str:
    """Return the uid of the library that the anchor was written for; empty without one."""
    known = kept_beside(library)
    return known.library if known else ""


def library_uid(connection: sqlite3.Connection) -> str:
    """Return the uid of an open library; empty of one that is too old to have one."""
    with suppress(sqlite3.DatabaseError):
        row = connection.execute("SELECT value FROM facts WHERE name='library-uid'").fetchone()
        return str(row[0]) if row else ""
    return ""

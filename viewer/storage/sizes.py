"""How much room the library takes, by what it is."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from viewer.foundation.errors import Cancelled
from viewer.foundation.folders import Folders

IsCancelled = Callable[[], bool]


class SizeKind(StrEnum):
    """What takes room, in the order in which it is shown."""

    DATABASE = "database"
    ANSWERS = "answers"
    """Raw answers and result files."""
    IMPORTED = "imported"
    BACKUPS = "backups"
    UPLOADS = "uploads"
    """Images made ready for sending."""
    SERVICE = "service"
    """What the built-in service keeps."""
    LOGS = "logs"


@dataclass(frozen=True, slots=True)
class SizeEntry:
    """One kind: how many bytes in how many files."""

    kind: SizeKind
    size: int
    files: int


def sizes(folders: Folders, is_cancelled: IsCancelled | None = None) -> tuple[SizeEntry, ...]:
    """Measure everything; blocks, for a thread. Files that vanish meanwhile do not count.

    Raises Cancelled.
    """
    entries = []
    for kind, places in places_of(folders).items():
        size = files = 0
        for path in files_below(places):
            if is_cancelled is not None and is_cancelled():
                raise Cancelled
            with suppress(OSError):
                size += path.stat().st_size
                files += 1
        entries.append(SizeEntry(kind, size, files))
    return tuple(entries)


def places_of(folders: Folders) -> dict[SizeKind, tuple[Path, ...]]:
    """Return the files and folders of each kind."""
    database, data = folders.library, folders.data
    return {
        SizeKind.DATABASE: tuple(data.glob(f"{database.name}*")),
        SizeKind.ANSWERS: (folders.blobs,),
        SizeKind.IMPORTED: (folders.imported,),
        SizeKind.BACKUPS: (data / "backups", *data.glob(f"{database.stem}.v*.sqlite")),
        SizeKind.UPLOADS: (folders.cache / "outgoing",),
        SizeKind.SERVICE: (folders.service,),
        SizeKind.LOGS: (folders.logs,),
    }


def files_below(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the files, and those in folders at any depth; links are not followed."""
    for place in places:
        if place.is_dir() and not place.is_symlink():
            for folder, _folders, names in os.walk(place):
                yield from (Path(folder, name) for name in names)
        elif place.is_file():
            yield place

"""What SQLite and the system say, in the program's terms."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from viewer.foundation.errors import FileTrouble, LibraryTrouble, LibraryUnavailable
from viewer.storage.turns import trouble_of

_ROOM: Final = 64 * 1024
"""With fewer bytes free a disk counts as full: SQLite does not always say why it failed."""
_TROUBLES: Final = {
    sqlite3.SQLITE_BUSY: LibraryTrouble.LOCKED,
    sqlite3.SQLITE_LOCKED: LibraryTrouble.LOCKED,
    sqlite3.SQLITE_PROTOCOL: LibraryTrouble.LOCKED,
    sqlite3.SQLITE_FULL: LibraryTrouble.FULL,
    sqlite3.SQLITE_CORRUPT: LibraryTrouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: LibraryTrouble.NOT_A_LIBRARY,
    sqlite3.SQLITE_READONLY: LibraryTrouble.WRITE_PROTECTED,
    sqlite3.SQLITE_IOERR_SHMSIZE: LibraryTrouble.FULL,  # no room for the index of a log
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise LibraryUnavailable for what SQLite or the system has against the library.

    An IntegrityError passes: the caller's own rule was broken, and it knows which.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise LibraryUnavailable(str(path), _trouble(error, path), str(error)) from error
    except OSError as error:
        trouble, detail = trouble_of(FileTrouble.of(error)), error.strerror or ""
        raise LibraryUnavailable(str(path), trouble, detail) from error


def _trouble(error: sqlite3.Error, path: Path) -> LibraryTrouble:
    """Return what a result code means, else its primary one (the low byte)."""
    code = getattr(error, "sqlite_errorcode", 0)
    return _TROUBLES.get(code) or _TROUBLES.get(code & 0xFF) or _guessed(path)


def _guessed(path: Path) -> LibraryTrouble:
    """Look at the disk where SQLite only says that it could not read, write or open."""
    try:
        if shutil.disk_usage(path.parent).free < _ROOM:
            return LibraryTrouble.FULL
        if is_write_protected(path.parent):
            return LibraryTrouble.WRITE_PROTECTED
    except OSError:
        return LibraryTrouble.LOST
    return LibraryTrouble.NO_ACCESS


def is_write_protected(folder: Path) -> bool:
    """Tell whether nothing can be written to a folder. Raises OSError without the folder."""
    if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return True
    return not os.access(folder, os.W_OK)

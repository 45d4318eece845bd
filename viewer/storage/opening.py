"""Opening the library's file: never changed before it is known to be ours and whole."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.storage import anchor
from viewer.storage.log_file import LogFile
from viewer.storage.migrating import migrate, newest_version, version_of
from viewer.storage.mounts import is_on_network
from viewer.storage.presence import Presence
from viewer.storage.troubles import is_write_protected

_SMALLEST_PAGE: Final = 512
_SURELY_CHECKED: Final = 64 * 1024 * 1024
"""Bytes of a library that are looked through before the log of a crash is carried over."""
_WRITING: Final = (
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "wal_autocheckpoint=0",
    "journal_size_limit=0",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)


class Access(StrEnum):
    """What a connection is for."""

    WRITE = "write"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open connection; `in_wal` says that readers and the writer do not wait for each other."""

    connection: sqlite3.Connection
    access: Access
    in_wal: bool
    presence: Presence | None = None

    def close(self) -> None:
        """Close it; the caller has the turn."""
        self.connection.close()
        if self.presence is not None:
            self.presence.leave()


def open_for_writing(path: Path, patience_s: float, *, may_log: bool) -> Opened:
    """Open or make the library, and bring it up to this version; the caller has the turn.

    `may_log` says that there are locks here, which a write-ahead log needs. Raises
    LibraryUnavailable, sqlite3.Error and OSError; the file is as it was then.
    """
    if not path.exists():
        _make(path)
    elif path.stat().st_size == 0:
        _must_be_new(path)
    else:
        _must_be_long_enough(path)
        _keep_private(path)
    presence = Presence(path)
    try:
        if presence.is_alone:
            _must_fit_its_log(path)
        connection, in_wal = _brought_up(path, patience_s, may_log=may_log)
    except BaseException:
        presence.leave()
        raise
    return Opened(connection, Access.WRITE, in_wal, presence)


def open_for_reading(path: Path, patience_s: float) -> Opened:
    """Open a library that is there, and change nothing.

    One of an older version is brought up to this one in memory. Raises LibraryUnavailable,
    sqlite3.Error and OSError.
    """
    if not path.exists() or path.stat().st_size == 0:
        raise LibraryUnavailable(str(path), LibraryTrouble.LOST, "no file to read")
    _must_be_long_enough(path)
    connection = _connected(path, _read_mode(path), patience_s)
    try:
        _must_not_be_newer(connection, path)
        if version_of(connection) < newest_version():
            connection = _brought_up_in_memory(connection, path)
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA query_only=ON")
        in_wal = _journal_of(connection) == "wal"
    except BaseException:
        connection.close()
        raise
    return Opened(connection, Access.READ, in_wal)


def _brought_up(path: Path, patience_s: float, *, may_log: bool) -> tuple[sqlite3.Connection, bool]:
    connection = _connected(path, "rw", patience_s)
    try:
        _must_not_be_newer(connection, path)
        in_wal = _set_up(connection, path, may_log=may_log)
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection, in_wal


def _connected(path: Path, mode: str, patience_s: float) -> sqlite3.Connection:
    place = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(place, timeout=patience_s, isolation_level=None, uri=True)


def _read_mode(path: Path) -> str:
    """Return how SQLite is to open a file that it must not change.

    Where nothing can be written there is no room for the index of a log either.
    """
    if is_write_protected(path.parent) and not _log_size(path):
        return "ro&immutable=1"
    return "ro"


def _make(path: Path) -> None:
    _must_be_new(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _must_be_new(path: Path) -> None:
    """Raise LibraryUnavailable where an empty library would hide that one was lost."""
    copies = (f"backups/{path.stem}-*.sqlite", f"{path.stem}.v*.sqlite", f"{path.stem}-aside-*")
    was_used = anchor.place_beside(path).exists() or any(
        any(path.parent.glob(copy)) for copy in copies
    )
    if was_used or _log_size(path):
        raise LibraryUnavailable(str(path), LibraryTrouble.LOST, "there was a library here")


def _must_be_long_enough(path: Path) -> None:
    """Raise LibraryUnavailable for what SQLite would take for an empty library."""
    if path.stat().st_size < _SMALLEST_PAGE:
        raise LibraryUnavailable(str(path), LibraryTrouble.NOT_A_LIBRARY, "no SQLite file")


def _keep_private(path: Path) -> None:
    mode = path.stat().st_mode
    if os.name != "nt" and mode & 0o077 and path.stat().st_uid == os.getuid():
        path.chmod(mode & ~0o077 & 0o777)


def _must_not_be_newer(connection: sqlite3.Connection, path: Path) -> None:
    if version_of(connection) > newest_version():
        raise LibraryUnavailable(str(path), LibraryTrouble.NEWER)


def _log_size(path: Path) -> int:
    log = _log_of(path)
    return log.stat().st_size if log.exists() else 0


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _must_fit_its_log(path: Path) -> None:
    """Look at the library as its log leaves it before SQLite carries the log over for good.

    While nobody has the library open there is one only after a crash. That a log belongs to
    another file is nothing that SQLite would notice.
    """
    if not _log_size(path):
        return
    if path.stat().st_size <= _SURELY_CHECKED and not _is_whole(path, "ro"):
        is_log = _is_whole(path, "ro&immutable=1")
        trouble = LibraryTrouble.FOREIGN_LOG if is_log else LibraryTrouble.DAMAGED
        raise LibraryUnavailable(str(path), trouble, "not whole with its log")
    with closing(_connected(path, "ro", 0.0)) as connection:
        found = anchor.library_uid(connection)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    kept = anchor.library_named_beside(path)
    is_other = bool(kept and found and kept != found)
    if is_other or not LogFile.of(_log_of(path)).may_belong_to(pages):
        raise LibraryUnavailable(str(path), LibraryTrouble.FOREIGN_LOG, "of another library")


def _is_whole(path: Path, mode: str) -> bool:
    try:
        with closing(_connected(path, mode, 0.0)) as connection:
            return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        return False


def _set_up(connection: sqlite3.Connection, path: Path, *, may_log: bool) -> bool:
    """Choose the journal; tell whether it is a write-ahead log."""
    wanted = "WAL" if may_log and not is_on_network(path.parent) else "TRUNCATE"
    if _journal_of(connection) != wanted.lower():
        with_journal = connection.execute(f"PRAGMA journal_mode={wanted}").fetchone()[0]
        if wanted == "WAL" and with_journal != "wal":
            connection.execute("PRAGMA journal_mode=TRUNCATE").fetchone()
    for pragma in _WRITING:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return _journal_of(connection) == "wal"


def _journal_of(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _brought_up_in_memory(older: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with closing(older):
        older.backup(connection)
    migrate(connection, path, is_copy=True)
    return connection

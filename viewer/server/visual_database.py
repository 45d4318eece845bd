"""The SQLite file of the visual search: durable, and shared by all services of one user.

A write-ahead log with FULL sync: what was answered survives a power cut. SQLite before 3.51.3 can
corrupt a log that two connections write or checkpoint in the same instant, so that writing,
checkpointing, opening and closing take a turn: a lock of the system beside the file.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from viewer.foundation.errors import CannotWrite
from viewer.foundation.locks import ProcessLock

_FILE: Final = "similar.sqlite"
_PATIENCE_S: Final = 4.0
"""How long others may write before a call is refused; an answer may take 5 s in all."""
_PAUSE_S: Final = 0.002
_LARGE_LOG: Final = 16 * 1024 * 1024
_PAGES_AT_ONCE: Final = 8192
_VERSION: Final = 1
_SETTINGS: Final = (
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "wal_autocheckpoint=0",
    "journal_size_limit=0",
    "foreign_keys=ON",
    # What was deleted is overwritten: an entity's data must not be found in the file afterwards.
    "secure_delete=ON",
    "temp_store=MEMORY",
)
_TABLES: Final = (
    "CREATE TABLE secret (only INTEGER PRIMARY KEY CHECK (only = 1), key BLOB NOT NULL)",
    "INSERT INTO secret VALUES (1, randomblob(32))",
    "CREATE TABLE database (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE)",
    # Numbers are never used again: they are the order of creation, and what an index goes by.
    "CREATE TABLE image (number INTEGER PRIMARY KEY AUTOINCREMENT, database INTEGER NOT NULL,"
    " data_id TEXT NOT NULL UNIQUE, entity_id TEXT NOT NULL, extra_data TEXT NOT NULL,"
    " kind TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL)",
    "CREATE INDEX image_in_order ON image (database, number)",
    "CREATE INDEX image_of_entity ON image (database, entity_id)",
    # Apart, so that a list need not leaf through them.
    "CREATE TABLE traits (image INTEGER PRIMARY KEY REFERENCES image ON DELETE CASCADE,"
    " bytes BLOB NOT NULL)",
    f"PRAGMA user_version={_VERSION}",
)


Connection = sqlite3.Connection


class NoStorageError(Exception):
    """The databases cannot be read or written now: a full disk, a lock, a damaged file."""


class VisualDatabase:
    """One connection to the file, opened when first needed; used by any thread, one at a time.

    Whatever SQLite or the system refuses is a NoStorageError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine = threading.Lock()
        self._lock = ProcessLock(folder / f"{_FILE}.lock")
        self._connection: Connection | None = None
        self._is_closed = False

    @property
    def is_open(self) -> bool:
        """Tell whether the file was needed yet."""
        return self._connection is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one and the same moment throughout the block."""
        with self._mine, _as_no_storage():
            connection = self._opened()
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Commit what the block writes together, or nothing of it."""
        with self._mine, _as_no_storage():
            connection = self._opened()
            with self._turn():
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:  # a full disk has rolled back by itself
                        connection.execute("ROLLBACK")
                    raise
                self._shorten_log(connection, _LARGE_LOG)

    def forget(self) -> None:
        """Take what was deleted out of the log, too.

        In the file it is overwritten already: where this cannot be done now, it is done later.
        """
        with self._mine, suppress(NoStorageError), _as_no_storage():
            connection = self._opened()
            with self._turn():
                self._shorten_log(connection, 0)

    def give_back(self) -> None:
        """Give the room of what was deleted back to the disk, in parts; others write meanwhile."""
        with suppress(NoStorageError):
            while self._give_back_part():
                pass

    def _give_back_part(self) -> bool:
        with self._mine, _as_no_storage():
            connection = self._opened()
            with self._turn():
                before = _free_pages(connection)
                # As a script: a page is freed with each step, and `execute` takes one only.
                connection.executescript(f"PRAGMA incremental_vacuum({_PAGES_AT_ONCE})")
                self._shorten_log(connection, 0)
            return 0 < _free_pages(connection) < before

    def close(self) -> None:
        """Close the file for good, in a turn of its own where others do not keep it too long."""
        with self._mine:
            self._is_closed = True
            connection, self._connection = self._connection, None
            if connection is None:
                return
            with suppress(NoStorageError, CannotWrite), self._turn():
                connection.close()
            connection.close()

    def _opened(self) -> Connection:
        if self._is_closed:
            raise NoStorageError("the service is ending")
        if self._connection is None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._turn():
                self._connection = _connected(self._folder / _FILE)
        return self._connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        until = time.monotonic() + _PATIENCE_S
        while not self._lock.acquire():
            if time.monotonic() >= until:
                raise NoStorageError("another service keeps writing")
            time.sleep(_PAUSE_S)
        try:
            yield
        finally:
            self._lock.release()

    def _shorten_log(self, connection: Connection, above: int) -> None:
        log = self._folder / f"{_FILE}-wal"
        with suppress(OSError, sqlite3.Error):  # what was committed stays in the log
            if log.stat().st_size > above:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _free_pages(connection: Connection) -> int:
    return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


@contextmanager
def _as_no_storage() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError, CannotWrite) as error:
        raise NoStorageError(str(error)) from error


def _connected(path: Path) -> Connection:
    """Open the file, or make it; the caller has the turn. Raises NoStorageError for a newer one."""
    connection = sqlite3.connect(
        path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False
    )
    try:
        path.chmod(0o600)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise NoStorageError("made by a newer version of this program")  # noqa: TRY301
        if version < _VERSION:
            connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}").fetchall()
        if version < _VERSION:
            _make(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(connection: Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise

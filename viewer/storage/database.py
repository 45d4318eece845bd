"""One SQLite file: durability, transactions, and who may write."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.storage.opening import Access, Opened, open_for_reading, open_for_writing
from viewer.storage.troubles import translated
from viewer.storage.turns import Turn

WINDOW_PATIENCE_S: Final = 2.0
"""How long the window waits for others that write."""
SCRIPT_PATIENCE_S: Final = 10.0
"""How long everything else waits."""
LARGE_LOG: Final = 4 * 1024 * 1024
"""Bytes of write-ahead log after which a commit carries it over into the file by itself."""

Row = tuple[object, ...]
_LOG: Final = logging.getLogger(__name__)


class Database:
    """A connection to the library; used from one thread.

    What `write` returned from survives a power cut: a write-ahead log with FULL sync, or a
    rollback journal where there can be no such log (a network share). Each write, and each
    opening and closing, is done while no other connection of any process does the same (ADR 14).
    Raises LibraryUnavailable for whatever keeps the file from being used.
    """

    def __init__(
        self,
        path: Path,
        access: Access = Access.WRITE,
        *,
        patience_s: float = SCRIPT_PATIENCE_S,
    ) -> None:
        path = path.resolve() if path.is_symlink() else path
        self.path = path
        self._patience_s = patience_s
        self._log = path.with_name(f"{path.name}-wal")
        self._turn, self._opened = self._open(access)
        self._identity = _identity(path)

    @property
    def is_read_only(self) -> bool:
        """Tell whether every write is refused."""
        return self._opened.access is Access.READ

    @property
    def in_wal(self) -> bool:
        """Tell whether others can read while one writes."""
        return self._opened.in_wal

    @property
    def connection(self) -> sqlite3.Connection:
        """SQLite's own connection, for backups."""
        return self._opened.connection

    def become_writable(self) -> None:
        """Open for writing what was open for looking; what is read afterwards is the newest."""
        turn, opened = self._open(Access.WRITE)
        self.close()
        self._turn, self._opened = turn, opened
        self._identity = _identity(self.path)

    def close(self) -> None:
        """Close the file; the database is unusable afterwards. Never fails."""
        with suppress(LibraryUnavailable), self._turn.taken():
            self._opened.close()
        self._opened.close()  # with nobody's leave, when others never end writing

    def read(self, statement: str, values: tuple[object, ...] = ()) -> list[Row]:
        """Return all rows."""
        with (
            translated(self.path),
            closing(self.connection.execute(statement, values)) as cursor,
        ):
            rows: list[Row] = cursor.fetchall()
            return rows

    def rows(
        self, statement: str, values: tuple[object, ...] = (), *, at_once: int = 1000
    ) -> Iterator[Row]:
        """Yield the rows one after another: for what may not fit into memory."""
        with (
            translated(self.path),
            closing(self.connection.execute(statement, values)) as cursor,
        ):
            while found := cursor.fetchmany(at_once):
                yield from found

    def write(self, statement: str, values: tuple[object, ...] = ()) -> int:
        """Execute and commit; returns the number of rows changed."""
        with (
            self._writing(),
            translated(self.path),
            closing(self.connection.execute(statement, values)) as cursor,
        ):
            return cursor.rowcount

    def write_many(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        """Execute for each row, in one transaction."""
        with self.transaction(), translated(self.path):
            self.connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what the block writes together, or nothing of it; within another one, its part."""
        is_part = self.connection.in_transaction
        begin, end, back = _AS_PART if is_part else _WHOLE
        with self._writing():
            self._execute(begin)
            try:
                yield
                self._execute(end)
            except BaseException:
                if self.connection.in_transaction:  # a full disk has rolled back by itself
                    self._execute(back)
                raise

    def is_sound(self) -> bool:
        """Run SQLite's own integrity check."""
        return self.read("PRAGMA integrity_check") == [("ok",)]

    @property
    def log_size(self) -> int:
        """Bytes of the write-ahead log that are not carried over into the file yet."""
        try:
            return self._log.stat().st_size
        except OSError:
            return 0

    def checkpoint(self) -> None:
        """Carry the write-ahead log over into the file. Raises LibraryUnavailable.

        What was committed is safe without it; it keeps the log short. Others may go on reading.
        """
        if self.in_wal and not self.is_read_only and not self.connection.in_transaction:
            with self._turn.taken(), translated(self.path):
                self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _open(self, access: Access) -> tuple[Turn, Opened]:
        with translated(self.path):
            self._make_folder(access)
            turn = Turn(self.path, self._patience_s, is_needed=access is Access.WRITE)
            with turn.taken():
                if access is Access.READ:
                    return turn, open_for_reading(self.path, self._patience_s)
                return turn, open_for_writing(self.path, self._patience_s, may_log=turn.is_kept)

    def _make_folder(self, access: Access) -> None:
        if access is Access.WRITE:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the turn; a part of a transaction has it already."""
        if self.is_read_only:
            raise LibraryUnavailable(str(self.path), LibraryTrouble.READ_ONLY)
        if self.connection.in_transaction:
            yield
            return
        with self._turn.taken():
            self._must_be_in_place()
            yield
            self._shorten_log()

    def _must_be_in_place(self) -> None:
        """Raise LibraryUnavailable where the file was deleted or replaced meanwhile.

        SQLite would go on writing to a file that nobody finds again.
        """
        if _identity(self.path) != self._identity:
            raise LibraryUnavailable(str(self.path), LibraryTrouble.LOST, "not the file opened")

    def _shorten_log(self) -> None:
        """Do so where nobody else does: a script, or a window that writes without a pause."""
        if not self.in_wal or self.log_size < LARGE_LOG:
            return
        try:
            self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except sqlite3.Error as error:  # what was committed stays in the log
            _LOG.warning("the log of the library cannot be shortened: %s", error)

    def _execute(self, statement: str) -> None:
        with translated(self.path):
            self.connection.execute(statement)


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells one file from another of the same name; zeros without a file."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


_WHOLE: Final = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
_AS_PART: Final = ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")

"""One SQLite file: connection, durability, migrations, and its errors in the program's terms."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.storage.upgrades import UPGRADES

_MIGRATIONS: Final = Path(__file__).with_name("migrations")
_BUSY_S: Final = 10.0
Row = tuple[object, ...]
_TROUBLES: Final = {
    sqlite3.SQLITE_BUSY: LibraryTrouble.LOCKED,
    sqlite3.SQLITE_LOCKED: LibraryTrouble.LOCKED,
    sqlite3.SQLITE_FULL: LibraryTrouble.FULL,
    sqlite3.SQLITE_CORRUPT: LibraryTrouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: LibraryTrouble.DAMAGED,
}


class Database:
    """A connection to the library.

    Several processes may work on one library (the window and scripts), so the journal is a
    rollback journal with FULL sync: what `write` returned from survives a power cut. Not WAL:
    SQLite below 3.51.3 can corrupt a WAL that several connections reset.
    Raises LibraryUnavailable for whatever keeps the file from being used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._translated():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
        try:
            self._prepare()
        except LibraryUnavailable:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file; the database is unusable afterwards."""
        self._connection.close()

    def read(self, statement: str, values: tuple[object, ...] = ()) -> list[Row]:
        """Return all rows."""
        with self._translated(), closing(self._connection.execute(statement, values)) as cursor:
            rows: list[Row] = cursor.fetchall()
            return rows

    def write(self, statement: str, values: tuple[object, ...] = ()) -> int:
        """Execute and commit; returns the number of rows changed."""
        with self._translated(), closing(self._connection.execute(statement, values)) as cursor:
            return cursor.rowcount

    def write_many(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        """Execute for each row, in one transaction."""
        with self.transaction(), self._translated():
            self._connection.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what the block writes together, or nothing of it."""
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has rolled back by itself
                    self._connection.execute("ROLLBACK")
                raise

    def is_sound(self) -> bool:
        """Run SQLite's own integrity check."""
        return self.read("PRAGMA integrity_check") == [("ok",)]

    def _prepare(self) -> None:
        with self._translated():
            if os.name != "nt":
                self._path.chmod(0o600)
            for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL", "foreign_keys=ON"):
                self._connection.execute(f"PRAGMA {pragma}").fetchall()
        self._migrate()

    def _migrate(self) -> None:
        scripts = sorted(_MIGRATIONS.glob("[0-9]*.sql"))
        version = self._version()
        if version > len(scripts):
            raise LibraryUnavailable(str(self._path), LibraryTrouble.NEWER)
        if version == len(scripts):
            return
        if version > 0:
            self._back_up(version)
        for number, script in enumerate(scripts, start=1):
            self._apply(number, script.read_text(encoding="utf-8"))

    def _apply(self, number: int, script: str) -> None:
        with self.transaction():
            if self._version() >= number:  # another process was faster
                return
            for statement in _statements(script):
                self._connection.execute(statement)
            if number in UPGRADES:
                UPGRADES[number](self._connection)
            self._connection.execute(f"PRAGMA user_version={number}")

    def _version(self) -> int:
        return int(str(self.read("PRAGMA user_version")[0][0]))

    def _back_up(self, version: int) -> None:
        copy = self._path.with_suffix(f".v{version}.sqlite")
        with self._translated(), closing(sqlite3.connect(copy)) as target:
            self._connection.backup(target)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise  # the caller's own rule was broken: it knows which
        except sqlite3.Error as error:
            raise LibraryUnavailable(str(self._path), _trouble(error), str(error)) from error
        except OSError as error:
            trouble, detail = LibraryTrouble.NO_ACCESS, error.strerror or ""
            raise LibraryUnavailable(str(self._path), trouble, detail) from error


def _trouble(error: sqlite3.Error) -> LibraryTrouble:
    """Return what a primary result code means (the low byte of an extended one)."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _TROUBLES.get(code, LibraryTrouble.NO_ACCESS)


def _statements(script: str) -> Iterator[str]:
    """Split a script; `executescript` would commit our transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

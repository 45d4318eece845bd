"""From version to version: each step in a transaction of its own, a copy made before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.foundation.killpoints import KillPoint, reached
from viewer.storage.backups import back_up_before_change
from viewer.storage.upgrades import UPGRADES

_MIGRATIONS: Final = Path(__file__).with_name("migrations")


def newest_version() -> int:
    """Return the version that this program keeps its library in."""
    return len(_scripts())


def version_of(connection: sqlite3.Connection) -> int:
    """Return a library's version; 0 of a new file. Raises sqlite3.Error."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path, *, is_copy: bool = False) -> None:
    """Bring a library up to this version; a copy of the older one is kept beside it before.

    `is_copy` says that it is a copy itself. Raises LibraryUnavailable, sqlite3.Error.
    """
    version, scripts = version_of(connection), _scripts()
    _must_be_a_library(connection, path, version)
    if version == len(scripts):
        return
    if version > 0 and not is_copy:
        back_up_before_change(connection, path, version)
    for number, script in enumerate(scripts, start=1):
        if number > version:
            _apply(connection, number, script.read_text(encoding="utf-8"))


def _scripts() -> list[Path]:
    return sorted(_MIGRATIONS.glob("[0-9]*.sql"))


def _must_be_a_library(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Raise LibraryUnavailable for the database of another program: it would be changed."""
    with closing(connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")) as rows:
        tables = {str(name) for (name,) in rows}
    if bool(tables) != bool(version) or (version and "library_key" not in tables):
        raise LibraryUnavailable(str(path), LibraryTrouble.NOT_A_LIBRARY, "other tables")


def _apply(connection: sqlite3.Connection, number: int, script: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(script):
            connection.execute(statement)
        if number in UPGRADES:
            UPGRADES[number](connection)
        connection.execute(f"PRAGMA user_version={number}")
        reached(KillPoint.MIGRATION_STEP)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """Split a script; `executescript` would commit our transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

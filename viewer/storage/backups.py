"""Copies of the library: before each migration, once a day, and back again."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from viewer.foundation.errors import CannotWrite, LibraryTrouble, LibraryUnavailable
from viewer.foundation.files import flush, written_atomically
from viewer.foundation.killpoints import KillPoint, reached
from viewer.storage.anchor import place_beside
from viewer.storage.troubles import translated
from viewer.storage.turns import Turn, trouble_of

_KEPT: Final = 3
"""Copies of each sort that are kept, the newest."""
_STEP_PAGES: Final = 512
_TOLERATED_S: Final = 60.0
_PATIENCE_S: Final = 2.0
_UNSENT: Final = "state IN ('intended', 'prepared', 'uploaded', 'submitting')"
_UNKNOWN_OUTCOME: Final = "unknown-outcome"
"""The failure of a job of which nobody knows whether it was accepted (`vendors.errors`)."""
_BESIDE: Final = ("", "-wal", "-shm", "-journal")


def back_up_before_change(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Keep a copy of a library that is about to be migrated; the caller has the turn.

    Raises LibraryUnavailable, sqlite3.Error; the library is as it was then.
    """
    target = path.with_name(f"{path.stem}.v{version}.sqlite")
    _copy(connection, target)
    _keep_newest(path.parent.glob(f"{path.stem}.v*.sqlite"))
    return target


def daily_backup(path: Path, today: date) -> Path:
    """Return where the copy of a day belongs."""
    return path.parent / "backups" / f"{path.stem}-{today:%Y%m%d}.sqlite"


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Keep a copy of a sound library, for a thread with a connection of its own for reading.

    Others go on writing meanwhile; the copy is of one moment. A damaged library is not copied,
    for it would drive out the good copies. Raises LibraryUnavailable, sqlite3.Error.
    """
    connection.execute("BEGIN")
    connection.execute("PRAGMA user_version").fetchone()  # from now on it sees this moment only
    try:
        _copy(connection, target, check=_must_be_whole)
    finally:
        connection.execute("ROLLBACK")
    _keep_newest(target.parent.glob("*-[0-9]*.sqlite"))


def latest_backup(path: Path) -> Path | None:
    """Return the newest copy of a library that is whole; None without one."""
    copies = [*path.parent.glob(f"{path.stem}.v*.sqlite"), *daily_backups(path)]
    for copy in sorted(copies, key=newness, reverse=True):
        if _is_whole(copy):
            return copy
    return None


def daily_backups(path: Path) -> list[Path]:
    """Return the daily copies of a library."""
    return list((path.parent / "backups").glob(f"{path.stem}-*.sqlite"))


def newness(copy: Path) -> tuple[bool, float]:
    """Return what copies are put in order by, the newest being the largest.

    One that is dated later than now was made while the clock was wrong: it would stand before
    every good one for years.
    """
    try:
        made = copy.stat().st_mtime
    except OSError:  # another process tidied it away
        return (False, 0.0)
    return (made <= time.time() + _TOLERATED_S, made)


def restore(path: Path, backup: Path) -> Path:
    """Put a copy in the library's place; what was there is kept aside under the name returned.

    Nothing is moved before the copy is whole and on disk here. Raises LibraryUnavailable,
    CannotWrite.
    """
    with (
        Turn(path, _PATIENCE_S).taken(),
        translated(path),
        written_atomically(path, is_private=True) as temporary,
    ):
        shutil.copyfile(backup, temporary)
        with closing(_plain(temporary)) as copy:
            _ask_about_unsent(copy)
        return _in_place_of(path, temporary)


def begin_new(path: Path) -> Path:
    """Put an empty library in the place; what was there is kept aside under the name returned.

    Raises LibraryUnavailable, CannotWrite.
    """
    with (
        Turn(path, _PATIENCE_S).taken(),
        translated(path),
        written_atomically(path, is_private=True) as temporary,
    ):
        with closing(_plain(temporary)) as connection:
            connection.execute("VACUUM")  # a file of one page, of no version yet
        return _in_place_of(path, temporary)


def set_log_aside(path: Path) -> Path:
    """Move the write-ahead log away that does not fit the library; returns its new name.

    Raises LibraryUnavailable, CannotWrite.
    """
    log = path.with_name(f"{path.name}-wal")
    with Turn(path, _PATIENCE_S).taken():
        aside = _name_aside(path, datetime.now(UTC))
        target = aside.with_name(f"{aside.name}-wal")
        _move(log, target)
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    return target


def _in_place_of(path: Path, replacement: Path) -> Path:
    """Set aside what is there, as the last thing before the replacement gets its name."""
    flush(replacement)
    return _set_aside(path, datetime.now(UTC))


def _set_aside(path: Path, now: datetime) -> Path:
    aside = _name_aside(path, now)
    for ending in _BESIDE:
        _move(path.with_name(path.name + ending), aside.with_name(aside.name + ending))
    _move(place_beside(path), aside.with_suffix(".anchor"))
    return aside


def _name_aside(path: Path, now: datetime) -> Path:
    return path.with_name(f"{path.stem}-aside-{now:%Y%m%d-%H%M%S-%f}{path.suffix}")


def _move(path: Path, target: Path) -> None:
    try:
        path.rename(target)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotWrite.because(str(path), error) from error


def _copy(
    source: sqlite3.Connection,
    target: Path,
    check: Callable[[sqlite3.Connection, Path], None] | None = None,
) -> None:
    try:
        with (
            written_atomically(target, is_private=True) as temporary,
            _alone(temporary),
            closing(_plain(temporary)) as copy,
        ):
            source.backup(copy, pages=_STEP_PAGES, progress=_step)
            copy.execute("PRAGMA journal_mode=DELETE").fetchone()
            _ask_about_unsent(copy)
            if check is not None:
                check(copy, target)
    except CannotWrite as error:
        raise LibraryUnavailable(str(target), trouble_of(error.trouble), str(error)) from error


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Leave nothing beside a file that SQLite could not close in order, for want of room."""
    try:
        yield
    finally:
        for ending in _BESIDE[1:]:
            file.with_name(file.name + ending).unlink(missing_ok=True)


def _plain(file: Path) -> sqlite3.Connection:
    """Open a file that has no other name yet: it is flushed once, as a whole, before it gets it."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    return connection


def _ask_about_unsent(copy: sqlite3.Connection) -> None:
    """Let a person decide on each job that was not sent when the copy was made.

    By the time the copy is brought back it may have been, and nothing is to be paid for twice.
    """
    for (service,) in copy.execute(f"SELECT DISTINCT service FROM jobs WHERE {_UNSENT}").fetchall():
        copy.execute(
            f"UPDATE jobs SET state='uncertain', failure=? WHERE {_UNSENT} AND service=?",
            (json.dumps([_UNKNOWN_OUTCOME, service]), service),
        )


def _step(_status: int, _remaining: int, _total: int) -> None:
    reached(KillPoint.BACKUP_HALF)


def _must_be_whole(copy: sqlite3.Connection, target: Path) -> None:
    if copy.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise LibraryUnavailable(str(target), LibraryTrouble.DAMAGED, "not copied")


def _is_whole(copy: Path) -> bool:
    place = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(place, uri=True)) as connection:
            has_tables = bool(connection.execute("PRAGMA user_version").fetchone()[0])
            return has_tables and connection.execute("PRAGMA quick_check(1)").fetchall() == [
                ("ok",)
            ]
    except sqlite3.DatabaseError:
        return False


def _keep_newest(copies: Iterable[Path]) -> None:
    for old in sorted(copies, key=newness, reverse=True)[_KEPT:]:
        old.unlink(missing_ok=True)

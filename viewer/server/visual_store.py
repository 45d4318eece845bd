"""What the visual search keeps: databases, and in them pictures with what was said of them.

Rows lie in one SQLite file (`visual_database`), each picture as a file of its own beside it, as it
was sent. A picture is written before its row and removed after it, so that a kill at any moment
leaves a whole picture or, until the next start sweeps it away, a file that nobody knows.
"""

import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.foundation.errors import CannotWrite
from viewer.foundation.files import atomic_write
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.visual_database import Connection, NoStorageError, VisualDatabase
from viewer.server.visual_tokens import Listing

MOST_IMAGES: Final = 50_000
_PICTURES: Final = "pictures"
_SUFFIXES: Final = {"JPEG": ".jpg", "PNG": ".png"}
_ABANDONED_AFTER_S: Final = 600.0
_AT_ONCE: Final = 2000
_COLUMNS: Final = "number, data_id, entity_id, extra_data, kind, created, updated"


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture that is to be kept: its bytes, "JPEG" or "PNG", and what likeness goes by."""

    entity_id: str
    extra_data: str
    content: bytes
    kind: str
    traits: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that is kept; times are Unix seconds. `number` is the order of creation."""

    number: int
    data_id: str
    entity_id: str
    extra_data: str
    kind: str
    created: int
    updated: int

    @property
    def file_name(self) -> str:
        """What the picture's file is called."""
        return self.data_id + _SUFFIXES[self.kind]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list; `total` counts all that is listed, `has_more` says that more follows."""

    total: int
    images: tuple[Kept, ...]
    has_more: bool


class VisualStore:
    """The databases of one folder; several services may have the same one open.

    `most_images` is what a database may hold, `clock` gives Unix time in seconds. Everything
    raises NoStorageError, and RefusedError where the document has a rule.
    """

    def __init__(
        self,
        folder: Path,
        most_images: int = MOST_IMAGES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._most_images = most_images
        self._clock = clock
        self._database = VisualDatabase(folder)
        self._is_swept = False

    @property
    def is_open(self) -> bool:
        """Tell whether anything was asked of it yet."""
        return self._database.is_open

    def close(self) -> None:
        """Close the files."""
        self._database.close()

    def secret(self) -> bytes:
        """Return the folder's own key: what was made with it holds for all services here."""
        with self._database.reading() as connection:
            return bytes(connection.execute("SELECT key FROM secret").fetchone()[0])

    def create(self, name: str) -> None:
        """Make an empty database."""
        self._sweep_once()
        with self._database.writing() as connection:
            if _find(connection, name) is not None:
                raise RefusedError(RetCode.DATABASE_EXISTS, f"数据库{name}已存在")
            connection.execute("INSERT INTO database (name) VALUES (?)", (name,))

    def names(self) -> list[str]:
        """Return the databases' names in the order in which they were made."""
        self._sweep_once()
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name FROM database ORDER BY number")
            return [str(name) for (name,) in rows]

    def number_of(self, name: str) -> int:
        """Return a database's number here; a new one of an old name has another number."""
        self._sweep_once()
        with self._database.reading() as connection:
            number = _find(connection, name)
        if number is None:
            raise _unknown_database(name)
        return number

    def delete(self, name: str) -> None:
        """Remove a database with everything in it."""
        number = self.number_of(name)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM database WHERE number = ?", (number,))
        self._purge(number)
        self._database.forget()

    def give_back(self) -> None:
        """Give the room of deleted databases back to the disk; can take a second or two."""
        self._database.give_back()

    def check_room(self, database: int) -> None:
        """Refuse where a database takes no more pictures."""
        with self._database.reading() as connection:
            self._check_room(connection, database)

    def add(self, database: int, picture: NewPicture) -> str:
        """Keep a picture; returns its data id. All of it is kept, or nothing."""
        data_id = secrets.token_hex(16)
        path = self._file(database, data_id, picture.kind)
        is_kept = False
        try:
            atomic_write(path, picture.content, is_private=True)
            with self._database.writing() as connection:
                if not _is_there(connection, database):
                    raise _unknown_database()
                self._check_room(connection, database)
                _insert(connection, database, data_id, picture, int(self._clock()))
            is_kept = True
        except CannotWrite as error:
            raise NoStorageError(str(error)) from error
        finally:
            if not is_kept:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        return data_id

    def page(self, listing: Listing, limit: int, offset: int = 0, after: int | None = None) -> Page:
        """Return `limit` pictures of a list from `offset`, or those behind the one `after`."""
        way = "DESC" if listing.is_descending else "ASC"
        wanted, values = _condition(listing)
        beyond, place = _beyond(listing, after)
        statement = (
            f"SELECT {_COLUMNS} FROM image WHERE {wanted}{beyond}"
            f" ORDER BY number {way} LIMIT ? OFFSET ?"
        )
        with self._database.reading() as connection:
            total = connection.execute(f"SELECT COUNT(*) FROM image WHERE {wanted}", values)
            counted = int(total.fetchone()[0])
            rows = connection.execute(statement, (*values, *place, limit + 1, offset)).fetchall()
        return Page(counted, tuple(Kept(*row) for row in rows[:limit]), len(rows) > limit)

    def delete_entity(self, database: int, entity_id: str) -> int:
        """Remove all pictures of an entity; returns how many there were."""
        wanted = "FROM image WHERE database = ? AND entity_id = ?"
        with self._database.writing() as connection:
            rows = connection.execute(f"SELECT data_id, kind {wanted}", (database, entity_id))
            paths = [self._file(database, data_id, kind) for data_id, kind in rows]
            connection.execute(f"DELETE {wanted}", (database, entity_id))
        _unlink(paths)
        if paths:
            self._database.forget()
        return len(paths)

    def picture_file(self, data_id: str) -> Path | None:
        """Return where a picture lies; None where none is called so."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT database, kind FROM image WHERE data_id = ?", (data_id,)
            ).fetchone()
        return None if row is None else self._file(row[0], data_id, row[1])

    def numbers(self, database: int) -> set[int]:
        """Return the numbers of all pictures of a database."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT number FROM image WHERE database = ?", (database,))
            return {number for (number,) in rows}

    def count(self, database: int) -> int:
        """Return how many pictures a database holds."""
        with self._database.reading() as connection:
            return _count(connection, database)

    def traits_after(self, database: int, number: int, at_most: int) -> list[tuple[int, bytes]]:
        """Return number and traits of the pictures behind one, in the order of creation."""
        with self._database.reading() as connection:
            return connection.execute(
                "SELECT number, bytes FROM image JOIN traits ON traits.image = number"
                " WHERE database = ? AND number > ? ORDER BY number LIMIT ?",
                (database, number, at_most),
            ).fetchall()

    def write_traits(self, number: int, traits: bytes) -> None:
        """Replace the traits of a picture, where it is still there."""
        with self._database.writing() as connection:
            connection.execute("UPDATE traits SET bytes = ? WHERE image = ?", (traits, number))

    def kept(self, numbers: Iterable[int]) -> dict[int, Kept]:
        """Return pictures by their numbers; those that are gone are left out."""
        found = {}
        with self._database.reading() as connection:
            for number in numbers:
                row = connection.execute(
                    f"SELECT {_COLUMNS} FROM image WHERE number = ?", (number,)
                ).fetchone()
                if row is not None:
                    found[number] = Kept(*row)
        return found

    def _check_room(self, connection: Connection, database: int) -> None:
        if _count(connection, database) >= self._most_images:
            words = f"每个数据库最多{self._most_images}张图片，该数据库已满"
            raise RefusedError(RetCode.DATABASE_FULL, words)

    def _file(self, database: int, data_id: str, kind: str) -> Path:
        return self._folder / _PICTURES / str(database) / f"{data_id}{_SUFFIXES[kind]}"

    def _purge(self, database: int) -> None:
        """Remove what a deleted database held, in parts, so that others can write meanwhile."""
        rows = 1
        while rows:
            with self._database.writing() as connection:
                rows = connection.execute(
                    "DELETE FROM image WHERE number IN"
                    " (SELECT number FROM image WHERE database = ? LIMIT ?)",
                    (database, _AT_ONCE),
                ).rowcount
        shutil.rmtree(self._folder / _PICTURES / str(database), ignore_errors=True)

    def _sweep_once(self) -> None:
        """Remove what a kill has left: pictures of no database, files of no picture."""
        if self._is_swept:
            return
        self._is_swept = True
        with self._database.reading() as connection:
            left = connection.execute(
                "SELECT DISTINCT database FROM image"
                " WHERE database NOT IN (SELECT number FROM database)"
            ).fetchall()
            known = {data_id for (data_id,) in connection.execute("SELECT data_id FROM image")}
        for (number,) in left:
            self._purge(number)
        # Another service may be about to name a young file in a row.
        oldest = time.time() - _ABANDONED_AFTER_S
        for path in (self._folder / _PICTURES).glob("*/*"):
            with suppress(OSError):
                if path.stem not in known and path.stat().st_mtime < oldest:
                    path.unlink()


def _condition(listing: Listing) -> tuple[str, tuple[object, ...]]:
    """Return which pictures are listed, as SQL and its values.

    An entity id has no character beyond "z", so that "{" is beyond all that begin with a prefix.
    """
    if not listing.prefix:
        return "database = ?", (listing.database,)
    wanted = "database = ? AND entity_id >= ? AND entity_id < ?"
    return wanted, (listing.database, listing.prefix, listing.prefix + "{")


def _beyond(listing: Listing, after: int | None) -> tuple[str, tuple[object, ...]]:
    if after is None:
        return "", ()
    return f" AND number {'<' if listing.is_descending else '>'} ?", (after,)


def _find(connection: Connection, name: str) -> int | None:
    row = connection.execute("SELECT number FROM database WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def _is_there(connection: Connection, database: int) -> bool:
    found = connection.execute("SELECT 1 FROM database WHERE number = ?", (database,))
    return found.fetchone() is not None


def _count(connection: Connection, database: int) -> int:
    rows = connection.execute("SELECT COUNT(*) FROM image WHERE database = ?", (database,))
    return int(rows.fetchone()[0])


def _insert(
    connection: Connection, database: int, data_id: str, picture: NewPicture, now: int
) -> None:
    row = (database, data_id, picture.entity_id, picture.extra_data, picture.kind, now, now)
    added = connection.execute(
        "INSERT INTO image (database, data_id, entity_id, extra_data, kind, created, updated)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    connection.execute("INSERT INTO traits VALUES (?, ?)", (added.lastrowid, picture.traits))


def _unlink(paths: Sequence[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _unknown_database(name: str = "") -> RefusedError:
    return RefusedError(RetCode.UNKNOWN_DATABASE, f"数据库{name}不存在")

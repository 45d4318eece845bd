"""What SQLite says, in the program's terms."""

import sqlite3

import pytest

from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.storage.troubles import translated


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (sqlite3.SQLITE_FULL, LibraryTrouble.FULL),
        (sqlite3.SQLITE_IOERR_SHMSIZE, LibraryTrouble.FULL),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LibraryTrouble.LOCKED),
        (sqlite3.SQLITE_READONLY_DIRECTORY, LibraryTrouble.WRITE_PROTECTED),
        (sqlite3.SQLITE_IOERR_READ, LibraryTrouble.NO_ACCESS),
    ],
)
def test_r042_what_sqlite_says_is_put_into_terms(tmp_path, code, trouble):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code

    with pytest.raises(LibraryUnavailable) as caught, translated(tmp_path / "library.sqlite"):
        raise error

    assert caught.value.trouble is trouble

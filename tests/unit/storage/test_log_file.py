"""What a write-ahead log says of the library that it belongs to."""

import sqlite3
from contextlib import closing

import pytest

from viewer.storage.log_file import LogFile


@pytest.fixture
def log(tmp_path):
    """The log of a library of which every row takes a page."""
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE t (a)")
        for _ in range(3):
            connection.execute("INSERT INTO t VALUES (?)", ("x" * 4000,))
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        yield (tmp_path / "a.sqlite-wal").read_bytes(), pages


def test_a_log_fits_the_library_that_it_was_written_for(log):
    content, pages = log

    assert LogFile(content).may_belong_to(pages)
    assert not LogFile(content).may_belong_to(pages + 7)


@pytest.mark.parametrize("taken", [1, 2000, 4000])
def test_a_last_frame_that_was_half_written_does_not_count(log, taken):
    content, pages = log
    cut = content[:-taken]
    torn = content[:-taken] + bytes(taken)

    assert LogFile(cut).may_belong_to(pages - 1)
    assert LogFile(torn).may_belong_to(pages - 1)


@pytest.mark.parametrize("content", [b"", b"short", bytes(32), bytes(5000)])
def test_a_log_without_a_commit_fits_every_library(content):
    assert LogFile(content).may_belong_to(3)

"""Copies of the library: made whole or not at all, few kept, brought back without a loss."""

import errno
import os
import sqlite3
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.library_builders import NOW, a_job
from tests.vendor_builders import a_series
from viewer.domain.job import JobState
from viewer.foundation.errors import KnownError, LibraryTrouble, LibraryUnavailable
from viewer.jobs.library import open_library
from viewer.storage import backups
from viewer.storage.recent import RecentItem
from viewer.vendors.errors import UnknownOutcome, error_of

TODAY = date(2026, 3, 4)


def copied(library, day=TODAY):
    target = backups.daily_backup(library.database.path, day)
    with library.reader() as other:
        backups.back_up(other.database.connection, target)
    return target


def damaged(folders):
    content = bytearray(folders.library.read_bytes())
    content[100:200] = bytes(100)
    folders.library.write_bytes(content)


def test_a_copy_is_one_whole_file_of_one_moment(library):
    library.recent.add(RecentItem("/a", "A", NOW))

    copy = copied(library)
    library.recent.add(RecentItem("/b", "B", NOW))

    assert copy.name == "library-20260304.sqlite"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT title FROM recent").fetchall() == [("A",)]


def test_others_write_while_a_copy_is_made(library, monkeypatch):
    monkeypatch.setattr(backups, "_STEP_PAGES", 1)
    monkeypatch.setattr(backups, "_step", lambda *_: library.facts.set("a", "b"))

    copy = copied(library)

    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT value FROM facts WHERE name='a'").fetchall() == []


def test_the_newest_three_are_kept(library):
    made = [copied(library, TODAY + timedelta(days=number)) for number in range(3)]
    for number, copy in enumerate(made):
        os.utime(copy, (number, number))

    made.append(copied(library, TODAY + timedelta(days=3)))

    assert [copy.exists() for copy in made] == [False, True, True, True]


def test_r045_copies_dated_in_the_future_do_not_drive_out_those_made_since(library):
    """The clock was wrong for some days, and was set right."""
    later = time.time() + 10 * 365 * 86400
    for number in range(3):
        os.utime(copied(library, TODAY + timedelta(days=number)), (later + number,) * 2)

    library.recent.add(RecentItem("/a", "A", NOW))
    copies = [copied(library, TODAY - timedelta(days=number)) for number in range(1, 4)]

    assert all(copy.exists() for copy in copies)
    assert backups.latest_backup(library.database.path) in copies


def test_r041_a_copy_that_is_broken_off_leaves_the_earlier_one(library, monkeypatch):
    before = copied(library).read_bytes()

    def broken_off(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(backups, "_step", broken_off)
    with pytest.raises(KeyboardInterrupt):
        copied(library)

    folder = library.database.path.parent / "backups"
    assert [path.read_bytes() for path in folder.iterdir()] == [before]


def test_r042_a_copy_that_does_not_fit_is_said_and_leaves_nothing(library, monkeypatch):
    def full(*_args):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backups, "_must_be_whole", full)

    with pytest.raises(sqlite3.OperationalError):
        copied(library)

    assert list((library.database.path.parent / "backups").iterdir()) == []


def test_a_damaged_library_does_not_drive_out_good_copies(library, monkeypatch):
    copied(library)
    monkeypatch.setattr(backups, "_KEPT", 1)

    def not_whole(_copy, target):
        raise LibraryUnavailable(str(target), LibraryTrouble.DAMAGED)

    monkeypatch.setattr(backups, "_must_be_whole", not_whole)
    with pytest.raises(LibraryUnavailable):
        copied(library, TODAY + timedelta(days=1))

    assert backups.latest_backup(library.database.path).name == "library-20260304.sqlite"


def test_r043_the_latest_whole_copy_is_brought_back_and_the_damaged_file_kept(library, folders):
    library.recent.add(RecentItem("/a", "A", NOW))
    good = copied(library)
    bad = copied(library, TODAY + timedelta(days=1))
    bad.write_bytes(b"x" * 5000)
    library.close()
    damaged(folders)
    content = folders.library.read_bytes()

    assert backups.latest_backup(folders.library) == good
    aside = backups.restore(folders.library, good)

    assert aside.read_bytes() == content
    with open_library(folders) as opened:
        assert [item.title for item in opened.recent.latest(5)] == ["A"]
    assert good.exists()


def test_r043_a_new_library_is_begun_beside_the_damaged_one(library, folders):
    copied(library)
    library.close()
    damaged(folders)
    content = folders.library.read_bytes()

    aside = backups.begin_new(folders.library)

    assert aside.read_bytes() == content
    with open_library(folders) as opened:
        assert opened.recent.latest(5) == ()
        assert opened.database.is_sound()


def full(*_):
    raise OSError(errno.ENOSPC, "no room")


@pytest.mark.parametrize("fails_in", ["shutil.copyfile", "viewer.storage.backups.flush"])
def test_r042_without_room_for_a_copy_the_present_library_stays(
    library, folders, monkeypatch, fails_in
):
    good = copied(library)
    library.close()
    content = folders.library.read_bytes()
    monkeypatch.setattr(fails_in, full)

    with pytest.raises(KnownError):
        backups.restore(folders.library, good)

    assert folders.library.read_bytes() == content
    assert not list(folders.data.glob("*-aside-*"))


def test_r042_without_room_for_a_new_library_the_present_one_stays(library, folders, monkeypatch):
    library.close()
    content = folders.library.read_bytes()
    monkeypatch.setattr("viewer.storage.backups.flush", full)

    with pytest.raises(KnownError):
        backups.begin_new(folders.library)

    assert folders.library.read_bytes() == content


def test_r041_a_restoring_that_was_killed_half_way_hides_nothing(library, folders, monkeypatch):
    library.close()
    copy = folders.library.rename(folders.library.with_name("library.v5.sqlite"))
    folders.library.write_bytes(copy.read_bytes())
    monkeypatch.setattr(Path, "replace", full)  # the old one has gone aside, and then nothing more
    with pytest.raises(KnownError):
        backups.restore(folders.library, copy)
    assert not folders.library.exists()

    with pytest.raises(LibraryUnavailable) as caught:
        open_library(folders)

    assert caught.value.trouble is LibraryTrouble.LOST


@pytest.mark.parametrize("state", ["intended", "prepared", "uploaded", "submitting"])
def test_a_job_that_was_not_sent_yet_is_asked_about_once_a_copy_is_back(library, folders, state):
    """It may have been sent after the copy was made; by itself it is not sent again."""
    library.jobs.add(a_job(state=JobState(state)), a_series(), "intent")
    library.jobs.add(a_job(uid="job-2", state=JobState.WAITING, request_id="R"), a_series(), "b")
    copy = copied(library)
    assert library.jobs.get("job-1").state == state
    library.close()

    backups.restore(folders.library, copy)

    with open_library(folders) as opened:
        job = opened.jobs.get("job-1")
        assert job.state is JobState.UNCERTAIN
        assert isinstance(error_of(job.failure), UnknownOutcome)
        assert opened.jobs.get("job-2").state is JobState.WAITING


def test_r043_a_log_that_does_not_fit_is_put_aside_whole(library, folders):
    library.facts.set("a", "b")
    log = folders.library.with_name("library.sqlite-wal")
    content = log.read_bytes()
    library.close()
    log.write_bytes(content)

    aside = backups.set_log_aside(folders.library)

    assert aside.read_bytes() == content
    assert not log.exists()


def test_without_a_copy_there_is_none_to_bring_back(folders):
    open_library(folders).close()

    assert backups.latest_backup(folders.library) is None

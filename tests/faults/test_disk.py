"""A real disk that is full, or takes no changes: said, nothing lost, and it goes on afterwards."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress

import pytest

from tests.library_builders import NOW, a_job, a_run
from tests.vendor_builders import a_series
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.result import RunState
from viewer.domain.standing import UNTOUCHED, Decision, Standing
from viewer.foundation.errors import CannotWrite, FileTrouble, LibraryTrouble, LibraryUnavailable
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_for_checking, open_for_window, open_library
from viewer.storage import backups, migrating
from viewer.storage.opening import Access
from viewer.storage.verify import verify


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path):
    """A disk of 3 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    is_root = sys.platform == "linux" and os.geteuid() == 0
    if not is_root and os.environ.get("CI") != "true":
        pytest.skip("mounting a disk needs root on Linux")
    try:
        mount("-t", "tmpfs", "-o", "size=3M", "tmpfs", str(place))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("disks cannot be mounted in this container")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def folders(disk):
    return Folders.from_environment({"VIEWER_HOME": str(disk / "home")})


class Filler:
    """A file that takes all the room there is, to the last byte."""

    def __init__(self, disk):
        self._path = disk / "filler"

    def fill(self):
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT)
        with suppress(OSError):
            while os.write(handle, bytes(4096)):
                pass
        os.close(handle)

    def free(self):
        self._path.unlink()


@pytest.fixture
def filler(disk):
    return Filler(disk)


def an_event(number):
    return LedgerEvent(
        stack=a_job().series,
        action=Action.ACCEPT,
        user="Dr. 李",
        at=NOW,
        program="1.0",
        run_uid="job-1",
        finding_uid=f"f{number}",
        before=UNTOUCHED,
        after=Standing(decision=Decision.ACCEPTED, comment="x" * 500),
    )


def kept(library):
    return len(library.ledger.of_stack(a_job().series))


def test_r042_decisions_on_a_full_disk_are_said_and_go_on_when_there_is_room(folders, filler, disk):
    with open_for_window(folders) as library:
        library.jobs.add(a_job(), a_series(), "intent")
        library.runs.add(a_run(state=RunState.NONE))
        library.ledger.append([an_event(0)])
        filler.fill()
        acknowledged = 1
        try:
            while True:
                library.ledger.append([an_event(acknowledged)])
                acknowledged += 1
        except LibraryUnavailable as error:
            trouble = error.trouble

        assert trouble is LibraryTrouble.FULL
        assert kept(library) == acknowledged
        filler.free()
        library.ledger.append([an_event(acknowledged)])
        assert kept(library) == acknowledged + 1
    with open_for_checking(folders.data) as library:
        assert verify(library).is_sound


def test_r042_a_log_that_cannot_be_carried_over_stays_until_there_is_room(folders, filler):
    library = open_library(folders)
    for first in range(0, 300, 100):
        library.ledger.append([an_event(first + number) for number in range(100)])
    filler.fill()

    with pytest.raises(LibraryUnavailable) as caught:
        library.database.checkpoint()
    library.close()

    assert caught.value.trouble is LibraryTrouble.FULL
    filler.free()
    with open_library(folders) as library:
        assert kept(library) == 300
        assert library.database.is_sound()


def test_r042_a_library_that_does_not_fit_is_not_begun_by_half(folders, filler):
    folders.data.mkdir(parents=True)
    filler.fill()

    with pytest.raises(LibraryUnavailable) as caught:
        open_library(folders)

    assert caught.value.trouble is LibraryTrouble.FULL
    filler.free()
    with open_library(folders) as library:
        assert library.database.is_sound()


def test_r042_an_answer_on_a_full_disk_leaves_nothing_behind(folders, filler):
    with open_library(folders) as library:
        filler.fill()
        with pytest.raises(CannotWrite) as caught:
            library.blobs.put(bytes(100_000))
        assert caught.value.trouble is FileTrouble.FULL
        assert [path for path in folders.blobs.rglob("*") if path.is_file()] == []

        filler.free()
        assert library.blobs.get(library.blobs.put(b"answer")) == b"answer"


def test_r042_a_migration_on_a_full_disk_leaves_the_older_library(
    folders, filler, monkeypatch, tmp_path
):
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    for script in sorted(migrating._MIGRATIONS.glob("*.sql"))[:3]:
        shutil.copy(script, scripts)
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "_MIGRATIONS", scripts)
        open_older(folders)
    filler.fill()

    with pytest.raises(LibraryUnavailable) as caught:
        open_library(folders)

    assert caught.value.trouble is LibraryTrouble.FULL
    assert not list(folders.data.glob("*.v3.sqlite"))
    filler.free()
    with closing(sqlite3.connect(folders.library)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    with open_library(folders) as library:
        assert library.uid
        assert library.database.is_sound()


def open_older(folders):
    folders.data.mkdir(parents=True)
    with closing(sqlite3.connect(folders.library, isolation_level=None)) as connection:
        migrating.migrate(connection, folders.library)


def test_r042_a_copy_on_a_full_disk_keeps_the_earlier_one(folders, filler):
    with open_library(folders) as library:
        copies = [folders.data / "backups" / f"library-2026030{day}.sqlite" for day in (4, 5)]
        with library.reader() as other:
            backups.back_up(other.database.connection, copies[0])
            filler.fill()
            with pytest.raises((LibraryUnavailable, sqlite3.Error)):
                backups.back_up(other.database.connection, copies[1])

        assert list(copies[0].parent.iterdir()) == [copies[0]]


def test_r043_a_disk_that_takes_no_changes_is_said_and_can_be_looked_at(folders, disk):
    with open_library(folders) as library:
        library.jobs.add(a_job(), a_series(), "intent")
    mount("-o", "remount,ro", str(disk))

    with pytest.raises(LibraryUnavailable) as caught:
        open_for_window(folders)
    with open_for_window(folders, Access.READ) as library:
        assert library.jobs.get("job-1") is not None
        assert verify(library).is_sound
        with pytest.raises(LibraryUnavailable):
            library.take_over()

    assert caught.value.trouble is LibraryTrouble.WRITE_PROTECTED
    mount("-o", "remount,rw", str(disk))
    with open_for_window(folders) as library:
        assert not library.is_read_only


def test_r043_what_a_crash_left_in_the_log_is_not_shown_from_a_disk_without_changes_by_half(
    folders, disk, tmp_path
):
    crashed = tmp_path / "crashed"
    with open_library(folders) as library:
        library.jobs.add(a_job(), a_series(), "intent")
        shutil.copytree(folders.data, crashed)
    shutil.rmtree(folders.data)
    shutil.copytree(crashed, folders.data, ignore=shutil.ignore_patterns("*-shm"))
    mount("-o", "remount,ro", str(disk))

    with suppress(LibraryUnavailable), open_library(folders, Access.READ) as library:
        assert library.jobs.get("job-1") is not None
    mount("-o", "remount,rw", str(disk))
    with open_library(folders) as library:
        assert library.jobs.get("job-1") is not None

"""The file behind the library: transactions, migrations, and what keeps it from being used."""

import pytest

from tests.library_builders import NOW, a_job
from tests.vendor_builders import a_series
from viewer.domain.job import JobState
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.jobs.library import open_library
from viewer.storage.database import Database
from viewer.storage.recent import RecentItem


def test_two_processes_may_use_one_library(folders):
    with open_library(folders) as one, open_library(folders) as other:
        one.jobs.add(a_job(), a_series(), "intent")
        assert other.jobs.get("job-1") is not None


def test_nothing_of_a_broken_transaction_is_kept(library):
    def break_off():
        with library.database.transaction():
            library.jobs.add(a_job(), a_series(), "intent")
            raise KeyError

    with pytest.raises(KeyError):
        break_off()

    assert library.jobs.all() == ()
    assert library.database.is_sound()


def test_r042_a_disk_that_fills_up_within_a_transaction_is_said_as_such(library):
    database = library.database
    pages = database.read("PRAGMA page_count")[0][0]
    database.write(f"PRAGMA max_page_count={pages}")

    def fill_up():
        with database.transaction():
            for number in range(50):
                library.recent.add(RecentItem(f"/{number}" * 2000, "x", NOW))

    with pytest.raises(LibraryUnavailable) as caught:
        fill_up()

    assert caught.value.trouble is LibraryTrouble.FULL
    database.write("PRAGMA max_page_count=1000000")
    library.jobs.add(a_job(), a_series(), "intent")
    assert library.recent.latest(5) == ()


def test_a_transaction_that_could_not_be_committed_leaves_the_library_usable(folders, monkeypatch):
    monkeypatch.setattr("viewer.storage.database._BUSY_S", 0.02)
    with open_library(folders) as library, open_library(folders) as other:
        reading = other.database._connection.execute("SELECT name FROM sqlite_master")
        reading.fetchone()

        with pytest.raises(LibraryUnavailable), library.database.transaction():
            library.recent.add(RecentItem("/a", "x", NOW))
        reading.close()

        library.recent.add(RecentItem("/b", "x", NOW))
        assert [item.path for item in library.recent.latest(5)] == ["/b"]


def test_an_intention_that_ends_while_it_is_asked_for_again_is_begun(library, monkeypatch):
    library.jobs.add(a_job(), a_series(), "intent")
    real = library.jobs._under_way

    def ended_just_now(intent_key):
        library.jobs.save(a_job(state=JobState.DONE))
        return real(intent_key)

    monkeypatch.setattr(library.jobs, "_under_way", ended_just_now)

    assert library.jobs.add(a_job(uid="job-2"), a_series(), "intent").uid == "job-2"


def test_r043_a_newer_library_is_not_touched(folders):
    with open_library(folders) as library:
        library.database.write("PRAGMA user_version=999")

    with pytest.raises(LibraryUnavailable):
        open_library(folders)


@pytest.mark.parametrize("content", [b"not a database, but long enough to be one" * 40])
def test_r043_a_file_that_is_no_library_is_said_and_left(folders, content):
    folders.library.parent.mkdir(parents=True)
    folders.library.write_bytes(content)

    with pytest.raises(LibraryUnavailable):
        Database(folders.library)

    assert folders.library.read_bytes() == content


def test_r043_an_older_library_is_copied_before_it_is_changed(folders, monkeypatch, tmp_path):
    from viewer.storage import database

    first = tmp_path / "migrations"
    first.mkdir()
    for script in sorted(database._MIGRATIONS.glob("*.sql"))[:1]:
        (first / script.name).write_bytes(script.read_bytes())
    with monkeypatch.context() as patched:
        patched.setattr(database, "_MIGRATIONS", first)
        Database(folders.library).close()

    Database(folders.library).close()

    assert folders.library.with_suffix(".v1.sqlite").exists()


def test_the_library_is_readable_by_its_owner_only(folders, library):
    assert folders.library.stat().st_mode & 0o077 == 0

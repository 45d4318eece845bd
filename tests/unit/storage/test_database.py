"""The file behind the library: transactions, migrations, and what keeps it from being used."""

import errno
import threading
import time
from contextlib import suppress

import pytest

from tests.library_builders import NOW, a_job
from tests.vendor_builders import a_series
from viewer.domain.job import JobState
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.jobs.library import open_library
from viewer.storage.database import Database
from viewer.storage.opening import Access
from viewer.storage.recent import RecentItem, RecentItems


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


def test_a_reader_keeps_nobody_from_writing(folders, library):
    other = Database(folders.library, Access.READ)
    reading = other.connection.execute("SELECT name FROM sqlite_schema")
    reading.fetchone()

    library.recent.add(RecentItem("/a", "x", NOW))

    reading.close()
    assert other.read("SELECT path FROM recent") == [("/a",)]
    other.close()


def test_who_waits_too_long_for_another_writer_is_told_and_can_go_on(folders, library):
    other = Database(folders.library, patience_s=0.02)
    with library.database.transaction():
        library.recent.add(RecentItem("/a", "x", NOW))
        with pytest.raises(LibraryUnavailable) as caught:
            RecentItems(other).add(RecentItem("/b", "x", NOW))

    RecentItems(other).add(RecentItem("/c", "x", NOW))

    assert caught.value.trouble is LibraryTrouble.LOCKED
    assert {item.path for item in library.recent.latest(5)} == {"/a", "/c"}
    other.close()


def test_what_a_writer_that_never_pauses_does_keeps_nobody_out(folders, library):
    waited = []

    def add_now_and_then():
        other = Database(folders.library, patience_s=5.0)
        for number in range(5):
            begun = time.monotonic()
            RecentItems(other).add(RecentItem(f"/{number}", "x", NOW))
            waited.append(time.monotonic() - begun)
        other.close()

    thread = threading.Thread(target=add_now_and_then)
    thread.start()
    while thread.is_alive():
        library.facts.set("busy", "yes")

    assert len(waited) == 5
    assert max(waited) < 1.0


def test_a_part_of_a_transaction_is_taken_back_alone(library):
    with library.database.transaction():
        library.recent.add(RecentItem("/a", "x", NOW))
        with suppress(KeyError), library.database.transaction():
            library.recent.add(RecentItem("/b", "x", NOW))
            raise KeyError

    assert [item.path for item in library.recent.latest(5)] == ["/a"]


def test_every_write_is_flushed_to_disk_through_a_log(library):
    database = library.database

    assert database.in_wal
    assert database.read("PRAGMA synchronous") == [(2,)]
    assert database.read("PRAGMA foreign_keys") == [(1,)]
    assert database.read("PRAGMA temp_store") == [(2,)]


def test_the_log_is_carried_over_when_asked_for_and_at_the_end(folders, library):
    for number in range(20):
        library.facts.set(str(number), "x" * 1000)
    grown = library.database.log_size

    library.database.checkpoint()
    library.facts.set("one", "more")
    shortened = library.database.log_size
    library.close()

    assert shortened < grown
    assert not folders.library.with_name("library.sqlite-wal").exists()


def test_a_long_log_is_carried_over_by_the_commit(library, monkeypatch):
    monkeypatch.setattr("viewer.storage.database.LARGE_LOG", 100_000)
    for number in range(60):
        library.facts.set(str(number), "x" * 3000)

    assert library.database.log_size < 200_000


@pytest.mark.parametrize("is_replaced", [True, False])
def test_r043_a_library_that_was_moved_away_meanwhile_takes_nothing_more(
    folders, library, is_replaced
):
    moved = folders.library.rename(folders.data / "moved.sqlite")
    if is_replaced:
        folders.library.write_bytes(b"another")

    with pytest.raises(LibraryUnavailable) as caught:
        library.facts.set("a", "b")

    assert caught.value.trouble is LibraryTrouble.LOST
    folders.library.unlink(missing_ok=True)
    moved.rename(folders.library)
    library.facts.set("a", "b")


def test_without_locks_or_on_a_share_there_is_a_rollback_journal(folders, monkeypatch):
    monkeypatch.setattr("viewer.storage.opening.is_on_network", lambda _folder: True)

    with open_library(folders) as library:
        library.facts.set("a", "b")

        assert not library.database.in_wal
        assert library.database.read("PRAGMA journal_mode") == [("truncate",)]
    with open_library(folders) as library:
        assert library.facts.get("a") == "b"


def test_a_library_moves_between_share_and_disk(folders, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("viewer.storage.opening.is_on_network", lambda _folder: True)
        open_library(folders).close()
    with open_library(folders) as library:
        assert library.database.in_wal


def test_a_system_without_locks_is_written_to_under_sqlites_own(folders, monkeypatch):
    def refuse(_handle):
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("viewer.foundation.locks._lock", refuse)

    with open_library(folders) as library:
        library.facts.set("a", "b")
        assert not library.database.in_wal


def test_an_intention_that_ends_while_it_is_asked_for_again_is_begun(library, monkeypatch):
    library.jobs.add(a_job(), a_series(), "intent")
    real = library.jobs._under_way

    def ended_just_now(intent_key):
        library.jobs.save(a_job(state=JobState.DONE))
        return real(intent_key)

    monkeypatch.setattr(library.jobs, "_under_way", ended_just_now)

    assert library.jobs.add(a_job(uid="job-2"), a_series(), "intent").uid == "job-2"


def test_the_library_is_readable_by_its_owner_only(folders, library):
    library.facts.set("a", "b")
    names = [path for path in folders.data.iterdir() if path.name.startswith("library")]

    assert len(names) >= 4  # the file, its log, the log's index, locks
    assert not [path.name for path in names if path.stat().st_mode & 0o077]


def test_a_library_whose_rights_were_widened_is_narrowed_again(folders):
    open_library(folders).close()
    folders.library.chmod(0o644)

    open_library(folders).close()

    assert folders.library.stat().st_mode & 0o077 == 0

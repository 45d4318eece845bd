"""What keeps a library from being opened: each is said as what it is, and nothing is changed."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.library_builders import NOW, a_job
from tests.vendor_builders import a_series
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.jobs.library import open_for_checking, open_library
from viewer.storage import migrating, opening, snapshot
from viewer.storage.migrating import version_of
from viewer.storage.opening import Access
from viewer.storage.recent import RecentItem
from viewer.storage.verify import verify

PAGE = 4096


def content_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def trouble_when_opening(folders, access=Access.WRITE):
    with pytest.raises(LibraryUnavailable) as caught:
        open_library(folders, access)
    return caught.value.trouble


def a_library(folders, items=50):
    with open_library(folders) as library:
        for number in range(items):
            library.recent.add(RecentItem(f"/{number}" * 50, "x", NOW))


def crashed(folders, folder, title="in the log"):
    """Copy a library as a crash leaves it: with a log that nobody carried over."""
    folder.mkdir()
    with open_library(folders) as library:
        library.recent.add(RecentItem("/last", title, NOW + timedelta(hours=1)))
        for name in ("library.sqlite", "library.sqlite-wal"):
            shutil.copy(folders.data / name, folder / name)


def put_back(folders, folder, *names):
    for name in names:
        shutil.copy(folder / name, folders.data / name)


@pytest.mark.parametrize("access", list(Access))
def test_r043_a_newer_library_is_said_and_not_touched(folders, access):
    with open_library(folders) as library:
        library.database.write("PRAGMA user_version=999")
    before = content_of(folders.data)

    assert trouble_when_opening(folders, access) is LibraryTrouble.NEWER
    assert content_of(folders.data)["library.sqlite"] == before["library.sqlite"]


@pytest.mark.parametrize("access", list(Access))
@pytest.mark.parametrize("content", [b"not a database, but long enough to be one" * 40, b"x"])
def test_r043_a_file_that_is_no_library_is_said_and_left(folders, content, access):
    folders.library.parent.mkdir(parents=True)
    folders.library.write_bytes(content)

    assert trouble_when_opening(folders, access) is LibraryTrouble.NOT_A_LIBRARY
    assert folders.library.read_bytes() == content


@pytest.mark.parametrize("version", [0, 3])
def test_r043_the_database_of_another_program_is_said_and_left(folders, version):
    folders.data.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folders.library)) as other:
        other.executescript(f"CREATE TABLE songs (a); PRAGMA user_version={version}")

    assert trouble_when_opening(folders) is LibraryTrouble.NOT_A_LIBRARY
    with closing(sqlite3.connect(folders.library)) as other:
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("songs",)]


def test_r043_zero_bytes_in_a_folder_of_its_own_are_a_beginning(folders):
    folders.data.mkdir(parents=True, exist_ok=True)
    folders.library.touch()

    open_library(folders).close()

    assert folders.library.stat().st_size > 0


@pytest.mark.parametrize("is_gone", [True, False])
@pytest.mark.parametrize("trace", ["ledger.anchor", "backups/library-20260304.sqlite"])
def test_r043_an_empty_file_where_there_was_a_library_is_said(folders, trace, is_gone):
    (folders.data / trace).parent.mkdir(parents=True)
    (folders.data / trace).write_text("{}")
    if not is_gone:
        folders.library.touch()

    assert trouble_when_opening(folders) is LibraryTrouble.LOST
    assert folders.library.exists() is not is_gone


def test_r043_there_is_nothing_to_look_at_before_there_is_a_library(folders):
    assert trouble_when_opening(folders, Access.READ) is LibraryTrouble.LOST
    assert not folders.library.exists()


def test_r043_a_damaged_first_page_is_said_and_left(folders):
    a_library(folders)
    content = bytearray(folders.library.read_bytes())
    content[100:200] = bytes(100)
    folders.library.write_bytes(content)

    trouble = trouble_when_opening(folders)

    assert trouble is LibraryTrouble.DAMAGED
    assert folders.library.read_bytes() == content


@pytest.mark.parametrize("page", range(1, 11))
def test_r043_a_page_that_was_flipped_is_found_by_the_check(folders, page):
    a_library(folders)
    content = bytearray(folders.library.read_bytes())
    last = len(content) // PAGE - 1
    place = (1 + (page * last) // 11) * PAGE
    content[place : place + 64] = bytes(value ^ 0xFF for value in content[place : place + 64])
    folders.library.write_bytes(content)

    def is_sound():
        with open_library(folders, Access.READ) as library:
            return library.database.is_sound()

    try:
        found = not is_sound()
    except LibraryUnavailable as error:
        found = error.trouble is LibraryTrouble.DAMAGED
    assert found
    assert folders.library.read_bytes() == content


def test_r041_what_a_crash_left_in_the_log_is_there_again(folders, tmp_path):
    a_library(folders)
    crashed(folders, tmp_path / "crashed")
    put_back(folders, tmp_path / "crashed", "library.sqlite", "library.sqlite-wal")

    with open_library(folders) as library:
        assert library.recent.latest(1)[0].title == "in the log"


def test_r043_the_log_of_another_library_is_said_and_neither_is_changed(
    folders, tmp_path, another_home
):
    a_library(folders, 10)
    a_library(another_home, 200)
    crashed(another_home, tmp_path / "crashed")
    put_back(folders, tmp_path / "crashed", "library.sqlite-wal")
    before = content_of(folders.data)

    assert trouble_when_opening(folders) is LibraryTrouble.FOREIGN_LOG
    after = content_of(folders.data)
    for name in ("library.sqlite", "library.sqlite-wal"):
        assert after[name] == before[name]


def test_r043_a_whole_log_of_another_library_is_known_by_its_name(folders, tmp_path, another_home):
    """A log that holds every page hides the file below it: only the library's uid tells."""
    with open_library(folders) as library:
        library.database.write("INSERT INTO facts VALUES ('a', 'b')")
        anchor_it(library)
    with open_library(another_home) as other:
        other.database.connection.execute("VACUUM")
        shutil.copy(another_home.data / "library.sqlite-wal", tmp_path / "library.sqlite-wal")
    put_back(folders, tmp_path, "library.sqlite-wal")

    assert trouble_when_opening(folders) is LibraryTrouble.FOREIGN_LOG


def anchor_it(library):
    from viewer.storage import anchor

    head = anchor.Anchor(library.uid, 1, "ab", "2026-03-04T00:00:00+00:00")
    anchor.keep(library.database.path, head)


def test_r043_a_log_that_was_deleted_leaves_an_older_whole_library(folders, tmp_path):
    a_library(folders, 3)
    crashed(folders, tmp_path / "crashed")
    put_back(folders, tmp_path / "crashed", "library.sqlite")

    with open_library(folders) as library:
        assert library.database.is_sound()


def of_version(folders, monkeypatch, version, tmp_path):
    """Make a library as an older release left it."""
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    for script in sorted(migrating._MIGRATIONS.glob("*.sql"))[:version]:
        (scripts / script.name).write_bytes(script.read_bytes())
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "_MIGRATIONS", scripts)
        folders.data.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folders.library, isolation_level=None)) as connection:
            migrating.migrate(connection, folders.library)
            connection.execute("INSERT INTO recent VALUES ('/a', 'A', ?)", (NOW.isoformat(),))
            connection.execute("INSERT INTO library_key VALUES (1, ?)", (b"k" * 32,))
            put_an_old_review(connection)


def put_an_old_review(connection):
    """Put in a run and two decisions on one finding, as the first release kept them."""
    job, series = a_job(), a_series()
    place = (
        job.series.study_instance_uid,
        job.series.series_instance_uid,
        job.series.part,
    )
    snapshot_text = snapshot.to_text(series)
    connection.execute(
        "INSERT INTO jobs (uid, endpoint, study_instance_uid, series_instance_uid, part, service,"
        " created, changed, state, intent_key, input_hash, source_paths, parameters, title,"
        " request_id, fee, object_keys, answer_hash, failure, snapshot) VALUES ('job-1', ?, ?, ?,"
        " ?, 'local', ?, NULL, 'done', 'key', '', '[]', '[]', 'Lung', '7', 1, '[]', '', '', ?)",
        (job.endpoint, *place, NOW.isoformat(), snapshot_text),
    )
    connection.execute(
        "INSERT INTO runs VALUES ('job-1', ?, ?, ?, ?, 'none', 'local', ?, ?, 1, '', '[]', '')",
        (job.endpoint, *place, NOW.isoformat(), NOW.isoformat()),
    )
    if version_of(connection) < 4:  # decisions went into the ledger then
        for decision in ("accepted", "rejected"):
            connection.execute(
                "INSERT INTO decisions (run_uid, finding_uid, decision, user, at)"
                " VALUES ('job-1', 'f1', ?, 'Dr. 李', ?)",
                (decision, NOW.isoformat()),
            )


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_r043_each_older_library_is_copied_and_then_brought_up(
    folders, monkeypatch, tmp_path, version
):
    of_version(folders, monkeypatch, version, tmp_path)

    with open_library(folders) as library:
        assert [item.title for item in library.recent.latest(5)] == ["A"]
        assert library.uid_maps.key() == b"k" * 32
        assert len(library.uid) == 32
        assert library.jobs.get("job-1").request_id == "7"
        assert library.runs.get("job-1").fee == 1
        decisions = [event.after.decision for event in library.ledger.of_stack(a_job().series)]
        assert decisions == (["accepted", "rejected"] if version < 4 else [])
        library.jobs.add(a_job(uid="job-2"), a_series(), "intent")
    with open_for_checking(folders.data) as library:
        assert verify(library).is_sound

    copy = folders.library.with_name(f"library.v{version}.sqlite")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT title FROM recent").fetchall() == [("A",)]


def test_r043_an_older_library_is_looked_at_without_being_changed(folders, monkeypatch, tmp_path):
    of_version(folders, monkeypatch, 2, tmp_path)
    before = folders.library.read_bytes()

    with open_library(folders, Access.READ) as library:
        assert [item.title for item in library.recent.latest(5)] == ["A"]
        assert [job.uid for job in library.jobs.all()] == ["job-1"]
        assert len(library.ledger.of_stack(a_job().series)) == 2

    assert folders.library.read_bytes() == before


def test_r043_a_migration_that_cannot_be_copied_before_is_not_begun(folders, monkeypatch, tmp_path):
    of_version(folders, monkeypatch, 3, tmp_path)
    before = folders.library.read_bytes()

    def full(*_args, **_kwargs):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("viewer.storage.backups._copy", full)
        with pytest.raises(LibraryUnavailable):
            open_library(folders)

    with closing(sqlite3.connect(folders.library)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert len(folders.library.read_bytes()) == len(before)
    open_library(folders).close()


@pytest.mark.parametrize("access", list(Access))
def test_what_is_opened_for_looking_takes_no_change(folders, access):
    a_library(folders, 1)
    with open_library(folders, access) as library:
        assert library.is_read_only is (access is Access.READ)
        if access is Access.READ:
            with pytest.raises(LibraryUnavailable) as caught:
                library.facts.set("a", "b")
            assert caught.value.trouble is LibraryTrouble.READ_ONLY
            assert library.uid


def test_a_log_is_looked_through_only_when_nobody_has_the_library_open(folders, monkeypatch):
    looked = []
    real = opening._must_fit_its_log
    monkeypatch.setattr(
        opening, "_must_fit_its_log", lambda path: (looked.append(path), real(path))
    )

    with open_library(folders), open_library(folders):
        assert len(looked) == 1
    open_library(folders).close()

    assert len(looked) == 2

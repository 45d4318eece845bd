"""One window writes, others look; scripts may write beside them."""

import os
import subprocess
import sys

import pytest

from tests.library_builders import NOW
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.jobs.library import open_for_window, open_library
from viewer.storage.opening import Access
from viewer.storage.recent import RecentItem


def test_r044_a_second_window_looks_only(folders):
    with open_for_window(folders) as first, open_for_window(folders) as second:
        first.recent.add(RecentItem("/a", "A", NOW))

        assert [item.title for item in second.recent.latest(5)] == ["A"]
        assert (first.is_read_only, second.is_read_only) == (False, True)
        assert second.has_other_window
        assert not first.has_other_window
        with pytest.raises(LibraryUnavailable) as caught:
            second.recent.add(RecentItem("/b", "B", NOW))
        assert caught.value.trouble is LibraryTrouble.READ_ONLY


def test_r044_a_script_writes_beside_a_window(folders):
    with open_for_window(folders) as window, open_library(folders) as script:
        script.recent.add(RecentItem("/a", "A", NOW))
        window.recent.add(RecentItem("/b", "B", NOW))

        assert len(window.recent.latest(5)) == 2


def test_r044_the_second_window_takes_over_when_the_first_is_gone(folders):
    first, second = open_for_window(folders), open_for_window(folders)
    assert not second.take_over()

    first.close()

    assert not second.has_other_window
    assert second.take_over()
    second.recent.add(RecentItem("/a", "A", NOW))
    with open_for_window(folders) as third:
        assert third.is_read_only
    second.close()


def test_r044_a_window_that_was_to_look_only_does_not_keep_others_from_writing(folders):
    open_library(folders).close()

    with open_for_window(folders, Access.READ) as first, open_for_window(folders) as second:
        assert first.is_read_only
        assert not second.is_read_only


def test_r044_a_window_whose_library_cannot_be_opened_leaves_no_lock(folders):
    folders.library.parent.mkdir(parents=True, exist_ok=True)
    folders.library.write_bytes(b"x" * 5000)
    with pytest.raises(LibraryUnavailable):
        open_for_window(folders)
    folders.library.unlink()

    with open_for_window(folders) as library:
        assert not library.is_read_only


def test_a_thread_looks_through_a_connection_of_its_own(library):
    library.recent.add(RecentItem("/a", "A", NOW))

    with library.reader() as other:
        assert other.is_read_only
        assert [item.title for item in other.recent.latest(5)] == ["A"]
        assert other.uid == library.uid


def test_r044_a_killed_window_leaves_the_library_to_the_next(folders):
    script = (
        "import sys; from viewer.foundation.folders import Folders;"
        "from viewer.jobs.library import open_for_window;"
        "library = open_for_window(Folders.from_environment()); library.facts.set('a', 'b');"
        "print(library.is_read_only, flush=True); sys.stdin.read()"
    )
    environment = {**os.environ, "VIEWER_HOME": str(folders.data)}
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as window:
        assert window.stdout.readline().strip() == "False"
        with open_for_window(folders) as second:
            assert second.is_read_only
        window.kill()
        window.wait()

    with open_for_window(folders) as next_one:
        assert not next_one.is_read_only
        assert next_one.facts.get("a") == "b"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_library_behind_a_link_has_its_log_and_its_locks_where_it_is(folders, tmp_path):
    """SQLite puts the log beside the file itself: looked for beside the link, it is not there."""
    elsewhere = tmp_path / "large disk" / "library.sqlite"
    elsewhere.parent.mkdir()
    folders.data.mkdir(parents=True, exist_ok=True)
    (folders.data / "library.sqlite").symlink_to(elsewhere)

    with open_library(folders) as library:
        library.recent.add(RecentItem("/a", "A", NOW))

        assert library.database.path == elsewhere == folders.library
        assert library.database.log_size > 0
        assert elsewhere.with_name("library.sqlite.lock").exists()

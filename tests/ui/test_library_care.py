"""What the window does for its library beside everything else."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import qasync

from tests.library_builders import NOW, a_job
from viewer.app.library_care import LibraryCare, end_of
from viewer.domain.ledger import Action, LedgerEvent
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage import anchor
from viewer.storage.facts import LAST_BACKUP
from viewer.storage.opening import Access
from viewer.ui.main_window import MainWindow
from viewer.words.language import install


class FixedClock:
    """A clock that a test sets."""

    def __init__(self, now):
        self.present = now
        self.pauses = 0

    def now(self):
        return self.present

    def monotonic(self):
        return 0.0

    async def sleep(self, _seconds):
        self.pauses += 1
        await asyncio.sleep(0)


@pytest.fixture
def folders():
    return Folders.from_environment()


@pytest.fixture
def library(folders):
    with open_library(folders) as opened:
        yield opened


@pytest.fixture
def window(themed):
    window = MainWindow()
    window.furnish()
    yield window
    window.deleteLater()


@pytest.fixture
def clock():
    return FixedClock(NOW)


def play(application, work):
    with qasync.QEventLoop(application, already_running=False) as loop:
        return loop.run_until_complete(asyncio.wait_for(work, 20))


def signed(library, at=NOW, count=1):
    library.ledger.append(
        [LedgerEvent(stack=a_job().series, action=Action.SIGN, user="a", at=at, program="1")]
        * count
    )


def test_the_library_is_copied_once_a_day(themed, window, library, clock):
    care = LibraryCare(window, library, clock)

    async def two_days():
        for _ in range(2):
            await care.copy_daily()
            await care.copy_daily()
            clock.present += timedelta(days=1)

    play(themed, two_days())

    copies = sorted(path.name for path in (library.folders.data / "backups").iterdir())
    assert len(copies) == 2
    assert library.facts.get(LAST_BACKUP).startswith("2026-03-05")


def test_a_window_that_stays_open_copies_the_library_each_day(themed, window, library, clock):
    folder = library.folders.data / "backups"

    async def three_days():
        running = asyncio.get_running_loop().create_task(LibraryCare(window, library, clock).run())
        for number in range(1, 4):
            while len(list(folder.glob("library-*.sqlite"))) < number:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.005)
            clock.present += timedelta(days=1)
        running.cancel()

    play(themed, three_days())


def test_the_anchor_follows_and_the_log_is_carried_over_while_nobody_writes(
    themed, window, library, clock
):
    care = LibraryCare(window, library, clock)
    signed(library, count=40)
    grown = library.database.log_size

    async def look_twice():
        await care.look()
        await care.look()

    play(themed, look_twice())
    library.facts.set("a", "b")

    assert anchor.kept_beside(library.database.path).sequence == 40
    assert library.database.log_size < grown


@pytest.mark.parametrize("language", ["en", "zh"])
def test_r045_a_clock_that_went_back_is_said_once(themed, window, library, clock, language):
    install(themed, language)
    care = LibraryCare(window, library, clock)
    signed(library, NOW)

    async def go_back():
        await care.look()
        before = window.toast.text
        signed(library, NOW - timedelta(hours=2))
        await care.look()
        said = window.toast.text
        window.toast.hide()
        signed(library, NOW - timedelta(hours=9))
        await care.look()
        return before, said, window.toast.text

    before, said, again = play(themed, go_back())
    install(themed, "en")

    assert (before, again) == ("", "")
    assert f"{(NOW - timedelta(hours=2)).astimezone():%H:%M}" in said


def test_r045_a_clock_that_went_back_while_the_program_was_closed_is_said(
    themed, window, library, clock
):
    signed(library, NOW + timedelta(days=400))

    play(themed, LibraryCare(window, library, clock).look())

    assert window.toast.text


def test_a_clock_that_is_a_few_seconds_off_is_nothing_to_speak_of(themed, window, library, clock):
    signed(library, NOW + timedelta(seconds=50))

    play(themed, LibraryCare(window, library, clock).look())

    assert window.toast.text == ""


def test_r043_damage_found_after_the_start_is_said(themed, window, library, clock, monkeypatch):
    monkeypatch.setattr("viewer.app.library_care._is_whole", lambda _library: False)
    care = LibraryCare(window, library, clock)

    play(themed, care._each(care.check))

    assert str(library.database.path) in window.toast.text


def test_a_ledger_that_lost_its_end_is_said_after_the_start(themed, window, library, clock):
    signed(library, count=3)
    library.anchor()
    library.database.write("DROP TRIGGER ledger_is_not_deleted")
    library.database.write("DELETE FROM ledger WHERE sequence=3")

    play(themed, LibraryCare(window, library, clock).check())

    assert "3" in window.toast.text


def test_a_sound_library_is_checked_without_a_word(themed, window, library, clock):
    play(themed, LibraryCare(window, library, clock).check())

    assert window.toast.text == ""


def test_a_copy_that_does_not_fit_is_said_and_the_care_goes_on(
    themed, window, library, clock, monkeypatch
):
    def full(*_args):
        raise LibraryUnavailable("copy", LibraryTrouble.FULL)

    monkeypatch.setattr("viewer.app.library_care._copy", full)
    care = LibraryCare(window, library, clock)

    async def care_for_a_while():
        running = asyncio.get_running_loop().create_task(care.run())
        while clock.pauses < 3:  # noqa: ASYNC110 - the clock is the test's
            await asyncio.sleep(0.005)
        running.cancel()

    play(themed, care_for_a_while())

    assert "copy" in window.toast.text
    assert library.facts.get(LAST_BACKUP) == ""


def test_a_window_that_only_looks_changes_nothing(themed, window, folders, clock):
    with open_library(folders) as library:
        signed(library)
    before = sorted(path.name for path in folders.data.iterdir())

    with open_library(folders, Access.READ) as library:
        care = LibraryCare(window, library, clock)

        async def care_for_it():
            for act in (care.check, care.list_older, care.copy_daily, care.look):
                await act()

        play(themed, care_for_it())
        end_of(library)

    after = {path.name for path in folders.data.iterdir()} - {
        "library.sqlite-wal",
        "library.sqlite-shm",
    }
    assert after == set(before)


def test_the_anchor_is_kept_at_the_end(library):
    signed(library, datetime.now(UTC), 3)

    end_of(library)

    assert anchor.kept_beside(library.database.path).sequence == 3


def test_damaged_settings_are_said_with_where_they_are_kept(themed, window, folders, clock):
    folders.settings.parent.mkdir(parents=True, exist_ok=True)
    folders.settings.write_text("{")
    with open_library(folders) as library:
        LibraryCare(window, library, clock).say_settings()

    assert "settings.json.damaged-" in window.toast.text

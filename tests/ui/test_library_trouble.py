"""A library that cannot be opened: the window says so, and each way on works."""

import asyncio

import pytest
import qasync

from tests.library_builders import NOW
from viewer.app.library_trouble import Way, opened_library, ways_on
from viewer.app.options import WindowOptions
from viewer.app.session import session
from viewer.foundation.errors import ExitStatus, LibraryTrouble, LibraryUnavailable
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage import backups
from viewer.storage.facts import RESTORED
from viewer.storage.recent import RecentItem
from viewer.ui.dialogs.library_trouble import LibraryTroubleSheet
from viewer.ui.main_window import MainWindow
from viewer.words.language import install


@pytest.fixture
def folders():
    return Folders.from_environment()


@pytest.fixture
def window(themed):
    window = MainWindow()
    window.furnish()
    window.show()
    yield window
    window.may_close = True
    window.close()
    window.deleteLater()


@pytest.fixture(params=["zh", "en"])
def language(themed, request):
    yield install(themed, request.param)
    install(themed, "en")


def play(application, scene):
    with qasync.QEventLoop(application, already_running=False) as loop:
        return loop.run_until_complete(asyncio.wait_for(scene, 20))


async def sheet_of(window):
    while True:
        for sheet in window.findChildren(LibraryTroubleSheet):
            if sheet.isVisible() and not sheet.chosen:
                return sheet
        await asyncio.sleep(0.005)


def a_library(folders, *, has_copy=True):
    with open_library(folders) as library:
        library.recent.add(RecentItem("/a", "A", NOW))
        if has_copy:
            copy = folders.data / "backups" / "library-20260304.sqlite"
            with library.reader() as other:
                backups.back_up(other.database.connection, copy)


def damage(folders):
    content = bytearray(folders.library.read_bytes())
    content[100:200] = bytes(100)
    folders.library.write_bytes(content)
    return bytes(content)


async def opened_by(window, folders, *ways, mend=lambda: None):
    """Open, choosing these ways one after another."""

    async def choose():
        for way in ways:
            sheet = await sheet_of(window)
            mend()
            sheet.buttons[way].click()

    async with asyncio.TaskGroup() as group:
        group.create_task(choose())
        return await opened_library(window, folders, asyncio.Event())


def test_r043_the_latest_copy_is_brought_back(themed, window, folders, language):
    a_library(folders)
    content = damage(folders)

    library = play(themed, opened_by(window, folders, Way.RESTORE))

    assert [item.title for item in library.recent.latest(5)] == ["A"]
    assert "library-20260304.sqlite" in library.facts.get(RESTORED)
    library.close()
    aside = next(folders.data.glob("library-aside-*.sqlite"))
    assert aside.read_bytes() == content
    assert aside.name in window.toast.text


def test_r043_a_new_library_is_begun(themed, window, folders):
    a_library(folders)
    content = damage(folders)

    library = play(themed, opened_by(window, folders, Way.BEGIN_NEW))

    assert library.recent.latest(5) == ()
    library.close()
    assert next(folders.data.glob("library-aside-*.sqlite")).read_bytes() == content


def test_r043_trying_again_helps_once_the_cause_is_mended(themed, window, folders):
    a_library(folders, has_copy=False)
    whole = folders.library.read_bytes()
    damage(folders)

    def mend():
        folders.library.write_bytes(whole)

    library = play(themed, opened_by(window, folders, Way.AGAIN, mend=mend))

    assert [item.title for item in library.recent.latest(5)] == ["A"]
    library.close()


def test_r043_a_library_that_others_keep_locked_is_looked_at(themed, window, folders, monkeypatch):
    monkeypatch.setattr("viewer.jobs.library.WINDOW_PATIENCE_S", 0.02)
    a_library(folders)
    writer = open_library(folders)

    def mend():
        writer.database._turn._lock.release()

    writer.database._turn._lock.acquire()
    library = play(themed, opened_by(window, folders, Way.LOOK, mend=mend))

    assert library.is_read_only
    assert [item.title for item in library.recent.latest(5)] == ["A"]
    library.close()
    writer.close()


def test_what_is_tried_in_vain_is_asked_again(themed, window, folders):
    a_library(folders)
    damage(folders)

    library = play(themed, opened_by(window, folders, Way.AGAIN, Way.AGAIN, Way.RESTORE))

    assert not library.is_read_only
    library.close()


def test_who_closes_instead_leaves_everything_as_it_is(themed, window, folders):
    a_library(folders)
    content = damage(folders)

    async def closed_by():
        async with asyncio.TaskGroup() as group:
            running = group.create_task(session(window, folders, WindowOptions()))
            (await sheet_of(window)).reject()
            return await running

    themed.setQuitOnLastWindowClosed(False)
    assert play(themed, closed_by()) is ExitStatus.INPUT
    assert folders.library.read_bytes() == content
    assert not window.isVisible()


def test_the_program_can_be_ended_while_it_asks(themed, window, folders):
    a_library(folders)
    damage(folders)

    async def ended():
        closed = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            opening = group.create_task(opened_library(window, folders, closed))
            await sheet_of(window)
            closed.set()
            with pytest.raises(LibraryUnavailable):
                await opening

    with pytest.raises(ExceptionGroup):
        play(themed, ended())


@pytest.mark.parametrize("trouble", list(LibraryTrouble))
def test_r043_there_is_always_a_way_on(trouble):
    ways = ways_on(trouble, has_backup=False)

    assert ways
    assert Way.RESTORE not in ways

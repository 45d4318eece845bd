"""The settings' page about the library: figures, clean-up, copies, checks; from the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.names import nameless
from tests.window_bench import Bench, play
from viewer.foundation.folders import Folders
from viewer.ui.dialogs.settings import LIBRARY, SettingsSheet
from viewer.ui.dialogs.settings_library import LibraryPage


async def opened(bench: Bench) -> LibraryPage:
    """Open the settings at the page of the library and wait for its figures."""
    bench.action("settings")
    await bench.until(lambda: bench.window.findChildren(SettingsSheet))
    (sheet,) = bench.window.findChildren(SettingsSheet)
    sheet.tabs.setCurrentIndex(LIBRARY)
    await bench.until(lambda: "Database" in words(sheet.library))
    return sheet.library


def words(page: LibraryPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


async def close(bench: Bench) -> None:
    (sheet,) = bench.window.findChildren(SettingsSheet)
    sheet.reject()
    await bench.until(lambda: not bench.window.findChildren(SettingsSheet))


def put(folders: Folders, size: int = 5_000_000) -> Path:
    """Leave images of an import that was killed."""
    path = folders.imported / "left" / "1.dcm"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x" * size)
    return path


def test_the_page_says_where_the_library_is_and_how_much_it_holds(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        folders = bench.wired.library.folders
        put(folders)
        page = await opened(bench)

        assert str(folders.data) in words(page)
        assert "5.0 MB" in words(page)
        assert nameless(page.window()) == []
        await close(bench)

    play(themed, scene)


def test_a_clean_up_shows_what_would_go_and_says_what_it_freed(
    themed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def agreed(sheet) -> bool:
        asked.append(sheet.body.itemAt(0).widget().text())
        return True

    monkeypatch.setattr("viewer.app.library_page.ask", agreed)

    async def scene(bench: Bench) -> None:
        path = put(bench.wired.library.folders)
        page = await opened(bench)

        page.button("clean").click()
        await bench.until(lambda: "Freed" in page.said)

        assert "Imported images: 5.0 MB" in asked[0]
        assert page.said == "Freed: 5.0 MB."
        assert not path.exists()
        page.button("clean").click()
        await bench.until(lambda: page.said == "There is nothing to clean up.")
        await close(bench)

    play(themed, scene)


def test_what_is_not_agreed_to_stays(themed: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    async def refused(sheet) -> bool:
        asked.append(sheet)
        return False

    monkeypatch.setattr("viewer.app.library_page.ask", refused)

    async def scene(bench: Bench) -> None:
        path = put(bench.wired.library.folders, 10)
        page = await opened(bench)
        page.button("clean").click()
        await bench.until(lambda: asked)

        assert path.exists()
        await close(bench)

    play(themed, scene)


def test_the_library_is_copied_checked_and_compacted_from_the_page(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        page = await opened(bench)
        page.button("backup").click()
        await bench.until(lambda: "Copied to" in page.said)
        assert list((bench.wired.library.folders.data / "backups").glob("library-*.sqlite"))

        page.button("check").click()
        await bench.until(lambda: "sound" in page.said.lower())

        page.button("compact").click()
        await bench.until(lambda: "Freed" in page.said)
        assert page.button("compact").isEnabled()
        await close(bench)

    play(themed, scene)


def test_in_a_library_opened_for_looking_nothing_can_be_removed(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        bench.window.actions_by_name.refuse_changes("another window has it")
        page = await opened(bench)

        assert not page.button("clean").isEnabled()
        assert not page.button("compact").isEnabled()
        assert page.button("check").isEnabled()
        await close(bench)

    play(themed, scene)


def test_the_settings_of_reviewing_are_kept(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        bench.action("settings")
        await bench.until(lambda: bench.window.findChildren(SettingsSheet))
        (sheet,) = bench.window.findChildren(SettingsSheet)
        sheet._review._advance.setChecked(False)
        sheet._review._comment.setChecked(True)
        sheet._service._jobs.setValue(5)
        sheet.accept()
        await bench.until(lambda: not bench.window.findChildren(SettingsSheet))

        kept = bench.wired.window_actions.setting_values()
        assert (kept.advances, kept.demands_comment, kept.jobs_at_once) == (False, True, 5)

    play(themed, scene)

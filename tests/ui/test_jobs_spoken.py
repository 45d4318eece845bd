"""Questions about jobs and the notice of a second window, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.ui.names import nameless
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play
from viewer.foundation.folders import Folders
from viewer.foundation.locks import ProcessLock
from viewer.jobs.library import open_for_window, open_library
from viewer.ui.dialogs.job import JobSheet
from viewer.words import language


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest, themed: QApplication) -> Iterator[str]:
    yield language.install(themed, request.param)
    language.install(themed, "en")


def is_said_in(spoken: str, *texts: str) -> bool:
    """Tell whether each text has Chinese characters where Chinese is spoken, else none."""
    return all(
        any("\u4e00" <= character <= "\u9fff" for character in text) is (spoken == "zh")
        for text in texts
    )


def test_an_unknown_outcome_is_asked_about(spoken: str, themed: QApplication, series: Path) -> None:
    service = FakeService(submit_script=[httpx.ReadError("cut")])

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        note = bench.window.findings.header.note
        await bench.until(lambda: note.text)
        (card,) = bench.window.jobs.cards

        assert is_said_in(spoken, note.text, *(button.text() for button in note.buttons))
        assert is_said_in(spoken, card.row.state, card._retry.text(), card._leave.text())
        assert nameless(bench.window.jobs) == []

    play(themed, scene, service)


def test_what_is_known_is_shown_or_run_again(
    spoken: str, themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.wired.analysing.start_named("lung-nodule")
        note = bench.window.findings.header.note
        await bench.until(lambda: note.text)
        bench.window.jobs.cards[0]._details.click()
        (sheet,) = bench.window.findChildren(JobSheet)
        tree = sheet.details.tree
        titles = [tree.topLevelItem(i).text(0) for i in range(tree.topLevelItemCount())]
        sheet.reject()

        assert is_said_in(spoken, note.text, *titles)

    play(themed, scene, FakeService(final=success(a_nodule(ImageX="3", ImageY="2"))))


def test_a_second_window_says_what_it_is(spoken: str, themed: QApplication, series: Path) -> None:
    folders = Folders.from_environment()
    with open_library(folders):
        pass  # made by the first window

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        banner = bench.window.banner

        assert is_said_in(spoken, banner.text, banner.button.text())
        assert is_said_in(spoken, bench.window.analyse_button.toolTip())
        assert nameless(banner) == []

    with ProcessLock(folders.data / "window.lock") as lock:
        assert lock.acquire()
        play(themed, scene, opened=open_for_window)

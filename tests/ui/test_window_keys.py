"""The real window: which keys go where, and what a screen reader is told."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.ui.names import nameless
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play

TWO = (a_nodule(ImageX="3", ImageY="2"), a_nodule(ImageX="5", ImageY="4", ImageZ="9"))


def a_service(*nodules: object) -> FakeService:
    return FakeService(final=success(*nodules))


def test_space_presses_the_button_that_has_the_focus_and_hides_nothing(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        button = bench.window.findings.header._button
        button.setFocus()
        button.window().activateWindow()
        await bench.until(button.hasFocus)
        QTest.keyClick(button, Qt.Key.Key_Space)

        assert bench.wired.image.viewport.state.overlay.is_visible
        await bench.until(lambda: bench.wired.reviewing.open_run)

    play(themed, scene, a_service(*TWO))


def test_what_is_typed_into_a_text_does_nothing_to_image_or_findings(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.wired.reviewing.go_next()
        bench.wired.image.viewport.zoom_by(2.0)
        window = bench.window
        tabs = (window.findings, window.report, window.details)
        texts = (window.studies.search, window.report.own, window.details.search)
        for tab, text in zip(tabs, texts, strict=True):
            window.tabs.setCurrentWidget(tab)
            text.setFocus()
            await bench.until(text.hasFocus)
            before = bench.wired.image.viewport.state
            QTest.keyClicks(text, "naxz pr i5hv=+-t")
            QTest.keyClick(text, Qt.Key.Key_Escape)

            assert bench.wired.image.viewport.state == before
            assert not bench.wired.reviewing.open_run.session.review.decisions
        assert window.studies.search.text() == window.details.search.text() == ""
        assert "naxz" in window.report.own.toPlainText()

    play(themed, scene, a_service(*TWO))


def test_all_of_the_window_that_takes_the_focus_has_a_name(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()

        assert nameless(bench.window) == []

    play(themed, scene, a_service(*TWO))


def test_the_image_has_the_keys_once_the_button_that_was_pressed_is_gone(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        button = bench.window.findings.header._button
        button.setFocus()
        await bench.until(button.hasFocus)
        button.click()
        await bench.until(lambda: bench.wired.reviewing.open_run)

        await bench.until(bench.wired.image.viewport.hasFocus)

    play(themed, scene, a_service(*TWO))

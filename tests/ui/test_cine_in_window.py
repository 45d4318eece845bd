"""The real window: key C and the menu play the images, a text takes the letter instead."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.vendor_builders import success
from tests.window_bench import Bench, play


def test_the_key_plays_and_stops_and_a_letter_in_a_text_does_not(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        viewport, player = bench.wired.image.viewport, bench.wired.image.player
        viewport.setFocus()
        first = viewport.state.slice_index

        QTest.keyClick(viewport, Qt.Key.Key_C)
        assert player.is_playing
        await bench.until(lambda: viewport.state.slice_index != first)
        QTest.keyClick(viewport, Qt.Key.Key_C)
        assert not player.is_playing

        bench.window.studies.search.setFocus()
        await bench.until(bench.window.studies.search.hasFocus)
        QTest.keyClick(bench.window.studies.search, Qt.Key.Key_C)
        assert not player.is_playing

        bench.window.actions_by_name["cine"].trigger()
        assert player.is_playing
        bench.wired.opening.close_all()
        assert not player.is_playing

    play(themed, scene, FakeService(final=success()))

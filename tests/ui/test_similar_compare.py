"""The picture asked about beside each match, in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.similar_scene import DATABASE, a_search, add, searched, write_cases
from tests.window_bench import Bench, play


@pytest.fixture
def series(tmp_path: Path) -> Path:
    return write_cases(tmp_path / "series", patient_name="Quxplant^Jo")


def test_matches_are_gone_through_beside_the_query_and_opened(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 4, 10, 15, label="Nodule")
        service.put_in(DATABASE, "elsewhere_1", "", b"no picture")
        search = await searched(bench)
        QTest.keyClick(search.panel.grid, Qt.Key.Key_C)
        sheet = search.comparing.sheet
        await bench.until(lambda: sheet.match.image is not None)
        assert sheet.title.text() == "1 of 4: Nodule"
        QTest.keyClick(sheet, Qt.Key.Key_Right)
        assert search.panel.grid.chosen == 1
        assert sheet.title.text().startswith("2 of 4")
        await bench.until(lambda: sheet.match.image is not None)

        numbers = [row.may_open for row in search.panel.grid.matches.rows]
        while search.panel.grid.chosen != numbers.index(False):
            away = numbers.index(False) > search.panel.grid.chosen
            QTest.keyClick(sheet, Qt.Key.Key_Right if away else Qt.Key.Key_Left)
        await bench.until(lambda: sheet.match.words == "The picture cannot be had")
        assert not sheet.open_here.isEnabled()

        QTest.keyClick(sheet, Qt.Key.Key_Left)
        here = search.panel.grid.matches.rows[search.panel.grid.chosen].where
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        assert search.comparing.sheet is None
        shown = bench.wired.image.viewport.state.slice_index + 1
        assert here == f"this study, image {shown}"

    play(themed, scene, service)


def test_a_comparison_ends_with_escape_and_begins_where_the_grid_is(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 4, 10)
        search = await searched(bench)
        search.panel.grid.choose(1)
        search.panel.compare.click()
        assert search.comparing.sheet.title.text().startswith("2 of")
        QTest.keyClick(search.comparing.sheet, Qt.Key.Key_Escape)
        assert search.comparing.sheet is None
        assert search.panel.shows_results

    play(themed, scene, a_search())

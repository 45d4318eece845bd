"""Similar cases from the window, against the embedded service over HTTP, until one is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.similar_scene import DATABASE, add, shown_tab, write_cases
from tests.viewport_driving import LEFT, drag, place_of
from tests.window_bench import Bench, play
from viewer.app.similar_search import SimilarSearch
from viewer.jobs.similar.cases import SimilarCases
from viewer.ui.panels.similar_rows import PageKind
from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName

pytestmark = pytest.mark.process


async def empty_tab(bench: Bench, series: Path) -> SimilarSearch:
    """Open the series and show the tab, which asks the embedded service."""
    services = bench.wired.window_actions.services
    bench.wired.similar.desk._cases = SimilarCases(bench.wired.library, services)
    await bench.open(series)
    search = await shown_tab(bench)
    assert search.panel.page.page.kind is PageKind.NO_DATABASE
    return search


async def found_with_view(bench: Bench, search: SimilarSearch, index: int) -> None:
    """Search with an image; it is found itself, first, with its picture."""
    bench.wired.image.viewport.go_to_slice(index)
    search.panel.head.view.click()
    await bench.until(lambda: not search.is_searching)
    matches = search.panel.grid.matches
    assert len(matches.rows) == 3
    assert matches.rows[0].is_same
    assert (matches.rows[0].score, matches.rows[0].label) == (10.0, "Nodule")
    await bench.until(lambda: not matches.lacks_picture(0))
    assert matches._pictures[0] is not None


async def found_with_region(bench: Bench, search: SimilarSearch) -> None:
    """Draw a region over the image and search with it."""
    view = bench.wired.image.viewport
    search.panel.head.region.click()
    first = place_of(view, 4, 2)
    drag(view, LEFT, first, place_of(view, 30, 22) - first)
    await bench.until(lambda: not search.is_searching)
    assert search.panel.shows_results
    assert search.found.query.detail.startswith("Image 4 of 20, region")


def test_a_case_is_found_and_opened_over_real_http(qapp: QApplication, tmp_path: Path) -> None:
    apply_theme(qapp, ThemeName.DARK)
    series = write_cases(tmp_path / "series", patient_name="Quxplant^Jo")

    async def scene(bench: Bench) -> None:
        search = await empty_tab(bench, series)
        cases = bench.wired.similar.desk.cases
        await cases.create("local", DATABASE)
        await add(bench, 3, 8, 12, label="Nodule")
        search.refresh()
        await bench.until(lambda: search.panel.head.database == DATABASE)
        await found_with_view(bench, search, 8)

        rows = search.panel.grid.matches.rows
        other = next(n for n, row in enumerate(rows) if row.where.endswith("image 4"))
        search.panel.grid.choose(other)
        QTest.keyClick(search.panel.grid, Qt.Key.Key_Return)
        assert bench.wired.image.viewport.state.slice_index == 3
        await found_with_region(bench, search)
        await cases.drop("local", DATABASE)

    play(qapp, scene)

"""A search for similar cases in the window: asked by button, key and region; opened; kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.similar_scene import (
    DATABASE,
    a_search,
    add,
    kind,
    rows,
    searched,
    shown_tab,
    write_cases,
)
from tests.viewport_driving import LEFT, drag, place_of
from tests.window_bench import Bench, play
from viewer.app.similar_pictures import AT_ONCE
from viewer.storage.settings import ASK_BEFORE_SENDING
from viewer.ui.dialogs.preflight import PreflightSheet
from viewer.ui.panels.similar_rows import PageKind


@pytest.fixture
def series(tmp_path: Path) -> Path:
    return write_cases(tmp_path / "series", patient_name="Quxplant^Jo")


def test_the_tab_is_made_when_it_is_first_asked_for(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        assert bench.wired.similar.similar.search is None
        assert not service.calls
        QTest.keyClick(bench.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        search = bench.wired.similar.similar.search
        await bench.until(lambda: search._listing is None)
        assert bench.window.tabs.currentWidget() is search.panel
        assert search.panel.head.database == DATABASE
        assert kind(search) is PageKind.READY

    play(themed, scene, service)


def test_the_menus_lead_to_the_search(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        menu = bench.wired.similar.similar.menu
        texts = [action.text() for action in menu.actions() if action.text()]
        assert texts[:3] == ["Show similar cases", "Search with this view", "Search with a region"]
        for parent in (bench.window.menus.analyse, bench.window.menus.image):
            assert menu.menuAction() in parent.actions()
        assert bench.service.submissions == []

    play(themed, scene, a_search())


def test_a_search_finds_the_image_itself_first_and_opens_another(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3, 7, 10, 15, label="Nodule")
        view = bench.wired.image.viewport
        view.go_to_slice(10)
        search = await searched(bench)
        assert [row.is_same for row in rows(bench)].index(True) == 0
        assert rows(bench)[0].score == 10.0
        assert rows(bench)[0].where == "this study, image 11"
        assert rows(bench)[0].label == "Nodule"
        assert search.panel.query.detail.text() == "Image 11 of 20, the whole image"
        await bench.until(lambda: not any(map(search.panel.grid.matches.lacks_picture, range(2))))

        other = next(n for n, row in enumerate(rows(bench)) if row.where.endswith("image 4"))
        search.panel.grid.choose(other)
        QTest.keyClick(search.panel.grid, Qt.Key.Key_Return)
        assert view.state.slice_index == 3
        assert search.panel.shows_results
        assert service.objects == {}

    play(themed, scene, service)


def test_a_drawn_region_is_asked_about_and_stays_framed(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3, 10)
        search = await shown_tab(bench)
        similar, view = bench.wired.similar.similar, bench.wired.image.viewport
        search.panel.head.region.click()
        assert bench.window.actions_by_name["similar-region"].isChecked()
        first = place_of(view, 2, 3)
        drag(view, LEFT, first, place_of(view, 6, 8) - first)
        assert "at least 16 × 16" in bench.window.toast.text
        drag(view, LEFT, first, place_of(view, 31, 22) - first)
        await bench.until(lambda: search.panel.shows_results)
        assert not search.panel.head.region.isChecked()
        left, top, right, bottom = similar.drawn.region
        assert (left, top) in {(2, 3), (1, 3), (2, 2), (1, 2)}
        assert f"region {right - left} × {bottom - top} px" in search.panel.query.detail.text()
        assert search.found.query.pixels.shape == (bottom - top, right - left)
        assert not similar._frame.isHidden()
        view.step(1)
        assert similar._frame.isHidden()

        search.panel.head.view.click()
        await bench.until(lambda: search.panel.shows_results)
        assert similar.drawn is None
        assert similar._frame.region is None

    play(themed, scene, a_search())


def test_escape_leaves_the_drawing_and_the_view_stays(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        search = await shown_tab(bench)
        view = bench.wired.image.viewport
        view.zoom_in()
        camera = view.state.camera
        bench.action("similar-region")
        assert "Draw a rectangle" in bench.window.toast.text
        QTest.keyClick(view, Qt.Key.Key_Escape)
        assert bench.window.toast.text == ""
        assert not bench.window.actions_by_name["similar-region"].isChecked()
        assert not search.panel.head.region.isChecked()
        assert view.state.camera == camera

    play(themed, scene, a_search())


def test_a_region_of_a_match_is_framed_when_it_is_opened(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 4, region=(2, 2, 28, 20))
        search = await searched(bench)
        search.open(0)
        frame = bench.wired.similar.similar.opening.frame
        assert bench.wired.image.viewport.state.slice_index == 4
        assert frame.region == (2, 2, 28, 20)
        assert not frame.isHidden()

    play(themed, scene, a_search())


def test_another_study_of_the_library_is_opened_at_its_slice(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    write_cases(tmp_path / "other", study_uid="1.2.826.7.1", series_uid="1.2.826.7.1.1")

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 6)
        first = bench.wired.opening.shown.stack.key
        await bench.until(lambda: bench.wired.library.studies.count() == 1)
        bench.wired.opening.close_all()
        await bench.open(tmp_path / "other")
        search = await searched(bench)
        (row,) = rows(bench)
        assert row.where.startswith("in the library: CT")
        assert row.may_open
        assert not row.is_same
        search.open(0)
        await bench.until(
            lambda: (
                bench.wired.opening.shown.stack.key == first
                and bench.wired.image.viewport.state.slice_index == 6
            )
        )
        assert rows(bench)[0].where == "this study, image 7"
        assert search.panel.query.note.text() == "Not the study on the screen"
        assert search.panel.query.note.isVisibleTo(search.panel)

    play(themed, scene, a_search())


def test_a_picture_of_elsewhere_says_so_and_can_be_compared(
    themed: QApplication, series: Path
) -> None:
    service = a_search()
    service.put_in(DATABASE, "elsewhere_1", '{"who":"else"}', b"no picture")

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        search = await searched(bench)
        (row,) = rows(bench)
        assert row.where == "not in this library"
        assert not row.may_open
        index = bench.wired.image.viewport.state.slice_index
        QTest.keyClick(search.panel.grid, Qt.Key.Key_Return)
        assert "not of a study in this library" in bench.window.toast.text
        assert bench.wired.image.viewport.state.slice_index == index
        await bench.until(lambda: not search.panel.grid.matches.lacks_picture(0))

    play(themed, scene, service)


def test_pictures_come_four_at_once_and_stop_with_the_next_search(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, *range(12))
        most = []
        search = await shown_tab(bench)
        real = search.pictures._fetch

        async def fetch(number, matches):
            most.append(search.pictures.under_way)
            await real(number, matches)

        search.pictures._fetch = fetch
        service.broken = {service.kept[DATABASE][1].data_id}
        search.panel.head.view.click()
        await bench.until(lambda: search.panel.shows_results)
        count = len(rows(bench))
        assert count > AT_ONCE
        search.panel.grid._settle.stop()
        search.pictures.want(range(count))
        await bench.until(lambda: len(search.pictures._known) == count)
        assert 1 < max(most) <= AT_ONCE
        pictures = search.panel.grid.matches._pictures
        assert sum(picture is None for picture in pictures.values()) == 1
        search.panel.head.view.click()
        assert search.pictures.under_way == 0
        await bench.until(lambda: search.panel.shows_results)

    play(themed, scene, service)


def test_the_finding_of_a_match_is_selected_when_it_is_opened(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        reviewing = bench.wired.reviewing
        finding = reviewing.session.findings[0]
        index = finding.placement.slice_index
        await add(bench, index, finding=finding.uid, label="Nodule")
        reviewing.select_none()
        bench.wired.image.viewport.first_slice()
        search = await searched(bench)
        search.open(0)
        assert bench.wired.image.viewport.state.slice_index == index
        assert reviewing.selected_uid == finding.uid

    play(themed, scene, a_search())


def test_what_a_deleted_database_gave_goes_with_it(themed: QApplication, series: Path) -> None:
    service = a_search(DATABASE, "other_cases")

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3)
        search = await searched(bench)
        similar = bench.wired.similar.similar
        await similar.desk.cases.drop("local", "other_cases")
        similar.refresh()
        await bench.until(lambda: search._listing is None)
        assert search.panel.shows_results  # they are of another one
        await similar.desk.cases.drop("local", DATABASE)
        similar.refresh()
        await bench.until(lambda: search._listing is None)
        assert kind(search) is PageKind.NO_DATABASE
        assert search.panel.query.isHidden()

    play(themed, scene, service)


def test_results_stay_when_the_tab_and_the_images_are_left(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3, 10)
        search = await searched(bench)
        before = search.panel.query.detail.text()
        bench.window.tabs.setCurrentWidget(bench.window.report)
        bench.wired.opening.close_all()
        bench.action("similar-cases")
        assert search.panel.shows_results
        assert search.panel.query.detail.text() == before
        assert rows(bench)[0].where.startswith("in the library")
        assert not search.panel.head.view.isEnabled()

    play(themed, scene, a_search())


def test_a_search_that_is_not_confirmed_leaves_what_was_found_before(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3, 7)
        search = await searched(bench)
        found, said = search.found, search.panel.query.detail.text()
        bench.wired.library.settings.set(ASK_BEFORE_SENDING, value=True)
        bench.wired.image.viewport.step(2)
        search.panel.head.view.click()
        await bench.until(lambda: bench.window.findChildren(PreflightSheet))
        (sheet,) = bench.window.findChildren(PreflightSheet)
        sheet.reject()
        await bench.until(lambda: not search.is_searching)
        assert search.panel.shows_results
        assert search.found is found
        assert search.panel.query.detail.text() == said
        await bench.until(lambda: not search.pictures.under_way)

    play(themed, scene, a_search())

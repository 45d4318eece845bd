"""What the tab of similar cases says when there is nothing to show, and what it asks before."""

import asyncio
import time
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests import fake_similar
from tests.fake_similar import DATABASES, SEARCH
from tests.image_builders import write_series
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
from tests.window_bench import Bench, play
from viewer.storage.settings import ASK_BEFORE_SENDING, BLIND_FIRST, SERVICE, VENDOR_URL
from viewer.ui.dialogs.preflight import PreflightSheet
from viewer.ui.panels.similar_rows import PageKind


@pytest.fixture
def series(tmp_path: Path) -> Path:
    return write_cases(tmp_path / "series", patient_name="Quxplant^Jo")


def test_without_a_database_the_tab_says_what_one_is_for(
    themed: QApplication, series: Path
) -> None:
    service = a_search()
    service.kept = {}

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        search = await shown_tab(bench)
        assert kind(search) is PageKind.NO_DATABASE
        assert not search.panel.head.view.isEnabled()
        wanted = []
        bench.wired.similar.similar.on_manage[:] = [lambda: wanted.append(True)]
        search.panel.page.action.click()
        assert wanted == [True]

    play(themed, scene, service)


def test_nothing_found_and_nothing_there_are_told_apart(themed: QApplication, series: Path) -> None:
    service = a_search("empty", "silent")
    service.counts = {"silent": 7}

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        search = await searched(bench)
        assert kind(search) is PageKind.EMPTY
        added = []
        bench.wired.similar.similar.on_add[:] = [added.append]
        search.panel.page.action.click()
        assert added == ["empty"]
        search.panel.head.databases.setCurrentIndex(1)
        search.panel.head.view.click()
        await bench.until(lambda: not search.is_searching)
        assert kind(search) is PageKind.NOTHING

    play(themed, scene, service)


def test_a_refusal_is_said_in_the_services_words_and_may_be_tried_again(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3)
        search = await shown_tab(bench)
        kept = service.kept.pop(DATABASE)
        search.panel.head.view.click()
        await bench.until(lambda: not search.is_searching)
        assert kind(search) is PageKind.FAILED
        assert "no such database" in search.panel.page.title.text()
        service.kept[DATABASE] = kept
        bench.wired.image.viewport.step(4)  # asked again is what was asked before
        search.panel.page.action.click()
        await bench.until(lambda: search.panel.shows_results)
        assert search.panel.query.detail.text().startswith("Image 11")

    play(themed, scene, service)


def test_an_unknown_outcome_is_not_repeated_by_itself(themed: QApplication, series: Path) -> None:
    service = a_search()
    service.after[SEARCH] = [httpx.ReadError("broken off")]

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3)
        search = await searched(bench)
        assert kind(search) is PageKind.FAILED
        assert "billed" in search.panel.page.detail.text()
        assert len(service.calls_to(SEARCH)) == 1
        search.panel.page.action.click()
        await bench.until(lambda: search.panel.shows_results)
        assert len(service.calls_to(SEARCH)) == 2

    play(themed, scene, service)


def test_no_connection_is_said_and_tried_again(themed: QApplication, series: Path) -> None:
    service = a_search()
    service.before[DATABASES] = [httpx.Response(403)]

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        search = await shown_tab(bench)
        assert kind(search) is PageKind.UNLISTED
        assert search.panel.page.action.text() == "Try again"
        search.panel.page.action.click()
        await bench.until(lambda: search.panel.page.page.kind is PageKind.READY)

    play(themed, scene, service)


def test_a_search_can_be_cancelled(themed: QApplication, series: Path) -> None:
    service = a_search()
    service.hangs = SEARCH

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        search = await shown_tab(bench)
        search.panel.head.view.click()
        await bench.until(service.hung.is_set)
        assert search.panel.page.page.kind is PageKind.SEARCHING
        search.panel.page.cancel.click()
        assert kind(search) is PageKind.CANCELLED
        assert not search.is_searching

    play(themed, scene, service)


def test_what_was_given_up_early_is_asked_again_not_what_was_asked_before(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3)
        search = await searched(bench)
        bench.wired.image.viewport.go_to_slice(2)
        search.panel.head.view.click()
        search.panel.page.cancel.click()  # before its picture is made
        assert kind(search) is PageKind.CANCELLED
        assert search.panel.query.isHidden()
        search.panel.page.action.click()
        await bench.until(lambda: search.panel.shows_results)
        assert search.panel.query.detail.text().startswith("Image 3 ")
        assert not search.panel.query.isHidden()

    play(themed, scene, a_search())


def test_database_and_number_are_remembered(themed: QApplication, series: Path) -> None:
    service = a_search("first", "second")

    async def choose(bench: Bench) -> None:
        await bench.open(series)
        search = await shown_tab(bench)
        head = search.panel.head
        head.databases.setCurrentIndex(1)
        head.databases.activated.emit(1)
        head.wanted.setValue(3)

    async def again(bench: Bench) -> None:
        await bench.open(series)
        search = await shown_tab(bench)
        assert search.panel.head.database == "second"
        await add(bench, *range(6), database="second")
        search.panel.head.view.click()
        await bench.until(lambda: search.panel.shows_results)
        assert service.calls_to(SEARCH)[-1]["Limit"] == "3"
        assert len(rows(bench)) == 3

    play(themed, choose, service)
    play(themed, again, service)


def test_without_images_the_tab_says_what_to_do(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        search = await shown_tab(bench)
        assert not search.panel.head.view.isEnabled()
        assert "Open images first." in search.panel.head.view.toolTip()
        assert not bench.window.actions_by_name["similar-view"].isEnabled()

    play(themed, scene, a_search())


def test_the_key_alone_searches_before_the_tab_was_ever_shown(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3, 10)
        QTest.keyClick(
            bench.window,
            Qt.Key.Key_F,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        similar = bench.wired.similar.similar
        await bench.until(lambda: similar.search and similar.search.panel.shows_results)
        assert rows(bench)[0].is_same

    play(themed, scene, a_search())


def test_the_key_alone_explains_where_there_is_no_database(
    themed: QApplication, series: Path
) -> None:
    service = a_search()
    service.kept = {}

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.action("similar-view")
        search = bench.wired.similar.similar.search
        await bench.until(lambda: not search.is_searching)
        assert kind(search) is PageKind.NO_DATABASE

    play(themed, scene, service)


def test_before_anything_leaves_for_a_vendor_it_is_shown(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        settings = bench.wired.library.settings
        settings.set(VENDOR_URL, "https://gateway.example.org")
        settings.set(SERVICE, "vendor")
        service.put_in(DATABASE, "elsewhere_1")
        await bench.open(series)
        search = await shown_tab(bench)
        assert "gateway.example.org" in search.panel.head.destination.text()
        for is_sent in (False, True):
            search.panel.head.view.click()
            await bench.until(lambda: bench.window.findChildren(PreflightSheet))
            (sheet,) = bench.window.findChildren(PreflightSheet)
            said = " ".join(label.text() for label in sheet.findChildren(QLabel))
            assert "gateway.example.org" in said
            assert DATABASE in said
            assert "Quxplant" not in said
            assert not service.calls_to(SEARCH)
            sheet.send_button.click() if is_sent else sheet.reject()
            await bench.until(lambda: not search.is_searching)
            await bench.until(lambda: not bench.window.findChildren(PreflightSheet))
        assert len(service.calls_to(SEARCH)) == 1
        assert search.panel.found.text() == "1 picture of chest_cases, 1 billed"

    play(themed, scene, service)


def test_while_a_study_is_read_blind_its_labels_are_not_seen(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        bench.wired.library.settings.set(BLIND_FIRST, value=True)
        await bench.open(series)
        await add(bench, 10, label="Nodule")
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: bench.wired.reviewing.concealed_run)
        await searched(bench)
        (row,) = rows(bench)
        assert row.label == "hidden while you read blind"
        assert "Nodule" not in row.hint

    play(themed, scene, a_search())


def test_nothing_that_is_shown_names_the_patient(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3, 10)
        search = await searched(bench)
        said = [label.text() for label in search.panel.findChildren(QLabel)]
        said += [row.hint + row.where + row.label for row in rows(bench)]
        assert not any("Quxplant" in text or "T-1" in text for text in said)

    play(themed, scene, a_search())


def test_a_second_window_only_looks(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        search = await shown_tab(bench)
        bench.window.set_read_only("Another window has the library.")
        assert not search.panel.head.view.isEnabled()
        assert "Another window" in search.panel.head.region.toolTip()
        bench.window.set_read_only("")
        assert search.panel.head.view.isEnabled()

    play(themed, scene, a_search())


def test_another_service_has_other_databases(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        search = await shown_tab(bench)
        bench.wired.library.settings.set(VENDOR_URL, "https://gateway.example.org")
        bench.wired.library.settings.set(SERVICE, "vendor")
        service.kept = {"vendor_cases": []}
        for tell in bench.wired.window_actions.on_settings_used:
            tell()
        await bench.until(lambda: search.panel.head.database == "vendor_cases")

    play(themed, scene, service)


def test_what_another_service_found_does_not_stay(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3)
        search = await searched(bench)
        assert search.panel.shows_results
        bench.wired.library.settings.set(SERVICE, "vendor")
        service.before[DATABASES] = [httpx.Response(403)]
        for tell in bench.wired.window_actions.on_settings_used:
            tell()
        await bench.until(lambda: search._listing is None)
        assert kind(search) is PageKind.UNLISTED
        assert search.found is None
        assert search.panel.query.isHidden()
        assert not search.panel.head.view.isEnabled()

    play(themed, scene, service)


def test_a_thousand_matches_never_hold_the_window_up(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = a_search()
    monkeypatch.setattr(fake_similar, "likeness", lambda _one, _other: 5.0)  # it takes 0.1 s

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await add(bench, 3)
        kept = service.kept[DATABASE][0]
        for number in range(999):
            service.put_in(DATABASE, f"{kept.entity_id[:50]}_{number}", kept.extra_data)
        search = await shown_tab(bench)
        search.panel.head.wanted.setValue(1000)
        longest, last = 0.0, time.perf_counter()
        search.panel.head.view.click()
        while not search.panel.shows_results:
            await asyncio.sleep(0)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        assert len(rows(bench)) == 1000
        assert longest < 0.1  # some 0.015 s where nothing else runs

    play(themed, scene, service)


def test_a_large_image_is_sent_smaller_and_that_is_said_where_it_is_asked(
    themed: QApplication, tmp_path: Path
) -> None:
    write_series(tmp_path / "large", slices=1, rows=1200, columns=1500)

    async def scene(bench: Bench) -> None:
        bench.wired.library.settings.set(ASK_BEFORE_SENDING, value=True)
        await bench.open(tmp_path / "large")
        search = await shown_tab(bench)
        search.panel.head.view.click()
        await bench.until(lambda: bench.window.findChildren(PreflightSheet))
        (sheet,) = bench.window.findChildren(PreflightSheet)
        said = " ".join(label.text() for label in sheet.findChildren(QLabel))
        assert "made smaller: 1023 × 818" in said
        sheet.send_button.click()
        await bench.until(lambda: not search.is_searching)
        assert search._query.pixels.shape == (818, 1023)
        assert search._query.image.width() == 1023

    play(themed, scene, a_search())

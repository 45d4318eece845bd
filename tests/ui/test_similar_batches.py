"""Batches of pictures in the window: counted, cancelled, gone on with, taken up again."""

from pathlib import Path

import httpx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.fake_similar import ADD
from tests.ui.adding_scene import added, asked, progress_of, quiet, shown_stack
from tests.ui.similar_scene import DATABASE, a_search
from tests.window_bench import Bench, play
from viewer.jobs.similar.adding import ToAdd
from viewer.ui.dialogs.similar_add import Source


def test_a_picture_that_is_there_already_is_not_sent_again(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await asked(bench)
        (await added(bench)).accept()
        await asked(bench)
        progress = await added(bench)
        assert "1 already there" in progress.line
        assert len(service.calls_to(ADD)) == 1

    play(themed, scene, service)


def test_what_failed_is_listed_with_its_reason(themed: QApplication, series: Path) -> None:
    service = a_search()
    service.before[ADD] = [service._refused("the picture is of nothing")]

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench, Source.KEY_IMAGES)
        sheet.step.setValue(10)
        await quiet(bench)
        progress = await added(bench)
        assert "1 failed" in progress.line
        assert "of nothing" in progress.failures.toPlainText()

    play(themed, scene, service)


def test_the_rest_goes_on_when_its_sheet_is_closed_and_the_end_is_said(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench, Source.KEY_IMAGES)
        sheet.step.setValue(4)
        await quiet(bench)
        sheet.go.click()
        progress = await progress_of(bench)
        QTest.keyClick(progress, Qt.Key.Key_Escape)
        await bench.until(lambda: not bench.wired.similar.adding.batches._running)
        assert "of 5 added" in bench.window.toast.text
        assert service.kept[DATABASE]
        assert bench.window.status.message == "Ready"

    play(themed, scene, service)


def test_cancelling_keeps_what_is_added(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench, Source.KEY_IMAGES)
        sheet.step.setValue(1)
        await quiet(bench)
        sheet.go.click()
        progress = await progress_of(bench)
        await bench.until(lambda: service.kept[DATABASE])
        progress.cancel_rest.click()
        await bench.until(lambda: not bench.wired.similar.adding.batches._running)
        there = len(service.kept[DATABASE])
        assert 0 < there < 20
        assert f"{there} of 20 added" in progress.line
        assert "cancelled" in progress.line

    play(themed, scene, service)


def test_what_an_earlier_session_left_is_offered_and_gone_on_with(
    themed: QApplication, series: Path
) -> None:
    service = a_search()

    async def first(bench: Bench) -> None:
        await bench.open(series)
        stack = shown_stack(bench)
        adding = bench.wired.similar.desk.cases.adding
        adding.begin("local", DATABASE, [ToAdd(stack=stack, index=index) for index in range(3)])

    async def second(bench: Bench) -> None:
        await bench.until(lambda: bench.window.toast.text)
        assert "3 of 3 pictures are still to be added" in bench.window.toast.text
        bench.window.toast._button.click()
        progress = await progress_of(bench)
        assert progress.go_on.isVisible()
        QTest.keyClick(progress, Qt.Key.Key_Return)
        await bench.until(lambda: len(service.kept[DATABASE]) == 3)
        await bench.until(lambda: not bench.wired.similar.adding.batches._running)
        assert "3 of 3 added" in progress.line
        assert not progress.go_on.isVisible()

    play(themed, first, service)
    play(themed, second, service)


def test_what_was_left_can_be_forgotten(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        adding = bench.wired.similar.desk.cases.adding
        adding.begin("local", DATABASE, [ToAdd(stack=shown_stack(bench), index=0)])
        batches = bench.wired.similar.adding.batches
        bench.action("similar-databases")
        sheet = bench.wired.similar.adding.databases.sheet
        assert sheet is not None
        sheet.show_left.click()
        progress = await progress_of(bench)
        progress.forget.click()
        await bench.until(lambda: not batches.sheets)
        assert not batches.left_words()
        assert service.kept[DATABASE] == []

    play(themed, scene, service)


def test_no_connection_keeps_the_rest_for_another_try(themed: QApplication, series: Path) -> None:
    service = a_search()

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await asked(bench)
        service.before[ADD] = [httpx.ConnectError("no route")] * 8
        sheet.go.click()
        progress = await progress_of(bench)
        await bench.until(lambda: progress.problem)
        assert progress.go_on.isVisible()
        service.before.clear()
        progress.go_on.click()
        await bench.until(lambda: "1 of 1 added" in progress.line)
        assert not progress.problem

    play(themed, scene, service)

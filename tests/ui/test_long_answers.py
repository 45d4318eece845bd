"""A long answer is read beside the window, and never shown over something else."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.image_builders import write_series
from tests.review_driving import a_service, analysed
from tests.window_bench import Bench, play
from viewer.app import reviewing_answers
from viewer.storage.result_files import FileState, ResultFile
from viewer.ui.rows import HeaderState


@pytest.fixture
def all_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every answer for a long one."""
    monkeypatch.setattr(reviewing_answers, "LONG_BYTES", 1)


@pytest.mark.usefixtures("all_long")
def test_a_long_answer_is_said_to_be_read_and_then_shown(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        run = bench.wired.reviewing.open_run.run

        bench.wired.reviewing.attach(run)

        assert bench.wired.reviewing.open_run is None
        assert bench.window.findings.header.state is HeaderState.UNDER_WAY
        await bench.until(lambda: bench.wired.reviewing.open_run)
        assert bench.window.findings.header.state is HeaderState.DONE
        assert len(bench.window.findings.model.rows) == 4

    play(themed, scene, a_service())


@pytest.mark.usefixtures("all_long")
def test_an_answer_that_comes_late_does_not_appear_on_another_series(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    write_series(other, slices=20, rows=24, columns=32, study_uid="2.25.77", series_uid="2.25.78")

    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        first = bench.wired.opening.shown.stack.key
        run = bench.wired.reviewing.open_run.run
        bench.wired.opening.open([str(other)])
        await bench.until(lambda: bench.wired.opening.shown.stack.key != first)
        second = bench.wired.opening.shown.stack.key
        came: list[object] = []
        reviewing, go_on = bench.wired.reviewing, threading.Event()
        there, read = reviewing._answer_is_there, reviewing._answers._read_again
        reviewing._answer_is_there = lambda run, answer: (there(run, answer), came.append(run))
        reviewing._answers._read_again = lambda run: (go_on.wait(5.0), read(run))[1]
        bench.wired.opening.show(first)
        await bench.until(lambda: reviewing.awaited_run == run)

        bench.wired.opening.show(second)
        await bench.until(lambda: bench.wired.opening.shown.stack.key == second)
        go_on.set()
        await bench.until(lambda: came)

        assert reviewing.open_run is None
        assert not bench.window.findings.model.rows

    play(themed, scene, a_service())


def test_an_answer_with_files_is_read_beside_the_window_however_short_it_is(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        run = bench.wired.reviewing.open_run.run
        mask = ResultFile(
            job_uid=run.uid, name="Covid.Mask", changed=run.started, state=FileState.FETCHED
        )
        files = bench.wired.library.result_files
        files.expect(run.uid, [mask.name], run.started)
        files.save(mask)

        bench.wired.reviewing.attach(run)

        assert bench.wired.reviewing.open_run is None
        await bench.until(lambda: bench.wired.reviewing.open_run)

    play(themed, scene, a_service())

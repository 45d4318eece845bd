"""A result that comes while a person is at something else waits to be asked for."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play

TWO = (a_nodule(ImageX="3", ImageY="2"), a_nodule(ImageX="5", ImageY="4", ImageZ="9"))


def shown_endpoint(bench: Bench) -> str:
    open_run = bench.wired.reviewing.open_run
    return "" if open_run is None else open_run.run.endpoint


async def another(bench: Bench) -> None:
    """Analyse with another endpoint and wait for its result to be in the library."""
    bench.wired.analysing.start_named("covid-ct")
    await bench.until(
        lambda: any(
            job.endpoint == "covid-ct" and job.is_final for job in bench.wired.library.jobs.all()
        )
    )


def test_a_result_that_is_judged_in_part_stays(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.wired.reviewing.go_next()
        bench.action("accept")
        await another(bench)
        await bench.until(bench.window.toast.isVisible)
        assert shown_endpoint(bench) == "lung-nodule"

    play(themed, scene, FakeService(final=success(*TWO)))


def test_a_result_that_nobody_began_to_judge_makes_room(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        await another(bench)
        await bench.until(lambda: shown_endpoint(bench) == "covid-ct")

    play(themed, scene, FakeService(final=success(*TWO)))


def test_nobody_is_taken_away_from_a_text(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.window.activateWindow()
        bench.window.show_consultation()
        text = bench.window.consultation.composer.text
        text.setFocus()
        await bench.until(lambda: QApplication.focusWidget() is text)
        await another(bench)
        await bench.until(bench.window.toast.isVisible)
        assert bench.window.tabs.currentWidget() is bench.window.consultation

    play(themed, scene, FakeService(final=success(*TWO)))

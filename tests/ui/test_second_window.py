"""A second window on one library looks only, says so, and takes over when the first is closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play
from viewer.domain.job import JobState
from viewer.foundation.folders import Folders
from viewer.foundation.locks import ProcessLock
from viewer.jobs.library import open_for_window, open_library
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.vendors.gateway.medical import LUNG_NODULE

TWO = (a_nodule(ImageX="3", ImageY="2"), a_nodule(ImageX="5", ImageY="4", ImageZ="9"))


@pytest.fixture
def first_window() -> Iterator[ProcessLock]:
    """Hold the library as another window does."""
    folders = Folders.from_environment()
    lock = ProcessLock(folders.data / "window.lock")
    assert lock.acquire()
    yield lock
    lock.release()


@pytest.fixture
def service() -> FakeService:
    return FakeService(final=success(*TWO))


def analysed(themed: QApplication, series: Path, service: FakeService) -> None:
    """Leave a result in the library."""

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()

    play(themed, scene, service)


def test_everything_can_be_looked_at_and_nothing_changed(
    themed: QApplication, series: Path, service: FakeService, first_window: ProcessLock
) -> None:
    analysed(themed, series, service)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.until(lambda: bench.wired.reviewing.open_run)
        window, actions = bench.window, bench.window.actions_by_name

        assert "another window of this program has the library" in window.banner.text
        assert not window.banner.button.isEnabled()
        bench.action("finding-next")
        assert not actions["accept"].isEnabled()
        assert "another window" in actions["accept"].toolTip()
        assert not window.analyse_button.isEnabled()
        assert "another window" in window.analyse_button.toolTip()
        assert window.report.own.isReadOnly()
        assert actions["export"].isEnabled()

    play(themed, scene, service, opened=open_for_window)


def test_taking_over_needs_no_restart(
    themed: QApplication, series: Path, service: FakeService, first_window: ProcessLock
) -> None:
    analysed(themed, series, service)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.until(lambda: bench.wired.reviewing.open_run)
        first_window.release()
        bench.wired.elsewhere.look()
        assert bench.window.banner.button.isEnabled()
        bench.window.banner.button.click()

        assert not bench.window.banner.text
        assert not bench.window.report.own.isReadOnly()
        bench.action("finding-next")
        bench.action("accept")
        await bench.until(lambda: bench.wired.library.ledger.head().sequence)

    play(themed, scene, service, opened=open_for_window)


def test_jobs_go_on_only_after_taking_over(
    themed: QApplication, series: Path, service: FakeService, first_window: ProcessLock
) -> None:
    async def leave(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: service.submissions)

    async def scene(bench: Bench) -> None:
        jobs = bench.wired.library.jobs
        assert not bench.wired.runner._tasks
        first_window.release()
        bench.wired.read_only.take_over()
        await bench.until(lambda: jobs.all()[0].state is JobState.DONE)
        assert len(service.submissions) == 1

    play(themed, leave, service)
    play(themed, scene, service, opened=open_for_window)


def test_what_the_other_window_does_is_followed(
    themed: QApplication, series: Path, service: FakeService, first_window: ProcessLock
) -> None:
    with open_library(Folders.from_environment()):
        pass  # made by the first window

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.elsewhere._timer.setInterval(10)
        stack = bench.wired.opening.shown.stack
        with open_library(Folders.from_environment()) as other:
            runner = JobRunner(other, service, make_transport=service.transport)
            await runner.run_to_end(AnalysisRequest(endpoint=LUNG_NODULE, stack=stack))
            await runner.aclose()
        await bench.until(lambda: bench.wired.reviewing.open_run)

    play(themed, scene, service, opened=open_for_window)

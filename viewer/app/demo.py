"""Every analysis on the embedded service: in a window, or offscreen with files as the result."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Final

from viewer.app.demo_plan import demo_steps, request_for, stack_at
from viewer.app.offscreen import play, until
from viewer.domain.consultation import CONSULTATION
from viewer.domain.part import PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from viewer.app.demo_plan import DemoStep
    from viewer.app.demo_study import DemoStudies
    from viewer.app.wiring import Wired
    from viewer.domain.job import Job
    from viewer.imaging.stack import ImageStack

WINDOW_PICTURE: Final = "window.png"
_WINDOW_SIZE: Final = (1600, 1000)
_SETTLE_S: Final = 0.3


def has_display(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> bool:
    """Tell whether a window could be seen by anybody."""
    given = os.environ if environment is None else environment
    if given.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if platform.startswith(("win", "darwin")):
        return True
    return bool(given.get("DISPLAY") or given.get("WAYLAND_DISPLAY"))


def run_in_window(studies: DemoStudies) -> int:
    """Open the window with the demo studies, all analysed one after the other.

    Returns when it is closed.
    """
    from viewer.app.main import run_window

    return run_window(studies.paths, demo=studies)


def start_all(wired: Wired, studies: DemoStudies) -> None:
    """Start what was not analysed yet of what is open; the service works off one by one.

    What comes after that is a search for similar cases.
    """
    from viewer.app.demo_similar import show_when_analysed

    stacks = wired.opening.stacks
    started = []
    for step in demo_steps(studies):
        stack = stack_at(stacks, step)
        if stack is None:
            continue
        request = request_for(step, stack, stacks)
        if wired.runner.analysed_before(request) is None:
            job = wired.runner.start(request)
            wired.analysing.desk.show_job(job)
            started.append(job.uid)
    wired.analysing.desk.begin()
    wired.background.start(show_when_analysed(wired, studies, started), "demo of similar cases")


def run_headless(
    studies: DemoStudies, out: Path, say: Callable[[str], None] = lambda _line: None
) -> tuple[Path, ...]:
    """Make the same journey in the same window offscreen; return the files written.

    Each endpoint and the search for similar cases get a folder of their own; `say` is told what
    is analysed. Raises KnownError where an analysis fails or a file cannot be written.
    """
    from viewer.app.demo_similar import SIMILAR, write_similar

    written: list[Path] = []
    for name in (*(step.endpoint for step in demo_steps(studies)), SIMILAR):
        (out / name).mkdir(parents=True, exist_ok=True)

    async def scene(wired: Wired) -> None:
        wired.opening.open(list(studies.paths))
        steps = demo_steps(studies)
        await until(lambda: all(stack_at(wired.opening.stacks, step) for step in steps))
        for step in steps:
            say(step.endpoint)
            written.extend(await _written(wired, step, out / step.endpoint))
        say(SIMILAR)
        written.extend(await write_similar(wired, studies, out / SIMILAR))

    play(scene, _WINDOW_SIZE)
    return tuple(written)


async def show_step(wired: Wired, step: DemoStep) -> Job:
    """Analyse one step, unless that was done before, and bring what came of it to the screen.

    The images must be open. Raises KnownError where the analysis fails.
    """
    stacks = wired.opening.stacks
    stack = stack_at(stacks, step)
    if stack is None:
        raise RuntimeError(f"the images for {step.endpoint} are not open")
    await open_stack(wired, stack)
    request = request_for(step, stack, stacks)
    known = wired.runner.analysed_before(request)
    job = known or await _ended(wired, wired.runner.start(request))
    await _present(wired, job)
    return job


async def _written(wired: Wired, step: DemoStep, folder: Path) -> list[Path]:
    """Write down what came of a step that is on the screen."""
    from viewer.app.demo_files import write_layouts
    from viewer.app.result_files import write_result_files

    job = await show_step(wired, step)
    run, stack = wired.library.runs.get(job.uid), stack_at(wired.opening.stacks, step)
    if run is None or stack is None:
        raise RuntimeError(f"{step.endpoint} left no result")
    picture = folder / WINDOW_PICTURE
    wired.window.grab().save(str(picture))
    files = write_result_files(wired.library, run, stack, folder)
    return [picture, *files, *write_layouts(wired.library, run, stack, folder)]


async def open_stack(wired: Wired, stack: ImageStack) -> None:
    """Show a stack that is open, and wait until it is read."""

    def is_shown() -> bool:
        shown = wired.opening.shown
        return shown is not None and shown.stack is stack and shown.volume.is_complete

    wired.opening.show(stack.key)
    await until(is_shown)


async def _ended(wired: Wired, job: Job) -> Job:
    """Wait for the end of a job. Raises what made it fail."""
    from viewer.foundation.errors import ServiceTrouble, ServiceUnavailable
    from viewer.vendors.errors import error_of

    def latest() -> Job:
        return wired.library.jobs.get(job.uid) or job

    await until(lambda: latest().is_final or bool(latest().failure))
    ended = latest()
    if ended.failure:
        raise error_of(ended.failure) or ServiceUnavailable(ServiceTrouble.NOT_STARTED)
    return ended


async def _present(wired: Wired, job: Job) -> None:
    """Bring the result of a job to the screen."""
    if job.endpoint == CONSULTATION:
        wired.window.show_consultation()
    else:
        await _attach(wired, job)
    wired.image.viewport.fit()
    await until(lambda: not wired.is_busy)
    await asyncio.sleep(_SETTLE_S)


async def _attach(wired: Wired, job: Job) -> None:
    run = wired.library.runs.get(job.uid)
    if run is not None and _run_shown(wired) != job.uid:
        wired.reviewing.attach(run)
    await until(lambda: _run_shown(wired) == job.uid)
    await asyncio.sleep(_SETTLE_S)  # the job's own end may bring it to the screen once more
    await until(lambda: _run_shown(wired) == job.uid)
    wired.window.tabs.setCurrentWidget(wired.window.findings)
    shown = wired.reviewing.open_run
    if shown is None:
        return
    if shown.session.findings:
        wired.reviewing.go_to(shown.session.findings[0].uid)
    if any(part.kind is PartKind.REGISTRATION for part in shown.result.parts):
        wired.comparing.open_registered(job.uid)


def _run_shown(wired: Wired) -> str:
    run = wired.reviewing.open_run
    return run.run.uid if run is not None else ""

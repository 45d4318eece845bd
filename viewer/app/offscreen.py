"""The real window without a screen: for the demo on a server, and for the pictures in docs/."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Final

from viewer.foundation.errors import ExitStatus, KnownError, ServiceTrouble, ServiceUnavailable
from viewer.foundation.folders import Folders

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path
    from typing import Never

    from viewer.app.reviewing_answers import OpenRun
    from viewer.app.wiring import Wired
    from viewer.ui.main_window import MainWindow

_LOOK_S: Final = 0.05
_PATIENCE_S: Final = 600.0


def play(scene: Callable[[Wired], Awaitable[None]], size: tuple[int, int]) -> ExitStatus:
    """Show the window offscreen, wired as always, and let `scene` use it.

    Raises whatever the scene or the background raises.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import qasync

    from viewer.app.main import first_picture, made_application

    folders = Folders.from_environment()
    application = made_application(folders)
    window = first_picture()
    window.furnish()
    window.resize(*size)
    try:
        with qasync.QEventLoop(application) as loop:
            loop.run_until_complete(_session(window, folders, scene, size))
    except BaseExceptionGroup as group:
        known = group.subgroup(KnownError)
        if known is None:
            raise
        raise _first(known) from group
    return ExitStatus.DONE


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so. Raises TimeoutError after ten minutes."""
    async with asyncio.timeout(_PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - several owners would have to tell
            await asyncio.sleep(_LOOK_S)


async def open_study(wired: Wired, folder: Path) -> None:
    """Open a folder and wait until its first stack is read."""
    wired.opening.open([str(folder)])
    await until(lambda: wired.opening.shown is not None and wired.opening.shown.volume.is_complete)


async def analysed(wired: Wired, endpoint: str) -> OpenRun:
    """Analyse what is open, unless that was done before, and wait for the result on the screen.

    Raises KnownError where the analysis fails.
    """
    from viewer.domain.job import JobState
    from viewer.vendors.errors import error_of

    wired.analysing.start_unless_known(endpoint)

    def has_ended() -> bool:
        jobs = wired.library.jobs.all()
        return wired.reviewing.open_run is not None or any(
            job.state is JobState.FAILED for job in jobs
        )

    await until(has_ended)
    run = wired.reviewing.open_run
    if run is None:
        failed = next(job for job in wired.library.jobs.all() if job.state is JobState.FAILED)
        raise error_of(failed.failure) or ServiceUnavailable(ServiceTrouble.NOT_STARTED)
    return run


async def _session(
    window: MainWindow,
    folders: Folders,
    scene: Callable[[Wired], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    from viewer.app.background import Background
    from viewer.app.wiring import wire
    from viewer.jobs.library import open_library

    with open_library(folders) as library:
        async with asyncio.TaskGroup() as group:
            background = Background(group, tell=_raise, crashed=_raise)
            wired = wire(window, library, background)
            window.resize(*size)  # the layout of the last session is not this one's
            background.start(wired.runner.serve(), "job runner")
            try:
                await scene(wired)
            finally:
                wired.opening.cancel()
                background.cancel_all()
                await wired.similar.desk.aclose()
                await wired.local.close()
    window.may_close = True
    window.close()


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first single exception of a group that is never empty."""
    error = group.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


def _raise(error: Exception | KnownError) -> Never:
    raise error

"""One session of the window: the loop, the task group, the object graph, and the orderly end."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import qasync

from viewer.app import crash
from viewer.app.background import Background
from viewer.app.library_care import LibraryCare, end_of
from viewer.app.wiring import Wired, wire
from viewer.foundation.errors import ExitStatus, KnownError, LibraryUnavailable
from viewer.foundation.folders import Folders
from viewer.ui.dialogs.lists import CrashSheet
from viewer.ui.toast import Tone
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from viewer.app.options import WindowOptions
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

BENCH_VARIABLE: Final = "VIEWER_BENCH_OPEN"
"""When set, the opening is measured, the figures are printed as JSON, and the window closes."""

_SWITCH_S: Final = 0.001
"""How long a thread may go on while the window waits for its turn: Python's 5 ms add up."""

_LOG: Final = logging.getLogger(__name__)


def run_session(application: QApplication, window: MainWindow, options: WindowOptions) -> int:
    """Run until the window is closed; return the exit status."""
    folders = Folders.from_environment()
    crash.log_to(folders.logs)
    crash.install(_shows_crash(window))
    sys.setswitchinterval(_SWITCH_S)
    loop = qasync.QEventLoop(application)
    try:
        with loop:
            return int(loop.run_until_complete(session(window, folders, options)))
    finally:
        crash.uninstall()


async def session(window: MainWindow, folders: Folders, options: WindowOptions) -> ExitStatus:
    """Wire everything, wait for the window to be closed, and put everything away."""
    from viewer.app.library_trouble import opened_library

    closed = asyncio.Event()
    window.close_wanted.connect(closed.set)
    window.actions_by_name["quit"].triggered.connect(window.close)
    _close_on_signals(closed)
    try:
        library = await opened_library(window, folders, closed)
    except LibraryUnavailable as error:
        _close(window)
        return error.exit_status
    try:
        await _serve(window, library, options, closed)
    finally:
        library.close()
        _close(window)
    return ExitStatus.DONE


def _close(window: MainWindow) -> None:
    window.may_close = True
    window.close()


def _close_on_signals(closed: asyncio.Event) -> None:
    """End in order when the system ends the session, or by Ctrl+C; Windows has no such thing."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, closed.set)


async def _serve(
    window: MainWindow, library: Library, options: WindowOptions, closed: asyncio.Event
) -> None:
    async with asyncio.TaskGroup() as group:
        background = Background(group, tell=_tells(window), crashed=_shows_error(window))
        wired = wire(window, library, background)
        care = LibraryCare(window, library)
        gc.freeze()  # what lives as long as the window is not searched again: 15 ms while scrolling
        try:
            wired.begin(options)
            background.start(care.run(), "care for the library")
            if os.environ.get(BENCH_VARIABLE):
                from viewer.app.measuring import measure

                background.start(measure(wired), "measure")
            await closed.wait()
        finally:
            await _put_away(wired, background)
            end_of(library)


async def _put_away(wired: Wired, background: Background) -> None:
    """End everything; jobs stop where they are and go on at the next start."""
    wired.end()
    background.cancel_all()
    await background.ended()  # a submission on its way may still get its answer
    await wired.similar.desk.aclose()
    await wired.local.close()


def _tells(window: MainWindow) -> Callable[[KnownError], None]:
    def tell(error: KnownError) -> None:
        window.toast.say(error_words(error).line, tone=Tone.BAD)

    return tell


def _shows_error(window: MainWindow) -> Callable[[Exception], None]:
    show = _shows_crash(window)

    def crashed(error: Exception) -> None:
        report = crash.report_of(error)
        _LOG.error("%s", report)
        show(report)

    return crashed


def _shows_crash(window: MainWindow) -> Callable[[str], None]:
    def show(report: str) -> None:
        sheet = CrashSheet(report, window)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    return show

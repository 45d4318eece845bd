"""The window from start to end: first its picture, then everything behind it."""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from viewer.app.options import WindowOptions
from viewer.foundation.errors import ExitStatus
from viewer.foundation.folders import Folders
from viewer.storage.settings import LANGUAGE, THEME, Settings
from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName
from viewer.words.language import install

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.app.demo_study import DemoStudies
    from viewer.ui.main_window import MainWindow

_FIRST_PAINT_MS: Final = 2000
BENCH_VARIABLE: Final = "VIEWER_BENCH_START"
"""When set, the time of the first paint (time.monotonic, ms) is printed and the window closes."""


def run_window(paths: Sequence[str], *, analyse: str = "", demo: DemoStudies | None = None) -> int:
    """Open the window, and return its exit status when it is closed."""
    if problem := unfit_qt():
        sys.stderr.write(f"viewer: {problem}\n")
        return ExitStatus.WRONG_USAGE
    gc.disable()  # collecting while everything is new makes the start slower
    application = made_application(Folders.from_environment())
    window = first_picture()
    gc.enable()
    if os.environ.get(BENCH_VARIABLE):
        sys.stdout.write(f"{time.monotonic() * 1000:.3f}\n")
        sys.stdout.flush()
        return ExitStatus.DONE
    from viewer.app.session import run_session
    from viewer.imaging.decoding.pool import warm_up

    window.furnish()
    warm_up()
    options = WindowOptions(paths=tuple(paths), analyse=analyse, demo=demo)
    return run_session(application, window, options)


def unfit_qt() -> str:
    """Return why this Qt cannot be used; empty when it can.

    PySide6 6.12 takes a reference off None in each call on Python 3.11, until Python aborts.
    """
    import PySide6

    if sys.version_info < (3, 12) and PySide6.__version_info__[:2] >= (6, 12):
        return "PySide6 6.12 and later do not work on Python 3.11: install PySide6 below 6.12"
    return ""


def made_application(folders: Folders) -> QApplication:
    """Return the application with its language and look from the settings."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("viewer")
    application.setQuitOnLastWindowClosed(False)
    settings = Settings(folders.settings)
    install(application, settings.get(LANGUAGE))
    apply_theme(application, ThemeName(settings.get(THEME)))
    return application


def first_picture() -> MainWindow:
    """Show the window and return once it was painted; nothing slow is imported before."""
    from viewer.ui.main_window import MainWindow

    window = MainWindow()
    waiting = QEventLoop()
    window.painted.connect(waiting.quit)
    QTimer.singleShot(_FIRST_PAINT_MS, waiting.quit)  # minimised: never painted
    window.show()
    waiting.exec()
    window.painted.disconnect(waiting.quit)
    return window

"""Fonts and painters without a screen: what the command line and reports draw with."""

import os
import sys
from typing import Final

from PySide6.QtGui import QGuiApplication

from viewer.foundation.errors import BugError

_kept_alive: Final[list[QGuiApplication]] = []


def drawing_application() -> QGuiApplication:
    """Return the application object that text drawing needs; make one where there is none.

    On Linux it needs no display. It lives until the process ends: Qt's fonts die with it. Raises
    BugError where a text-only application was made before: then there are no fonts any more.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if running is not None:
        raise BugError("pictures need the drawing application to be made first")
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _kept_alive.append(QGuiApplication(["viewer"]))
    return _kept_alive[-1]

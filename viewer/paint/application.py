"""Fonts and painters without a screen: what the command line and reports draw with."""

import os
import sys

from PySide6.QtGui import QGuiApplication


def drawing_application() -> QGuiApplication:
    """Return the application object that text drawing needs; make one where there is none.

    On Linux it needs no display. Keep the returned object: Qt's fonts die with it.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["viewer"])

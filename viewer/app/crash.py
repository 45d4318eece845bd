"""When we made a mistake: a redacted report, shown before anybody copies it."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from viewer.foundation.redact import RedactingFilter, redacted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

_LOG: Final = logging.getLogger("viewer.crash")
_LOG_BYTES: Final = 1_000_000
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _LogFile(RotatingFileHandler):
    """A log that lets go of the lines that cannot be written, e.g. while the disk is full.

    Python's own way is to print each with its whole stack and the error that it was about.
    """

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name of logging
        stream, self.stream = self.stream, None  # opened anew for the next line
        if stream is not None:
            with suppress(OSError):
                stream.close()


def report_of(error: BaseException) -> str:
    """Return where it broke: frames and classes, no values, so no patient and no key."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"viewer on Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"{type(error).__module__}.{type(error).__qualname__}",
        *(f"  {_module(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames),
    ]
    return redacted("\n".join(lines))


def install(show: Callable[[str], None]) -> None:
    """Send what nobody caught to the log, and to `show` as a report."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = report_of(error.with_traceback(trace))
        _LOG.error("%s", report)
        show(report)

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            _LOG.error("%s", report_of(arguments.exc_value))

    sys.excepthook = hook
    threading.excepthook = thread_hook
    qInstallMessageHandler(_qt_message)


def uninstall() -> None:
    """Give the hooks back."""
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
    qInstallMessageHandler(None)


def log_to(folder: Path) -> None:
    """Write the log into a folder, without secrets; without that folder, to the console."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _LogFile(
            folder / "viewer.log", maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for chatty in ("httpx", "httpcore", "qasync", "pydicom"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.INFO), "%s", message)


def _module(filename: str) -> str:
    """Return a file name without the folders before the package: they may name a person."""
    normal = filename.replace("\\", "/")
    for marker in ("/site-packages/", "/viewer/"):
        if marker in normal:
            start = normal.rindex(marker)
            return normal[start + 1 :] if marker == "/viewer/" else normal[start + len(marker) :]
    return normal.rsplit("/", maxsplit=1)[-1]

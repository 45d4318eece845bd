"""What the library needs while a window is open, beside everything else: looks and copies."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.app.background import in_thread
from viewer.foundation.clock import SystemClock
from viewer.foundation.errors import KnownError, LibraryTrouble, LibraryUnavailable
from viewer.storage import anchor
from viewer.storage.anchoring import anchor_fault
from viewer.storage.backups import back_up, daily_backup
from viewer.storage.clock_watch import ClockWatch
from viewer.storage.facts import LAST_BACKUP
from viewer.storage.relisting import list_older_findings
from viewer.storage.troubles import translated
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.moments import moment_words
from viewer.words.verify import problem_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from viewer.foundation.clock import Clock
    from viewer.storage.checks import Problem
    from viewer.storage.clock_watch import ClockWentBack
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

_LOG: Final = logging.getLogger(__name__)
_FIRST_S: Final = 4.0
"""The window has first use of the disk and the processor."""
_EACH_S: Final = 10.0
_SHORT_LOG: Final = 64 * 1024
"""Bytes of write-ahead log that are not worth being carried over."""


class LibraryCare:
    """Checks the file once, copies it once a day, keeps log and anchor up while nobody writes."""

    def __init__(self, window: MainWindow, library: Library, clock: Clock | None = None) -> None:
        self._window = window
        self._library = library
        self._clock = clock or SystemClock()
        self._watch = ClockWatch()
        self._log_size = 0
        self._cared_for: int | None = None
        self._copied_on: date | None = None

    async def run(self) -> None:
        """Go on until the window is closed."""
        await self._clock.sleep(_FIRST_S)
        self.say_settings()
        await self._each(self.check)
        await self._each(self.list_older)
        while True:
            await self._each(self.copy_daily)
            await self._each(self.look)
            await self._clock.sleep(_EACH_S)

    def say_settings(self) -> None:
        """Say that the settings were damaged, and where that file is now."""
        aside = self._library.settings.put_aside
        if aside is not None:
            said = QCoreApplication.translate(
                "LibraryCare", "The settings were damaged: the defaults are used. Kept as {0}."
            )
            self._window.toast.say(said.format(aside.name), tone=Tone.WARNING)

    async def check(self) -> None:
        """Look through the file; only what is bad is said."""
        if not await in_thread(_is_whole, self._library):
            path = str(self._library.database.path)
            raise LibraryUnavailable(path, LibraryTrouble.DAMAGED, "the check after the start")
        fault = await in_thread(_fault_at_the_end, self._library)
        if fault is not None:
            said = QCoreApplication.translate(
                "LibraryCare", "The ledger of decisions is not as it was left: {0}."
            )
            self._window.toast.say(said.format(problem_words(fault)), tone=Tone.BAD)

    async def list_older(self) -> None:
        """Put what an earlier release kept into the list of findings."""
        if not self._library.is_read_only:
            await in_thread(_list_older, self._library)

    async def copy_daily(self) -> None:
        """Copy the library once a day, also where the window stays open for weeks.

        What goes wrong is said once a day as well.
        """
        today = self._clock.now().astimezone().date()
        if self._library.is_read_only or self._copied_on == today:
            return
        self._copied_on = today
        target = daily_backup(self._library.database.path, today)
        if target.exists():
            return
        await in_thread(_copy, self._library, target)
        moment = self._clock.now().astimezone(UTC).isoformat(timespec="seconds")
        self._library.facts.set(LAST_BACKUP, moment)

    async def look(self) -> None:
        """Keep the log short and the anchor up to date while nobody writes; watch the clock."""
        database = self._library.database
        size, before = database.log_size, self._log_size
        self._log_size = size
        if database.in_wal and size == self._cared_for:
            return
        odd = await in_thread(_watched, self._library, self._watch, self._clock.now())
        if odd is not None:
            self._window.toast.say(clock_words(odd), tone=Tone.WARNING)
        is_idle = size == before
        if not database.is_read_only:
            is_long = size > _SHORT_LOG
            await in_thread(_tidied, self._library, is_idle=is_idle, is_long=is_long)
        if is_idle:
            self._cared_for = size

    async def _each(self, act: Callable[[], object]) -> None:
        """Do one thing; what goes wrong with it is said, and keeps nothing else from being done."""
        try:
            await act()  # type: ignore[misc]
        except LibraryUnavailable as error:
            _LOG.warning("care for the library: %s", error)
            if error.trouble in (LibraryTrouble.DAMAGED, LibraryTrouble.FULL):
                self._window.toast.say(error_words(error).line, tone=Tone.BAD)
        except KnownError as error:
            _LOG.warning("care for the library: %s", error)


def end_of(library: Library) -> None:
    """Keep how far the ledger reaches, as the last thing before the library is closed."""
    try:
        library.anchor()
    except KnownError as error:
        _LOG.warning("the anchor is not kept: %s", error)


def clock_words(odd: ClockWentBack) -> str:
    """Return what is odd about the clock."""
    return QCoreApplication.translate(
        "LibraryCare",
        "The computer's clock went back: from {0} to {1}. Set it right; the order of what was "
        "done is kept by number.",
    ).format(moment_words(odd.before), moment_words(odd.after))


def _is_whole(library: Library) -> bool:
    with library.reader() as other:
        return other.database.read("PRAGMA quick_check(1)") == [("ok",)]


def _fault_at_the_end(library: Library) -> Problem | None:
    with library.reader() as other:
        kept = anchor.kept_beside(other.database.path)
        return anchor_fault(other.database, kept, other.uid) if kept is not None else None


def _list_older(library: Library) -> None:
    with library.writer() as other:
        list_older_findings(other)


def _copy(library: Library, target: Path) -> None:
    with library.reader() as other, translated(target):
        back_up(other.database.connection, target)


def _watched(library: Library, watch: ClockWatch, now: datetime) -> ClockWentBack | None:
    with library.reader() as other:
        return watch.look(other.database, now)


def _tidied(library: Library, *, is_idle: bool, is_long: bool) -> None:
    with library.writer() as other:
        other.anchor(is_due_only=not is_idle)
        if is_idle and is_long:
            other.database.checkpoint()

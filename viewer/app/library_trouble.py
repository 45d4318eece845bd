"""Opening the library of a window; where that fails, asking what to do instead of giving up."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.app.background import in_thread
from viewer.foundation.errors import KnownError, LibraryTrouble, LibraryUnavailable
from viewer.storage import backups
from viewer.storage.facts import RESTORED
from viewer.storage.opening import Access
from viewer.ui.ask import ask
from viewer.ui.dialogs.library_trouble import LibraryTroubleSheet, WayOn
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.moments import moment_words

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.foundation.folders import Folders
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

_LOG: Final = logging.getLogger(__name__)


class Way(StrEnum):
    """What can be done about it."""

    AGAIN = "again"
    LOOK = "look"
    RESTORE = "restore"
    WITHOUT_LOG = "without-log"
    BEGIN_NEW = "begin-new"


_WAYS: Final = {
    LibraryTrouble.LOCKED: (Way.AGAIN, Way.LOOK),
    LibraryTrouble.FULL: (Way.AGAIN, Way.LOOK),
    LibraryTrouble.WRITE_PROTECTED: (Way.LOOK, Way.AGAIN),
    LibraryTrouble.DAMAGED: (Way.RESTORE, Way.LOOK, Way.BEGIN_NEW, Way.AGAIN),
    LibraryTrouble.NOT_A_LIBRARY: (Way.RESTORE, Way.BEGIN_NEW, Way.AGAIN),
    LibraryTrouble.FOREIGN_LOG: (Way.WITHOUT_LOG, Way.RESTORE, Way.AGAIN),
    LibraryTrouble.LOST: (Way.RESTORE, Way.BEGIN_NEW, Way.AGAIN),
}


async def opened_library(window: MainWindow, folders: Folders, closed: asyncio.Event) -> Library:
    """Open the library, if need be after the person chose how.

    Raises LibraryUnavailable when the person would rather close the program.
    """
    from viewer.jobs.library import open_for_window

    access, restored = Access.WRITE, ""
    while True:
        try:
            library = open_for_window(folders, access)
        except LibraryUnavailable as error:
            _LOG.warning("the library cannot be used: %s", error)
            way, backup = await _asked(window, error, folders, closed)
            if way is None:
                raise
        else:
            _note(library, restored)
            return library
        access = Access.READ if way is Way.LOOK else Access.WRITE
        if await _done(window, way, folders.library, backup) and backup is not None:
            restored = backup.name if way is Way.RESTORE else ""


def _note(library: Library, restored: str) -> None:
    """Keep from which copy it was brought back, for `viewer verify`."""
    if restored and not library.is_read_only:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        library.facts.set(RESTORED, f"{restored}, {moment}")


def ways_on(trouble: LibraryTrouble, *, has_backup: bool) -> tuple[Way, ...]:
    """Return what can be done, the best first."""
    ways = _WAYS.get(trouble, (Way.AGAIN,))
    return tuple(way for way in ways if has_backup or way is not Way.RESTORE)


async def _asked(
    window: MainWindow, error: LibraryUnavailable, folders: Folders, closed: asyncio.Event
) -> tuple[Way | None, Path | None]:
    backup = await in_thread(backups.latest_backup, folders.library)
    words = error_words(error)
    ways = ways_on(error.trouble, has_backup=backup is not None)
    rows = [_way_words(way, folders.library, backup) for way in ways]
    sheet = LibraryTroubleSheet(words.title, words.advice, rows, window)
    async with asyncio.TaskGroup() as group:
        giving_up = group.create_task(_give_up(sheet, closed))
        is_chosen = await ask(sheet)
        giving_up.cancel()
    return (Way(sheet.chosen) if is_chosen else None), backup


async def _give_up(sheet: LibraryTroubleSheet, closed: asyncio.Event) -> None:
    await closed.wait()
    sheet.reject()


async def _done(window: MainWindow, way: Way, library: Path, backup: Path | None) -> bool:
    """Do what was chosen, and say where the old file is now; failures are said as well."""
    try:
        if way is Way.RESTORE and backup is not None:
            aside = await in_thread(backups.restore, library, backup)
        elif way is Way.BEGIN_NEW:
            aside = await in_thread(backups.begin_new, library)
        elif way is Way.WITHOUT_LOG:
            aside = await in_thread(backups.set_log_aside, library)
        else:
            return True
    except KnownError as error:
        window.toast.say(error_words(error).line, tone=Tone.BAD)
        return False
    if aside.exists():
        said = QCoreApplication.translate("LibraryTrouble", "What was there is kept as {0}.")
        window.toast.say(said.format(aside.name))
    return True


def _way_words(way: Way, library: Path, backup: Path | None) -> WayOn:
    text, what = _words_of(way)
    return WayOn(way.value, text, what.format(library.name, _made(backup)))


def _words_of(way: Way) -> tuple[str, str]:
    words = {
        Way.AGAIN: (
            QCoreApplication.translate("LibraryTrouble", "Try again"),
            QCoreApplication.translate("LibraryTrouble", "After you have mended the cause."),
        ),
        Way.LOOK: (
            QCoreApplication.translate("LibraryTrouble", "Open for looking only"),
            QCoreApplication.translate(
                "LibraryTrouble", "What can be read is shown; nothing can be judged or analysed."
            ),
        ),
        Way.RESTORE: (
            QCoreApplication.translate("LibraryTrouble", "Bring back the latest copy"),
            QCoreApplication.translate(
                "LibraryTrouble",
                "The copy of {1} takes the place; the present file is kept beside it.",
            ),
        ),
        Way.WITHOUT_LOG: (
            QCoreApplication.translate("LibraryTrouble", "Open without that file"),
            QCoreApplication.translate(
                "LibraryTrouble", 'The file that ends in "-wal" is kept under another name.'
            ),
        ),
        Way.BEGIN_NEW: (
            QCoreApplication.translate("LibraryTrouble", "Begin a new library"),
            QCoreApplication.translate(
                "LibraryTrouble",
                "An empty one takes the place; the present file is kept beside it.",
            ),
        ),
    }
    return words[way]


def _made(backup: Path | None) -> str:
    """Return when a copy was made, in local time."""
    if backup is None:
        return ""
    return moment_words(datetime.fromtimestamp(backup.stat().st_mtime, UTC))

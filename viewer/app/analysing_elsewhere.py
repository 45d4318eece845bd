"""What other processes put into the library while the window is open: scripts, another window."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from viewer.domain.job import JobState
from viewer.foundation.errors import KnownError

if TYPE_CHECKING:
    from viewer.app.analysing import Analysing
    from viewer.app.read_only import ReadOnly
    from viewer.app.reviewing import Reviewing
    from viewer.domain.job import Job
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

_LOOK_MS: Final = 1000
_JOBS_COMPARED: Final = 50
_LOG: Final = logging.getLogger(__name__)
Standing = tuple[JobState, object, str]


class Elsewhere(QObject):
    """Looks once a second whether somebody else wrote: one pragma, some microseconds.

    SQLite's `data_version` changes when another connection has committed. Nothing is asked while
    the window cannot be seen.
    """

    def __init__(
        self,
        window: MainWindow,
        *,
        library: Library,
        analysing: Analysing,
        reviewing: Reviewing,
        read_only: ReadOnly,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._analysing = analysing
        self._reviewing = reviewing
        self._read_only = read_only
        self._version: object = None
        self._events = 0
        self._known: dict[str, Standing] = {}
        analysing.desk.on_changed.append(self._note)
        analysing.desk.on_finished.append(self._note)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Take what is there as known, and begin to look."""
        self._version = self._data_version()
        self._events = self._library.ledger.head().sequence
        self._note_all()
        self._timer.start()

    def take_as_known(self) -> None:
        """Show what came into the library by itself, e.g. with a study, but not as news."""
        self._note_all()
        self._analysing.desk.show_jobs()

    def end(self) -> None:
        """Look no more: the library is about to be closed."""
        self._timer.stop()

    def look(self) -> None:
        """Show what came from elsewhere since the last look."""
        if not self._window.isVisible() or self._window.isMinimized():
            return
        try:
            self._read_only.look()
            version = self._data_version()
            if version != self._version:
                self._version = version
                self._look_at_jobs()
                self._look_at_readings()
        except KnownError as error:  # said when somebody wants something of the library
            _LOG.info("not looked for news: %s", type(error).__name__)

    def _look_at_jobs(self) -> None:
        latest = self._library.jobs.latest(_JOBS_COMPARED)
        moved = [job for job in latest if self._known.get(job.uid) != _standing(job)]
        if not moved:
            return
        self._analysing.desk.show_jobs()
        for job in reversed(moved):
            self._note(job)
            self._analysing.moved_elsewhere(job)

    def _look_at_readings(self) -> None:
        """Follow the decisions of the window that has the library."""
        if not self._library.is_read_only:
            return
        events = self._library.ledger.head().sequence
        if events == self._events:
            return
        self._events = events
        open_run = self._reviewing.open_run
        if open_run is not None:
            self._reviewing.attach(open_run.run)
        else:
            self._reviewing.attach_latest()

    def _note_all(self) -> None:
        for job in self._library.jobs.latest(_JOBS_COMPARED):
            self._note(job)

    def _note(self, job: Job) -> None:
        self._known[job.uid] = _standing(job)

    def _data_version(self) -> object:
        return self._library.database.read("PRAGMA data_version")


def _standing(job: Job) -> Standing:
    return job.state, job.changed, job.failure

"""The dock of jobs: where each stands, and what a person does about it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from viewer.app.job_rows import being_cancelled, failure_of, is_going, job_row, was_let_be
from viewer.domain.job import JobState
from viewer.foundation.errors import KnownError
from viewer.jobs.progress import Step
from viewer.ui.toast import Tone
from viewer.vendors.errors import NoMethod
from viewer.words.errors import error_words
from viewer.words.jobs import LOCAL, summary_words
from viewer.words.joining import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.domain.job import Job
    from viewer.jobs.progress import JobProgress
    from viewer.jobs.runner import JobRunner
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.rows import JobRow

_TICK_MS: Final = 1000
_PROGRESS_S: Final = 0.1
_PAGE: Final = 20
"""Cards that are made at once: some 30 ms."""


class JobDesk(QObject):
    """Shows the jobs of the library and does what their buttons say.

    `on_changed` is called with a job that moved on or reports progress, `on_moved` with the former
    only, `on_finished` with one that stopped: done, failed, paused, or of unknown outcome.
    """

    def __init__(
        self, window: MainWindow, *, library: Library, runner: JobRunner, background: Background
    ) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._runner = runner
        self._background = background
        self._progress: dict[str, JobProgress] = {}
        self._progress_shown = 0.0
        self._going: dict[str, Job] = {}
        self._fees = 0
        self._ending: set[str] = set()
        """Jobs that somebody has cancelled and that have not stopped yet."""
        self._limit = _PAGE
        self.on_changed: list[Callable[[Job], None]] = []
        self.on_finished: list[Callable[[Job], None]] = []
        self.on_moved: list[Callable[[Job], None]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        runner.changed.connect(self._job_moved)
        runner.progressed.connect(self._job_progressed)
        runner.finished.connect(self._job_finished)
        panel = window.jobs
        panel.cancel_wanted.connect(self.cancel)
        panel.retry_wanted.connect(self.retry)
        panel.leave_wanted.connect(self.leave)
        panel.more_wanted.connect(self._show_more)
        panel.details_wanted.connect(self.show_details)
        window.read_only_changed.connect(panel.set_read_only)
        self.show_jobs()

    def end(self) -> None:
        """Look at no job any more: the library is about to be closed."""
        self._timer.stop()

    def begin(self) -> None:
        """Let the clock of what is under way go on."""
        if not self._timer.isActive():
            self._timer.start()

    def row(self, job: Job) -> JobRow:
        """Return a job in words as it stands now."""
        row = job_row(job, self._progress.get(job.uid), self._library)
        return being_cancelled(row) if job.uid in self._ending and row.is_running else row

    def show_job(self, job: Job) -> None:
        """Show one job as it stands now."""
        self._window.jobs.update_job(self.row(job))
        if not is_going(job):
            self._going.pop(job.uid, None)
            return
        self._going[job.uid] = job
        self.begin()

    def show_jobs(self) -> None:
        """Show the newest jobs, and of the older ones those that wait for a person."""
        latest = self._library.jobs.latest(self._limit + 1)
        shown = latest[: self._limit]
        unfinished = self._library.jobs.unfinished()
        self._going = {job.uid: job for job in unfinished if is_going(job)}
        self._fees = sum(p.fee for p in self._library.jobs.fees() if p.service != LOCAL)
        known = {job.uid for job in shown}
        stuck = [job for job in unfinished if not is_going(job) and job.uid not in known]
        self._window.jobs.show_jobs(
            [self.row(job) for job in (*shown, *stuck[:_PAGE])],
            has_more=len(latest) > self._limit,
        )
        self._show_summary()
        if self._going:
            self.begin()

    def cancel(self, uid: str) -> None:
        """Stop a job; that it stops is shown at once, though it may take a moment."""
        is_ours = self._runner.is_at(uid)
        if is_ours:
            self._ending.add(uid)
        self._attempt(lambda: self._runner.cancel(uid))
        job = self._library.jobs.get(uid)
        if job is None:
            return
        if not is_ours and is_going(job):
            self._window.toast.say(
                QCoreApplication.translate(
                    "Analysing", "Another window or script runs this analysis: cancel it there."
                ),
                tone=Tone.WARNING,
            )
        self._job_changed(job)

    def leave(self, uid: str) -> None:
        """Let a job be of which nobody knows what became."""
        self._attempt(lambda: self._runner.cancel(uid))
        self.show_jobs()

    def retry(self, uid: str) -> None:
        """Begin a job again or go on with it; ask first where it may be billed twice."""
        job = self._library.jobs.get(uid)
        if job is None:
            return
        if job.state is JobState.UNCERTAIN or was_let_be(job):
            self._background.start(self._ask_and_retry(job), "retry")
        else:
            self._go_on(uid)

    def fetch_again(self, uid: str) -> None:
        """Ask the service for fresh links to the result files that are missing."""
        self._attempt(lambda: self._runner.fetch_again(uid))

    def show_details(self, uid: str) -> None:
        """Show everything that is known of one job."""
        from viewer.app.job_details import job_sections
        from viewer.ui.dialogs.job import JobSheet

        job = self._library.jobs.get(uid)
        if job is None:
            return
        row = self.row(job)
        sheet = JobSheet(row.title, self._window)
        sheet.show_job(row.advice, job_sections(job, row, self._library))

        def follow(moved: Job) -> None:
            if moved.uid == uid:
                now = self.row(moved)
                sheet.show_job(now.advice, job_sections(moved, now, self._library))

        self.on_moved.append(follow)
        sheet.finished.connect(lambda: self.on_moved.remove(follow))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def tell(self, error: KnownError) -> None:
        """Say what did not work; nothing is changed by it."""
        tone = Tone.PLAIN if isinstance(error, NoMethod) else Tone.BAD
        self._window.toast.say(error_words(error).line, tone=tone)

    def _attempt(self, act: Callable[[], object]) -> None:
        """Do what writes to the library; say it when that does not work."""
        try:
            act()
        except KnownError as error:
            self.tell(error)

    def _go_on(self, uid: str) -> None:
        self._ending.discard(uid)
        self._attempt(lambda: self._runner.retry(uid))
        self.show_jobs()
        job = self._library.jobs.get(uid)
        if job is not None:
            self._say(self.on_changed, job)

    async def _ask_and_retry(self, job: Job) -> None:
        from viewer.ui.ask import ask
        from viewer.ui.dialogs.question import QuestionSheet

        error = failure_of(job)
        said = error_words(error) if error is not None else None
        sheet = QuestionSheet(
            QCoreApplication.translate("Analysing", "Send again?"),
            said.line if said else "",
            QCoreApplication.translate("Analysing", "Send again"),
            self._window,
        )
        if await ask(sheet):
            self._go_on(job.uid)

    def _show_more(self) -> None:
        self._limit += _PAGE
        self.show_jobs()

    def _job_moved(self, job: Job) -> None:
        self._job_changed(job)
        self._say(self.on_moved, job)

    def _job_changed(self, job: Job) -> None:
        self.show_job(job)
        self._say(self.on_changed, job)

    def _job_progressed(self, progress: JobProgress) -> None:
        self._progress[progress.job_uid] = progress
        now = time.monotonic()
        if now - self._progress_shown < _PROGRESS_S:
            return
        self._progress_shown = now
        job = self._library.jobs.get(progress.job_uid)
        if job is not None:
            self._job_changed(job)

    def _job_finished(self, job: Job) -> None:
        self._progress.pop(job.uid, None)
        self._ending.discard(job.uid)
        self.show_jobs()
        self._say(self.on_finished, job)

    def _tick(self) -> None:
        """Let the clocks go on that can be seen; 300 jobs cost no more than three."""
        for uid in self._window.jobs.in_sight & self._going.keys():
            self._window.jobs.update_job(self.row(self._going[uid]))
        self._show_summary()
        if not self._going:
            self._timer.stop()

    def _show_summary(self) -> None:
        queued = sum(1 for job in self._going.values() if self._is_queued(job))
        said = summary_words(len(self._going) - queued, queued, self._fees)
        self._window.show_jobs_note(joined(said))

    def _is_queued(self, job: Job) -> bool:
        progress = self._progress.get(job.uid)
        return progress is not None and progress.step is Step.QUEUED and progress.is_of(job.state)

    @staticmethod
    def _say(listeners: list[Callable[[Job], None]], job: Job) -> None:
        for tell in tuple(listeners):
            tell(job)

"""What the head of the findings says about jobs: under way, stopped, uncertain, files missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app import finding_rows as words
from viewer.app.job_details import failure_words
from viewer.app.job_rows import failure_of
from viewer.domain.job import FINAL, JobState
from viewer.storage.result_files import FileState
from viewer.ui.panels.header_note import NoteChoice
from viewer.ui.rows import HeaderState, RunHeader
from viewer.words.errors import error_words
from viewer.words.jobs import endpoint_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.analysing_jobs import JobDesk
    from viewer.app.reviewing import Reviewing
    from viewer.domain.job import Job
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow


class AnalysisHead:
    """Shows a job of the open series at the head of the findings, and asks below it."""

    def __init__(
        self, window: MainWindow, *, library: Library, desk: JobDesk, reviewing: Reviewing
    ) -> None:
        self._window = window
        self._library = library
        self._desk = desk
        self._reviewing = reviewing

    def show(self, job: Job | None, not_run: Callable[[], RunHeader]) -> None:
        """Show how the latest `job` on the open series stands, or the result, or `not_run`.

        What could be run is found out only where it is said: a job tells of itself often.
        """
        panel = self._window.findings
        if job is not None and job.state not in FINAL and not job.failure:
            panel.show_header(self._under_way(job))
        elif self._reviewing.has_answer:
            self._reviewing.show_header()
        elif job is not None and job.failure:
            panel.show_header(self._stopped(job))
        else:
            panel.show_header(not_run())
        self.show_note(job)

    def show_note(self, job: Job | None) -> None:
        """Ask what only a person can decide: an unknown outcome, files that did not come."""
        if job is not None and job.state is JobState.UNCERTAIN:
            self._ask_about(job)
        elif not self._say_missing_files():
            self.clear_note()

    def clear_note(self) -> None:
        """Say nothing below the head."""
        self._window.findings.header.note.say("")

    def say_known(self, text: str, show: NoteChoice | None, run_again: NoteChoice) -> None:
        """Say that the same was analysed before; it stays until it is answered."""
        choices = (show, run_again) if show is not None else (run_again,)
        self._window.findings.header.note.say(text, *choices)

    def _under_way(self, job: Job) -> RunHeader:
        row = self._desk.row(job)
        state = f"{row.state} – {row.pace}" if row.pace else row.state
        return words.under_way_header(job.endpoint, state, row.fraction)

    def _stopped(self, job: Job) -> RunHeader:
        """Return the head for a job that failed, or that waits for the network to come back."""
        if job.state is JobState.UNCERTAIN:
            return RunHeader(
                state=HeaderState.FAILED,
                title=QCoreApplication.translate("RunHeader", "{0}: sent, outcome unknown").format(
                    endpoint_words(job.endpoint)
                ),
                current_run=job.uid,
            )
        if job.state in FINAL:
            return words.failed_header(job.uid, job.endpoint, failure_of(job), ())
        return words.paused_header(job.uid, job.endpoint, failure_of(job))

    def _ask_about(self, job: Job) -> None:
        error = failure_of(job)
        said = error_words(error) if error is not None else None
        reason = self._window.actions_by_name.why_read_only
        self._window.findings.header.note.say(
            said.line if said is not None else endpoint_words(job.endpoint),
            NoteChoice(
                QCoreApplication.translate("Jobs", "Send again"),
                lambda: self._desk.retry(job.uid),
                reason,
            ),
            NoteChoice(
                QCoreApplication.translate("Jobs", "Leave it"),
                lambda: self._desk.leave(job.uid),
                reason,
            ),
        )

    def _say_missing_files(self) -> bool:
        open_run = self._reviewing.open_run
        if open_run is None:
            return False
        uid = open_run.run.uid
        files = self._library.result_files.of_job(uid)
        missing = [file for file in files if file.state is FileState.FAILED]
        if not missing:
            return False
        said = QCoreApplication.translate(
            "RunHeader", "{0} of {1} result files could not be fetched."
        ).format(len(missing), len(files))
        self._window.findings.header.note.say(
            " ".join((said, failure_words(missing[0]))).rstrip(),
            NoteChoice(
                QCoreApplication.translate("RunHeader", "Ask again"),
                lambda: self._desk.fetch_again(uid),
                self._window.actions_by_name.why_read_only,
            ),
        )
        return True

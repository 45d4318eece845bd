"""From the Analyse menu to the result on the screen: fit, pre-flight, job, result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from viewer.app import finding_rows as words
from viewer.app.analysing_head import AnalysisHead
from viewer.app.analysing_jobs import JobDesk
from viewer.app.analysing_start import Starting
from viewer.app.preflight import known_before_words
from viewer.domain.consultation import CONSULTATION
from viewer.domain.job import JobState
from viewer.ui.labels import plain_tooltip
from viewer.ui.panels.header_note import NoteChoice
from viewer.ui.rows import HeaderState
from viewer.ui.toast import Tone
from viewer.words.jobs import endpoint_words
from viewer.words.joining import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.app.background import Background
    from viewer.app.opening import Opening, Shown
    from viewer.app.reviewing import Reviewing
    from viewer.app.service_directory import WindowServices
    from viewer.domain.job import Job
    from viewer.domain.references import SeriesReference
    from viewer.jobs.progress import KnownBefore
    from viewer.jobs.runner import JobRunner
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow


class Analysing(QObject):
    """Starts jobs, shows where they stand, and brings their results to the open series."""

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        *,
        opening: Opening,
        reviewing: Reviewing,
        library: Library,
        runner: JobRunner,
        services: WindowServices,
        background: Background,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._opening = opening
        self._reviewing = reviewing
        self._library = library
        self.desk = JobDesk(window, library=library, runner=runner, background=background)
        self._head = AnalysisHead(window, library=library, desk=self.desk, reviewing=reviewing)
        self.starting = Starting(
            window,
            opening=opening,
            library=library,
            runner=runner,
            services=services,
            background=background,
            desk=self.desk,
        )
        self.open_series: Callable[[SeriesReference, Sequence[str]], None] = self._open_there
        """Opens a series that is not open; its files may lie elsewhere by now."""
        self.starting.on_started.append(self._started)
        self.starting.show_result = self._show_result
        self._runner = runner
        self._run_shown = ""
        self._asked_about = ""
        """The job of a question below the head that is not answered yet."""
        self._connect()
        self._closed()

    def _connect(self) -> None:
        window = self._window
        self.desk.on_changed.append(self._job_changed)
        self.desk.on_finished.append(self._job_finished)
        self._runner.same_found.connect(self._same_found)
        window.jobs.result_wanted.connect(self._show_result)
        window.findings.header_action_wanted.connect(self._header_action)
        window.read_only_changed.connect(self._read_only_changed)
        self._opening.on_shown.append(self._stack_shown)
        self._opening.on_closed.append(self._closed)
        self._reviewing.on_changed.append(self._run_changed)

    def resume(self) -> None:
        """Go on with what an earlier process left, and say so quietly."""
        jobs = self._runner.resume_all()
        if jobs:
            said = QCoreApplication.translate("Analysing", "Unfinished analyses going on: {0}")
            self._window.toast.say(said.format(len(jobs)))
            self.desk.begin()
            self.desk.show_jobs()

    def end(self) -> None:
        """Look at no job any more: the library is about to be closed."""
        self.desk.end()

    def start_named(self, name: str) -> None:
        """Analyse the open series with the endpoint of that name, without asking."""
        self.starting.start_named(name)

    def ask_named(self, name: str) -> None:
        """Analyse the open series with the endpoint of that name; ask first where that is due."""
        self.starting.ask_named(name)

    def start_unless_known(self, name: str) -> None:
        """Analyse the open series, unless a result of that endpoint is there already."""
        open_run = self._reviewing.open_run
        run = open_run.run if open_run is not None else self._reviewing.concealed_run
        if run is None or run.endpoint != name:
            self.starting.start_named(name)

    def _started(self) -> None:
        self._asked_about = ""
        self.desk.begin()
        self._show_header()

    def _stack_shown(self, _shown: Shown) -> None:
        self._asked_about = ""
        self.starting.fill_menu()
        self._show_header()

    def _closed(self) -> None:
        self.starting.fill_menu()
        self._window.findings.show_header(words.no_image_header())
        self._head.clear_note()

    def _read_only_changed(self, reason: str) -> None:
        self._window.analyse_button.setToolTip(plain_tooltip(reason))
        self._window.findings.header.set_read_only(reason)
        if self._opening.shown is not None:
            self.starting.fill_menu()
            self._show_header()

    def _show_header(self) -> None:
        """Show the state of the open series: under way, as it was, or not run."""
        shown = self._opening.shown
        if shown is None:
            self._window.findings.show_header(words.no_image_header())
            return
        job = self._library.jobs.latest_on(shown.stack.description.reference)
        self._head.show(job, self.starting.not_run)

    def _run_changed(self) -> None:
        """Say below the head what concerns the run that is shown now."""
        open_run = self._reviewing.open_run
        uid = open_run.run.uid if open_run is not None else ""
        if uid != self._run_shown:
            self._run_shown = uid
            if uid and not self._asked_about:
                self._show_header()

    def _job_changed(self, job: Job) -> None:
        if self._concerns_open(job) and not self._asked_about:
            self._show_header()

    def _job_finished(self, job: Job) -> None:
        from viewer.app.job_rows import failure_of

        if job.endpoint == CONSULTATION:
            self._answered_in_words(job)
        elif job.state is JobState.DONE:
            self.bring(job)
        elif job.failure:
            error = failure_of(job)
            if error is not None:
                self.desk.tell(error)
            self._show_header()
        else:
            self._reviewing.attach_latest()
            self._show_header()

    def _answered_in_words(self, job: Job) -> None:
        """Say that a question was answered, where the person does not see it anyway."""
        window = self._window
        if window.tabs.currentWidget() is window.consultation and self._is_of_open_study(job):
            return
        said = (
            QCoreApplication.translate("Analysing", "The service answered the question.")
            if job.state is JobState.DONE
            else QCoreApplication.translate("Analysing", "The question was not answered.")
        )
        tone = Tone.GOOD if job.state is JobState.DONE else Tone.BAD
        self._window.toast.say(
            said,
            tone=tone,
            action=QCoreApplication.translate("Analysing", "Show"),
            act=lambda: self._show_result(job.uid),
        )

    def _is_of_open_study(self, job: Job) -> bool:
        shown = self._opening.shown
        study = shown.stack.description.reference.study_instance_uid if shown else ""
        return study == job.series.study_instance_uid

    def bring(self, job: Job, *, may_replace: bool = True) -> None:
        """Show a result that is there now, or say that it is there.

        Without `may_replace` it does not take the place of another result that is being read.
        Nobody is taken away from a result that they have judged in part, nor from a text that
        they are writing.
        """
        run = self._library.runs.get(job.uid)
        is_free = self._reviewing.open_run is None or (may_replace and not self._is_in_midst(job))
        is_free = is_free and not self._is_writing()
        if run is not None and self._concerns_open(job) and is_free:
            self._reviewing.attach(run)
            self._window.tabs.setCurrentWidget(self._window.findings)
            return
        if self._asked_about == job.uid:
            return  # it is said below the head of the findings
        said = QCoreApplication.translate("Analysing", "{0}: the result is there").format(
            joined((endpoint_words(job.endpoint), job.title))  # several may be under way
        )
        self._window.toast.say(
            said,
            tone=Tone.GOOD,
            action=QCoreApplication.translate("Analysing", "Show result"),
            act=lambda: self._show_result(job.uid),
        )

    def _is_in_midst(self, job: Job) -> bool:
        """Tell whether some but not all findings of another analysis are judged."""
        open_run = self._reviewing.open_run
        if open_run is None or open_run.run.endpoint == job.endpoint:
            return False
        session = open_run.session
        return 0 < session.judged_count < len(session.findings)

    def _is_writing(self) -> bool:
        """Tell whether the report or a question is being written."""
        focus = QApplication.focusWidget()
        if not isinstance(focus, QPlainTextEdit) or focus.isReadOnly():
            return False
        pages = (self._window.report, self._window.consultation)
        return any(page.isAncestorOf(focus) for page in pages)

    def moved_elsewhere(self, job: Job) -> None:
        """Show what another process did with a job; a result that is being read stays."""
        if job.endpoint == CONSULTATION:
            return
        if job.state is JobState.DONE:
            self.bring(job, may_replace=False)
        if self._concerns_open(job) and not self._asked_about:
            self._show_header()

    def _same_found(self, known: KnownBefore) -> None:
        """Say that what was to be sent was analysed before: nothing was sent."""
        said = known_before_words(known.earlier)
        if known.earlier.state is not JobState.DONE or not self._concerns_open(known.wanted):
            return  # what is under way is shown where it stands
        self._asked_about = known.earlier.uid
        wanted = known.wanted
        show = NoteChoice(
            QCoreApplication.translate("Analysing", "Show it"),
            lambda: self._answered(known.earlier.uid),
        )
        again = NoteChoice(
            QCoreApplication.translate("Analysing", "Run again"),
            lambda: self.starting.run_again(wanted),
        )
        is_here = self._concerns_open(known.earlier)
        self._head.say_known(said, None if is_here else show, again)

    def _answered(self, uid: str) -> None:
        self._asked_about = ""
        self._show_header()
        self._show_result(uid)

    def _concerns_open(self, job: Job) -> bool:
        if job.endpoint == CONSULTATION:
            return False
        shown = self._opening.shown
        return shown is not None and shown.stack.description.reference == job.series

    def _header_action(self) -> None:
        """Do what the button at the head of the findings says."""
        shown = self._opening.shown
        if shown is None:
            return
        job = self._library.jobs.latest_on(shown.stack.description.reference)
        state = self._window.findings.header.state
        if state is HeaderState.UNDER_WAY and job is not None:
            self.desk.cancel(job.uid)
        elif state is HeaderState.FAILED and job is not None:
            self.desk.retry(job.uid)
        else:
            self.starting.ask_fitting()

    def _open_there(self, series: SeriesReference, paths: Sequence[str]) -> None:
        self._opening.open_then_show(paths, series)

    def _show_result(self, uid: str) -> None:
        job = self._library.jobs.get(uid)
        run = self._library.runs.get(uid)
        if job is None or (run is None and job.endpoint != CONSULTATION):
            return
        stack = self._opening.stack_for(job.series.series_instance_uid, job.series.part)
        if stack is None:
            self.open_series(job.series, job.source_paths)
        elif run is not None and self._concerns_open(job):
            self._reviewing.attach(run)
        else:
            self._opening.show(stack.key)
        if job.endpoint == CONSULTATION:
            self._window.show_consultation()
        else:
            self._window.tabs.setCurrentWidget(self._window.findings)

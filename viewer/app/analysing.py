"""From the Analyse menu to the result on the screen: fit, pre-flight, job, progress."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from viewer.app import finding_rows as words
from viewer.app.job_rows import failure_of, job_row
from viewer.app.preflight import preflight_of, problem_lines
from viewer.domain.job import FINAL, JobState
from viewer.foundation.errors import KnownError
from viewer.storage.settings import ASK_BEFORE_SENDING, SERVICE
from viewer.ui.labels import plain_tooltip
from viewer.ui.rows import HeaderState, RunHeader
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.jobs import LOCAL, endpoint_action_words, endpoint_words
from viewer.words.limits import limit_words

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.opening import Opening, Shown
    from viewer.app.reviewing import Reviewing
    from viewer.app.service_directory import WindowServices
    from viewer.domain.job import Job
    from viewer.jobs.progress import JobProgress
    from viewer.jobs.runner import JobRunner
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.vendors.gateway.endpoint import Endpoint
    from viewer.vendors.limits import LimitProblem

_TICK_MS: Final = 1000
_PROGRESS_S: Final = 0.1
_JOBS_SHOWN: Final = 30


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
        self._runner = runner
        self._services = services
        self._background = background
        self._progress: dict[str, JobProgress] = {}
        self._progress_shown = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        runner.changed.connect(self._job_changed)
        runner.progressed.connect(self._job_progressed)
        runner.finished.connect(self._job_finished)
        window.jobs.cancel_wanted.connect(self._cancel)
        window.jobs.retry_wanted.connect(self._retry)
        window.jobs.result_wanted.connect(self._show_result)
        window.findings.header_action_wanted.connect(self._header_action)
        window.menus.analyse.triggered.connect(self._menu_chosen)
        opening.on_shown.append(self._stack_shown)
        opening.on_closed.append(self._closed)
        self._show_jobs()
        self._closed()

    def resume(self) -> None:
        """Go on with what an earlier process left, and say so quietly."""
        jobs = self._runner.resume_all()
        if jobs:
            said = QCoreApplication.translate("Analysing", "Unfinished analyses going on: {0}")
            self._window.toast.say(said.format(len(jobs)))
            self._timer.start()
            self._show_jobs()

    def end(self) -> None:
        """Look at no job any more: the library is about to be closed."""
        self._timer.stop()

    def start_named(self, name: str) -> None:
        """Analyse the open series with the endpoint of that name, without asking."""
        from viewer.vendors.gateway.medical import endpoint_named

        if self._opening.shown is not None:
            self._start(endpoint_named(name), self._opening.shown, {}, is_rerun=False)

    def start_unless_known(self, name: str) -> None:
        """Analyse the open series, unless a result of that endpoint is there already."""
        open_run = self._reviewing.open_run
        if open_run is None or open_run.run.endpoint != name:
            self.start_named(name)

    def ask_named(self, name: str) -> None:
        """Analyse the open series with the endpoint of that name; ask first where that is due."""
        from viewer.vendors.gateway.medical import endpoint_named

        shown = self._opening.shown
        if shown is None:
            return
        endpoint = endpoint_named(name)
        settings = self._library.settings
        asks = settings.get(ASK_BEFORE_SENDING) or settings.get(SERVICE) != LOCAL
        was_run = any(
            run.endpoint == name
            for run in self._library.runs.for_series(shown.stack.description.reference)
        )
        if asks or was_run:
            self._background.start(self._ask_and_start(endpoint, shown), "pre-flight")
        else:
            self._start(endpoint, shown, {}, is_rerun=False)

    async def _ask_and_start(self, endpoint: Endpoint, shown: Shown) -> None:
        from viewer.app.background import in_thread
        from viewer.jobs.packing import facts_of
        from viewer.ui.ask import ask
        from viewer.ui.dialogs.preflight import PreflightSheet
        from viewer.vendors.limits import check

        preflight = preflight_of(endpoint, shown.stack, self._library, self._services.target())
        sheet = PreflightSheet(preflight, self._window)

        async def look() -> None:
            facts = await in_thread(facts_of, shown.stack)
            sheet.show_problems(problem_lines(check(endpoint, facts)), is_ready=True)

        looking = self._background.start(look(), "pre-flight facts")
        try:
            is_accepted = await ask(sheet)
        finally:
            looking.cancel()
        if is_accepted:
            self._start(endpoint, shown, sheet.parameters(), is_rerun=bool(preflight.earlier))

    def _start(
        self, endpoint: Endpoint, shown: Shown, parameters: dict[str, str], *, is_rerun: bool
    ) -> None:
        from viewer.jobs.request import AnalysisRequest

        request = AnalysisRequest(
            endpoint=endpoint,
            stack=shown.stack,
            parameters=parameters,
            service=self._services.target(),
            is_rerun=is_rerun,
        )
        try:
            job = self._runner.start(request)
        except KnownError as error:
            self._tell(error)
            return
        self._timer.start()
        self._window.jobs.update_job(job_row(job, None, self._library))
        self._show_header()

    def _stack_shown(self, _shown: Shown) -> None:
        self._fill_menu()
        self._show_header()

    def _closed(self) -> None:
        self._window.analyse_button.setEnabled(False)
        self._window.menus.analyse.setEnabled(False)
        self._window.findings.show_header(words.no_image_header())

    def _fill_menu(self) -> None:
        from viewer.vendors.gateway.medical import MEDICAL

        menu = self._window.menus.analyse
        menu.clear()
        ranked = sorted(
            ((endpoint, self._misfits(endpoint)) for endpoint in MEDICAL),
            key=lambda pair: bool(pair[1]),
        )
        for endpoint, misfits in ranked:
            reasons = " ".join(limit_words(problem).title for problem in misfits)
            text = endpoint_words(endpoint.name)
            action = menu.addAction(f"{text} – {reasons}" if reasons else text)
            action.setData(endpoint.name)
            action.setEnabled(not misfits)
            action.setToolTip(plain_tooltip(reasons or endpoint_action_words(endpoint.name)))
        menu.setEnabled(True)
        self._window.analyse_button.setEnabled(True)

    def _misfits(self, endpoint: Endpoint) -> tuple[LimitProblem, ...]:
        from viewer.vendors.limits import fits

        shown = self._opening.shown
        return fits(endpoint, shown.stack.description) if shown else ()

    def _show_header(self) -> None:
        """Show the state of the open series: under way, as it was, or not run."""
        shown = self._opening.shown
        if shown is None:
            self._window.findings.show_header(words.no_image_header())
            return
        job = self._job_of(shown)
        if job is not None and job.state not in FINAL and not job.failure:
            self._window.findings.show_header(self._under_way(job))
        elif self._reviewing.open_run is not None:
            self._reviewing.show_header()
        elif job is not None and job.failure:
            self._window.findings.show_header(self._stopped(job))
        else:
            self._window.findings.show_header(self._not_run())

    def _not_run(self) -> RunHeader:
        from viewer.vendors.gateway.medical import MEDICAL

        fitting = [endpoint for endpoint in MEDICAL if not self._misfits(endpoint)]
        if fitting:
            return words.not_run_header(fitting[0].name, ())
        reasons = [limit_words(problem).title for problem in self._misfits(MEDICAL[0])]
        return words.not_run_header(MEDICAL[0].name, reasons)

    def _stopped(self, job: Job) -> RunHeader:
        """Return the head for a job that failed, or that waits for the network to come back."""
        if job.state in FINAL or job.state is JobState.UNCERTAIN:
            return words.failed_header(job.uid, job.endpoint, failure_of(job), ())
        return words.paused_header(job.uid, job.endpoint, failure_of(job))

    def _under_way(self, job: Job) -> RunHeader:
        row = job_row(job, self._progress.get(job.uid), self._library)
        return words.under_way_header(job.endpoint, row.state, row.fraction)

    def _job_of(self, shown: Shown) -> Job | None:
        return self._library.jobs.latest_on(shown.stack.description.reference)

    def _job_changed(self, job: Job) -> None:
        self._window.jobs.update_job(job_row(job, self._progress.get(job.uid), self._library))
        if self._concerns_open(job):
            self._show_header()

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
        self._show_jobs()
        if job.state is JobState.DONE:
            self._result_is_there(job)
        elif job.failure:
            error = failure_of(job)
            if error is not None:
                self._tell(error)
            self._show_header()
        else:
            self._reviewing.attach_latest()
            self._show_header()

    def _result_is_there(self, job: Job) -> None:
        run = self._library.runs.get(job.uid)
        if run is not None and self._concerns_open(job):
            self._reviewing.attach(run)
            self._window.tabs.setCurrentWidget(self._window.findings)
            return
        said = QCoreApplication.translate("Analysing", "{0}: the result is there").format(
            endpoint_words(job.endpoint)
        )
        self._window.toast.say(
            said,
            tone=Tone.GOOD,
            action=QCoreApplication.translate("Analysing", "Show result"),
            act=lambda: self._show_result(job.uid),
        )

    def _concerns_open(self, job: Job) -> bool:
        shown = self._opening.shown
        return shown is not None and shown.stack.description.reference == job.series

    def _show_jobs(self) -> None:
        jobs = self._library.jobs.latest(_JOBS_SHOWN)
        self._window.jobs.show_jobs(
            [job_row(job, self._progress.get(job.uid), self._library) for job in jobs]
        )

    def _tick(self) -> None:
        running = self._library.jobs.unfinished()
        for job in running:
            self._window.jobs.update_job(job_row(job, self._progress.get(job.uid), self._library))
        if not running:
            self._timer.stop()

    def _menu_chosen(self, action: object) -> None:
        self.ask_named(str(action.data()))  # type: ignore[attr-defined]

    def _header_action(self) -> None:
        """Do what the button at the head of the findings says."""
        shown = self._opening.shown
        if shown is None:
            return
        job = self._job_of(shown)
        state = self._window.findings.header.state
        if state is HeaderState.UNDER_WAY and job is not None:
            self._cancel(job.uid)
        elif state is HeaderState.FAILED and job is not None:
            self._retry(job.uid)
        else:
            from viewer.vendors.gateway.medical import MEDICAL

            fitting = [endpoint for endpoint in MEDICAL if not self._misfits(endpoint)]
            if fitting:
                self.ask_named(fitting[0].name)

    def _cancel(self, uid: str) -> None:
        self._runner.cancel(uid)

    def _retry(self, uid: str) -> None:
        job = self._library.jobs.get(uid)
        if job is not None and job.state is JobState.UNCERTAIN:
            self._background.start(self._ask_and_retry(job), "retry")
            return
        self._runner.retry(uid)
        self._timer.start()
        self._show_jobs()
        self._show_header()

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
            self._runner.retry(job.uid)
            self._timer.start()
            self._show_jobs()

    def _show_result(self, uid: str) -> None:
        job = self._library.jobs.get(uid)
        run = self._library.runs.get(uid)
        if job is None or run is None:
            return
        stack = self._opening.stack_for(job.series.series_instance_uid, job.series.part)
        if stack is None:
            self._opening.open_then_show(job.source_paths, job.series)
        elif self._concerns_open(job):
            self._reviewing.attach(run)
        else:
            self._opening.show(stack.key)
        self._window.tabs.setCurrentWidget(self._window.findings)

    def _tell(self, error: KnownError) -> None:
        said = error_words(error)
        self._window.toast.say(said.line, tone=Tone.BAD)

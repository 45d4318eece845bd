"""What can be analysed and how: the Analyse menu, the pre-flight, the request to the runner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.app import finding_rows as words
from viewer.app.preflight import known_before_words, preflight_of, problem_lines
from viewer.foundation.errors import KnownError
from viewer.storage.settings import ASK_BEFORE_SENDING, SERVICE
from viewer.ui.labels import plain_tooltip
from viewer.words.jobs import LOCAL, endpoint_action_words, endpoint_words
from viewer.words.limits import limit_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.app.analysing_jobs import JobDesk
    from viewer.app.background import Background
    from viewer.app.opening import Opening, Shown
    from viewer.app.service_directory import WindowServices
    from viewer.domain.job import Job
    from viewer.jobs.request import AnalysisRequest
    from viewer.jobs.runner import JobRunner
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.rows import RunHeader
    from viewer.vendors.gateway.endpoint import Endpoint
    from viewer.vendors.limits import LimitProblem


class Starting:
    """Starts analyses of the open series; asks first where that is due.

    `on_started` is called after each start, `show_result` with the uid of an earlier job that
    the person would rather see than run again.
    """

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        *,
        opening: Opening,
        library: Library,
        runner: JobRunner,
        services: WindowServices,
        background: Background,
        desk: JobDesk,
    ) -> None:
        self._window = window
        self._opening = opening
        self._library = library
        self._runner = runner
        self._services = services
        self._background = background
        self._desk = desk
        self.on_started: list[Callable[[], None]] = []
        self.show_result: Callable[[str], None] = lambda _uid: None
        window.menus.analyse.triggered.connect(self._menu_chosen)

    def start_named(self, name: str) -> None:
        """Analyse the open series with the endpoint of that name, without asking."""
        from viewer.vendors.gateway.medical import endpoint_named

        if self._opening.shown is not None:
            self.start(endpoint_named(name), self._opening.shown, {}, is_rerun=False)

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
            self.start(endpoint, shown, {}, is_rerun=False)

    async def _ask_and_start(self, endpoint: Endpoint, shown: Shown) -> None:
        from viewer.app.background import in_thread
        from viewer.jobs.inputs import facts_of
        from viewer.ui.ask import ask
        from viewer.ui.dialogs.preflight import PreflightSheet
        from viewer.vendors.limits import check

        def earlier(parameters: Mapping[str, str]) -> Job | None:
            request = self._request(endpoint, shown, parameters, is_rerun=False)
            return self._runner.analysed_before(request)

        preflight = preflight_of(endpoint, shown.stack, self._services.target())
        sheet = PreflightSheet(
            preflight, self._window, known=lambda given: known_before_words(earlier(given))
        )

        async def look() -> None:
            facts = await in_thread(facts_of, shown.stack)
            sheet.show_problems(problem_lines(check(endpoint, facts)), is_ready=True)

        looking = self._background.start(look(), "pre-flight facts")
        try:
            is_accepted = await ask(sheet)
        finally:
            looking.cancel()
        known = earlier(sheet.parameters())
        if is_accepted:
            self.start(endpoint, shown, sheet.parameters(), is_rerun=known is not None)
        elif sheet.is_earlier_wanted and known is not None:
            self.show_result(known.uid)

    def _request(
        self, endpoint: Endpoint, shown: Shown, parameters: Mapping[str, str], *, is_rerun: bool
    ) -> AnalysisRequest:
        from viewer.jobs.request import AnalysisRequest

        return AnalysisRequest(
            endpoint=endpoint,
            stack=shown.stack,
            parameters=parameters,
            service=self._services.target(),
            is_rerun=is_rerun,
        )

    def start(
        self, endpoint: Endpoint, shown: Shown, parameters: Mapping[str, str], *, is_rerun: bool
    ) -> None:
        """Begin an analysis; what keeps it from being begun is said."""
        request = self._request(endpoint, shown, parameters, is_rerun=is_rerun)
        try:
            job = self._runner.start(request)
        except KnownError as error:
            self._desk.tell(error)
            return
        self._desk.show_job(job)
        for tell in self.on_started:
            tell()

    def fill_menu(self) -> None:
        """Offer what fits the open series first, and say of the rest why it does not."""
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
        may_write = not self._window.actions_by_name.why_read_only
        menu.setEnabled(may_write)
        self._window.analyse_button.setEnabled(may_write)

    def _misfits(self, endpoint: Endpoint) -> tuple[LimitProblem, ...]:
        from viewer.vendors.limits import fits

        shown = self._opening.shown
        return fits(endpoint, shown.stack.description) if shown else ()

    def not_run(self) -> RunHeader:
        """Return the head of the findings where nothing was analysed yet."""
        from viewer.vendors.gateway.medical import MEDICAL

        fitting = [endpoint for endpoint in MEDICAL if not self._misfits(endpoint)]
        if fitting:
            return words.not_run_header(fitting[0].name, ())
        reasons = [limit_words(problem).title for problem in self._misfits(MEDICAL[0])]
        return words.not_run_header(MEDICAL[0].name, reasons)

    def ask_fitting(self) -> None:
        """Analyse the open series with the first endpoint that fits it."""
        from viewer.vendors.gateway.medical import MEDICAL

        fitting = [endpoint for endpoint in MEDICAL if not self._misfits(endpoint)]
        if fitting:
            self.ask_named(fitting[0].name)

    def run_again(self, wanted: Job) -> None:
        """Submit anew what was analysed before."""
        from viewer.vendors.gateway.medical import endpoint_named

        shown = self._opening.shown
        if shown is not None and shown.stack.description.reference == wanted.series:
            endpoint = endpoint_named(wanted.endpoint)
            self.start(endpoint, shown, dict(wanted.parameters), is_rerun=True)

    def _menu_chosen(self, action: object) -> None:
        self.ask_named(str(action.data()))  # type: ignore[attr-defined]

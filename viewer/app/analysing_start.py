"""What can be analysed and how: the Analyse menu, the pre-flight, the request to the runner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from viewer.app import finding_rows as words
from viewer.foundation.errors import KnownError
from viewer.storage.settings import ASK_BEFORE_SENDING
from viewer.ui.labels import plain_tooltip
from viewer.vendors.gateway.endpoint import Wire
from viewer.vendors.limits import LimitKind
from viewer.words.jobs import LOCAL, endpoint_action_words, endpoint_words
from viewer.words.limits import limit_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from viewer.app.analysing_jobs import JobDesk
    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.app.service_directory import WindowServices
    from viewer.app.wanted import Wanted
    from viewer.domain.job import Job
    from viewer.jobs.runner import JobRunner
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.rows import RunHeader
    from viewer.vendors.gateway.endpoint import Endpoint
    from viewer.vendors.limits import LimitProblem

_LANGUAGE: Final = "lang"
_OTHER_IMAGES: Final = frozenset(
    {LimitKind.WRONG_MODALITY, LimitKind.NOT_DICOM, LimitKind.NOT_A_PICTURE}
)


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
        self.shown_index: Callable[[], int] = lambda: 0
        """Which image of the open stack is on the screen."""
        self.further_menus: list[QMenu] = []
        """What else stands in the menu, below the analyses."""
        window.menus.analyse.triggered.connect(self._menu_chosen)

    def start_named(self, name: str) -> None:
        """Analyse what is shown with the endpoint of that name, without asking."""
        wanted = self._wanted(name)
        if wanted is not None:
            self.start(wanted, {}, is_rerun=False)

    def ask_named(self, name: str) -> None:
        """Analyse what is shown with the endpoint of that name; ask first where that is due.

        A consultation is no analysis: its tab is shown.
        """
        wanted = self._wanted(name)
        if wanted is None:
            return
        if not wanted.endpoint.slots[0].is_required:
            self._window.show_consultation()
            return
        settings = self._library.settings
        asks = settings.get(ASK_BEFORE_SENDING) or self._target(wanted) != LOCAL
        was_run = any(
            run.endpoint == name
            for run in self._library.runs.for_series(wanted.stack.description.reference)
        )
        if asks or was_run or wanted.may_swap or wanted.lacks_input:
            self._background.start(self._ask_and_start(wanted), "pre-flight")
        else:
            self.start(wanted, {}, is_rerun=False)

    def _wanted(self, name: str) -> Wanted | None:
        from viewer.app.wanted import Wanted
        from viewer.vendors.catalogue import endpoint_named

        shown = self._opening.shown
        if shown is None:
            return None
        endpoint = endpoint_named(name)
        return Wanted.proposed(endpoint, shown.stack, self.shown_index(), self._opening.stacks)

    async def _ask_and_start(self, wanted: Wanted) -> None:
        from viewer.app.analysing_ask import PreflightTalk

        service = self._target(wanted)

        def earlier(wanted: Wanted, parameters: Mapping[str, str]) -> Job | None:
            said = {**_spoken(wanted.endpoint), **parameters}
            request = wanted.request(service, said, is_rerun=False)
            return self._runner.analysed_before(request)

        talk = PreflightTalk(
            self._window,
            self._background,
            service=service,
            stacks=self._opening.stacks,
            earlier=earlier,
        )
        asked = await talk.ask(wanted)
        if asked is None:
            return
        if asked.is_accepted:
            self.start(asked.wanted, asked.parameters, is_rerun=asked.earlier is not None)
        elif asked.earlier is not None:
            self.show_result(asked.earlier.uid)

    def start(self, wanted: Wanted, parameters: Mapping[str, str], *, is_rerun: bool) -> None:
        """Begin an analysis; what keeps it from being begun is said."""
        said = {**_spoken(wanted.endpoint), **parameters}
        request = wanted.request(self._target(wanted), said, is_rerun=is_rerun)
        try:
            job = self._runner.start(request)
        except KnownError as error:
            self._desk.tell(error)
            return
        self._desk.show_job(job)
        for tell in self.on_started:
            tell()

    def _target(self, wanted: Wanted) -> str:
        return self._services.target(is_dental=wanted.endpoint.wire is Wire.DENTAL)

    def fill_menu(self) -> None:
        """Offer what suits and fits best first, and say of the rest why it does not fit.

        What else stands in the menu is there without an image and in a window that only looks.
        """
        menu, why_not = self._window.menus.analyse, self._window.actions_by_name.why_read_only
        menu.clear()
        for endpoint, problems in self._ranked():
            reasons = " ".join(limit_words(problem).title for problem in _telling(problems))
            text = endpoint_words(endpoint.name)
            action = menu.addAction(f"{text} – {reasons}" if reasons else text)
            action.setData(endpoint.name)
            action.setEnabled(not problems and not why_not)
            said = why_not or reasons or endpoint_action_words(endpoint.name)
            action.setToolTip(plain_tooltip(said))
        if self.further_menus and menu.actions():
            menu.addSeparator()
        for further in self.further_menus:
            menu.addMenu(further)
        may_analyse = not why_not and self._opening.shown is not None
        menu.setEnabled(may_analyse or bool(self.further_menus))
        self._window.analyse_button.setEnabled(may_analyse)

    def _ranked(self) -> list[tuple[Endpoint, tuple[LimitProblem, ...]]]:
        from viewer.app.fitting import ranked

        shown = self._opening.shown
        return ranked(shown.stack, self.shown_index()) if shown is not None else []

    def not_run(self) -> RunHeader:
        """Return the head of the findings where nothing was analysed yet."""
        ranked = self._ranked()
        fitting = _fitting(ranked)
        if fitting:
            return words.not_run_header(fitting[0], ())
        for endpoint, problems in ranked:
            if problems:  # of the one that is nearest
                reasons = [limit_words(problem).title for problem in _telling(problems)]
                return words.not_run_header(endpoint.name, reasons)
        return words.no_image_header()

    def ask_fitting(self) -> None:
        """Analyse what is shown with the endpoint that suits and fits best."""
        fitting = _fitting(self._ranked())
        if fitting:
            self.ask_named(fitting[0])

    def run_again(self, wanted: Job) -> None:
        """Submit anew what was analysed before; where an input is not open it is asked for."""
        from viewer.app.wanted import Wanted
        from viewer.vendors.catalogue import endpoint_named

        shown = self._opening.shown
        if shown is None or shown.stack.description.reference != wanted.series:
            return
        again = Wanted.again(
            endpoint_named(wanted.endpoint), shown.stack, wanted, self._opening.stacks
        )
        if len(again.others) < len(wanted.others):
            self._background.start(self._ask_and_start(again), "pre-flight")
        else:
            self.start(again, dict(wanted.parameters), is_rerun=True)

    def _menu_chosen(self, action: QAction) -> None:
        if action.data():  # what stands in a menu of its own names no endpoint
            self.ask_named(str(action.data()))


def _fitting(ranked: list[tuple[Endpoint, tuple[LimitProblem, ...]]]) -> list[str]:
    """Return the analyses that take what is shown, the best first; a consultation is none."""
    return [
        endpoint.name
        for endpoint, problems in ranked
        if not problems and endpoint.slots[0].is_required
    ]


def _spoken(endpoint: Endpoint) -> dict[str, str]:
    """Return the language of the answer, where the service has several: the window's own."""
    if all(parameter.name != _LANGUAGE for parameter in endpoint.parameters):
        return {}
    is_chinese = QLocale().language() == QLocale.Language.Chinese
    return {_LANGUAGE: "zh" if is_chinese else "en"}


def _telling(problems: tuple[LimitProblem, ...]) -> tuple[LimitProblem, ...]:
    """Return the problems that are worth saying: of another kind of image, that alone."""
    other = tuple(problem for problem in problems if problem.kind in _OTHER_IMAGES)
    return other[:1] or problems

"""The reading of the stack on the screen: its findings shown and gone through."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.app import finding_rows as words
from viewer.app.part_sections import report_texts
from viewer.app.reviewing_answers import Answers, OpenRun
from viewer.app.reviewing_details import ReviewDetails
from viewer.app.reviewing_rows import ReviewRows
from viewer.app.reviewing_sessions import ReviewSessions, situation_of
from viewer.domain.result import RunState
from viewer.foundation.errors import KnownError
from viewer.ui.action_spec import When
from viewer.ui.rows import ReadingState
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.ledger import locked_words, signed_words, standing_words
from viewer.words.lengths import NO_SCALE, LengthScale, length_scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.opening import Opening, Shown
    from viewer.domain.finding import Finding
    from viewer.domain.reading import Reading
    from viewer.domain.result import AnalysisResult
    from viewer.domain.series import SeriesDescription
    from viewer.domain.standing import FindingKey
    from viewer.editing.session import ReviewSession
    from viewer.foundation.clock import Clock
    from viewer.overlay.compose import OverlayState
    from viewer.storage.library import Library
    from viewer.storage.runs import Run
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel


def _never(_session: ReviewSession, _run: Run) -> bool:
    return False


def _no_words(_uid: str) -> str:
    return ""


class Reviewing:
    """Keeps panels and viewport in step with the review session of the stack on the screen.

    The session is there as soon as the stack is, analysed or not. `conceals` may say that a run
    is not to be seen yet: then nothing of it is opened, and `on_concealed` is called instead.
    """

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        image: ViewportPanel,
        library: Library,
        opening: Opening,
        *,
        answers: Answers,
        clock: Clock,
    ) -> None:
        self._window = window
        self._viewport = image.viewport
        self._library = library
        self._opening = opening
        self._answers = answers
        self.sessions = ReviewSessions(library, opening, clock, self._review_changed)
        self.session: ReviewSession | None = None
        self.open_run: OpenRun | None = None
        self.concealed_run: Run | None = None
        self.awaited_run: Run | None = None
        """Its answer is long and still being read."""
        self.scale: LengthScale = NO_SCALE
        self.conceals: Callable[[ReviewSession, Run], bool] = _never
        self.agreement_of: Callable[[str], str] = _no_words
        self.on_concealed: list[Callable[[Run], None]] = []
        self.on_changed: list[Callable[[], None]] = []
        self.rows = ReviewRows(window.findings, self._agreement)
        self._details = ReviewDetails(window, library, self)
        panel = window.findings
        panel.selected.connect(self.go_to)
        panel.run_chosen.connect(self._run_chosen)
        panel.filter_changed.connect(self._filter_again)
        window.read_only_changed.connect(self._library_changed_hands)
        self._viewport.finding_clicked.connect(self._clicked)
        self._viewport.overlay_changed.connect(self._overlay_changed)
        opening.on_shown.append(self._stack_shown)
        opening.on_loaded.append(self.rows.pictures_from)
        opening.on_closed.append(self.clear)

    @property
    def series(self) -> SeriesDescription | None:
        """The series on the screen."""
        shown = self._opening.shown
        return shown.stack.description if shown is not None else None

    @property
    def has_answer(self) -> bool:
        """An answer is shown, or is there and not to be seen yet, or is being read."""
        runs = (self.open_run, self.concealed_run, self.awaited_run)
        return any(run is not None for run in runs)

    def clear(self) -> None:
        """Show nothing at all."""
        self.session = None
        self._forget_run()
        self.rows.clear()
        self._details.clear()
        self._window.findings.show_reading(ReadingState())
        self._window.report.set_read_only(self._window.actions_by_name.why_read_only)
        self._viewport.set_findings((), None)
        self._viewport.set_hints({})
        self._tell()

    def attach_latest(self) -> bool:
        """Show the latest run on the open series; tell whether there was one."""
        shown = self._opening.shown
        runs = self._library.runs.for_series(shown.stack.description.reference) if shown else ()
        if not runs:
            self._show_without_run()
            return False
        finished = [run for run in runs if run.state is not RunState.FAILED]
        self.attach((finished or list(runs))[-1])
        return True

    def attach(self, run: Run) -> None:
        """Show one run on the open series, unless it is not to be seen yet."""
        if self.series is None or not self._take_session():
            return
        if self.session is not None and self.conceals(self.session, run):
            self._show_without_run()
            self.concealed_run = run
            for conceal in self.on_concealed:
                conceal(run)
            return
        self.awaited_run = run
        if not self._answers.read(run, self._answer_is_there):
            self._show_without_run()
            self.awaited_run = run
            self.show_header()

    def _answer_is_there(self, run: Run, answer: AnalysisResult | KnownError) -> None:
        if run != self.awaited_run:
            return  # something else is looked at by now
        self.awaited_run = None
        if isinstance(answer, KnownError):
            self._show_failure(run, answer)
        elif answer.state is RunState.FAILED:
            self._show_failure(run, words.failure_of(run, answer))
        else:
            self._show_run(run, answer)

    def refresh(self) -> None:
        """Make all rows again: something that they say besides the reading has changed."""
        if self.session is not None:
            self.rows.show(self.session, self.scale)

    def show_header(self) -> None:
        """Show which run it is, again after a job was shown in its place."""
        if self.concealed_run is not None:
            for conceal in self.on_concealed:
                conceal(self.concealed_run)
        if self.awaited_run is not None:
            header = words.being_read_header(self.awaited_run.endpoint)
            self._window.findings.show_header(header)
        if self.open_run is None:
            return
        run, result = self.open_run.run, self.open_run.result
        runs = self._library.runs.for_series(run.series)
        self._window.findings.show_header(words.result_header(run, result, runs))

    def go_to(self, uid: str, *, is_close: bool = False) -> None:
        """Select a finding, go to its slice and centre it."""
        finding = self.finding_of(uid)
        if finding is None:
            return
        self._viewport.show_finding(finding, is_close=is_close)
        self._window.findings.select(uid)
        self._details.show(uid)
        self._tell()

    def show_added(self, uid: str) -> None:
        """Select what the reader just drew or clicked; the image stays as it is looked at."""
        state = self._viewport.state
        if state is not None:
            self._viewport.set_overlay(replace(state.overlay, selected_uid=uid))
        self._window.findings.select(uid)
        self._details.show(uid)

    def select_none(self) -> None:
        """Let nothing be selected."""
        state = self._viewport.state
        if state is not None:
            self._viewport.set_overlay(replace(state.overlay, selected_uid=None))
        self._window.findings.select("")
        self._details.show("")

    def go_next(self) -> None:
        """Go to the next finding that the filter lets through."""
        if self.session is not None:
            found = self.session.next_finding(self.selected_uid or None, self.is_listed)
            self.go_to(found.uid if found else "")

    def go_previous(self) -> None:
        """Go to the one before."""
        if self.session is not None:
            found = self.session.previous_finding(self.selected_uid or None, self.is_listed)
            self.go_to(found.uid if found else "")

    def zoom_to_selected(self) -> None:
        """Look at the selected finding closely."""
        self.go_to(self.selected_uid, is_close=True)

    def toggle_overlays(self) -> None:
        """Hide or show all findings on the image."""
        self._viewport.toggle_overlay()

    def show_history(self) -> None:
        """Show what was done with the selected finding, or with the whole reading."""
        self._details.show(self.selected_uid)
        self._window.tabs.setCurrentWidget(self._window.details)

    def finding_of(self, uid: str) -> Finding | None:
        """Return a finding on the screen; None for any other."""
        return self.session.finding_of(uid) if uid and self.session is not None else None

    def is_listed(self, finding: Finding) -> bool:
        """Tell whether a finding passes the filter."""
        return self._window.findings.model.lists(finding.uid)

    @property
    def selected_uid(self) -> str:
        """The finding that is selected; empty for none."""
        state = self._viewport.state
        return (state.overlay.selected_uid or "") if state is not None else ""

    @property
    def situation(self) -> When:
        """What is there, for the actions."""
        there = When.OPEN if self._opening.has_something else When.ALWAYS
        if self._opening.shown is not None:
            there |= When.IMAGE
        return there | situation_of(self.session, self.selected_uid)

    def _stack_shown(self, shown: Shown) -> None:
        self.clear()
        self.scale = length_scale(shown.stack.description)
        if self._take_session():
            self.rows.pictures_from(shown)
            self.attach_latest()

    def _take_session(self) -> bool:
        """Have the session of the open stack; tell whether the library could be read."""
        if self.series is None:
            return False
        if self.session is not None and not self._library.is_read_only:
            return True
        try:
            self.session = self.sessions.of(self.series.reference)
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)
            return False
        return True

    def _show_run(self, run: Run, result: AnalysisResult) -> None:
        if self.session is None:
            return
        if self.session.run_uid != run.uid:
            self.rows.forget_pictures()
        self.concealed_run = None
        self.session.open_run(run.uid, result)
        self.open_run = OpenRun(run, result, self.session, self.scale)
        self.show_header()
        report, notices = report_texts(result)
        own = self._library.own_texts.get(run.uid)
        self._window.report.show_run(run.uid, report, own, notices)
        self._show_session()

    def _show_without_run(self) -> None:
        """Show the reader's own findings alone."""
        self._forget_run()
        if self.session is None:
            return
        self.session.open_run("", None)
        self._show_session()

    def _show_failure(self, run: Run, failure: object) -> None:
        self._show_without_run()
        runs = self._library.runs.for_series(run.series)
        header = words.failed_header(run.uid, run.endpoint, failure, runs)
        self._window.findings.show_header(header)

    def _forget_run(self) -> None:
        self.open_run = self.concealed_run = self.awaited_run = None
        self._window.report.clear()

    def _show_session(self) -> None:
        """Show all of the session in panels and image."""
        if self.session is None:
            return
        self.rows.show(self.session, self.scale)
        self._viewport.set_hints(self.rows.hints())
        self._show_on_image()
        self._show_reading(self.session.reading)
        self._filter_again()
        self._details.show(self.selected_uid)
        self._tell()

    def _show_on_image(self) -> None:
        session = self.session
        if session is None:
            return
        answered = session.result.findings if session.result is not None else ()
        self._viewport.set_findings(session.findings, session.review, answered)

    def _show_reading(self, reading: Reading) -> None:
        signature = reading.signature
        locked = locked_words() if signature is not None else ""
        self._window.actions_by_name.explain_lock(locked)
        self._window.actions_by_name["nothing-further"].setChecked(reading.is_nothing_further)
        why_read_only = self._window.actions_by_name.why_read_only
        self._window.report.set_read_only(why_read_only or locked)
        self._window.findings.show_reading(
            ReadingState(
                remark=standing_words(reading),
                signed=signed_words(signature) if signature is not None else "",
                locked=why_read_only or locked,
                may_open_addendum=not why_read_only,
            )
        )

    def _review_changed(self, reading: Reading, keys: tuple[FindingKey, ...]) -> None:
        uids = {key.finding_uid for key in keys}
        self.rows.update(uids)
        self._filter_again()
        self._show_on_image()
        self._show_reading(reading)
        if self.finding_of(self.selected_uid) is None and self.selected_uid:
            self.select_none()
        elif not uids or self.selected_uid in uids or not self.selected_uid:
            self._details.show(self.selected_uid)
        self._tell()

    def _clicked(self, uid: str) -> None:
        self.show_added(uid)
        self._window.tabs.show_for_click(self._window.findings)
        self._tell()

    def _overlay_changed(self, overlay: OverlayState) -> None:
        self._window.actions_by_name["overlays"].setChecked(overlay.is_visible)
        self._window.actions_by_name["lock"].setChecked(overlay.is_locked)
        self._tell()

    def _filter_again(self) -> None:
        """Let the filter of the panel hold on the image as well."""
        state = self._viewport.state
        if state is None or self.session is None:
            return
        narrowing = self._window.findings.narrowing
        narrows = bool(narrowing.kind or narrowing.part or narrowing.agreement)
        rows = self._window.findings.model.rows if narrows else ()
        hidden = frozenset(row.uid for row in rows if not narrowing.is_of(row))
        self._viewport.set_overlay(
            replace(state.overlay, minimum_confidence=narrowing.minimum, hidden_uids=hidden)
        )

    def _run_chosen(self, run_uid: str) -> None:
        run = self._library.runs.get(run_uid)
        if run is not None:
            self.attach(run)

    def events_came_in(self) -> None:
        """Go on from what the ledger says where somebody else's events were added to it."""
        if self.session in self.sessions.forget_outdated():
            self._begin_anew()

    def _library_changed_hands(self, _reason: str) -> None:
        """Read all anew: the window that had the library may have written."""
        self.sessions.forget()
        self._begin_anew()

    def _begin_anew(self) -> None:
        run = self.open_run.run if self.open_run is not None else None
        self.session = None
        if run is not None:
            self.attach(run)
        elif self._take_session():
            self.attach_latest()

    def _agreement(self, uid: str) -> str:
        return self.agreement_of(uid)

    def _tell(self) -> None:
        for tell in self.on_changed:
            tell()

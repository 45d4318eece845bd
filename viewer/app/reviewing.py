"""The result of the series on the screen: shown, judged, kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap

from viewer.app import finding_rows as words
from viewer.domain.result import RunState
from viewer.domain.standing import Decision
from viewer.foundation.errors import KnownError
from viewer.ui.actions import When
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.findings import decided_words, notice_words
from viewer.words.lengths import LengthScale, length_scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.opening import Opening, Shown
    from viewer.domain.finding import Finding
    from viewer.domain.reading import Reading
    from viewer.domain.result import AnalysisResult
    from viewer.domain.standing import FindingKey
    from viewer.editing.session import ReviewSession
    from viewer.foundation.clock import Clock
    from viewer.overlay.compose import OverlayState
    from viewer.storage.library import Library
    from viewer.storage.runs import Run
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenRun:
    """The run whose result is on the screen, and the review of it."""

    run: Run
    result: AnalysisResult
    session: ReviewSession
    scale: LengthScale
    """How lengths of the series are said."""

    @property
    def reviewed(self) -> AnalysisResult:
        """The result with its findings as corrected, and the reader's own."""
        return self.session.reviewed_result or self.result


class Reviewing:
    """Keeps panels and viewport in step with one review session."""

    def __init__(
        self,
        window: MainWindow,
        image: ViewportPanel,
        library: Library,
        opening: Opening,
        *,
        clock: Clock,
    ) -> None:
        self._window = window
        self._viewport = image.viewport
        self._library = library
        self._opening = opening
        self._clock = clock
        self._thumbnails: dict[str, QPixmap] = {}
        self._details_due: str | None = None
        """The finding (or none: empty) whose details are not shown yet."""
        self._answer: object = None
        self.open_run: OpenRun | None = None
        self.on_changed: list[Callable[[], None]] = []
        panel = window.findings
        panel.selected.connect(self.go_to)
        panel.judged.connect(self.judge)
        panel.run_chosen.connect(self._run_chosen)
        panel.filter_changed.connect(self._filter_changed)
        window.tabs.currentChanged.connect(self._fill_details)
        self._viewport.finding_clicked.connect(self._clicked)
        self._viewport.overlay_changed.connect(self._overlay_changed)
        opening.on_shown.append(self._stack_shown)
        opening.on_loaded.append(self._stack_loaded)
        opening.on_closed.append(self.clear)

    def clear(self) -> None:
        """Show no result."""
        self.open_run = None
        self._thumbnails = {}
        self._window.findings.show_rows(())
        self._window.report.clear()
        self._window.details.show_details(())
        self._details_due = None
        self._viewport.set_findings((), None)
        self._viewport.set_hints({})
        self._tell()

    def attach_latest(self) -> bool:
        """Show the latest run on the open series; tell whether there was one."""
        shown = self._opening.shown
        runs = self._library.runs.for_series(shown.stack.description.reference) if shown else ()
        if not runs:
            self.clear()
            return False
        finished = [run for run in runs if run.state is not RunState.FAILED]
        self.attach((finished or list(runs))[-1])
        return True

    def attach(self, run: Run) -> None:
        """Show one run on the open series."""
        from importlib.metadata import version

        from viewer.editing.session import Author, ReviewSession

        shown = self._opening.shown
        if shown is None:
            return
        runs = self._library.runs.for_series(shown.stack.description.reference)
        try:
            result = self._library.runs.result(run.uid)
        except KnownError as error:
            self.clear()
            header = words.failed_header(run.uid, run.endpoint, error, runs)
            self._window.findings.show_header(header)
            return
        if result.state is RunState.FAILED:
            self.clear()
            failure = self._failure_of(run, result)
            header = words.failed_header(run.uid, run.endpoint, failure, runs)
            self._window.findings.show_header(header)
            return
        reading = self._library.ledger.reading(run.series)
        author = Author(user=self._user, clock=self._clock, program=version("viewer"))
        session = ReviewSession(reading, self._library.ledger.append, author)
        session.open_run(run.uid, result)
        session.changed.connect(self._review_changed)
        self._show_session(run, result, session, shown)

    def _show_session(
        self, run: Run, result: AnalysisResult, session: ReviewSession, shown: Shown
    ) -> None:
        self._thumbnails, self._answer = {}, None
        self.open_run = OpenRun(run, result, session, length_scale(shown.stack.description))
        self.show_header()
        self._show_texts(run, result)
        self._viewport.set_hints(words.hints_of(result, self.open_run.scale))
        self._show_review()
        self._filter_again()
        self._make_thumbnails(shown)
        self._tell()

    def show_header(self) -> None:
        """Show which run it is, again after a job was shown in its place."""
        if self.open_run is None:
            return
        run, result = self.open_run.run, self.open_run.result
        runs = self._library.runs.for_series(run.series)
        self._window.findings.show_header(words.result_header(run, result, runs))

    def go_to(self, uid: str, *, is_close: bool = False) -> None:
        """Select a finding, go to its slice and centre it."""
        finding = self._finding(uid)
        if finding is None:
            return
        self._viewport.show_finding(finding, is_close=is_close)
        self._window.findings.select(uid)
        self._show_details(finding)
        self._tell()

    def go_next(self) -> None:
        """Go to the next finding that the filter lets through."""
        if self.open_run is not None:
            found = self.open_run.session.next_finding(self.selected_uid or None, self._passes)
            self.go_to(found.uid if found else "")

    def go_previous(self) -> None:
        """Go to the one before."""
        if self.open_run is not None:
            found = self.open_run.session.previous_finding(self.selected_uid or None, self._passes)
            self.go_to(found.uid if found else "")

    def zoom_to_selected(self) -> None:
        """Look at the selected finding closely."""
        self.go_to(self.selected_uid, is_close=True)

    def judge(self, uid: str, decision: Decision) -> None:
        """Judge one finding, say so, and offer to take it back."""
        finding = self._finding(uid)
        if finding is None or self.open_run is None:
            return
        try:
            holds = self.open_run.session.decide(uid, decision)
        except KnownError as error:
            said = error_words(error)
            self._window.toast.say(f"{said.title} {said.advice}", tone=Tone.BAD)
            return
        self._window.toast.say(
            decided_words(finding.number, holds),
            tone=Tone.GOOD if holds is Decision.ACCEPTED else Tone.PLAIN,
            action=QCoreApplication.translate("Reviewing", "Undo"),
            act=self.undo,
        )

    def accept_selected(self) -> None:
        """Accept the selected finding; again: undecided."""
        self.judge(self.selected_uid, Decision.ACCEPTED)

    def reject_selected(self) -> None:
        """Reject the selected finding; again: undecided."""
        self.judge(self.selected_uid, Decision.REJECTED)

    def undo(self) -> None:
        """Take the last decision back, and go to its finding."""
        step = self.open_run.session.undo() if self.open_run else None
        if step is not None:
            self.go_to(step.changes[0].key.finding_uid)

    def redo(self) -> None:
        """Make the decision again that was taken back last."""
        step = self.open_run.session.redo() if self.open_run else None
        if step is not None:
            self.go_to(step.changes[0].key.finding_uid)

    def toggle_overlays(self) -> None:
        """Hide or show everything of the service on the image."""
        self._viewport.toggle_overlay()

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
        if self.open_run is None:
            return there
        session = self.open_run.session
        if session.findings:
            there |= When.FINDINGS
        if self._finding(self.selected_uid) is not None:
            there |= When.FINDING
        if session.can_undo:
            there |= When.CHANGES
        return there | When.UNDONE if session.can_redo else there

    def _stack_shown(self, _shown: Shown) -> None:
        self.clear()
        self.attach_latest()

    def _stack_loaded(self, shown: Shown) -> None:
        self._make_thumbnails(shown)

    def _show_texts(self, run: Run, result: AnalysisResult) -> None:
        notices = "\n".join(notice_words(notice) for notice in result.notices)
        own = self._library.own_texts.get(run.uid)
        self._window.report.show_run(run.uid, result.report, own, notices)
        self._show_details(None)

    def _show_details(self, finding: Finding | None) -> None:
        """Show the details, or let them wait until somebody looks at them."""
        self._details_due = finding.uid if finding is not None else ""
        self._fill_details()

    def _fill_details(self) -> None:
        due, panel = self._details_due, self._window.details
        if due is None or self.open_run is None or self._window.tabs.currentWidget() is not panel:
            return
        self._details_due = None
        run, session = self.open_run.run, self.open_run.session
        finding = self._finding(due)
        sections = []
        if finding is not None:
            sections.append(words.finding_section(finding, session.review, self.open_run.scale))
            sections.append(words.service_section(finding))
        sections.append(words.run_section(run, self._library.runs.series_of(run.uid)))
        if self._answer is None:
            self._answer = words.decoded(self._library.runs.raw_answer(run.uid))
        title = QCoreApplication.translate("Details", "Answer as received")
        panel.show_details(sections, self._answer, title)

    def _show_review(self) -> None:
        if self.open_run is None:
            return
        session = self.open_run.session
        rows = words.finding_rows(
            self.open_run.reviewed,
            session.review,
            self._thumbnails,
            self.open_run.scale,
        )
        self._window.findings.show_rows(rows, words.kinds_of(self.open_run.reviewed))
        self._viewport.set_findings(session.findings, session.review)

    def _review_changed(self, _reading: Reading, keys: tuple[FindingKey, ...]) -> None:
        self._show_review()
        if self.selected_uid in {key.finding_uid for key in keys}:
            self._show_details(self._finding(self.selected_uid))
        self._tell()

    def _make_thumbnails(self, shown: Shown) -> None:
        from viewer.app.crops import finding_crop

        if self.open_run is None:
            return
        made = False
        for finding in self.open_run.session.findings:
            if finding.uid in self._thumbnails:
                continue
            picture = finding_crop(shown.volume, shown.stack.description, finding)
            if picture is not None:
                self._thumbnails[finding.uid] = picture
                made = True
        if made:
            self._show_review()

    def _clicked(self, uid: str) -> None:
        self._window.findings.select(uid)
        self._window.tabs.setCurrentWidget(self._window.findings)
        self._show_details(self._finding(uid))
        self._tell()

    def _overlay_changed(self, overlay: OverlayState) -> None:
        self._window.actions_by_name["overlays"].setChecked(overlay.is_visible)
        self._tell()

    def _filter_changed(self, minimum: float, kind: str) -> None:
        state = self._viewport.state
        if state is None or self.open_run is None:
            return
        hidden = frozenset(
            finding.uid
            for finding in self.open_run.session.findings
            if kind and finding.category.value != kind
        )
        self._viewport.set_overlay(
            replace(state.overlay, minimum_confidence=minimum, hidden_uids=hidden)
        )

    def _filter_again(self) -> None:
        """Let the filter of the panel hold for what came on the screen just now."""
        panel = self._window.findings
        self._filter_changed(panel.minimum_confidence, panel.kind)

    def _passes(self, finding: Finding) -> bool:
        return finding.uid in self._window.findings.visible_uids

    def _run_chosen(self, run_uid: str) -> None:
        run = self._library.runs.get(run_uid)
        if run is not None:
            self.attach(run)

    def _finding(self, uid: str) -> Finding | None:
        if not uid or self.open_run is None:
            return None
        findings = self.open_run.session.findings
        return next((finding for finding in findings if finding.uid == uid), None)

    def _failure_of(self, run: Run, result: AnalysisResult) -> object:
        from viewer.vendors.errors import error_of

        try:
            return error_of(run.failure) or result.failure
        except ValueError:
            return run.failure or result.failure

    def _user(self) -> str:
        from viewer.app.user import user_name

        return user_name(self._library.settings)

    def _tell(self) -> None:
        for tell in self.on_changed:
            tell()

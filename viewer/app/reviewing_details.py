"""The Details tab: what is selected, its history, the run; filled only while it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.app import finding_rows as words
from viewer.app.answer_tree import decoded
from viewer.app.part_sections import part_sections
from viewer.overlay.shapes import raster_of
from viewer.ui.panels.details import DetailSection
from viewer.words.findings import number_words
from viewer.words.joining import joined
from viewer.words.ledger import Subject, event_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.app.reviewing import Reviewing
    from viewer.domain.finding import Finding
    from viewer.domain.ledger import LedgerEvent
    from viewer.domain.series import SeriesDescription
    from viewer.editing.session import ReviewSession
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

_LATEST: Final = 500
"""So many events of a whole reading are listed, the latest ones."""


class ReviewDetails:
    """Shows one finding, or the reading as a whole where none is selected."""

    def __init__(self, window: MainWindow, library: Library, reviewing: Reviewing) -> None:
        self._window = window
        self._library = library
        self._reviewing = reviewing
        self._due: str | None = None
        """The finding (or none: empty) whose details are not shown yet."""
        self._answer: tuple[str, object] = ("", None)
        window.tabs.currentChanged.connect(self.fill)

    def clear(self) -> None:
        """Show nothing."""
        self._due = None
        self._window.details.show_details(())

    def show(self, uid: str) -> None:
        """Show a finding's details, or let them wait until somebody looks at them."""
        self._due = uid
        self.fill()

    def fill(self) -> None:
        """Show what is due, if the tab is in front."""
        panel, session = self._window.details, self._reviewing.session
        due, series = self._due, self._reviewing.series
        if due is None or session is None or series is None:
            return
        if self._window.tabs.currentWidget() is not panel:
            return
        self._due = None
        title = QCoreApplication.translate("Details", "Answer as received")
        sections = [*self._finding_sections(session, series, due), *self._run_sections()]
        panel.show_details(sections, self._decoded_answer(), title)

    def _finding_sections(
        self, session: ReviewSession, series: SeriesDescription, uid: str
    ) -> list[DetailSection]:
        finding = session.finding_of(uid)
        if finding is None:
            events = self._library.ledger.of_stack(session.reading.stack, _LATEST)
            title = QCoreApplication.translate("Details", "History of the reading")
            return [self._history(title, events, session, series)] if events else []
        sections = [words.finding_section(finding, session.review, self._reviewing.scale)]
        if seen := self._reviewing.agreement_of(uid):
            who = QCoreApplication.translate("Details", "Seen by")
            title = QCoreApplication.translate("Details", "Beside your own reading")
            sections.append(DetailSection(title, ((who, seen),)))
        events = self._library.ledger.of_finding(session.reading.stack, session.key_of(uid))
        if events:
            title = QCoreApplication.translate("Details", "History")
            sections.append(self._history(title, events, session, series))
        if finding.fields:
            sections.append(words.service_section(finding))
        return sections

    def _history(
        self,
        title: str,
        events: Sequence[LedgerEvent],
        session: ReviewSession,
        series: SeriesDescription,
    ) -> DetailSection:
        """Return events in words, the latest first; of a whole reading with the finding each."""
        raster = raster_of(series)
        first = _first_said(session)
        is_whole = len({event.key for event in events}) > 1
        fields: list[tuple[str, str]] = []
        hints: list[str] = []
        for event in reversed(events):
            finding = _original(event) or first.get(event.finding_uid)
            name = _name_of(finding) if is_whole and event.finding_uid else ""
            said = event_words(event, Subject(raster, finding))
            fields += [(said.when, joined((name, said.what))), ("", joined((said.who, said.which)))]
            hints += [said.hint, said.hint]
        return DetailSection(title, tuple(fields), tuple(hints))

    def _run_sections(self) -> list[DetailSection]:
        open_run = self._reviewing.open_run
        if open_run is None:
            return []
        uid = open_run.run.uid
        series = self._library.runs.series_of(uid)
        return [*part_sections(open_run.result), words.run_section(open_run.run, series)]

    def _decoded_answer(self) -> object:
        open_run = self._reviewing.open_run
        if open_run is None:
            return None
        uid = open_run.run.uid
        if self._answer[0] != uid:
            self._answer = (uid, decoded(self._library.runs.raw_answer(uid)))
        return self._answer[1]


def _first_said(session: ReviewSession) -> dict[str, Finding]:
    """Return the findings as they were at first, by uid."""
    said = session.result.findings if session.result is not None else ()
    return {finding.uid: finding for finding in said}


def _original(event: LedgerEvent) -> Finding | None:
    """Return the reader's own finding as it was first drawn."""
    for standing in (event.after, event.before):
        if standing is not None and standing.added is not None:
            return standing.added
    return None


def _name_of(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return QCoreApplication.translate("Details", "Finding {0}").format(number_words(finding))

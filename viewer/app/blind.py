"""Blind-first reading: the reader marks, closes the reading, and only then sees the service's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from viewer.domain.part import PartKind
from viewer.foundation.errors import KnownError
from viewer.ui.toast import Tone
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.app.reviewing import Reviewing
    from viewer.domain.agreement import Agreement, Comparison
    from viewer.domain.reading import Reading
    from viewer.domain.references import SeriesReference
    from viewer.domain.result import AnalysisResult
    from viewer.domain.series import SeriesDescription
    from viewer.editing.session import ReviewSession
    from viewer.storage.library import Library
    from viewer.storage.runs import Run
    from viewer.ui.main_window import MainWindow
    from viewer.ui.panels.blind_card import BlindCard, BlindState


_WITHOUT_PLACES: Final = frozenset({PartKind.REGISTRATION, PartKind.SKIN, PartKind.SIMILAR_IMAGES})


class Blind:
    """Conceals runs until their reader closed a reading of their own, and compares then."""

    def __init__(self, window: MainWindow, reviewing: Reviewing, library: Library) -> None:
        self._window = window
        self._reviewing = reviewing
        self._library = library
        self._card: BlindCard | None = None
        self._looked_at: set[SeriesReference] = set()
        """Stacks of which an answer was on the screen since the start."""
        self._compared: tuple[str, tuple[str, ...], Mapping[str, Agreement]] = ("", (), {})
        reviewing.conceals = self._conceals
        reviewing.agreement_of = self._agreement_words
        reviewing.on_concealed.append(self._show_concealed)
        reviewing.on_changed.append(self._show_card)
        window.read_only_changed.connect(lambda _reason: self._show_card())

    def settings_changed(self) -> None:
        """Conceal or show what is open as the settings want it now."""
        reviewing = self._reviewing
        run = reviewing.open_run.run if reviewing.open_run is not None else reviewing.concealed_run
        if run is not None and self._library.blindness.conceals(run) != (
            reviewing.concealed_run is not None
        ):
            reviewing.attach(run)
        self._show_card()

    def switch(self, is_on: bool) -> None:
        """Read the open series blind, or not, whatever the setting says."""
        series = self._reviewing.series
        if series is None:
            return
        try:
            self._library.blindness.switch(series.reference, is_on=is_on)
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)
        self.settings_changed()

    def close_and_reveal(self) -> None:
        """Close the reader's own reading, compare it with the concealed run, and show that run."""
        run, session = self._reviewing.concealed_run, self._reviewing.session
        series = self._reviewing.series
        if run is None or session is None or series is None:
            return
        try:
            result = self._library.runs.result(run.uid)
            if not self._has_seen(session):  # else nothing is blind any more
                marked = len(session.reading.own_findings)
                session.close_blind((("run", run.uid), ("marked", str(marked))))
            is_comparable = session.reading.blind is not None and has_places(result)
            compared = _compared(session.reading, result, series) if is_comparable else None
            session.reveal(run.uid, details_of(compared) if compared is not None else ())
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)
            return
        self._reviewing.attach(run)

    def show_unread(self) -> None:
        """Show the concealed run to a reader who does without a reading of their own."""
        run, session = self._reviewing.concealed_run, self._reviewing.session
        if run is None or session is None:
            return
        try:
            session.reveal(run.uid)
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)
            return
        self._reviewing.attach(run)

    def _has_seen(self, session: ReviewSession) -> bool:
        """Tell whether the reader knows an answer on these images: judged, or only looked at."""
        stack = session.reading.stack
        return stack in self._looked_at or self._library.blindness.has_seen_service(stack)

    def _conceals(self, _session: ReviewSession, run: Run) -> bool:
        return self._library.blindness.conceals(run)

    def _show_concealed(self, run: Run) -> None:
        from viewer.app import blind_words as words

        self._window.findings.show_header(words.concealed_header(run.endpoint))
        self._show_card()

    def _show_card(self) -> None:
        open_run = self._reviewing.open_run
        if open_run is not None:
            self._looked_at.add(open_run.run.series)
        if self._card is None and self._reviewing.session is None:
            return  # nothing of it is needed at the start
        from viewer.ui.panels.blind_card import BlindCard, BlindState

        try:
            state = self._state()
        except KnownError:  # a library that cannot be read is told of by who reads more of it
            state = BlindState()
        if self._card is None:
            if state == BlindState():
                return
            self._card = BlindCard()
            self._card.reveal_wanted.connect(self.close_and_reveal)
            self._card.way_out_wanted.connect(self.show_unread)
            self._card.switched.connect(self.switch)
            self._window.findings.place_card(self._card)
        self._card.show_state(state)

    def _state(self) -> BlindState:
        from viewer.app import blind_words as words
        from viewer.ui.panels.blind_card import BlindState

        reviewing = self._reviewing
        session, series = reviewing.session, reviewing.series
        if session is None or series is None:
            return BlindState()
        locked = self._window.actions_by_name.why_read_only
        if reviewing.concealed_run is not None:
            has_seen = self._has_seen(session)
            return words.closing_card(session.reading, locked, has_seen=has_seen)
        if reviewing.open_run is not None:
            comparison = self._comparison()
            return words.agreement_card(comparison) if comparison else BlindState()
        is_on = self._library.blindness.is_on(series.reference)
        return BlindState(is_on=is_on, locked=locked)

    def _comparison(self) -> Mapping[str, Agreement]:
        """Return who has which finding of the run shown; empty without a blind reading."""
        open_run, series = self._reviewing.open_run, self._reviewing.series
        if open_run is None or series is None:
            return {}
        reading = open_run.session.reading
        if not has_places(open_run.result):
            return {}
        if reading.blind is None or open_run.run.uid not in reading.revealed:
            return {}
        marked = tuple(finding.uid for finding in reading.marked)
        if self._compared[:2] != (open_run.run.uid, marked):
            comparison = _compared(reading, open_run.result, series)
            self._compared = (open_run.run.uid, marked, comparison.by_uid())
        return self._compared[2]

    def _agreement_words(self, uid: str) -> str:
        from viewer.app import blind_words as words

        agreement = self._comparison().get(uid)
        return words.agreement_words(agreement) if agreement is not None else ""


def has_places(result: AnalysisResult) -> bool:
    """Tell whether a result names places in the images at all, to be compared with a reader's.

    A registration says nothing of its own, and the bars of a photo name no place.
    """
    if result.findings or not result.parts:
        return True
    return any(part.kind not in _WITHOUT_PLACES for part in result.parts)


def details_of(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Return what the ledger keeps of a comparison; `Blindness.revealed_runs` reads it."""
    return (
        ("both", str(len(comparison.pairs))),
        ("ai-only", str(len(comparison.ai_only))),
        ("me-only", str(len(comparison.me_only))),
        ("ai-only-uids", json.dumps(comparison.ai_only)),
    )


def _compared(reading: Reading, result: AnalysisResult, series: SeriesDescription) -> Comparison:
    from viewer.domain.agreement import compared

    return compared(reading.marked, result.findings, series)

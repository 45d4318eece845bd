"""A cephalogram in the window: its tracing, its table, its landmarks, kept in step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.app.ceph_choices import CephChoices
from viewer.app.ceph_table import (
    Asked,
    TableWords,
    counts_words,
    errors_of,
    landmark_rows,
    measure_rows,
    table_rows,
    warnings_of,
    wiggle_rows,
)
from viewer.domain.cephalometry.calibration import KNOWN_LENGTH
from viewer.domain.cephalometry.film import Film, film_of
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.origins import LandmarkOrigin, origins_of
from viewer.domain.cephalometry.uncertainty import CheckFirst, Errors, check_first
from viewer.overlay.tracing import TracingLook, compose_tracing, second_curves
from viewer.ui.ceph_rows import HeadState
from viewer.ui.panels.cephalometry import WIGGLEGRAM, CephPanel
from viewer.words.ceph_tracing import calibration_words
from viewer.words.ceph_view import scale_words, summary_words, value_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.domain.cephalometry.analyses import Row
    from viewer.domain.cephalometry.face import Face
    from viewer.domain.series import SeriesDescription
    from viewer.editing.session import ReviewSession
    from viewer.geometry.points import ImagePoint
    from viewer.overlay.compose import OverlayState
    from viewer.overlay.items import Curve
    from viewer.ui.viewport.widget import Viewport


class CephView:
    """Shows the film of one session; what is dragged is shown before it is kept.

    While a landmark is in hand only numbers and lines are made anew: how certain values are, and
    what to check first, is worked out again when it is let go of.
    """

    def __init__(self, panel: CephPanel, viewport: Viewport, choices: CephChoices) -> None:
        self.panel = panel
        self.choices = choices
        self._viewport = viewport
        self._words = TableWords()
        self._session: ReviewSession | None = None
        self._series: SeriesDescription | None = None
        self.film: Film | None = None
        self._shown: Film | None = None
        """The film as drawn: with what is in hand."""
        self._rows: tuple[Row, ...] = ()
        self._asked: Asked | None = None
        self._errors: Mapping[str, float] = {}
        self._checks: tuple[CheckFirst, ...] = ()
        self._locked = ""
        self._origins: Mapping[str, LandmarkOrigin] = {}
        self._hovered = ""
        self._is_first_on_top = False
        self.second: Face | None = None
        """A second film's face as it lies on this one."""
        viewport.overlay_changed.connect(self._overlay_changed)
        panel.table.row_hovered.connect(self._row_hovered)
        panel.table.row_chosen.connect(self._row_chosen)
        panel.landmarks.order_wanted.connect(self._order_landmarks)
        panel.page_changed.connect(self._page_changed)

    @property
    def series(self) -> SeriesDescription | None:
        """The series whose film is shown; None for none."""
        return self._series

    @property
    def rows(self) -> tuple[Row, ...]:
        """The analysis as it is shown."""
        return self._rows

    @property
    def asked(self) -> Asked | None:
        """What the table shows."""
        return self._asked

    @property
    def origins(self) -> Mapping[str, LandmarkOrigin]:
        """Where each landmark is from."""
        return self._origins

    def show(self, session: ReviewSession, series: SeriesDescription, locked: str) -> None:
        """Show the film as the session has it; `locked`: why nothing can be changed."""
        self._session, self._series, self._locked = session, series, locked
        findings = session.findings
        self.film = self._shown = film_of(findings, series, session.review.decisions)
        self._origins = origins_of(self.film, findings)
        self._asked = self.choices.asked(series)
        self._rows = table_rows(self.film.face, self._asked)
        errors = Errors(self.film.face, self.choices.errors)
        self._errors = errors_of(self._rows, errors)
        self._checks = check_first(self._rows, errors, self._checked())
        self._show_numbers(self.film)
        self._show_landmarks()
        self._show_head()
        self.panel.head.show_layers(self.choices.layers)
        self._show_layers()
        self._show_curves()

    def leave(self) -> None:
        """Show nothing: the film is gone."""
        self._session = self._series = self.film = self._shown = self.second = None
        self._asked = None
        self._rows = ()
        self._hovered = ""
        self._viewport.set_curves(())

    def show_dragged(self, uid: str, point: ImagePoint) -> None:
        """Show what a landmark in hand makes of everything."""
        film, asked = self.film, self._asked
        if film is None or asked is None:
            return
        code = next((code for code, of in film.uids.items() if of == uid), "")
        if not code:
            return
        self._shown = film.with_point(code, point)
        self._rows = table_rows(self._shown.face, asked)
        self._show_numbers(self._shown)
        self._show_curves()

    def show_kept(self) -> None:
        """Show the film again as it was kept: what was in hand is let go of."""
        film, asked = self.film, self._asked
        if film is None or asked is None or self._shown is film:
            return
        self._shown = film
        self._rows = table_rows(film.face, asked)
        self._show_numbers(film)
        self._show_curves()

    def show_second(self, face: Face | None) -> None:
        """Draw a second film over this one, or none any more."""
        self.second = face
        self._show_curves()

    def curves(self) -> tuple[Curve, ...]:
        """Return the tracing as it is drawn now: for the screen, and for exports."""
        if self._shown is None:
            return ()
        code = self._hovered or self.panel.table.chosen
        value = next((row for row in self._rows if row.measure.code == code), None)
        said = ""
        if value is not None and value.value is not None:
            said = value_text(value.value, value.measure.unit)
        look = TracingLook(self.choices.layers, code or None, said)
        drawn = compose_tracing(self._shown.face, look)
        return drawn if self.second is None else (*second_curves(self.second, look), *drawn)

    def _show_numbers(self, film: Film) -> None:
        asked = self._asked
        if asked is None:
            return
        face, rows = film.face, self._rows
        self.panel.table.show_rows(measure_rows(rows, face, asked, self._words, self._errors))
        if self.panel.page == WIGGLEGRAM:
            self.panel.wigglegram.show_rows(wiggle_rows(rows, self._words))
        self.panel.head.show_summary(summary_words(rows))

    def _show_landmarks(self) -> None:
        film = self.film
        if film is not None:
            rows = landmark_rows(film, self._origins, self._checks, first=self._is_first_on_top)
            self.panel.landmarks.show_rows(rows, counts_words(self._origins), self._locked)

    def _show_head(self) -> None:
        asked, film, choices = self._asked, self.film, self.choices
        if asked is None or film is None:
            return
        calibration = film.calibration
        age, sex = asked.person
        self.panel.head.show_state(
            HeadState(
                analyses=choices.analysis_choices(),
                analysis=asked.analysis.key,
                is_custom=asked.analysis.is_custom,
                norm_sets=choices.norm_choices(),
                norm_set="" if asked.norm_set is None else asked.norm_set.key,
                beside="" if asked.beside is None else asked.beside.key,
                age=age,
                sex="" if sex is None else sex.value,
                warnings=warnings_of(asked),
                summary=summary_words(self._rows),
                calibration=scale_words(calibration),
                calibration_tip=calibration_words(calibration),
                is_calibrated=calibration is not None,
                is_by_reader=bool(self.calibration_uids()),
                locked=self._locked,
            )
        )

    def calibration_uids(self) -> list[str]:
        """Return the reader's lines of known length."""
        findings = () if self._session is None else self._session.findings
        return [one.uid for one in findings if one.measured(KNOWN_LENGTH) is not None]

    def _checked(self) -> frozenset[str]:
        """Return the landmarks that a reader looked at: moved, placed, or accepted."""
        touched = {LandmarkOrigin.MOVED, LandmarkOrigin.PLACED}
        return frozenset(code for code, of in self._origins.items() if of in touched)

    def _show_layers(self) -> None:
        """Let landmarks and their names, which are findings, follow the layers as well."""
        state = self._viewport.state
        if state is None:
            return
        dental = replace(
            state.overlay.dental,
            shows_landmarks=TracingLayer.POINTS in self.choices.layers,
            shows_landmark_names=TracingLayer.NAMES in self.choices.layers,
        )
        if dental != state.overlay.dental:
            self._viewport.set_overlay(replace(state.overlay, dental=dental))

    def show_layers(self) -> None:
        """Draw what of the layers is on."""
        self.panel.head.show_layers(self.choices.layers)
        self._show_layers()
        self._show_curves()

    def _show_curves(self) -> None:
        self._viewport.set_curves(self.curves())

    def _overlay_changed(self, _overlay: OverlayState) -> None:
        """Keep landmarks and names as chosen here, whoever else sets how findings look."""
        if self.film is not None:
            self._show_layers()

    def _row_hovered(self, code: str) -> None:
        if code != self._hovered:
            self._hovered = code
            self._show_curves()

    def _row_chosen(self, _code: str) -> None:
        self._show_curves()

    def _order_landmarks(self, is_first: bool) -> None:
        self._is_first_on_top = is_first
        self._show_landmarks()

    def _page_changed(self, _page: int) -> None:
        self.panel.wigglegram.show_rows(wiggle_rows(self._rows, self._words))

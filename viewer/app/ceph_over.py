"""Another analysed film laid over the one on the screen, and what differs between the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.film import Film, film_of
from viewer.domain.cephalometry.measures import MEASURES
from viewer.domain.cephalometry.superimposition import (
    Held,
    Refused,
    Superimposition,
    measure_changes,
    superimposed,
)
from viewer.domain.reading import Reading
from viewer.foundation.errors import KnownError
from viewer.overlay.furniture import iso_date
from viewer.ui.ceph_rows import Choice, DifferenceRow, SuperimposeState
from viewer.ui.panels.cephalometry import SUPERIMPOSE
from viewer.words.ceph_tracing import held_words, refused_words, scaling_words
from viewer.words.ceph_view import deviation_text, value_text
from viewer.words.cephalometry import landmark_words, measure_label
from viewer.words.errors import error_words
from viewer.words.joining import joined
from viewer.words.moments import moment_words

if TYPE_CHECKING:
    from viewer.app.ceph_view import CephView
    from viewer.app.cephalometry import Cephalometry
    from viewer.domain.cephalometry.formulas import Unit
    from viewer.domain.cephalometry.superimposition import MeasureChange, PointChange
    from viewer.domain.series import SeriesDescription
    from viewer.storage.runs import Run

_MOST: Final = 200
"""So many of the newest analyses are looked through for films of the same patient."""
_ENDPOINT: Final = "cephalometric"


@dataclass(frozen=True, slots=True)
class OtherFilm:
    """A film that may be laid over: its run, and what was analysed."""

    run: Run
    series: SeriesDescription


class CephOver:
    """Holds which film is laid over; shows it while the Analysis tab is there."""

    def __init__(self, owner: Cephalometry, view: CephView) -> None:
        self._owner = owner
        self._view = view
        self._panel = view.panel.superimpose
        self._films: dict[str, OtherFilm] = {}
        self._film = ""
        self._other: Film | None = None
        self._method = Held.SN_AT_S
        self.found: Superimposition | None = None
        self._note = ""
        self._panel.film_chosen.connect(self.choose)
        self._panel.method_chosen.connect(self._choose_method)
        view.panel.page_changed.connect(self._page_changed)

    def leave(self) -> None:
        """Lay nothing over: another film is on the screen."""
        self._films, self._film, self._other, self.found = {}, "", None, None
        self._note = ""
        self._view.show_second(None)

    def show(self) -> None:
        """Show what is laid over as it lies on the film as it is now."""
        if self._other is not None:
            self._lay_over()
        if self._view.panel.page == SUPERIMPOSE:
            self._show()

    def choose(self, key: str) -> None:
        """Lay a film over; an empty key lays none."""
        self._film, self._other, self.found, self._note = key, None, None, ""
        other = self._films.get(key)
        if other is not None:
            try:
                self._other = self._read(other)
            except KnownError as error:
                self._note = error_words(error).line
        self._lay_over()
        self._show()

    def _choose_method(self, key: str) -> None:
        self._method = Held(key)
        self._lay_over()
        self._show()

    def _page_changed(self, page: int) -> None:
        if page == SUPERIMPOSE:
            self._films = self._known_films()
            self._show()

    def _lay_over(self) -> None:
        film, other = self._view.film, self._other
        self.found = None
        if film is not None and other is not None:
            found = superimposed(film.face, other.face, self._method)
            if isinstance(found, Refused):
                self._note = refused_words(found)
            else:
                self.found, self._note = found, scaling_words(found.scaling)
        self._view.show_second(None if self.found is None else self.found.face)

    def _read(self, other: OtherFilm) -> Film:
        """Return a film as its readers left it. Raises KnownError."""
        library = self._owner.library
        result = library.runs.result(other.run.uid)
        events = library.ledger.of_stack(other.run.series)
        reading = Reading.folded(other.run.series, events)
        findings = reading.findings_with(other.run.uid, result.findings)
        decisions = reading.review_of(other.run.uid).decisions
        return film_of(findings, other.series, decisions)

    def _known_films(self) -> dict[str, OtherFilm]:
        """Return other films: of the same patient, and those that are open."""
        series = self._view.series
        if series is None:
            return {}
        library = self._owner.library
        opened = {stack.description.reference for stack in self._owner.opening.stacks}
        found: dict[str, OtherFilm] = {}
        seen = {series.reference}
        for run in library.runs.of_endpoint(_ENDPOINT, _MOST):
            if run.series in seen or library.blindness.conceals(run):
                continue
            seen.add(run.series)
            try:
                described = library.runs.series_of(run.uid)
            except KnownError:
                continue  # the job that knew it is gone
            if run.series in opened or _is_same_patient(series, described):
                found[run.uid] = OtherFilm(run, described)
        return found

    def _show(self) -> None:
        nothing = QCoreApplication.translate("Cephalometry", "none")
        choices = [Choice("", nothing)]
        choices += [Choice(key, _film_words(one)) for key, one in self._films.items()]
        note = self._note
        if not self._films:
            note = QCoreApplication.translate(
                "Cephalometry",
                "No other analysed film of this patient is known. Open one and analyse it, or "
                "place its landmarks.",
            )
        self._panel.show_state(
            SuperimposeState(
                films=tuple(choices),
                film=self._film,
                methods=tuple(Choice(each.value, held_words(each)) for each in Held),
                method=self._method.value,
                note=note,
                warning=self.warning(),
                rows=self.rows(),
            )
        )

    def warning(self) -> str:
        """Return that the film laid over is, or may be, of somebody else; empty for neither."""
        other, series = self._films.get(self._film), self._view.series
        if other is None or series is None or self._other is None:
            return ""
        if series.identity.is_other_than(other.series.identity):
            return QCoreApplication.translate(
                "Cephalometry", "The other film is of another patient."
            )
        if not _is_same_patient(series, other.series):
            return QCoreApplication.translate(
                "Cephalometry", "The files do not say whether both films are of one patient."
            )
        return ""

    def rows(self) -> tuple[DifferenceRow, ...]:
        """Return what differs: the values of the analysis first, then the landmarks."""
        film, other, asked = self._view.film, self._other, self._view.asked
        if film is None or other is None or asked is None or self.found is None:
            return ()
        codes = [row.measure.code for row in self._view.rows]
        changes = measure_changes(film.face, other.face, codes)
        unit = self.found.unit
        return (
            *(_of_measure(change) for change in changes),
            *(_of_point(point, unit) for point in self.found.points),
        )


def _is_same_patient(one: SeriesDescription, other: SeriesDescription) -> bool:
    identity = one.identity
    is_known = bool(identity.patient_id or (identity.patient_name and identity.birth_date))
    return is_known and identity.is_same_as(other.identity)


def _film_words(film: OtherFilm) -> str:
    text = film.series.text
    when = iso_date(text.study_date) or moment_words(film.run.started)
    return joined((when, text.study_description or text.series_description))


def _of_measure(change: MeasureChange) -> DifferenceRow:
    measure = MEASURES[change.code]

    def said(value: float | None) -> str:
        return "–" if value is None else value_text(value, measure.unit)

    difference = "–" if change.difference is None else deviation_text(change.difference)
    return DifferenceRow(
        measure_label(measure), said(change.first), said(change.second), difference
    )


def _of_point(point: PointChange, unit: Unit) -> DifferenceRow:
    """Return how far a landmark went: forward and downward in the two columns of the films."""
    forward = QCoreApplication.translate("Cephalometry", "forward {0}")
    downward = QCoreApplication.translate("Cephalometry", "down {0}")
    return DifferenceRow(
        joined((point.code, landmark_words(point.code)[0])),
        forward.format(deviation_text(point.forward)),
        downward.format(deviation_text(point.downward)),
        value_text(point.distance, unit),
    )

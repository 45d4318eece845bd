"""A cephalogram measured for exports: its landmarks, its scale, and every analysis of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from viewer.domain.cephalometry.analyses import ANALYSES, Analysis, Row, analysed, fitting
from viewer.domain.cephalometry.film import Film, film_of
from viewer.domain.cephalometry.landmark_errors import ERRORS, LandmarkError
from viewer.domain.cephalometry.norms import NormSet, Person
from viewer.domain.cephalometry.origins import LandmarkOrigin, origins_of
from viewer.domain.cephalometry.uncertainty import Errors
from viewer.domain.cephalometry.whom import person_of
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.review import Review
from viewer.domain.series import SeriesDescription
from viewer.geometry.points import ImagePoint

_N: Final = "N"


class Compared(NamedTuple):
    """One analysis of a film against one norm set; `norm_set` None: against none."""

    analysis: Analysis
    norm_set: NormSet | None
    rows: tuple[Row, ...]


class LandmarkLine(NamedTuple):
    """One landmark as it stands: image px, and relative to N in the frame of the face.

    `forward` and `downward` are along the film's edges with the face looking to the right: in mm
    where the film is calibrated, else in widths of a pixel. All None where it is missing; relative
    to N also where N is.
    """

    code: str
    origin: LandmarkOrigin
    point: ImagePoint | None
    forward: float | None
    downward: float | None


@dataclass(frozen=True)
class MeasuredFilm:
    """Everything that files say of a cephalogram. `shown` is the analysis that was looked at."""

    film: Film
    origins: Mapping[str, LandmarkOrigin]
    person: Person
    compared: tuple[Compared, ...]
    shown: Compared
    errors: Mapping[str, float]
    """Standard deviations of the values, by code of the measure."""
    differences: tuple[tuple[str, str, str, str], ...] = ()
    """See `Chosen`."""

    @property
    def is_calibrated(self) -> bool:
        """Tell whether there are lengths."""
        return self.film.calibration is not None

    @property
    def landmarks(self) -> tuple[LandmarkLine, ...]:
        """All landmarks in the order of their table, those that are missing among them."""
        return tuple(self._line(code, origin) for code, origin in self.origins.items())

    def _line(self, code: str, origin: LandmarkOrigin) -> LandmarkLine:
        face = self.film.face
        point, nasion = face.points.get(code), face.places.get(_N)
        place = face.places.get(code)
        if place is None or nasion is None:
            return LandmarkLine(code, origin, point, None, None)
        return LandmarkLine(code, origin, point, place.x - nasion.x, place.y - nasion.y)


class Chosen(NamedTuple):
    """What a reader chose in the window; the defaults are what nobody chose."""

    analysis: str = "steiner"
    norm_set: NormSet | None = None
    person: Person | None = None
    own_sets: tuple[Analysis, ...] = ()
    differences: tuple[tuple[str, str, str, str], ...] = ()
    """Of a second film that lies over this one: item, this film, the other one, difference."""
    errors: Mapping[str, LandmarkError] = ERRORS


_NOBODY_CHOSE: Final = Chosen()


def measured_film(
    findings: Sequence[Finding],
    review: Review,
    series: SeriesDescription,
    chosen: Chosen = _NOBODY_CHOSE,
) -> MeasuredFilm | None:
    """Return the film with all analyses; None where no landmark is among the findings."""
    if not any(finding.kind is FindingKind.LANDMARK for finding in findings):
        return None
    film = film_of(findings, series, review.decisions)
    person = chosen.person or person_of(series)
    every = (*ANALYSES.values(), *chosen.own_sets)
    compared = [_compared(film, analysis, person, chosen) for analysis in every]
    shown = next((one for one in compared if one.analysis.key == chosen.analysis), compared[0])
    return MeasuredFilm(
        film,
        origins_of(film, findings),
        person,
        tuple(compared),
        shown,
        _errors(Errors(film.face, chosen.errors), (row for one in compared for row in one.rows)),
        chosen.differences,
    )


def _compared(film: Film, analysis: Analysis, person: Person, chosen: Chosen) -> Compared:
    norms = chosen.norm_set
    if norms is None or norms.key not in analysis.norm_sets:
        norms = fitting(analysis, person) if analysis.norm_sets else None
    return Compared(analysis, norms, analysed(film.face, analysis, norms, person))


def _errors(errors: Errors, rows: Iterable[Row]) -> dict[str, float]:
    measures = {row.measure.code: row.measure for row in rows if row.value is not None}
    found = ((code, errors.of(measure)) for code, measure in measures.items())
    return {code: one.sd for code, one in found if one is not None}

"""How certain a measured value is, and which landmarks are worth a second look.

The error of each landmark is carried into each value by moving the landmark one standard deviation
to either side, along FH and across it; errors of landmarks are taken to be independent (GUM,
JCGM 100:2008, 5.1.2). Nothing here says that a landmark is wrong.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.domain.cephalometry.analyses import Row
from viewer.domain.cephalometry.face import Face, Place, unit
from viewer.domain.cephalometry.landmark_errors import ERRORS, OF_OTHERS, LandmarkError
from viewer.domain.cephalometry.measure import Measure
from viewer.domain.cephalometry.norms import Norm

MEAN_SN_MM: Final = 71.0
"""Mean length of S-N: 71 ± 3 mm (norms of the Shanghai Ninth People's Hospital)."""
_SN: Final = ("S", "N")
_FH: Final = ("Po", "Or")
_SHORT: Final = 1e-9


class ErrorScale(StrEnum):
    """How errors in mm were brought onto the film."""

    CALIBRATED = "calibrated"
    MEAN_SN = "mean-sn"
    """Nobody knows mm: S-N was taken to have its mean length. Good enough for an error."""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The standard deviation of a value, in its own unit, and what each landmark adds to it.

    `parts` are standard deviations as well, the largest first; their squares make up that of
    `sd`.
    """

    code: str
    sd: float
    parts: tuple[tuple[str, float], ...]


class CheckFirst(NamedTuple):
    """A landmark with the number of rows of a table that it alone can be expected to change.

    `rows` are those it can change at all (at least one time in a hundred), by code, the likeliest
    first, with how likely.
    """

    landmark: str
    expected_changes: float
    rows: tuple[tuple[str, float], ...]


class Errors:
    """The errors of one face's landmarks; None of `scale`: nobody can say how large they are."""

    def __init__(self, face: Face, errors: Mapping[str, LandmarkError] = ERRORS) -> None:
        self._face = face
        self._errors = errors
        self.scale = _scale_of(face)
        self._per_mm = 1.0 if self.scale is ErrorScale.CALIBRATED else _widths_per_mm(face)
        self._ahead = _ahead(face)
        self._moved: dict[str, tuple[tuple[Face, Face], ...]] = {}

    def of(self, measure: Measure) -> Uncertainty | None:
        """Return how certain a value is; None where there is none, or no scale for the errors."""
        if self.scale is None or any(code not in self._face.places for code in measure.needs):
            return None
        parts = {code: self._part(measure, code) for code in measure.needs}
        if not all(map(math.isfinite, parts.values())):
            return None
        sized = sorted(parts.items(), key=lambda part: -part[1])
        return Uncertainty(measure.code, math.hypot(*parts.values()), tuple(sized))

    def _part(self, measure: Measure, code: str) -> float:
        """Return the standard deviation that one landmark gives a value."""
        both = self._moved.get(code)
        if both is None:
            both = self._moved[code] = self._shifted(code)
        return math.hypot(*(_half_way(measure, pair) for pair in both))

    def _shifted(self, code: str) -> tuple[tuple[Face, Face], ...]:
        """Return the face with a landmark moved forth and back along FH, and across it."""
        error = self._errors.get(code, OF_OTHERS)
        ahead = self._ahead
        steps = ((ahead, error.along), (Place(-ahead.y, ahead.x), error.across))
        return tuple(
            (
                _with(self._face, code, step, size * self._per_mm),
                _with(self._face, code, step, -size * self._per_mm),
            )
            for step, size in steps
        )


def chance_of_change(row: Row, sd: float) -> float:
    """Return how likely a row would stand in another class, were its value measured again.

    Classes are those of the table: the bands of 1 and 2 standard deviations on either side, or
    within and beyond a span. 0 where there is no value, or no norm that makes classes.
    """
    if row.value is None or row.norm is None or sd <= 0:
        return 0.0
    edges = _edges(row.norm)
    low = max((edge for edge in edges if edge < row.value), default=-math.inf)
    high = min((edge for edge in edges if edge >= row.value), default=math.inf)
    if not edges:
        return 0.0
    return 1.0 - (_below((high - row.value) / sd) - _below((low - row.value) / sd))


def check_first(
    rows: Iterable[Row], errors: Errors, checked: Collection[str] = ()
) -> tuple[CheckFirst, ...]:
    """Return the landmarks by how many rows each alone can be expected to change.

    `checked`: landmarks that somebody has looked at already; they are left out.
    """
    effects: dict[str, dict[str, float]] = {}
    for row in rows:
        found = errors.of(row.measure)
        for code, sd in () if found is None else found.parts:
            chance = chance_of_change(row, sd)
            if code not in checked and chance >= _LEAST_CHANCE:
                effects.setdefault(code, {})[row.measure.code] = chance
    made = [
        CheckFirst(code, sum(of.values()), tuple(sorted(of.items(), key=lambda one: -one[1])))
        for code, of in effects.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.expected_changes, one.landmark)))


_LEAST_CHANCE: Final = 0.01


def _half_way(measure: Measure, moved: tuple[Face, Face]) -> float:
    """Return half the difference that a landmark's two places make."""
    return (measure.compute(moved[0]) - measure.compute(moved[1])) / 2


def _with(face: Face, code: str, step: Place, times: float) -> Face:
    return replace(face, places={**face.places, code: face.places[code].plus(step, times)})


def _scale_of(face: Face) -> ErrorScale | None:
    if face.is_calibrated:
        return ErrorScale.CALIBRATED
    return ErrorScale.MEAN_SN if _widths_per_mm(face) > _SHORT else None


def _widths_per_mm(face: Face) -> float:
    """Return the widths of a pixel that a mm is, going by S-N; 0 without it."""
    if any(code not in face.places for code in _SN):
        return 0.0
    return math.dist(*(face.places[code] for code in _SN)) / MEAN_SN_MM


def _ahead(face: Face) -> Place:
    """Return the direction of FH, else of S-N, else the film's own."""
    for start, end in (_FH, _SN):
        if start in face.places and end in face.places:
            direction = unit(face.places[start].to(face.places[end]))
            if math.isfinite(direction.x):
                return direction
    return Place(1.0, 0.0)


def _edges(norm: Norm) -> tuple[float, ...]:
    if norm.span is not None:
        return norm.span
    if not norm.sd:
        return ()
    return tuple(norm.mean + times * norm.sd for times in (-2, -1, 1, 2))


def _below(deviation: float) -> float:
    """Return the share of a normal distribution below so many standard deviations."""
    return 0.5 * (1.0 + math.erf(deviation / math.sqrt(2.0)))

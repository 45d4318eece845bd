"""Two tracings laid over each other, and what became different between them.

The second face is turned and moved, never bent, onto the first. Only the choice of what is held
still says what moved against what, so each has its name: nothing here tells growth from treatment.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.domain.cephalometry.face import Face, Place, cross, dot, face_of, unit
from viewer.domain.cephalometry.formulas import Unit
from viewer.domain.cephalometry.measures import MEASURES, measured


class Held(StrEnum):
    """What is laid over what: a line of both faces, and the point of it that coincides."""

    SN_AT_S = "sn-at-s"
    FH_AT_PO = "fh-at-po"
    PALATAL_AT_ANS = "palatal-at-ans"


class Scaling(StrEnum):
    """How the sizes of both films were brought together."""

    MILLIMETRES = "millimetres"
    """Both are calibrated."""
    EQUAL_SN = "equal-sn"
    """One is not: S-N was taken to be equally long on both, which growth makes untrue."""


class NotLaidOver(StrEnum):
    """Why two faces cannot be laid over each other."""

    POINTS_MISSING = "points-missing"
    NO_SCALE = "no-scale"
    """Not both are calibrated, and S-N is missing on one of them."""


class Refused(NamedTuple):
    """A superimposition that cannot be; `missing` names the landmarks that it lacks."""

    reason: NotLaidOver
    missing: tuple[str, ...] = ()


class PointChange(NamedTuple):
    """How far a landmark moved, forward along the line that is held and downward from it.

    In mm where both films are calibrated, else in percent of the length of S-N.
    """

    code: str
    forward: float
    downward: float

    @property
    def distance(self) -> float:
        """How far in all."""
        return math.hypot(self.forward, self.downward)


class MeasureChange(NamedTuple):
    """A value on both films; None where it does not exist there."""

    code: str
    first: float | None
    second: float | None

    @property
    def difference(self) -> float | None:
        """The second less the first; None where one of them is missing."""
        if self.first is None or self.second is None:
            return None
        return self.second - self.first


@dataclass(frozen=True, slots=True)
class Superimposition:
    """The second face as it lies on the first film; `points` in the order of the first one."""

    held: Held
    scaling: Scaling
    face: Face
    unit: Unit
    points: tuple[PointChange, ...]


_LINES: Final = {
    Held.SN_AT_S: ("S", "N"),
    Held.FH_AT_PO: ("Po", "Or"),
    Held.PALATAL_AT_ANS: ("PNS", "ANS"),
}
_FIXED: Final = {Held.SN_AT_S: "S", Held.FH_AT_PO: "Po", Held.PALATAL_AT_ANS: "ANS"}
_SN: Final = ("S", "N")
_SHORT: Final = 1e-9


def superimposed(first: Face, second: Face, held: Held) -> Superimposition | Refused:
    """Lay the second face over the first one; both may face either way and lie anyhow."""
    line = _LINES[held]
    missing = tuple(c for c in line if c not in first.places or c not in second.places)
    if missing:
        return Refused(NotLaidOver.POINTS_MISSING, missing)
    directions = [unit(face.places[line[0]].to(face.places[line[1]])) for face in (first, second)]
    if not all(math.isfinite(direction.x) for direction in directions):
        return Refused(NotLaidOver.POINTS_MISSING, line)  # in one place: they have no direction
    is_in_mm = first.is_calibrated and second.is_calibrated
    scale = 1.0 if is_in_mm else _by_sn(first, second)
    if scale is None:
        return Refused(NotLaidOver.NO_SCALE, _without(first, second))
    fixed = _FIXED[held]
    move = _Move(second.places[fixed], first.places[fixed], directions[1], directions[0], scale)
    laid = {code: first.image_of(move.of(place)) for code, place in second.places.items()}
    face = face_of(laid, first.mm_per_pixel, first.aspect)
    per_unit = 1.0 if is_in_mm else _length_of_sn(first) / 100
    return Superimposition(
        held,
        Scaling.MILLIMETRES if is_in_mm else Scaling.EQUAL_SN,
        face,
        Unit.MILLIMETRE if is_in_mm else Unit.PERCENT,
        _changes(first, second, move, per_unit),
    )


def measure_changes(first: Face, second: Face, codes: Iterable[str]) -> tuple[MeasureChange, ...]:
    """Return values on both films: these need no superimposition.

    Lengths only where both are calibrated: one that stands alone would not be a difference.
    """
    is_in_mm = first.is_calibrated and second.is_calibrated
    return tuple(
        MeasureChange(code, _value(first, code), _value(second, code))
        for code in codes
        if is_in_mm or MEASURES[code].unit is not Unit.MILLIMETRE
    )


class _Move(NamedTuple):
    """A turn, a scale and a step from one face's frame to another's."""

    start: Place
    end: Place
    start_direction: Place
    end_direction: Place
    scale: float

    def of(self, place: Place) -> Place:
        """Return where a place comes to lie."""
        away = self.start.to(place)
        ahead = dot(self.start_direction, away) * self.scale
        below = cross(self.start_direction, away) * self.scale
        axis = self.end_direction
        return self.end.plus(axis, ahead).plus(Place(-axis.y, axis.x), below)


def _changes(first: Face, second: Face, move: _Move, per_unit: float) -> tuple[PointChange, ...]:
    axis = move.end_direction
    made = []
    for code, before in first.places.items():
        if code in second.places:
            step = before.to(move.of(second.places[code]))
            forward, downward = dot(axis, step) / per_unit, cross(axis, step) / per_unit
            made.append(PointChange(code, forward, downward))
    return tuple(made)


def _by_sn(first: Face, second: Face) -> float | None:
    lengths = _length_of_sn(first), _length_of_sn(second)
    return lengths[0] / lengths[1] if min(lengths) > _SHORT else None


def _length_of_sn(face: Face) -> float:
    """Return the length of S-N in the unit of the face; 0 without it."""
    if any(code not in face.places for code in _SN):
        return 0.0
    return math.dist(*(face.places[code] for code in _SN))


def _without(first: Face, second: Face) -> tuple[str, ...]:
    return tuple(c for c in _SN if c not in first.places or c not in second.places)


def _value(face: Face, code: str) -> float | None:
    found = measured(face, code)
    return None if found is None else found.value

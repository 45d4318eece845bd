"""The few ways in which anything is measured on a face, each with the lines that show it."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.domain.cephalometry.face import CONSTRUCTED, Face, Place, cross, dot, unit


class Unit(StrEnum):
    """What a value is in, as files write it."""

    DEGREE = "deg"
    MILLIMETRE = "mm"
    PERCENT = "%"


class Line(NamedTuple):
    """A directed line between two landmarks or constructed points."""

    start: str
    end: str

    def step(self, face: Face) -> Place:
        """Return the step from start to end."""
        return face.place(self.start).to(face.place(self.end))

    @property
    def back(self) -> "Line":
        """The same line the other way."""
        return Line(self.end, self.start)


class Drop(NamedTuple):
    """A perpendicular from a point to a line: how a distance is shown."""

    point: str
    line: Line

    def foot(self, face: Face) -> Place:
        """Return where the perpendicular meets the line."""
        start, along = face.place(self.line.start), unit(self.line.step(face))
        return start.plus(along, dot(start.to(face.place(self.point)), along))


@dataclass(frozen=True, slots=True)
class Construction:
    """What to highlight for one measure."""

    lines: tuple[Line, ...] = ()
    drops: tuple[Drop, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The landmarks and constructed points on it, each once."""
        ends = [code for line in self.lines for code in line]
        return tuple(dict.fromkeys([*ends, *(code for d in self.drops for code in _on(d))]))

    def joined(self, other: "Construction") -> "Construction":
        """Return both, each line once."""
        return Construction(
            tuple(dict.fromkeys(self.lines + other.lines)),
            tuple(dict.fromkeys(self.drops + other.drops)),
        )


@dataclass(frozen=True, slots=True)
class Formula:
    """How a value is computed; NaN where landmarks coincide and nothing can be said."""

    unit: Unit
    compute: Callable[[Face], float]
    construction: Construction

    @property
    def needs(self) -> tuple[str, ...]:
        """The landmarks without which there is no value."""
        return landmarks_behind(self.construction.codes)


FH: Final = Line("Po", "Or")
SN: Final = Line("S", "N")
PP: Final = Line("PNS", "ANS")
OP: Final = Line("OPp", "OPa")
HP: Final = Line("S", "HPa")
GO_ME: Final = Line("Go", "Me")
GO1_ME: Final = Line("Go1", "Me")
GO_GN: Final = Line("Go", "Gn")
U1_AXIS: Final = Line("U1A", "U1")
L1_AXIS: Final = Line("L1A", "L1")


def landmarks_behind(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the landmarks that points are, or are constructed from, each once."""
    found: dict[str, None] = {}
    for code in codes:
        built = CONSTRUCTED.get(code)
        found.update(dict.fromkeys((code,) if built is None else built.needs))
    return tuple(found)


def angle(one: Line, other: Line) -> Formula:
    """Return the angle between two directions, 0 to 180°."""

    def compute(face: Face) -> float:
        return abs(_turn(one.step(face), other.step(face)))

    return Formula(Unit.DEGREE, compute, Construction((one, other)))


def turn(one: Line, other: Line) -> Formula:
    """Return by how much `other` is turned against `one`, from forward towards downward, ±180°."""

    def compute(face: Face) -> float:
        return _turn(one.step(face), other.step(face))

    return Formula(Unit.DEGREE, compute, Construction((one, other)))


def bend(upper: Line, lower: Line) -> Formula:
    """Return the angle behind a path that runs down the face: 180° straight, more where hollow.

    As ∠ of the two lines, but a concave profile does not come back as a convex one.
    """
    return plus(negated(turn(upper, lower)), 180.0)


def length(start: str, end: str) -> Formula:
    """Return the distance of two points."""
    line = Line(start, end)

    def compute(face: Face) -> float:
        step = line.step(face)
        return math.hypot(step.x, step.y)

    return Formula(Unit.MILLIMETRE, compute, Construction((line,)))


def along(line: Line, start: str, end: str) -> Formula:
    """Return how far it is from start to end in the direction of a line."""

    def compute(face: Face) -> float:
        return dot(unit(line.step(face)), face.place(start).to(face.place(end)))

    return _projected(compute, line, start, end)


def across(line: Line, start: str, end: str) -> Formula:
    """Return how far `end` is below `start`, at right angles to a line that runs forward."""

    def compute(face: Face) -> float:
        return cross(unit(line.step(face)), face.place(start).to(face.place(end)))

    return _projected(compute, line, start, end)


def below(point: str, line: Line) -> Formula:
    """Return the distance from a line that runs forward, + when the point is below it."""

    def compute(face: Face) -> float:
        start = face.place(line.start)
        return cross(unit(start.to(face.place(line.end))), start.to(face.place(point)))

    return Formula(Unit.MILLIMETRE, compute, Construction((line,), (Drop(point, line),)))


def ahead(point: str, line: Line) -> Formula:
    """Return the distance from a line that runs down the face, + when the point is anterior."""
    return negated(below(point, line))


def negated(formula: Formula) -> Formula:
    """Return the value with the other sign."""
    return Formula(formula.unit, lambda face: -formula.compute(face), formula.construction)


def size(formula: Formula) -> Formula:
    """Return the value without its sign."""
    return Formula(formula.unit, lambda face: abs(formula.compute(face)), formula.construction)


def plus(formula: Formula, constant: float) -> Formula:
    """Return the value with a constant added."""
    return Formula(
        formula.unit, lambda face: formula.compute(face) + constant, formula.construction
    )


def total(*formulas: Formula) -> Formula:
    """Return the sum of values in one unit."""
    parts = tuple(formula.compute for formula in formulas)

    def compute(face: Face) -> float:
        return sum(part(face) for part in parts)

    return Formula(formulas[0].unit, compute, _all(formulas))


def least(*formulas: Formula) -> Formula:
    """Return the smallest of values in one unit."""
    parts = tuple(formula.compute for formula in formulas)

    def compute(face: Face) -> float:
        values = [part(face) for part in parts]
        return math.nan if any(map(math.isnan, values)) else min(values)

    return Formula(formulas[0].unit, compute, _all(formulas))


def percent(part: Formula, whole: Formula) -> Formula:
    """Return one length as a share of another."""

    def compute(face: Face) -> float:
        divisor = whole.compute(face)
        return math.nan if abs(divisor) < 1e-9 else 100 * part.compute(face) / divisor

    return Formula(Unit.PERCENT, compute, part.construction.joined(whole.construction))


def _turn(one: Place, other: Place) -> float:
    if math.hypot(one.x, one.y) < 1e-9 or math.hypot(other.x, other.y) < 1e-9:
        return math.nan
    return math.degrees(math.atan2(cross(one, other), dot(one, other)))


def _projected(compute: Callable[[Face], float], line: Line, start: str, end: str) -> Formula:
    drops = tuple(Drop(code, line) for code in (start, end) if code not in line)
    return Formula(Unit.MILLIMETRE, compute, Construction((line,), drops))


def _all(formulas: tuple[Formula, ...]) -> Construction:
    shown = Construction()
    for formula in formulas:
        shown = shown.joined(formula.construction)
    return shown


def _on(drop: Drop) -> tuple[str, ...]:
    return (drop.point, *drop.line)

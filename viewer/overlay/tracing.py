"""A cephalogram's tracing to drawing instructions, and what shows how one value was measured."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from viewer.domain.cephalometry.face import Face, Place, crossing, dot, unit
from viewer.domain.cephalometry.formulas import Construction, Drop, Line, Unit
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.measures import MEASURES, measured
from viewer.domain.cephalometry.tracing import traced
from viewer.geometry.points import ImagePoint
from viewer.overlay.items import Curve, Dash, Stroke

# Pale, so that bone shows through beside them, and told apart by brightness and place as well.
_BONE: Final = Stroke("#d9f2a4", 1.5)
STROKES: Final[Mapping[TracingLayer, Stroke]] = {
    TracingLayer.SOFT_PROFILE: Stroke("#f7bfd8", 1.75),
    TracingLayer.CRANIAL_BASE: _BONE,
    TracingLayer.MAXILLA: _BONE,
    TracingLayer.MANDIBLE: _BONE,
    TracingLayer.SYMPHYSIS: _BONE,
    TracingLayer.TEETH: Stroke("#fdf3bf", 1.25),
    TracingLayer.PLANES: Stroke("#b4bdf0", 1.0),
    TracingLayer.CONSTRUCTION: Stroke("#ff9a56", 2.25),
}
_SECOND: Final = "#6fd3ff"
_FIRST_ONLY: Final = frozenset({TracingLayer.PLANES, TracingLayer.CONSTRUCTION})
_DROP: Final = Stroke("#ff9a56", 1.75, Dash.DOTTED)

DRAWN_LAYERS: Final = tuple(STROKES)
"""Those that are curves, from the skin inwards; names and points are drawn with the findings."""

_ARC_SHARE: Final = 0.3
"""Radius of an angle's arc, in shares of its shorter leg."""
_FARTHEST: Final = 1.5
"""How far two lines may meet beside their points, in shares of the longer one."""
_ARC_STEPS: Final = 24
_SHORT: Final = 1e-6


@dataclass(frozen=True, slots=True)
class TracingLook:
    """What of a tracing is shown.

    `measure`: the code of the one whose construction is highlighted, `value` what is written
    beside it, in the words of the table.
    """

    layers: frozenset[TracingLayer] = frozenset(TracingLayer)
    measure: str | None = None
    value: str = ""

    def shows(self, layer: TracingLayer) -> bool:
        """Tell whether a layer is switched on."""
        return layer in self.layers

    def toggled(self, layer: TracingLayer) -> "TracingLook":
        """Return the look with a layer switched the other way."""
        return TracingLook(self.layers ^ {layer}, self.measure, self.value)


EVERYTHING: Final = TracingLook()


def compose_tracing(face: Face, look: TracingLook = EVERYTHING) -> tuple[Curve, ...]:
    """Return the lines of a tracing, the construction of a measure on top of them."""
    curves = [
        Curve(line.name, line.layer, line.points, STROKES[line.layer], line.is_closed)
        for line in traced(face)
        if look.shows(line.layer)
    ]
    if look.measure is not None and look.shows(TracingLayer.CONSTRUCTION):
        curves += construction_curves(face, look.measure, look.value)
    return tuple(curves)


def second_curves(face: Face, look: TracingLook = EVERYTHING) -> tuple[Curve, ...]:
    """Return the tracing of a second film as it lies on the first: dashed, in one other colour.

    Planes and constructions are the first one's alone: two of each could not be told apart.
    """
    return tuple(
        replace(line, stroke=Stroke(_SECOND, line.stroke.width, Dash.DASHED))
        for line in compose_tracing(face, look)
        if line.layer not in _FIRST_ONLY
    )


def construction_curves(face: Face, code: str, value: str = "") -> tuple[Curve, ...]:
    """Return the lines, feet and the angle's arc that a value was measured by.

    Nothing for a measure that is not known, or whose points are not all there.
    """
    measure = MEASURES.get(code)
    if measure is None or not all(map(face.has, measure.construction.codes)):
        return ()
    drawing = _Drawing(face, code, value)
    return tuple(drawing.curves(measure.construction, is_angle=measure.unit is Unit.DEGREE))


@dataclass(frozen=True, slots=True)
class _Drawing:
    face: Face
    name: str
    value: str

    def curves(self, shown: Construction, *, is_angle: bool) -> Iterator[Curve]:
        """Yield the lines; the value stands at the arc, else at the last foot or line."""
        made = [*self._lines(shown), *map(self._drop, shown.drops)]
        arc = self._arc(shown.lines) if is_angle else None
        if arc is not None:
            made.append(arc)
        solid = [curve for curve in made if all(map(math.isfinite, _flat(curve.points)))]
        if self.value and solid:
            solid[-1] = self._labelled(solid[-1])
        yield from solid

    def _lines(self, shown: Construction) -> Iterator[Curve]:
        met = self._crossing(shown.lines)
        for line in shown.lines:
            ends = self.face.place(line.start), self.face.place(line.end)
            feet = [drop.foot(self.face) for drop in shown.drops if drop.line == line]
            for place in (*feet, met if line in shown.lines[-2:] else None):
                ends = _reaching(*ends, place)
            yield self._curve(ends)

    def _drop(self, drop: Drop) -> Curve:
        return self._curve((self.face.place(drop.point), drop.foot(self.face)), _DROP)

    def _arc(self, lines: tuple[Line, ...]) -> Curve | None:
        """Return the arc between the two lines that make the angle; None for a sum of many.

        Of three lines the first two angles share the first line, as in ANB: the rest is what
        lies between the last two.
        """
        if not 2 <= len(lines) <= 3:
            return None
        middle = self._crossing(lines)
        if middle is None:
            return None
        one, other = (line.step(self.face) for line in lines[-2:])
        radius = _ARC_SHARE * min(math.hypot(*one), math.hypot(*other))
        begin = math.atan2(one.y, one.x)
        turn = math.remainder(math.atan2(other.y, other.x) - begin, math.tau)
        if self._is_beside(turn):
            begin, turn = begin + math.pi, turn - math.copysign(math.pi, turn)
        angles = [begin + turn * step / _ARC_STEPS for step in range(_ARC_STEPS + 1)]
        ends = [Place(math.cos(angle), math.sin(angle)) for angle in angles]
        return self._curve(tuple(middle.plus(end, radius) for end in ends))

    def _is_beside(self, turn: float) -> bool:
        """Tell whether the value is the angle beside the one between two directions, radians."""
        found = measured(self.face, self.name)
        if found is None:
            return False
        value = abs(math.radians(found.value))
        is_beside = math.isclose(value, math.pi - abs(turn), abs_tol=_SHORT)
        return is_beside and not math.isclose(value, abs(turn), abs_tol=_SHORT)

    def _crossing(self, lines: tuple[Line, ...]) -> Place | None:
        """Return where the last two lines meet, if that is not far beside both."""
        if len(lines) < 2:
            return None
        ends = [self.face.place(code) for line in lines[-2:] for code in line]
        met = crossing(*ends)
        if not math.isfinite(met.x):
            return None
        reach = _FARTHEST * max(math.dist(*ends[:2]), math.dist(*ends[2:]))
        near = (min(math.dist(met, a), math.dist(met, b)) for a, b in (ends[:2], ends[2:]))
        return met if max(near) <= reach else None

    def _curve(
        self, places: tuple[Place, ...], stroke: Stroke = STROKES[TracingLayer.CONSTRUCTION]
    ) -> Curve:
        points = tuple(map(self.face.image_of, places))
        return Curve(self.name, TracingLayer.CONSTRUCTION, points, stroke)

    def _labelled(self, curve: Curve) -> Curve:
        return replace(curve, label=self.value, label_at=_middle(curve.points))


def _reaching(start: Place, end: Place, other: Place | None) -> tuple[Place, Place]:
    """Return a line, drawn on to another place on it."""
    direction = unit(start.to(end))
    if other is None or not math.isfinite(direction.x + other.x):
        return start, end
    along, length = dot(direction, start.to(other)), math.dist(start, end)
    if along < 0:
        return other, end
    return (start, other) if along > length else (start, end)


def _middle(points: tuple[ImagePoint, ...]) -> ImagePoint:
    """Return the middle of a line of two, or the middle one of many points."""
    if len(points) == 2:
        (x1, y1), (x2, y2) = points
        return ImagePoint((x1 + x2) / 2, (y1 + y2) / 2)
    return points[len(points) // 2]


def _flat(points: tuple[ImagePoint, ...]) -> Iterator[float]:
    for point in points:
        yield from point

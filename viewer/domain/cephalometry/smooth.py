"""Smooth lines through landmarks: they meet every point and do not swing out between two.

Centripetal Catmull-Rom splines (Yuksel, Schaefer and Keyser 2011: no cusps and no loops within a
piece), which turn and mirror with their points.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from viewer.domain.cephalometry.face import Place

_SAME: Final = 1e-9
Piece = tuple[Place, Place, Place, Place]
"""Start, end, and the steps that the line would make from each at its speed there."""

Blend = tuple[float, float, float, float]
"""How much of start, end, first and second step a place on a piece is made of."""


def blends(count: int) -> tuple[Blend, ...]:
    """Return the blends of `count` places on a piece, its end being the last (cubic Hermite)."""
    made = []
    for number in range(1, count + 1):
        t = number / count
        square, cube = t * t, t * t * t
        made.append(
            (2 * cube - 3 * square + 1, 3 * square - 2 * cube, cube - 2 * square + t, cube - square)
        )
    return tuple(made)


def pieces_through(places: Sequence[Place], *, is_closed: bool = False) -> tuple[Piece, ...]:
    """Return the pieces of the line through places; none through fewer than two."""
    knots = _distinct(places, is_closed=is_closed)
    if len(knots) < 2:
        return ()
    if is_closed and len(knots) > 2:
        around = (knots[-1], *knots, knots[0], knots[1])
    else:
        around = (_before(knots), *knots, _before(knots[::-1]))
    return tuple(
        _piece(*around[index : index + 4])  # four of them, as the loop is so long
        for index in range(len(around) - 3)
    )


def _distinct(places: Sequence[Place], *, is_closed: bool) -> tuple[Place, ...]:
    """Return the places without those that repeat the one before."""
    knots = list(places[:1])
    for before, after in pairwise(places):
        if math.dist(before, after) > _SAME:
            knots.append(after)
    if is_closed and len(knots) > 1 and math.dist(knots[0], knots[-1]) <= _SAME:
        knots.pop()
    return tuple(knots)


def _before(knots: Sequence[Place]) -> Place:
    """Return a place before the first one so that the line starts as it is bent further on."""
    first, second = knots[0], knots[1]
    if len(knots) == 2:
        return first.plus(first.to(second), -1.0)
    third = knots[2]
    return first.plus(first.to(second), -1.5).plus(second.to(third), 0.5)


def _piece(before: Place, start: Place, end: Place, after: Place) -> Piece:
    """Return the piece from start to end, given the points beside them."""
    first = math.sqrt(math.dist(before, start)) or _SAME
    middle = math.sqrt(math.dist(start, end))
    last = math.sqrt(math.dist(end, after)) or _SAME
    return (
        start,
        end,
        _speed((before, start, end), first, middle, middle),
        _speed((start, end, after), middle, last, middle),
    )


def _speed(three: tuple[Place, Place, Place], first: float, second: float, piece: float) -> Place:
    """Return the step at the middle one of three places; the times between them are given."""
    (ax, ay), (bx, by), (cx, cy) = three
    both = first + second
    x = (bx - ax) / first - (cx - ax) / both + (cx - bx) / second
    y = (by - ay) / first - (cy - ay) / both + (cy - by) / second
    return Place(x * piece, y * piece)

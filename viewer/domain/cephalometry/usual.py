"""Where a landmark usually lies, from the others: to look there, never to measure there."""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

from viewer.domain.cephalometry.face import Face, Place
from viewer.geometry.points import ImagePoint

FEWEST: Final = 3
"""Landmarks without which nothing is said."""
_NEAR_MM: Final = 30.0
"""What is farther away says less about a place: at this distance half as much."""
_RADIUS_MM: Final = 9.0
"""How far apart faces are, roughly: a hint's circle."""

_USUAL: Final[Mapping[str, tuple[float, float]]] = {
    "S": (0.0, 0.0),
    "N": (69.5, -8.5),
    "Po": (-20.0, 20.0),
    "Or": (60.0, 20.0),
    "Ba": (-22.0, 38.0),
    "Ar": (-14.0, 30.0),
    "Co": (-9.0, 19.0),
    "Pcd": (-15.0, 24.0),
    "Pt": (18.0, 24.0),
    "Ptm": (20.0, 36.0),
    "ANS": (73.0, 43.0),
    "PNS": (22.0, 45.0),
    "A": (69.5, 46.5),
    "B": (64.5, 83.5),
    "Pog": (64.5, 98.5),
    "Gn": (62.5, 104.5),
    "Me": (57.0, 107.0),
    "D": (59.5, 95.5),
    "Go": (-8.0, 72.5),
    "Go1": (-2.0, 77.0),
    "Go2": (-11.0, 62.0),
    "Xi": (0.0, 52.0),
    "U1": (75.5, 72.0),
    "U1A": (66.5, 51.5),
    "L1": (72.5, 71.0),
    "L1A": (60.5, 88.5),
    "U6": (44.0, 66.0),
    "L6": (45.5, 65.0),
    "U6m": (47.5, 61.5),
    "L6m": (49.0, 69.0),
    "G": (77.0, -18.0),
    "N'": (75.5, -6.0),
    "Prn": (98.0, 38.0),
    "Cm": (93.0, 46.5),
    "Sn": (86.0, 48.0),
    "A'": (85.0, 54.5),
    "UL'": (89.0, 62.0),
    "Ls": (89.5, 64.5),
    "Stms": (83.5, 69.0),
    "Stmi": (83.5, 69.5),
    "Li": (87.5, 74.0),
    "LL'": (86.5, 77.0),
    "Si": (77.0, 84.0),
    "Pog'": (76.5, 99.0),
    "Me'": (58.0, 115.0),
    "C": (25.0, 118.0),
}
"""An ordinary face made up for this, mm from S, forward and down; of no person."""


class Hint(NamedTuple):
    """About where to look: the middle, image px, and how far around it, in widths of a pixel."""

    middle: ImagePoint
    radius: float


def usual_place(face: Face, code: str) -> Hint | None:
    """Return where a landmark usually lies beside those that are there; None for too few.

    The ordinary face is turned and scaled onto the landmarks, the near ones first of all (least
    squares with weights; Horn 1987 for the plane). The landmark itself is left out.
    """
    wanted = _USUAL.get(code)
    known = [
        (_USUAL[name], place)
        for name, place in face.places.items()
        if name != code and name in _USUAL
    ]
    if wanted is None or len(known) < FEWEST:
        return None
    target = complex(*wanted)
    pairs = [(complex(*usual), complex(*place)) for usual, place in known]
    weights = [1.0 / (1.0 + (abs(usual - target) / _NEAR_MM) ** 2) for usual, _place in pairs]
    fit = _fitted(pairs, weights)
    if fit is None:
        return None
    turn, shift = fit
    found = turn * target + shift
    width = (face.mm_per_pixel or (1.0, face.aspect))[0]
    point = face.image_of(Place(found.real, found.imag))
    return Hint(point, abs(turn) * _RADIUS_MM / width)


def _fitted(
    pairs: list[tuple[complex, complex]], weights: list[float]
) -> tuple[complex, complex] | None:
    """Return the turning-and-scaling factor and the shift; None where all points coincide."""
    total = sum(weights)
    usual = sum(w * one for w, (one, _other) in zip(weights, pairs, strict=True)) / total
    there = sum(w * other for w, (_one, other) in zip(weights, pairs, strict=True)) / total
    spread = sum(w * abs(one - usual) ** 2 for w, (one, _) in zip(weights, pairs, strict=True))
    if spread < 1e-9:
        return None
    together = sum(
        w * (other - there) * (one - usual).conjugate()
        for w, (one, other) in zip(weights, pairs, strict=True)
    )
    turn = together / spread
    if not math.isfinite(abs(turn)) or abs(turn) < 1e-9:
        return None
    return turn, there - turn * usual

"""The forms of teeth as a panoramic radiograph shows them: outline, enamel, pulp.

A tooth's own frame: mm of the tooth, u towards distal, v from the biting edge towards the apex.
The sizes are the usual ones of an adult's and a child's teeth (Wheeler's Dental Anatomy, table of
measurements; Ash and Nelson).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from viewer.server.phantoms.radiograph import Points, points, smooth


class Roots(StrEnum):
    """How a tooth's roots look from the side."""

    ONE = "one"
    FORKED = "forked"
    """One root that splits at its end: the first upper premolar."""
    TWO = "two"
    THREE = "three"
    FUSED = "fused"
    """The conical root of many wisdom teeth."""


class Edge(StrEnum):
    """What a tooth bites with."""

    STRAIGHT = "straight"
    TIP = "tip"
    CUSPS = "cusps"
    PEG = "peg"


@dataclass(frozen=True, slots=True)
class Form:
    """A tooth's size (mm): crown's width and height, width at the neck, root's length."""

    edge: Edge
    roots: Roots
    width: float
    crown: float
    neck: float
    root: float


_FORMS: Final[dict[str, Form]] = {
    "upper1": Form(Edge.STRAIGHT, Roots.ONE, 8.5, 10.5, 6.6, 13.0),
    "upper2": Form(Edge.STRAIGHT, Roots.ONE, 6.6, 9.2, 4.9, 13.0),
    "upper3": Form(Edge.TIP, Roots.ONE, 7.5, 10.0, 5.7, 16.5),
    "upper4": Form(Edge.CUSPS, Roots.FORKED, 7.0, 8.4, 5.0, 14.0),
    "upper5": Form(Edge.CUSPS, Roots.ONE, 6.8, 8.2, 4.9, 14.0),
    "upper6": Form(Edge.CUSPS, Roots.THREE, 10.2, 7.5, 8.2, 13.0),
    "upper7": Form(Edge.CUSPS, Roots.THREE, 9.4, 7.2, 7.4, 12.0),
    "upper8": Form(Edge.CUSPS, Roots.FUSED, 8.4, 6.6, 6.6, 10.5),
    "lower1": Form(Edge.STRAIGHT, Roots.ONE, 5.3, 9.0, 3.7, 12.5),
    "lower2": Form(Edge.STRAIGHT, Roots.ONE, 5.8, 9.4, 4.1, 13.6),
    "lower3": Form(Edge.TIP, Roots.ONE, 6.9, 10.8, 5.3, 15.5),
    "lower4": Form(Edge.CUSPS, Roots.ONE, 7.0, 8.5, 4.9, 14.0),
    "lower5": Form(Edge.CUSPS, Roots.ONE, 7.1, 8.1, 5.1, 14.4),
    "lower6": Form(Edge.CUSPS, Roots.TWO, 11.2, 7.6, 9.0, 13.6),
    "lower7": Form(Edge.CUSPS, Roots.TWO, 10.6, 7.2, 8.5, 12.8),
    "lower8": Form(Edge.CUSPS, Roots.FUSED, 10.2, 7.0, 8.2, 11.0),
    "upper-deciduous1": Form(Edge.STRAIGHT, Roots.ONE, 6.5, 6.0, 4.5, 10.0),
    "upper-deciduous2": Form(Edge.STRAIGHT, Roots.ONE, 5.2, 5.6, 3.7, 10.4),
    "upper-deciduous3": Form(Edge.TIP, Roots.ONE, 6.8, 6.5, 5.1, 12.0),
    "upper-deciduous4": Form(Edge.CUSPS, Roots.TWO, 7.3, 5.1, 5.4, 9.6),
    "upper-deciduous5": Form(Edge.CUSPS, Roots.TWO, 8.4, 5.7, 6.6, 10.6),
    "lower-deciduous1": Form(Edge.STRAIGHT, Roots.ONE, 4.2, 5.0, 3.0, 9.0),
    "lower-deciduous2": Form(Edge.STRAIGHT, Roots.ONE, 4.5, 5.2, 3.2, 9.6),
    "lower-deciduous3": Form(Edge.TIP, Roots.ONE, 5.2, 6.0, 3.9, 11.0),
    "lower-deciduous4": Form(Edge.CUSPS, Roots.TWO, 7.8, 6.0, 6.4, 9.6),
    "lower-deciduous5": Form(Edge.CUSPS, Roots.TWO, 9.8, 5.6, 7.4, 10.8),
}
MESIODENS: Final = Form(Edge.PEG, Roots.ONE, 4.6, 6.2, 3.6, 7.0)

_EDGES: Final[dict[Edge, Points]] = {
    # In halves of the crown's width and shares of its height, from mesial to distal.
    Edge.STRAIGHT: points((-0.86, 0.05), (-0.4, 0.0), (0.3, 0.01), (0.8, 0.09)),
    Edge.TIP: points((-0.66, 0.20), (-0.28, 0.06), (0.0, 0.0), (0.34, 0.10), (0.72, 0.27)),
    Edge.CUSPS: points(
        (-0.84, 0.12), (-0.52, 0.0), (-0.22, 0.08), (0.02, 0.13), (0.26, 0.07), (0.54, 0.01),
        (0.84, 0.14),
    ),
    Edge.PEG: points((-0.3, 0.08), (0.0, 0.0), (0.3, 0.08)),
}  # fmt: skip
# In halves of the neck's width and shares of the root's length: from the distal neck round the
# apex to the mesial neck, for a root that is complete.
_ROOTS: Final[dict[Roots, Points]] = {
    Roots.ONE: points(
        (0.97, 0.2), (0.86, 0.45), (0.66, 0.72), (0.46, 0.93), (0.22, 1.0), (-0.06, 0.93),
        (-0.44, 0.72), (-0.76, 0.45), (-0.95, 0.2),
    ),
    Roots.FORKED: points(
        (0.97, 0.22), (0.86, 0.52), (0.72, 0.86), (0.56, 0.97), (0.36, 0.92), (0.12, 0.70),
        (-0.14, 0.92), (-0.36, 1.0), (-0.56, 0.88), (-0.78, 0.52), (-0.95, 0.22),
    ),
    Roots.TWO: points(
        (1.0, 0.18), (1.0, 0.45), (0.96, 0.74), (0.88, 0.94), (0.74, 0.98), (0.58, 0.86),
        (0.38, 0.58), (0.18, 0.34), (0.0, 0.26), (-0.16, 0.36), (-0.26, 0.62), (-0.36, 0.88),
        (-0.48, 1.0), (-0.66, 0.96), (-0.84, 0.76), (-1.0, 0.45), (-1.02, 0.18),
    ),
    Roots.THREE: points(
        (0.98, 0.18), (0.94, 0.45), (0.90, 0.74), (0.78, 0.91), (0.62, 0.86), (0.46, 0.70),
        (0.30, 0.90), (0.10, 1.0), (-0.10, 0.92), (-0.26, 0.68), (-0.44, 0.86), (-0.62, 0.96),
        (-0.80, 0.84), (-0.96, 0.5), (-1.0, 0.18),
    ),
    Roots.FUSED: points(
        (0.96, 0.18), (0.86, 0.45), (0.74, 0.72), (0.62, 0.93), (0.44, 1.0), (0.26, 0.88),
        (0.06, 0.84), (-0.10, 0.95), (-0.32, 0.93), (-0.60, 0.66), (-0.88, 0.36), (-0.98, 0.16),
    ),
}  # fmt: skip
_CANALS: Final[dict[Roots, tuple[Points, ...]]] = {
    Roots.ONE: (points((0.0, 0.0), (0.06, 0.4), (0.12, 0.75), (0.2, 0.97)),),
    Roots.FORKED: (
        points((0.2, 0.0), (0.36, 0.4), (0.48, 0.7), (0.54, 0.94)),
        points((-0.2, 0.0), (-0.34, 0.4), (-0.38, 0.7), (-0.37, 0.97)),
    ),
    Roots.TWO: (
        points((0.4, 0.0), (0.62, 0.32), (0.72, 0.65), (0.78, 0.95)),
        points((-0.4, 0.0), (-0.62, 0.32), (-0.66, 0.65), (-0.54, 0.97)),
    ),
    Roots.THREE: (
        points((0.4, 0.0), (0.62, 0.35), (0.68, 0.6), (0.74, 0.88)),
        points((0.0, 0.0), (0.03, 0.4), (0.06, 0.7), (0.09, 0.97)),
        points((-0.4, 0.0), (-0.66, 0.35), (-0.66, 0.6), (-0.64, 0.93)),
    ),
    Roots.FUSED: (
        points((0.25, 0.0), (0.34, 0.4), (0.42, 0.7), (0.46, 0.95)),
        points((-0.3, 0.0), (-0.3, 0.35), (-0.22, 0.65), (-0.16, 0.9)),
    ),
}


def form_of(fdi: str) -> Form:
    """Return the form of one of the 52 teeth; raises KeyError for another number."""
    quadrant, place = int(fdi[0]), fdi[1]
    jaw = "upper" if quadrant in (1, 2, 5, 6) else "lower"
    return _FORMS[f"{jaw}{'-deciduous' if quadrant > 4 else ''}{place}"]


def outline(form: Form, grown: float = 1.0) -> Points:
    """Return the outline (u, v) of a tooth; `grown` is the share of its root that is there.

    A root that grows ends open and wide, as does one that is being resorbed.
    """
    half, neck = form.width / 2, form.neck / 2
    edge = _EDGES[form.edge] * (half, form.crown)
    distal = points((half, 0.36 * form.crown), (0.94 * half, 0.66 * form.crown))
    mesial = points((-0.95 * half, 0.66 * form.crown), (-half, 0.34 * form.crown))
    if form.edge is Edge.PEG:
        distal, mesial = distal[1:], mesial[:1]
    root = _root(form, grown) + np.array((0.0, form.crown))
    cervix = points((neck, form.crown)), points((-neck, form.crown))
    return smooth(np.concatenate((edge, distal, cervix[0], root, cervix[1], mesial)))


def _root(form: Form, grown: float) -> Points:
    scale = (form.neck / 2, form.root)
    whole: Points = _ROOTS[form.roots] * scale
    if grown >= 1.0:
        return whole
    end = max(grown, 0.06) * form.root
    wide = 0.94 if grown < 0.5 else 0.78
    rim = points(
        (0.98, 0.4), (wide, 0.92), (0.66 * wide, 1.0), (0.2, 0.62), (-0.2, 0.62),
        (-0.66 * wide, 1.0), (-wide, 0.92), (-0.98, 0.4),
    )  # fmt: skip
    short: Points = rim * (form.neck / 2, end)
    return short


def crown(form: Form) -> Points:
    """Return the outline of the enamel's cap; its border at the neck is curved."""
    neck = form.neck / 2
    whole = outline(form)
    # The ring begins at the biting edge: the cap is its first and its last part.
    inside = np.flatnonzero(whole[:, 1] <= 0.97 * form.crown)
    cut = int(np.argmax(np.diff(inside))) + 1
    rim = points((0.5 * neck, 0.9), (0.0, 0.87), (-0.5 * neck, 0.9)) * (1.0, form.crown)
    cap: Points = np.concatenate((whole[inside[:cut]], rim, whole[inside[cut:]]))
    return cap


def dentine(form: Form) -> Points:
    """Return what lies under the enamel, down to the neck."""
    half, neck, high = form.width / 2, form.neck / 2, form.crown
    tip = 0.26 if form.edge is not Edge.CUSPS else 0.31
    if form.edge is Edge.CUSPS:
        top = points((-0.52, tip), (0.0, tip + 0.12), (0.54, tip))
    else:
        top = points((-0.42, tip + 0.04), (0.0, tip), (0.42, tip + 0.05))
    sides = points((0.68 * half, 0.55 * high), (0.92 * neck, 0.93 * high))
    body = np.concatenate((top * (half, high), sides, (sides * (-1.0, 1.0))[::-1]))
    return smooth(body)


def chamber(form: Form) -> Points:
    """Return the pulp's chamber in the crown."""
    neck, high = form.neck / 2, form.crown
    wide = {Roots.ONE: 0.2, Roots.FORKED: 0.3}.get(form.roots, 0.5)
    top = 0.5 if form.edge is Edge.CUSPS else 0.44
    return smooth(
        points(
            (-wide * neck, top * high),
            (0.0, (top + 0.08) * high),
            (wide * neck, top * high),
            (0.92 * wide * neck, 1.06 * high),
            (-0.92 * wide * neck, 1.06 * high),
        )
    )


def canals(form: Form, grown: float = 1.0) -> tuple[Points, ...]:
    """Return the middle lines of the root's canals, from the chamber to the apex."""
    if grown < 1.0:
        line = points((0.0, 0.0), (0.0, 0.5), (0.0, 0.9))
        return (line * (form.neck / 2, form.root * grown) + (0.0, form.crown),)
    scale = (form.neck / 2, form.root)
    return tuple(line * scale + (0.0, form.crown) for line in _CANALS[form.roots])

"""Shapes that no landmark gives: teeth and the lower rim of the orbit, as they usually look.

Drawn for this program after the average sizes of Nelson and Ash, "Wheeler's Dental Anatomy"
(crown and root length, breadth, height of the contacts). What a landmark gives is met exactly;
the rest of a shape shows which way a tooth stands, and nothing is ever measured on it.
"""

import math
from collections.abc import Callable
from typing import Final

from viewer.domain.cephalometry.face import Face, Place, dot, unit

_INCISOR: Final = {
    # along the axis from apex (0) to edge (1), towards the lip in shares of the length
    "U1": (
        (0.0, 0.0),
        (0.06, 0.028),
        (0.3, 0.096),
        (0.553, 0.128),
        (0.7, 0.142),
        (0.86, 0.106),
        (0.97, 0.034),
        (1.0, 0.0),
        (0.975, -0.026),
        (0.86, -0.03),
        (0.72, -0.086),
        (0.61, -0.148),
        (0.535, -0.136),
        (0.3, -0.098),
        (0.06, -0.028),
    ),
    "L1": (
        (0.0, 0.0),
        (0.06, 0.026),
        (0.3, 0.098),
        (0.56, 0.122),
        (0.7, 0.122),
        (0.86, 0.08),
        (0.975, 0.026),
        (1.0, 0.0),
        (0.98, -0.022),
        (0.86, -0.03),
        (0.74, -0.07),
        (0.63, -0.128),
        (0.555, -0.128),
        (0.3, -0.098),
        (0.06, -0.026),
    ),
}
_LIP_NECK: Final = 3
_TONGUE_NECK: Final = {"U1": 12, "L1": 12}

_MOLAR: Final = {
    # from the mesial contact backwards, and from it towards the root; shares of the crown's
    # breadth. The first two are the contact and the mesiobuccal cusp.
    "U6": (
        (0.36, -0.2),
        (0.55, -0.3),
        (0.76, -0.26),
        (0.94, -0.12),
        (1.0, 0.06),
        (0.93, 0.42),
        (0.94, 0.9),
        (0.83, 1.52),
        (0.72, 1.3),
        (0.54, 0.72),
        (0.4, 1.2),
        (0.26, 1.56),
        (0.12, 0.95),
        (0.07, 0.42),
    ),
    "L6": (
        (0.34, -0.2),
        (0.5, -0.29),
        (0.68, -0.2),
        (0.86, -0.22),
        (1.0, 0.02),
        (0.93, 0.4),
        (0.95, 0.9),
        (0.86, 1.6),
        (0.72, 1.3),
        (0.52, 0.7),
        (0.36, 1.2),
        (0.2, 1.62),
        (0.1, 0.95),
        (0.07, 0.4),
    ),
}
_CUSP_HEIGHT: Final = 0.3
"""Of the cusp over the contact, in the table above."""
_BREADTH: Final = {"U6": ("U1", 10.0 / 23.5), "L6": ("L1", 11.0 / 21.5)}
"""Of the crown, by the length of an incisor: mean breadth to mean length."""

_ORBIT: Final = (
    # forward from Or and above it, in shares of the distance from Po to Or
    (-0.2, 0.3),
    (-0.17, 0.16),
    (-0.1, 0.04),
    (0.0, 0.0),
    (0.08, 0.03),
    (0.13, 0.1),
)

_SHORT: Final = 1e-6

INCISORS: Final = tuple(_INCISOR)


def incisor(face: Face, tooth: str) -> tuple[Place, ...]:
    """Return the outline of `U1` or `L1` along its own axis; nothing without edge and apex."""
    make = _on_axis(face, tooth)
    return () if make is None else tuple(make(*corner) for corner in _INCISOR[tooth])


def necks(face: Face, tooth: str) -> tuple[Place, Place] | None:
    """Return where an incisor's outline leaves the bone at the lip, and at the tongue."""
    outline = incisor(face, tooth)
    return (outline[_LIP_NECK], outline[_TONGUE_NECK[tooth]]) if outline else None


def molar(face: Face, tooth: str) -> tuple[Place, ...]:
    """Return the outline of `U6` or `L6`.

    It meets cusp and mesial contact, and stands upright on the occlusal plane; its breadth goes
    by the length of the incisor of its jaw. Nothing where any of these is missing.
    """
    incisor_name, share = _BREADTH[tooth]
    needed = (tooth, f"{tooth}m", incisor_name, f"{incisor_name}A", "OPp", "OPa")
    if not all(face.has(code) for code in needed):
        return ()
    forward = unit(face.place("OPp").to(face.place("OPa")))
    contact, cusp = face.place(f"{tooth}m"), face.place(tooth)
    to_root = Place(forward.y, -forward.x) if tooth == "U6" else Place(-forward.y, forward.x)
    length = face.place(f"{incisor_name}A").to(face.place(incisor_name))
    breadth = math.hypot(*length) * share
    if breadth < _SHORT or not math.isfinite(forward.x):  # it has no size, or no direction
        return ()
    height = max(-dot(contact.to(cusp), to_root), 0.1 * breadth) / _CUSP_HEIGHT
    made = [
        contact.plus(forward, -back * breadth).plus(to_root, up * (breadth if up > 0 else height))
        for back, up in _MOLAR[tooth]
    ]
    return (contact, cusp, *made)


def orbit(face: Face) -> tuple[Place, ...]:
    """Return the lower rim of the orbit, deepest at Or; nothing without Or and Po."""
    if not (face.has("Po") and face.has("Or")):
        return ()
    floor, ahead = face.place("Or"), face.place("Po").to(face.place("Or"))
    above = Place(ahead.y, -ahead.x)
    return tuple(floor.plus(ahead, x).plus(above, y) for x, y in _ORBIT)


def opposite(face: Face, code: str, middle: str) -> Place | None:
    """Return the place as far behind a middle as a landmark is ahead of it; None without both."""
    if not (face.has(code) and face.has(middle)):
        return None
    centre = face.place(middle)
    return centre.plus(face.place(code).to(centre))


def _on_axis(face: Face, tooth: str) -> Callable[[float, float], Place] | None:
    """Return how a corner of the table becomes a place; None without edge and apex."""
    if not (face.has(tooth) and face.has(f"{tooth}A")):
        return None
    apex = face.place(f"{tooth}A")
    axis = apex.to(face.place(tooth))
    if math.hypot(*axis) < _SHORT:  # edge and apex in one place
        return None
    to_lip = Place(axis.y, -axis.x) if tooth == "U1" else Place(-axis.y, axis.x)

    def placed(along: float, lip: float) -> Place:
        return apex.plus(axis, along).plus(to_lip, lip)

    return placed

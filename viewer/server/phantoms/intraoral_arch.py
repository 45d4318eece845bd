"""Two dental arches seen from the front: where each crown lies in the picture, as an outline.

Crowns stand side by side along an ellipse (one for each jaw), are measured along it, and are seen
by a camera in front of the mouth: those at the side are foreshortened, as in life. Lengths are mm
in the plane of the central incisors, x to the right of the picture (the patient's left), y down,
origin in its middle. Measures of crowns: the usual averages of dental anatomy, rounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.radiograph import Points, points, smooth

Jaw = Literal["upper", "lower"]
Curve = tuple[NDArray[np.float64], NDArray[np.float64]]

_CAMERA_MM: Final = 230.0
# Half width and depth (mm) of the arches, and how far the lower one lies behind the upper.
_ELLIPSES: Final[dict[Jaw, tuple[float, float, float]]] = {
    "upper": (29.5, 47.0, 0.0),
    "lower": (27.5, 44.0, 2.0),
}
_EDGE_Y: Final[dict[Jaw, float]] = {"upper": 2.2, "lower": -0.2}
_GAP_MM: Final = 0.22
_SPACING_MM: Final = 0.35
_DEEPEST_MM: Final = 12.0


@dataclass(frozen=True, slots=True)
class Crown:
    """A crown's form: width and height (mm), how far its edge stands below that of the incisors."""

    width: float
    height: float
    form: str
    edge: float = 0.0


# By the jaw and the place in the quadrant; a deciduous tooth's place is a letter.
_PERMANENT: Final[dict[Jaw, Sequence[Crown]]] = {
    "upper": (
        Crown(8.6, 10.6, "incisor"),
        Crown(6.7, 9.0, "lateral", -0.7),
        Crown(7.7, 10.2, "canine", 0.1),
        Crown(7.1, 8.6, "premolar", -0.5),
        Crown(6.9, 7.8, "premolar", -0.8),
        Crown(10.3, 7.4, "molar", -1.0),
    ),
    "lower": (
        Crown(5.4, 9.0, "lower"),
        Crown(5.9, 9.2, "lower", -0.1),
        Crown(6.8, 10.4, "canine", -0.6),
        Crown(7.0, 8.6, "premolar", 0.2),
        Crown(7.1, 8.0, "premolar", 0.5),
        Crown(11.0, 7.4, "molar", 0.7),
    ),
}
_DECIDUOUS: Final[dict[Jaw, Sequence[Crown]]] = {
    "upper": (
        Crown(6.5, 6.0, "incisor"),
        Crown(5.1, 5.6, "lateral"),
        Crown(7.0, 6.5, "canine", -0.6),
        Crown(7.3, 5.4, "molar", -0.9),
        Crown(8.2, 5.7, "molar", -1.0),
    ),
    "lower": (
        Crown(4.2, 5.0, "lower"),
        Crown(4.6, 5.2, "lower"),
        Crown(5.9, 6.2, "canine", 0.0),
        Crown(7.7, 5.6, "molar", 0.5),
        Crown(9.6, 5.6, "molar", 0.6),
    ),
}
SUPERNUMERARY: Final = Crown(4.6, 7.0, "peg", -1.6)

# Outlines: across from mesial (−1) to distal (1), along from the edge (0) to the gum (1).
_NECK: Final = ((0.97, 0.52), (0.83, 0.79), (0.5, 0.96), (0.0, 1.0), (-0.5, 0.96), (-0.81, 0.79))
_FORMS: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "incisor": (
        *((-0.92, 0.03), (-0.5, 0.0), (-0.1, 0.012), (0.35, 0.0), (0.82, 0.035), (0.99, 0.2)),
        *_NECK,
        *((-0.95, 0.5), (-1.0, 0.18)),
    ),
    "lateral": (
        *((-0.86, 0.04), (-0.4, 0.0), (0.2, 0.015), (0.72, 0.08), (0.99, 0.28)),
        *_NECK,
        *((-0.95, 0.5), (-1.0, 0.2)),
    ),
    "canine": (
        *((-0.9, 0.2), (-0.45, 0.08), (-0.05, 0.0), (0.4, 0.1), (0.9, 0.25), (1.0, 0.38)),
        *((0.93, 0.58), (0.76, 0.82), (0.42, 0.97), (0.0, 1.0), (-0.42, 0.97), (-0.74, 0.82)),
        *((-0.93, 0.55), (-1.0, 0.3)),
    ),
    "premolar": (
        *((-0.88, 0.2), (-0.42, 0.08), (0.0, 0.0), (0.42, 0.08), (0.88, 0.2), (1.0, 0.36)),
        *((0.9, 0.64), (0.66, 0.9), (0.0, 1.0), (-0.66, 0.9), (-0.9, 0.64), (-1.0, 0.36)),
    ),
    "molar": (
        *((-0.93, 0.18), (-0.52, 0.0), (0.0, 0.07), (0.48, 0.01), (0.93, 0.2), (1.0, 0.42)),
        *((0.93, 0.76), (0.62, 0.97), (0.0, 0.97), (-0.62, 0.97), (-0.93, 0.74), (-1.0, 0.4)),
    ),
    "lower": (
        *((-0.94, 0.02), (-0.4, 0.0), (0.4, 0.0), (0.92, 0.03), (0.99, 0.16), (0.9, 0.45)),
        *((0.74, 0.78), (0.42, 0.96), (0.0, 1.0), (-0.42, 0.96), (-0.74, 0.78), (-0.9, 0.45)),
        (-0.99, 0.15),
    ),
    "peg": (
        *((-0.45, 0.08), (0.0, 0.0), (0.45, 0.08), (0.78, 0.3), (0.98, 0.6), (0.8, 0.88)),
        *((0.0, 1.0), (-0.8, 0.88), (-0.98, 0.6), (-0.78, 0.3)),
    ),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a tooth departs from its place: turned (its width shrinks), tilted, moved (mm, up +).

    `recession` (mm) is what the gum has bared of its root; `lost` the share of the crown that is
    gone, from the edge; `before` a gap (mm) towards the midline.
    """

    turn: float = 0.0
    tilt: float = 0.0
    rise: float = 0.0
    recession: float = 0.0
    lost: float = 0.0
    before: float = 0.0


STRAIGHT: Final = Standing()


@dataclass(frozen=True, slots=True)
class Placed:
    """A tooth in the picture plane: outline (n, 2), where the crown begins, how deep it lies (mm).

    `edge` and `neck` are the middle of its edge and of its line at the gum; `root` the y where the
    enamel ends, the same as at the neck unless the gum has withdrawn.
    """

    fdi: str
    jaw: Jaw
    outline: Points
    edge: tuple[float, float]
    neck: tuple[float, float]
    root: float
    half_width: float
    depth: float

    @property
    def contact_y(self) -> float:
        """Where the gum's papilla beside it ends."""
        # What is seen of a lower tooth begins lower than the tooth does.
        share = 0.32 if self.jaw == "upper" else 0.14
        return self.edge[1] + share * (self.root - self.edge[1])


def crown_of(fdi: str) -> Crown:
    """Return the measures of a tooth; one that has no number of ISO 3950 is a peg."""
    if not fdi.isdigit():
        return SUPERNUMERARY
    quadrant, place = int(fdi[0]), int(fdi[1]) - 1
    jaw = jaw_of(fdi)
    return (_PERMANENT if quadrant <= 4 else _DECIDUOUS)[jaw][place]


def jaw_of(fdi: str) -> Jaw:
    """Return the jaw of a number; a tooth without one is an upper one."""
    return "lower" if fdi[0] in "3478" else "upper"


def side_of(fdi: str) -> int:
    """Return −1 for the patient's right, which is left in the picture, else 1."""
    return -1 if fdi[0] in "1458" else 1


def place_arches(
    sides: Sequence[Sequence[str]], standings: Mapping[str, Standing], opening: float
) -> tuple[Placed, ...]:
    """Place the teeth of each half arch, from the midline to the back; the upper jaw first.

    `opening` (mm) is how far the jaws are apart. What the upper teeth cover of the lower ones is
    no part of their outlines.
    """
    upper = [
        placed
        for side in sides
        if jaw_of(side[0]) == "upper"
        for placed in _half(side, standings, 0.0)
    ]
    lower = [
        placed
        for side in sides
        if jaw_of(side[0]) == "lower"
        for placed in _half(side, standings, opening)
    ]
    border = _lower_border(upper)
    return (*upper, *(_covered(placed, border) for placed in lower))


def _half(side: Sequence[str], standings: Mapping[str, Standing], opening: float) -> list[Placed]:
    along = 0.0
    placed = []
    for fdi in side:
        crown, standing = crown_of(fdi), standings.get(fdi, STRAIGHT)
        width = crown.width * (1.0 - standing.turn)
        along += standing.before
        middle = 0.0 if not fdi.isdigit() else along + 0.5 * width
        placed.append(_placed(fdi, crown, standing, middle, opening))
        along = 0.5 * width if not fdi.isdigit() else along + width
    return placed


def _placed(fdi: str, crown: Crown, standing: Standing, middle: float, opening: float) -> Placed:
    jaw, side = jaw_of(fdi), side_of(fdi) if fdi.isdigit() else 1
    down = 1.0 if jaw == "lower" else -1.0
    length = crown.height + standing.recession
    form = smooth(points(*_FORMS[crown.form]))
    across = 0.5 * crown.width * (1.0 - standing.turn) * form[:, 0]
    along = length * np.maximum(form[:, 1], standing.lost)
    edge_y = _EDGE_Y[jaw] + opening + crown.edge - standing.rise
    slant = np.tan(np.radians(standing.tilt)) * (along - 0.4 * length)
    outline = _seen(jaw, side, middle + across + slant, edge_y + down * along)
    ends = points((0.0, length * standing.lost), (0.0, length), (0.0, crown.height))
    marks = _seen(jaw, side, middle + ends[:, 0], edge_y + down * ends[:, 1])
    x, z = _ellipse(jaw)
    del x
    depth = float(np.interp(middle, _arc(jaw), z))
    half = 0.5 * float(np.ptp(outline[:, 0]))
    edge, neck, root = ((float(p[0]), float(p[1])) for p in marks)
    return Placed(fdi, jaw, _evenly(outline), edge, neck, root[1], half, depth)


def _seen(jaw: Jaw, side: int, along: NDArray[np.float64], y: NDArray[np.float64]) -> Points:
    """Return where the camera sees points, given along the arch from the midline and upright."""
    x, z = _ellipse(jaw)
    arc = _arc(jaw)
    place = np.sign(along) * np.interp(np.abs(along), arc, x)
    scale = _CAMERA_MM / (_CAMERA_MM + np.interp(np.abs(along), arc, z))
    seen: Points = np.stack((side * place * scale, y * scale), axis=1)
    return seen


@cache
def _ellipse(jaw: Jaw) -> Curve:
    """Return x and depth (mm) of the arch, from the midline to the back."""
    half, deep, behind = _ELLIPSES[jaw]
    angle = np.linspace(0.0, np.pi / 2, 400)
    return half * np.sin(angle), behind + deep * (1.0 - np.cos(angle))


@cache
def _arc(jaw: Jaw) -> NDArray[np.float64]:
    """Return the length along the arch at each point of it."""
    x, z = _ellipse(jaw)
    steps = np.hypot(np.diff(x), np.diff(z))
    return np.concatenate(([0.0], np.cumsum(steps)))


def arch_depth(jaw: Jaw, x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how deep (mm) the arch lies where it is seen at x, as the light shows it.

    That is flatter than it is: a flash is no point, and the sides of an arch are lit, too.
    """
    places, z = _ellipse(jaw)
    seen = places * _CAMERA_MM / (_CAMERA_MM + z)
    depth = np.interp(np.abs(x), seen[:380], z[:380])
    lit: NDArray[np.float32] = (_DEEPEST_MM * np.tanh(depth / _DEEPEST_MM / 2)).astype(np.float32)
    return lit


def _evenly(outline: Points) -> Points:
    """Return the closed outline with corners at even distances."""
    ring = np.concatenate((outline, outline[:1]))
    length = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(ring, axis=0).T))))
    count = max(24, round(float(length[-1]) / _SPACING_MM))
    at = np.linspace(0.0, float(length[-1]), count, endpoint=False)
    even: Points = np.stack([np.interp(at, length, ring[:, axis]) for axis in (0, 1)], axis=1)
    return even


def _lower_border(upper: Sequence[Placed]) -> Curve:
    """Return the lowest y of the upper teeth by x: what lies above it is hidden behind them."""
    x = np.arange(-40.0, 40.0, 0.1)
    y = np.full(x.shape, -99.0)
    for placed in upper:
        ring = np.concatenate((placed.outline, placed.outline[:1]))
        for (x0, y0), (x1, y1) in pairwise(ring):
            inside = (x >= min(x0, x1)) & (x <= max(x0, x1))
            share = (x[inside] - x0) / (x1 - x0) if x1 != x0 else 0.0
            y[inside] = np.maximum(y[inside], y0 + share * (y1 - y0))
    return x, y


def _covered(placed: Placed, border: Curve) -> Placed:
    """Return a lower tooth without what the upper ones hide of it."""
    limit = np.interp(placed.outline[:, 0], *border) + _GAP_MM
    hidden = placed.outline[:, 1] < limit
    if not hidden.any() or hidden.all():
        return placed
    first = int(np.flatnonzero(~hidden & np.roll(hidden, 1))[0])
    turned, is_hidden = np.roll(placed.outline, -first, axis=0), np.roll(hidden, -first)
    kept = turned[~is_hidden]
    x = np.linspace(kept[-1, 0], kept[0, 0], 18)[1:-1]
    # Where no upper tooth stands, the lower one is seen up to its own edge.
    seen = np.maximum(np.interp(x, *border) + _GAP_MM, placed.outline[:, 1].min())
    closing = np.stack((x, seen), axis=1)
    outline = np.concatenate((kept, closing))
    edge = (
        placed.edge[0],
        max(placed.edge[1], float(np.interp(placed.edge[0], *border)) + _GAP_MM),
    )
    return Placed(
        fdi=placed.fdi,
        jaw=placed.jaw,
        outline=outline,
        edge=edge,
        neck=placed.neck,
        root=placed.root,
        half_width=placed.half_width,
        depth=placed.depth,
    )

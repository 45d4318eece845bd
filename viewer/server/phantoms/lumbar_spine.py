"""The shapes of a lumbar spine in sagittal planes.

Frame of a plane: mm, first the way to the back (y of LPS), then the way to the feet (-z of LPS);
the origin is the centre of L3. `x` is the plane's distance to the patient's left of the middle.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import cos, radians, sin
from typing import Final

import numpy as np

from viewer.server.phantoms.radiograph import Points, points, smooth

CANAL_MM: Final = 17.0


class DiscState(StrEnum):
    """States of a disc, in the letters of the gateway's document."""

    NORMAL = "v1"
    DEGENERATED = "v2"
    BULGE = "v3"
    ASYMMETRIC_BULGE = "v4"
    PROTRUDED = "v5"
    EXTRUDED = "v6"
    SCHMORL = "v7"
    OTHER = "v8"


class VertebraState(StrEnum):
    """States of a vertebra, in the letters of the gateway's document."""

    NORMAL = "v1"
    DEGENERATED = "v2"
    OTHER = "v3"


@dataclass(frozen=True, slots=True)
class Vertebra:
    """A vertebral body: its centre, how far its axis leans to the back (degrees), its size (mm).

    `front` is the height of its front edge: less than `height` when it is wedged.
    """

    name: str
    centre: tuple[float, float]
    tilt_degrees: float
    height: float
    depth: float
    front: float

    def place(self, local: Points) -> Points:
        """Return points (to the back, to the feet) about the centre in the plane's frame."""
        tilt = radians(self.tilt_degrees)
        matrix = np.array([[cos(tilt), sin(tilt)], [-sin(tilt), cos(tilt)]])
        placed: Points = local @ matrix.T + self.centre
        return placed

    def half_width(self) -> float:
        """Return how far the body reaches to each side (mm)."""
        return self.depth * 0.68

    def outline(self, x: float, shrink: float = 0.0) -> Points:
        """Return the body's contour at `x`, its edge moved inwards; empty beside the body."""
        share = abs(x) / self.half_width()
        if share >= 0.98:
            return np.zeros((0, 2))
        back = self.depth / 2 * (1.0 - 0.22 * share**2) - shrink
        front = -self.depth / 2 * (1.0 - share**3.2) ** 0.5 + shrink
        low, high = self.height / 2 - shrink, self.front / 2 - shrink
        middle = (front + back) / 2
        hollow = 1.3 if self.name not in SACRAL else 0.2
        return self.place(
            smooth(
                points(
                    (front, -high + 0.6),
                    (front + 2.0, -high),
                    (middle, -(low + high) / 2 + hollow),
                    (back - 2.0, -low),
                    (back, -low + 0.6),
                    (back - 1.6, 0.0),
                    (back, low - 0.6),
                    (back - 2.0, low),
                    (middle, (low + high) / 2 - hollow),
                    (front + 2.0, high),
                    (front, high - 0.6),
                    (front + 2.4, 0.0),
                )
            )
        )

    def back(self, share: float, distance: float = 0.0) -> Points:
        """Return a point behind the back wall; `share` runs from -1 (upper edge) to 1 (lower)."""
        local = points((self.depth / 2 + distance, self.height / 2 * share))
        point: Points = self.place(local)[0]
        return point


@dataclass(frozen=True, slots=True)
class Disc:
    """What lies between two vertebrae."""

    above: Vertebra
    below: Vertebra

    @property
    def name(self) -> str:
        return f"{self.above.name}-{self.below.name}"

    @property
    def centre(self) -> Points:
        """Return the middle of the disc."""
        upper = self.above.place(points((0.0, self.above.height / 2)))[0]
        lower = self.below.place(points((0.0, -self.below.height / 2)))[0]
        middle: Points = (upper + lower) / 2
        return middle

    @property
    def back(self) -> Points:
        """Return the middle of the disc's back edge."""
        middle: Points = (self.above.back(1.0) + self.below.back(-1.0)) / 2
        return middle

    @property
    def height(self) -> float:
        """Return the distance between the plates in the middle."""
        upper = self.above.place(points((0.0, self.above.height / 2)))[0]
        lower = self.below.place(points((0.0, -self.below.height / 2)))[0]
        return float(np.linalg.norm(upper - lower))

    def outwards(self) -> Points:
        """Return the unit direction to the back, across the canal."""
        away: Points = self.back - self.centre
        unit: Points = away / np.linalg.norm(away)
        return unit

    def outline(self, x: float, bulge: float) -> Points:
        """Return the disc's contour at `x`, its back edge pushed out by `bulge` mm."""
        share = min(abs(x) / self.above.half_width(), 0.97)
        narrowed = (1.0 - share**3.2) ** 0.5
        out = self.outwards()
        front = self.centre - out * (self.above.depth / 2 * narrowed + 1.2)
        corner_out = out * bulge * 0.55

        def plate(body: Vertebra, edge: float, way: float) -> Points:
            reach = body.depth / 2 * (narrowed if way < 0 else 1.0 - 0.22 * share**2)
            height = body.front if way < 0 else body.height
            corner: Points = body.place(points((way * (reach - 0.4), edge * (height / 2 - 1.0))))[0]
            return corner

        back = self.back - out * (0.22 * share**2 * self.above.depth / 2)
        return smooth(
            np.array(
                [
                    plate(self.above, 1.0, -1.0),
                    (plate(self.above, 1.0, -1.0) + plate(self.above, 1.0, 1.0)) / 2,
                    plate(self.above, 1.0, 1.0) + corner_out,
                    back + out * (0.8 + bulge),
                    plate(self.below, -1.0, 1.0) + corner_out,
                    (plate(self.below, -1.0, -1.0) + plate(self.below, -1.0, 1.0)) / 2,
                    plate(self.below, -1.0, -1.0),
                    front,
                ]
            )
        )


@dataclass(frozen=True, slots=True)
class Spine:
    """Vertebrae from top to bottom, and the discs between them."""

    vertebrae: tuple[Vertebra, ...]
    discs: tuple[Disc, ...]

    def wall(self, distance: float, last: str = "S2") -> Points:
        """Return a smooth path behind the back walls, from top to bottom, `distance` mm away."""
        return smooth(self.corners(distance, last), closed=False)

    def corners(self, distance: float, last: str = "S2") -> Points:
        """Return the corners of that path: three a vertebra."""
        names = [item.name for item in self.vertebrae]
        kept = self.vertebrae[: names.index(last) + 1]
        path = [item.back(share, distance) for item in kept for share in (-0.8, 0.0, 0.8)]
        return np.array(path)


# Name, height, depth, lean, disc below: a mean adult's, in mm and degrees.
_LEVELS: Final = (
    ("T10", 22.0, 27.0, -6.0, 5.5),
    ("T11", 23.0, 28.5, -7.0, 6.0),
    ("T12", 24.5, 29.5, -8.0, 7.0),
    ("L1", 26.0, 31.0, -7.5, 8.5),
    ("L2", 27.0, 32.5, -5.0, 10.0),
    ("L3", 27.5, 33.5, 1.0, 11.5),
    ("L4", 27.5, 34.5, 9.0, 12.5),
    ("L5", 27.0, 35.0, 21.0, 11.5),
    ("S1", 29.0, 31.0, 40.0, 2.6),
    ("S2", 24.0, 26.0, 47.0, 2.0),
    ("S3", 20.0, 21.0, 52.0, 1.8),
    ("S4", 17.0, 16.0, 48.0, 1.6),
    ("S5", 14.0, 12.0, 30.0, 1.5),
)
SACRAL: Final = frozenset({"S2", "S3", "S4", "S5"})


def build_spine(disc_heights: Mapping[str, float], wedged: Mapping[str, float]) -> Spine:
    """Return a spine, L3 in the origin.

    `disc_heights` lowers discs, `wedged` the front edges of vertebrae (share of the mean, by name).
    """
    bodies: list[Vertebra] = []
    end, lean, gap = np.zeros(2), _LEVELS[0][3], 0.0
    for name, height, depth, tilt, gap_below in _LEVELS:
        if bodies:
            gap *= disc_heights.get(f"{bodies[-1].name}-{name}", 1.0)
        half = _down(tilt) * height / 2
        centre = end + _down((lean + tilt) / 2) * gap + half
        front = height * wedged.get(name, 1.0)
        place = (float(centre[0]), float(centre[1]))
        bodies.append(Vertebra(name, place, tilt, height, depth, front))
        end, lean, gap = centre + half, tilt, gap_below
    middle = next(body.centre for body in bodies if body.name == "L3")
    moved = tuple(
        replace(body, centre=(body.centre[0] - middle[0], body.centre[1] - middle[1]))
        for body in bodies
    )
    return Spine(moved, tuple(Disc(above, below) for above, below in pairwise(moved)))


def _down(tilt_degrees: float) -> Points:
    tilt = radians(tilt_degrees)
    return np.array([sin(tilt), cos(tilt)])

"""How a patient lies and breathes at a second time point: a smooth, known displacement.

A point of the second scan shows the anatomy that the first scan has at `point + displacement`:
what a registration of the first scan (floating) onto the second (reference) must find. The field
is a deeper breath (diaphragm down, wall forward and to the sides, the back at rest) followed by a
small turn and shift. All lengths in mm, LPS.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Values = NDArray[np.floating]
_DIAPHRAGM: Final = -70.0
_INVERSE_STEPS: Final = 25


@dataclass(frozen=True)
class Deformation:
    """The displacement from the second time point back to the first.

    `offset` is where the phantom's frame lies in the patient, `scale` the size of its anatomy.
    `down_mm`, `forward_mm` and `wide_mm` are the breath's largest movements for an adult;
    `turn_degrees` are rotations about x, y and z; `shift_mm` is added last.
    """

    offset: tuple[float, float, float]
    scale: float
    down_mm: float
    forward_mm: float
    wide_mm: float
    turn_degrees: tuple[float, float, float]
    shift_mm: tuple[float, float, float]

    def displacement(self, points: Points) -> Points:
        """Return the displacement (mm) at patient points (..., 3) of the second time point."""
        places = points - np.array(self.offset)
        moved = np.stack(self.pull(*np.moveaxis(places, -1, 0)), axis=-1)
        away: Points = moved - places
        return away

    def arrival(self, points: Points) -> Points:
        """Return where patient points (..., 3) of the first time point lie at the second.

        Solved by fixed-point iteration; the field's slope is well below 1, so it converges.
        """
        found = points - self.displacement(points)
        for _ in range(_INVERSE_STEPS):
            found = points - self.displacement(found)
        return found

    def growth(self, points: Points) -> Values:
        """Return how many times larger the anatomy around points (..., 3) is at the second time.

        The points are those of the second time point; by central differences over 1 mm.
        """
        steps = np.eye(3) * 0.5
        columns = [
            self.displacement(points + step) - self.displacement(points - step) for step in steps
        ]
        jacobian = np.eye(3) + np.stack(columns, axis=-1)
        growth: Values = 1.0 / np.linalg.det(jacobian)
        return growth

    def pull(self, x: Values, y: Values, z: Values) -> tuple[Values, Values, Values]:
        """Return where coordinates of the phantom's frame at the second time point come from.

        The three arrays need only be broadcastable; so is the result.
        """
        size = self.scale
        front = 0.5 * (1.0 - np.tanh((y - 40.0 * size) / (30.0 * size)))
        base = np.exp(-(((z - _DIAPHRAGM * size) / (55.0 * size)) ** 2))
        reach = np.exp(-((z / (110.0 * size)) ** 2))
        inner = (
            x - self.wide_mm * size * np.tanh(x / (70.0 * size)) * reach,
            y + self.forward_mm * size * front * reach,
            z + self.down_mm * size * front * base,
        )
        turned = [
            sum((row[axis] * inner[axis] for axis in (1, 2)), row[0] * inner[0]) + shift
            for row, shift in zip(self._rotation, self.shift_mm, strict=True)
        ]
        return turned[0], turned[1], turned[2]

    @cached_property
    def _rotation(self) -> list[list[float]]:
        about_x, about_y, about_z = np.radians(self.turn_degrees)
        cx, cy, cz = np.cos((about_x, about_y, about_z))
        sx, sy, sz = np.sin((about_x, about_y, about_z))
        turn_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
        turn_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
        turn_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
        rows: list[list[float]] = (turn_z @ turn_y @ turn_x).tolist()
        return rows

"""Plaques, opacities and broken ribs as shapes that are painted into slices.

Coordinates and sizes in mm of the phantom's own frame (LPS), as in `shapes`.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms import anatomy
from viewer.server.phantoms.anatomy import Field, coverage
from viewer.server.phantoms.lesion_recipes import FractureRecipe, OpacityRecipe
from viewer.server.phantoms.shapes import Layer, from_axis
from viewer.server.phantoms.truth import FractureKind, OpacityKind, Side
from viewer.server.phantoms.vessels import Segment

Point = NDArray[np.float64]
_EDGE_MM: Final = 0.8
_HAEMATOMA_HU: Final = 55.0
_CALLUS_HU: Final = 290.0
_CALLUS_MM: Final = 3.4
_CALLUS_REACH_MM: Final = 7.0
_FRAGMENT_MM: Final = 26.0
_RIB_REACH_MM: Final = 16.0
_VEIL_EDGE_MM: Final = 3.0
_WAVE_MM: Final = 1.6


@dataclass(frozen=True)
class Capsule:
    """A tube of one radius and density with round ends."""

    segment: Segment
    value_hu: float

    @property
    def centre(self) -> Point:
        centre: Point = (self.segment.start + self.segment.end) / 2
        return centre

    @property
    def reach(self) -> float:
        half = float(np.linalg.norm(self.segment.end - self.segment.start)) / 2
        return half + self.segment.start_radius + _EDGE_MM

    @property
    def volume_mm3(self) -> float:
        length = float(np.linalg.norm(self.segment.end - self.segment.start))
        radius = self.segment.start_radius
        return float(np.pi * radius**2 * (length + 4.0 / 3.0 * radius))

    def layers(self, x: Field, y: Field, z: Field) -> list[Layer]:
        _, away = from_axis(self.segment, x, y, z)
        return [(coverage(away - self.segment.start_radius, _EDGE_MM), self.value_hu)]


@dataclass(frozen=True)
class Opacity:
    """A patch of filled lung: an ellipsoid with a wavy edge, inside the pleura."""

    recipe: OpacityRecipe
    scale: float

    @property
    def centre(self) -> Point:
        centre: Point = np.array(self.recipe.centre) * self.scale
        return centre

    @property
    def reach(self) -> float:
        return max(self.recipe.axes) * self.scale + _VEIL_EDGE_MM + 2.0 * _WAVE_MM

    def distance(self, x: Field, y: Field, z: Field) -> Field:
        """Return the signed distance (mm, negative inside) to its surface, first order."""
        size = np.float32(self.scale)
        a, b, c = x / size, y / size, z / size
        waves = np.sin(a / 4.7 + c / 7.3) * np.sin(b / 5.3 - c / 6.1) + 0.5 * np.sin(
            (a - b + c) / 9.0
        )
        offsets = tuple(v - m for v, m in zip((a, b, c), self.recipe.centre, strict=True))
        whole = anatomy.ellipse(offsets, self.recipe.axes) + np.float32(_WAVE_MM) * waves
        inside = np.maximum(whole, anatomy.lung_distance(a, b, c))
        distance: Field = (inside * size).astype(np.float32)
        return distance

    def values(self, x: Field, y: Field, z: Field) -> Field:
        """Return its HU: even for consolidation, lightly mottled for ground glass."""
        if self.recipe.kind is OpacityKind.CONSOLIDATION:
            return np.float32(self.recipe.mean_hu) + np.float32(0.0) * x
        mottled: Field = self.recipe.mean_hu + 22.0 * np.sin(x / 2.9) * np.sin(
            y / 3.3 + z / 4.1
        ).astype(np.float32)
        return mottled

    def layers(self, x: Field, y: Field, z: Field) -> list[Layer]:
        share = coverage(self.distance(x, y, z), self.edge_mm)
        return [(share, self.values(x, y, z))]

    @property
    def edge_mm(self) -> float:
        """How softly it fades; consolidation is sharp."""
        return _EDGE_MM if self.recipe.kind is OpacityKind.CONSOLIDATION else _VEIL_EDGE_MM


@dataclass(frozen=True)
class Fracture:
    """A break of one rib, painted over the whole rib.

    The front fragment of a displaced one is moved across the rib, most at the break and not at all
    26 mm (adult) further on, so that it joins the rest of the rib.
    """

    recipe: FractureRecipe
    scale: float

    @cached_property
    def centre(self) -> Point:
        return self._axis_point(self.recipe.angle_degrees)

    @property
    def reach(self) -> float:
        return float(np.hypot(_FRAGMENT_MM, _RIB_REACH_MM) * self.scale)

    @cached_property
    def along(self) -> Point:
        """The direction (unit) of the rib at the break, forwards."""
        around = self._axis_point(self.recipe.angle_degrees + 1.0) - self.centre
        direction: Point = around / np.linalg.norm(around)
        return direction

    @cached_property
    def upwards(self) -> Point:
        """The direction (unit) across the rib and along the chest wall, upwards."""
        outwards = np.array([self.centre[0], self.centre[1], 0.0])
        across = np.cross(outwards, self.along)
        across *= np.sign(across[2]) / np.linalg.norm(across)
        direction: Point = across
        return direction

    @property
    def step_mm(self) -> float:
        """How far apart the axes of the fragments are at the break."""
        return self.recipe.step_mm * self.scale

    def layers(self, x: Field, y: Field, z: Field) -> list[Layer]:
        """Return: what is taken away, cortex, marrow, and the break or the callus."""
        right, back, up = x - self.centre[0], y - self.centre[1], z - self.centre[2]
        ahead = self._project(right, back, up, self.along)
        across = self._project(right, back, up, self.upwards)
        old = self._distance(x, y, z)
        window = self._window(right, back, up)
        if self.recipe.kind is FractureKind.HEALING:
            return self._healing(old, ahead, window)
        fade = np.where(ahead > 0, 0.5 + 0.5 * np.cos(np.pi * self._share(ahead)), 0.0)
        move = [np.float32(self.step_mm * v) * fade for v in self.upwards]
        new = self._distance(x - move[0], y - move[1], z - move[2])
        jagged = np.float32(0.35) * np.sin(across * np.float32(2.2 / self.scale))
        gap = np.abs(ahead + jagged) - np.float32(self.recipe.gap_mm / 2)
        broken = np.maximum(gap, np.minimum(old, new) - np.float32(0.5))
        return [
            (coverage(old - np.float32(0.6), self.scale) * window, anatomy.MUSCLE_HU),
            *self._bone(new, window),
            (coverage(broken, _EDGE_MM) * window, _HAEMATOMA_HU),
        ]

    def _bone(self, distance: Field, window: Field) -> list[Layer]:
        marrow = distance + np.float32(anatomy.CORTEX * self.scale)
        return [
            (coverage(distance, self.scale) * window, anatomy.BONE_HU),
            (coverage(marrow, self.scale) * window, anatomy.MARROW_HU),
        ]

    def _healing(self, old: Field, ahead: Field, window: Field) -> list[Layer]:
        """Return a collar of callus around the rib, and the line of the break, half filled."""
        width = _CALLUS_REACH_MM * self.scale
        bulge = np.float32(_CALLUS_MM * self.scale) * np.exp(-((ahead / width) ** 2))
        line = np.maximum(np.abs(ahead) - np.float32(self.recipe.gap_mm / 2), old)
        grown = (old - bulge) + np.where(np.abs(ahead) > 2.0 * width, np.float32(9.0), 0.0)
        return [
            (coverage(grown, self.scale) * window, _CALLUS_HU),
            *self._bone(old, window),
            (coverage(line, _EDGE_MM) * window * np.float32(0.6), _CALLUS_HU),
        ]

    def _window(self, right: Field, back: Field, up: Field) -> Field:
        """Return 1 near the break, 0 outside the ball that is redrawn."""
        away = np.sqrt(right**2 + back**2 + up**2) - np.float32(self.reach - 1.0)
        return coverage(away)

    def _share(self, ahead: Field) -> Field:
        share: Field = np.clip(ahead / np.float32(_FRAGMENT_MM * 0.85 * self.scale), 0.0, 1.0)
        return share

    def _distance(self, x: Field, y: Field, z: Field) -> Field:
        size = np.float32(self.scale)
        distance = anatomy.rib_distance(x / size, y / size, z / size, self.recipe.rib) * size
        return distance.astype(np.float32)

    def _axis_point(self, angle_degrees: float) -> Point:
        x, y, z = anatomy.rib_point(self.recipe.rib, angle_degrees)
        mirrored = x if self.recipe.side is Side.LEFT else -x
        return np.array([mirrored, y, z]) * self.scale

    @staticmethod
    def _project(right: Field, back: Field, up: Field, way: Point) -> Field:
        along: Field = (right * way[0] + back * way[1] + up * way[2]).astype(np.float32)
        return along

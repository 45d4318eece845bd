"""Small shapes (nodules, vessels) painted into a slice, with partial volume in all directions."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.anatomy import Field, coverage
from viewer.server.phantoms.recipe import NoduleRecipe
from viewer.server.phantoms.truth import NoduleCategory
from viewer.server.phantoms.vessels import Segment

Point = NDArray[np.float64]
_VESSEL_HU: Final = 40.0
_SUB_SLICES: Final = 4
_EDGE_MM: Final = 0.8


@dataclass(frozen=True, slots=True)
class SlicePlane:
    """One slice: x of its columns, y and z of its rows (mm), its normal and its thickness."""

    x: Field
    y: Field
    z: Field
    normal: Point
    thickness_mm: float


class LocalShape(Protocol):
    """A shape that fits into a ball and can be mixed into an image."""

    @property
    def centre(self) -> Point: ...

    @property
    def reach(self) -> float: ...

    def layers(self, x: Field, y: Field, z: Field) -> list[tuple[Field, float]]:
        """Return (share of the voxel, HU) to lay one over the other."""
        ...


@dataclass(frozen=True, slots=True)
class Vessel:
    """A tapering tube full of blood."""

    segment: Segment

    @property
    def centre(self) -> Point:
        centre: Point = (self.segment.start + self.segment.end) / 2
        return centre

    @property
    def reach(self) -> float:
        half = float(np.linalg.norm(self.segment.end - self.segment.start)) / 2
        return half + self.segment.start_radius + _EDGE_MM

    def layers(self, x: Field, y: Field, z: Field) -> list[tuple[Field, float]]:
        start, axis = self.segment.start, self.segment.end - self.segment.start
        squared = float(np.dot(axis, axis))
        along = (x - start[0]) * axis[0] + (y - start[1]) * axis[1] + (z - start[2]) * axis[2]
        share = np.clip(along / squared, 0.0, 1.0)
        away = np.sqrt(
            (x - start[0] - share * axis[0]) ** 2
            + (y - start[1] - share * axis[1]) ** 2
            + (z - start[2] - share * axis[2]) ** 2
        )
        taper = self.segment.end_radius - self.segment.start_radius
        return [(coverage(away - self.segment.start_radius - share * taper, _EDGE_MM), _VESSEL_HU)]


@dataclass(frozen=True, slots=True)
class Nodule:
    """An ellipsoid turned about the body's axis; part-solid ones have a core in a veil."""

    recipe: NoduleRecipe

    @property
    def centre(self) -> Point:
        return np.array(self.recipe.centre)

    @property
    def reach(self) -> float:
        return self.recipe.diameter_mm / 2 * max(self.recipe.axes) + _EDGE_MM

    def layers(self, x: Field, y: Field, z: Field) -> list[tuple[Field, float]]:
        radius = self.recipe.diameter_mm / 2
        turn = radians(self.recipe.turn_degrees)
        right, back, up = (
            value - centre for value, centre in zip((x, y, z), self.recipe.centre, strict=True)
        )
        first = (right * cos(turn) + back * sin(turn)) / self.recipe.axes[0]
        second = (back * cos(turn) - right * sin(turn)) / self.recipe.axes[1]
        away: Field = np.sqrt(first**2 + second**2 + (up / self.recipe.axes[2]) ** 2)
        painted = [(coverage(away - np.float32(radius), _EDGE_MM), self.recipe.shell_hu)]
        if self.recipe.category is NoduleCategory.PART_SOLID:
            core = radius * self.recipe.core_fraction
            painted.append((coverage(away - np.float32(core), _EDGE_MM), self.recipe.core_hu))
        return painted


def mean_hu(recipe: NoduleRecipe) -> float:
    """Return the mean of a nodule over its volume."""
    core = recipe.core_fraction**3 if recipe.category is NoduleCategory.PART_SOLID else 0.0
    return recipe.shell_hu + core * (recipe.core_hu - recipe.shell_hu)


def feeding_vessel(recipe: NoduleRecipe) -> Segment | None:
    """Return the vessel that touches a juxtavascular nodule."""
    if recipe.vessel is None:
        return None
    axis = np.array(recipe.vessel)
    aside = np.cross(axis, (0.0, 0.0, 1.0))
    aside = aside / np.linalg.norm(aside)
    middle = np.array(recipe.centre) + aside * (recipe.diameter_mm / 2 + 0.6)
    return Segment(middle - axis * 14.0, middle + axis * 14.0, 1.6, 1.2)


def draw(image: Field, plane: SlicePlane, shapes: Sequence[LocalShape]) -> None:
    """Paint into `image` those shapes that the slice meets."""
    for shape in shapes:
        columns = _near(plane.x, shape.centre[0], shape.reach)
        rows = _near(plane.y, shape.centre[1], shape.reach + plane.thickness_mm)
        if rows.start == rows.stop or columns.start == columns.stop:
            continue
        height = plane.z[rows] - shape.centre[2]
        if np.min(np.abs(height)) > shape.reach + plane.thickness_mm:
            continue
        _draw_one(image[rows, columns], _part(plane, rows, columns), shape)


def _draw_one(box: Field, plane: SlicePlane, shape: LocalShape) -> None:
    total: Field = np.zeros_like(box)
    for step in range(_SUB_SLICES):
        offset = ((step + 0.5) / _SUB_SLICES - 0.5) * plane.thickness_mm * plane.normal
        mixed = box.copy()
        for share, value in shape.layers(
            plane.x[None, :] + np.float32(offset[0]),
            plane.y[:, None] + np.float32(offset[1]),
            plane.z[:, None] + np.float32(offset[2]),
        ):
            mixed += share * (value - mixed)
        total += mixed
    box[:] = total / _SUB_SLICES


def _part(plane: SlicePlane, rows: slice, columns: slice) -> SlicePlane:
    return SlicePlane(
        plane.x[columns], plane.y[rows], plane.z[rows], plane.normal, plane.thickness_mm
    )


def _near(places: Field, centre: float, reach: float) -> slice:
    """Return the range of a rising coordinate that lies within `reach` of `centre`."""
    first, last = np.searchsorted(places, (centre - reach, centre + reach))
    return slice(int(first), int(last))

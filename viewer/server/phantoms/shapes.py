"""Small shapes (nodules, vessels) painted into a slice, with partial volume in all directions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.anatomy import Field, coverage
from viewer.server.phantoms.deformation import Deformation
from viewer.server.phantoms.recipe import NoduleRecipe
from viewer.server.phantoms.truth import NoduleCategory
from viewer.server.phantoms.vessels import Segment

Point = NDArray[np.float64]
Layer = tuple[Field, float | Field]
_VESSEL_HU: Final = 40.0
_SUB_SLICES: Final = 4
_EDGE_MM: Final = 0.8
_STRETCH: Final = 1.35


@dataclass(frozen=True, slots=True)
class SlicePlane:
    """One slice: x of its columns, y and z of its rows (mm), its normal and its thickness.

    A plane of a second time point shows the anatomy at the places that `deformation` tells.
    """

    x: Field
    y: Field
    z: Field
    normal: Point
    thickness_mm: float
    deformation: Deformation | None = None

    def anatomy(self, offset: Point | None = None) -> tuple[Field, Field, Field]:
        """Return the anatomy's coordinates of all pixels, broadcastable; moved by `offset` (mm)."""
        x, y, z = self.x[None, :], self.y[:, None], self.z[:, None]
        if offset is not None:
            x, y, z = (v + np.float32(step) for v, step in zip((x, y, z), offset, strict=True))
        if self.deformation is None:
            return x, y, z
        pulled = self.deformation.pull(x, y, z)
        x, y, z = (value.astype(np.float32) for value in pulled)
        return x, y, z


class LocalShape(Protocol):
    """A shape that fits into a ball and can be mixed into an image."""

    @property
    def centre(self) -> Point: ...

    @property
    def reach(self) -> float: ...

    def layers(self, x: Field, y: Field, z: Field) -> list[Layer]:
        """Return (share of the voxel, HU) to lay one over the other."""
        ...


def from_axis(segment: Segment, x: Field, y: Field, z: Field) -> tuple[Field, Field]:
    """Return the share of a segment's length that each point is beside, and its distance (mm)."""
    start, axis = segment.start, segment.end - segment.start
    squared = float(np.dot(axis, axis))
    along = (x - start[0]) * axis[0] + (y - start[1]) * axis[1] + (z - start[2]) * axis[2]
    share = np.clip(along / squared, 0.0, 1.0)
    away = np.sqrt(
        (x - start[0] - share * axis[0]) ** 2
        + (y - start[1] - share * axis[1]) ** 2
        + (z - start[2] - share * axis[2]) ** 2
    )
    return share, away


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

    def layers(self, x: Field, y: Field, z: Field) -> list[Layer]:
        share, away = from_axis(self.segment, x, y, z)
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

    def layers(self, x: Field, y: Field, z: Field) -> list[Layer]:
        radius = self.recipe.diameter_mm / 2
        turn = radians(self.recipe.turn_degrees)
        right, back, up = (
            value - centre for value, centre in zip((x, y, z), self.recipe.centre, strict=True)
        )
        first = (right * cos(turn) + back * sin(turn)) / self.recipe.axes[0]
        second = (back * cos(turn) - right * sin(turn)) / self.recipe.axes[1]
        away: Field = np.sqrt(first**2 + second**2 + (up / self.recipe.axes[2]) ** 2)
        shell = coverage(away - np.float32(radius), _EDGE_MM)
        painted: list[Layer] = [(shell, self.recipe.shell_hu)]
        if self.recipe.category is NoduleCategory.PART_SOLID:
            core = radius * self.recipe.core_fraction
            painted.append((coverage(away - np.float32(core), _EDGE_MM), self.recipe.core_hu))
        return painted


@dataclass(frozen=True, slots=True)
class Moved:
    """A shape of the anatomy, with the place where a second time point shows it."""

    shape: LocalShape
    centre: Point
    reach: float

    def layers(self, x: Field, y: Field, z: Field) -> list[Layer]:
        return self.shape.layers(x, y, z)


def moved(shapes: Sequence[LocalShape], deformation: Deformation) -> list[LocalShape]:
    """Return the shapes where the deformed scan shows them; its planes pull the coordinates."""
    offset = np.array(deformation.offset)
    places = deformation.arrival(np.array([shape.centre for shape in shapes]) + offset) - offset
    return [
        Moved(shape, place, _STRETCH * shape.reach)
        for shape, place in zip(shapes, places, strict=True)
    ]


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
    lowest, highest = float(plane.z.min()), float(plane.z.max())
    for shape in shapes:
        centre, reach = shape.centre, shape.reach
        margin = reach + plane.thickness_mm
        if not lowest - margin <= centre[2] <= highest + margin:
            continue
        columns = _near(plane.x, centre[0], reach)
        rows = _near(plane.y, centre[1], margin)
        if rows.start == rows.stop or columns.start == columns.stop:
            continue
        height = plane.z[rows] - centre[2]
        if np.min(np.abs(height)) > margin:
            continue
        _draw_one(image[rows, columns], _part(plane, rows, columns), shape)


def _draw_one(box: Field, plane: SlicePlane, shape: LocalShape) -> None:
    total: Field = np.zeros_like(box)
    for step in range(_SUB_SLICES):
        offset = ((step + 0.5) / _SUB_SLICES - 0.5) * plane.thickness_mm * plane.normal
        mixed = box.copy()
        for share, value in shape.layers(*plane.anatomy(offset)):
            mixed += share * (value - mixed)
        total += mixed
    box[:] = total / _SUB_SLICES


def _part(plane: SlicePlane, rows: slice, columns: slice) -> SlicePlane:
    return replace(plane, x=plane.x[columns], y=plane.y[rows], z=plane.z[rows])


def _near(places: Field, centre: float, reach: float) -> slice:
    """Return the range of a rising coordinate that lies within `reach` of `centre`."""
    first, last = np.searchsorted(places, (centre - reach, centre + reach))
    return slice(int(first), int(last))

"""A stack of parallel slices as one space: voxel to patient and back, also when it is not a box."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from viewer.geometry.plane import FloatArray, ImagePlane
from viewer.geometry.points import ImagePoint, PatientPoint, VoxelPoint

_SAME_PLACE_MM: Final = 1e-6


@dataclass(frozen=True)
class NearestSlice:
    """Where a patient point falls in a stack."""

    index: int
    point: ImagePoint
    distance_mm: float
    """Signed distance from the slice's plane."""


@dataclass(frozen=True)
class VolumeGeometry:
    """Parallel planes in stack order, ascending along the normal of the first.

    Positions are kept per slice, so gaps, uneven spacing and gantry tilt are represented as they
    are; `affine` exists only where the slices are evenly spaced.
    """

    planes: tuple[ImagePlane, ...]
    rows: int
    columns: int

    def __post_init__(self) -> None:
        if not self.planes:
            raise ValueError("a volume has at least one slice")
        if not all(self.planes[0].is_parallel_to(plane) for plane in self.planes[1:]):
            raise ValueError("the slices are not parallel")

    @cached_property
    def heights_mm(self) -> FloatArray:
        """Height of each slice above the first along the normal, shape (slices,), mm."""
        positions = np.array([plane.position for plane in self.planes])
        heights: FloatArray = (positions - positions[0]) @ np.array(self.planes[0].normal)
        return heights

    @cached_property
    def slice_spacing_mm(self) -> float | None:
        """Median distance between neighbouring slices, mm; None for a single slice."""
        if len(self.planes) < 2:
            return None
        steps = np.sort(np.abs(np.diff(self.heights_mm)))
        middle = len(steps) // 2  # np.median would import numpy.ma: 20 ms at the first picture
        return float((steps[middle] + steps[-middle - 1]) / 2)

    @cached_property
    def step(self) -> FloatArray:
        """Mean patient vector from one slice to the next, mm, shape (3,); tilt included."""
        first, last = self.planes[0], self.planes[-1]
        if len(self.planes) < 2:
            return np.array(first.normal)
        vector: FloatArray = np.subtract(last.position, first.position) / (len(self.planes) - 1)
        return vector

    @cached_property
    def tilt_deg(self) -> float:
        """Angle between the stacking direction and the slices' normal, degrees (0 = a box)."""
        length = float(np.linalg.norm(self.step))
        if length == 0.0:
            return 0.0
        cosine = abs(float(np.dot(self.step, self.planes[0].normal))) / length
        return float(np.degrees(np.arccos(min(1.0, cosine))))

    @cached_property
    def is_straight(self) -> bool:
        """Tell whether the slices lie exactly above each other: all upright, none shifted."""
        first = self.planes[0]
        if any(
            (plane.along_row, plane.along_column) != (first.along_row, first.along_column)
            for plane in self.planes
        ):
            return False
        ways = np.array([plane.position for plane in self.planes]) - np.array(first.position)
        aside = ways - np.outer(ways @ np.array(first.normal), np.array(first.normal))
        return bool(np.abs(aside).max() < _SAME_PLACE_MM)

    def is_even(self, tolerance_mm: float = 0.1) -> bool:
        """Tell whether each slice lies where equal steps would put it."""
        positions = np.array([plane.position for plane in self.planes])
        expected = positions[0] + np.arange(len(self.planes))[:, None] * self.step
        return bool(np.all(np.linalg.norm(positions - expected, axis=1) <= tolerance_mm))

    @cached_property
    def affine(self) -> FloatArray:
        """4×4 from (column, row, slice) voxel indices to mm LPS.

        Raises ValueError where the slices are not evenly spaced: no affine would be true.
        """
        if not self.is_even():
            raise ValueError("uneven slices have no affine")
        first = self.planes[0]
        matrix = np.eye(4)
        matrix[:3, 0] = np.multiply(first.along_row, first.column_spacing)
        matrix[:3, 1] = np.multiply(first.along_column, first.row_spacing)
        matrix[:3, 2] = self.step
        matrix[:3, 3] = first.position
        return matrix

    def voxel_to_patient(self, voxel: VoxelPoint) -> PatientPoint:
        """Return the patient point of a continuous voxel index; between slices it interpolates."""
        low = int(np.clip(np.floor(voxel.slice), 0, len(self.planes) - 1))
        high = min(low + 1, len(self.planes) - 1)
        point = ImagePoint.at_centre_of(voxel.column, voxel.row)
        below, above = (np.array(self.planes[i].to_patient(point)) for i in (low, high))
        if high == low:
            step = self.step if len(self.planes) > 1 else np.array(self.planes[0].normal)
            return PatientPoint(*map(float, below + (voxel.slice - low) * step))
        return PatientPoint(*map(float, below + (voxel.slice - low) * (above - below)))

    def nearest_slice(self, point: PatientPoint) -> NearestSlice:
        """Return the slice whose plane is nearest to `point`, and the foot on it."""
        height = self.planes[0].height_of(point)
        index = int(np.argmin(np.abs(self.heights_mm - height)))
        foot, distance = self.planes[index].to_image(point)
        return NearestSlice(index, foot, distance)

    def contains(self, point: PatientPoint, margin_px: float = 0.5) -> bool:
        """Tell whether `point` lies inside the imaged block, half a slice beyond included."""
        return self.holds(self.nearest_slice(point), margin_px)

    def holds(self, nearest: NearestSlice, margin_px: float = 0.5) -> bool:
        """Tell whether a point that falls there lies inside the imaged block."""
        half = (self.slice_spacing_mm or self.planes[0].row_spacing) / 2
        column, row = nearest.point
        return (
            abs(nearest.distance_mm) <= half * 1.01
            and -margin_px <= column <= self.columns + margin_px
            and -margin_px <= row <= self.rows + margin_px
        )

"""Points, one type per space (docs/architecture.md, "Coordinates")."""

import math
from typing import NamedTuple


class PixelIndex(NamedTuple):
    """A pixel by its column and row, both from 0; the array element is `a[row, column]`."""

    column: int
    row: int


class ImagePoint(NamedTuple):
    """A place in an image, px; (0, 0) is the *corner* of the first pixel, its centre (0.5, 0.5).

    DICOM SR SCOORD (PS3.3 C.18.6.1.2).
    """

    column: float
    row: float

    @staticmethod
    def at_centre_of(column_index: float, row_index: float) -> "ImagePoint":
        """Return the place that a voxel index (0 = centre of the first pixel) means."""
        return ImagePoint(column_index + 0.5, row_index + 0.5)

    def distance_to(self, other: "ImagePoint") -> float:
        """Return the distance in px."""
        return math.hypot(self.column - other.column, self.row - other.row)


class VoxelPoint(NamedTuple):
    """A continuous voxel index; integers are voxel centres; `slice` counts in stack order."""

    column: float
    row: float
    slice: float


class PatientPoint(NamedTuple):
    """A place in the patient, mm, LPS: +x to the patient's left, +y to the back, +z to the head.

    PS3.3 C.7.6.2.1.1; only comparable within one Frame of Reference UID.
    """

    x: float
    y: float
    z: float

    def distance_to(self, other: "PatientPoint") -> float:
        """Return the distance in mm."""
        return math.dist(self, other)

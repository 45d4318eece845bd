"""One image plane in the patient: image point to patient point and back."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.geometry.points import ImagePoint, PatientPoint

Vector = tuple[float, float, float]
FloatArray = NDArray[np.float64]

_UNIT_TOLERANCE: Final = 1e-2  # header decimals are short; worse than this is not a direction


@dataclass(frozen=True)
class ImagePlane:
    """Where an image lies in the patient (PS3.3 C.7.6.2.1.1).

    `position`: patient point of the *centre* of the first pixel (ImagePositionPatient).
    `along_row`: unit vector of increasing column (first triple of ImageOrientationPatient).
    `along_column`: unit vector of increasing row (second triple).
    `row_spacing`, `column_spacing`: mm between rows and between columns (PixelSpacing order).
    """

    position: PatientPoint
    along_row: Vector
    along_column: Vector
    row_spacing: float
    column_spacing: float

    def __post_init__(self) -> None:
        values = (*self.position, *self.along_row, *self.along_column)
        if not all(map(math.isfinite, values)):
            raise ValueError("plane is not finite")
        for vector in (self.along_row, self.along_column):
            if abs(math.hypot(*vector) - 1.0) > _UNIT_TOLERANCE:
                raise ValueError("orientation is not made of unit vectors")
        if abs(_dot(self.along_row, self.along_column)) > _UNIT_TOLERANCE:
            raise ValueError("orientation vectors are not at right angles")
        if not (0 < self.row_spacing < 1e6 and 0 < self.column_spacing < 1e6):
            raise ValueError("spacing is not a positive length")

    @cached_property
    def normal(self) -> Vector:
        """The unit normal, `along_row` × `along_column`."""
        cross = np.cross(self.along_row, self.along_column)
        unit = cross / np.linalg.norm(cross)
        return (float(unit[0]), float(unit[1]), float(unit[2]))

    @cached_property
    def _to_patient(self) -> FloatArray:
        """3×3: (column px, row px, mm along the normal) to mm."""
        return np.column_stack(
            [
                np.multiply(self.along_row, self.column_spacing),
                np.multiply(self.along_column, self.row_spacing),
                self.normal,
            ]
        )

    @cached_property
    def _from_patient(self) -> FloatArray:
        inverse: FloatArray = np.linalg.inv(self._to_patient).astype(np.float64)
        return inverse

    def to_patient(self, point: ImagePoint) -> PatientPoint:
        """Return the patient point under an image point."""
        offset = self._to_patient @ (point.column - 0.5, point.row - 0.5, 0.0)
        return PatientPoint(*(float(p + o) for p, o in zip(self.position, offset, strict=True)))

    def to_image(self, point: PatientPoint) -> tuple[ImagePoint, float]:
        """Return the foot of the perpendicular on this plane, and the signed distance in mm."""
        column, row, distance = self._from_patient @ np.subtract(point, self.position)
        return ImagePoint(float(column) + 0.5, float(row) + 0.5), float(distance)

    def height_of(self, point: PatientPoint) -> float:
        """Return the signed distance of `point` from this plane in mm."""
        ways = zip(self.normal, point, self.position, strict=True)
        return sum(along * (to - start) for along, to, start in ways)

    def is_parallel_to(self, other: "ImagePlane", *, cosine: float = 0.9999) -> bool:
        """Tell whether both planes have the same orientation, direction included."""
        return are_parallel(self.along_row, other.along_row, cosine=cosine) and are_parallel(
            self.along_column, other.along_column, cosine=cosine
        )


def are_parallel(one: Vector, other: Vector, *, cosine: float = 0.9999) -> bool:
    """Tell whether two vectors have one direction, whatever their lengths.

    Directions of a header with few digits are not quite of length 1.
    """
    product = sum(a * b for a, b in zip(one, other, strict=True))
    return product > cosine * math.hypot(*one) * math.hypot(*other)


def _dot(one: Vector, other: Vector) -> float:
    return float(np.dot(one, other))

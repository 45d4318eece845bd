"""An image's pixels as a sheet to draw on: how many there are, and how large one is."""

import math
from dataclasses import dataclass

from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import LineRegion, MarkerRegion


@dataclass(frozen=True, slots=True)
class Raster:
    """`columns` × `rows` px; `spacing` is (row, column) in mm as PixelSpacing has it.

    `spacing` is None where nobody knows it; `aspect` is then all that is known of a pixel's
    shape: its height / width (PS3.3 C.7.6.3.1.7), as the image is shown.
    """

    columns: int
    rows: int
    spacing: tuple[float, float] | None = None
    aspect: float = 1.0

    @property
    def column_size(self) -> float:
        """Width of a pixel in mm, or 1 where mm are not known: the unit of `distance`."""
        return 1.0 if self.spacing is None else self.spacing[1]

    @property
    def row_size(self) -> float:
        """Height of a pixel in the same unit."""
        return self.aspect if self.spacing is None else self.spacing[0]

    def distance(self, one: ImagePoint, other: ImagePoint) -> float:
        """Return the distance in mm, without spacing in px (widths of a pixel)."""
        across = (other.column - one.column) * self.column_size
        return math.hypot(across, (other.row - one.row) * self.row_size)

    def length_of(self, line: LineRegion) -> float:
        """Return the length of a line in mm, without spacing in px (widths of a pixel)."""
        return self.distance(*line.points)

    def diameter_of(self, marker: MarkerRegion) -> float | None:
        """Return a marker's diameter in mm, without spacing in px; None where it has none."""
        return marker.diameter_px if self.spacing is None else marker.diameter_mm

    def radii_of(self, marker: MarkerRegion) -> tuple[float, float]:
        """Return the radii along a row and along a column, image px; both 0 without a size."""
        diameter = self.diameter_of(marker)
        if diameter is None:
            return 0.0, 0.0
        return diameter / 2 / self.column_size, diameter / 2 / self.row_size

    def marker(self, centre: ImagePoint, diameter: float | None) -> MarkerRegion:
        """Return a marker; `diameter` in mm, without spacing in px."""
        if self.spacing is None:
            return MarkerRegion(centre, diameter_px=diameter)
        return MarkerRegion(centre, diameter_mm=diameter)

    def holds(self, point: ImagePoint) -> bool:
        """Tell whether a point lies on the image, its edges included."""
        return 0.0 <= point.column <= self.columns and 0.0 <= point.row <= self.rows

    def clipped(self, point: ImagePoint) -> ImagePoint:
        """Return the nearest point of the image."""
        column = min(max(point.column, 0.0), float(self.columns))
        return ImagePoint(column, min(max(point.row, 0.0), float(self.rows)))

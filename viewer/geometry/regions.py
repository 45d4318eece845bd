"""Shapes in one image, in image points."""

from dataclasses import dataclass

from viewer.geometry.points import ImagePoint


@dataclass(frozen=True, slots=True)
class MarkerRegion:
    """A place with a size: a nodule's centre and its diameter.

    `diameter_mm` is None where the service gave none that can be used.
    """

    centre: ImagePoint
    diameter_mm: float | None = None


@dataclass(frozen=True, slots=True)
class BoxRegion:
    """A box by two corners, ordered: `low` is the upper left one."""

    low: ImagePoint
    high: ImagePoint


@dataclass(frozen=True, slots=True)
class PolygonRegion:
    """A closed outline of at least three points."""

    points: tuple[ImagePoint, ...]


Region = MarkerRegion | BoxRegion | PolygonRegion

"""Shapes in one image, in image points."""

from dataclasses import dataclass

from viewer.geometry.mask import MaskVolume
from viewer.geometry.points import ImagePoint


@dataclass(frozen=True, slots=True)
class MarkerRegion:
    """A place with a size: a nodule's centre and its diameter.

    `diameter_mm` is None where the service gave none that can be used. `diameter_px`, image px
    along a row, is what a reader draws on an image whose pixels have no known size.
    """

    centre: ImagePoint
    diameter_mm: float | None = None
    diameter_px: float | None = None


@dataclass(frozen=True, slots=True)
class BoxRegion:
    """A box by two corners, ordered: `low` is the upper left one."""

    low: ImagePoint
    high: ImagePoint


@dataclass(frozen=True, slots=True)
class PointRegion:
    """A point without a size: a landmark."""

    point: ImagePoint


@dataclass(frozen=True, slots=True)
class PolygonRegion:
    """A closed outline of at least three points.

    `others` are further outlines of the same thing, where it is in pieces; only the first one is
    reshaped by hand.
    """

    points: tuple[ImagePoint, ...]
    others: tuple[tuple[ImagePoint, ...], ...] = ()

    @property
    def rings(self) -> tuple[tuple[ImagePoint, ...], ...]:
        """All outlines, the first one first."""
        return (self.points, *self.others)


@dataclass(frozen=True, slots=True)
class LineRegion:
    """A length between two points, as a reader measures it."""

    points: tuple[ImagePoint, ImagePoint]


@dataclass(frozen=True, slots=True)
class MaskRegion:
    """The voxels that a service marked, on all slices of the stack; nobody reshapes it."""

    mask: MaskVolume


@dataclass(frozen=True, slots=True)
class WholeImageRegion:
    """An image as a whole, so many px: of what is said of it there is no place to draw."""

    columns: int
    rows: int


Region = (
    MarkerRegion
    | PointRegion
    | BoxRegion
    | PolygonRegion
    | LineRegion
    | MaskRegion
    | WholeImageRegion
)


def corners_of(region: Region) -> tuple[ImagePoint, ...]:
    """Return the points that a region is made of, in its own order; a box's from its upper left.

    A box has four, clockwise as the image lies, a mask those of the box around all its slices, a
    whole image its own; a marker has its centre alone; a polygon those of all its outlines.
    """
    if isinstance(region, MarkerRegion):
        return (region.centre,)
    if isinstance(region, PointRegion):
        return (region.point,)
    if isinstance(region, PolygonRegion):
        return tuple(point for ring in region.rings for point in ring)
    if isinstance(region, BoxRegion | MaskRegion | WholeImageRegion):
        left, top, right, bottom = _sides(region)
        places = ((left, top), (right, top), (right, bottom), (left, bottom))
        return tuple(ImagePoint(*place) for place in places)
    return region.points


def _sides(
    region: BoxRegion | MaskRegion | WholeImageRegion,
) -> tuple[float, float, float, float]:
    if isinstance(region, BoxRegion):
        return (*region.low, *region.high)
    if isinstance(region, WholeImageRegion):
        return 0.0, 0.0, float(region.columns), float(region.rows)
    left, top, right, bottom = region.mask.bounds
    return float(left), float(top), float(right), float(bottom)


def middle_of(region: Region) -> ImagePoint:
    """Return the middle of the box around a region."""
    columns = [point.column for point in corners_of(region)]
    rows = [point.row for point in corners_of(region)]
    return ImagePoint((min(columns) + max(columns)) / 2, (min(rows) + max(rows)) / 2)

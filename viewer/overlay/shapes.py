"""A region to its drawing instruction, and its size in words."""

from dataclasses import replace

from viewer.domain.series import SeriesDescription
from viewer.foundation.errors import BugError
from viewer.geometry.mask import MaskSlice
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    MarkerRegion,
    MaskRegion,
    PointRegion,
    PolygonRegion,
    Region,
    WholeImageRegion,
    corners_of,
    middle_of,
)
from viewer.overlay.items import Area, Item, ItemKind, Marker, Outline, Stroke
from viewer.overlay.style import TINT
from viewer.overlay.wording import ENGLISH, OverlayWording


def raster_of(series: SeriesDescription) -> Raster:
    """Return the pixels of a series' images as a sheet to draw on."""
    return Raster(series.columns, series.rows, series.pixel_spacing, series.pixel_aspect)


def shape_of(uid: str, region: Region, raster: Raster, stroke: Stroke) -> Item:
    """Return how a region is drawn, without a label; a mask as on its largest slice.

    Raises BugError for a whole image, which has no place.
    """
    if isinstance(region, MaskRegion):
        part = region.mask.largest
        return Area(uid, part or MaskSlice(0, 0, 0, 0, 0, b""), stroke, TINT)
    if isinstance(region, MarkerRegion):
        across, down = raster.radii_of(region)
        return Marker(uid, region.centre, across, down, stroke)
    if isinstance(region, PointRegion):
        return Marker(uid, region.point, 0.0, 0.0, stroke, is_landmark=True)
    if isinstance(region, PolygonRegion):
        return Outline(uid, ItemKind.POLYGON, region.points, stroke, others=region.others)
    if isinstance(region, WholeImageRegion):
        raise BugError("a whole image is not drawn")
    kind = ItemKind.BOX if isinstance(region, BoxRegion) else ItemKind.LINE
    return Outline(uid, kind, corners_of(region), stroke)


def shifted(region: Region, offset: tuple[float, float]) -> Region:
    """Return a region moved by so many px, wherever that is; a mask lies as its pixels do."""
    if offset == (0.0, 0.0) or isinstance(region, MaskRegion | WholeImageRegion):
        return region
    if isinstance(region, PointRegion):
        return PointRegion(_moved(region.point, offset))
    if isinstance(region, MarkerRegion):
        return replace(region, centre=_moved(region.centre, offset))
    if isinstance(region, BoxRegion):
        return BoxRegion(_moved(region.low, offset), _moved(region.high, offset))
    if isinstance(region, LineRegion):
        start, end = region.points
        return LineRegion((_moved(start, offset), _moved(end, offset)))
    first, *others = (tuple(_moved(point, offset) for point in ring) for ring in region.rings)
    return PolygonRegion(first, tuple(others))


def extent_of(region: Region, series: SeriesDescription) -> tuple[ImagePoint, float]:
    """Return the middle of a region, and half its larger side in columns; 0 where it has none.

    Those of a mask are of its largest slice.
    """
    if isinstance(region, MaskRegion) and (part := region.mask.largest) is not None:
        low = ImagePoint(part.column, part.row)
        region = BoxRegion(low, _moved(low, (part.width, part.height)))
    if isinstance(region, MarkerRegion):
        return region.centre, raster_of(series).radii_of(region)[0]
    columns = [point.column for point in corners_of(region)]
    rows = [point.row for point in corners_of(region)]
    across, down = max(columns) - min(columns), max(rows) - min(rows)
    return middle_of(region), max(across, down * series.pixel_aspect) / 2


def size_words(region: Region, series: SeriesDescription, wording: OverlayWording = ENGLISH) -> str:
    """Return a region's own size: a diameter, width × height, a length; empty without any.

    With the source of the millimetres where it is not plain; px, never mm, without spacing.
    """
    raster = raster_of(series)
    numbers = _size(region, raster)
    if not numbers:
        return ""
    if raster.spacing is None:
        return wording.pixels.format(" × ".join(f"{number:.0f}" for number in numbers))
    size = wording.millimetres.format(" × ".join(f"{number:.1f}" for number in numbers))
    badge = wording.spacing_badge(series.spacing_source, series.spacing_detail)
    return wording.with_source.format(size, badge) if badge else size


def _size(region: Region, raster: Raster) -> tuple[float, ...]:
    if isinstance(region, MarkerRegion):
        diameter = raster.diameter_of(region)
        return () if diameter is None else (diameter,)
    if isinstance(region, BoxRegion):
        corner = ImagePoint(region.high.column, region.low.row)
        return raster.distance(region.low, corner), raster.distance(corner, region.high)
    if isinstance(region, LineRegion):
        return (raster.length_of(region),)
    return ()


def _moved(point: ImagePoint, offset: tuple[float, float]) -> ImagePoint:
    return ImagePoint(point.column + offset[0], point.row + offset[1])

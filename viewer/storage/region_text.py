"""Regions as JSON text: the form in which the ledger keeps them."""

from collections.abc import Callable, Mapping
from typing import Final, cast

from viewer.foundation.errors import BugError
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    MarkerRegion,
    PointRegion,
    PolygonRegion,
    Region,
    WholeImageRegion,
)

Json = Mapping[str, object]
_Points = tuple[ImagePoint, ...]


def region_json(region: Region) -> Json:
    """Return a region as it is kept; what was kept once is never written differently.

    Raises BugError for a mask, which is nobody's own placement.
    """
    if isinstance(region, MarkerRegion):
        marker: dict[str, object] = {
            "type": "marker",
            "points": _numbers((region.centre,)),
            "diameter_mm": region.diameter_mm,
        }
        if region.diameter_px is not None:
            marker["diameter_px"] = region.diameter_px
        return marker
    if isinstance(region, PolygonRegion):
        polygon: dict[str, object] = {"type": "polygon", "points": _numbers(region.points)}
        if region.others:
            polygon["others"] = [_numbers(ring) for ring in region.others]
        return polygon
    kind, points = _plain(region)
    return {"type": kind, "points": _numbers(points)}


def read_region(said: Json) -> Region:
    """Return what `region_json` wrote. Raises KeyError, TypeError, ValueError, IndexError."""
    points = _points(said["points"])
    kind = str(said["type"])
    if kind == "marker":
        in_mm, in_px = said["diameter_mm"], said.get("diameter_px")
        return MarkerRegion(points[0], cast("float | None", in_mm), cast("float | None", in_px))
    if kind == "polygon":
        others = cast("list[object]", said.get("others", []))
        return PolygonRegion(points, tuple(map(_points, others)))
    return _READERS[kind](points)


_READERS: Final[Mapping[str, Callable[[_Points], Region]]] = {
    "box": lambda points: BoxRegion(points[0], points[1]),
    "line": lambda points: LineRegion((points[0], points[1])),
    "point": lambda points: PointRegion(points[0]),
    "image": lambda points: WholeImageRegion(int(points[0].column), int(points[0].row)),
}


def _plain(region: Region) -> tuple[str, _Points]:
    if isinstance(region, BoxRegion):
        return "box", (region.low, region.high)
    if isinstance(region, PointRegion):
        return "point", (region.point,)
    if isinstance(region, LineRegion):
        return "line", region.points
    if isinstance(region, WholeImageRegion):
        return "image", (ImagePoint(region.columns, region.rows),)
    raise BugError("a mask is nobody's own placement")


def _numbers(points: _Points) -> list[list[float]]:
    return [[float(point.column), float(point.row)] for point in points]


def _points(said: object) -> _Points:
    return tuple(ImagePoint(*point) for point in cast("list[list[float]]", said))

"""What is drawn over a film while a landmark or a calibration line is in hand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from viewer.domain.finding import Finding
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import LineRegion, PointRegion
from viewer.overlay.active import ActiveLayer, ghost_of
from viewer.overlay.items import Dash, Item, Marker, Stroke
from viewer.overlay.shapes import raster_of, shape_of
from viewer.overlay.style import OWN

if TYPE_CHECKING:
    from viewer.domain.cephalometry.usual import Hint
    from viewer.domain.series import SeriesDescription

_IN_HAND: Final = Stroke(OWN, 2.0)
_HINT: Final = Stroke("#ffd75e", 1.5, Dash.DASHED)


def moved_layer(
    finding: Finding,
    point: ImagePoint,
    answered: Mapping[str, Finding],
    series: "SeriesDescription",
    slice_index: int,
) -> ActiveLayer:
    """Return a landmark at another place, and faintly where the service put it."""
    region = PointRegion(point)
    marker = replace(
        shape_of(finding.uid, region, raster_of(series), _IN_HAND),
        label=finding.site.landmark,
        is_selected=True,
    )
    said = None if finding.is_own else answered.get(finding.uid, finding)
    ghost = ghost_of(said, region, series, slice_index)
    items: tuple[Item, ...] = (marker,) if ghost is None else (ghost, marker)
    return ActiveLayer(items, replaces=finding.uid)


def hint_layer(hint: "Hint | None", code: str, aspect: float) -> ActiveLayer | None:
    """Return a circle where a landmark usually lies; no cross in it, for it is no place."""
    if hint is None:
        return None
    circle = Marker("", hint.middle, hint.radius, hint.radius / aspect, _HINT, f"{code}?")
    return ActiveLayer((circle,))


def line_layer(start: ImagePoint, end: ImagePoint, series: "SeriesDescription") -> ActiveLayer:
    """Return the calibration line as it is being drawn; its length is not known yet."""
    shape = shape_of("", LineRegion((start, end)), raster_of(series), _IN_HAND)
    return ActiveLayer((shape,), handles=(start, end))

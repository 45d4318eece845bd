"""A made-up face for the cephalometry benchmark, the same for every contestant."""

import math
from typing import TYPE_CHECKING, Final

from viewer.server.phantoms.cephalogram_points import CLASS_1

if TYPE_CHECKING:
    from viewer.domain.finding import Finding
    from viewer.domain.series import SeriesDescription

FACE: Final = CLASS_1
"""mm, x forward and y down from the sella: that of the film the local service draws."""
CODES: Final = tuple(FACE)
DRAGGED: Final = ("S", "A", "Me", "Prn")
"""Points on which many lines and values hang, and one of the skin."""

_LEFT_MM: Final = 50.0
_TOP_MM: Final = 50.0
_HIGH_MM: Final = 200.0
_REACH_MM: Final = 6.0
Scale = float


def scale_of(columns: int, rows: int) -> Scale:
    """Return px per mm on a film of that size."""
    return min(columns, rows) / _HIGH_MM


def place_of(code: str, scale: Scale) -> tuple[float, float]:
    """Return where a landmark lies on the film, px."""
    x, y = FACE[code]
    return (x + _LEFT_MM) * scale, (y + _TOP_MM) * scale


def dragged_to(code: str, index: int, scale: Scale) -> tuple[float, float]:
    """Return where a landmark is dragged to by a step, px; by -1 it is where it lies."""
    x, y = place_of(code, scale)
    if index < 0:
        return x, y
    reach = min(1.0, (index + 1) / 10) * _REACH_MM * scale
    return x + reach * math.sin(index * 0.37), y + reach * math.cos(index * 0.53)


def as_findings(series: "SeriesDescription") -> "tuple[Finding, ...]":
    """Return the landmarks as the findings of an answer."""
    from viewer.domain.finding import Finding, FindingKind, Placement, Site
    from viewer.geometry.points import ImagePoint
    from viewer.geometry.regions import PointRegion

    scale = scale_of(series.columns, series.rows)
    return tuple(
        Finding(
            uid=f"landmark-{code}",
            number=number,
            kind=FindingKind.LANDMARK,
            placement=Placement(
                series.instances[0], 0, PointRegion(ImagePoint(*place_of(code, scale)))
            ),
            site=Site(landmark=code),
        )
        for number, code in enumerate(CODES, start=1)
    )

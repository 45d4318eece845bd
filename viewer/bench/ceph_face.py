"""A made-up face for the cephalometry benchmark, the same for every contestant."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from viewer.domain.finding import Finding
    from viewer.domain.series import SeriesDescription

FACE: Final[Mapping[str, tuple[float, float]]] = {
    "S": (0.0, 0.0),
    "N": (69.5, -8.5),
    "Po": (-20.0, 20.0),
    "Or": (60.0, 20.0),
    "Ba": (-22.0, 38.0),
    "Ar": (-14.0, 30.0),
    "Co": (-9.0, 19.0),
    "Pcd": (-15.0, 24.0),
    "Pt": (18.0, 24.0),
    "Ptm": (20.0, 36.0),
    "ANS": (73.0, 43.0),
    "PNS": (22.0, 45.0),
    "A": (69.5, 46.5),
    "B": (64.7, 83.3),
    "Pog": (64.6, 98.4),
    "Gn": (62.3, 104.6),
    "Me": (57.0, 107.0),
    "D": (59.5, 95.5),
    "Go": (-8.0, 72.4),
    "Go1": (2.0, 82.0),
    "Go2": (-12.0, 60.0),
    "Xi": (0.0, 52.0),
    "U1": (75.3, 72.0),
    "U1A": (66.3, 51.5),
    "L1": (72.3, 71.0),
    "L1A": (60.3, 88.6),
    "U6": (44.0, 65.8),
    "L6": (45.5, 65.2),
    "U6m": (46.8, 62.9),
    "L6m": (48.9, 68.1),
    "G": (77.0, -18.0),
    "N'": (75.5, -6.0),
    "Prn": (98.0, 38.0),
    "Cm": (93.0, 46.5),
    "Sn": (86.0, 48.0),
    "A'": (87.5, 54.0),
    "UL'": (89.0, 62.0),
    "Ls": (90.5, 64.5),
    "Stms": (83.5, 69.0),
    "Stmi": (83.5, 69.2),
    "Li": (88.0, 73.5),
    "LL'": (86.5, 76.0),
    "Si": (77.0, 84.0),
    "Pog'": (76.5, 99.0),
    "Me'": (58.0, 115.0),
    "C": (25.0, 118.0),
}
"""mm, x forward and y down from the sella."""

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

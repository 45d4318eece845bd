"""A face in profile with all 46 landmarks, and films of it that lie, face and are scaled anyhow."""

import math
from collections.abc import Mapping

from viewer.domain.cephalometry.calibration import known_length
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.finding import Finding, FindingKind, Placement, Site
from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.series import SeriesDescription, SpacingSource
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import LineRegion, PointRegion

MM: Mapping[str, tuple[float, float]] = {
    "S": (0, 0),
    "N": (69.48, -8.53),
    "Po": (-20, 20),
    "Or": (60, 20),
    "Ba": (-22, 38),
    "Ar": (-14, 30),
    "Co": (-9, 19),
    "Pcd": (-15, 24),
    "Pt": (18, 24),
    "Ptm": (20, 36),
    "ANS": (73, 43),
    "PNS": (22, 45),
    "A": (69.48, 46.47),
    "B": (64.66, 83.34),
    "Pog": (64.63, 98.36),
    "Gn": (62.3, 104.6),
    "Me": (57, 107),
    "D": (59.5, 95.5),
    "Go": (-8, 72.4),
    "Go1": (2, 82),
    "Go2": (-12, 60),
    "Xi": (0, 52),
    "U1": (75.3, 72.0),
    "U1A": (66.3, 51.5),
    "L1": (72.3, 71.0),
    "L1A": (60.3, 88.6),
    "U6": (44.0, 65.8),
    "L6": (45.5, 65.2),
    "U6m": (46.8, 62.9),
    "L6m": (48.9, 68.1),
    "G": (77, -18),
    "N'": (75.5, -6),
    "Prn": (98, 38),
    "Cm": (93, 46.5),
    "Sn": (86, 48),
    "A'": (87.5, 54),
    "UL'": (89, 62),
    "Ls": (90.5, 64.5),
    "Stms": (83.5, 69),
    "Stmi": (83.5, 69.2),
    "Li": (88, 73.5),
    "LL'": (86.5, 76),
    "Si": (77, 84),
    "Pog'": (76.5, 99),
    "Me'": (58, 115),
    "C": (25, 118),
}
"""The face of the reference numbers, mm; what those leave out is put where it would lie."""

PIXEL_MM = 0.125
SIDE = 1600
SERIES = SeriesDescription(
    reference=SeriesReference("1.2", "1.2.3"),
    modality="DX",
    instances=(InstanceReference("1.2.3.4"),),
    rows=SIDE,
    columns=SIDE,
)
CALIBRATED = SeriesDescription(
    reference=SeriesReference("1.2", "1.2.3"),
    modality="DX",
    instances=(InstanceReference("1.2.3.4"),),
    rows=SIDE,
    columns=SIDE,
    pixel_spacing=(PIXEL_MM, PIXEL_MM),
    spacing_source=SpacingSource.IMAGER,
)


def film_points(
    degrees: float = 0.0,
    *,
    faces_left: bool = False,
    pixel: tuple[float, float] = (PIXEL_MM, PIXEL_MM),
) -> dict[str, ImagePoint]:
    """Return the landmarks on a film, px; `pixel` is the width and height of one in mm."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    made = {}
    for code, (x, y) in MM.items():
        across = -x if faces_left else x
        made[code] = ImagePoint(
            (across * cosine - y * sine + 50.0) / pixel[0],
            (across * sine + y * cosine + 60.0) / pixel[1],
        )
    return made


def face(*missing: str, is_calibrated: bool = True) -> Face:
    """Return the face without some landmarks."""
    points = {code: point for code, point in film_points().items() if code not in missing}
    return face_of(points, (PIXEL_MM, PIXEL_MM) if is_calibrated else None)


def landmark(code: str, point: ImagePoint, uid: str = "", *, is_own: bool = False) -> Finding:
    """Return the finding that a landmark is."""
    placement = Placement(SERIES.instances[0], 0, PointRegion(point))
    return Finding(
        uid or f"{code}-uid",
        1,
        FindingKind.LANDMARK,
        placement,
        site=Site(landmark=code),
        is_own=is_own,
    )


def landmarks() -> tuple[Finding, ...]:
    """Return all landmarks of the face as findings."""
    return tuple(landmark(code, point) for code, point in film_points().items())


def ruler(
    start: tuple[float, float], end: tuple[float, float], length_mm: float, uid: str = "ruler"
) -> Finding:
    """Return the calibration that a reader drew."""
    line = LineRegion((ImagePoint(*start), ImagePoint(*end)))
    return Finding(
        uid,
        1,
        FindingKind.CALIBRATION,
        Placement(SERIES.instances[0], 0, line),
        measurements=(known_length(length_mm),),
        is_own=True,
    )

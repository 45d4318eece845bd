"""How large a pixel of a cephalogram is, and who says so.

A line of known length that a reader drew holds before the file: ImagerPixelSpacing is measured at
the detector (PS3.3 10.7.1.3), where the head's shadow is larger than the head.
Without either nothing is in millimetres, and no length is made up.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.domain import codes
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.measurement import Measurement
from viewer.domain.series import SeriesDescription, SpacingSource
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import LineRegion

KNOWN_LENGTH: Final = "known-length"
"""The short key of a calibration's measurement."""
SHORTEST_MM: Final = 1.0
LONGEST_MM: Final = 500.0
"""No ruler on a cephalogram is shorter, no head longer."""
SHORTEST_PX: Final = 10.0
"""Half a pixel at both ends of a shorter line is more than a tenth of it."""
_SMALLEST_MM: Final = 0.005
_LARGEST_MM: Final = 2.0
"""What a pixel of an X-ray can be: beyond, the length was typed wrong."""


class Magnification(StrEnum):
    """Whether lengths are those in the patient's midline."""

    CORRECTED = "corrected"
    """The file says by which factor, or that it was calibrated."""
    UNKNOWN = "unknown"
    """In the detector's or the film's plane, or in which nobody says: lengths are too long."""
    IN_PLANE = "in-plane"
    """By a line in the picture: right in the plane in which the ruler stood."""


class CalibrationProblem(StrEnum):
    """Why a line does not calibrate."""

    NOT_A_LENGTH = "not-a-length"
    """Nothing that can be read, zero, or less."""
    LENGTH_TOO_SHORT = "length-too-short"
    LENGTH_TOO_LONG = "length-too-long"
    LINE_TOO_SHORT = "line-too-short"
    """Too few pixels: where they end makes too much of a difference."""
    IMPOSSIBLE_PIXEL = "impossible-pixel"
    """No X-ray has pixels of that size: the wrong ends, or the wrong length."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Width and height of a pixel in mm, and where that comes from.

    `source` is None where a reader's line says it: its finding is `finding_uid`. `detail` is what
    the file's source says of itself (see `SpacingSource`).
    """

    mm_per_pixel: tuple[float, float]
    magnification: Magnification
    source: SpacingSource | None = None
    detail: str = ""
    finding_uid: str = ""

    @property
    def is_by_reader(self) -> bool:
        """Tell whether a reader's line holds."""
        return self.source is None


_CORRECTED: Final = frozenset(
    {SpacingSource.CALIBRATED, SpacingSource.MAGNIFIED, SpacingSource.DISTANCES}
)


def calibration_of(
    series: SeriesDescription, findings: Iterable[Finding] = ()
) -> Calibration | None:
    """Return what gives the image its mm: the reader's last line, else the file; None: nothing.

    `findings` are those that stand, as they stand now.
    """
    lines = [f for f in findings if f.kind is FindingKind.CALIBRATION]
    for finding in reversed(lines):
        found = _by_line(finding, series.pixel_aspect)
        if found is not None:
            return found
    return _by_file(series)


def known_length(length_mm: float) -> Measurement:
    """Return the measurement that a calibration finding bears."""
    return Measurement(KNOWN_LENGTH, codes.LENGTH, length_mm, codes.MILLIMETRE)


def problem_with(line: LineRegion, length_mm: float, aspect: float) -> CalibrationProblem | None:
    """Return why a line of so many mm does not calibrate; None where it does.

    `aspect` is the height of a pixel to its width.
    """
    if not math.isfinite(length_mm) or length_mm <= 0:
        return CalibrationProblem.NOT_A_LENGTH
    if length_mm < SHORTEST_MM:
        return CalibrationProblem.LENGTH_TOO_SHORT
    if length_mm > LONGEST_MM:
        return CalibrationProblem.LENGTH_TOO_LONG
    widths = widths_of(line.points, aspect)
    if not math.isfinite(widths) or widths < SHORTEST_PX:
        return CalibrationProblem.LINE_TOO_SHORT
    if not _SMALLEST_MM <= length_mm / widths <= _LARGEST_MM:
        return CalibrationProblem.IMPOSSIBLE_PIXEL
    return None


def widths_of(ends: tuple[ImagePoint, ImagePoint], aspect: float) -> float:
    """Return how long a line is in widths of a pixel: its true distance, however it lies."""
    (x1, y1), (x2, y2) = ends
    return math.hypot(x2 - x1, (y2 - y1) * aspect)


def _by_line(finding: Finding, aspect: float) -> Calibration | None:
    region, length = finding.placement.region, finding.measured(KNOWN_LENGTH)
    if not isinstance(region, LineRegion) or length is None:
        return None
    if problem_with(region, length, aspect) is not None:
        return None
    width = length / widths_of(region.points, aspect)
    return Calibration((width, width * aspect), Magnification.IN_PLANE, finding_uid=finding.uid)


def _by_file(series: SeriesDescription) -> Calibration | None:
    if series.pixel_spacing is None or series.spacing_source is SpacingSource.NONE:
        return None
    row_mm, column_mm = series.pixel_spacing
    is_corrected = series.spacing_source in _CORRECTED
    return Calibration(
        (column_mm, row_mm),
        Magnification.CORRECTED if is_corrected else Magnification.UNKNOWN,
        series.spacing_source,
        series.spacing_detail,
    )

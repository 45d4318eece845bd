"""From the findings on a cephalogram to its face: what every number of an analysis stands on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from viewer.domain.cephalometry.calibration import Calibration, calibration_of
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.series import SeriesDescription
from viewer.domain.standing import Decision
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import PointRegion

_NO_DECISIONS: Final[Mapping[str, Decision]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Film:
    """A cephalogram as its reader left it; `uids` are the findings behind the landmarks."""

    face: Face
    calibration: Calibration | None
    uids: Mapping[str, str]

    def with_point(self, code: str, point: ImagePoint) -> "Film":
        """Return the film while one landmark is being dragged, before anything is kept."""
        return Film(self.face.moved(code, point), self.calibration, self.uids)


def film_of(
    findings: Iterable[Finding],
    series: SeriesDescription,
    decisions: Mapping[str, Decision] = _NO_DECISIONS,
) -> Film:
    """Return the film with the findings as they stand; what is rejected does not count.

    Of two landmarks of one name the reader's own holds, else the later one.
    """
    standing = [f for f in findings if decisions.get(f.uid) is not Decision.REJECTED]
    named = sorted(
        (f for f in standing if f.kind is FindingKind.LANDMARK and f.site.landmark),
        key=lambda finding: finding.is_own,
    )
    calibration = calibration_of(series, standing)
    points: dict[str, ImagePoint] = {}
    uids: dict[str, str] = {}
    for finding in named:
        if isinstance(finding.placement.region, PointRegion):
            points[finding.site.landmark] = finding.placement.region.point
            uids[finding.site.landmark] = finding.uid
    mm = None if calibration is None else calibration.mm_per_pixel
    return Film(face_of(points, mm, series.pixel_aspect), calibration, uids)

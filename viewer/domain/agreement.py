"""Where a reader who had not seen the service's findings and the service agree.

Agreement is not correctness: both may be wrong, and of one finding that only one of them has,
either may be right.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.domain.finding import Finding, FindingKind
from viewer.domain.series import SeriesDescription
from viewer.geometry.raster import Raster
from viewer.geometry.regions import MarkerRegion, Region, corners_of, middle_of

NEAR_MM: Final = 5.0
NEAR_PX: Final = 10.0
"""What counts as one place without millimetres, px along a row."""
LEAST_OVERLAP: Final = 0.2
_LESIONS: Final = frozenset({FindingKind.NODULE, FindingKind.MARK})


class Agreement(StrEnum):
    """Who has a finding."""

    BOTH = "both"
    AI_ONLY = "ai-only"
    ME_ONLY = "me-only"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which of the reader's marks and the service's findings are one: pairs of uids.

    A mark is in one pair at most, and so is a finding.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    ai_only: tuple[str, ...] = ()
    me_only: tuple[str, ...] = ()

    def by_uid(self) -> dict[str, Agreement]:
        """Return who has each finding that was compared."""
        both = {uid: Agreement.BOTH for pair in self.pairs for uid in pair}
        ai_only = dict.fromkeys(self.ai_only, Agreement.AI_ONLY)
        return both | ai_only | dict.fromkeys(self.me_only, Agreement.ME_ONLY)


def compared(
    marked: Sequence[Finding], answered: Sequence[Finding], series: SeriesDescription
) -> Comparison:
    """Compare by place, one to one, the nearest first. Lengths are no lesions and left out.

    One place is: centres no farther apart than 5 mm or the larger radius, whichever is more; or
    two outlines on one image of which the boxes around them overlap by a fifth of both together.
    Where centres in the patient are not known, only findings on one image can be one.
    """
    marks = [finding for finding in marked if finding.kind in _LESIONS]
    lesions = [finding for finding in answered if finding.kind in _LESIONS]
    raster = Raster(series.columns, series.rows, series.pixel_spacing, series.pixel_aspect)
    candidates = sorted(
        (distance, m, a)
        for m, mark in enumerate(marks)
        for a, lesion in enumerate(lesions)
        if (distance := _distance_of_one_place(mark, lesion, raster)) is not None
    )
    taken: dict[int, int] = {}
    for _distance, m, a in candidates:
        if m not in taken and a not in taken.values():
            taken[m] = a
    return Comparison(
        tuple((marks[m].uid, lesions[a].uid) for m, a in sorted(taken.items())),
        tuple(f.uid for a, f in enumerate(lesions) if a not in taken.values()),
        tuple(f.uid for m, f in enumerate(marks) if m not in taken),
    )


def _distance_of_one_place(one: Finding, other: Finding, raster: Raster) -> float | None:
    """Return how far two findings are apart, None where they are not at one place."""
    distance = _distance(one, other, raster)
    if distance is None:
        return None
    near = NEAR_PX if raster.spacing is None else NEAR_MM
    reach = max(near, _radius(one, raster), _radius(other, raster))
    is_near = distance <= reach or _overlap(one, other) >= LEAST_OVERLAP
    return distance if is_near else None


def _distance(one: Finding, other: Finding, raster: Raster) -> float | None:
    """Return the distance of the centres in mm, on one image without spacing in px."""
    here, there = one.placement, other.placement
    if here.patient is not None and there.patient is not None and raster.spacing is not None:
        return math.dist(tuple(here.patient), tuple(there.patient))
    if here.slice_index != there.slice_index:
        return None
    return raster.distance(middle_of(here.region), middle_of(there.region))


def _radius(finding: Finding, raster: Raster) -> float:
    """Return half of the larger side, in the unit of the distance; 0 where it has no size."""
    region = finding.placement.region
    if isinstance(region, MarkerRegion):
        return (raster.diameter_of(region) or 0.0) / 2
    left, top, right, bottom = _box(region)
    return max((right - left) * raster.column_size, (bottom - top) * raster.row_size) / 2


def _overlap(one: Finding, other: Finding) -> float:
    """Return the shared area by the area of both, of the boxes around two outlines on an image."""
    here, there = one.placement, other.placement
    has_marker = any(isinstance(place.region, MarkerRegion) for place in (here, there))
    if has_marker or here.slice_index != there.slice_index:
        return 0.0
    a, b = _box(here.region), _box(there.region)
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (_area(a) + _area(b) - shared)


def _box(region: Region) -> tuple[float, float, float, float]:
    points = corners_of(region)
    columns, rows = [p.column for p in points], [p.row for p in points]
    return min(columns), min(rows), max(columns), max(rows)


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])

"""Which slices a finding reaches, and where its foot lies on each."""

import bisect
from collections.abc import Sequence
from typing import Final, NamedTuple

from viewer.domain.finding import Finding, Placement
from viewer.domain.series import SeriesDescription
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import MarkerRegion, MaskRegion

_SAME_HEIGHT_MM: Final = 1e-6
_SAME_PLACE_PX: Final = 1e-6


Reach = range | tuple[int, ...]
"""Slices in ascending order; not all from the first to the last where a mask has holes."""


def reaches(findings: Sequence[Finding], series: SeriesDescription) -> tuple[Reach, ...]:
    """Return the slices of each finding; those asked for last are kept."""
    return _LAST.of(findings if isinstance(findings, tuple) else tuple(findings), series)


def slices_of(placement: Placement, series: SeriesDescription) -> Reach:
    """Return the slices that a finding reaches: its own, and those within half its diameter.

    A mask reaches the slices on which it marks a pixel, and no other.
    """
    own = placement.slice_index
    alone = range(own, own + 1)
    region = placement.region
    if isinstance(region, MaskRegion):
        return _compact(tuple(part.index for part in region.mask.slices))
    if series.geometry is None or not isinstance(region, MarkerRegion):
        return alone
    if region.diameter_mm is None:
        return alone
    heights = series.geometry.heights_mm
    if own >= len(heights):
        return alone
    centre, reach = _centre_height(placement, series), region.diameter_mm / 2 + _SAME_HEIGHT_MM
    low = bisect.bisect_left(heights, centre - reach)
    high = bisect.bisect_right(heights, centre + reach)
    return range(min(low, own), max(high, own + 1))


def _compact(slices: tuple[int, ...]) -> Reach:
    """Return a range where there are no gaps: that is asked faster."""
    if slices and slices[-1] - slices[0] + 1 == len(slices):
        return range(slices[0], slices[-1] + 1)
    return slices


def offset_on(
    placement: Placement, series: SeriesDescription, slice_index: int
) -> tuple[float, float]:
    """Return how far the finding's foot on a slice is from its place on its own slice, image px.

    Not zero only where slices are sheared (gantry tilt): the foot of the perpendicular then
    wanders through the image.
    """
    geometry = series.geometry
    if geometry is None or placement.slice_index == slice_index or geometry.is_straight:
        return 0.0, 0.0
    own = geometry.planes[placement.slice_index]
    foot, _ = geometry.planes[slice_index].to_image(own.to_patient(ImagePoint(0.0, 0.0)))
    if abs(foot.column) < _SAME_PLACE_PX and abs(foot.row) < _SAME_PLACE_PX:
        return 0.0, 0.0
    return foot.column, foot.row


def _centre_height(placement: Placement, series: SeriesDescription) -> float:
    """Return the height of the finding's centre, mm above the first slice.

    The patient point refines it between slices, but only where it agrees with the slice that the
    finding was placed on: a service that contradicts itself must not stretch the finding.
    """
    geometry = series.geometry
    if geometry is None:
        return 0.0
    height = float(geometry.heights_mm[placement.slice_index])
    if placement.patient is None:
        return height
    exact = geometry.planes[0].height_of(placement.patient)
    half_step = (geometry.slice_spacing_mm or 0.0) / 2 + _SAME_HEIGHT_MM
    return exact if abs(exact - height) <= half_step else height


class _Entry(NamedTuple):
    findings: tuple[Finding, ...]
    series: SeriesDescription
    reaches: tuple[Reach, ...]


class _LastReaches:
    """The slices of the findings that were composed last: scrolling asks for the same ones."""

    def __init__(self) -> None:
        self._entry: _Entry | None = None

    def of(self, findings: tuple[Finding, ...], series: SeriesDescription) -> tuple[Reach, ...]:
        """Return the slices of each finding. Any thread; the entry is replaced as a whole."""
        entry = self._entry
        if entry is None or entry.findings is not findings or entry.series is not series:
            known = _known(entry, findings, series)
            made = tuple(
                slices_of(finding.placement, series) if reach is None else reach
                for finding, reach in zip(findings, known, strict=True)
            )
            entry = self._entry = _Entry(findings, series, made)
        return entry.reaches


def _known(
    entry: _Entry | None, findings: tuple[Finding, ...], series: SeriesDescription
) -> Sequence[Reach | None]:
    """Return what holds still: after an edit all but one of thousands of findings are the same."""
    nothing: Sequence[Reach | None] = (None,) * len(findings)
    if entry is None or entry.series is not series or len(entry.findings) != len(findings):
        return nothing
    before = zip(entry.findings, entry.reaches, findings, strict=True)
    return [reach if was is now else None for was, reach, now in before]


_LAST: Final = _LastReaches()

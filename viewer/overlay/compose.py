"""Findings and view state to drawing instructions; pure, so that it can be tested and cached."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from viewer.domain.finding import Finding, FindingKind, Placement
from viewer.domain.series import SeriesDescription
from viewer.domain.standing import Decision
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, MarkerRegion, PolygonRegion
from viewer.overlay.items import Item, ItemKind, Marker, Outline
from viewer.overlay.style import has_doubtful_place, stroke_for
from viewer.overlay.wording import ENGLISH, OverlayWording

_SIGNS: Final = {Decision.UNDECIDED: "", Decision.ACCEPTED: " ✓", Decision.REJECTED: " ✗"}
_SAME_HEIGHT_MM: Final = 1e-6
_SAME_PLACE_PX: Final = 1e-6
_SMALLEST_TOLERANCE_PX: Final = 0.5


class Tolerance(NamedTuple):
    """How near is near enough, image px; they differ where pixels are not square."""

    columns: float
    rows: float


@dataclass(frozen=True, slots=True)
class OverlayState:
    """What of the overlay is switched on. `kinds` None means all."""

    is_visible: bool = True
    minimum_confidence: float = 0.0
    selected_uid: str | None = None
    hidden_uids: frozenset[str] = frozenset()
    kinds: frozenset[FindingKind] | None = None

    def shows(self, finding: Finding) -> bool:
        """Tell whether a finding passes the filters; one without confidence passes that one."""
        return (
            self.is_visible
            and finding.uid not in self.hidden_uids
            and (self.kinds is None or finding.kind in self.kinds)
            and (finding.confidence is None or finding.confidence >= self.minimum_confidence)
        )


def compose(  # noqa: PLR0913, PLR0917 - independent facts; a wrapper would only hide them
    findings: Sequence[Finding],
    series: SeriesDescription,
    slice_index: int,
    state: OverlayState,
    decisions: Mapping[str, Decision],
    wording: OverlayWording = ENGLISH,
) -> tuple[Item, ...]:
    """Return what is drawn over one slice, in the findings' order, the selected one last.

    A nodule is drawn with its full diameter on each slice that it reaches: solid on the slice of
    its centre, dashed on the others.
    """
    items = []
    for finding, reach in zip(findings, _reaches(findings, series), strict=True):
        if slice_index not in reach or not state.shows(finding):
            continue
        offset = _offset_on(finding.placement, series, slice_index)
        look = _Look(
            decision=decisions.get(finding.uid, Decision.UNDECIDED),
            is_central=finding.placement.slice_index == slice_index,
            is_selected=finding.uid == state.selected_uid,
        )
        items.append(_item(finding, offset, series, look, wording))
    items.sort(key=lambda item: item.is_selected)
    return tuple(items)


def slices_with_findings(
    findings: Sequence[Finding], series: SeriesDescription, state: OverlayState
) -> Mapping[int, tuple[str, ...]]:
    """Return the uids of the findings drawn on each slice that has any (marks of the slider)."""
    marks: defaultdict[int, list[str]] = defaultdict(list)
    for finding, reach in zip(findings, _reaches(findings, series), strict=True):
        if state.shows(finding):
            for index in reach:
                marks[index].append(finding.uid)
    return {index: tuple(uids) for index, uids in marks.items()}


def hit_all(items: Iterable[Item], point: ImagePoint, tolerance: Tolerance) -> tuple[str, ...]:
    """Return the uids of all items under an image point, the smallest first."""
    found = [item for item in items if _is_under(item, point, tolerance)]
    return tuple(item.finding_uid for item in sorted(found, key=lambda item: item.area))


def hit(
    items: Iterable[Item], point: ImagePoint, tolerance: Tolerance, current: str | None = None
) -> str | None:
    """Return the finding under an image point, None without one.

    Where several lie on each other the smallest is taken; with `current` (the one that is
    selected now) the next larger one, so that repeated clicks go through all.
    """
    uids = hit_all(items, point, tolerance)
    if not uids:
        return None
    if current in uids:
        return uids[(uids.index(current) + 1) % len(uids)]
    return uids[0]


@dataclass(frozen=True, slots=True)
class _Look:
    decision: Decision
    is_central: bool
    is_selected: bool


def _item(
    finding: Finding,
    offset: tuple[float, float],
    series: SeriesDescription,
    look: _Look,
    wording: OverlayWording,
) -> Item:
    stroke = stroke_for(
        finding, look.decision, is_central=look.is_central, is_selected=look.is_selected
    )
    label = _label(finding, series, look, wording)
    region = finding.placement.region
    if isinstance(region, MarkerRegion):
        across, down = _radii(region, series)
        centre = _moved(region.centre, offset)
        return Marker(finding.uid, centre, across, down, stroke, label, look.is_selected)
    kind, outline = _outline(region)
    points = tuple(_moved(point, offset) for point in outline)
    return Outline(finding.uid, kind, points, stroke, label, look.is_selected)


def _outline(region: BoxRegion | PolygonRegion) -> tuple[ItemKind, tuple[ImagePoint, ...]]:
    if isinstance(region, PolygonRegion):
        return ItemKind.POLYGON, region.points
    (left, top), (right, bottom) = region.low, region.high
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return ItemKind.BOX, tuple(ImagePoint(*corner) for corner in corners)


def _label(
    finding: Finding, series: SeriesDescription, look: _Look, wording: OverlayWording
) -> str:
    """Number, sign of the decision, kind and key number; the number alone on other slices."""
    sign = _SIGNS[look.decision]
    doubt = " !" if has_doubtful_place(finding) else ""
    if not look.is_central or look.decision is Decision.REJECTED:
        return f"{finding.number}{sign}{doubt}"
    detail = finding_detail(finding, series, wording)
    return f"{finding.number}{sign}  {detail}".rstrip() + doubt


def finding_detail(
    finding: Finding, series: SeriesDescription, wording: OverlayWording = ENGLISH
) -> str:
    """Return kind and key number of a finding, e.g. `solid 15.5 mm`; no mm without spacing."""
    words = [wording.categories.get(finding.category, ""), _size_text(finding, series, wording)]
    return " ".join(word for word in words if word)


def _size_text(finding: Finding, series: SeriesDescription, wording: OverlayWording) -> str:
    diameter = finding.measured("diameter")
    if diameter is None or series.pixel_spacing is None:
        return ""
    size = wording.millimetres.format(f"{diameter:.1f}")
    badge = wording.spacing_badge(series.spacing_source, series.spacing_detail)
    return wording.with_source.format(size, badge) if badge else size


def _radii(region: MarkerRegion, series: SeriesDescription) -> tuple[float, float]:
    if region.diameter_mm is None or series.pixel_spacing is None:
        return 0.0, 0.0
    row_spacing, column_spacing = series.pixel_spacing
    return region.diameter_mm / 2 / column_spacing, region.diameter_mm / 2 / row_spacing


def _moved(point: ImagePoint, offset: tuple[float, float]) -> ImagePoint:
    return ImagePoint(point.column + offset[0], point.row + offset[1])


def _offset_on(
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


class _LastReaches:
    """The slices of the findings that were composed last: scrolling asks for the same ones."""

    def __init__(self) -> None:
        self._entry: _Entry | None = None

    def of(self, findings: tuple[Finding, ...], series: SeriesDescription) -> tuple[range, ...]:
        """Return the slices of each finding. Any thread; the entry is replaced as a whole."""
        entry = self._entry
        if entry is None or entry.findings is not findings or entry.series is not series:
            reaches = tuple(_slices_of(finding.placement, series) for finding in findings)
            entry = self._entry = _Entry(findings, series, reaches)
        return entry.reaches


class _Entry(NamedTuple):
    findings: tuple[Finding, ...]
    series: SeriesDescription
    reaches: tuple[range, ...]


_LAST: Final = _LastReaches()


def _reaches(findings: Sequence[Finding], series: SeriesDescription) -> tuple[range, ...]:
    return _LAST.of(findings if isinstance(findings, tuple) else tuple(findings), series)


def _slices_of(placement: Placement, series: SeriesDescription) -> range:
    """Return the slices that a finding reaches: its own, and those within half its diameter."""
    own = placement.slice_index
    alone = range(own, own + 1)
    region = placement.region
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


def _is_under(item: Item, point: ImagePoint, tolerance: Tolerance) -> bool:
    columns, rows = tolerance
    if isinstance(item, Marker):  # it may have no size
        columns, rows = max(columns, _SMALLEST_TOLERANCE_PX), max(rows, _SMALLEST_TOLERANCE_PX)
        across = (point.column - item.centre.column) / (item.radius_column + columns)
        down = (point.row - item.centre.row) / (item.radius_row + rows)
        return across * across + down * down <= 1.0
    left, top, right, bottom = item.bounds
    return (
        left - columns <= point.column <= right + columns
        and top - rows <= point.row <= bottom + rows
    )

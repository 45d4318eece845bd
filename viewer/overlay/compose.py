"""Findings and view state to drawing instructions; pure, so that it can be tested and cached."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from viewer.domain.finding import Finding, FindingKind
from viewer.domain.series import SeriesDescription
from viewer.domain.standing import Decision
from viewer.domain.tooth_notation import Notation
from viewer.foundation.errors import BugError
from viewer.geometry.regions import MaskRegion, Region, WholeImageRegion
from viewer.overlay.dental import dental_label, dental_name, label_side
from viewer.overlay.dental_style import (
    DEFAULT_LOOK,
    DENTAL_KINDS,
    OF_TEETH,
    DentalLook,
    dental_stroke,
    disease_in,
)
from viewer.overlay.details import finding_detail
from viewer.overlay.items import Area, Item, Outline, Stroke
from viewer.overlay.reaches import offset_on, reaches
from viewer.overlay.shapes import raster_of, shape_of, shifted
from viewer.overlay.style import (
    DOUBTFUL_BELOW,
    SIGNS,
    has_doubtful_place,
    stroke_for,
    tint_for,
)
from viewer.overlay.wording import ENGLISH, OverlayWording

_OWN_SIGN: Final = "+"
_EDITED_SIGN: Final = " ✎"
_OWN_STROKES: Final = OF_TEETH | {FindingKind.CALIBRATION}
_AXIS_WIDTH: Final = 0.6
"""Of the finding's own line."""


@dataclass(frozen=True, slots=True)
class OverlayState:
    """What of the overlay is switched on. `kinds` None means all.

    What `is_locked` is drawn, and neither hit nor dragged. `hides_service`: the reader has not
    looked at the service's findings yet; their own ones are shown. Lines are dotted where the
    confidence is below `doubtful_below`. `closed_uids` are those that a reader closed the eye on,
    `hidden_uids` those that a filter hides. What is pointed at elsewhere (`hovered_uid`) is drawn
    as if it were selected.

    Of dental pictures: `shows_raw`, outlines as detected, not as made for display; how numbers
    are written; a least confidence for single diseases, by their keys.
    """

    is_visible: bool = True
    minimum_confidence: float = 0.0
    doubtful_below: float = DOUBTFUL_BELOW
    selected_uid: str | None = None
    hovered_uid: str | None = None
    hidden_uids: frozenset[str] = frozenset()
    kinds: frozenset[FindingKind] | None = None
    is_locked: bool = False
    hides_service: bool = False
    closed_uids: frozenset[str] = frozenset()
    shows_raw: bool = False
    notation: Notation = Notation.FDI
    minimum_by_disease: tuple[tuple[str, float], ...] = ()
    dental: DentalLook = DEFAULT_LOOK

    def shows(self, finding: Finding) -> bool:
        """Tell whether a finding is drawn where it lies.

        What is said of the whole image has no place that could be drawn.
        """
        region = finding.placement.region
        return not isinstance(region, WholeImageRegion) and self.passes(finding)

    def passes(self, finding: Finding) -> bool:
        """Tell whether a finding passes the filters; one without confidence passes that one."""
        return (
            self.is_visible
            and (finding.is_own or not self.hides_service)
            and finding.uid not in self.hidden_uids
            and finding.uid not in self.closed_uids
            and (self.kinds is None or finding.kind in self.kinds)
            and self.dental.shows(finding)
            and self.is_sure_enough(finding)
        )

    def unfiltered(self, selected_uid: str | None) -> "OverlayState":
        """Return the same look with one selected, whatever the filters of the list hide.

        What a reader closed the eye on, or switched off of a dental picture, stays away.
        """
        return replace(
            self,
            is_visible=True,
            minimum_confidence=0.0,
            hidden_uids=frozenset(),
            kinds=None,
            selected_uid=selected_uid,
            hovered_uid=None,
            is_locked=False,
            hides_service=False,
        )

    def is_sure_enough(self, finding: Finding) -> bool:
        """Tell whether a finding reaches the least confidence, also that of its disease."""
        if finding.confidence is None:
            return True
        least = self.minimum_confidence
        if self.minimum_by_disease and finding.evaluations:
            least = max(least, dict(self.minimum_by_disease).get(disease_in(finding), 0.0))
        return finding.confidence >= least


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
    its centre, dashed on the others; its axes on the slice they were measured on. A mask is drawn
    where it marks pixels, on each slice alike.
    """
    items = []
    for finding, reach in zip(findings, reaches(findings, series), strict=True):
        if slice_index not in reach or not state.shows(finding):
            continue
        look = _Look(
            decision=decisions.get(finding.uid, Decision.UNDECIDED),
            is_central=finding.placement.slice_index == slice_index,
            is_selected=finding.uid in {state.selected_uid, state.hovered_uid},
            state=state,
        )
        items.append(_item(finding, slice_index, series, look, wording))
        items += _axes(finding, slice_index, series, look)
    items.sort(key=lambda item: item.is_selected)
    return tuple(items)


def slices_with_findings(
    findings: Sequence[Finding], series: SeriesDescription, state: OverlayState
) -> Mapping[int, tuple[str, ...]]:
    """Return the uids of the findings drawn on each slice that has any (marks of the slider)."""
    marks: defaultdict[int, list[str]] = defaultdict(list)
    for finding, reach in zip(findings, reaches(findings, series), strict=True):
        if state.shows(finding):
            for index in reach:
                marks[index].append(finding.uid)
    return {index: tuple(uids) for index, uids in marks.items()}


def stroke_of(
    finding: Finding,
    decision: Decision,
    state: OverlayState,
    *,
    is_central: bool,
    is_selected: bool,
) -> Stroke:
    """Return the line of a finding, by the style of its kind."""
    if finding.kind in _OWN_STROKES:
        return dental_stroke(
            finding,
            decision,
            state.dental,
            is_selected=is_selected,
            doubtful_below=state.doubtful_below,
        )
    return stroke_for(
        finding,
        decision,
        is_central=is_central,
        is_selected=is_selected,
        doubtful_below=state.doubtful_below,
    )


@dataclass(frozen=True, slots=True)
class _Look:
    decision: Decision
    is_central: bool
    is_selected: bool
    state: OverlayState

    def stroke(self, finding: Finding, *, is_central: bool) -> Stroke:
        """Return the line of a finding that looks like this."""
        return stroke_of(
            finding,
            self.decision,
            self.state,
            is_central=is_central,
            is_selected=self.is_selected,
        )

    def region(self, finding: Finding) -> Region:
        """Return which outline of a finding is drawn."""
        if self.state.shows_raw and finding.raw is not None:
            return finding.raw
        return finding.placement.region

    def tint(self, finding: Finding) -> float:
        """Return how strongly an outline is filled; a rejected one is not."""
        is_filled = finding.kind in OF_TEETH and self.decision is not Decision.REJECTED
        return self.state.dental.fill if is_filled else 0.0


def _item(
    finding: Finding,
    slice_index: int,
    series: SeriesDescription,
    look: _Look,
    wording: OverlayWording,
) -> Item:
    label = _label(finding, series, look, wording)
    if isinstance(finding.placement.region, MaskRegion):
        return _area(finding, finding.placement.region, slice_index, look, label)
    stroke = look.stroke(finding, is_central=look.is_central)
    offset = offset_on(finding.placement, series, slice_index)
    region = shifted(look.region(finding), offset)
    shape = shape_of(finding.uid, region, raster_of(series), stroke)
    shape = replace(shape, label=label, is_selected=look.is_selected)
    if not isinstance(shape, Outline):
        return shape
    return replace(shape, tint=look.tint(finding), label_side=label_side(finding))


def _axes(
    finding: Finding, slice_index: int, series: SeriesDescription, look: _Look
) -> Iterator[Item]:
    """Return the axes measured on this slice; those of a corrected finding are not its own."""
    if finding.axes is None or finding.axes.slice_index != slice_index or finding.is_edited:
        return
    stroke = look.stroke(finding, is_central=True)
    thin = replace(stroke, width=stroke.width * _AXIS_WIDTH)
    for line in finding.axes.lines:
        yield replace(
            shape_of(finding.uid, line, raster_of(series), thin), is_selected=look.is_selected
        )


def _area(finding: Finding, region: MaskRegion, slice_index: int, look: _Look, label: str) -> Area:
    """Return what a mask marks on a slice; its pixels are there, so its line is not dashed.

    Raises BugError for a slice that it does not reach.
    """
    part = region.mask.on(slice_index)
    if part is None:
        raise BugError("a mask is drawn only on the slices that it reaches")
    stroke = look.stroke(finding, is_central=True)
    tint = tint_for(look.decision, is_selected=look.is_selected)
    return Area(finding.uid, part, stroke, tint, label, look.is_selected)


def _label(
    finding: Finding, series: SeriesDescription, look: _Look, wording: OverlayWording
) -> str:
    """Number, signs, kind and key number; the number and signs alone on other slices."""
    doubt = " !" if has_doubtful_place(finding) else ""
    if finding.kind in DENTAL_KINDS:
        return dental_label(finding, _signs(finding, look.decision) + doubt, look.state, wording)
    name = finding_sign(finding, look.decision)
    if not look.is_central or look.decision is Decision.REJECTED:
        return name + doubt
    detail = finding_detail(finding, series, wording)
    return f"{name}  {detail}".rstrip() + doubt


def finding_sign(finding: Finding, decision: Decision, notation: Notation = Notation.FDI) -> str:
    """Return a finding's number with what was made of it: `3 ✎ ✓`; `+4` is the reader's own.

    A dental one has its name in place of the number: `16 ✓`.
    """
    is_named = finding.kind in DENTAL_KINDS
    name = dental_name(finding, notation=notation) if is_named else str(finding.number)
    own = _OWN_SIGN if finding.is_own else ""
    return f"{own}{name}{_signs(finding, decision)}"


def _signs(finding: Finding, decision: Decision) -> str:
    """Return the signs of an edit and a decision.

    An own one stands accepted from the first: only another decision is said.
    """
    if finding.is_own:
        return "" if decision is Decision.ACCEPTED else SIGNS[decision]
    return f"{_EDITED_SIGN if finding.is_edited else ''}{SIGNS[decision]}"

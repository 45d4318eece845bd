"""Findings and view state to drawing instructions; pure, so that it can be tested and cached."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from viewer.domain.finding import Finding, FindingKind
from viewer.domain.series import SeriesDescription
from viewer.domain.standing import Decision
from viewer.geometry.regions import MarkerRegion, middle_of
from viewer.overlay.items import Item
from viewer.overlay.reaches import offset_on, reaches
from viewer.overlay.shapes import raster_of, shape_of, shifted, size_words
from viewer.overlay.style import has_doubtful_place, stroke_for
from viewer.overlay.wording import ENGLISH, OverlayWording

_SIGNS: Final = {Decision.UNDECIDED: "", Decision.ACCEPTED: " ✓", Decision.REJECTED: " ✗"}
_OWN_SIGN: Final = "+"
_EDITED_SIGN: Final = " ✎"


@dataclass(frozen=True, slots=True)
class OverlayState:
    """What of the overlay is switched on. `kinds` None means all.

    What `is_locked` is drawn, and neither hit nor dragged. `hides_service`: the reader has not
    looked at the service's findings yet; their own ones are shown.
    """

    is_visible: bool = True
    minimum_confidence: float = 0.0
    selected_uid: str | None = None
    hidden_uids: frozenset[str] = frozenset()
    kinds: frozenset[FindingKind] | None = None
    is_locked: bool = False
    hides_service: bool = False

    def shows(self, finding: Finding) -> bool:
        """Tell whether a finding passes the filters; one without confidence passes that one."""
        return (
            self.is_visible
            and (finding.is_own or not self.hides_service)
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
    for finding, reach in zip(findings, reaches(findings, series), strict=True):
        if slice_index not in reach or not state.shows(finding):
            continue
        look = _Look(
            decision=decisions.get(finding.uid, Decision.UNDECIDED),
            is_central=finding.placement.slice_index == slice_index,
            is_selected=finding.uid == state.selected_uid,
        )
        items.append(_item(finding, slice_index, series, look, wording))
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


@dataclass(frozen=True, slots=True)
class _Look:
    decision: Decision
    is_central: bool
    is_selected: bool


def _item(
    finding: Finding,
    slice_index: int,
    series: SeriesDescription,
    look: _Look,
    wording: OverlayWording,
) -> Item:
    stroke = stroke_for(
        finding, look.decision, is_central=look.is_central, is_selected=look.is_selected
    )
    offset = offset_on(finding.placement, series, slice_index)
    region = shifted(finding.placement.region, offset)
    shape = shape_of(finding.uid, region, raster_of(series), stroke)
    label = _label(finding, series, look, wording)
    return replace(shape, label=label, is_selected=look.is_selected)


def _label(
    finding: Finding, series: SeriesDescription, look: _Look, wording: OverlayWording
) -> str:
    """Number, signs, kind and key number; the number and signs alone on other slices."""
    name = finding_sign(finding, look.decision)
    doubt = " !" if has_doubtful_place(finding) else ""
    if not look.is_central or look.decision is Decision.REJECTED:
        return name + doubt
    detail = finding_detail(finding, series, wording)
    return f"{name}  {detail}".rstrip() + doubt


def finding_sign(finding: Finding, decision: Decision) -> str:
    """Return a finding's number with what was made of it: `3 ✎ ✓`; `+4` is the reader's own.

    An own one stands accepted from the first: only another decision is said.
    """
    if finding.is_own:
        sign = "" if decision is Decision.ACCEPTED else _SIGNS[decision]
        return f"{_OWN_SIGN}{finding.number}{sign}"
    edited = _EDITED_SIGN if finding.is_edited else ""
    return f"{finding.number}{edited}{_SIGNS[decision]}"


def finding_detail(
    finding: Finding, series: SeriesDescription, wording: OverlayWording = ENGLISH
) -> str:
    """Return kind and key number of a finding, e.g. `solid 15.5 mm`; no mm without spacing."""
    words = [wording.categories.get(finding.category, ""), _size_text(finding, series, wording)]
    return " ".join(word for word in words if word)


def _size_text(finding: Finding, series: SeriesDescription, wording: OverlayWording) -> str:
    """Return the diameter as measured; of what a reader drew or corrected, the size drawn."""
    region = finding.placement.region
    if finding.is_own or finding.is_edited or not isinstance(region, MarkerRegion):
        drawn = size_words(region, series, wording)
        if drawn:
            return drawn
    diameter = finding.measured("diameter")
    if diameter is None or series.pixel_spacing is None:
        return ""
    return size_words(MarkerRegion(middle_of(region), diameter), series, wording)

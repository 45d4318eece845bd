"""What a label says of a finding besides its number: kind, grade and key number, in few words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.series import SeriesDescription
from viewer.geometry.regions import MarkerRegion, MaskRegion, middle_of
from viewer.overlay.dental import dental_detail
from viewer.overlay.dental_style import DENTAL_KINDS
from viewer.overlay.shapes import size_words
from viewer.overlay.wording import ENGLISH, OverlayWording

_ROMAN: Final = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_NORMAL: Final = "normal"


def finding_detail(
    finding: Finding, series: SeriesDescription, wording: OverlayWording = ENGLISH
) -> str:
    """Return kind, grade and key number of a finding, e.g. `solid 15.5 mm` or `KL 3`.

    No millimetres without spacing. What a reader drew is said by its size.
    """
    said = _BY_KIND.get(finding.kind)
    if said is not None:
        return said(finding, wording)
    words = [wording.categories.get(finding.category, ""), _size_text(finding, series, wording)]
    return " ".join(word for word in words if word)


def roman(grade: str) -> str:
    """Return a grade of 1 to 4 in the figures that Garden used; anything else as it is."""
    return _ROMAN.get(grade, grade)


def graded(finding: Finding, scale: Scale) -> tuple[str, ...]:
    """Return what was said of a finding on one scale, in the service's order."""
    return tuple(said.value for said in finding.evaluations if said.scale is scale)


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


def _calcium(finding: Finding, wording: OverlayWording) -> str:
    if isinstance(finding.placement.region, MaskRegion):
        return wording.calcium_mask
    score = finding.measured("score")
    return wording.calcium.format("" if score is None else f"{score:.0f}").rstrip()


def _opacity(finding: Finding, wording: OverlayWording) -> str:
    volume = next((m for m in finding.measurements if m.name == "volume"), None)
    if volume is None:
        return wording.opacity
    size = wording.millilitres if volume.unit.value == "mL" else wording.cubic_millimetres
    return f"{wording.opacity} {size.format(f'{volume.value:.1f}')}"


def _rib(finding: Finding, wording: OverlayWording) -> str:
    site = finding.site
    rib = "" if site.rib is None else wording.rib.format(site.rib)
    place = " ".join(part for part in (wording.sides.get(site.side, ""), rib) if part)
    kinds = (wording.fractures.get(k.lower(), k) for k in graded(finding, Scale.FRACTURE_CATEGORY))
    return " ".join(part for part in (place or wording.rib_fracture, *kinds) if part)


def _hip(finding: Finding, wording: OverlayWording) -> str:
    grades = (wording.garden.format(roman(grade)) for grade in graded(finding, Scale.GARDEN))
    sure = "" if finding.confidence is None else f"{finding.confidence:.2f}"
    return " ".join(part for part in (", ".join(grades) or wording.fracture, sure) if part)


def _knee(finding: Finding, wording: OverlayWording) -> str:
    said = [wording.kellgren.format(g) for g in graded(finding, Scale.KELLGREN_LAWRENCE)]
    said += [wording.knee_films.get(f, f) for f in graded(finding, Scale.KNEE_FILM)]
    return wording.comma.join(said)


def _spine(finding: Finding, wording: OverlayWording) -> str:
    """Return level and states; a normal one by its level alone, so that the others stand out."""
    said = [_state(e, wording) for e in finding.evaluations if e.value != _NORMAL]
    return " ".join(part for part in (finding.site.level, wording.comma.join(said)) if part)


def _state(evaluation: Evaluation, wording: OverlayWording) -> str:
    return wording.spine_states.get(evaluation.value, evaluation.value)


_BY_KIND: Final[Mapping[FindingKind, Callable[[Finding, OverlayWording], str]]] = MappingProxyType(
    {
        FindingKind.CALCIFICATION: _calcium,
        FindingKind.OPACITY: _opacity,
        FindingKind.RIB_FRACTURE: _rib,
        FindingKind.HIP_FRACTURE: _hip,
        FindingKind.KNEE: _knee,
        FindingKind.DISC: _spine,
        FindingKind.VERTEBRA: _spine,
        **dict.fromkeys(DENTAL_KINDS, dental_detail),
    }
)

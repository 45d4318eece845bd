"""What labels and banners say of dental findings, in few words."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from viewer.domain.evaluation import Scale
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.standing import Decision
from viewer.domain.teeth import Jaw, tooth_of
from viewer.domain.tooth_notation import Notation, written
from viewer.overlay.dental_style import DENTAL_KINDS, dental_color, disease_in, said_on
from viewer.overlay.furniture import BannerEntry
from viewer.overlay.items import LabelSide
from viewer.overlay.style import SIGNS
from viewer.overlay.wording import ENGLISH, OverlayWording

if TYPE_CHECKING:
    from viewer.overlay.compose import OverlayState

_WARNING: Final = "#ff8a7a"
_UNKNOWN_TOOTH: Final = "?"
_MOST_LETTERS: Final = 24
"""Of a name on a picture: a service may say any text, and it must not hide what it names."""


def tooth_number(tooth: str, notation: Notation) -> str:
    """Return a tooth's number in a notation; one that none of the 52 has stays as it was said."""
    known = tooth_of(tooth)
    return written(known, notation) if known is not None else tooth or _UNKNOWN_TOOTH


def dental_name(
    finding: Finding, wording: OverlayWording = ENGLISH, notation: Notation = Notation.FDI
) -> str:
    """Return what a dental finding is called: a number, a disease, a point, a length."""
    if finding.kind is FindingKind.TOOTH:
        return tooth_number(finding.site.tooth, notation)
    if finding.kind is FindingKind.LANDMARK:
        return finding.site.landmark
    if finding.kind is FindingKind.CALIBRATION:
        length = finding.measured("known-length")
        return "" if length is None else wording.millimetres.format(f"{length:g}")
    disease = disease_in(finding)
    return wording.diseases.get(disease, disease) or wording.disease


def dental_detail(finding: Finding, wording: OverlayWording = ENGLISH) -> str:
    """Return the same for other programs: a disease with its tooth, numbers as ISO 3950 has."""
    name = dental_name(finding, wording)
    if finding.kind is not FindingKind.TOOTH_DISEASE or not finding.site.tooth:
        return name
    return f"{finding.site.tooth} {name}"


def dental_label(
    finding: Finding, sign: str, state: "OverlayState", wording: OverlayWording = ENGLISH
) -> str:
    """Return a label: name and `sign` (what was made of it).

    A disease is named with its tooth where the teeth are not drawn; a landmark only by request,
    or while it is selected.
    """
    name = _fitting(dental_name(finding, wording, state.notation))
    is_selected = finding.uid == state.selected_uid
    if finding.kind is FindingKind.LANDMARK:
        return f"{name}{sign}" if is_selected or state.dental.shows_landmark_names else ""
    if finding.kind is FindingKind.CALIBRATION:
        return name
    if finding.kind is FindingKind.TOOTH_DISEASE and not state.dental.shows_teeth:
        name = f"{_fitting(tooth_number(finding.site.tooth, state.notation))} {name}"
    return f"{'+' if finding.is_own else ''}{name}{sign}"


def _fitting(name: str) -> str:
    """Return a name as far as a picture has room for it, in one line."""
    line = " ".join(name.split())
    return line if len(line) <= _MOST_LETTERS else f"{line[: _MOST_LETTERS - 1].rstrip()}…"


def label_side(finding: Finding) -> LabelSide:
    """Return where the number of a tooth goes: at its root, away from the other jaw."""
    tooth = tooth_of(finding.site.tooth) if finding.kind is FindingKind.TOOTH else None
    if tooth is None:
        return LabelSide.ANY
    return LabelSide.ABOVE if tooth.jaw is Jaw.UPPER else LabelSide.BELOW


def is_dental(findings: Iterable[Finding]) -> bool:
    """Tell whether there is a dental finding among these."""
    return any(finding.kind in DENTAL_KINDS for finding in findings)


def is_of_whole_image(finding: Finding) -> bool:
    """Tell whether a finding is said of a picture as a whole."""
    return finding.kind is FindingKind.IMAGE_DISEASE


def warnings_of(remarks: Iterable[str]) -> tuple[BannerEntry, ...]:
    """Return remarks as they stand above a picture."""
    return tuple(BannerEntry(remark, _WARNING, is_warning=True) for remark in remarks)


def banner_of(
    findings: Iterable[Finding],
    state: "OverlayState",
    decisions: Mapping[str, Decision],
    wording: OverlayWording = ENGLISH,
) -> tuple[BannerEntry, ...]:
    """Return what is said of a picture as a whole: the diseases that have no place in it."""
    entries = []
    for finding in findings:
        if not is_of_whole_image(finding) or not state.passes(finding):
            continue
        decision = decisions.get(finding.uid, Decision.UNDECIDED)
        status = said_on(finding, Scale.DENTAL_STATUS)
        word = wording.dental_states.get(status, status)
        name, word = _fitting(dental_name(finding, wording)), _fitting(word)
        said = wording.of_state.format(name, word) if word else name
        color = dental_color(finding, decision, state.dental)
        entries.append(BannerEntry(f"{said}{SIGNS[decision]}", color))
    return tuple(entries)

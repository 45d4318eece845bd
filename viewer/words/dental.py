"""Findings of dental pictures in words: teeth, diseases, points, and what is where."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.evaluation import Scale
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.teeth import tooth_of
from viewer.domain.tooth_notation import Notation
from viewer.overlay.dental import tooth_number
from viewer.overlay.dental_style import DENTAL_KINDS, disease_in, said_on
from viewer.words.joining import joined
from viewer.words.teeth import dental_status_words, disease_words, tooth_words

_AT_A_TOOTH: Final = frozenset({FindingKind.TOOTH, FindingKind.TOOTH_DISEASE})


def is_dental(finding: Finding) -> bool:
    """Tell whether a finding is of a dental picture."""
    return finding.kind in DENTAL_KINDS


def dental_kind_words(kind: FindingKind) -> str:
    """Return what such a finding is. KeyError for any other kind."""
    return {
        FindingKind.TOOTH: QCoreApplication.translate("Dental", "Tooth"),
        FindingKind.TOOTH_DISEASE: QCoreApplication.translate("Dental", "Finding at a tooth"),
        FindingKind.IMAGE_DISEASE: QCoreApplication.translate(
            "Dental", "Finding in the whole picture"
        ),
        FindingKind.LANDMARK: QCoreApplication.translate("Dental", "Landmark"),
        FindingKind.CALIBRATION: QCoreApplication.translate("Dental", "Calibration"),
    }[kind]


def dental_name_words(finding: Finding) -> str:
    """Return what it is, as near as it is known: the disease, where there is one."""
    return named_disease(finding) or dental_kind_words(finding.kind)


def named_disease(finding: Finding) -> str:
    """Return the name of a disease; empty where none is named."""
    return disease_words(disease_in(finding))


def dental_number_words(finding: Finding, notation: Notation = Notation.FDI) -> str:
    """Return by what a finding is called when it is spoken of: tooth, disease, point."""
    if finding.kind is FindingKind.LANDMARK:
        return finding.site.landmark or dental_kind_words(finding.kind)
    if finding.kind is FindingKind.CALIBRATION:
        return dental_kind_words(finding.kind)
    tooth = tooth_words_of(finding, notation)
    return " ".join(part for part in (tooth, named_disease(finding)) if part)


def tooth_words_of(finding: Finding, notation: Notation = Notation.FDI) -> str:
    """Return the number of a finding's tooth; empty for what is at none."""
    return tooth_number(finding.site.tooth, notation) if finding.kind in _AT_A_TOOTH else ""


def badge_words(finding: Finding, notation: Notation = Notation.FDI) -> str:
    """Return what stands in place of a number: tooth or point; empty for everything else."""
    return tooth_words_of(finding, notation) or finding.site.landmark


def dental_title(finding: Finding, notation: Notation = Notation.FDI) -> str:
    """Return the first line of a finding, e.g. `16 · Caries, confirmed 0.88`."""
    if finding.kind is FindingKind.CALIBRATION:
        return _calibration_title(finding)
    number = tooth_words_of(finding, notation) or finding.site.landmark
    said = (number, landmark_name(finding.site.landmark), dental_statement(finding))
    title = " · ".join(filter(None, said))
    return title or dental_kind_words(finding.kind)


def landmark_name(code: str) -> str:
    """Return the name of a landmark by its code; empty for one that nobody knows."""
    if not code:
        return ""
    from viewer.words.cephalometry import landmark_words

    name, _ = landmark_words(code)
    return "" if name == code else name


def dental_statement(finding: Finding) -> str:
    """Return what is said without where: `Caries, confirmed 0.88`.

    How sure the service is of a tooth is no part of the tooth's status.
    """
    status = dental_status_words(said_on(finding, Scale.DENTAL_STATUS))
    is_sure = finding.confidence is not None and finding.kind is not FindingKind.TOOTH
    sure = f"{finding.confidence:.2f}" if is_sure else ""
    return joined((named_disease(finding), " ".join(part for part in (status, sure) if part)))


def landmark_place(code: str) -> str:
    """Return where a landmark is by its definition; empty for one that nobody knows."""
    if not code:
        return ""
    from viewer.words.cephalometry import landmark_words

    return landmark_words(code)[1]


def dental_where(finding: Finding) -> str:
    """Return where a finding is: the tooth by its name, or the whole picture."""
    if finding.kind is FindingKind.LANDMARK:
        return landmark_place(finding.site.landmark)
    if finding.kind is FindingKind.IMAGE_DISEASE:
        return QCoreApplication.translate("Dental", "Whole picture")
    if finding.kind not in _AT_A_TOOTH:
        return ""
    tooth = tooth_of(finding.site.tooth)
    if tooth is not None:
        return tooth_words(tooth)
    if not finding.site.tooth:
        return QCoreApplication.translate("Dental", "tooth without a number")
    return QCoreApplication.translate("Dental", "number of no tooth")


def healthy_words(teeth: str) -> str:
    """Return which teeth the service calls healthy."""
    return QCoreApplication.translate("Dental", "Healthy: {0}").format(teeth)


def _calibration_title(finding: Finding) -> str:
    name = dental_kind_words(finding.kind)
    length = finding.measured("known-length")
    return name if length is None else joined((name, f"{length:g} mm"))

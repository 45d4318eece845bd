"""Findings as words: kinds, places, sizes, judgements."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.finding import (
    Finding,
    FindingKind,
    Lobe,
    Lung,
    NoduleCategory,
    Side,
    Site,
)
from viewer.domain.measurement import Measurement
from viewer.domain.standing import Decision, RejectReason, Standing
from viewer.domain.tooth_notation import Notation
from viewer.geometry.regions import MaskRegion
from viewer.overlay.dental_style import disease_in
from viewer.words.dental import (
    dental_kind_words,
    dental_name_words,
    dental_number_words,
    dental_title,
    dental_where,
    is_dental,
)
from viewer.words.evaluations import evaluations_words
from viewer.words.joining import joined
from viewer.words.lengths import LengthScale

_OF_LENGTH: Final = frozenset({"mm", "mm2", "mm3", "mL"})
_OF_LUNG: Final = frozenset({FindingKind.NODULE, FindingKind.OPACITY})
_OF_ONE_PICTURE: Final = frozenset({FindingKind.HIP_FRACTURE, FindingKind.KNEE})
"""Kinds that are looked for in one X-ray image: its number says nothing."""
_BY_LEVEL: Final = frozenset({FindingKind.DISC, FindingKind.VERTEBRA})


def kind_words(kind: FindingKind) -> str:
    """Return what a finding is."""
    return {
        FindingKind.NODULE: QCoreApplication.translate("Findings", "Nodule"),
        FindingKind.CALCIFICATION: QCoreApplication.translate("Findings", "Coronary calcium"),
        FindingKind.OPACITY: QCoreApplication.translate("Findings", "Lung opacity"),
        FindingKind.RIB_FRACTURE: QCoreApplication.translate("Findings", "Rib fracture"),
        FindingKind.HIP_FRACTURE: QCoreApplication.translate("Findings", "Femoral neck fracture"),
        FindingKind.KNEE: QCoreApplication.translate("Findings", "Knee"),
        FindingKind.DISC: QCoreApplication.translate("Findings", "Disc"),
        FindingKind.VERTEBRA: QCoreApplication.translate("Findings", "Vertebra"),
        FindingKind.MARK: QCoreApplication.translate("Findings", "Mark"),
        FindingKind.LENGTH: QCoreApplication.translate("Findings", "Length"),
    }.get(kind) or dental_kind_words(kind)


def category_words(category: NoduleCategory) -> str:
    """Return the category of a nodule."""
    return {
        NoduleCategory.GROUND_GLASS: QCoreApplication.translate("Findings", "Ground-glass nodule"),
        NoduleCategory.PART_SOLID: QCoreApplication.translate("Findings", "Part-solid nodule"),
        NoduleCategory.SOLID: QCoreApplication.translate("Findings", "Solid nodule"),
        NoduleCategory.UNKNOWN: QCoreApplication.translate("Findings", "Nodule"),
    }[category]


def kind_key(finding: Finding) -> str:
    """Return what findings are sorted by in filters: category, disease, else the kind."""
    if finding.kind is FindingKind.TOOTH_DISEASE:
        return disease_in(finding) or finding.kind.value
    is_nodule = finding.kind is FindingKind.NODULE
    return finding.category.value if is_nodule else finding.kind.value


def filter_words(finding: Finding) -> str:
    """Return what all findings with the same `kind_key` are called."""
    if finding.kind is FindingKind.NODULE:
        return category_words(finding.category)
    if finding.kind is FindingKind.TOOTH_DISEASE:
        return dental_name_words(finding)
    return kind_words(finding.kind)


def name_words(finding: Finding) -> str:
    """Return what a finding is, as near as it is known."""
    if finding.kind is FindingKind.NODULE:
        return category_words(finding.category)
    if is_dental(finding):
        return dental_name_words(finding)
    is_mask = isinstance(finding.placement.region, MaskRegion)
    if is_mask and finding.kind is FindingKind.CALCIFICATION:
        return QCoreApplication.translate("Findings", "All calcium")
    return kind_words(finding.kind)


def title_words(finding: Finding, scale: LengthScale, notation: Notation = Notation.FDI) -> str:
    """Return the first line of a finding: kind, grade, size; without a scale no mm."""
    if is_dental(finding):
        return dental_title(finding, notation)
    if finding.evaluations or finding.kind in _BY_LEVEL:
        return _graded_title(finding)
    score = finding.measured("score")
    if score is not None:
        scored = QCoreApplication.translate("Findings", "Calcium, score {0}")
        return scored.format(f"{score:.1f}")
    volume = next((m for m in finding.measurements if m.unit.value == "mL"), None)
    if volume is not None and scale.is_known:
        return joined((name_words(finding), f"{volume.value:.1f} mL"))
    size = finding.measured("diameter")
    if size is None:
        size = finding.measured("length")
    words = name_words(finding)
    if size is None or not scale.is_known:
        return words
    sized = QCoreApplication.translate("Findings", "{0}, {1} mm").format(words, f"{size:.1f}")
    return scale.with_badge(sized)


def _graded_title(finding: Finding) -> str:
    """Return kind, level, and grade or states: `Disc L4-L5: protrusion`."""
    name, said = name_words(finding), evaluations_words(finding)
    if finding.kind is FindingKind.HIP_FRACTURE and said:  # its type says that it is a fracture
        name = QCoreApplication.translate("Parts", "Femoral neck")
    if finding.site.level:
        name = f"{name} {finding.site.level}"
    if not said:
        return name
    return QCoreApplication.translate("Findings", "{0}: {1}").format(name, said)


def measurement_words(measurement: Measurement, scale: LengthScale) -> tuple[str, str]:
    """Return (what was measured, value with its unit); without a scale no lengths."""
    names = {
        "diameter": QCoreApplication.translate("Findings", "Diameter"),
        "volume": QCoreApplication.translate("Findings", "Volume"),
        "mean": QCoreApplication.translate("Findings", "Mean value"),
        "length": QCoreApplication.translate("Findings", "Length"),
        "score": QCoreApplication.translate("Findings", "Agatston score"),
        "major-axis": QCoreApplication.translate("Findings", "Long axis"),
        "minor-axis": QCoreApplication.translate("Findings", "Short axis"),
    }
    units = {"mm3": "mm³", "[hnsf'U]": "HU", "1": "", "{ratio}": ""}
    unit = units.get(measurement.unit.value, measurement.unit.value)
    name = names.get(measurement.name, measurement.concept.meaning)
    value = f"{measurement.value:g} {unit}".rstrip()
    if measurement.unit.value not in _OF_LENGTH:
        return name, value
    return name, scale.with_badge(value) if scale.is_known else "–"


def site_words(lung: Lung, lobe: Lobe) -> str:
    """Return the place in the lungs; empty where the service did not say."""
    if lung is Lung.UNKNOWN and lobe is Lobe.UNKNOWN:
        return ""
    if lobe is Lobe.UNKNOWN:
        return lung_words(lung)
    return {
        (Lung.LEFT, Lobe.UPPER): QCoreApplication.translate("Findings", "Left upper lobe"),
        (Lung.LEFT, Lobe.MIDDLE): QCoreApplication.translate("Findings", "Left middle lobe"),
        (Lung.LEFT, Lobe.LOWER): QCoreApplication.translate("Findings", "Left lower lobe"),
        (Lung.RIGHT, Lobe.UPPER): QCoreApplication.translate("Findings", "Right upper lobe"),
        (Lung.RIGHT, Lobe.MIDDLE): QCoreApplication.translate("Findings", "Right middle lobe"),
        (Lung.RIGHT, Lobe.LOWER): QCoreApplication.translate("Findings", "Right lower lobe"),
        (Lung.UNKNOWN, Lobe.UPPER): QCoreApplication.translate("Findings", "Upper lobe"),
        (Lung.UNKNOWN, Lobe.MIDDLE): QCoreApplication.translate("Findings", "Middle lobe"),
        (Lung.UNKNOWN, Lobe.LOWER): QCoreApplication.translate("Findings", "Lower lobe"),
    }[(lung, lobe)]


def lung_words(lung: Lung) -> str:
    """Return which lung."""
    return {
        Lung.LEFT: QCoreApplication.translate("Findings", "Left lung"),
        Lung.RIGHT: QCoreApplication.translate("Findings", "Right lung"),
        Lung.UNKNOWN: QCoreApplication.translate("Findings", "Side unknown"),
    }[lung]


def place_words(finding: Finding) -> str:
    """Return the second line of a finding: where it is; which image, if there are several."""
    site = where_words(finding)
    if finding.kind in _OF_ONE_PICTURE or is_dental(finding):
        return site
    image = QCoreApplication.translate("Findings", "image {0}").format(
        finding.placement.slice_index + 1
    )
    return joined((site, image))


def where_words(finding: Finding) -> str:
    """Return the place in the body, by what kind of finding it is; empty for none."""
    site = finding.site
    if is_dental(finding):
        return dental_where(finding)
    if finding.kind is FindingKind.RIB_FRACTURE:
        return joined((_rib_words(site), site.words))
    if finding.kind in _BY_LEVEL:  # the level is in the title
        return joined((side_words(site.side), site.words))
    lung = site_words(site.lung, site.lobe)
    is_of_lung = finding.kind in _OF_LUNG or finding.is_own
    return joined((lung if is_of_lung else "", side_words(site.side), site.words))


def side_words(side: Side) -> str:
    """Return the patient's side; empty where nobody knows."""
    return {
        Side.LEFT: QCoreApplication.translate("Findings", "Left side"),
        Side.RIGHT: QCoreApplication.translate("Findings", "Right side"),
        Side.UNKNOWN: "",
    }[side]


def _rib_words(site: Site) -> str:
    if site.rib is None:
        return side_words(site.side)
    return {
        Side.LEFT: QCoreApplication.translate("Findings", "Left rib {0}"),
        Side.RIGHT: QCoreApplication.translate("Findings", "Right rib {0}"),
        Side.UNKNOWN: QCoreApplication.translate("Findings", "Rib {0}"),
    }[site.side].format(site.rib)


def confidence_words(confidence: float | None) -> str:
    """Return a confidence in three steps; the number is said elsewhere."""
    if confidence is None:
        return ""
    if confidence >= 0.85:
        return QCoreApplication.translate("Findings", "High")
    if confidence >= 0.6:
        return QCoreApplication.translate("Findings", "Medium")
    return QCoreApplication.translate("Findings", "Low")


def confidence_sentence(confidence: float | None) -> str:
    """Return a confidence with its number."""
    if confidence is None:
        return QCoreApplication.translate("Findings", "The service gave no confidence")
    return QCoreApplication.translate("Findings", "Confidence {0}").format(f"{confidence:.2f}")


def decision_words(decision: Decision) -> str:
    """Return a judgement."""
    return {
        Decision.UNDECIDED: QCoreApplication.translate("Findings", "Undecided"),
        Decision.ACCEPTED: QCoreApplication.translate("Findings", "Accepted"),
        Decision.REJECTED: QCoreApplication.translate("Findings", "Rejected"),
    }[decision]


def reason_words(reason: RejectReason) -> str:
    """Return why a finding was rejected."""
    return {
        RejectReason.WRONG_PLACE: QCoreApplication.translate("Findings", "Wrong place"),
        RejectReason.NOT_A_LESION: QCoreApplication.translate("Findings", "Not a lesion"),
        RejectReason.WRONG_CLASS: QCoreApplication.translate("Findings", "Wrong class"),
        RejectReason.DUPLICATE: QCoreApplication.translate("Findings", "Duplicate"),
        RejectReason.OTHER: QCoreApplication.translate("Findings", "Other reason"),
    }[reason]


def remark_words(finding: Finding, standing: Standing) -> str:
    """Return what the reader made of a finding beyond the decision; empty for nothing."""
    own = QCoreApplication.translate("Findings", "Own finding") if finding.is_own else ""
    is_edited = standing.is_edited and not finding.is_own
    edited = QCoreApplication.translate("Findings", "Edited") if is_edited else ""
    reason = reason_words(standing.reason) if standing.reason is not None else ""
    return joined((own, reason, edited, standing.comment))


def number_words(finding: Finding) -> str:
    """Return a finding's number; the reader's own ones are counted apart, with a plus.

    What is found in a dental picture is called by its tooth, disease or point.
    """
    number = dental_number_words(finding) if is_dental(finding) else str(finding.number)
    return f"+{number}" if finding.is_own else number


def decided_words(number: str, decision: Decision, reason: RejectReason | None = None) -> str:
    """Return what was just done."""
    words = {
        Decision.UNDECIDED: QCoreApplication.translate(
            "Findings", "Finding {0} is undecided again"
        ),
        Decision.ACCEPTED: QCoreApplication.translate("Findings", "Finding {0} accepted"),
        Decision.REJECTED: QCoreApplication.translate("Findings", "Finding {0} rejected"),
    }[decision].format(number)
    if reason is None or decision is not Decision.REJECTED:
        return words
    return QCoreApplication.translate("Findings", "{0}: {1}").format(words, reason_words(reason))


def all_decided_words(count: int, decision: Decision) -> str:
    """Return what was just done to several findings at once."""
    return {
        Decision.UNDECIDED: QCoreApplication.translate(
            "Findings", "{0} findings are undecided again"
        ),
        Decision.ACCEPTED: QCoreApplication.translate("Findings", "{0} findings accepted"),
        Decision.REJECTED: QCoreApplication.translate("Findings", "{0} findings rejected"),
    }[decision].format(count)

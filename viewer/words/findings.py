"""Findings and results as words: kinds, places, sizes, remarks, reasons."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.finding import (
    Finding,
    FindingKind,
    FindingNote,
    Lobe,
    Lung,
    NoduleCategory,
    NoteKind,
    Side,
    Site,
)
from viewer.domain.measurement import Measurement
from viewer.domain.result import Notice, NoticeKind, UnplacedReason
from viewer.domain.standing import Decision, RejectReason, Standing
from viewer.geometry.regions import MaskRegion
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
    }[kind]


def category_words(category: NoduleCategory) -> str:
    """Return the category of a nodule."""
    return {
        NoduleCategory.GROUND_GLASS: QCoreApplication.translate("Findings", "Ground-glass nodule"),
        NoduleCategory.PART_SOLID: QCoreApplication.translate("Findings", "Part-solid nodule"),
        NoduleCategory.SOLID: QCoreApplication.translate("Findings", "Solid nodule"),
        NoduleCategory.UNKNOWN: QCoreApplication.translate("Findings", "Nodule"),
    }[category]


def kind_key(finding: Finding) -> str:
    """Return what findings are sorted by in filters: the category, of what has none its kind."""
    is_nodule = finding.kind is FindingKind.NODULE
    return finding.category.value if is_nodule else finding.kind.value


def filter_words(finding: Finding) -> str:
    """Return what all findings with the same `kind_key` are called."""
    if finding.kind is FindingKind.NODULE:
        return category_words(finding.category)
    return kind_words(finding.kind)


def name_words(finding: Finding) -> str:
    """Return what a finding is, as near as it is known."""
    if finding.kind is FindingKind.NODULE:
        return category_words(finding.category)
    is_mask = isinstance(finding.placement.region, MaskRegion)
    if is_mask and finding.kind is FindingKind.CALCIFICATION:
        return QCoreApplication.translate("Findings", "All calcium")
    return kind_words(finding.kind)


def title_words(finding: Finding, scale: LengthScale) -> str:
    """Return the first line of a finding: kind, grade, size; without a scale no mm."""
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
    if finding.kind in _OF_ONE_PICTURE:
        return site
    image = QCoreApplication.translate("Findings", "image {0}").format(
        finding.placement.slice_index + 1
    )
    return joined((site, image))


def where_words(finding: Finding) -> str:
    """Return the place in the body, by what kind of finding it is; empty for none."""
    site = finding.site
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
    """Return a finding's number; the reader's own ones are counted apart, with a plus."""
    return f"+{finding.number}" if finding.is_own else str(finding.number)


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


def note_words(note: FindingNote) -> str:
    """Return why a finding deserves a second look at its place."""
    patterns = {
        NoteKind.SLICES_DISAGREE: QCoreApplication.translate(
            "Findings",
            "The service named image {1} as well; the finding is drawn on image {0}.",
        ),
        NoteKind.PLACED_BY_POSITION: QCoreApplication.translate(
            "Findings", "Placed by its position in the patient: the image was not named."
        ),
        NoteKind.PLACED_BY_INDEX: QCoreApplication.translate(
            "Findings", "Placed by its slice number alone: check the place."
        ),
        NoteKind.UNKNOWN_INSTANCE: QCoreApplication.translate(
            "Findings", "The service named an image that is not of this series."
        ),
        NoteKind.SIZE_MISSING: QCoreApplication.translate(
            "Findings", "The service gave no size; the circle only marks the place."
        ),
        NoteKind.INDEX_DISAGREES_WITH_POSITION: QCoreApplication.translate(
            "Findings", "Image coordinates and position in the patient disagree."
        ),
        NoteKind.ON_MIDDLE_SLICE: QCoreApplication.translate(
            "Findings", "The service named no image; the finding is drawn on the middle one."
        ),
        NoteKind.SIDE_FROM_HEADER: QCoreApplication.translate(
            "Findings", "The side is the one that the file names; the service named none."
        ),
        NoteKind.SIDE_UNKNOWN: QCoreApplication.translate(
            "Findings",
            "Neither the service nor the file names the side: see the marker in the picture.",
        ),
        NoteKind.CORNERS_SWAPPED: QCoreApplication.translate(
            "Findings", "The service gave the box's corners in another order; it was put right."
        ),
        NoteKind.MASK_RESAMPLED: QCoreApplication.translate(
            "Findings", "The mask lies on another grid; it was brought onto that of the images."
        ),
        NoteKind.MASK_BY_INDEX: QCoreApplication.translate(
            "Findings",
            "The mask does not say where it lies; it has as many voxels as the images: "
            "check the place.",
        ),
        NoteKind.SIZE_FROM_MASK: QCoreApplication.translate(
            "Findings", "The circle is that of a sphere with the volume that the service gave."
        ),
    }
    return patterns[note.kind].format(*note.values, "–", "–")


def unplaced_words(reason: UnplacedReason) -> str:
    """Return why something the service said is not drawn."""
    return {
        UnplacedReason.NOT_A_NUMBER: QCoreApplication.translate(
            "Findings", "Not drawn: its coordinates are not numbers"
        ),
        UnplacedReason.OUTSIDE_IMAGE: QCoreApplication.translate(
            "Findings", "Not drawn: it lies outside the images"
        ),
        UnplacedReason.NO_POSITION: QCoreApplication.translate(
            "Findings", "Not drawn: the service gave no place"
        ),
        UnplacedReason.NOT_AN_OBJECT: QCoreApplication.translate(
            "Findings", "Not drawn: this part of the answer cannot be read"
        ),
        UnplacedReason.NOT_A_PLACE: QCoreApplication.translate(
            "Findings", "Not drawn: its coordinates are neither a point nor a box"
        ),
        UnplacedReason.EMPTY_BOX: QCoreApplication.translate(
            "Findings", "Not drawn: its box has no area"
        ),
        UnplacedReason.FILE_MISSING: QCoreApplication.translate(
            "Findings", "Not drawn: its file could not be had, or not be read"
        ),
        UnplacedReason.OTHER_GRID: QCoreApplication.translate(
            "Findings", "Not drawn: the mask lies elsewhere than the images"
        ),
    }[reason]


def notice_words(notice: Notice) -> str:
    """Return what the reader must know about a whole result."""
    patterns = {
        NoticeKind.REFERENCE_METHOD: QCoreApplication.translate(
            "Findings", "Classical reference method, not for diagnosis."
        ),
        NoticeKind.WRONG_SERIES: QCoreApplication.translate(
            "Findings", "The answer names another series than the one that was sent."
        ),
        NoticeKind.SEVERAL_SERIES: QCoreApplication.translate(
            "Findings", "The answer speaks of several series; this one is shown."
        ),
        NoticeKind.FIELD_IGNORED: QCoreApplication.translate(
            "Findings", "A field of the answer could not be used: {0}"
        ),
        NoticeKind.RETIRED: QCoreApplication.translate(
            "Findings", "The vendor lists this service as retired."
        ),
        NoticeKind.PART_UNREADABLE: QCoreApplication.translate(
            "Findings", "A part of the answer cannot be read: {0}"
        ),
        NoticeKind.UNKNOWN_CODE: QCoreApplication.translate(
            "Findings", "A value that the service's description does not have: {0} = {1}"
        ),
        NoticeKind.FILE_MISSING: QCoreApplication.translate(
            "Findings", "A file of the result is not there: {0}"
        ),
        NoticeKind.PATTERN_INDEX: QCoreApplication.translate(
            "Findings", "The probabilities are indices of a pattern, no diagnostic probabilities."
        ),
    }
    return patterns[notice.kind].format(*notice.values, "–", "–")

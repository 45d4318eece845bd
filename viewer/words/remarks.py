"""Remarks as sentences: on one finding, on what is not drawn, on a whole result."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from viewer.domain.dental_diseases import DentalImage
from viewer.domain.finding import Finding, FindingNote, NoteKind
from viewer.domain.result import AnalysisResult, Notice, NoticeKind, UnplacedReason


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
        NoteKind.BOX_FOR_OUTLINE: QCoreApplication.translate(
            "Findings", "The service gave no outline that can be drawn: its box is."
        ),
        NoteKind.AT_ITS_TOOTH: QCoreApplication.translate(
            "Findings", "The service gave no place of its own: it is drawn at its tooth."
        ),
        NoteKind.OUTSIDE_CUT: QCoreApplication.translate(
            "Findings", "A part of it lies beyond the picture."
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
        UnplacedReason.NOT_VALID: QCoreApplication.translate(
            "Findings", "Not drawn: the service says that it is not usable"
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
        NoticeKind.PARTIAL: QCoreApplication.translate(
            "Findings", "Incomplete: a part of the analysis failed; what is missing is not healthy."
        ),
        NoticeKind.MODELS_FAILED: QCoreApplication.translate(
            "Findings", "These methods of the service failed: {0}"
        ),
        NoticeKind.SIZE_MAPPED: QCoreApplication.translate(
            "Findings",
            "The answer is about a picture of {0} × {1} pixels; its places were brought onto the "
            "{2} × {3} pixels of this one.",
        ),
        NoticeKind.COUNT_DIFFERS: QCoreApplication.translate(
            "Findings", "The service's summary says {1} ({0}); its list has {2}."
        ),
        NoticeKind.LANDMARK_TWICE: QCoreApplication.translate(
            "Findings", "Two points of the answer are the same landmark; the first counts, not {0}."
        ),
        NoticeKind.PATTERN_INDEX: QCoreApplication.translate(
            "Findings", "The probabilities are indices of a pattern, no diagnostic probabilities."
        ),
    }
    return patterns[notice.kind].format(*notice.values, "–", "–", "–", "–")


def picture_remarks(
    result: AnalysisResult | None, findings: Sequence[Finding] | None = None
) -> tuple[str, ...]:
    """Return what must stand on every picture of a result: that it is not whole, or mirrored.

    `findings`: those of the result as reviewed; None: as the service said them.
    """
    if result is None:
        return ()
    partial = (notice_words(n) for n in result.notices if n.kind is NoticeKind.PARTIAL)
    return (*partial, *_turned(result, result.findings if findings is None else findings))


def _turned(result: AnalysisResult, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield whether the teeth say that their picture is mirrored or upside down."""
    if result.endpoint not in {DentalImage.INTRAORAL, DentalImage.PANORAMIC}:
        return
    from viewer.domain.dental_checks import hints_of_whole
    from viewer.domain.dental_findings import teeth_in
    from viewer.domain.tooth_notation import Notation
    from viewer.words.tooth_chart import hint_words

    seen = teeth_in(result.findings, findings, lambda _uid: True)
    for hint in hints_of_whole(seen, DentalImage(result.endpoint)):
        yield hint_words(hint, Notation.FDI)

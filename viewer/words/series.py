"""Stacks and files as sentences: what is odd about them, why one was not read."""

from PySide6.QtCore import QCoreApplication

from viewer.domain.series import SpacingSource, SplitReason, StackProblem, StackProblemKind
from viewer.imaging.problems import PlaneProblem, SkipReason, SliceProblem
from viewer.words.joining import joined


def stack_problem_words(problem: StackProblem) -> str:
    """Return what is odd about a stack."""
    values = problem.values
    if problem.kind is StackProblemKind.SPLIT:
        values = (*values[:2], joined(map(_split_words, values[2:])))
    if problem.kind is StackProblemKind.ILLEGAL_GRAPHICS:
        values = (*values[:1], *map(_plane_words, values[1:]))
    missing = ("–",) * 3
    return _stack_texts()[problem.kind].format(*(value or "–" for value in values), *missing)


def _split_words(reason: str) -> str:
    """Return in what the parts of a series differ; an unknown reason as it is."""
    return _split_texts().get(reason, reason)


def _plane_words(reason: str) -> str:
    """Return why an overlay plane is not drawn; an unknown reason as it is."""
    return _plane_texts().get(reason, reason)


def _plane_texts() -> dict[str, str]:
    return {
        PlaneProblem.SIZE: QCoreApplication.translate("Series", "its size is not that of its bits"),
        PlaneProblem.NO_BITS: QCoreApplication.translate("Series", "it has no bits"),
        PlaneProblem.COMPRESSED: QCoreApplication.translate(
            "Series", "it lies within compressed pixels"
        ),
        PlaneProblem.UNREADABLE: QCoreApplication.translate("Series", "it cannot be read"),
    }


def _split_texts() -> dict[str, str]:
    return {
        SplitReason.PATIENT: QCoreApplication.translate("Series", "different patients"),
        SplitReason.SIZE: QCoreApplication.translate("Series", "different image sizes"),
        SplitReason.PIXELS: QCoreApplication.translate("Series", "different kinds of pixels"),
        SplitReason.KIND: QCoreApplication.translate("Series", "different kinds of images"),
        SplitReason.ORIENTATION: QCoreApplication.translate("Series", "different orientations"),
        SplitReason.SPACING: QCoreApplication.translate("Series", "different pixel spacing"),
        SplitReason.POSITION: QCoreApplication.translate("Series", "only some have a position"),
        SplitReason.PHASE: QCoreApplication.translate("Series", "the same places several times"),
        SplitReason.SEGMENT: QCoreApplication.translate("Series", "different segments"),
        SplitReason.COPY: QCoreApplication.translate(
            "Series", "one identifier for different pictures"
        ),
    }


def _stack_texts() -> dict[StackProblemKind, str]:
    return {
        StackProblemKind.DUPLICATE_POSITIONS: QCoreApplication.translate(
            "Series", "Several slices at one position: {0}"
        ),
        StackProblemKind.GAPS: QCoreApplication.translate(
            "Series", "Gaps between slices: {0}, the largest of {1} mm"
        ),
        StackProblemKind.UNEVEN_SPACING: QCoreApplication.translate(
            "Series", "Slices are unevenly spaced: {0} to {1} mm"
        ),
        StackProblemKind.GANTRY_TILT: QCoreApplication.translate("Series", "Gantry tilt: {0}°"),
        StackProblemKind.MISSING_POSITION: QCoreApplication.translate(
            "Series", "No positions; ordered by number: {0}"
        ),
        StackProblemKind.MIXED_ORIENTATION: QCoreApplication.translate(
            "Series", "The series has slices of different orientations"
        ),
        StackProblemKind.DUPLICATE_INSTANCE: QCoreApplication.translate(
            "Series", "The same image more than once: {0}"
        ),
        StackProblemKind.INCOMPLETE_PIXELS: QCoreApplication.translate(
            "Series", "Images whose files end too early: {0}"
        ),
        StackProblemKind.SPLIT: QCoreApplication.translate(
            "Series", "Part {0} of {1} of a series that was split: {2}"
        ),
        **_stack_texts_about_pixels(),
        **_volume_texts(),
    }


def _volume_texts() -> dict[StackProblemKind, str]:
    """Return what can be odd about a volume in a NIfTI file."""
    return {
        StackProblemKind.NO_ORIENTATION: QCoreApplication.translate(
            "Series", "The file does not say how the patient lay: left and right are not known"
        ),
        StackProblemKind.TWO_PLACES: QCoreApplication.translate(
            "Series", "The file gives two positions that differ (sform, qform); sform is used"
        ),
        StackProblemKind.UNKNOWN_UNIT: QCoreApplication.translate(
            "Series", "The file does not say its unit of length; millimetres were assumed"
        ),
        StackProblemKind.SHEARED: QCoreApplication.translate(
            "Series", "The slices are sheared: positions and lengths cannot be told"
        ),
        StackProblemKind.TIMES_LEFT_OUT: QCoreApplication.translate(
            "Series", "The first {0} of {1} time points are shown"
        ),
    }


def _stack_texts_about_pixels() -> dict[StackProblemKind, str]:
    return {
        StackProblemKind.ASSUMED: QCoreApplication.translate(
            "Series", "The file does not say {0}; the usual value was assumed"
        ),
        StackProblemKind.TABLES_LEFT_OUT: QCoreApplication.translate(
            "Series", "Tables of grey values that are damaged and not used: {0}"
        ),
        StackProblemKind.ILLEGAL_SPACING: QCoreApplication.translate(
            "Series", "{0} is not believed: {1}"
        ),
        StackProblemKind.ASPECT_DISAGREES: QCoreApplication.translate(
            "Series",
            "The pixels’ height to width is {0} by their spacing and {1} by PixelAspectRatio; "
            "the spacing holds",
        ),
        StackProblemKind.ILLEGAL_SHUTTER: QCoreApplication.translate(
            "Series", "The file’s shutter cannot be as it says and is not drawn: {0}"
        ),
        StackProblemKind.ILLEGAL_GRAPHICS: QCoreApplication.translate(
            "Series", "Graphics of the file are not drawn, overlay {0}: {1}"
        ),
    }


def skip_reason_words(reason: SkipReason, detail: str = "") -> str:
    """Return why a file was not read."""
    words = _skip_texts()[reason]
    return f"{words} ({detail})" if detail else words


def _skip_texts() -> dict[SkipReason, str]:
    return {
        SkipReason.EMPTY: QCoreApplication.translate("Series", "The file is empty"),
        SkipReason.NOT_AN_IMAGE_FILE: QCoreApplication.translate("Series", "Not an image file"),
        SkipReason.NO_PIXELS: QCoreApplication.translate(
            "Series", "A DICOM object without a picture"
        ),
        SkipReason.DAMAGED: QCoreApplication.translate("Series", "The file is damaged"),
        SkipReason.CUT_SHORT: QCoreApplication.translate("Series", "The file ends too early"),
        SkipReason.TOO_LARGE: QCoreApplication.translate("Series", "Too large to be opened"),
        SkipReason.NESTED_TOO_DEEPLY: QCoreApplication.translate("Series", "Nested too deeply"),
        SkipReason.UNKNOWN_SYNTAX: QCoreApplication.translate(
            "Series", "Compressed in a way that is not supported"
        ),
        SkipReason.UNSUPPORTED_PIXELS: QCoreApplication.translate(
            "Series", "Pixels of a kind that is not supported"
        ),
        **_skip_texts_about_files(),
    }


def _skip_texts_about_files() -> dict[SkipReason, str]:
    return {
        SkipReason.UNREADABLE: QCoreApplication.translate(
            "Series", "The system does not let it be read"
        ),
        SkipReason.MISSING: QCoreApplication.translate("Series", "The file is not there"),
        SkipReason.OUTSIDE_FOLDER: QCoreApplication.translate(
            "Series", "Points outside its own folder"
        ),
        SkipReason.DUPLICATE: QCoreApplication.translate("Series", "The same image again"),
        SkipReason.ENCRYPTED: QCoreApplication.translate("Series", "Encrypted"),
        SkipReason.ARCHIVE_REFUSED: QCoreApplication.translate(
            "Series", "The archive is damaged or unsafe"
        ),
        SkipReason.NESTED_ARCHIVE: QCoreApplication.translate(
            "Series", "An archive within an archive"
        ),
        SkipReason.BROKEN_DIRECTORY: QCoreApplication.translate(
            "Series", "The DICOMDIR is damaged; its folder was searched instead"
        ),
    }


def slice_problem_words(problem: SliceProblem) -> str:
    """Return why the pixels of one slice are missing or incomplete."""
    return {
        SliceProblem.CUT_SHORT: QCoreApplication.translate(
            "Series", "The file ends too early; the missing part is black"
        ),
        SliceProblem.LONGER_THAN_DECLARED: QCoreApplication.translate(
            "Series", "More pixels than the header says; the rest is left out"
        ),
        SliceProblem.DAMAGED: QCoreApplication.translate("Series", "The pixels are damaged"),
        SliceProblem.UNKNOWN_SYNTAX: QCoreApplication.translate(
            "Series", "Compressed in a way that is not supported"
        ),
        SliceProblem.SIZE_DISAGREES: QCoreApplication.translate(
            "Series", "The picture has another size than its header says"
        ),
        SliceProblem.INCOMPLETE_STREAM: QCoreApplication.translate(
            "Series", "The compressed picture is incomplete; part of it may be wrong"
        ),
        SliceProblem.UNREADABLE: QCoreApplication.translate("Series", "The file cannot be read"),
        SliceProblem.CHANGED: QCoreApplication.translate(
            "Series", "The file was changed while it was read"
        ),
        SliceProblem.COLOUR_PROFILE: QCoreApplication.translate(
            "Series", "The colour profile in the file cannot be used; the colours may be off"
        ),
        SliceProblem.DECODER_DIED: QCoreApplication.translate(
            "Series", "The compressed picture is damaged: it broke the decoder, which was restarted"
        ),
        SliceProblem.DECODER_STUCK: QCoreApplication.translate(
            "Series", "The compressed picture took too long to decode and was given up"
        ),
        SliceProblem.DECODER_MEMORY: QCoreApplication.translate(
            "Series", "The compressed picture needs more memory to decode than is allowed"
        ),
        SliceProblem.DECODER_MISSING: QCoreApplication.translate(
            "Series", "The decoder could not be started; start the program again"
        ),
    }[problem]


def spacing_words(source: SpacingSource, detail: str = "") -> str:
    """Return where the millimetres come from; `detail` as in `domain.series.Spacing`."""
    if source is SpacingSource.CALIBRATED:
        return _calibration_words(detail)
    return _spacing_texts()[source].format(detail or "–")


def _spacing_texts() -> dict[SpacingSource, str]:
    return {
        SpacingSource.PIXEL_SPACING: QCoreApplication.translate("Series", "Pixel spacing"),
        SpacingSource.PROJECTION: QCoreApplication.translate(
            "Series",
            "Pixel spacing of a radiograph; the file does not say whether in the patient or at the "
            "detector",
        ),
        SpacingSource.IMAGER: QCoreApplication.translate("Series", "At the detector (magnified)"),
        SpacingSource.MAGNIFIED: QCoreApplication.translate(
            "Series", "Estimated in the patient: spacing of the detector ÷ magnification {0}"
        ),
        SpacingSource.DISTANCES: QCoreApplication.translate(
            "Series",
            "Estimated in the patient: spacing of the detector ÷ {0}, from the tube’s distances to "
            "detector and patient",
        ),
        SpacingSource.NOMINAL: QCoreApplication.translate(
            "Series", "On the scanned film or paper, not in the patient"
        ),
        SpacingSource.ULTRASOUND: QCoreApplication.translate(
            "Series", "Calibration of the ultrasound regions; holds inside of them"
        ),
        SpacingSource.NIFTI: QCoreApplication.translate("Series", "Header of the NIfTI file"),
        SpacingSource.NONE: QCoreApplication.translate("Series", "No scale: no millimetres"),
    }


def _calibration_words(detail: str) -> str:
    """Return what a calibration rests on, and the file's own description of it."""
    kind, _, description = detail.partition(": ")
    words = {
        "GEOMETRY": QCoreApplication.translate("Series", "Calibrated by the geometry of exposure"),
        "FIDUCIAL": QCoreApplication.translate(
            "Series", "Calibrated by an object of known size in the image"
        ),
    }.get(kind, QCoreApplication.translate("Series", "Calibrated"))
    return f"{words} ({description})" if description else words

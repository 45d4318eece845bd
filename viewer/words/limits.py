"""Why a series cannot be sent, and what helps."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from viewer.vendors.limits import MEGABYTE, LimitKind, LimitProblem
from viewer.words.jobs import slot_words


@dataclass(frozen=True, slots=True)
class LimitWords:
    """The problem as a sentence, and the advice."""

    title: str
    advice: str = ""


def limit_words(problem: LimitProblem) -> LimitWords:
    """Return what does not fit and what a person can do about it."""
    title, advice = _texts()[problem.kind]
    if problem.kind is LimitKind.TOO_MANY_SLICES and problem.values[1:] == ("1",):
        title, advice = _text_about_one_image()
    values = (*_shown(problem), "–", "–", "–")
    said = title.format(*values)
    if problem.slot:
        named = QCoreApplication.translate("Limits", "{0}: {1}")
        said = named.format(slot_words(problem.slot), said)
    return LimitWords(said, advice.format(*values))


def _text_about_one_image() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Limits", "The service takes one image; this has {0}."),
        QCoreApplication.translate("Limits", "Choose one image."),
    )


def _shown(problem: LimitProblem) -> tuple[str, ...]:
    """Return the values as a person reads them: inputs by name, sizes in MB."""
    if problem.kind is LimitKind.INPUT_MISSING:
        return tuple(slot_words(value) for value in problem.values)
    if problem.kind in (LimitKind.SLICE_TOO_BIG, LimitKind.FILE_TOO_BIG):
        return (*problem.values[:-2], *map(_megabytes, problem.values[-2:]))
    return problem.values


def _megabytes(size: str) -> str:
    """Return bytes as MB; one byte too many is not shown as if it were none."""
    return f"{int(size) / MEGABYTE:.9g}" if size.isdecimal() else size


def _texts() -> dict[LimitKind, tuple[str, str]]:
    return {
        LimitKind.WRONG_MODALITY: (
            QCoreApplication.translate("Limits", "This is {0}; the service takes {1}."),
            QCoreApplication.translate("Limits", "Choose a {1} series."),
        ),
        LimitKind.TOO_FEW_SLICES: (
            QCoreApplication.translate("Limits", "Too few slices: {0}; at least {1} are needed."),
            QCoreApplication.translate("Limits", "Choose the complete series."),
        ),
        LimitKind.TOO_MANY_SLICES: (
            QCoreApplication.translate("Limits", "Too many slices: {0}; at most {1} are taken."),
            QCoreApplication.translate(
                "Limits", "Choose a reconstruction with thicker slices, or fewer files."
            ),
        ),
        LimitKind.IMAGE_TOO_LARGE: (
            QCoreApplication.translate(
                "Limits", "The images have {0} pixels; at most {1} are taken."
            ),
            QCoreApplication.translate(
                "Limits", "Resample it to {1}, or choose a series with a smaller matrix."
            ),
        ),
        LimitKind.SLICE_TOO_BIG: (
            QCoreApplication.translate("Limits", "Slice {0} has {1} MB; at most {2} MB are taken."),
            QCoreApplication.translate("Limits", "Choose a compressed or smaller series."),
        ),
        **_texts_about_files(),
        **_texts_about_planes(),
        **_texts_about_inputs(),
        **_texts_about_questions(),
    }


def _texts_about_files() -> dict[LimitKind, tuple[str, str]]:
    return {
        LimitKind.PIXELS_MISSING: (
            QCoreApplication.translate("Limits", "The pixels of slices {0} cannot be read."),
            QCoreApplication.translate("Limits", "Copy the series from its source again."),
        ),
        LimitKind.SEVERAL_PATIENTS: (
            QCoreApplication.translate("Limits", "The files belong to {0} patients."),
            QCoreApplication.translate("Limits", "Open the files of one patient only."),
        ),
        LimitKind.NOT_DICOM: (
            QCoreApplication.translate(
                "Limits", "This is a photograph or a NIfTI volume, not a DICOM series."
            ),
            QCoreApplication.translate("Limits", "Choose a DICOM series."),
        ),
        LimitKind.MULTIFRAME_SOURCE: (
            QCoreApplication.translate("Limits", "The slices are frames of one enhanced file."),
            QCoreApplication.translate("Limits", "Choose the series as single images."),
        ),
        LimitKind.NO_POSITIONS: (
            QCoreApplication.translate("Limits", "The positions of the slices are not known."),
            QCoreApplication.translate("Limits", "Choose an original series from the scanner."),
        ),
        LimitKind.UNEVEN_SLICES: (
            QCoreApplication.translate("Limits", "The slices are not evenly spaced."),
            QCoreApplication.translate("Limits", "Choose a complete, evenly spaced series."),
        ),
        LimitKind.ADDRESS_TOO_LONG: (
            QCoreApplication.translate(
                "Limits", "The address of the upload has {0} characters; at most {1} are taken."
            ),
            QCoreApplication.translate(
                "Limits", "Use a shorter bucket name, and keys without a session token."
            ),
        ),
        LimitKind.ADDRESS_NOT_ASCII: (
            QCoreApplication.translate("Limits", "The address of the upload is not plain ASCII."),
            QCoreApplication.translate("Limits", "Use a bucket name without Chinese characters."),
        ),
        LimitKind.STRATEGY_UNAVAILABLE: (
            QCoreApplication.translate("Limits", "This series cannot be sent as {0}: {1}."),
            QCoreApplication.translate("Limits", "Choose the archive in the settings."),
        ),
    }


def _texts_about_planes() -> dict[LimitKind, tuple[str, str]]:
    return {
        LimitKind.IMAGE_TOO_SMALL: (
            QCoreApplication.translate(
                "Limits", "The images have {0} pixels; at least {1} are needed."
            ),
            QCoreApplication.translate("Limits", "Choose a series with a larger matrix."),
        ),
        LimitKind.NOT_AXIAL: (
            QCoreApplication.translate("Limits", "The slices are not axial."),
            QCoreApplication.translate("Limits", "Choose the axial series of this examination."),
        ),
        LimitKind.NOT_SAGITTAL: (
            QCoreApplication.translate("Limits", "The slices are not sagittal."),
            QCoreApplication.translate("Limits", "Choose the sagittal series of the spine."),
        ),
        LimitKind.THICKNESS_UNFIT: (
            QCoreApplication.translate(
                "Limits", "The slices are {0} mm thick; {1} to {2} mm are taken."
            ),
            QCoreApplication.translate(
                "Limits", "Choose or reconstruct a series with slices of {1} to {2} mm."
            ),
        ),
        LimitKind.THICKNESS_UNKNOWN: (
            QCoreApplication.translate(
                "Limits", "How thick the slices are is not known; {0} to {1} mm are taken."
            ),
            QCoreApplication.translate("Limits", "Choose an original series from the scanner."),
        ),
    }


def _texts_about_inputs() -> dict[LimitKind, tuple[str, str]]:
    return {
        LimitKind.NOT_ONE_VOLUME: (
            QCoreApplication.translate("Limits", "The NIfTI file has several volumes."),
            QCoreApplication.translate("Limits", "Save the one volume in a file of its own."),
        ),
        LimitKind.NOT_A_PICTURE: (
            QCoreApplication.translate(
                "Limits", "This is not a photograph; the service takes photographs."
            ),
            QCoreApplication.translate("Limits", "Open a JPEG or PNG photograph of the skin."),
        ),
        LimitKind.FILE_TOO_BIG: (
            QCoreApplication.translate("Limits", "The image has {0} MB; at most {1} MB are taken."),
            QCoreApplication.translate("Limits", "Choose a smaller or compressed image."),
        ),
        LimitKind.INPUT_MISSING: (
            QCoreApplication.translate("Limits", "An input is missing: {0}."),
            QCoreApplication.translate("Limits", "Choose it before sending."),
        ),
        LimitKind.SAME_INPUT_TWICE: (
            QCoreApplication.translate("Limits", "The same images were chosen twice."),
            QCoreApplication.translate("Limits", "Choose another series for one of the inputs."),
        ),
        LimitKind.OTHER_PATIENT: (
            QCoreApplication.translate("Limits", "The inputs are of different patients."),
            QCoreApplication.translate("Limits", "Choose two series of the same patient."),
        ),
        LimitKind.TOO_MANY_PICTURES: (
            QCoreApplication.translate("Limits", "Too many pictures: {0}; at most {1} are taken."),
            QCoreApplication.translate("Limits", "Remove some of the pictures."),
        ),
    }


def _texts_about_questions() -> dict[LimitKind, tuple[str, str]]:
    return {
        LimitKind.TEXT_MISSING: (
            QCoreApplication.translate("Limits", "There is neither a text nor a picture."),
            QCoreApplication.translate("Limits", "Write the question, or add a picture."),
        ),
        LimitKind.TEXT_TOO_LONG: (
            QCoreApplication.translate(
                "Limits", "The text has {0} characters; at most {1} are taken."
            ),
            QCoreApplication.translate("Limits", "Shorten the text."),
        ),
        LimitKind.SESSION_MISSING: (
            QCoreApplication.translate("Limits", "This question belongs to no consultation."),
            QCoreApplication.translate(
                "Limits", "Begin with the complaint or with pictures; that starts a consultation."
            ),
        ),
    }

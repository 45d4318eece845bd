"""Why a series cannot be sent, and what helps."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from viewer.vendors.limits import LimitKind, LimitProblem


@dataclass(frozen=True, slots=True)
class LimitWords:
    """The problem as a sentence, and the advice."""

    title: str
    advice: str = ""


def limit_words(problem: LimitProblem) -> LimitWords:
    """Return what does not fit and what a person can do about it."""
    title, advice = _texts()[problem.kind]
    values = (*problem.values, "–", "–", "–")
    return LimitWords(title.format(*values), advice.format(*values))


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
            QCoreApplication.translate("Limits", "Choose a series with a smaller matrix."),
        ),
        LimitKind.SLICE_TOO_BIG: (
            QCoreApplication.translate("Limits", "Slice {0} has {1} bytes; at most {2} are taken."),
            QCoreApplication.translate("Limits", "Choose a compressed or smaller series."),
        ),
        **_texts_about_files(),
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

"""What is said where two volumes are compared: modes, captions, and why it cannot be done."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from viewer.imaging.compare import CompareMode, CompareState
from viewer.imaging.problems import Misfit
from viewer.overlay.furniture import iso_date


@dataclass(frozen=True, slots=True)
class ComparedNames:
    """What the two volumes are called on the picture, with their dates."""

    reference: str
    other: str
    before: str
    """The other one as it lay before the registration."""

    def other_in(self, state: CompareState) -> str:
        """Return the name of the other one as it is shown."""
        return self.before if state.is_before else self.other


def compared_names(reference_date: str, other_date: str) -> ComparedNames:
    """Return the names for two DICOM dates (YYYYMMDD); a date that is not known is left out."""
    ours, theirs = iso_date(reference_date), iso_date(other_date)
    is_later = bool(ours) and bool(theirs) and theirs > ours
    if is_later:
        registered = QCoreApplication.translate("Compare", "Later one, registered {0}")
        before = QCoreApplication.translate("Compare", "Later one, not registered {0}")
    else:
        registered = QCoreApplication.translate("Compare", "Prior, registered {0}")
        before = QCoreApplication.translate("Compare", "Prior, not registered {0}")
    return ComparedNames(
        QCoreApplication.translate("Compare", "Reference {0}").format(ours).strip(),
        registered.format(theirs).strip(),
        before.format(theirs).strip(),
    )


def mode_name(mode: CompareMode) -> str:
    """Return a mode as its button says it."""
    return {
        CompareMode.REFERENCE: QCoreApplication.translate("Compare", "Reference"),
        CompareMode.SIDE: QCoreApplication.translate("Compare", "Side by side"),
        CompareMode.CHECKERBOARD: QCoreApplication.translate("Compare", "Checkerboard"),
        CompareMode.BLEND: QCoreApplication.translate("Compare", "Blend"),
        CompareMode.DIFFERENCE: QCoreApplication.translate("Compare", "Difference"),
        CompareMode.SWIPE: QCoreApplication.translate("Compare", "Swipe"),
    }[mode]


def caption(state: CompareState, names: ComparedNames, unit: str) -> str:
    """Return what stands on a picture of two volumes: the mode, and which is which."""
    ours, theirs = names.reference, names.other_in(state)
    if state.mode is CompareMode.BLEND:
        said = QCoreApplication.translate("Compare", "Blend: {0} · {2} % {1}")
        return said.format(ours, theirs, round(state.share * 100))
    if state.mode is CompareMode.DIFFERENCE:
        said = QCoreApplication.translate("Compare", "Difference: {0} − {1}, up to ±{2}")
        return said.format(ours, theirs, f"{state.reach:g} {unit}".strip())
    if state.mode is CompareMode.SWIPE:
        return QCoreApplication.translate("Compare", "Swipe: {0} | {1}").format(ours, theirs)
    if state.mode is CompareMode.CHECKERBOARD:
        said = QCoreApplication.translate("Compare", "Checkerboard: {0} (upper left) / {1}")
        return said.format(ours, theirs)
    return ours if state.mode is CompareMode.SIDE else ""


def being_read_words() -> str:
    """Return what is said while the other volume's slice is not there yet."""
    return QCoreApplication.translate("Compare", "The other series is being read…")


def misfit_words(reason: Misfit) -> tuple[str, str]:
    """Return why two volumes cannot be compared, and what to do."""
    return {
        Misfit.NOT_GREY: (
            QCoreApplication.translate("Compare", "Coloured images cannot be compared here."),
            "",
        ),
        Misfit.NO_PLACE: (
            QCoreApplication.translate(
                "Compare", "Where the other series lies in the patient is not known."
            ),
            QCoreApplication.translate("Compare", "Save the file and look at it by itself."),
        ),
        Misfit.ELSEWHERE: (
            QCoreApplication.translate(
                "Compare", "The other series has no place in common with this one."
            ),
            QCoreApplication.translate("Compare", "Check that the right pair was registered."),
        ),
        Misfit.FILE_MISSING: (
            QCoreApplication.translate("Compare", "The registered series is not in the library."),
            QCoreApplication.translate(
                "Compare", "Its links live five minutes; run the registration again."
            ),
        ),
        Misfit.UNREADABLE: (
            QCoreApplication.translate("Compare", "The registered series cannot be read."),
            QCoreApplication.translate(
                "Compare", "Save its files to have them looked at; run the registration again."
            ),
        ),
        Misfit.PRIOR_MISSING: (
            QCoreApplication.translate(
                "Compare", "The series before registration is not where it was."
            ),
            QCoreApplication.translate("Compare", "Open it, then try again."),
        ),
    }[reason]

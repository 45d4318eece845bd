"""What is said where two volumes are compared: modes, captions, and why it cannot be done."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

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


class Side(StrEnum):
    """Which side of the screen shows the image's first columns."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Seen:
    """How the picture lies on the screen: the reference's side, and who has the upper left square.

    As it stands for a picture that is neither turned nor mirrored.
    """

    side: Side = Side.LEFT
    is_corner_ours: bool = True


UPRIGHT: Final = Seen()


def captions(
    state: CompareState, names: ComparedNames, unit: str, seen: Seen = UPRIGHT
) -> tuple[str, ...]:
    """Return the lines on a picture of two volumes: the mode, and which is which."""
    ours, theirs = names.reference, names.other_in(state)
    if state.mode is CompareMode.BLEND:
        said = QCoreApplication.translate("Compare", "Blend, {0} % of the second")
        return said.format(round(state.share * 100)), ours, theirs
    if state.mode is CompareMode.DIFFERENCE:
        said = QCoreApplication.translate("Compare", "Difference, up to ±{0}")
        return said.format(f"{state.reach:g} {unit}".strip()), ours, f"− {theirs}"
    if state.mode is CompareMode.SWIPE:
        return mode_name(state.mode), *_beside(ours, theirs, seen.side)
    if state.mode is CompareMode.CHECKERBOARD:
        first, second = (ours, theirs) if seen.is_corner_ours else (theirs, ours)
        corner = QCoreApplication.translate("Compare", "upper left square: {0}")
        beside = QCoreApplication.translate("Compare", "beside it: {0}")
        return mode_name(state.mode), corner.format(first), beside.format(second)
    return (ours,) if state.mode is CompareMode.SIDE else ()


def _beside(ours: str, theirs: str, side: Side) -> tuple[str, str]:
    """Return on which side of the divider each of the two is, the left or upper one first."""
    if side in {Side.LEFT, Side.RIGHT}:
        places = (
            QCoreApplication.translate("Compare", "left: {0}"),
            QCoreApplication.translate("Compare", "right: {0}"),
        )
    else:
        places = (
            QCoreApplication.translate("Compare", "above: {0}"),
            QCoreApplication.translate("Compare", "below: {0}"),
        )
    first, second = (ours, theirs) if side in {Side.LEFT, Side.TOP} else (theirs, ours)
    return places[0].format(first), places[1].format(second)


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
        Misfit.OTHER_PATIENT: (
            QCoreApplication.translate(
                "Compare", "The registered series bears another patient's ID than was sent."
            ),
            QCoreApplication.translate(
                "Compare", "It is not shown. Save the file and ask the service about it."
            ),
        ),
        Misfit.PRIOR_MISSING: (
            QCoreApplication.translate(
                "Compare", "The series before registration is not where it was."
            ),
            QCoreApplication.translate("Compare", "Open it, then try again."),
        ),
    }[reason]

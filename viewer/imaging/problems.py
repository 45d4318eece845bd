"""Why something was not read: a reason per file and per slice, for people and for scripts."""

from dataclasses import dataclass
from enum import StrEnum

from viewer.foundation.errors import KnownError


class SkipReason(StrEnum):
    """Why a file that was found is not among the images."""

    EMPTY = "empty"
    NOT_AN_IMAGE_FILE = "not-an-image-file"
    NO_PIXELS = "no-pixels"
    """A DICOM object that is not a picture: a report, a plan, a segmentation."""
    DAMAGED = "damaged"
    CUT_SHORT = "cut-short"
    TOO_LARGE = "too-large"
    NESTED_TOO_DEEPLY = "nested-too-deeply"
    UNKNOWN_SYNTAX = "unknown-syntax"
    UNSUPPORTED_PIXELS = "unsupported-pixels"
    UNREADABLE = "unreadable"
    """The system refused: permissions, vanished, the drive failed."""
    MISSING = "missing"
    OUTSIDE_FOLDER = "outside-folder"
    DUPLICATE = "duplicate"
    ENCRYPTED = "encrypted"
    ARCHIVE_REFUSED = "archive-refused"
    NESTED_ARCHIVE = "nested-archive"
    BROKEN_DIRECTORY = "broken-directory"
    """A DICOMDIR that cannot be followed; its folder is searched instead."""


class SliceProblem(StrEnum):
    """Why the pixels of one slice are missing or incomplete."""

    CUT_SHORT = "cut-short"
    """What is there is shown; the rest is zero."""
    LONGER_THAN_DECLARED = "longer-than-declared"
    DAMAGED = "damaged"
    UNKNOWN_SYNTAX = "unknown-syntax"
    SIZE_DISAGREES = "size-disagrees"
    INCOMPLETE_STREAM = "incomplete-stream"
    """Decoded, but the end of the codestream is missing: part of the picture may be wrong."""
    UNREADABLE = "unreadable"
    CHANGED = "changed"
    COLOUR_PROFILE = "colour-profile"
    """The embedded colour profile is of no use: the colours are shown as sRGB."""
    DECODER_DIED = "decoder-died"
    """The worker process that decoded it crashed; it was replaced."""
    DECODER_STUCK = "decoder-stuck"
    DECODER_MEMORY = "decoder-memory"
    DECODER_MISSING = "decoder-missing"
    """No worker process can be started on this machine."""


class PlaneProblem(StrEnum):
    """Why an overlay plane is not drawn."""

    SIZE = "size"
    """No size, or another one than its bits have."""
    NO_BITS = "no-bits"
    """Neither own data nor unused bits of the pixels."""
    COMPRESSED = "compressed"
    """In bits of compressed pixels."""
    UNREADABLE = "unreadable"


class Misfit(StrEnum):
    """Why two volumes cannot be compared."""

    NOT_GREY = "not-grey"
    """Colours have no difference in the modality's unit."""
    NO_PLACE = "no-place"
    """Where one of them lies in the patient is not known."""
    ELSEWHERE = "elsewhere"
    """They have no place in common."""
    FILE_MISSING = "file-missing"
    """The files of the result are not in the library."""
    UNREADABLE = "unreadable"
    """Neither file of the result holds a volume that can be read."""
    OTHER_PATIENT = "other-patient"
    """The file of the result bears the ID of somebody else than was sent."""
    PRIOR_MISSING = "prior-missing"
    """The series that was moved is not where it was."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file (or archive member) that was not read, and why.

    `detail` is a short technical word such as a transfer syntax; never a patient's identity.
    """

    path: str
    reason: SkipReason
    detail: str = ""


class NotReadable(KnownError):
    """One file cannot be read; the others go on."""

    def __init__(self, reason: SkipReason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


class SliceNotReadable(KnownError):
    """The pixels of one slice cannot be had; the others go on."""

    def __init__(self, problem: SliceProblem, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else str(problem))
        self.problem = problem
        self.detail = detail


class NotComparable(KnownError):
    """Two volumes cannot be shown together."""

    def __init__(self, reason: Misfit, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail

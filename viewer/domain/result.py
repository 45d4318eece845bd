"""What a service's answer amounts to."""

from dataclasses import dataclass, field
from enum import StrEnum

from viewer.domain.consultation import ConsultationTurn
from viewer.domain.finding import Finding
from viewer.domain.part import ResultPart


class RunState(StrEnum):
    """Three states, never two: a run that found nothing is not a run that failed."""

    DONE = "done"
    NONE = "none"
    FAILED = "failed"


class UnplacedReason(StrEnum):
    """Why something the service said cannot be drawn."""

    NOT_A_NUMBER = "not-a-number"
    OUTSIDE_IMAGE = "outside-image"
    NO_POSITION = "no-position"
    NOT_AN_OBJECT = "not-an-object"
    NOT_A_PLACE = "not-a-place"
    """As many numbers as no place has: neither a point nor a box."""
    EMPTY_BOX = "empty-box"
    FILE_MISSING = "file-missing"
    """What it shows is in a file that could not be had, or not be read."""
    NOT_VALID = "not-valid"
    """A landmark that the service itself says is not usable."""
    OTHER_GRID = "other-grid"
    """A mask that lies elsewhere than the images."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An element of the answer that is listed and not drawn. `path` is its place in the answer."""

    uid: str
    path: str
    reason: UnplacedReason
    fields: tuple[tuple[str, str], ...] = ()


class NoticeKind(StrEnum):
    """What the reader must know about a whole result."""

    REFERENCE_METHOD = "reference-method"
    WRONG_SERIES = "wrong-series"
    SEVERAL_SERIES = "several-series"
    FIELD_IGNORED = "field-ignored"
    RETIRED = "retired"
    PART_UNREADABLE = "part-unreadable"
    """A part of the answer is not what it should be: its path."""
    UNKNOWN_CODE = "unknown-code"
    """A grade or state that the document does not have: path, value."""
    FILE_MISSING = "file-missing"
    """A file of the result is not there: its path in the answer."""
    PARTIAL = "partial"
    """The service says that a part of its work was not done; stays on exported pictures."""
    MODELS_FAILED = "models-failed"
    """Which of its methods failed: their names."""
    SIZE_MAPPED = "size-mapped"
    """The answer is about a picture of another size, and its places were brought onto ours:
    its width and height, then ours.
    """
    COUNT_DIFFERS = "count-differs"
    """The summary counts otherwise than the list: what, the summary's number, the list's."""
    LANDMARK_TWICE = "landmark-twice"
    """Two points of the answer are the same landmark, the first one counts: the name of the other,
    as the service says it.
    """
    PATTERN_INDEX = "pattern-index"
    """The service says that its probabilities are indices of a pattern."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark on a result, made into a sentence by `viewer.words`."""

    kind: NoticeKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """A parsed answer; immutable. The raw bytes are kept beside it (`raw_hash`)."""

    endpoint: str
    state: RunState
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    notices: tuple[Notice, ...] = ()
    report: str = ""
    parts: tuple[ResultPart, ...] = ()
    """What the service did, one by one, with its own state; empty where there is one thing only."""
    turn: ConsultationTurn | None = None
    """What a consultation said; None for every other endpoint."""
    leftovers: tuple[tuple[str, str], ...] = ()
    """Fields that nobody read: (path, value as text)."""
    failure: str = ""
    """The service's own words, for a failed run."""
    raw_hash: str = field(default="", repr=False)

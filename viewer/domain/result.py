"""What a service's answer amounts to."""

from dataclasses import dataclass, field
from enum import StrEnum

from viewer.domain.finding import Finding


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
    leftovers: tuple[tuple[str, str], ...] = ()
    """Fields that nobody read: (path, value as text)."""
    failure: str = ""
    """The service's own words, for a failed run."""
    raw_hash: str = field(default="", repr=False)

"""What the panels show, ready in words: made by `viewer.app` from findings, jobs and stacks."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QPixmap

from viewer.domain.standing import Decision


class ConfidenceStep(Enum):
    """A confidence in three steps; the number is for the tooltip."""

    UNKNOWN = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding in the list. Unplaced elements of the answer are rows too, with a reason."""

    uid: str
    number: int
    title: str
    place: str
    badge: str = ""
    """What stands in place of the number: a tooth, a landmark."""
    may_be_closed: bool = False
    """It has an eye: a reader may hide it alone."""
    is_below: bool = False
    """It belongs to the row above it: a disease to its tooth."""
    kind: str = ""
    """Key of the category, for the filter."""
    part: str = ""
    """Key of the part of the result; empty for the reader's own marks."""
    group: str = ""
    """Heading above the part's rows; empty where a run did one thing only."""
    step: ConfidenceStep = ConfidenceStep.UNKNOWN
    confidence: float | None = None
    confidence_text: str = ""
    decision: Decision = Decision.UNDECIDED
    remark: str = ""
    """What the reader made of it beyond the decision: the reason, edited, their own."""
    comment: str = ""
    agreement: str = ""
    """Who saw it, after a reading made without the service; empty where there was none."""
    is_own: bool = False
    is_edited: bool = False
    notes: tuple[str, ...] = ()
    thumbnail: QPixmap | None = None
    slice_index: int = -1
    is_placed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingState:
    """What is said of a reading as a whole, in words; all empty: nothing was said yet."""

    remark: str = ""
    signed: str = ""
    """By whom and when it was signed."""
    locked: str = ""
    """Why nothing can be judged; empty: it can."""
    may_open_addendum: bool = False


class HeaderState(Enum):
    """What the head of the findings list says: never only two states."""

    NO_IMAGE = auto()
    NOT_RUN = auto()
    UNDER_WAY = auto()
    DONE = auto()
    NONE = auto()
    FAILED = auto()
    NO_METHOD = auto()
    """The service cannot judge such an image: nothing was analysed, and nothing went wrong."""
    CONCEALED = auto()
    """The answer is there; the reader is not to see it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChoice:
    """One of several runs on the same series."""

    run_uid: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHeader:
    """The head of the findings list. `action` is the words of its button, empty for none."""

    state: HeaderState
    title: str
    lines: tuple[str, ...] = ()
    action: str = ""
    fraction: float | None = None
    """Progress while under way; None when unknown."""
    runs: tuple[RunChoice, ...] = ()
    current_run: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job in the dock."""

    uid: str
    title: str
    subtitle: str
    state: str
    tone: str = "muted"
    """A role of the style sheet: muted, good, warning, bad."""
    fraction: float | None = None
    is_running: bool = False
    elapsed: str = ""
    pace: str = ""
    """How fast and how long still, or the place in the queue."""
    cost: str = ""
    advice: str = ""
    may_cancel: bool = False
    may_retry: bool = False
    retry: str = ""
    """What the retry button says: retry, go on, send again."""
    may_leave: bool = False
    """The outcome is unknown, and the person may decide to let it be."""
    has_result: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One stack in the browser."""

    key: str
    title: str
    subtitle: str
    search_text: str = ""
    has_problems: bool = False
    tooltip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document without a picture in the browser; without a key it cannot be chosen."""

    key: str
    title: str
    subtitle: str
    icon: str
    search_text: str = ""
    tooltip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRow:
    """One study of one patient, with its stacks and documents."""

    key: str
    patient: str
    patient_key: str
    title: str
    subtitle: str
    series: tuple[SeriesRow, ...]
    documents: tuple[DocumentRow, ...] = ()

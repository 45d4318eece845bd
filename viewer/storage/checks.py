"""What a check of the library finds: facts, put into words elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.foundation.errors import BugError, Cancelled

MOST_PROBLEMS: Final = 20
"""Problems of one check that are named; the others are only counted."""

NOT_AS_WRITTEN: Final = (BugError, ValueError, TypeError, LookupError, AttributeError)
"""What reading a row raises that this program cannot have written."""

IsCancelled = Callable[[], bool]


class CheckName(StrEnum):
    """What is looked at, in this order."""

    OPENING = "opening"
    FILE = "file"
    REFERENCES = "references"
    LEDGER = "ledger"
    ANCHOR = "anchor"
    FINDINGS = "findings"
    JOBS = "jobs"
    CONTENTS = "contents"


class ProblemKind(StrEnum):
    """What is wrong, or worth a remark."""

    CANNOT_OPEN = "cannot-open"
    PAGE_DAMAGED = "page-damaged"
    REFERENCE_BROKEN = "reference-broken"
    EVENT_CHANGED = "event-changed"
    EVENTS_MISSING = "events-missing"
    CLOCK_WENT_BACK = "clock-went-back"
    LEDGER_SHORTER = "ledger-shorter"
    LEDGER_OTHER = "ledger-other"
    OTHER_LIBRARY = "other-library"
    NO_ANCHOR = "no-anchor"
    RESTORED = "restored"
    FINDING_MISSING = "finding-missing"
    FINDING_UNKNOWN = "finding-unknown"
    FINDING_DIFFERS = "finding-differs"
    ANSWER_UNREADABLE = "answer-unreadable"
    RUN_NOT_LISTED = "run-not-listed"
    STATE_UNKNOWN = "state-unknown"
    RUN_MISSING = "run-missing"
    ANSWER_MISSING = "answer-missing"
    REQUEST_ID_MISSING = "request-id-missing"
    ROW_UNREADABLE = "row-unreadable"
    CONTENT_MISSING = "content-missing"
    CONTENT_CHANGED = "content-changed"
    CONTENT_UNUSED = "content-unused"
    LEFT_OVER = "left-over"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing; `values` name where (numbers of events, uids, names of files), never a patient."""

    kind: ProblemKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: how many things were looked at, what is wrong with how many, what is remarkable.

    `problems` are the first of `problem_count`; remarks are no fault.
    """

    name: CheckName
    count: int
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    remarks: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problem_count


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks of one library; `library` is its path."""

    library: str
    checks: tuple[Check, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return all(check.is_sound for check in self.checks)


class Findings:
    """Collects what one check finds."""

    def __init__(self, name: CheckName, is_cancelled: IsCancelled) -> None:
        self._name = name
        self._is_cancelled = is_cancelled
        self._problems: list[Problem] = []
        self._remarks: list[Problem] = []
        self._problem_count = 0
        self._count = 0

    def looked(self, things: int = 1) -> None:
        """Count what was looked at. Raises Cancelled when nobody wants to know any more."""
        self._count += things
        if self._is_cancelled():
            raise Cancelled

    def wrong(self, kind: ProblemKind, *values: object) -> None:
        """Note a problem."""
        self._problem_count += 1
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(kind, tuple(map(str, values))))

    def remark(self, kind: ProblemKind, *values: object) -> None:
        """Note what is no fault."""
        if len(self._remarks) < MOST_PROBLEMS:
            self._remarks.append(Problem(kind, tuple(map(str, values))))

    def check(self) -> Check:
        """Return what was found."""
        return Check(
            name=self._name,
            count=self._count,
            problems=tuple(self._problems),
            problem_count=self._problem_count,
            remarks=tuple(self._remarks),
        )

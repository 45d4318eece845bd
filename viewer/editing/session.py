"""One review while it is being made: the present decisions, and how they change."""

from collections.abc import Callable

from psygnal import Signal

from viewer.domain.finding import Finding
from viewer.domain.result import AnalysisResult
from viewer.domain.review import Decision, DecisionEvent, Review
from viewer.editing.order import Wanted, neighbour
from viewer.editing.undo import DecisionStep, UndoStack
from viewer.foundation.clock import Clock
from viewer.foundation.errors import BugError

Record = Callable[[DecisionEvent], None]


class ReviewSession:
    """The only holder of the current review of one run.

    Each change is first given to `record` (which keeps it), then applied, then told: what is
    shown is never more than what is kept. Taking a decision back is an event of its own; nothing
    is ever un-happened in a medical record. When `record` fails nothing changes.
    """

    changed = Signal(Review, str)
    """The review, and the uid of the finding that was judged."""

    def __init__(
        self,
        result: AnalysisResult,
        review: Review,
        record: Record,
        *,
        user: str,
        clock: Clock,
    ) -> None:
        self._result = result
        self._review = review
        self._record = record
        self._user = user
        self._clock = clock
        self._undo = UndoStack(self._apply)
        self._findings = {finding.uid: finding for finding in result.findings}

    @property
    def result(self) -> AnalysisResult:
        """What the service answered; never changed."""
        return self._result

    @property
    def review(self) -> Review:
        """The present decisions."""
        return self._review

    @property
    def judged_count(self) -> int:
        """How many findings have been accepted or rejected."""
        decided = (self._review.decision_on(uid) for uid in self._findings)
        return sum(decision is not Decision.UNDECIDED for decision in decided)

    @property
    def can_undo(self) -> bool:
        """A decision can be taken back."""
        return self._undo.step_to_undo is not None

    @property
    def can_redo(self) -> bool:
        """A decision that was taken back can be made again."""
        return self._undo.step_to_redo is not None

    def decide(self, uid: str, decision: Decision) -> Decision:
        """Judge a finding and return the judgement that holds now.

        The same judgement again takes it away. Raises BugError for a finding of another run,
        and whatever `record` raises; then nothing has changed.
        """
        if uid not in self._findings:
            raise BugError("a decision on a finding that this run does not have")
        before = self._review.decision_on(uid)
        after = Decision.UNDECIDED if decision is before else decision
        if after is not before:
            # Kept before it is pushed: a command that fails would stay on Qt's undo stack.
            self._keep(uid, after)
            self._undo.push(DecisionStep(uid, before, after))
            self.changed.emit(self._review, uid)
        return after

    def undo(self) -> DecisionStep | None:
        """Take the last decision back and return it; the taking back is kept like a decision."""
        step = self._undo.step_to_undo
        if step is not None:
            self._keep(step.finding_uid, step.before)
            self._undo.undo()
            self.changed.emit(self._review, step.finding_uid)
        return step

    def redo(self) -> DecisionStep | None:
        """Make the decision again that was taken back last, and return it."""
        step = self._undo.step_to_redo
        if step is not None:
            self._keep(step.finding_uid, step.after)
            self._undo.redo()
            self.changed.emit(self._review, step.finding_uid)
        return step

    def next_finding(self, after: str | None, wanted: Wanted | None = None) -> Finding | None:
        """Return the finding to visit after the one given, round again from the first."""
        return neighbour(self._result.findings, after, 1, wanted or _any)

    def previous_finding(self, before: str | None, wanted: Wanted | None = None) -> Finding | None:
        """Return the finding to visit before the one given, round again from the last."""
        return neighbour(self._result.findings, before, -1, wanted or _any)

    def next_undecided(self, after: str | None, wanted: Wanted | None = None) -> Finding | None:
        """Return the next finding nobody has judged yet; None when all are judged."""
        is_wanted = wanted or _any

        def is_open(finding: Finding) -> bool:
            is_undecided = self._review.decision_on(finding.uid) is Decision.UNDECIDED
            return is_undecided and is_wanted(finding)

        return neighbour(self._result.findings, after, 1, is_open)

    def _keep(self, uid: str, decision: Decision) -> None:
        run_uid = self._review.run_uid
        self._record(DecisionEvent(run_uid, uid, decision, self._user, self._clock.now()))

    def _apply(self, uid: str, decision: Decision) -> None:
        self._review = self._review.with_decision(uid, decision)


def _any(_finding: Finding) -> bool:
    return True

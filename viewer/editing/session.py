"""One reading while it is being made: how everything stands, and how that changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from psygnal import Signal

from viewer.domain.evaluation import Evaluation
from viewer.domain.finding import Finding, NoduleCategory, Placement
from viewer.domain.ledger import Action, ImageEvidence, LedgerEvent
from viewer.domain.measurement import Measurement
from viewer.domain.reading import Reading
from viewer.domain.result import AnalysisResult
from viewer.domain.review import Review
from viewer.domain.standing import Decision, FindingKey, RejectReason
from viewer.editing import steps
from viewer.editing.order import Wanted, neighbour
from viewer.editing.steps import Change, Step, encodable
from viewer.editing.undo import UndoStack
from viewer.foundation.clock import Clock
from viewer.foundation.errors import BugError, ReadingIsSigned

Record = Callable[[Sequence[LedgerEvent]], tuple[LedgerEvent, ...]]
"""Keeps events and returns them as kept; on disk when it returns."""


def _no_evidence(_finding: Finding) -> tuple[ImageEvidence, ...]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who acts, with which version of the program, by which clock, on which pixels.

    `user` is asked each time: a name may be changed while the reading is open.
    """

    user: Callable[[], str]
    clock: Clock
    program: str = ""
    evidence: Callable[[Finding], tuple[ImageEvidence, ...]] = field(default=_no_evidence)

    @property
    def name(self) -> str:
        """The user's name as it can be kept: that of an account may be in another encoding."""
        return encodable(self.user())


class ReviewSession:
    """The only holder of the current reading of one stack; one run of it is on the screen.

    Each step is first given to `record` (which keeps it), then applied, then told: what is shown
    is never more than what is kept. Taking a step back is kept as events of its own; nothing is
    ever un-happened in a medical record. When `record` fails nothing changes.
    """

    changed = Signal(Reading, tuple)
    """The reading, and the keys of the findings that stand otherwise now."""

    def __init__(self, reading: Reading, record: Record, author: Author) -> None:
        self._reading = reading
        self._record = record
        self._author = author
        self._undo = UndoStack(self._assign)
        self._run_uid = ""
        self._results: dict[str, AnalysisResult] = {}
        self._shown: dict[str, Finding] | None = None
        self._review: Review | None = None

    def open_run(self, run_uid: str, result: AnalysisResult | None) -> None:
        """Let another run of the stack be the one on the screen; None: the reader's own alone."""
        self._run_uid, self._shown, self._review = run_uid, None, None
        if result is not None:
            self._results[run_uid] = result

    @property
    def run_uid(self) -> str:
        """The run on the screen; empty for none."""
        return self._run_uid

    @property
    def result(self) -> AnalysisResult | None:
        """What the service answered; never changed."""
        return self._results.get(self._run_uid)

    @property
    def reviewed_result(self) -> AnalysisResult | None:
        """What the service answered, its findings as corrected, and the reader's own."""
        result = self.result
        return None if result is None else self._reading.reviewed(self._run_uid, result)

    @property
    def reading(self) -> Reading:
        """How everything on the stack stands."""
        return self._reading

    @property
    def review(self) -> Review:
        """How the findings on the screen stand."""
        if self._review is None:
            self._review = self._reading.review_of(self._run_uid)
        return self._review

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The run's findings as corrected, and after them the reader's own."""
        return tuple(self._by_uid().values())

    def finding_of(self, uid: str) -> Finding | None:
        """Return a finding on the screen by its uid; None for any other."""
        return self._by_uid().get(uid)

    def key_of(self, uid: str) -> FindingKey:
        """Return the key of a finding on the screen. Raises BugError for any other."""
        finding = self._by_uid().get(uid)
        if finding is None:
            raise BugError("a finding that is not on the screen")
        return FindingKey("" if finding.is_own else self._run_uid, uid)

    @property
    def judged_count(self) -> int:
        """How many findings on the screen have been accepted or rejected."""
        review = self.review
        return sum(
            review.decision_on(finding.uid) is not Decision.UNDECIDED for finding in self.findings
        )

    @property
    def can_undo(self) -> bool:
        """A step can be taken back."""
        return not self._reading.is_signed and self._undo.step_to_undo is not None

    @property
    def step_to_undo(self) -> Step | None:
        """The step that `undo` would take back; None where there is none."""
        return self._undo.step_to_undo if self.can_undo else None

    @property
    def can_redo(self) -> bool:
        """A step that was taken back can be made again."""
        return not self._reading.is_signed and self._undo.step_to_redo is not None

    def decide(
        self,
        uid: str,
        decision: Decision,
        reason: RejectReason | None = None,
        comment: str | None = None,
    ) -> Decision:
        """Judge a finding and return the judgement that holds now.

        The same judgement again takes it away, unless it says more (a reason, a comment). Raises
        BugError for a finding that is not on the screen, ReadingIsSigned, and whatever `record`
        raises; then nothing has changed.
        """
        key = self.key_of(uid)
        standing = self._reading.standing_of(key)
        is_again = decision is standing.decision and reason in {None, standing.reason}
        if is_again and comment in {None, standing.comment}:
            decision = Decision.UNDECIDED
        self.perform(steps.decided(self._reading, [key], decision, reason, comment))
        return decision

    def decide_all(
        self,
        uids: Sequence[str],
        decision: Decision,
        reason: RejectReason | None = None,
        comment: str | None = None,
    ) -> None:
        """Judge several findings in one step."""
        keys = [self.key_of(uid) for uid in uids]
        self.perform(steps.decided(self._reading, keys, decision, reason, comment))

    def reshape(
        self, uid: str, placement: Placement | None, measurements: tuple[Measurement, ...] = ()
    ) -> None:
        """Give a finding another place or size, measured anew; None: back to the first one."""
        key = self.key_of(uid)
        self.perform(steps.reshaped(self._reading, key, placement, measurements))

    def relabel(self, uid: str, category: NoduleCategory | None) -> None:
        """Call a finding something else; None: as at first."""
        self.perform(steps.relabelled(self._reading, self.key_of(uid), category))

    def rename(
        self, uid: str, tooth: str | None, evaluations: tuple[Evaluation, ...] | None
    ) -> None:
        """Give a dental finding another tooth, disease or state; None: as at first."""
        self.perform(steps.renamed(self._reading, self.key_of(uid), tooth, evaluations))

    def comment(self, uid: str, text: str) -> None:
        """Write a comment beside a finding."""
        self.perform(steps.commented(self._reading, self.key_of(uid), text))

    def add(self, finding: Finding) -> None:
        """Add a finding of the reader's own; its number is `reading.next_own_number`."""
        self.perform(steps.added(finding))

    def remove(self, uids: Sequence[str]) -> None:
        """Remove findings of the reader's own."""
        self.perform(steps.removed(self._reading, [self.key_of(uid) for uid in uids]))

    def say_nothing_further(self, *, is_said: bool = True) -> None:
        """Say that there is nothing beyond what is listed, or take that back."""
        self.perform(steps.nothing_further(self._reading, is_said=is_said))

    def perform(self, step: Step) -> None:
        """Keep, make and tell a step; one that changes nothing is passed over."""
        if step.is_empty:
            return
        before = self._reading
        # Kept before it is pushed: what cannot be kept is not to be undone either.
        kept = self._keep(step.action, step.changes, step.uid)
        self._undo.push(step, before, before.after_all(kept))
        self._tell(step.changes)

    def undo(self) -> Step | None:
        """Take the last step back and return it; the taking back is kept like a step."""
        step = self._undo.step_to_undo
        if step is not None:
            self._keep(Action.UNDO, step.reversed_changes, step.uid)
            self._undo.undo()
            self._tell(step.changes)
        return step

    def redo(self) -> Step | None:
        """Make the step again that was taken back last, and return it."""
        step = self._undo.step_to_redo
        if step is not None:
            self._keep(Action.REDO, step.changes, step.uid)
            self._undo.redo()
            self._tell(step.changes)
        return step

    def sign(self) -> None:
        """Lock the reading: what was done until now cannot be taken back any more."""
        self._note(Action.SIGN)

    def open_addendum(self, reason: str) -> None:
        """Open a signed reading again; the signature stays in the ledger."""
        if self._reading.is_signed:
            details = (("reason", encodable(reason)),)
            self._note(Action.ADDENDUM, details=details, is_locked_too=True)

    def close_blind(self, details: tuple[tuple[str, str], ...] = ()) -> None:
        """End the reading without the service, once; `details` say what had been marked."""
        if self._reading.blind is None:
            self._note(Action.BLIND, details=details, is_locked_too=True)

    def reveal(self, run_uid: str, details: tuple[tuple[str, str], ...] = ()) -> None:
        """Keep that a run was shown to the reader only now, and how the two agreed."""
        if run_uid not in self._reading.revealed:
            self._note(Action.REVEAL, run_uid=run_uid, details=details, is_locked_too=True)

    def next_finding(self, after: str | None, wanted: Wanted | None = None) -> Finding | None:
        """Return the finding to visit after the one given, round again from the first."""
        return neighbour(self.findings, after, 1, wanted or _any)

    def previous_finding(self, before: str | None, wanted: Wanted | None = None) -> Finding | None:
        """Return the finding to visit before the one given, round again from the last."""
        return neighbour(self.findings, before, -1, wanted or _any)

    def next_undecided(self, after: str | None, wanted: Wanted | None = None) -> Finding | None:
        """Return the next finding nobody has judged yet; None when all are judged."""
        is_wanted, review = wanted or _any, self.review

        def is_open(finding: Finding) -> bool:
            is_undecided = review.decision_on(finding.uid) is Decision.UNDECIDED
            return is_undecided and is_wanted(finding)

        return neighbour(self.findings, after, 1, is_open)

    def _keep(
        self, action: Action, changes: Sequence[Change], step: str
    ) -> tuple[LedgerEvent, ...]:
        if self._reading.is_signed:
            raise ReadingIsSigned
        author = self._author
        user, now = author.name, author.clock.now()  # one author and moment for all of a step
        is_again = action in {Action.UNDO, Action.REDO}
        events = [
            LedgerEvent(
                stack=self._reading.stack,
                action=action if is_again else change.action or action,
                user=user,
                at=now,
                program=author.program,
                run_uid=change.key.run_uid,
                finding_uid=change.key.finding_uid,
                before=change.before,
                after=change.after,
                images=self._images(change),
                step=step,
            )
            for change in changes
        ]
        return self._record(events)

    def _note(
        self,
        action: Action,
        *,
        run_uid: str = "",
        details: tuple[tuple[str, str], ...] = (),
        is_locked_too: bool = False,
    ) -> None:
        """Keep an event about the reading itself; it cannot be undone, nor what was before it."""
        if self._reading.is_signed and not is_locked_too:
            raise ReadingIsSigned
        author = self._author
        event = LedgerEvent(
            stack=self._reading.stack,
            action=action,
            user=author.name,
            at=author.clock.now(),
            program=author.program,
            run_uid=run_uid,
            details=details,
        )
        kept = self._record([event])
        self._undo.clear()
        self._assign(self._reading.after_all(kept))
        self._tell(())

    def _images(self, change: Change) -> tuple[ImageEvidence, ...]:
        finding = change.after.added or change.before.added or self._answered(change.key)
        return () if finding is None else self._author.evidence(change.after.applied_to(finding))

    def _answered(self, key: FindingKey) -> Finding | None:
        """Return what a service said: a step may be about another run than the one shown."""
        if key.run_uid == self._run_uid:
            return self._by_uid().get(key.finding_uid)
        result = self._results.get(key.run_uid)
        said = () if result is None else result.findings
        return next((finding for finding in said if finding.uid == key.finding_uid), None)

    def _by_uid(self) -> dict[str, Finding]:
        if self._shown is None:
            said = () if self.result is None else self.result.findings
            findings = self._reading.findings_with(self._run_uid, said)
            self._shown = {finding.uid: finding for finding in findings}
        return self._shown

    def _assign(self, reading: Reading) -> None:
        self._reading, self._shown, self._review = reading, None, None

    def _tell(self, changes: Sequence[Change]) -> None:
        self.changed.emit(self._reading, tuple(change.key for change in changes))


def _any(_finding: Finding) -> bool:
    return True

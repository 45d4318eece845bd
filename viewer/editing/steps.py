"""Steps of a review as values: what is done together, and undone together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from viewer.domain.evaluation import Evaluation
from viewer.domain.finding import Finding, NoduleCategory, Placement
from viewer.domain.ledger import Action
from viewer.domain.measurement import Measurement
from viewer.domain.reading import Reading
from viewer.domain.standing import UNTOUCHED, WHOLE, Decision, FindingKey, RejectReason, Standing

_ACTION_OF: Final[Mapping[Decision, Action]] = {
    Decision.ACCEPTED: Action.ACCEPT,
    Decision.REJECTED: Action.REJECT,
    Decision.UNDECIDED: Action.CLEAR,
}


@dataclass(frozen=True, slots=True)
class Change:
    """How one finding stood before and stands after.

    `action` is what was done with this one, where a step does several things; None: the step's.
    """

    key: FindingKey
    before: Standing
    after: Standing
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable step: an action and all that it changes."""

    action: Action
    changes: tuple[Change, ...]
    uid: str

    @staticmethod
    def of(action: Action, changes: Sequence[Change]) -> "Step":
        """Return a new step; what would change nothing is left out."""
        real = tuple(change for change in changes if change.before != change.after)
        return Step(action, real, uuid4().hex)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would change."""
        return not self.changes

    @property
    def reversed_changes(self) -> tuple[Change, ...]:
        """The changes that take this step back."""
        return tuple(Change(c.key, c.after, c.before) for c in reversed(self.changes))


def decided(
    reading: Reading,
    keys: Sequence[FindingKey],
    decision: Decision,
    reason: RejectReason | None = None,
    comment: str | None = None,
) -> Step:
    """Return the step that judges findings; a reason holds for a rejection only.

    `comment` None keeps each finding's comment, `reason` None the reason of one that is rejected
    already.
    """
    changes = []
    made: dict[Standing, Standing] = {}  # of thousands judged together most stand alike
    for key in dict.fromkeys(keys):
        before = reading.standing_of(key)
        if before not in made:
            said = before.comment if comment is None else encodable(comment)
            kept = (reason or before.reason) if decision is Decision.REJECTED else None
            made[before] = replace(before, decision=decision, reason=kept, comment=said)
        changes.append(Change(key, before, made[before]))
    return Step.of(_ACTION_OF[decision], changes)


def reshaped(
    reading: Reading,
    key: FindingKey,
    placement: Placement | None,
    measurements: tuple[Measurement, ...] = (),
) -> Step:
    """Return the step that gives a finding another place; None: the one it had at first.

    `measurements` were made there (see `viewer.domain.measuring`).
    """
    before = reading.standing_of(key)
    measured = measurements if placement is not None else ()
    after = replace(before, placement=placement, measurements=measured)
    return Step.of(Action.EDIT, [Change(key, before, after)])


def relabelled(reading: Reading, key: FindingKey, category: NoduleCategory | None) -> Step:
    """Return the step that calls a finding something else; None: as it was called at first."""
    before = reading.standing_of(key)
    return Step.of(Action.RELABEL, [Change(key, before, replace(before, category=category))])


def renamed(
    reading: Reading,
    key: FindingKey,
    tooth: str | None,
    evaluations: tuple[Evaluation, ...] | None,
) -> Step:
    """Return the step that gives a finding another tooth, disease or state; None: as at first."""
    before = reading.standing_of(key)
    after = replace(before, tooth=tooth, evaluations=evaluations)
    return Step.of(Action.RELABEL, [Change(key, before, after)])


def commented(reading: Reading, key: FindingKey, comment: str) -> Step:
    """Return the step that writes a comment beside a finding."""
    before = reading.standing_of(key)
    after = replace(before, comment=encodable(comment))
    return Step.of(Action.COMMENT, [Change(key, before, after)])


def added(finding: Finding) -> Step:
    """Return the step that adds a finding of the reader's own, which is thereby accepted."""
    own = replace(finding, confidence=None, fields=(), extras=(), is_own=True, is_edited=False)
    after = Standing(decision=Decision.ACCEPTED, added=own)
    return Step.of(Action.ADD, [Change(FindingKey("", finding.uid), UNTOUCHED, after)])


def removed(reading: Reading, keys: Sequence[FindingKey]) -> Step:
    """Return the step that removes findings of the reader's own; those of a service stay."""
    own = [(key, reading.standing_of(key)) for key in dict.fromkeys(keys)]
    changes = [
        Change(key, before, replace(before, is_removed=True))
        for key, before in own
        if before.added is not None
    ]
    return Step.of(Action.REMOVE, changes)


def nothing_further(reading: Reading, *, is_said: bool) -> Step:
    """Return the step that says, or takes back, that there is nothing beyond what is listed."""
    before = reading.standing_of(WHOLE)
    decision = Decision.ACCEPTED if is_said else Decision.UNDECIDED
    action = Action.NOTHING_FURTHER if is_said else Action.FURTHER
    return Step.of(action, [Change(WHOLE, before, replace(before, decision=decision))])


def encodable(text: str) -> str:
    """Return a text without half characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")

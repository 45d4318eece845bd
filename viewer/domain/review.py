"""What a reader made of a result: a decision per finding."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class Decision(StrEnum):
    """A reader's judgement of one finding."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class DecisionEvent:
    """One judgement as it was made: appended, never changed."""

    run_uid: str
    finding_uid: str
    decision: Decision
    user: str
    at: datetime


@dataclass(frozen=True)
class Review:
    """The present decisions on one run; a fold over its events."""

    run_uid: str
    decisions: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType({}))

    def decision_on(self, finding_uid: str) -> Decision:
        """Return the decision, UNDECIDED where none was made."""
        return self.decisions.get(finding_uid, Decision.UNDECIDED)

    def with_decision(self, finding_uid: str, decision: Decision) -> "Review":
        """Return a review in which that finding is judged so."""
        changed = {**self.decisions, finding_uid: decision}
        return replace(self, decisions=MappingProxyType(changed))

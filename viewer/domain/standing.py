"""How one finding stands with its reader: judged, corrected, added, remarked upon."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.domain.finding import Finding, NoduleCategory, Placement


class Decision(StrEnum):
    """A reader's judgement of one finding."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RejectReason(StrEnum):
    """Why a finding was rejected."""

    WRONG_PLACE = "wrong-place"
    NOT_A_LESION = "not-a-lesion"
    WRONG_CLASS = "wrong-class"
    DUPLICATE = "duplicate"
    OTHER = "other"


class FindingKey(NamedTuple):
    """Names a finding within one stack; `run_uid` is empty for what the reader put there."""

    run_uid: str
    finding_uid: str


WHOLE: Final = FindingKey("", "")
"""The reading as a whole: where it stands as ACCEPTED the reader said "nothing further"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a reader made of one finding; the answer of the service itself is never changed.

    `placement` and `category` are the reader's own, None where the finding's hold. `added` is the
    finding as the reader first drew it; `is_removed` only of such a one.
    """

    decision: Decision = Decision.UNDECIDED
    reason: RejectReason | None = None
    comment: str = ""
    placement: Placement | None = None
    category: NoduleCategory | None = None
    added: Finding | None = None
    is_removed: bool = False

    @property
    def is_edited(self) -> bool:
        """Tell whether the reader corrected place, size or kind."""
        return self.placement is not None or self.category is not None

    def applied_to(self, finding: Finding) -> Finding:
        """Return the finding as the reader corrected it."""
        if not self.is_edited:
            return finding
        return replace(
            finding,
            placement=self.placement or finding.placement,
            category=self.category or finding.category,
            is_edited=True,
        )


UNTOUCHED: Final = Standing()

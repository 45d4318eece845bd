"""What a reader made of one run's result: how each of its findings stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from viewer.domain.standing import UNTOUCHED, Decision, Standing


@dataclass(frozen=True)
class Review:
    """The present standings by finding uid; those of the reader's own findings are among them.

    A part of a `Reading`, for whoever shows or exports one run.
    """

    run_uid: str
    standings: Mapping[str, Standing] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def decisions(self) -> Mapping[str, Decision]:
        """The decisions by finding uid; without those nobody made."""
        return MappingProxyType(
            {
                uid: standing.decision
                for uid, standing in self.standings.items()
                if standing.decision is not Decision.UNDECIDED
            }
        )

    def standing_of(self, finding_uid: str) -> Standing:
        """Return how a finding stands; untouched where nobody did anything."""
        return self.standings.get(finding_uid, UNTOUCHED)

    def decision_on(self, finding_uid: str) -> Decision:
        """Return the decision, UNDECIDED where none was made."""
        return self.standing_of(finding_uid).decision

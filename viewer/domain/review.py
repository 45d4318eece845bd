"""What a reader made of one run's result: how each of its findings stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from viewer.domain.finding import Finding
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

    def findings_with(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return a run's findings as corrected, and after them the reader's own."""
        corrected = tuple(self.standing_of(f.uid).applied_to(f) for f in findings)
        return corrected + self.own_findings

    @cached_property
    def own_findings(self) -> tuple[Finding, ...]:
        """What readers added and did not remove, in the order of numbers."""
        return own_findings(self.standings.values())


def own_findings(standings: Iterable[Standing]) -> tuple[Finding, ...]:
    """Return what was added and not removed, as it stands now, in the order of numbers."""
    there = (
        standing.applied_to(standing.added)
        for standing in standings
        if standing.added is not None and not standing.is_removed
    )
    return tuple(sorted(there, key=lambda finding: (finding.number, finding.uid)))

"""A reading: what readers made of one stack so far, as a fold over the ledger's events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from viewer.domain.finding import Finding
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.references import SeriesReference
from viewer.domain.result import AnalysisResult
from viewer.domain.review import Review, own_findings
from viewer.domain.standing import UNTOUCHED, WHOLE, Decision, FindingKey, Standing


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when, and as which event of the ledger, with its hash."""

    user: str
    at: datetime
    sequence: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Reading:
    """How everything on one stack stands. Immutable; `after_all` is the only way on.

    `standings` holds what was touched and not put back. While `signature` is set the reading is
    locked. `addenda` counts how often it was opened again. `blind` is set once the reader closed
    a reading made before the service's findings were shown, and `marked` is what had been marked
    until then; neither changes afterwards. `revealed` are the runs that were shown only then.
    """

    stack: SeriesReference
    standings: Mapping[FindingKey, Standing] = field(default_factory=lambda: MappingProxyType({}))
    signature: Signature | None = None
    addenda: int = 0
    blind: LedgerEvent | None = None
    marked: tuple[Finding, ...] = ()
    revealed: frozenset[str] = frozenset()

    @staticmethod
    def folded(stack: SeriesReference, events: Iterable[LedgerEvent]) -> "Reading":
        """Return the reading after all of a stack's events, in their order."""
        return Reading(stack).after_all(events)

    def after(self, event: LedgerEvent) -> "Reading":
        """Return the reading after one more event."""
        return self.after_all((event,))

    def after_all(self, events: Iterable[LedgerEvent]) -> "Reading":
        """Return the reading after some more events."""
        standings, rest = dict(self.standings), self
        for event in events:
            if event.after is None:
                rest = rest._noted(event, standings)
            elif event.after == UNTOUCHED:
                standings.pop(event.key, None)
            else:
                standings[event.key] = event.after
        return replace(rest, standings=MappingProxyType(standings))

    def _noted(self, event: LedgerEvent, standings: Mapping[FindingKey, Standing]) -> "Reading":
        """Return the reading after an event about itself; `standings` as they are by then."""
        match event.action:
            case Action.SIGN:
                signature = Signature(event.user, event.at, event.sequence, event.hash)
                return replace(self, signature=signature)
            case Action.ADDENDUM:
                return replace(self, signature=None, addenda=self.addenda + 1)
            case Action.BLIND if self.blind is None:
                return replace(self, blind=event, marked=own_findings(standings.values()))
            case Action.REVEAL:
                return replace(self, revealed=self.revealed | {event.run_uid})
            case _:
                return self

    @property
    def is_signed(self) -> bool:
        """Tell whether it is locked: a change needs an addendum first."""
        return self.signature is not None

    @property
    def is_nothing_further(self) -> bool:
        """Tell whether the reader said that there is nothing beyond what is listed."""
        return self.standing_of(WHOLE).decision is Decision.ACCEPTED

    def standing_of(self, key: FindingKey) -> Standing:
        """Return how a finding stands."""
        return self.standings.get(key, UNTOUCHED)

    @cached_property
    def own_findings(self) -> tuple[Finding, ...]:
        """What readers added and did not remove, as it stands now, in the order of numbers."""
        return own_findings(self.standings.values())

    @property
    def next_own_number(self) -> int:
        """The number of the next finding of the reader's own; none is given twice."""
        numbers = (s.added.number for s in self.standings.values() if s.added is not None)
        return max(numbers, default=0) + 1

    def findings_with(self, run_uid: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return a run's findings as corrected here, and after them the reader's own."""
        edited = {
            key.finding_uid: standing
            for key, standing in self.standings.items()
            if key.run_uid == run_uid and standing.is_edited
        }
        corrected = tuple(
            edited[finding.uid].applied_to(finding) if finding.uid in edited else finding
            for finding in findings
        )
        return corrected + self.own_findings

    def reviewed(self, run_uid: str, result: AnalysisResult) -> AnalysisResult:
        """Return a run's result with its findings as corrected, and the reader's own."""
        return replace(result, findings=self.findings_with(run_uid, result.findings))

    def review_of(self, run_uid: str) -> Review:
        """Return how the findings of one run stand, together with the reader's own."""
        standings = {
            key.finding_uid: standing
            for key, standing in self.standings.items()
            if key.run_uid in {run_uid, ""} and key.finding_uid
        }
        return Review(run_uid, MappingProxyType(standings))

"""What was found where, as rows for lists over the whole library.

Made from the answers and the ledger, and at any time anew: never a truth of its own.
"""

from collections.abc import Iterable
from typing import Final

from viewer.domain.finding import Finding
from viewer.domain.ledger import LedgerEvent
from viewer.domain.references import SeriesReference
from viewer.domain.standing import Decision, Standing
from viewer.storage.database import Database

_INSERT: Final = (
    "INSERT INTO findings (run_uid, uid, study_instance_uid, series_instance_uid, part, number,"
    " kind, category, confidence, sop_instance_uid, slice_index, decision)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (run_uid, uid) DO UPDATE SET number=excluded.number, kind=excluded.kind,"
    " category=excluded.category, confidence=excluded.confidence,"
    " sop_instance_uid=excluded.sop_instance_uid, slice_index=excluded.slice_index"
)
_DECIDE: Final = "UPDATE findings SET decision=? WHERE run_uid=? AND uid=?"


class FindingIndex:
    """The table of findings; all methods are called within a transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_run(self, run_uid: str, stack: SeriesReference, findings: Iterable[Finding]) -> None:
        """Keep a run's findings; decisions on those known already stay."""
        for finding in findings:
            self._database.write(_INSERT, row_of(run_uid, stack, finding, Decision.UNDECIDED))

    def follow(self, events: Iterable[LedgerEvent]) -> None:
        """Let the rows follow events of the ledger."""
        decided: list[tuple[object, ...]] = []
        for event in events:
            standing = event.after
            if standing is None or not event.finding_uid:
                continue
            if event.run_uid:
                decided.append((standing.decision.value, event.run_uid, event.finding_uid))
            else:
                self._follow_own(event, standing)
        self._database.write_many(_DECIDE, decided)

    def _follow_own(self, event: LedgerEvent, standing: Standing) -> None:
        self._database.write(
            "DELETE FROM findings WHERE run_uid=? AND uid=?", (event.run_uid, event.finding_uid)
        )
        if standing.added is not None and not standing.is_removed:  # its adding may be undone
            finding = standing.applied_to(standing.added)
            row = row_of(event.run_uid, event.stack, finding, standing.decision)
            self._database.write(_INSERT, row)


def row_of(
    run_uid: str, stack: SeriesReference, finding: Finding, decision: Decision
) -> tuple[object, ...]:
    """Return the row of a finding."""
    place = finding.placement
    return (
        *(run_uid, finding.uid),
        *(stack.study_instance_uid, stack.series_instance_uid, stack.part),
        *(finding.number, finding.kind.value, finding.category.value, finding.confidence),
        *(place.instance.sop_instance_uid, place.slice_index, decision.value),
    )

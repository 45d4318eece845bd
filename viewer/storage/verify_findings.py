"""Whether the list of findings says what the answers and the ledger say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viewer.domain.ledger import LedgerEvent
from viewer.domain.result import RunState
from viewer.domain.standing import Decision, FindingKey, Standing
from viewer.foundation.errors import KnownError
from viewer.storage.checks import NOT_AS_WRITTEN, Findings, ProblemKind
from viewer.storage.database import Database
from viewer.storage.facts import FINDINGS_LISTED
from viewer.storage.finding_index import row_of
from viewer.storage.ledger import event_of
from viewer.storage.ledger_chain import COLUMNS, LedgerRow
from viewer.storage.library import Library

_ROW: Final = (
    "SELECT run_uid, uid, study_instance_uid, series_instance_uid, part, number, kind, category,"
    " confidence, sop_instance_uid, slice_index, decision FROM findings WHERE run_uid=? AND uid=?"
)
_LAST_OF_EACH: Final = (
    f"SELECT {COLUMNS} FROM ledger WHERE sequence IN (SELECT max(sequence) FROM ledger"
    " WHERE finding_uid<>'' AND action NOT IN ('sign', 'addendum', 'blind', 'reveal')"
    " GROUP BY run_uid, finding_uid)"
)


@dataclass(frozen=True, slots=True)
class _Stands:
    """What the ledger's last event says of a finding; `row` only of one that a reader drew."""

    decision: str
    row: tuple[object, ...] | None
    is_own: bool


def check_findings(library: Library, found: Findings) -> None:
    """Compare each row with what it was made from."""
    stands = dict(_standings(library.database, found))
    met = sum(_check_run(library, run, stands, found) for run in _runs(library.database))
    for key, standing in stands.items():
        if standing.is_own and standing.row is not None:
            met += _compare(library.database, key, standing.row, found)
    (count,) = library.database.read("SELECT count(*) FROM findings")[0]
    if int(str(count)) > met:
        found.wrong(ProblemKind.FINDING_UNKNOWN, int(str(count)) - met)


def _check_run(
    library: Library, uid: str, stands: dict[FindingKey, _Stands], found: Findings
) -> int:
    """Return how many rows there are of those that are to be."""
    rows = _expected(library, uid, stands, found)
    if rows and not library.facts.get(FINDINGS_LISTED) and not _rows_of(library.database, uid):
        found.remark(ProblemKind.RUN_NOT_LISTED, uid)  # of an earlier release: listed in time
        return 0
    return sum(_compare(library.database, FindingKey(uid, str(row[1])), row, found) for row in rows)


def _expected(
    library: Library, uid: str, stands: dict[FindingKey, _Stands], found: Findings
) -> list[tuple[object, ...]]:
    try:
        run = library.runs.get(uid)
        findings = library.runs.result(uid).findings if run is not None else ()
    except (KnownError, *NOT_AS_WRITTEN):  # a file that is missing is said with the files as well
        found.wrong(ProblemKind.ANSWER_UNREADABLE, uid)
        return []
    if run is None:
        return []
    rows = []
    for finding in findings:
        stand = stands.get(FindingKey(uid, finding.uid))
        row = row_of(uid, run.series, finding, Decision.UNDECIDED)
        rows.append(row if stand is None else (*row[:-1], stand.decision))
    return rows


def _standings(database: Database, found: Findings) -> Iterator[tuple[FindingKey, _Stands]]:
    for values in database.rows(_LAST_OF_EACH):
        row = LedgerRow(*values)  # type: ignore[arg-type]
        found.looked()
        try:
            event = event_of(row)
        except NOT_AS_WRITTEN:  # the chain says of such an event that it was changed
            continue
        if event.after is not None:
            yield event.key, _stands(event, event.after)


def _stands(event: LedgerEvent, standing: Standing) -> _Stands:
    decision = standing.decision
    if event.run_uid:
        return _Stands(decision.value, None, is_own=False)
    if standing.added is None or standing.is_removed:
        return _Stands(decision.value, None, is_own=True)
    row = row_of(event.run_uid, event.stack, standing.applied_to(standing.added), decision)
    return _Stands(decision.value, row, is_own=True)


def _compare(
    database: Database, key: FindingKey, expected: tuple[object, ...], found: Findings
) -> bool:
    """Tell whether there is such a row at all."""
    found.looked()
    rows = database.read(_ROW, tuple(key))
    if not rows:
        found.wrong(ProblemKind.FINDING_MISSING, *key)
    elif rows[0] != expected:
        found.wrong(ProblemKind.FINDING_DIFFERS, *key)
    return bool(rows)


def _rows_of(database: Database, run_uid: str) -> bool:
    return bool(database.read("SELECT 1 FROM findings WHERE run_uid=? LIMIT 1", (run_uid,)))


def _runs(database: Database) -> list[str]:
    rows = database.read(
        "SELECT uid FROM runs WHERE state=? ORDER BY rowid", (RunState.DONE.value,)
    )
    return [str(uid) for (uid,) in rows]

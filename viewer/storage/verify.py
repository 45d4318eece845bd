"""Whether the library is whole: the file, the chain of events, and all that belongs to them.

Nothing is changed, and a window may go on working meanwhile: what is looked at is one moment.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from viewer.foundation.errors import Cancelled, LibraryUnavailable
from viewer.storage import anchor, times
from viewer.storage.anchor import Anchor
from viewer.storage.anchoring import anchor_fault
from viewer.storage.checks import (
    Check,
    CheckName,
    Findings,
    IsCancelled,
    Problem,
    ProblemKind,
    Verification,
)
from viewer.storage.database import Database
from viewer.storage.facts import RESTORED
from viewer.storage.ledger_chain import COLUMNS, BreakKind, LedgerRow, chain_breaks
from viewer.storage.library import Library
from viewer.storage.verify_contents import check_contents, check_jobs
from viewer.storage.verify_findings import check_findings

OnProgress = Callable[[CheckName], None]
"""Told which check begins."""

_Look = Callable[[Library, Findings], None]
_OF_NO_RUN: Final = (
    "SELECT sequence FROM ledger WHERE run_uid<>'' AND run_uid NOT IN (SELECT uid FROM runs)"
    " ORDER BY sequence"
)
_STEPS_BETWEEN: Final = 200_000
"""Steps of SQLite's machine between two looks whether to go on."""
_TOLERATED_S: Final = 60.0
_CHAIN_KINDS: Final = {
    BreakKind.CHANGED: ProblemKind.EVENT_CHANGED,
    BreakKind.MISSING: ProblemKind.EVENTS_MISSING,
}


def verify(
    library: Library,
    *,
    on_progress: OnProgress = lambda _name: None,
    is_cancelled: IsCancelled = lambda: False,
) -> Verification:
    """Look through a library that was opened for looking; blocks, for a thread.

    Raises Cancelled. What keeps the library from being read further is a result as well.
    """
    checks: list[Check] = []
    kept = anchor.kept_beside(library.database.path)  # before: it must not be ahead of the moment
    to_do: dict[CheckName, _Look] = {**_CHECKS, CheckName.ANCHOR: partial(_check_anchor, kept)}
    with _one_moment(library.database, is_cancelled):
        for name, check in to_do.items():
            on_progress(name)
            found = Findings(name, is_cancelled)
            try:
                found.looked(0)
                check(library, found)
            except LibraryUnavailable as error:
                if is_cancelled():
                    raise Cancelled from error
                found.wrong(ProblemKind.PAGE_DAMAGED, error.trouble.value)
            checks.append(found.check())
    return Verification(str(library.database.path), tuple(checks))


def unreadable(error: LibraryUnavailable) -> Verification:
    """Return the result for a library that cannot even be opened."""
    problem = Problem(ProblemKind.CANNOT_OPEN, (error.trouble.value,))
    check = Check(name=CheckName.OPENING, count=1, problems=(problem,), problem_count=1)
    return Verification(error.path, (check,))


@contextmanager
def _one_moment(database: Database, is_cancelled: IsCancelled) -> Iterator[None]:
    """Hold one state of the library where that keeps nobody from writing."""
    connection = database.connection
    connection.set_progress_handler(is_cancelled, _STEPS_BETWEEN)
    holds = database.in_wal and not connection.in_transaction
    if holds:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
        if holds and connection.in_transaction:
            connection.execute("ROLLBACK")


def _check_file(library: Library, found: Findings) -> None:
    for (said,) in library.database.read("PRAGMA integrity_check(20)"):
        if said != "ok":
            found.wrong(ProblemKind.PAGE_DAMAGED, said)
    found.looked(_number(library.database, "PRAGMA page_count"))


def _check_references(library: Library, found: Findings) -> None:
    tables = library.database.read("SELECT name FROM sqlite_schema WHERE type='table'")
    found.looked(len(tables))
    for table, row, other, _key in library.database.read("PRAGMA foreign_key_check"):
        found.wrong(ProblemKind.REFERENCE_BROKEN, table, row, other)
    for (sequence,) in library.database.rows(_OF_NO_RUN):  # a chain of another library has such
        found.wrong(ProblemKind.REFERENCE_BROKEN, "ledger", sequence, "runs")


def _check_ledger(library: Library, found: Findings) -> None:
    rows = _TimesWatched(library.database, found)
    for broken in chain_breaks(rows):
        found.wrong(_CHAIN_KINDS[broken.kind], broken.sequence)
    if rows.backwards:
        found.remark(ProblemKind.CLOCK_WENT_BACK, len(rows.backwards), rows.backwards[0])


class _TimesWatched:
    """The events in their order; notes on the way where the clock went back."""

    def __init__(self, database: Database, found: Findings) -> None:
        self._database = database
        self._found = found
        self.backwards: list[int] = []

    def __iter__(self) -> Iterator[LedgerRow]:
        before = ""
        for values in self._database.rows(f"SELECT {COLUMNS} FROM ledger ORDER BY sequence"):
            row = LedgerRow(*values)  # type: ignore[arg-type]
            self._found.looked()
            if row.at < before and went_back(before, row.at):
                self.backwards.append(row.sequence)
            before = row.at
            yield row


def went_back(before: str, after: str) -> bool:
    """Tell whether a time is more than a minute before an earlier one; both as they are kept."""
    try:
        return (times.read(before) - times.read(after)).total_seconds() > _TOLERATED_S
    except ValueError:  # a damaged time: the chain says so
        return False


def _check_anchor(kept: Anchor | None, library: Library, found: Findings) -> None:
    database = library.database
    restored = library.facts.get(RESTORED)
    if restored:
        found.remark(ProblemKind.RESTORED, restored)
    if kept is None:
        if _number(database, "SELECT count(*) FROM ledger"):
            found.remark(ProblemKind.NO_ANCHOR)
        return
    found.looked()
    fault = anchor_fault(database, kept, library.uid)
    if fault is not None:
        found.wrong(fault.kind, *fault.values)


def _number(database: Database, statement: str) -> int:
    return int(str(database.read(statement)[0][0]))


_CHECKS: Final[dict[CheckName, _Look]] = {
    CheckName.FILE: _check_file,
    CheckName.REFERENCES: _check_references,
    CheckName.LEDGER: _check_ledger,
    CheckName.ANCHOR: partial(_check_anchor, None),
    CheckName.FINDINGS: check_findings,
    CheckName.JOBS: check_jobs,
    CheckName.CONTENTS: check_contents,
}

"""The ledger on disk: appended events, each bound to the one before by its hash."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, cast

from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.reading import Reading
from viewer.domain.references import SeriesReference
from viewer.domain.standing import FindingKey
from viewer.foundation.errors import BugError, LibraryTrouble, LibraryUnavailable
from viewer.foundation.killpoints import KillPoint, reached
from viewer.storage import times
from viewer.storage.database import Database
from viewer.storage.finding_index import FindingIndex
from viewer.storage.ledger_chain import COLUMNS, START, Head, LedgerRow
from viewer.storage.ledger_text import content_of, parts_of

_INSERT: Final = (
    f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(LedgerRow._fields))})"
)
_OF_STACK: Final = "study_instance_uid=? AND series_instance_uid=? AND part=?"


class Ledger:
    """All events of a library in one chain; the order is the number, never the clock.

    Events that somebody changed so that they cannot be read are LibraryUnavailable, DAMAGED.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = FindingIndex(database)

    def append(self, events: Sequence[LedgerEvent]) -> tuple[LedgerEvent, ...]:
        """Add events, all or none; on disk when this returns.

        Returns them with their numbers and hashes. Raises LibraryUnavailable; then none is kept.
        """
        with self._database.transaction():
            head = self.head()
            rows: list[tuple[object, ...]] = []
            kept = []
            for new in events:
                event, row = _chained(new, head)
                head = Head(row.sequence, row.hash, row.at)
                rows.append(row)
                kept.append(event)
            self._database.write_many(_INSERT, rows)
            self._index.follow(kept)
            reached(KillPoint.BEFORE_EVENT)
        reached(KillPoint.EVENT_COMMITTED)
        return tuple(kept)

    def of_stack(self, stack: SeriesReference, latest: int = 0) -> tuple[LedgerEvent, ...]:
        """Return all events on one stack in their order, or so many of the latest."""
        return self._events(self._rows(stack)[-latest:])

    def rows_of(self, stack: SeriesReference) -> list[LedgerRow]:
        """Return all events on one stack as the table holds them."""
        return self._rows(stack)

    def of_finding(self, stack: SeriesReference, key: FindingKey) -> tuple[LedgerEvent, ...]:
        """Return the history of one finding."""
        return self._events(self._rows(stack, " AND run_uid=? AND finding_uid=?", *key))

    def reading(self, stack: SeriesReference) -> Reading:
        """Return how a stack stands now.

        The standing of a finding is what its last event says, so only those are read in full.
        """
        return Reading.folded(stack, self._events(_telling(self._rows(stack))))

    def head(self) -> Head:
        """Return the last event."""
        rows = self._database.read(
            "SELECT sequence, hash, at FROM ledger ORDER BY sequence DESC LIMIT 1"
        )
        return Head(cast("int", rows[0][0]), str(rows[0][1]), str(rows[0][2])) if rows else START

    def _events(self, rows: Iterable[LedgerRow]) -> tuple[LedgerEvent, ...]:
        """Return the events of rows. Raises LibraryUnavailable for one that cannot be read."""
        try:
            return tuple(map(event_of, rows))
        except (BugError, ValueError) as error:
            path = str(self._database.path)
            raise LibraryUnavailable(path, LibraryTrouble.DAMAGED, "an event") from error

    def _rows(self, stack: SeriesReference, narrower: str = "", *values: str) -> list[LedgerRow]:
        rows = self._database.read(
            f"SELECT {COLUMNS} FROM ledger WHERE {_OF_STACK}{narrower} ORDER BY sequence",
            (stack.study_instance_uid, stack.series_instance_uid, stack.part, *values),
        )
        return [LedgerRow(*cast("LedgerRow", row)) for row in rows]


def event_of(row: LedgerRow) -> LedgerEvent:
    """Return the event of a row. Raises BugError, ValueError for one that we did not write."""
    return LedgerEvent(
        stack=SeriesReference(row.study_instance_uid, row.series_instance_uid, row.part),
        action=Action(row.action),
        user=row.user,
        at=times.read(row.at),
        program=row.program,
        run_uid=row.run_uid,
        finding_uid=row.finding_uid,
        sequence=row.sequence,
        previous=row.previous,
        hash=row.hash,
        **parts_of(row.content),  # type: ignore[arg-type]
    )


def _chained(event: LedgerEvent, head: Head) -> tuple[LedgerEvent, LedgerRow]:
    stack = event.stack
    unsigned = LedgerRow(
        sequence=head.sequence + 1,
        study_instance_uid=stack.study_instance_uid,
        series_instance_uid=stack.series_instance_uid,
        part=stack.part,
        run_uid=event.run_uid,
        finding_uid=event.finding_uid,
        action=event.action.value,
        user=event.user,
        at=times.written(event.at),
        program=event.program,
        content=content_of(event),
        previous=head.hash,
        hash="",
    )
    row = unsigned._replace(hash=unsigned.computed_hash())
    kept = replace(event, sequence=row.sequence, previous=row.previous, hash=row.hash)
    return kept, row


def _telling(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """Return the rows that the present state depends on: each finding's last, and all others.

    Where a blind reading was closed, how it stood then matters as well.
    """
    telling: list[LedgerRow] = []
    seen: set[tuple[str, str]] = set()
    for row in reversed(rows):
        if row.action == Action.BLIND.value:
            seen.clear()
        if _is_standing(row):
            if (row.run_uid, row.finding_uid) in seen:
                continue
            seen.add((row.run_uid, row.finding_uid))
        telling.append(row)
    return telling[::-1]


def _is_standing(row: LedgerRow) -> bool:
    return row.action not in _ABOUT_THE_READING


_ABOUT_THE_READING: Final = frozenset(
    {Action.SIGN.value, Action.ADDENDUM.value, Action.BLIND.value, Action.REVEAL.value}
)

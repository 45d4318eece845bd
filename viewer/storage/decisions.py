"""Decisions: appended events; the present review is a fold over them."""

from types import MappingProxyType

from viewer.domain.review import Decision, DecisionEvent, Review
from viewer.storage import times
from viewer.storage.database import Database


class Decisions:
    """An append-only table, ordered by sequence: clocks are set back, sequences are not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, event: DecisionEvent) -> None:
        """Add one event; on disk when this returns."""
        self._database.write(
            "INSERT INTO decisions (run_uid, finding_uid, decision, user, at)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                event.run_uid,
                event.finding_uid,
                event.decision.value,
                event.user,
                times.written(event.at),
            ),
        )

    def events(self, run_uid: str) -> tuple[DecisionEvent, ...]:
        """Return all events of a run as they were made."""
        rows = self._database.read(
            "SELECT run_uid, finding_uid, decision, user, at FROM decisions"
            " WHERE run_uid=? ORDER BY sequence",
            (run_uid,),
        )
        return tuple(
            DecisionEvent(
                str(run), str(finding), Decision(str(decision)), str(user), times.read(at)
            )
            for run, finding, decision, user, at in rows
        )

    def review(self, run_uid: str) -> Review:
        """Return the present decisions on a run."""
        latest = {event.finding_uid: event.decision for event in self.events(run_uid)}
        return Review(run_uid, MappingProxyType(latest))

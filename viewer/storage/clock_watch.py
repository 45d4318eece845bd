"""Notices in the ledger that the computer's clock went back."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from viewer.storage import times
from viewer.storage.database import Database

_TOLERATED_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class ClockWentBack:
    """An event, or the present, is earlier than an event before it; both in UTC."""

    before: datetime
    after: datetime


class ClockWatch:
    """Looks at the events that came since it looked last; says it once."""

    def __init__(self) -> None:
        self._seen: int | None = None
        self._is_said = False

    def look(self, database: Database, now: datetime) -> ClockWentBack | None:
        """Return what is odd; None when nothing is, or when it was returned already.

        The first look compares the last event with the present. Raises LibraryUnavailable.
        """
        rows = database.read(
            "SELECT sequence, at FROM ledger WHERE sequence>="
            " ifnull(?, (SELECT max(sequence) FROM ledger)) ORDER BY sequence",
            (self._seen,),
        )
        if not rows:
            return None
        moments = [times.read(at) for _sequence, at in rows]
        if self._seen is None:
            moments.append(now)
        self._seen = int(str(rows[-1][0]))
        for before, after in pairwise(moments):
            if (before - after).total_seconds() > _TOLERATED_S and not self._is_said:
                self._is_said = True
                return ClockWentBack(before, after)
        return None

"""Keeping the anchor up with the ledger, and noticing that the ledger fell behind it."""

from datetime import UTC, datetime
from typing import Final

from viewer.storage import anchor, times
from viewer.storage.anchor import Anchor
from viewer.storage.checks import Problem, ProblemKind
from viewer.storage.database import Database
from viewer.storage.ledger_chain import Head

_EVENTS_UNANCHORED: Final = 50
"""Events after which the anchor follows the ledger."""


def anchor_fault(database: Database, kept: Anchor, uid: str) -> Problem | None:
    """Return what is wrong where the ledger no longer has the event that the anchor names."""
    if kept.library != uid:
        return Problem(ProblemKind.OTHER_LIBRARY)
    rows = database.read("SELECT hash FROM ledger WHERE sequence=?", (kept.sequence,))
    if not rows:
        (last,) = database.read("SELECT ifnull(max(sequence), 0) FROM ledger")[0]
        values = (str(kept.sequence), str(last), kept.at)
        return Problem(ProblemKind.LEDGER_SHORTER, values)
    if rows != [(kept.hash,)]:
        return Problem(ProblemKind.LEDGER_OTHER, (str(kept.sequence), kept.at))
    return None


def follow(database: Database, head: Head, uid: str, *, is_due_only: bool) -> None:
    """Write the anchor anew, or with `is_due_only` only once in a while.

    One that the ledger does not reach stays: it is the only trace of what is missing. Raises
    CannotWrite, LibraryUnavailable.
    """
    kept = anchor.kept_beside(database.path)
    if kept is not None:
        is_early = is_due_only and head.sequence - kept.sequence < _EVENTS_UNANCHORED
        if is_early or kept.hash == head.hash or anchor_fault(database, kept, uid) is not None:
            return
    if head.sequence:
        now = times.written(datetime.now(UTC))
        anchor.keep(database.path, Anchor(uid, head.sequence, head.hash, now))

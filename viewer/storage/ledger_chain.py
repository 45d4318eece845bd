"""The chain of the ledger: each event holds the hash of the one before."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.storage.ledger_text import canonical

COLUMNS: Final = (
    "sequence, study_instance_uid, series_instance_uid, part, run_uid, finding_uid, action,"
    " user, at, program, content, previous, hash"
)


class LedgerRow(NamedTuple):
    """An event as the table holds it."""

    sequence: int
    study_instance_uid: str
    series_instance_uid: str
    part: int
    run_uid: str
    finding_uid: str
    action: str
    user: str
    at: str
    program: str
    content: str
    previous: str
    hash: str

    def computed_hash(self) -> str:
        """Return the SHA-256 of all that the row says, with its place and the hash before it."""
        return hashlib.sha256(canonical(self[:-1]).encode()).hexdigest()


class Head(NamedTuple):
    """The last event: its number, its hash, its time; (0, "", "") of an empty ledger."""

    sequence: int
    hash: str
    at: str


class BreakKind(StrEnum):
    """What is wrong with the chain."""

    CHANGED = "changed"
    """The event says something else than when it was appended."""
    MISSING = "missing"
    """Events before this one are gone, or it was put in later."""


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """An event at which the chain does not hold."""

    sequence: int
    kind: BreakKind


START: Final = Head(0, "", "")


def chain_breaks(rows: Iterable[LedgerRow], head: Head = START) -> Iterator[ChainBreak]:
    """Yield each event at which the chain breaks; `rows` are all events after `head`, in order."""
    for row in rows:
        if row.computed_hash() != row.hash:
            yield ChainBreak(row.sequence, BreakKind.CHANGED)
        elif row.previous != head.hash or row.sequence != head.sequence + 1:
            yield ChainBreak(row.sequence, BreakKind.MISSING)
        head = Head(row.sequence, row.hash, row.at)

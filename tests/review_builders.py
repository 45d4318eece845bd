"""Reviews in memory for tests of lists, pictures and reports."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from viewer.domain.account import Account
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.references import SeriesReference
from viewer.domain.review import Review
from viewer.domain.standing import Decision, Standing


def a_review(decisions: Mapping[str, Decision] | None = None, run_uid: str = "run") -> Review:
    """Return a review with those decisions by finding uid."""
    standings = {uid: Standing(decision=decision) for uid, decision in (decisions or {}).items()}
    return Review(run_uid, MappingProxyType(standings))


STACK = SeriesReference("1.2.3", "1.2.3.4")
SAID = datetime(2026, 3, 4, 9, 2, 11, tzinfo=UTC)
_NO_STANDING = frozenset({Action.SIGN, Action.ADDENDUM, Action.BLIND, Action.REVEAL})


def an_event(action: Action, finding_uid: str = "", **fields) -> LedgerEvent:
    """Return an event of the run "run"; without a finding one about the reading as a whole."""
    said = {
        "user": "Dr Li",
        "run_uid": "run" if finding_uid else "",
        "after": None if action in _NO_STANDING else Standing(decision=Decision.ACCEPTED),
    }
    return LedgerEvent(
        stack=STACK,
        action=action,
        at=SAID,
        program="1.0",
        finding_uid=finding_uid,
        **{**said, **fields},
    )


def an_account(*events: LedgerEvent) -> Account:
    """Return the account of these events, numbered from 41."""
    numbered = [
        replace(event, sequence=41 + place, hash=f"9f2c{place}")
        for place, event in enumerate(events)
    ]
    return Account.of(STACK, numbered)

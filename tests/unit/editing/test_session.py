"""What a reader's decisions do to a review."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.domain.finding import Finding, FindingKind, Placement
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.reading import Reading
from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.standing import Decision
from viewer.editing.session import Author, ReviewSession
from viewer.foundation.errors import BugError, CannotWrite, FileTrouble
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import MarkerRegion

STACK = SeriesReference("1.2", "1.2.3")
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing sleeps here")


class Ledger:
    """Keeps events in memory; `is_full` makes it fail like a full disk."""

    def __init__(self) -> None:
        self.events: list[LedgerEvent] = []
        self.is_full = False

    def append(self, events: Sequence[LedgerEvent]) -> tuple[LedgerEvent, ...]:
        if self.is_full:
            raise CannotWrite("library", FileTrouble.FULL)
        self.events.extend(events)
        return tuple(events)


def a_finding(number: int) -> Finding:
    place = Placement(
        InstanceReference(f"1.2.{number}"), number * 3, MarkerRegion(ImagePoint(7.5, 9.5), 6.0)
    )
    return Finding(f"f{number}", number, FindingKind.NODULE, place, confidence=number / 10)


def a_session(ledger: Ledger, count: int = 3) -> ReviewSession:
    # The answer's order is not the order of the numbers.
    findings = tuple(a_finding(number) for number in range(count, 0, -1))
    result = AnalysisResult("lung-nodule", RunState.DONE, findings)
    author = Author(user=lambda: "Dr Li", clock=FixedClock(), program="1.0")
    session = ReviewSession(Reading(STACK), ledger.append, author)
    session.open_run("run", result)
    return session


def test_accepting_is_kept_with_who_and_when_before_it_is_told():
    ledger = Ledger()
    session = a_session(ledger)
    kept_when_told = []
    session.changed.connect(lambda _review, _uid: kept_when_told.append(list(ledger.events)))

    session.decide("f2", Decision.ACCEPTED)

    (event,) = ledger.events
    assert (event.run_uid, event.finding_uid, event.action) == ("run", "f2", Action.ACCEPT)
    assert (event.user, event.at, event.program) == ("Dr Li", NOW, "1.0")
    assert event.before is not None
    assert event.after is not None
    assert (event.before.decision, event.after.decision) == (
        Decision.UNDECIDED,
        Decision.ACCEPTED,
    )
    assert kept_when_told == [[event]]
    assert session.review.decision_on("f2") is Decision.ACCEPTED


def test_the_same_judgement_again_takes_it_away():
    session = a_session(Ledger())

    session.decide("f2", Decision.REJECTED)
    now = session.decide("f2", Decision.REJECTED)

    assert now is Decision.UNDECIDED
    assert session.review.decision_on("f2") is Decision.UNDECIDED


def test_a_decision_that_cannot_be_kept_is_not_made():
    ledger = Ledger()
    session = a_session(ledger)
    told = []
    session.changed.connect(lambda _review, uid: told.append(uid))
    ledger.is_full = True

    with pytest.raises(CannotWrite):
        session.decide("f1", Decision.ACCEPTED)

    assert session.review.decision_on("f1") is Decision.UNDECIDED
    assert not session.can_undo
    assert told == []


def test_an_undo_that_cannot_be_kept_is_not_made():
    ledger = Ledger()
    session = a_session(ledger)
    session.decide("f1", Decision.ACCEPTED)
    ledger.is_full = True

    with pytest.raises(CannotWrite):
        session.undo()

    assert session.review.decision_on("f1") is Decision.ACCEPTED
    assert session.can_undo


def test_undo_brings_the_earlier_decision_back_and_is_an_event_of_its_own():
    ledger = Ledger()
    session = a_session(ledger)
    session.decide("f1", Decision.ACCEPTED)
    session.decide("f1", Decision.REJECTED)

    session.undo()

    assert session.review.decision_on("f1") is Decision.ACCEPTED
    assert [event.action for event in ledger.events] == [
        Action.ACCEPT,
        Action.REJECT,
        Action.UNDO,
    ]
    assert session.can_redo


def test_a_new_decision_forgets_what_was_taken_back():
    session = a_session(Ledger())
    session.decide("f1", Decision.ACCEPTED)
    session.undo()

    session.decide("f2", Decision.REJECTED)

    assert not session.can_redo
    assert session.redo() is None


def test_an_undecided_finding_that_is_judged_undecided_leaves_no_event():
    ledger = Ledger()

    a_session(ledger).decide("f1", Decision.UNDECIDED)

    assert ledger.events == []


def test_a_finding_of_another_run_is_refused():
    with pytest.raises(BugError):
        a_session(Ledger()).decide("elsewhere", Decision.ACCEPTED)


def test_next_goes_by_number_and_round_at_the_end():
    session = a_session(Ledger())

    visited = [session.next_finding(uid) for uid in (None, "f1", "f2", "f3")]

    assert [finding and finding.number for finding in visited] == [1, 2, 3, 1]


def test_previous_starts_with_the_last_one():
    session = a_session(Ledger())

    visited = [session.previous_finding(uid) for uid in (None, "f3", "f1")]

    assert [finding and finding.number for finding in visited] == [3, 2, 3]


def test_filtered_findings_are_passed_over():
    session = a_session(Ledger())

    found = session.next_finding("f1", lambda finding: (finding.confidence or 0) > 0.25)

    assert found is not None
    assert found.uid == "f3"


def test_there_is_no_next_finding_where_none_is_wanted():
    assert a_session(Ledger()).next_finding("f1", lambda _finding: False) is None


def test_the_next_undecided_one_is_found_until_all_are_judged():
    session = a_session(Ledger())
    session.decide("f2", Decision.ACCEPTED)
    after_first = session.next_undecided("f1")
    session.decide("f1", Decision.REJECTED)
    session.decide("f3", Decision.REJECTED)

    assert after_first is not None
    assert after_first.uid == "f3"
    assert session.next_undecided("f1") is None
    assert session.judged_count == 3


DECISIONS = st.tuples(st.sampled_from(["f1", "f2", "f3"]), st.sampled_from(list(Decision)))


@given(st.lists(DECISIONS, max_size=12))
def test_undoing_all_is_the_start_and_redoing_all_the_end(steps):
    ledger = Ledger()
    session = a_session(ledger)
    for uid, decision in steps:
        session.decide(uid, decision)
    end = dict(session.review.decisions)

    while session.undo():
        pass
    assert not session.review.decisions
    while session.redo():
        pass

    assert dict(session.review.decisions) == end
    replayed = Reading.folded(STACK, ledger.events)
    assert dict(replayed.review_of("run").decisions) == end

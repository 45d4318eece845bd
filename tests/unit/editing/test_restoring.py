"""Corrections taken back: a tooth is again what the service said of it, with its diseases."""

import pytest

from tests.unit.editing.test_dental import ANSWER, at
from tests.unit.editing.test_session import STACK, FixedClock, Ledger
from viewer.domain.reading import Reading
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.standing import Decision, RejectReason
from viewer.editing.dental import ToothLabel, label_of, labelled, reshaped_tooth
from viewer.editing.restoring import restored
from viewer.editing.session import Author, ReviewSession
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion

AS_SAID = ToothLabel("16", "suspected", frozenset({"caries"}))


@pytest.fixture
def session() -> ReviewSession:
    author = Author(user=lambda: "Dr Li", clock=FixedClock(), program="1.0")
    made = ReviewSession(Reading(STACK), Ledger().append, author)
    made.open_run("run", AnalysisResult("intraoral", RunState.DONE, ANSWER))
    return made


def label(session: ReviewSession, wanted: ToothLabel) -> None:
    session.perform(labelled(session, session.finding_of("t1"), wanted))


def said(session: ReviewSession) -> ToothLabel:
    return label_of(session, session.finding_of("t1"))


def restore(session: ReviewSession, uid: str = "t1") -> None:
    session.perform(restored(session, session.finding_of(uid)))


def test_a_tooth_gets_its_number_and_its_diseases_back(session: ReviewSession) -> None:
    label(session, ToothLabel("15", "confirmed", frozenset({"caries"})))
    assert session.finding_of("d1").site.tooth == "15"

    restore(session)

    assert said(session) == AS_SAID
    assert session.finding_of("d1").site.tooth == "16"


def test_one_undo_brings_the_correction_again(session: ReviewSession) -> None:
    label(session, ToothLabel("15", "confirmed", frozenset({"caries"})))
    corrected = session.reading

    restore(session)
    session.undo()

    assert session.reading == corrected


def test_a_disease_that_the_card_took_off_is_undecided_again(session: ReviewSession) -> None:
    label(session, ToothLabel("16", "healthy"))

    restore(session)

    assert said(session) == AS_SAID
    assert session.review.decision_on("d1") is Decision.UNDECIDED


def test_a_disease_rejected_for_another_reason_stays_so(session: ReviewSession) -> None:
    session.decide("d1", Decision.REJECTED, RejectReason.DUPLICATE)
    label(session, ToothLabel("15", "suspected"))

    restore(session)

    assert session.review.decision_on("d1") is Decision.REJECTED


def test_what_the_reader_found_at_the_tooth_stays_with_it(session: ReviewSession) -> None:
    label(session, ToothLabel("15", "suspected", frozenset({"caries", "tooth-wear"})))
    moved = at(BoxRegion(ImagePoint(60, 60), ImagePoint(80, 80)))
    session.perform(reshaped_tooth(session, session.finding_of("t1"), moved))

    restore(session)

    assert said(session).tooth == "16"
    assert said(session).diseases == {"caries", "tooth-wear"}
    [own] = [finding for finding in session.findings if finding.is_own]
    assert own.site.tooth == "16"
    assert own.placement.region == BoxRegion(ImagePoint(10, 10), ImagePoint(40, 50))


def test_what_was_never_corrected_makes_no_step(session: ReviewSession) -> None:
    assert restored(session, session.finding_of("t1")).is_empty

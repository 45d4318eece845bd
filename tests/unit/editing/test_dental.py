"""What a reader says of teeth: one step for all of it, kept action by action, undone as one."""

from dataclasses import replace

import pytest

from tests.unit.editing.test_session import STACK, FixedClock, Ledger
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, Placement, Site
from viewer.domain.ledger import Action
from viewer.domain.reading import Reading
from viewer.domain.references import InstanceReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.standing import Decision, RejectReason
from viewer.editing.dental import (
    ToothLabel,
    deleted,
    diseases_of,
    label_of,
    labelled,
    reshaped_tooth,
    tooth_of_finding,
    whole_label,
    whole_labelled,
)
from viewer.editing.session import Author, ReviewSession
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, PolygonRegion, Region, WholeImageRegion

PHOTO = InstanceReference("1.2.9")
OUTLINE = PolygonRegion(
    (ImagePoint(10, 10), ImagePoint(40, 12), ImagePoint(38, 50), ImagePoint(12, 48))
)


def at(region: Region) -> Placement:
    return Placement(PHOTO, 0, region)


def said(kind: FindingKind, uid: str, tooth: str, *values: tuple[Scale, str]) -> Finding:
    region = WholeImageRegion(100, 80) if kind is FindingKind.IMAGE_DISEASE else OUTLINE
    evaluations = tuple(Evaluation(scale, value) for scale, value in values)
    return Finding(uid, 1, kind, at(region), site=Site(tooth=tooth), evaluations=evaluations)


def state(value: str) -> tuple[Scale, str]:
    return (Scale.DENTAL_STATUS, value)


ANSWER = (
    said(FindingKind.TOOTH, "t1", "16", state("suspected")),
    said(
        FindingKind.TOOTH_DISEASE, "d1", "16", (Scale.TOOTH_DISEASE, "caries"), state("suspected")
    ),
    said(FindingKind.TOOTH, "t2", "17", state("healthy")),
    said(
        FindingKind.IMAGE_DISEASE, "w1", "", (Scale.IMAGE_DISEASE, "calculus"), state("confirmed")
    ),
)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def session(ledger: Ledger) -> ReviewSession:
    author = Author(user=lambda: "Dr Li", clock=FixedClock(), program="1.0")
    made = ReviewSession(Reading(STACK), ledger.append, author)
    made.open_run("run", AnalysisResult("intraoral", RunState.DONE, ANSWER))
    return made


def label(session: ReviewSession, uid: str = "t1") -> ToothLabel:
    return label_of(session, session.finding_of(uid))


def test_a_label_is_what_is_said_of_a_tooth_now(session: ReviewSession) -> None:
    assert label(session) == ToothLabel("16", "suspected", frozenset({"caries"}))
    session.decide("d1", Decision.REJECTED)
    assert label(session).diseases == frozenset(), "what is rejected is not said"


def test_number_status_diseases_and_note_are_one_step(
    session: ReviewSession, ledger: Ledger
) -> None:
    wanted = ToothLabel("15", "confirmed", frozenset({"caries", "tooth-wear"}), "look again")
    before = session.reading
    session.perform(labelled(session, session.finding_of("t1"), wanted))

    assert label(session) == wanted
    assert session.finding_of("d1").site.tooth == "15", "a disease goes with its tooth"
    (own,) = [f for f in session.findings if f.is_own]
    assert (own.kind, own.site.tooth) == (FindingKind.TOOTH_DISEASE, "15")
    assert own.placement.region == BoxRegion(ImagePoint(10, 10), ImagePoint(40, 50))
    assert [event.action for event in ledger.events] == [
        Action.RELABEL,
        Action.RELABEL,
        Action.ADD,
    ]
    assert len({event.step for event in ledger.events}) == 1

    session.undo()
    assert dict(session.reading.standings) == dict(before.standings)
    session.redo()
    assert label(session) == wanted
    assert {event.action for event in ledger.events[3:]} == {Action.UNDO, Action.REDO}


def test_a_disease_taken_off_is_rejected_or_removed_and_comes_back(
    session: ReviewSession, ledger: Ledger
) -> None:
    tooth = session.finding_of("t1")
    session.perform(labelled(session, tooth, ToothLabel("16", "suspected", frozenset({"filling"}))))
    assert session.review.standing_of("d1").reason is RejectReason.NOT_A_LESION
    session.perform(labelled(session, tooth, ToothLabel("16", "suspected", frozenset({"caries"}))))

    assert session.review.decision_on("d1") is Decision.ACCEPTED
    assert not any(f.is_own for f in session.findings)
    assert ledger.events[-1].action in {Action.REMOVE, Action.RELABEL}


def test_a_label_that_changes_nothing_is_no_step(session: ReviewSession) -> None:
    assert labelled(session, session.finding_of("t1"), label(session)).is_empty


def test_a_healthy_tooth_with_a_new_disease_is_confirmed_at_that_place(
    session: ReviewSession,
) -> None:
    wanted = ToothLabel("17", "healthy", frozenset({"caries"}))
    session.perform(labelled(session, session.finding_of("t2"), wanted))
    (disease,) = diseases_of(session, "t2")

    assert Evaluation(Scale.DENTAL_STATUS, "confirmed") in disease.evaluations
    assert tooth_of_finding(session, disease.uid).uid == "t2"


def test_a_note_alone_is_kept_as_a_comment(session: ReviewSession, ledger: Ledger) -> None:
    noted = replace(label(session), note="ask about pain")
    session.perform(labelled(session, session.finding_of("t1"), noted))

    assert [event.action for event in ledger.events] == [Action.COMMENT]
    assert session.review.standing_of("t1").comment == "ask about pain"


def test_a_tooth_of_a_service_is_rejected_with_its_diseases(
    session: ReviewSession, ledger: Ledger
) -> None:
    session.perform(deleted(session, session.finding_of("t1"), RejectReason.DUPLICATE))

    assert session.review.decision_on("t1") is Decision.REJECTED
    assert session.review.decision_on("d1") is Decision.REJECTED
    assert session.finding_of("t1") is not None, "what a service said stays"
    session.undo()
    assert session.review.decision_on("d1") is Decision.UNDECIDED


def test_an_own_tooth_is_removed_with_what_was_found_at_it(session: ReviewSession) -> None:
    session.add(said(FindingKind.TOOTH, "own-1", "36"))
    tooth = session.finding_of("own-1")
    session.perform(labelled(session, tooth, ToothLabel("36", "", frozenset({"caries"}))))
    session.perform(deleted(session, session.finding_of("own-1"), RejectReason.OTHER))

    assert [f.uid for f in session.findings] == [f.uid for f in ANSWER]
    session.undo()
    assert label(session, "own-1").diseases == {"caries"}


def test_what_was_found_at_a_tooth_goes_along_with_its_outline(session: ReviewSession) -> None:
    wanted = ToothLabel("16", "confirmed", frozenset({"caries", "filling"}))
    session.perform(labelled(session, session.finding_of("t1"), wanted))
    place = at(BoxRegion(ImagePoint(50, 50), ImagePoint(60, 70)))
    session.perform(reshaped_tooth(session, session.finding_of("t1"), place))

    own = next(f for f in session.findings if f.is_own)
    assert own.placement.region == place.region
    assert session.finding_of("d1").placement.region == OUTLINE, "the service's stays where it was"
    session.perform(reshaped_tooth(session, session.finding_of("t1"), None))
    own = next(f for f in session.findings if f.is_own)
    assert own.placement.region == BoxRegion(ImagePoint(10, 10), ImagePoint(40, 50))


def test_what_is_said_of_the_whole_picture_is_added_and_taken_away(
    session: ReviewSession,
) -> None:
    place = at(WholeImageRegion(100, 80))
    assert whole_label(session) == ToothLabel(diseases=frozenset({"calculus"}))
    wanted = ToothLabel("", "suspected", frozenset({"crowding"}))
    session.perform(whole_labelled(session, place, wanted))

    assert whole_label(session).diseases == wanted.diseases
    (own,) = [finding for finding in session.findings if finding.is_own]
    assert Evaluation(Scale.DENTAL_STATUS, "suspected") in own.evaluations
    assert session.review.decision_on("w1") is Decision.REJECTED
    back = ToothLabel("", "", frozenset({"calculus"}))
    session.perform(whole_labelled(session, place, back))
    assert whole_label(session).diseases == {"calculus"}
    session.undo()
    session.undo()
    assert whole_label(session).diseases == {"calculus"}

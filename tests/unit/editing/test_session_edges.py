"""Steps that are easy to get wrong: two runs, signed readings, own findings, thousands at once."""

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.overlay_builders import a_finding
from tests.unit.editing.test_session import STACK, FixedClock, Ledger
from viewer.domain import codes
from viewer.domain.finding import FindingNote, NoteKind, Placement
from viewer.domain.ledger import Action, ImageEvidence
from viewer.domain.measuring import measured_on
from viewer.domain.reading import Reading
from viewer.domain.references import InstanceReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.standing import UNTOUCHED, Decision, FindingKey, RejectReason, Standing
from viewer.editing.session import Author, ReviewSession
from viewer.editing.steps import decided
from viewer.foundation.errors import ReadingIsSigned
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion


def evidence_of(finding) -> tuple[ImageEvidence, ...]:
    return (ImageEvidence(f"image-{finding.placement.slice_index}", 0, "hash"),)


def a_session(ledger: Ledger, findings: Sequence = (), run="run", user="Dr Li") -> ReviewSession:
    author = Author(user=lambda: user, clock=FixedClock(), evidence=evidence_of)
    session = ReviewSession(Reading(STACK), ledger.append, author)
    findings = tuple(findings) or tuple(map(a_finding, (1, 2, 3)))
    session.open_run(run, AnalysisResult("lung-nodule", RunState.DONE, findings))
    return session


def placed(region, slice_index=5) -> Placement:
    return Placement(InstanceReference(f"1.2.3.4.{slice_index}"), slice_index, region)


def test_undoing_a_step_on_a_run_that_is_no_longer_shown_is_about_that_run() -> None:
    ledger = Ledger()
    session = a_session(ledger)
    session.decide("finding-1", Decision.ACCEPTED)
    other = a_finding(1, slice_index=9)  # of the same uid
    session.open_run("rerun", AnalysisResult("lung-nodule", RunState.DONE, (other,)))

    step = session.undo()

    assert step is not None
    assert step.changes[0].key == FindingKey("run", "finding-1")
    undo = ledger.events[-1]
    assert (undo.run_uid, undo.images[0].sop_instance_uid) == ("run", "image-5")
    assert session.reading.standing_of(FindingKey("rerun", "finding-1")) == UNTOUCHED


def test_findings_of_equal_uids_in_two_runs_are_judged_apart() -> None:
    session = a_session(Ledger())
    session.decide("finding-1", Decision.REJECTED)

    session.open_run("rerun", AnalysisResult("lung-nodule", RunState.DONE, (a_finding(1),)))

    assert session.review.decision_on("finding-1") is Decision.UNDECIDED
    session.decide("finding-1", Decision.ACCEPTED)
    assert session.reading.review_of("run").decision_on("finding-1") is Decision.REJECTED


def test_a_comment_on_a_rejection_keeps_its_reason_and_a_reason_its_comment() -> None:
    session = a_session(Ledger())
    session.decide("finding-1", Decision.REJECTED, RejectReason.WRONG_PLACE)

    session.decide("finding-1", Decision.REJECTED, comment="rib")
    session.decide("finding-1", Decision.REJECTED, RejectReason.DUPLICATE)

    standing = session.review.standing_of("finding-1")
    assert (standing.decision, standing.reason, standing.comment) == (
        Decision.REJECTED,
        RejectReason.DUPLICATE,
        "rib",
    )


def test_a_rejection_taken_away_takes_its_reason_along_and_leaves_the_comment() -> None:
    session = a_session(Ledger())
    session.decide("finding-1", Decision.REJECTED, RejectReason.OTHER, "see report")

    assert session.decide("finding-1", Decision.REJECTED) is Decision.UNDECIDED
    assert session.review.standing_of("finding-1") == Standing(comment="see report")


def test_a_corrected_marker_measures_its_own_diameter_and_nothing_else_of_the_service() -> None:
    doubts = [FindingNote(NoteKind.PLACED_BY_INDEX), FindingNote(NoteKind.SIZE_MISSING)]
    session = a_session(Ledger(), [a_finding(1, notes=doubts)])

    session.reshape("finding-1", placed(MarkerRegion(ImagePoint(5, 6), 7.25)))

    (finding,) = session.findings
    assert [(m.name, m.value) for m in finding.measurements] == [("diameter", 7.25)]
    assert finding.notes == ()
    assert finding.is_edited
    session.reshape("finding-1", None)
    assert session.findings == (a_finding(1, notes=doubts),)
    assert session.reading.standings == {}


def test_a_size_that_is_still_missing_is_still_said() -> None:
    doubts = [FindingNote(NoteKind.SIZE_MISSING)]
    session = a_session(Ledger(), [a_finding(1, diameter_mm=None, notes=doubts)])

    session.reshape("finding-1", placed(MarkerRegion(ImagePoint(5, 6))))
    assert session.findings[0].notes == tuple(doubts)

    session.reshape("finding-1", placed(BoxRegion(ImagePoint(5, 6), ImagePoint(7, 8))))
    assert session.findings[0].notes == ()


def test_a_length_is_measured_in_mm_only_where_they_are_known() -> None:
    line = LineRegion((ImagePoint(0, 0), ImagePoint(3, 4)))

    (length,) = measured_on(line, Raster(100, 60, (2.0, 1.0)))

    assert (length.name, length.concept, length.unit) == ("length", codes.LENGTH, codes.MILLIMETRE)
    assert length.value == pytest.approx(73**0.5)
    assert measured_on(line, Raster(100, 60)) == ()


def test_an_own_length_that_is_drawn_anew_is_measured_anew() -> None:
    session, raster = a_session(Ledger()), Raster(100, 60, (1.0, 1.0))
    line = LineRegion((ImagePoint(0, 0), ImagePoint(3, 4)))
    longer = LineRegion((ImagePoint(0, 0), ImagePoint(6, 8)))
    own = replace(
        a_finding(1), uid="own-1", placement=placed(line), measurements=measured_on(line, raster)
    )
    session.add(own)

    session.reshape("own-1", placed(longer), measured_on(longer, raster))

    assert session.findings[-1].measured("length") == 10.0
    assert not session.findings[-1].is_edited
    session.undo()
    assert session.findings[-1].measured("length") == 5.0


def test_own_findings_are_the_readers_whatever_they_were_made_of_and_never_share_a_number() -> None:
    session = a_session(Ledger())
    session.add(replace(a_finding(session.reading.next_own_number), uid="own-1"))
    session.add(replace(a_finding(session.reading.next_own_number), uid="own-2"))
    session.remove(["own-2"])

    assert session.reading.next_own_number == 3
    (own,) = session.reading.own_findings
    assert (own.is_own, own.confidence, own.fields) == (True, None, ())
    assert session.review.decision_on("own-1") is Decision.ACCEPTED


def test_a_service_finding_cannot_be_removed() -> None:
    ledger = Ledger()

    a_session(ledger).remove(["finding-1"])

    assert ledger.events == []


def test_one_finding_named_twice_in_a_step_is_judged_once() -> None:
    ledger = Ledger()

    a_session(ledger).decide_all(["finding-1", "finding-1"], Decision.ACCEPTED)

    assert len(ledger.events) == 1


def test_all_of_a_step_is_one_moment_and_is_taken_back_together() -> None:
    ledger = Ledger()
    session = a_session(ledger)
    session.decide_all(["finding-1", "finding-2", "finding-3"], Decision.REJECTED)

    session.undo()

    assert session.judged_count == 0
    assert len({event.step for event in ledger.events}) == 1
    assert [event.action for event in ledger.events] == [Action.REJECT] * 3 + [Action.UNDO] * 3


def test_a_step_may_be_about_two_runs_each_with_its_own_images() -> None:
    ledger = Ledger()
    session = a_session(ledger)
    other = a_finding(1, slice_index=9)
    session.open_run("rerun", AnalysisResult("lung-nodule", RunState.DONE, (other,)))
    keys = [FindingKey("run", "finding-1"), FindingKey("rerun", "finding-1")]

    session.perform(decided(session.reading, keys, Decision.REJECTED))

    images = {event.run_uid: event.images[0].sop_instance_uid for event in ledger.events}
    assert images == {"run": "image-5", "rerun": "image-9"}
    session.undo()
    assert session.reading.standings == {}


def test_a_signed_reading_takes_no_step_until_an_addendum_opens_it() -> None:
    ledger = Ledger()
    session = a_session(ledger)
    session.decide("finding-1", Decision.ACCEPTED)
    session.sign()
    locked = session.reading

    for act in (
        lambda: session.decide("finding-1", Decision.REJECTED),
        lambda: session.comment("finding-2", "late"),
        lambda: session.add(replace(a_finding(1), uid="own-1")),
        session.say_nothing_further,
        session.sign,
    ):
        with pytest.raises(ReadingIsSigned):
            act()
    assert session.undo() is None
    assert session.reading is locked

    session.open_addendum("second look")
    session.decide("finding-1", Decision.REJECTED)

    assert not session.reading.is_signed
    assert [e.action for e in ledger.events][1:] == [Action.SIGN, Action.ADDENDUM, Action.REJECT]
    assert ledger.events[2].detail("reason") == "second look"


def test_a_signed_reading_may_still_be_shown_what_the_service_found() -> None:
    session = a_session(Ledger())
    session.say_nothing_further()
    session.sign()

    session.close_blind()
    session.reveal("run", (("both", "0"),))

    assert session.reading.is_signed
    assert session.reading.blind is not None
    assert session.reading.revealed == {"run"}


def test_a_run_is_revealed_once() -> None:
    ledger = Ledger()
    session = a_session(ledger)

    session.reveal("run")
    session.reveal("run")

    assert [event.action for event in ledger.events] == [Action.REVEAL]


def test_text_that_no_file_can_hold_is_kept_as_far_as_it_can() -> None:
    session = a_session(Ledger())

    session.comment("finding-1", "half \ud83d of it")

    assert session.review.standing_of("finding-1").comment == "half ? of it"


def test_ten_thousand_findings_are_judged_together_without_a_pause() -> None:
    findings = [replace(a_finding(n), uid=f"f{n}") for n in range(10_000)]
    session = a_session(Ledger(), findings)
    uids = [finding.uid for finding in session.findings]
    began = time.perf_counter()

    session.decide_all(uids, Decision.ACCEPTED)

    assert time.perf_counter() - began < 1.0  # 0.07 s at rest; quadratic it would be minutes
    assert session.judged_count == 10_000


def test_an_account_in_another_encoding_and_such_a_reason_are_kept_as_far_as_they_can() -> None:
    ledger = Ledger()
    session = a_session(ledger, user="Dr \udcff")  # as the system gives bytes that are no UTF-8

    session.decide("finding-1", Decision.ACCEPTED)
    session.sign()
    session.open_addendum("half \ud83d of it")

    assert {event.user for event in ledger.events} == {"Dr ?"}
    assert ledger.events[-1].detail("reason") == "half ? of it"

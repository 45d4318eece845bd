"""What a reader did is in the exports: reasons, corrections, own findings, who signed."""

import json
from dataclasses import replace
from types import MappingProxyType

import pytest

from tests.overlay_builders import a_finding, a_series
from tests.review_builders import an_account, an_event
from viewer.domain.account import NOBODY
from viewer.domain.finding import FindingNote, NoduleCategory, NoteKind, Placement
from viewer.domain.ledger import Action
from viewer.domain.references import InstanceReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.review import Review
from viewer.domain.standing import Decision, RejectReason, Standing
from viewer.export import report_words
from viewer.export.findings_json import RunFacts, findings_document
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, MarkerRegion

SERIES = a_series(spacing=(0.5, 0.5))
RUN = RunFacts(endpoint="lung-nodule", state=RunState.DONE)
ELSEWHERE = Placement(
    InstanceReference("1.2.3.4.6"), 6, MarkerRegion(ImagePoint(30.0, 20.0), diameter_mm=10.0)
)
OWN = replace(a_finding(1, confidence=None), uid="own-1", is_own=True)


def a_review(**standings):
    """Return a review; names have _ for -."""
    named = {name.replace("_", "-"): standing for name, standing in standings.items()}
    return Review("run", MappingProxyType(named))


def written(*findings, review, run=RUN, account=NOBODY):
    state = run.state or RunState.NONE
    result = AnalysisResult("lung-nodule", state, findings=findings)
    return json.loads(json.dumps(findings_document(run, result, review, SERIES, account)))


def test_a_rejection_has_its_reason_its_comment_and_its_author() -> None:
    standing = Standing(
        decision=Decision.REJECTED, reason=RejectReason.DUPLICATE, comment="same as 2 血管"
    )
    account = an_account(an_event(Action.REJECT, "finding-1", after=standing))

    (finding,) = written(a_finding(), review=a_review(finding_1=standing), account=account)[
        "findings"
    ]

    assert (finding["decision"], finding["reason"]) == ("rejected", "duplicate")
    assert finding["comment"] == "same as 2 血管"
    assert finding["judged"] == {"user": "Dr Li", "at": "2026-03-04T09:02:11+00:00", "event": 41}


def test_a_corrected_place_stands_beside_the_services_own() -> None:
    moved = Standing(placement=ELSEWHERE, category=NoduleCategory.GROUND_GLASS)
    doubtful = a_finding(notes=[FindingNote(NoteKind.PLACED_BY_INDEX)])

    (finding,) = written(doubtful, review=a_review(finding_1=moved))["findings"]

    assert finding["frame"]["index"] == 6
    assert finding["shape"] == {"type": "marker", "points": [[30.0, 20.0]], "radius": 10.0}
    assert finding["measurements"] == [{"code": "diameter", "value": 10.0, "unit": "mm"}]
    extras = finding["extras"]
    assert extras["is_edited"]
    assert extras["notes"] == []
    assert extras["service_frame"]["index"] == 5
    assert extras["service_shape"]["points"] == [[40.25, 21.75]]
    assert len(extras["service_measurements"]) == 3
    assert (extras["category"], extras["service_category"]) == ("ggo", "solid")


def test_own_findings_follow_the_services_and_removed_ones_are_left_out() -> None:
    own = Standing(decision=Decision.ACCEPTED, added=OWN)
    gone = Standing(added=replace(OWN, uid="own-2", number=2), is_removed=True)

    findings = written(a_finding(), review=a_review(own_1=own, own_2=gone))["findings"]

    assert [f["id"] for f in findings] == ["finding-1", "own-1"]
    assert [f["extras"]["origin"] for f in findings] == ["service", "reader"]
    assert findings[1]["confidence"] is None
    assert not findings[1]["extras"]["is_edited"]


@pytest.mark.parametrize("state", [RunState.NONE, None])
def test_own_findings_without_any_of_a_service_are_told_as_such(state) -> None:
    run = replace(RUN, state=state)
    review = a_review(own_1=Standing(decision=Decision.ACCEPTED, added=OWN))

    document = written(review=review, run=run)
    title, sentence = report_words.verdict(run, AnalysisResult("", RunState.NONE), review)

    assert document["run"]["state"] == ("none" if state else "not-run")
    assert [f["id"] for f in document["findings"]] == ["own-1"]
    assert title == "1 finding"
    assert ("service found nothing" in sentence) is (state is RunState.NONE)


def test_an_own_finding_that_was_moved_is_not_called_edited() -> None:
    box = replace(ELSEWHERE, region=BoxRegion(ImagePoint(1, 2), ImagePoint(3, 4)))

    (finding,) = written(review=a_review(own_1=Standing(added=OWN, placement=box)))["findings"]

    assert finding["shape"]["type"] == "box"
    assert not finding["extras"]["is_edited"]
    assert finding["measurements"] == []


def test_signature_addendum_and_nothing_further_are_told() -> None:
    account = an_account(
        an_event(Action.NOTHING_FURTHER),
        an_event(Action.SIGN),
        an_event(Action.ADDENDUM, details=(("reason", "second look"),)),
        an_event(Action.SIGN),
    )

    review = written(review=a_review(), account=account)["review"]
    lines = report_words.reading(account)

    assert review["nothing_further"]["event"] == 41
    assert (review["signature"]["event"], review["signature"]["hash"]) == (44, "9f2c3")
    assert [a["reason"] for a in review["addenda"]] == ["second look"]
    assert lines[1] == "Signed by Dr Li, 2026-03-04 09:02 UTC (event 44, 9f2c3…)"


def test_a_signature_that_an_addendum_opened_is_not_told_as_valid() -> None:
    account = an_account(an_event(Action.SIGN), an_event(Action.ADDENDUM))

    assert written(review=a_review(), account=account)["review"]["signature"] is None


def test_the_report_says_why_in_a_line_of_its_own() -> None:
    rejected = Standing(decision=Decision.REJECTED, reason=RejectReason.WRONG_PLACE, comment="rib")
    edited = Standing(category=NoduleCategory.SOLID)
    review = a_review(finding_1=rejected, finding_2=edited, own_1=Standing(added=OWN))

    lines = report_words.made_of(review.findings_with((a_finding(2), a_finding())), review)

    assert lines[0].startswith("1: Wrong place")
    assert "rib" in lines[0]
    assert lines[1:] == ("2: Edited", "+1: Own finding")

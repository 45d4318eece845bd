"""What the panels are told."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.review_builders import a_review
from tests.vendor_builders import a_nodule, a_series, success
from viewer.app.answer_tree import decoded
from viewer.app.finding_rows import (
    failed_header,
    finding_rows,
    finding_section,
    hint_of,
    kinds_of,
    result_header,
    step_of,
)
from viewer.app.job_rows import job_row
from viewer.domain.job import Job, JobState
from viewer.domain.references import SeriesReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.review import Review
from viewer.domain.standing import Decision
from viewer.storage.runs import Run
from viewer.ui.rows import ConfidenceStep, HeaderState
from viewer.vendors.errors import Unreachable, failure_text
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.gateway.medical import LUNG_NODULE
from viewer.vendors.gateway.reading import read_answer
from viewer.words.lengths import NO_SCALE, PLAIN_SCALE, LengthScale

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
RUN = Run(
    uid="r1",
    endpoint="lung-nodule",
    series=SeriesReference("1.2", "1.2.3"),
    state=RunState.DONE,
    service="local/0",
    started=AT,
    finished=AT,
    parameters=(("Threshold", "0.70"),),
)


def a_result(*nodules: object) -> AnalysisResult:
    return read_answer(success(*nodules), LUNG_NODULE, About(series=a_series()))


def test_each_finding_has_a_row_and_so_has_what_cannot_be_drawn() -> None:
    result = a_result(a_nodule(), "nonsense")
    rows = finding_rows(result, Review("r1"), {}, PLAIN_SCALE)

    assert [row.is_placed for row in rows] == [True, False]
    assert "Not drawn" in rows[1].place


def test_a_row_carries_the_decision() -> None:
    result = a_result(a_nodule())
    review = a_review({result.findings[0].uid: Decision.REJECTED})

    assert finding_rows(result, review, {}, PLAIN_SCALE)[0].decision is Decision.REJECTED


def test_kinds_for_the_filter_come_once_each() -> None:
    result = a_result(a_nodule(), a_nodule(ImageX="9"))

    assert len(kinds_of(result.findings)) == 1


@pytest.mark.parametrize(
    ("confidence", "step"),
    [
        (None, ConfidenceStep.UNKNOWN),
        (0.0, ConfidenceStep.LOW),
        (0.6, ConfidenceStep.MEDIUM),
        (0.85, ConfidenceStep.HIGH),
    ],
)
def test_confidence_has_three_steps(confidence: float | None, step: ConfidenceStep) -> None:
    assert step_of(confidence) is step


def test_none_found_and_failed_are_never_the_same_head() -> None:
    nothing = replace(a_result(), state=RunState.NONE)
    none = result_header(replace(RUN, state=RunState.NONE), nothing, (RUN,))
    failed = failed_header("r1", "lung-nodule", Unreachable("api.example.org"), (RUN,))

    assert none.state is HeaderState.NONE
    assert failed.state is HeaderState.FAILED
    assert "api.example.org" in " ".join(failed.lines)
    assert "Threshold\N{NO-BREAK SPACE}0.70" in " ".join(none.lines)


def test_a_hint_says_number_place_and_confidence() -> None:
    result = a_result(a_nodule())

    assert hint_of(result.findings[0], PLAIN_SCALE).startswith("1  ")


@pytest.mark.parametrize("scale", [PLAIN_SCALE, NO_SCALE, LengthScale(True, "at the detector")])
def test_millimetres_are_said_where_the_series_has_a_scale_only(scale: LengthScale) -> None:
    result = a_result(a_nodule())
    (finding,) = result.findings
    (row,) = finding_rows(result, Review("r1"), {}, scale)
    section = finding_section(finding, Review("r1"), scale)
    said = [row.title, hint_of(finding, scale), str(section)]

    assert ["mm" in text for text in said] == [scale.is_known] * 3
    assert ["at the detector" in text for text in said] == [bool(scale.badge)] * 3


def test_json_within_json_is_opened_and_nonsense_is_no_tree() -> None:
    inner = json.dumps({"Lung": "left"})

    assert decoded(json.dumps({"Result": inner}).encode()) == {"Result": {"Lung": "left"}}
    assert decoded(b"<html>") is None
    assert decoded(json.dumps({"x": "{not json"}).encode()) == {"x": "{not json"}


class NoRuns:
    """A library without results."""

    runs: dict = {}  # noqa: RUF012 - read only


def a_job(state: JobState, failure: str = "") -> Job:
    return Job(
        uid="j",
        endpoint="lung-nodule",
        series=RUN.series,
        service="api.example.org",
        created=AT,
        input_hash="",
        title="Chest (74)",
        state=state,
        changed=AT,
        fee=2,
        failure=failure,
    )


@pytest.mark.parametrize(
    ("state", "may_cancel", "may_retry"),
    [
        (JobState.WAITING, True, False),
        (JobState.FAILED, False, True),
        (JobState.CANCELLED, False, True),
        (JobState.UNCERTAIN, False, True),
    ],
)
def test_a_job_offers_what_its_state_allows(
    state: JobState, may_cancel: bool, may_retry: bool
) -> None:
    row = job_row(a_job(state), None, NoRuns())

    assert (row.may_cancel, row.may_retry) == (may_cancel, may_retry)
    assert row.cost == "2 billed"


def test_a_paused_job_says_why_and_can_go_on() -> None:
    failure = failure_text(Unreachable("api.example.org"))
    row = job_row(a_job(JobState.WAITING, failure), None, NoRuns())

    assert row.may_retry
    assert not row.is_running
    assert "api.example.org" in row.advice

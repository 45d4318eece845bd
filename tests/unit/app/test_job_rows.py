"""What a card says of a job: pace, place, choices, never a percentage of an earlier step."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tests.vendor_builders import a_series
from viewer.app.job_details import file_words
from viewer.app.job_rows import is_going, job_row
from viewer.domain.job import Job, JobState
from viewer.jobs.progress import JobProgress, Step
from viewer.storage.result_files import FileState, ResultFile
from viewer.vendors.errors import Expired, NoMethod, UnknownOutcome, Unreachable, failure_text
from viewer.words.jobs import bytes_words, queued_words, summary_words

AT = datetime(2026, 3, 4, tzinfo=UTC)
NO_RUNS = SimpleNamespace(runs=SimpleNamespace(get=lambda _uid: None))


def a_job(state: JobState, failure: str = "") -> Job:
    return Job(
        uid="j",
        endpoint="lung-nodule",
        series=a_series().reference,
        service="api.example.org",
        created=AT,
        changed=AT,
        input_hash="",
        state=state,
        failure=failure,
    )


def a_row(job: Job, progress: JobProgress | None = None):
    return job_row(job, progress, NO_RUNS)  # type: ignore[arg-type]


def test_an_upload_says_how_fast_and_how_long_still() -> None:
    progress = JobProgress("j", Step.UPLOAD, 0.4, bytes_per_s=3.2e6, seconds_left=40.0)
    row = a_row(a_job(JobState.PREPARED), progress)

    assert (row.state, row.fraction) == ("Uploading", 0.4)
    assert row.pace == "3.2 MB/s, 40 s left"


def test_submitting_shows_nothing_of_the_upload() -> None:
    upload = JobProgress("j", Step.UPLOAD, 1.0, bytes_per_s=3.2e6, seconds_left=0.0)
    row = a_row(a_job(JobState.SUBMITTING), upload)

    assert (row.state, row.fraction, row.pace) == ("Submitting", None, "")


def test_a_job_that_waits_its_turn_says_its_place() -> None:
    row = a_row(a_job(JobState.INTENDED), JobProgress("j", Step.QUEUED, place=3))

    assert (row.state, row.pace) == ("Queued", "no. 3 in the queue")
    assert row.may_cancel
    assert queued_words(1) == "next in the queue"


def test_an_unknown_outcome_leaves_the_choice_to_the_person() -> None:
    failure = failure_text(UnknownOutcome("api.example.org"))
    row = a_row(a_job(JobState.UNCERTAIN, failure))

    assert (row.retry, row.may_leave, row.may_cancel) == ("Send again", True, False)
    assert "billed" in row.advice


def test_one_that_was_let_be_is_not_called_cancelled() -> None:
    failure = failure_text(UnknownOutcome("api.example.org"))
    row = a_row(a_job(JobState.CANCELLED, failure))

    assert (row.state, row.retry) == ("Left, outcome unknown", "Send again")
    assert a_row(a_job(JobState.CANCELLED)).state == "Cancelled"


def test_a_paused_job_goes_on() -> None:
    job = a_job(JobState.WAITING, failure_text(Unreachable("api.example.org")))

    assert not is_going(job)
    assert a_row(job).retry == "Go on"


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (2_500_000, "2.5 MB"), (3_210_000_000, "3.21 GB")],
)
def test_sizes_are_counted_as_networks_do(size: int, words: str) -> None:
    assert bytes_words(size) == words


def test_the_sum_says_only_what_there_is() -> None:
    assert summary_words(0, 0, 0) == ()
    assert summary_words(2, 1, 12) == ("2 under way", "1 queued", "12 billed in all")


@pytest.mark.parametrize(
    ("state", "failure", "words"),
    [
        (FileState.FETCHED, "", "2.5 MB, image/png"),
        (FileState.PENDING, "", "not fetched yet"),
        (FileState.FAILED, "", "could not be fetched"),
        (FileState.FAILED, failure_text(Expired("[0].ResultUrl")), "No longer valid"),
    ],
)
def test_a_result_file_says_what_became_of_it(state: FileState, failure: str, words: str) -> None:
    file = ResultFile(
        job_uid="j",
        name="[0].ResultUrl",
        changed=AT,
        state=state,
        size=2_500_000,
        media_type="image/png",
        failure=failure,
    )

    assert file_words(file).startswith(words)


def test_what_the_service_has_no_method_for_is_not_a_failure() -> None:
    refusal = failure_text(
        NoMethod("1302", "没有方法(no method for this image in the local service)")
    )
    row = a_row(a_job(JobState.FAILED, refusal))
    assert (row.state, row.tone, row.may_retry) == ("Not run", "muted", False)


@pytest.mark.parametrize(
    ("said", "shown"),
    [("QUEUING", "Queued at the service"), ("PROCESSING", "The service is working"), ("X9", "X9")],
)
def test_where_the_job_stands_at_the_service_is_said_once(said: str, shown: str) -> None:
    progress = JobProgress("j", Step.WAIT, detail=said)
    assert a_row(a_job(JobState.WAITING), progress).state == shown

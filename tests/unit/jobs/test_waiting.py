"""Waiting for what was paid for: nothing that goes wrong here may lose it."""

import json

import httpx
import pytest

from tests.job_builders import a_request, only_job, resumed, run_to_end
from tests.vendor_builders import (
    a_connection,
    a_nodule,
    an_envelope,
    job_answer,
    success,
)
from viewer.domain.job import JobState
from viewer.domain.result import RunState
from viewer.foundation.errors import CannotWrite, FileTrouble
from viewer.vendors.errors import (
    BadCredentials,
    Garbled,
    GaveUp,
    Interrupted,
    JobFailed,
    Refused,
    Unreachable,
    error_of,
)


@pytest.mark.parametrize(
    "fault",
    [
        httpx.ConnectError("x"),
        httpx.ReadTimeout("x"),
        httpx.RemoteProtocolError("x"),
        httpx.Response(502),
        httpx.Response(503),
        b"<html>",
    ],
    ids=str,
)
def test_r023_a_poll_is_repeated(runner, stack, service, fault):
    service.poll_script = [fault, job_answer("PROCESSING"), fault]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert len(service.submissions) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (httpx.ConnectError("x"), Unreachable),
        (httpx.Response(502), Interrupted),
        (httpx.Response(401), BadCredentials),
        (an_envelope({}, code=-1, error="ds_id 无效"), BadCredentials),
    ],
    ids=str,
)
def test_r034_a_job_that_cannot_be_asked_for_is_kept_until_it_can(
    runner, library, stack, service, clock, fault, error
):
    service.poll_script = [fault] * 30
    with pytest.raises(error):
        run_to_end(runner, a_request(stack))
    paused = only_job(library)
    assert (paused.state, paused.request_id) == (JobState.WAITING, "REQ-00000001")
    assert type(error_of(paused.failure)) is error

    service.poll_script = []
    done = resumed(library, service, clock)

    assert (done.state, done.failure) == (JobState.DONE, "")
    assert len(service.submissions) == 1


def test_r042_a_full_disk_at_the_answer_does_not_lose_it(
    runner, library, stack, service, clock, monkeypatch
):
    def full(content):
        raise CannotWrite("answer", FileTrouble.FULL)

    with monkeypatch.context() as patched:
        patched.setattr(library.blobs, "put", full)
        with pytest.raises(CannotWrite):
            run_to_end(runner, a_request(stack))
    assert only_job(library).state is JobState.WAITING

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 1


def test_a_job_that_was_accepted_is_asked_for_again_not_submitted_again(
    runner, library, stack, service, clock
):
    service.poll_script = [an_envelope({"ret_code": 9, "remark": "访问过于频繁"})]
    with pytest.raises(Refused):
        run_to_end(runner, a_request(stack))

    runner.retry(only_job(library).uid)

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 1


def test_a_job_that_the_service_could_not_do_is_submitted_again_when_asked(
    runner, library, stack, service, clock
):
    service.poll_script = [job_answer("PROCESS_FAILED")]
    with pytest.raises(JobFailed):
        run_to_end(runner, a_request(stack))

    runner.retry(only_job(library).uid)

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 2


def test_an_embedded_service_that_went_away_is_started_again(runner, stack, service):
    service.poll_script = [httpx.ConnectError("x")] * 6

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert len(service.submissions) == 1


def test_r032_a_job_that_queues_for_ever_is_given_up_and_kept(runner, library, stack, service):
    service.poll_script = [job_answer("QUEUING")] * 100_000

    with pytest.raises(GaveUp):
        run_to_end(runner, a_request(stack))

    assert only_job(library).request_id == "REQ-00000001"
    assert only_job(library).state is JobState.WAITING
    assert len(service.polls) < 2000


@pytest.mark.parametrize("status", ["PROCESS_FAILED", "TIMEOUT_FAILED", "LIMIT_RETRY_FAILED"])
def test_r032_a_final_failure_is_a_failed_run(runner, library, stack, service, status):
    service.poll_script = [job_answer(status, ErrorCode="E5", ErrorMessage="no lung")]

    with pytest.raises(JobFailed) as caught:
        run_to_end(runner, a_request(stack))

    assert caught.value.facts == (status, "E5", "no lung")
    run = library.runs.get(only_job(library).uid)
    assert run.state is RunState.FAILED
    assert library.runs.result(run.uid).failure == f"{status} · E5 · no lung"


@pytest.mark.parametrize(
    "answer",
    [
        job_answer("PROCESS_SUCCESS", Result="not json"),
        job_answer("WONDERING"),
        success(a_nodule(), job_id="REQ-ANOTHER"),
    ],
    ids=["no JSON", "unknown status", "another job"],
)
def test_r032_nonsense_is_asked_for_again_and_then_said(runner, library, stack, service, answer):
    service.poll_script = [answer] * 3

    with pytest.raises(Garbled):
        run_to_end(runner, a_request(stack))

    assert len(service.polls) == 3
    assert only_job(library).state is JobState.FAILED


def test_r027_an_answer_that_is_not_understood_is_kept(runner, library, stack, service):
    answer = job_answer("PROCESS_SUCCESS", Result=json.dumps({"Series": []}))
    service.poll_script = [answer]

    with pytest.raises(Garbled):
        run_to_end(runner, a_request(stack))

    uid = only_job(library).uid
    assert library.runs.get(uid).state is RunState.FAILED
    assert library.runs.raw_answer(uid) == answer


@pytest.mark.parametrize(
    "answer",
    [
        job_answer("PROCESS_SUCCESS", Result="not json"),
        b'{"showapi_res_code": 0, "showapi_res_bo',
        an_envelope({"ret_code": 9, "remark": "no such job"}, fee=2),
    ],
    ids=["no JSON in it", "cut short", "refused"],
)
def test_r027_the_last_word_of_a_job_is_kept_byte_for_byte(runner, library, stack, service, answer):
    service.poll_script = [answer] * 3

    with pytest.raises((Garbled, Refused)):
        run_to_end(runner, a_request(stack))

    assert library.runs.raw_answer(only_job(library).uid) == answer


def test_r028_a_refused_submission_shows_what_it_cost(runner, library, stack, service):
    refusal = an_envelope({"ret_code": -1, "remark": "the series is not a chest"}, fee=1)
    service.submit_script = [refusal]

    with pytest.raises(Refused):
        run_to_end(runner, a_request(stack))

    run = library.runs.get(only_job(library).uid)
    assert (run.fee, library.runs.raw_answer(run.uid)) == (1, refusal)


def test_r053_a_refusal_that_repeats_a_secret_is_kept_without_it(runner, library, stack, service):
    secret = a_connection().ds_id.reveal()
    refusal = an_envelope({"ret_code": -1, "remark": f"not granted: {secret}"})
    service.submit_script = [refusal]

    with pytest.raises(Refused):
        run_to_end(runner, a_request(stack))

    kept = library.runs.raw_answer(only_job(library).uid)
    assert kept == refusal.replace(secret.encode(), b"....")
    assert secret not in only_job(library).failure


def test_r038_a_job_goes_on_after_the_computer_slept(runner, stack, service, clock):
    def sleep_two_hours() -> None:
        if len(service.polls) == 1:
            clock.seconds += 7200.0

    service.poll_script = [job_answer("PROCESSING")] * 3
    service.on_poll = sleep_two_hours

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert len(service.submissions) == 1

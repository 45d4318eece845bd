"""What may be repeated before, during and after a submission, and what must not."""

import httpx
import pytest

from tests.job_builders import a_request, only_job, resumed, run_to_end
from tests.vendor_builders import (
    PLANTED_SECRETS,
    a_body,
    a_nodule,
    accepted,
    an_envelope,
    data,
)
from viewer.domain.job import JobState
from viewer.domain.result import RunState
from viewer.foundation.errors import CannotWrite, FileTrouble, LibraryTrouble, LibraryUnavailable
from viewer.vendors.errors import (
    BadCredentials,
    Busy,
    Refused,
    UnknownOutcome,
    Unreachable,
    error_of,
)


def test_r021_nothing_was_sent_so_it_is_tried_again(runner, stack, service):
    service.submit_script = [httpx.ConnectError("x"), httpx.ConnectTimeout("x")]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE


def test_r021_a_host_that_stays_away_is_said_and_may_be_retried(runner, library, stack, service):
    service.submit_script = [httpx.ConnectError("x")] * 9

    with pytest.raises(Unreachable) as caught:
        run_to_end(runner, a_request(stack))

    assert caught.value.host == "127.0.0.1:9"
    assert only_job(library).state is JobState.FAILED
    assert type(error_of(only_job(library).failure)) is Unreachable
    assert library.runs.get(only_job(library).uid) is None


@pytest.mark.parametrize(
    "fault",
    [
        httpx.ReadTimeout("x"),
        httpx.ReadError("x"),
        httpx.RemoteProtocolError("x"),
        httpx.WriteError("x"),
        httpx.Response(502, content=b"<html>bad gateway</html>"),
        httpx.Response(504),
        httpx.Response(500),
        b"",
        b"<html>",
        an_envelope(a_body(RequestId="")),
    ],
    ids=str,
)
def test_r022_after_that_the_outcome_is_unknown_and_nothing_is_repeated(
    runner, library, stack, service, fault
):
    service.submit_script = [fault]

    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))

    assert len(service.submissions) == 1
    assert only_job(library).state is JobState.UNCERTAIN
    assert service.objects, "the service may still be reading them"


def test_r022_an_uncertain_job_is_not_resumed_by_itself(runner, library, stack, service, clock):
    service.submit_script = [httpx.ReadTimeout("x")]
    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))

    assert library.jobs.resumable() == ()
    with pytest.raises(UnknownOutcome):
        resumed(library, service, clock)
    assert len(service.submissions) == 1


def test_an_uncertain_job_is_submitted_again_when_a_person_says_so(
    runner, library, stack, service, clock
):
    service.submit_script = [httpx.ReadTimeout("x")]
    with pytest.raises(UnknownOutcome):
        run_to_end(runner, a_request(stack))

    runner.retry(only_job(library).uid)

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 2


def test_a_request_id_in_a_broken_answer_is_taken(runner, stack, service):
    service.submit_script = [accepted("REQ-00000001")[:-1]]

    assert run_to_end(runner, a_request(stack)).request_id == "REQ-00000001"
    assert len(service.submissions) == 1


def test_r025_a_busy_service_is_waited_for_as_long_as_it_asks(runner, stack, service, clock):
    service.submit_script = [httpx.Response(503, headers={"Retry-After": "17"})]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert 17.0 in clock.slept


def test_r025_an_absurd_wait_is_cut(runner, stack, service, clock):
    service.submit_script = [httpx.Response(429, headers={"Retry-After": "86400"})]

    run_to_end(runner, a_request(stack))

    assert max(clock.slept) == 120.0


def test_r025_a_service_that_stays_busy_is_said(runner, stack, service):
    service.submit_script = [httpx.Response(429)] * 9

    with pytest.raises(Busy):
        run_to_end(runner, a_request(stack))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (an_envelope({"ret_code": "7", "remark": "切片太少"}), Refused),
        (an_envelope({}, code=-1, error="余额不足"), Refused),
        (an_envelope({}, code=-1002, error="appKey错误"), BadCredentials),
        (httpx.Response(403, content=b"no"), BadCredentials),
        (httpx.Response(413, content=b"<html><b>too large</b>"), Refused),
        (httpx.Response(302, headers={"Location": "http://login.example"}), Refused),
    ],
)
def test_r028_a_refusal_is_final_and_in_the_services_words(
    runner, library, stack, service, answer, error
):
    service.submit_script = [answer]

    with pytest.raises(error):
        run_to_end(runner, a_request(stack))

    job = only_job(library)
    assert job.state is JobState.FAILED
    assert library.runs.get(job.uid).state is RunState.FAILED
    assert len(service.submissions) == 1
    assert service.objects == {}


def test_r026_a_page_of_html_is_shown_as_text(runner, stack, service):
    service.submit_script = [httpx.Response(413, content=b"<html><b>too</b> large</html>")]

    with pytest.raises(Refused) as caught:
        run_to_end(runner, a_request(stack))

    assert caught.value.remark == "too large"


def test_r053_a_service_that_repeats_our_keys_does_not_make_us_keep_them(
    runner, library, stack, service
):
    service.submit_script = [an_envelope({}, code=-1, error=f"bad appKey {PLANTED_SECRETS[0]}")]

    with pytest.raises(BadCredentials) as caught:
        run_to_end(runner, a_request(stack))

    assert PLANTED_SECRETS[0] not in str(caught.value)
    assert PLANTED_SECRETS[0] not in only_job(library).failure


def test_an_answer_at_once_needs_no_poll(runner, stack, service):
    service.submit_script = [an_envelope(a_body(Data=data(a_nodule(ImageX="3", ImageY="2"))))]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert service.polls == []


@pytest.mark.parametrize(
    ("request_id", "state"), [("REQ-00000001", JobState.WAITING), ("", JobState.UNCERTAIN)]
)
def test_r042_an_answer_at_once_that_cannot_be_kept_is_never_paid_for_twice(
    runner, library, stack, service, monkeypatch, request_id, state
):
    answer = a_body(RequestId=request_id, Data=data(a_nodule(ImageX="3", ImageY="2")))
    service.submit_script = [an_envelope(answer)]

    def full(_content):
        raise CannotWrite("answer", FileTrouble.FULL)

    monkeypatch.setattr(library.blobs, "put", full)
    with pytest.raises((CannotWrite, UnknownOutcome)):
        run_to_end(runner, a_request(stack))

    job = only_job(library)
    assert (job.state, job.request_id, job.fee) == (state, request_id, 1)


def test_r042_a_request_id_that_the_full_disk_did_not_take_is_kept_once_there_is_room(
    runner, library, stack, service, monkeypatch, caplog
):
    real, refused = library.jobs.save, []

    def full_at_first(job):
        if job.state is JobState.WAITING and len(refused) < 3:
            refused.append(job)
            raise LibraryUnavailable("library", LibraryTrouble.FULL)
        return real(job)

    monkeypatch.setattr(library.jobs, "save", full_at_first)

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert len(service.submissions) == 1
    assert "REQ-00000001" in caplog.text


def test_r037_an_interrupted_upload_is_repeated_from_its_beginning(runner, stack, service):
    service.put_script = [httpx.ReadError("x"), httpx.Response(503), httpx.Response(500)]

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE


def test_r037_a_bucket_that_refuses_is_said_and_nothing_is_submitted(runner, stack, service):
    body = b"<Error><Code>QuotaExceeded</Code></Error>"
    service.put_script = [httpx.Response(507, content=body)]

    with pytest.raises(Refused) as caught:
        run_to_end(runner, a_request(stack))

    assert caught.value.remark == "QuotaExceeded"
    assert service.submissions == []

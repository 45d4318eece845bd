"""Each fault of `viewer serve --fault`, and what a restart keeps; over real HTTP."""

import json
import subprocess
import sys

import httpx
import pytest

from tests.server_builders import LocalService, a_series, zipped
from viewer.server.envelope import RetCode

pytestmark = pytest.mark.process


def submitted(service: LocalService) -> str:
    return str(service.submit(service.upload(zipped(a_series(20))))["RequestId"])


def poll_fields(service: LocalService, job_id: str = "x") -> dict[str, str]:
    return {"JobId": job_id, "ds_id": service.announced["ds_id"]}


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("process-failed", "PROCESS_FAILED"),
        ("timeout-failed", "TIMEOUT_FAILED"),
        ("limit-retry-failed", "LIMIT_RETRY_FAILED"),
    ],
)
def test_a_job_ends_in_the_chosen_failure(start_service, fault, status):
    service = start_service(fault)

    data = service.wait_for(submitted(service))

    assert data["Status"] == status
    assert "Result" not in data


def test_queue_forever_leaves_a_job_queuing(start_service):
    service = start_service("queue-forever")

    assert service.poll(submitted(service))["Status"] == "QUEUING"


def test_slow_processing_is_seen_as_processing(start_service):
    service = start_service("slow-processing=30")
    job = submitted(service)

    statuses = {service.poll(job)["Status"] for _ in range(40)}

    assert statuses <= {"QUEUING", "PROCESSING"}


def test_a_refused_submission_says_so(start_service):
    service = start_service("refuse-submit")

    body = service.submit(service.upload(zipped(a_series(20))))

    assert body["ret_code"] == RetCode.REFUSED_BY_FAULT


def test_a_dropped_submission_was_accepted_all_the_same(start_service):
    service = start_service("drop-after-submit")
    url = service.upload(zipped(a_series(20)))

    with pytest.raises(httpx.RemoteProtocolError):
        service.submit(url)

    stats = service.client.get(
        service.announced["showapi"] + "/_/stats", params={"appKey": service.announced["app_key"]}
    )
    assert stats.json()["accepted"] == 1


def test_a_body_may_come_as_text(start_service):
    service = start_service("body-as-string")

    body = service.post("/2477-2", poll_fields(service)).json()["showapi_res_body"]

    assert isinstance(body, str)
    assert json.loads(body)["ret_code"] == RetCode.UNKNOWN_JOB


def test_garbled_json_is_half_a_document(start_service):
    service = start_service("garbled-json")

    answer = service.post("/2477-2", poll_fields(service))

    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_an_empty_body_is_empty(start_service):
    service = start_service("empty-body")

    assert service.post("/2477-2", poll_fields(service)).content == b""


def test_a_proxys_page_comes_with_502(start_service):
    service = start_service("html-502")

    answer = service.post("/2477-1", {})

    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")


def test_the_first_polls_may_be_told_to_come_back_later(start_service):
    service = start_service("poll-503=2")

    answers = [service.post("/2477-2", poll_fields(service)) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert answers[0].headers["retry-after"] == "1"


def test_an_unknown_fault_ends_the_program_with_status_2(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-m", "viewer", "serve", "--data", str(tmp_path), "--fault", "nonsense"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "nonsense" in ended.stderr
    assert ended.stdout == ""


def test_an_unfinished_job_is_worked_off_after_a_power_cut(start_service):
    first = start_service("queue-forever")
    job = submitted(first)
    first.kill()

    second = start_service()

    assert second.announced["app_key"] == first.announced["app_key"]
    assert second.wait_for(job)["ErrorCode"] == "NoLungFound"


def test_a_finished_job_is_still_known_after_a_restart(start_service):
    first = start_service()
    job = submitted(first)
    data = first.wait_for(job)
    assert first.stop() == 0

    assert start_service().poll(job) == data


def test_jobs_are_worked_off_one_after_another(start_service):
    service = start_service("slow-processing=0.2")
    jobs = [submitted(service) for _ in range(3)]

    assert {service.wait_for(job)["Status"] for job in jobs} == {"PROCESS_FAILED"}


def test_sigterm_ends_the_service_cleanly(start_service):
    service = start_service()

    service.process.terminate()

    assert service.process.wait(10) == 0
    service.stop()

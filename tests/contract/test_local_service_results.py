"""Result files and their links, over real HTTP; finished jobs are put into the data folder."""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.endpoint_builders import a_nifti, sent
from tests.server_builders import LocalService
from viewer.server.faults import Faults
from viewer.server.jobs import JobLedger
from viewer.server.results import LINK_LIFE_S, ResultLinks

pytestmark = pytest.mark.process

JOB = "0F8FAD5B-D9CB-469F-A165-70867728950E"
CONTENT = bytes(range(256)) * 400
Start = Callable[..., LocalService]


def put_finished_job(data: Path) -> Path:
    """Put one finished job, whose result names a file, into a data folder; returns its folder."""
    folder = data / "jobs" / JOB
    (folder / "results").mkdir(parents=True)
    (folder / "results" / "calcium.nii.gz").write_bytes(CONTENT)
    record = {
        "request_id": JOB,
        "threshold": 0.7,
        "submitted": time.time(),
        "endpoint": 9,
        "status": "PROCESS_SUCCESS",
        "result": json.dumps([{"Score": "12.5", "ResultUrl": {"$file": "calcium.nii.gz"}}]),
    }
    (folder / "job.json").write_text(json.dumps(record))
    return folder


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A data folder with a finished job, for services with faults."""
    return put_finished_job(tmp_path / "data")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the service that most tests here share."""
    folder = tmp_path_factory.mktemp("results") / "data"
    put_finished_job(folder)
    return folder


@pytest.fixture(scope="module")
def sharing(data: Path) -> Iterator[LocalService]:
    running = LocalService.start(data)
    yield running
    running.stop()


def link_of(service: LocalService) -> str:
    return str(json.loads(service.poll(JOB)["Result"])[0]["ResultUrl"])


def test_a_link_gives_the_whole_file_and_says_how_long_it_is(sharing):
    answer = sharing.client.get(link_of(sharing))

    assert answer.status_code == 200
    assert answer.content == CONTENT
    assert answer.headers["content-length"] == str(len(CONTENT))


def test_a_range_of_a_file_is_answered(sharing):
    answer = sharing.client.get(link_of(sharing), headers={"Range": "bytes=1000-1999"})

    assert answer.status_code == 206
    assert answer.content == CONTENT[1000:2000]
    assert answer.headers["content-range"] == f"bytes 1000-1999/{len(CONTENT)}"


def test_a_link_lives_five_minutes(sharing):
    asked = time.time()

    expires = float(parse_qs(urlsplit(link_of(sharing)).query)["expires"][0])

    assert LINK_LIFE_S == 300
    assert expires == pytest.approx(asked + LINK_LIFE_S, abs=2.0)


def test_an_expired_link_is_refused_as_a_store_refuses(sharing, data):
    links = ResultLinks(
        (data / "result-links.key").read_bytes(),
        lambda: time.time() - LINK_LIFE_S - 1,
    )

    answer = sharing.client.get(links.link(sharing.announced["showapi"], JOB, "calcium.nii.gz"))

    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/xml"
    assert "<Code>AccessDenied</Code>" in answer.text


@pytest.mark.parametrize(
    "bend",
    [
        lambda url: url[:-1] + ("0" if url[-1] != "0" else "1"),
        lambda url: url.replace("expires=", "expires=9"),
        lambda url: url.replace("calcium", "calcium2"),
        lambda url: url.replace("/calcium.nii.gz", "/..%2Fjob.json"),
        lambda url: url.partition("?")[0],
        lambda url: url.partition("&")[0],
    ],
)
def test_a_link_that_was_changed_opens_nothing(sharing, bend):
    answer = sharing.client.get(bend(link_of(sharing)))

    assert answer.status_code in (403, 404)
    assert CONTENT[:20] not in answer.content


def test_a_file_that_is_no_more_is_said_to_be_gone(finished, start_service):
    service = start_service()
    url = link_of(service)
    (finished / "results" / "calcium.nii.gz").unlink()

    answer = service.client.get(url)

    assert (answer.status_code, "NoSuchKey" in answer.text) == (404, True)


def test_links_outlive_a_restart(finished, start_service):
    service = start_service()
    path = urlsplit(link_of(service))
    service.stop()

    again = start_service()

    url = again.announced["showapi"] + f"{path.path}?{path.query}"
    assert again.client.get(url).content == CONTENT


def test_files_are_kept_for_a_week(finished, tmp_path):
    JobLedger(tmp_path / "data" / "jobs", Faults())
    assert (finished / "results" / "calcium.nii.gz").is_file()
    week = time.time() - 8 * 24 * 3600
    os.utime(finished / "results", (week, week))

    ledger = JobLedger(tmp_path / "data" / "jobs", Faults())

    assert not (finished / "results").exists()
    assert ledger.find(JOB) is not None


def test_expired_results_refuses_every_link(finished, start_service):
    service = start_service("expired-results")

    assert service.client.get(link_of(service)).status_code == 403


def test_cut_results_cuts_the_connection_in_the_middle(finished, start_service):
    service = start_service("cut-results")

    with service.client.stream("GET", link_of(service)) as answer:
        assert answer.headers["content-length"] == str(len(CONTENT))
        with pytest.raises(httpx.TransportError):
            answer.read()


def test_html_results_answers_with_a_page(finished, start_service):
    service = start_service("html-results")

    answer = service.client.get(link_of(service))

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


def test_no_link_is_written_to_the_log(finished, start_service, tmp_path):
    service = start_service()
    service.client.get(link_of(service))
    service.stop()

    log = (tmp_path / "data.log").read_text()

    assert f'"path": "/results/{JOB}/calcium.nii.gz", "status": 200' in log
    assert "signature" not in log


def test_a_job_that_a_stop_left_unfinished_is_done_after_the_restart(start_service):
    service = start_service("queue-forever")
    changes = {"DataFormat": "NIFTI", "DataSourceType": "HTTP_NII"}
    job = str(sent(service, 9, service.upload(a_nifti()), **changes)["RequestId"])
    service.kill()

    again = start_service()

    data = again.wait_for(job)
    assert data["Status"] == "PROCESS_FAILED"
    assert data["ErrorCode"] not in ("", "InternalError")

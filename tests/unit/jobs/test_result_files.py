"""Files that an answer links to are fetched at once, before anything is read."""

import asyncio
import json
from dataclasses import replace

import httpx
import pytest

from tests.job_builders import (
    a_request,
    idle,
    only_job,
    resumed,
    run_to_end,
    served,
    until_finished,
)
from tests.vendor_builders import a_nodule, data, job_answer
from viewer.domain.job import JobState
from viewer.foundation.clock import SystemClock
from viewer.foundation.errors import CannotWrite, FileTrouble
from viewer.jobs.progress import Step
from viewer.jobs.runner import JobRunner
from viewer.storage.result_files import FileState
from viewer.vendors import catalogue
from viewer.vendors.errors import Expired, Garbled, UnsafeLink, error_of
from viewer.vendors.gateway.medical import LUNG_NODULE

LINKED = "lung-nodule"
MASK, VOLUME = b"\x1f\x8b" + bytes(range(256)) * 700, b"n" * 344 + b"n+1\0" + bytes(9)
HERE = "http://127.0.0.1:9"


class PowerCut(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def linked(monkeypatch):
    """An endpoint whose answers have links."""
    endpoint = replace(LUNG_NODULE, link_fields=frozenset({"ResultUrl", "Mask"}))
    monkeypatch.setattr(catalogue, "ENDPOINTS", (endpoint,))


def answer_with(**links):
    result = data(a_nodule(ImageX="3", ImageY="2"))
    result["Series"][0].update(links)
    return job_answer("PROCESS_SUCCESS", Result=json.dumps(result))


def files_by_name(library):
    return {file.name: file for file in library.result_files.of_job(only_job(library).uid)}


RESULT_URL, MASK_NAME = "Series[0].ResultUrl", "Series[0].Mask"


def test_linked_files_are_kept_before_the_answer_is_read(runner, library, stack, service):
    service.poll_script = [answer_with(ResultUrl=f"{HERE}/a?Signature=x", Mask=f"{HERE}/b")]
    service.files = {"/a": [MASK], "/b": [VOLUME]}
    seen = []
    runner.progressed.connect(
        lambda p: p.step is Step.READ and seen.append(files_by_name(library).values())
    )

    job = run_to_end(runner, a_request(stack))

    assert job.state is JobState.DONE
    assert {file.state for file in seen[0]} == {FileState.FETCHED}
    files = files_by_name(library)
    assert library.blobs.get(files[RESULT_URL].content_hash) == MASK
    assert (files[RESULT_URL].media_type, files[RESULT_URL].size) == ("application/gzip", len(MASK))
    assert files[MASK_NAME].media_type == "application/x-nifti"
    assert not (library.folders.cache / "incoming" / job.uid).exists()


def test_r033_an_expired_link_is_asked_for_again_once(runner, library, stack, service):
    service.poll_script = [answer_with(Mask=f"{HERE}/old"), answer_with(Mask=f"{HERE}/new")]
    service.files = {"/old": [httpx.Response(403, content=b"<Error/>")], "/new": [MASK]}

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert files_by_name(library)[MASK_NAME].state is FileState.FETCHED
    assert len(service.polls) == 2
    assert len(service.submissions) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(404), Expired),
        (httpx.Response(403), Expired),
        (b"<!DOCTYPE html><title>Sign in</title>", Garbled),
        (b"", Garbled),
        (httpx.Response(302, headers={"Location": f"{HERE}/b"}), UnsafeLink),
    ],
    ids=["404", "403", "a page", "nothing", "a redirect"],
)
def test_r033_f081_what_cannot_be_had_is_said_and_the_result_is_shown(
    runner, library, stack, service, answer, error
):
    service.poll_script = [answer_with(Mask=f"{HERE}/a")] * 2
    service.files = {"/a": [answer]}

    job = run_to_end(runner, a_request(stack))

    file = files_by_name(library)[MASK_NAME]
    assert (job.state, file.state) == (JobState.DONE, FileState.FAILED)
    assert type(error_of(file.failure)) is error
    assert len(library.runs.result(job.uid).findings) == 1


def test_f081_a_page_that_came_in_place_of_a_file_is_kept_as_it_is(runner, library, stack, service):
    page = b"<html>session over</html>"
    service.poll_script = [answer_with(Mask=f"{HERE}/a")] * 2
    service.files = {"/a": [page]}

    run_to_end(runner, a_request(stack))

    file = files_by_name(library)[MASK_NAME]
    assert file.media_type == "text/html"
    assert library.blobs.get(file.content_hash) == page


def test_f082_a_download_that_breaks_off_goes_on_where_it_was(runner, library, stack, service):
    half = httpx.Response(200, content=MASK[:1000], headers={"ETag": '"1"'})
    rest = httpx.Response(
        206,
        content=MASK[1000:],
        headers={"ETag": '"1"', "Content-Range": f"bytes 1000-{len(MASK) - 1}/{len(MASK)}"},
    )
    service.poll_script = [answer_with(Mask=f"{HERE}/a")]
    service.files = {"/a": [half, rest]}
    service.breaks_after = {"/a": 1}

    run_to_end(runner, a_request(stack))

    file = files_by_name(library)[MASK_NAME]
    assert library.blobs.get(file.content_hash) == MASK
    assert service.fetched[1].headers["range"] == "bytes=1000-"
    assert service.fetched[1].headers["if-range"] == '"1"'


def test_f081_a_file_that_changed_between_two_tries_is_fetched_from_its_beginning(
    runner, library, stack, service
):
    half = httpx.Response(200, content=b"old" * 500, headers={"ETag": '"1"'})
    other = httpx.Response(
        206, content=b"new", headers={"ETag": '"2"', "Content-Range": "bytes 1500-1502/1503"}
    )
    service.poll_script = [answer_with(Mask=f"{HERE}/a")]
    service.files = {"/a": [half, other, MASK]}
    service.breaks_after = {"/a": 1}

    run_to_end(runner, a_request(stack))

    assert library.blobs.get(files_by_name(library)[MASK_NAME].content_hash) == MASK


def test_r041_a_killed_job_fetches_its_files_before_all_else(
    runner, library, stack, service, clock
):
    service.poll_script = [answer_with(Mask=f"{HERE}/a")]
    service.files = {"/a": [MASK]}
    expect = library.result_files.expect

    def dying(*said):
        expect(*said)
        raise PowerCut

    library.result_files.expect = dying
    with pytest.raises(PowerCut):
        run_to_end(runner, a_request(stack))
    library.result_files.expect = expect
    assert only_job(library).state is JobState.ANSWERED
    assert files_by_name(library)[MASK_NAME].state is FileState.PENDING

    assert resumed(library, service, clock).state is JobState.DONE
    assert files_by_name(library)[MASK_NAME].state is FileState.FETCHED
    assert len(service.submissions) == 1


def test_what_is_answered_is_resumed_before_what_is_older(library, runner, stack):
    first = runner.admit(a_request(stack, parameters={"Threshold": "0.1"}))
    second = runner.admit(a_request(stack, parameters={"Threshold": "0.2"}))
    library.database.write("UPDATE jobs SET state='answered' WHERE uid=?", (second.uid,))

    assert [job.uid for job in library.jobs.resumable()] == [second.uid, first.uid]


def test_r042_a_full_disk_leaves_the_links_pending_and_the_job_answered(
    runner, library, stack, service, clock, monkeypatch
):
    service.poll_script = [answer_with(Mask=f"{HERE}/a")]
    service.files = {"/a": [MASK]}

    def full(_path):
        raise CannotWrite("blob", FileTrouble.FULL)

    with monkeypatch.context() as patched:
        patched.setattr(library.blobs, "put_file", full)
        with pytest.raises(CannotWrite):
            run_to_end(runner, a_request(stack))
    assert only_job(library).state is JobState.ANSWERED
    assert files_by_name(library)[MASK_NAME].state is FileState.PENDING

    assert resumed(library, service, clock).state is JobState.DONE
    assert files_by_name(library)[MASK_NAME].state is FileState.FETCHED


def test_cancelling_a_download_gives_the_file_up_and_keeps_the_result(library, stack, service):
    runner = JobRunner(library, service, SystemClock(), make_transport=service.transport)
    service.poll_script = [answer_with(Mask=f"{HERE}/a")]
    service.hang_on = "GET"

    async def act():
        job = runner.start(a_request(stack))
        await service.hung.wait()
        return await until_finished(runner, lambda: runner.cancel(job.uid))

    job = served(runner, act)

    assert job.state is JobState.DONE
    assert files_by_name(library)[MASK_NAME].state is FileState.FAILED
    assert runner._cancelled == set()


def test_closing_during_a_download_leaves_the_link_to_the_next_start(
    library, stack, service, clock
):
    runner = JobRunner(library, service, SystemClock(), make_transport=service.transport)
    service.poll_script = [answer_with(Mask=f"{HERE}/a")]
    service.hang_on = "GET"

    async def act():
        runner.start(a_request(stack))
        await service.hung.wait()

    served(runner, act)
    assert only_job(library).state is JobState.ANSWERED
    assert files_by_name(library)[MASK_NAME].state is FileState.PENDING

    service.hang_on, service.files = "", {"/a": [MASK]}
    assert resumed(library, service, clock).state is JobState.DONE
    assert files_by_name(library)[MASK_NAME].state is FileState.FETCHED


def test_missing_files_are_asked_for_again_when_somebody_wishes(runner, library, stack, service):
    service.poll_script = [answer_with(Mask=f"{HERE}/a")] * 2 + [answer_with(Mask=f"{HERE}/b")]
    service.files = {"/b": [MASK]}

    async def act():
        job = await until_finished(runner, lambda: runner.start(a_request(stack)))
        await idle(runner)
        assert files_by_name(library)[MASK_NAME].state is FileState.FAILED
        await until_finished(runner, lambda: runner.fetch_again(job.uid))

    served(runner, act)

    assert files_by_name(library)[MASK_NAME].state is FileState.FETCHED
    assert files_by_name(library)[MASK_NAME].failure == ""
    assert only_job(library).state is JobState.DONE


def test_f082_links_are_fetched_at_the_same_time(library, stack, service):
    runner = JobRunner(library, service, SystemClock(), make_transport=service.transport)
    service.poll_script = [answer_with(ResultUrl=f"{HERE}/a", Mask=f"{HERE}/b")]
    service.files = {"/a": [MASK], "/b": [VOLUME]}
    service.meet = asyncio.Barrier(2)

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE
    assert {file.state for file in files_by_name(library).values()} == {FileState.FETCHED}


def test_a_local_service_that_moved_its_port_is_asked_for_its_new_links(
    runner, library, stack, service
):
    moved = [answer_with(Mask="http://127.0.0.1:8/a"), answer_with(Mask=f"{HERE}/a")]
    service.poll_script = moved
    service.files = {"/a": [MASK]}

    run_to_end(runner, a_request(stack))

    assert files_by_name(library)[MASK_NAME].state is FileState.FETCHED
    assert len(service.polls) == 2


def test_a_link_that_is_not_safe_is_not_asked_for_again(runner, library, stack, service):
    service.poll_script = [answer_with(Mask="file:///etc/passwd")]

    run_to_end(runner, a_request(stack))

    assert files_by_name(library)[MASK_NAME].state is FileState.FAILED
    assert len(service.polls) == 1

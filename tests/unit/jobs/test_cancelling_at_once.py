"""Cancelling in every state: soon, without losing what is paid for, and nothing is left behind."""

import asyncio
import threading
import time
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
from tests.vendor_builders import accepted
from viewer.domain.job import JobState
from viewer.foundation.clock import SystemClock
from viewer.jobs import packing
from viewer.jobs.progress import Step
from viewer.jobs.runner import JobRunner

SOON_S = 0.5


@pytest.fixture
def timed(library, service):
    """A runner in real time: what waits here waits for ever."""
    return JobRunner(library, service, SystemClock(), make_transport=service.transport)


async def cancelled_when(runner, request, moment):
    """Start a job, cancel it at that moment; returns how it ended and after how many seconds."""
    job = runner.start(request)
    await moment(job)
    begun = time.monotonic()
    ended = await until_finished(runner, lambda: runner.cancel(job.uid))
    elapsed = time.monotonic() - begun
    await idle(runner, job.uid)
    return ended, elapsed


@pytest.mark.parametrize("call", ["PUT", "POLL"])
def test_a_call_that_never_ends_is_cancelled_at_once_and_uploads_go(
    timed, library, stack, service, call
):
    service.hang_on = call

    async def act():
        return await cancelled_when(timed, a_request(stack), lambda _job: service.hung.wait())

    ended, elapsed = served(timed, act)

    assert ended.state is JobState.CANCELLED
    assert elapsed < SOON_S
    assert service.objects == {}
    assert only_job(library).object_keys == ()
    assert list((library.folders.cache / "outgoing").iterdir()) == []


def test_packing_is_cancelled_at_once_and_its_thread_leaves_nothing(
    timed, library, stack, monkeypatch
):
    is_packing, may_go_on = threading.Event(), threading.Event()
    clean = packing._clean

    def slow(header, index, uid_map):
        is_packing.set()
        may_go_on.wait(5)
        return clean(header, index, uid_map)

    monkeypatch.setattr(packing, "_clean", slow)

    async def act():
        job = timed.start(a_request(stack))
        await asyncio.to_thread(is_packing.wait, 5)
        begun = time.monotonic()
        ended = await until_finished(timed, lambda: timed.cancel(job.uid))
        elapsed = time.monotonic() - begun
        may_go_on.set()
        await idle(timed)
        return ended, elapsed

    ended, elapsed = served(timed, act)

    assert ended.state is JobState.CANCELLED
    assert elapsed < SOON_S
    assert not (library.folders.cache / "outgoing" / ended.uid).exists()


def test_a_job_in_the_queue_is_cancelled_at_once(timed, library, stack, service):
    service.hang_on = "POLL"

    async def act():
        for threshold in ("0.1", "0.2"):
            timed.start(a_request(stack, parameters={"Threshold": threshold}))
        await service.hung.wait()
        third = a_request(stack, parameters={"Threshold": "0.3"})
        return await cancelled_when(timed, third, lambda _job: asyncio.sleep(0))

    ended, elapsed = served(timed, act)

    assert (ended.state, ended.request_id) == (JobState.CANCELLED, "")
    assert elapsed < SOON_S
    assert ended.uid not in str(service.submissions)


def test_a_wait_for_a_busy_service_is_cancelled_at_once(timed, library, stack, service):
    service.submit_script = [httpx.Response(503, headers={"Retry-After": "100"})]
    told_busy = asyncio.Event()
    timed.changed.connect(
        lambda job: service.submissions and job.state is JobState.UPLOADED and told_busy.set()
    )

    async def act():
        return await cancelled_when(timed, a_request(stack), lambda _job: told_busy.wait())

    ended, elapsed = served(timed, act)

    assert ended.state is JobState.CANCELLED
    assert elapsed < SOON_S
    assert service.objects == {}


def test_a_cancel_during_a_submission_that_is_refused_for_now_ends_it(
    timed, library, stack, service
):
    service.submit_script = [httpx.Response(503, headers={"Retry-After": "100"})]
    service.on_submit = lambda: timed.cancel(only_job(library).uid)

    async def act():
        return await until_finished(timed, lambda: timed.start(a_request(stack)))

    assert served(timed, act).state is JobState.CANCELLED
    assert len(service.submissions) == 1


def test_a_request_id_that_comes_after_the_cancel_is_kept_and_can_be_asked_for(
    runner, library, stack, service, clock
):
    service.on_submit = lambda: runner.cancel(only_job(library).uid)
    service.submit_script = [accepted("REQ-00000001")]

    async def act():
        return await until_finished(runner, lambda: runner.start(a_request(stack)))

    job = served(runner, act)
    assert (job.state, job.request_id) == (JobState.CANCELLED, "REQ-00000001")

    runner.retry(job.uid)
    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 1


def test_closing_in_the_middle_of_a_submission_keeps_its_request_id(
    runner, library, stack, service, clock
):
    submitting = asyncio.Event()
    service.on_submit = submitting.set

    async def act():
        runner.start(a_request(stack))
        await submitting.wait()

    served(runner, act)

    assert only_job(library).state is JobState.WAITING
    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 1


def test_cancelling_what_has_ended_changes_nothing(runner, library, stack):
    async def act():
        job = await until_finished(runner, lambda: runner.start(a_request(stack)))
        runner.cancel(job.uid)
        await idle(runner)
        return job

    assert served(runner, act).state is JobState.DONE
    assert only_job(library).state is JobState.DONE
    assert runner._cancelled == set()


def test_what_nobody_knows_of_is_let_be_and_its_uploads_go(runner, library, stack, service):
    service.submit_script = [httpx.ReadTimeout("x")]

    async def act():
        job = await until_finished(runner, lambda: runner.start(a_request(stack)))
        assert job.state is JobState.UNCERTAIN
        await idle(runner)
        runner.cancel(job.uid)
        await idle(runner)

    served(runner, act)

    assert only_job(library).state is JobState.CANCELLED
    assert service.objects == {}


def test_progress_of_an_earlier_step_is_known_as_left_over(runner, library, stack):
    told = []
    runner.progressed.connect(lambda p: told.append((p, only_job(library).state)))

    async def act():
        await until_finished(runner, lambda: runner.start(a_request(stack)))

    served(runner, act)

    uploads = [p for p, _ in told if p.step is Step.UPLOAD]
    assert all(p.is_of(JobState.PREPARED) for p in uploads)
    assert not any(p.is_of(JobState.SUBMITTING) for p in uploads)
    assert all(p.is_of(state) for p, state in told)


def test_uploads_that_a_killed_process_left_at_a_vendor_go_at_the_next_start(
    runner, library, stack, service
):
    service.service = "api.example.com"
    job = run_to_end(runner, a_request(stack, service="api.example.com"))
    library.jobs.save(replace(job, object_keys=("left/1",)))
    service.objects["left/1"] = b"x"
    again = JobRunner(library, service, make_transport=service.transport)

    async def act():
        while only_job(library).object_keys:  # noqa: ASYNC110 - sweeping tells nobody
            await asyncio.sleep(0)

    served(again, act)

    assert service.objects == {}

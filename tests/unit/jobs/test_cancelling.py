"""Cancelling, closing, and a bug in one job."""

import asyncio

import pytest

from tests.job_builders import a_request, only_job, resumed, served, until_finished
from tests.vendor_builders import (
    job_answer,
)
from viewer.domain.job import JobState
from viewer.foundation.errors import Cancelled, LibraryTrouble, LibraryUnavailable
from viewer.jobs.progress import Step
from viewer.vendors.errors import error_of


def test_a_waiting_job_is_cancelled_and_can_be_fetched_later(
    runner, library, stack, service, clock
):
    service.poll_script = [job_answer("PROCESSING")] * 50
    service.on_poll = lambda: runner.cancel(only_job(library).uid)

    async def act():
        return await until_finished(runner, lambda: runner.start(a_request(stack)))

    assert served(runner, act).state is JobState.CANCELLED
    service.on_poll, service.poll_script = (lambda: None), []
    runner.retry(only_job(library).uid)

    assert resumed(library, service, clock).state is JobState.DONE
    assert len(service.submissions) == 1


def test_what_is_being_submitted_is_cancelled_once_its_fate_is_known(
    runner, library, stack, service
):
    service.on_submit = lambda: runner.cancel(only_job(library).uid)

    async def act():
        return await until_finished(runner, lambda: runner.start(a_request(stack)))

    job = served(runner, act)

    assert (job.state, job.request_id) == (JobState.CANCELLED, "REQ-00000001")
    assert service.polls == []


def test_a_job_that_has_not_begun_is_cancelled_at_once(runner, library, stack, service):
    job = runner.start(a_request(stack))

    runner.cancel(job.uid)

    assert only_job(library).state is JobState.CANCELLED
    with pytest.raises(Cancelled):
        asyncio.run(runner.run_job(job.uid))


def test_closing_leaves_a_job_where_it_is(runner, library, stack, service, clock):
    polled = asyncio.Event()
    service.poll_script = [job_answer("PROCESSING")] * 10_000
    service.on_poll = polled.set

    async def act():
        runner.start(a_request(stack))
        await polled.wait()

    served(runner, act)

    assert only_job(library).state is JobState.WAITING
    service.poll_script = []
    assert resumed(library, service, clock).state is JobState.DONE


def test_a_bug_in_one_job_does_not_end_the_others(runner, library, stack, service, caplog):
    calls = []

    def break_once():
        calls.append(1)
        if len(calls) == 1:
            raise ZeroDivisionError

    service.on_submit = break_once

    async def act():
        first = await until_finished(runner, lambda: runner.start(a_request(stack)))
        other = a_request(stack, parameters={"Threshold": "0.2"})
        second = await until_finished(runner, lambda: runner.start(other))
        return first.state, second.state

    states = served(runner, act)

    # it broke after it was sent: nobody knows whether it was accepted
    assert states == (JobState.UNCERTAIN, JobState.DONE)
    assert "broke" in caplog.text


def test_what_was_made_and_uploaded_for_a_cancelled_job_is_taken_away(
    runner, library, stack, service
):
    uploaded = []

    def on_progress(progress):
        if progress.step is Step.UPLOAD:
            uploaded.append(1)
            service.objects["half"] = b""
            runner.cancel(progress.job_uid)

    runner.progressed.connect(on_progress)

    async def act():
        finished = await until_finished(runner, lambda: runner.start(a_request(stack)))
        task = runner._tasks.get(finished.uid)
        if task is not None:
            await asyncio.wait([task])
        return finished

    job = served(runner, act)

    assert uploaded
    assert job.state is JobState.CANCELLED
    assert set(service.objects) <= {"half"}
    assert only_job(library).object_keys == ()
    assert not list((library.folders.cache / "outgoing").iterdir())


def test_prepared_files_of_a_job_that_ended_elsewhere_are_swept_away(runner, library, stack):
    job = runner.admit(a_request(stack))
    runner.cancel(job.uid)
    left = library.folders.cache / "outgoing" / job.uid
    left.mkdir(parents=True)

    async def act():
        while left.exists():  # noqa: ASYNC110 - a folder tells nobody
            await asyncio.sleep(0)

    served(runner, act)


def test_a_job_of_another_process_is_followed_not_cancelled_under_its_hands(
    runner, library, stack, service
):
    job = runner.admit(a_request(stack))
    other = library.job_lock(job.uid)
    other.acquire()

    async def act():
        finished = asyncio.get_running_loop().create_future()
        runner.finished.connect(lambda ended: finished.done() or finished.set_result(ended))
        runner.resume_all()
        for _ in range(10):
            await asyncio.sleep(0)
        runner.cancel(job.uid)
        for _ in range(10):
            await asyncio.sleep(0)
        assert only_job(library).state is JobState.INTENDED
        other.release()  # that process died
        return await finished

    assert served(runner, act).state is JobState.DONE
    assert len(service.submissions) == 1


def test_a_library_that_fails_during_a_job_is_said(runner, library, stack, monkeypatch, caplog):
    def full(_job):
        raise LibraryUnavailable("library", LibraryTrouble.FULL)

    async def act():
        job = runner.admit(a_request(stack))
        monkeypatch.setattr(library.jobs, "save", full)
        return await until_finished(runner, lambda: runner._spawn(job.uid))

    assert isinstance(error_of(served(runner, act).failure), LibraryUnavailable)
    assert "library failed" in caplog.text

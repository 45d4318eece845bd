"""Two who act on one job: retries, deletions and sweeps that cross each other lose nothing."""

import asyncio
from dataclasses import replace

import pytest

from tests.job_builders import a_request, idle, only_job, run_to_end, served, until_finished
from tests.vendor_builders import a_body, a_nodule, an_envelope, data, job_answer, success
from viewer.domain.job import JobState
from viewer.domain.result import RunState
from viewer.foundation.errors import (
    CannotWrite,
    FileTrouble,
    LibraryTrouble,
    LibraryUnavailable,
)
from viewer.foundation.locks import ProcessLock
from viewer.jobs import fetching, finishing
from viewer.jobs.library import open_library
from viewer.jobs.runner import JobRunner
from viewer.vendors.errors import Refused, error_of
from viewer.vendors.objectstore import ObjectStore

NO = an_envelope({"ret_code": 5, "remark": "quota"})


def refused(runner, library, stack, service):
    """Run a job that the service refuses; returns it. It has a run of its own."""
    service.submit_script = [NO]
    with pytest.raises(Refused):
        run_to_end(runner, a_request(stack))
    job = only_job(library)
    assert library.runs.get(job.uid).state is RunState.FAILED
    return job


def another(library, uid):
    (job,) = [job for job in library.jobs.all() if job.uid != uid]
    return job


def test_retrying_a_failed_job_whose_input_was_analysed_since_keeps_both(
    runner, library, stack, service
):
    failed = refused(runner, library, stack, service)
    run_to_end(runner, a_request(stack))
    done = another(library, failed.uid)
    said = []
    runner.same_found.connect(said.append)

    async def act():
        return await until_finished(runner, lambda: runner.retry(failed.uid))

    outcome = served(runner, act)

    assert (outcome.uid, outcome.state) == (done.uid, JobState.DONE)
    kept = library.jobs.get(failed.uid)
    assert (kept.state, kept.failure) == (JobState.FAILED, failed.failure)
    assert library.runs.get(failed.uid).state is RunState.FAILED
    assert len(said) == 1
    assert len(service.submissions) == 2


def test_retrying_a_failed_job_whose_like_is_under_way_follows_that_one(
    runner, library, stack, service
):
    failed = refused(runner, library, stack, service)
    service.poll_script = [job_answer("PROCESSING")] * 3

    async def act():
        runner.start(a_request(stack))
        under_way = another(library, failed.uid)
        again = runner.retry(failed.uid)
        assert again.uid == under_way.uid
        await idle(runner)

    served(runner, act)

    assert library.jobs.get(failed.uid).state is JobState.FAILED
    assert another(library, failed.uid).state is JobState.DONE
    assert len(service.submissions) == 2


def test_an_upload_of_an_ended_job_is_not_deleted_while_that_is_begun_again(
    runner, library, stack, service, clock
):
    """Deleting takes its time; what the job came to meanwhile is not written over."""
    failed = refused(runner, library, stack, service)
    library.database.write(
        "UPDATE jobs SET object_keys='[\"left/1\"]', service='vendor.example' WHERE uid=?",
        (failed.uid,),
    )
    service.service = "vendor.example"
    service.hang_on = "DELETE"

    async def act():
        await service.hung.wait()  # the sweep deletes what is left
        runner.retry(failed.uid)
        service.hang_on = ""
        with open_library(library.folders) as elsewhere:
            assert not elsewhere.job_lock(failed.uid).acquire()

    served(runner, act)

    now = library.jobs.get(failed.uid)
    assert (now.state, now.object_keys) == (JobState.INTENDED, ("left/1",))


def test_deleted_uploads_are_noted_without_writing_over_what_a_job_came_to_meanwhile(
    runner, library, stack, service, monkeypatch
):
    delete = ObjectStore.delete

    async def meanwhile(store, key):
        await delete(store, key)
        library.database.write("UPDATE jobs SET failure='[\"busy\"]' WHERE state='done'")

    monkeypatch.setattr(ObjectStore, "delete", meanwhile)
    run_to_end(runner, a_request(stack))

    now = only_job(library)
    assert (now.failure, now.object_keys) == ('["busy"]', ())


def test_a_job_begun_again_still_knows_what_its_first_try_left_at_the_store(
    runner, library, stack, service
):
    failed = refused(runner, library, stack, service)
    library.database.write("UPDATE jobs SET object_keys='[\"left/1\"]'")
    service.objects["left/1"] = b"x"
    runner.admit(a_request(stack, is_rerun=True))  # so that the content is not known yet

    async def act():
        runner.cancel(another(library, failed.uid).uid)
        await idle(runner)
        service.hang_on = "PUT"
        runner.retry(failed.uid)
        await service.hung.wait()

    served(runner, act)

    keys = library.jobs.get(failed.uid).object_keys
    assert keys[-1] == "left/1"
    assert len(keys) == 2


def test_two_processes_that_retry_one_job_do_not_undo_each_other(
    runner, library, stack, service, clock
):
    """The second has seen the job as it stood before the first one was through with it."""
    failed = refused(runner, library, stack, service)
    service.poll_script = [job_answer("PROCESSING")] * 2
    with open_library(library.folders) as elsewhere:
        other = JobRunner(elsewhere, service, clock, make_transport=service.transport)
        seen = elsewhere.jobs.get(failed.uid)
        elsewhere.jobs.get = _stale_once(elsewhere.jobs.get, seen)

        async def act():
            await until_finished(runner, lambda: runner.retry(failed.uid))
            other.retry(failed.uid)

        served(runner, act)

    now = library.jobs.get(failed.uid)
    assert (now.state, now.request_id) == (JobState.DONE, "REQ-00000001")
    assert len(service.submissions) == 2


def test_a_job_whose_lock_finds_no_room_stands_where_it_was(
    runner, library, stack, service, monkeypatch
):
    """Its service has it: nothing of this disk's may end it."""
    job = library.jobs.save(
        replace(runner.admit(a_request(stack)), state=JobState.WAITING, request_id="REQ-00000001")
    )

    def full(_lock):
        raise CannotWrite("locks", FileTrouble.FULL)

    async def act():
        with monkeypatch.context() as patched:
            patched.setattr(ProcessLock, "acquire", full)
            return await until_finished(runner, runner.resume_all)

    said = served(runner, act)

    assert error_of(said.failure).trouble is FileTrouble.FULL
    assert library.jobs.get(job.uid) == job


def forgotten_meanwhile(runner, library, monkeypatch):
    """Let another process have each new job, and find that its input is known already."""
    follow, held = runner._clock.sleep, []

    async def forgotten(seconds):
        if held:
            library.jobs.forget(held[-1].path.stem)
            held.pop().release()
        await follow(seconds)

    add = library.jobs.add

    def taken(job, *said):
        kept = add(job, *said)
        if len(library.jobs.all()) == 2 and not held:
            held.append(library.job_lock(kept.uid))
            assert held[0].acquire()
            monkeypatch.setattr(library.jobs, "add", add)
        return kept

    monkeypatch.setattr(runner._clock, "sleep", forgotten)
    monkeypatch.setattr(library.jobs, "add", taken)


def test_a_job_that_another_process_found_known_is_found_known_here_as_well(
    runner, library, stack, service, monkeypatch
):
    first = run_to_end(runner, a_request(stack))
    library.database.write("UPDATE jobs SET intent_key='another'")
    forgotten_meanwhile(runner, library, monkeypatch)

    done = run_to_end(runner, a_request(stack))

    assert (done.uid, len(service.submissions)) == (first.uid, 1)
    assert only_job(library).uid == first.uid


def test_a_window_goes_on_when_a_job_is_forgotten_elsewhere(
    runner, library, stack, service, monkeypatch
):
    run_to_end(runner, a_request(stack))
    library.database.write("UPDATE jobs SET intent_key='another'")
    forgotten_meanwhile(runner, library, monkeypatch)

    async def act():
        return await until_finished(runner, lambda: runner.start(a_request(stack)))

    assert not served(runner, act).failure
    assert len(service.submissions) == 1


def broken(*_said):
    raise ZeroDivisionError


def stopped_while_reading(runner, stack, service, monkeypatch, **members):
    """Let a service answer at once, and our reading of it break; returns the job."""
    body = a_body(Data=data(a_nodule(ImageX="3", ImageY="2")), **members)
    service.submit_script = [an_envelope(body)]

    async def act():
        with monkeypatch.context() as patched:
            patched.setattr(finishing, "_read", broken)
            return await until_finished(runner, lambda: runner.start(a_request(stack)))

    return served(runner, act)


@pytest.mark.parametrize("is_given_up", [False, True])
def test_our_own_fault_while_reading_does_not_throw_a_paid_answer_away(
    runner, library, stack, service, monkeypatch, is_given_up
):
    """One that came at once has no number to be asked for again: it would be paid for twice."""
    stopped = stopped_while_reading(runner, stack, service, monkeypatch, RequestId="")
    assert stopped.failure
    assert library.jobs.get(stopped.uid).state is JobState.ANSWERED

    async def again():
        if is_given_up:
            runner.cancel(stopped.uid)
            assert library.jobs.get(stopped.uid).state is JobState.FAILED
            await idle(runner)
        return await until_finished(runner, lambda: runner.retry(stopped.uid))

    assert served(runner, again).state is JobState.DONE
    assert len(service.submissions) == 1


def test_an_answer_that_is_lost_is_asked_for_again_once_the_job_is_given_up(
    runner, library, stack, service, monkeypatch
):
    """Else it would stand in the way of every other analysis of its like."""
    stopped = stopped_while_reading(runner, stack, service, monkeypatch)
    (file,) = library.folders.blobs.glob("??/*")
    file.unlink()

    async def again():
        runner.cancel(stopped.uid)
        await idle(runner)
        return await until_finished(runner, lambda: runner.start(a_request(stack)))

    again_done = served(runner, again)
    assert (again_done.uid, again_done.state) == (stopped.uid, JobState.DONE)
    assert len(service.submissions) == 1


def test_why_a_job_stopped_before_is_not_taken_for_why_it_stops_now(
    runner, library, stack, service, monkeypatch
):
    """Another process that wants the same looks on while the files of its answer are fetched."""
    job = runner.admit(a_request(stack))
    name = library.blobs.put(success(a_nodule(ImageX="3", ImageY="2")))
    library.jobs.save(
        replace(job, state=JobState.ANSWERED, answer_hash=name, failure='["busy", "h", ""]')
    )
    fetch, seen = fetching.fetch, []

    async def looked_on(context, fetched):
        seen.append(library.jobs.get(job.uid).failure)
        return await fetch(context, fetched)

    monkeypatch.setattr(fetching, "fetch", looked_on)
    assert run_to_end(runner, a_request(stack)).state is JobState.DONE

    assert seen == [""]


def test_what_keeps_uploads_from_being_deleted_does_not_change_how_a_job_ended(
    runner, library, stack, service, monkeypatch
):
    def locked():
        raise LibraryUnavailable("library", LibraryTrouble.LOCKED)

    monkeypatch.setattr(library.jobs, "with_objects", locked)

    assert run_to_end(runner, a_request(stack)).state is JobState.DONE


def test_cancelling_what_another_process_has_just_finished_changes_nothing(
    runner, library, stack, service, clock
):
    with open_library(library.folders) as elsewhere:
        other = JobRunner(elsewhere, service, clock, make_transport=service.transport)
        begun = runner.admit(a_request(stack))
        elsewhere.jobs.get = _stale_once(elsewhere.jobs.get, begun)

        async def act():
            await runner.run_job(begun.uid)
            other.cancel(begun.uid)

        asyncio.run(act())

    assert only_job(library).state is JobState.DONE
    assert only_job(library).answer_hash


def _stale_once(get, seen):
    """Answer from memory the first time, as somebody who looked a moment ago."""
    answers = [seen]
    return lambda uid: answers.pop() if answers else get(uid)

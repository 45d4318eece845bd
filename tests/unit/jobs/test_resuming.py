"""The same input once, and jobs that an earlier process left."""

import asyncio
import shutil

import pytest

from tests.job_builders import a_request, only_job, resumed, run_to_end
from viewer.domain.job import JobState
from viewer.foundation.errors import UnreadableImage
from viewer.imaging.scan import scan
from viewer.jobs.runner import JobRunner
from viewer.vendors.errors import (
    UnknownOutcome,
)


class PowerCut(BaseException):
    """The process ends here."""


def killed_at(runner, library, stack, state, request=None):
    """Run until that state is on disk, then stop as a killed process does."""
    save = library.jobs.save

    def dying(job):
        save(job)
        if job.state is state:
            raise PowerCut
        return job

    library.jobs.save = dying
    try:
        with pytest.raises(PowerCut):
            run_to_end(runner, request or a_request(stack))
    finally:
        library.jobs.save = save


def test_r040_the_same_input_is_analysed_once(runner, library, stack, service):
    async def main():
        first = await runner.run_to_end(a_request(stack))
        second = await runner.run_to_end(a_request(stack))
        await runner.aclose()
        return first, second

    first, second = asyncio.run(main())

    assert first.uid == second.uid
    assert len(service.submissions) == 1
    assert only_job(library) == first


def test_r040_two_clicks_are_one_submission(runner, stack, service):
    async def main():
        serving = asyncio.get_running_loop().create_task(runner.serve())
        await asyncio.sleep(0)
        jobs = {runner.start(a_request(stack)).uid for _ in range(2)}
        finished = asyncio.get_running_loop().create_future()
        runner.finished.connect(lambda job: finished.done() or finished.set_result(job))
        await finished
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return jobs

    assert len(asyncio.run(main())) == 1
    assert len(service.submissions) == 1


def test_another_threshold_is_another_input(runner, library, stack, service):
    async def main():
        await runner.run_to_end(a_request(stack))
        await runner.run_to_end(a_request(stack, parameters={"Threshold": "0.3"}))
        await runner.aclose()

    asyncio.run(main())

    assert len(service.submissions) == 2


def test_running_again_is_a_submission_of_its_own(runner, library, stack, service):
    async def main():
        await runner.run_to_end(a_request(stack))
        again = await runner.run_to_end(a_request(stack, is_rerun=True))
        await runner.aclose()
        return again

    again = asyncio.run(main())

    assert len(service.submissions) == 2
    assert len(library.runs.for_series(again.series)) == 2


def test_changed_pixels_are_another_input(runner, stack, service, folder):
    async def main():
        await runner.run_to_end(a_request(stack))
        for path in folder.iterdir():
            content = path.read_bytes()
            path.write_bytes(content[:-2] + b"\x01\x7f")
        await runner.run_to_end(a_request(scan([folder]).stacks[0]))
        await runner.aclose()

    asyncio.run(main())

    assert len(service.submissions) == 2


@pytest.mark.parametrize(
    "state", [JobState.PREPARED, JobState.UPLOADED, JobState.WAITING, JobState.ANSWERED]
)
def test_r041_a_killed_job_goes_on_where_it_was(runner, library, stack, service, clock, state):
    killed_at(runner, library, stack, state)
    assert only_job(library).state is state

    done = resumed(library, service, clock)

    assert done.state is JobState.DONE
    assert len(service.submissions) == 1
    assert len(library.runs.result(done.uid).findings) == 1


def test_r041_killed_while_submitting_is_uncertain(runner, library, stack, service, clock):
    killed_at(runner, library, stack, JobState.SUBMITTING)

    with pytest.raises(UnknownOutcome):
        resumed(library, service, clock)

    assert service.submissions == []
    assert only_job(library).state is JobState.UNCERTAIN


def test_prepared_files_that_are_gone_are_made_again(runner, library, stack, service, clock):
    killed_at(runner, library, stack, JobState.PREPARED)
    shutil.rmtree(library.folders.cache)

    assert resumed(library, service, clock).state is JobState.DONE


def test_images_that_are_gone_are_said(runner, library, stack, service, clock, folder):
    job = runner.admit(a_request(stack))
    shutil.rmtree(folder)

    with pytest.raises(UnreadableImage):
        resumed(library, service, clock, uid=job.uid)

    assert only_job(library).state is JobState.FAILED


def test_images_are_found_again_where_they_were(runner, library, stack, service, clock):
    job = runner.admit(a_request(stack))

    assert resumed(library, service, clock, uid=job.uid).state is JobState.DONE


def test_everything_left_is_resumed_at_once(runner, library, stack, service, clock):
    killed_at(runner, library, stack, JobState.WAITING)
    again = JobRunner(library, service, clock, make_transport=service.transport)

    async def main():
        finished = asyncio.get_running_loop().create_future()
        again.finished.connect(finished.set_result)
        assert [job.state for job in again.resume_all()] == [JobState.WAITING]
        serving = asyncio.get_running_loop().create_task(again.serve())
        job = await finished
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return job

    assert asyncio.run(main()).state is JobState.DONE


def test_r044_a_job_that_another_process_runs_is_left_to_it(runner, library, stack, service):
    job = runner.admit(a_request(stack))
    other = library.job_lock(job.uid)
    other.acquire()

    async def main():
        waiting = asyncio.get_running_loop().create_task(runner.run_job(job.uid))
        for _ in range(20):
            await asyncio.sleep(0)
        assert service.submissions == []
        other.release()
        done = await waiting
        await runner.aclose()
        return done

    assert asyncio.run(main()).state is JobState.DONE
    assert len(service.submissions) == 1

"""Running jobs in tests: requests, runs to the end, and what a new process does."""

import asyncio

from viewer.domain.job import Job
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.vendors.gateway.medical import LUNG_NODULE

SLICES = 20


def a_request(stack, **changes):
    return AnalysisRequest(**{"endpoint": LUNG_NODULE, "stack": stack, **changes})


def run_to_end(runner, request):
    async def main():
        try:
            return await runner.run_to_end(request)
        finally:
            await runner.aclose()

    return asyncio.run(main())


def resumed(library, service, clock, *, uid=None):
    """Do what a new process does: go on with what the library says."""
    again = JobRunner(library, service, clock, make_transport=service.transport)
    (job,) = library.jobs.all() if uid is None else (library.jobs.get(uid),)

    async def main():
        try:
            return await again.run_job(job.uid)
        finally:
            await again.aclose()

    return asyncio.run(main())


def served(runner, act):
    """Serve while `act` goes on."""

    async def main():
        serving = asyncio.get_running_loop().create_task(runner.serve())
        await asyncio.sleep(0)
        try:
            return await act()
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    return asyncio.run(main())


async def until_finished(runner, act):
    """Do something and return the job that is finished next."""
    finished = asyncio.get_running_loop().create_future()
    runner.finished.connect(lambda job: finished.done() or finished.set_result(job))
    act()
    return await finished


async def idle(runner, uid=""):
    """Wait until no job (or this one) has a task: what they left is tidied away."""
    while tasks := [task for name, task in runner._tasks.items() if uid in {"", name}]:
        await asyncio.wait(tasks)


def only_job(library) -> Job:
    (job,) = library.jobs.all()
    return job

"""One job from state to state, until nothing can be done any more."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from viewer.domain.job import TRANSITIONS, Job, JobState
from viewer.domain.result import AnalysisResult, RunState
from viewer.foundation.errors import ExitStatus, Forgotten, KnownError
from viewer.jobs import finishing, preparing, submitting, tidying, uploading, waiting
from viewer.jobs.context import CancelWanted, Paused, SameInput, StepContext
from viewer.jobs.services import has_lost_its_service
from viewer.vendors.errors import UnknownOutcome, VendorError, failure_text

StepFunction = Callable[[StepContext, Job], Awaitable[Job]]
STEPS: Final[dict[JobState, StepFunction]] = {
    JobState.INTENDED: preparing.prepare,
    JobState.PREPARED: uploading.upload,
    JobState.UPLOADED: submitting.submit,
    JobState.WAITING: waiting.wait,
    JobState.ANSWERED: finishing.finish,
}


class Driver:
    """Runs the steps of jobs; whoever calls holds the job's lock."""

    def __init__(self, context: StepContext) -> None:
        self._context = context

    async def run(self, uid: str) -> Job:
        """Run a job and return it as it stands then.

        Where the embedded service went away it is run once more with a new one. A job of another
        uid is returned where that one has the same input; this one is forgotten then.
        """
        job = await self._steps(uid)
        if has_lost_its_service(job):
            job = await self._steps(uid)
        if job.uid != uid or not job.is_final:
            return job
        await tidying.tidy(self._context, job)
        return self.get(uid)

    async def _steps(self, uid: str) -> Job:
        """Do step after step; returns the job as it stands when nothing can be done any more."""
        try:
            return await self._walked(self.get(uid))
        except SameInput as same:
            return await self._end_as_same(self.get(uid), same.job)
        except (CancelWanted, Paused, KnownError, OSError) as end:
            return self._ended(self.get(uid), end)

    async def _walked(self, job: Job) -> Job:
        if job.state is JobState.SUBMITTING:  # an earlier process died between two commits
            failure = failure_text(UnknownOutcome(job.service))
            return self._context.moved(job, JobState.UNCERTAIN, failure=failure)
        if job.failure and job.state in STEPS:  # why it stopped before; whoever looks on goes by it
            job = self._context.commit(replace(job, failure=""))
        while job.state in STEPS:
            if self._context.is_cancelled(job.uid) and _may(job, JobState.CANCELLED):
                return self.end_cancelled(job)
            job = await STEPS[job.state](self._context, job)
        return job

    def _ended(self, job: Job, end: CancelWanted | Paused | KnownError | OSError) -> Job:
        if isinstance(end, CancelWanted):
            return self.end_cancelled(job)
        if isinstance(end, Paused):
            return self._context.commit(replace(job, failure=failure_text(end.cause)))
        return job if isinstance(end, UnknownOutcome) else self.stopped(job, end)

    def stopped(self, job: Job, error: KnownError | OSError) -> Job:
        """Keep why a job stopped. What the service did or does is not thrown away for our sake."""
        known = error if isinstance(error, KnownError) else KnownError(type(error).__name__)
        if _is_paid_for(job) and not isinstance(known, VendorError):
            return self._context.commit(replace(job, failure=failure_text(known)))
        return self.fail(job, known)

    async def _end_as_same(self, job: Job, same: Job) -> Job:
        """Forget a job whose input another one has; that one is the outcome.

        One that a service refused before is kept as it ended then: its run speaks of it.
        """
        await tidying.tidy(self._context, job)
        run = self._context.library.runs.get(job.uid)
        if run is None:
            self._context.library.jobs.forget(job.uid)
        else:
            self._context.moved(self.get(job.uid), JobState.FAILED, failure=run.failure)
        return same

    def fail(self, job: Job, error: KnownError) -> Job:
        """Keep the failure; where the service failed it is a run of its own."""
        failure = failure_text(error)
        if not _may(job, JobState.FAILED):
            return job
        if job.state is JobState.SUBMITTING and not isinstance(error, VendorError):
            failure = failure_text(UnknownOutcome(job.service))  # our fault: it may have arrived
            return self._context.moved(job, JobState.UNCERTAIN, failure=failure)
        if isinstance(error, VendorError) and error.exit_status is ExitStatus.SERVICE:
            job = finishing.with_answer(self._context, job, error)
            result = AnalysisResult(endpoint=job.endpoint, state=RunState.FAILED)
            return finishing.keep_run(self._context, job, JobState.FAILED, result, failure)
        return self._context.moved(job, JobState.FAILED, failure=failure)

    def end_cancelled(self, job: Job) -> Job:
        """Keep that a job is cancelled, where it can still be.

        One whose answer is here and cannot be read or kept is given up: else it would stand in the
        way of every other of its like.
        """
        if _may(job, JobState.CANCELLED):
            return self._context.moved(job, JobState.CANCELLED)
        if job.state is JobState.ANSWERED and job.failure:
            return self._context.moved(job, JobState.FAILED)
        return job

    async def tidied(self, job: Job) -> Job:
        """Take away what a cancelled job left, here and at the service."""
        await preparing.packing_ended(self._context, job)
        await tidying.tidy(self._context, job)
        return self.get(job.uid)

    def get(self, uid: str) -> Job:
        """Return a job as it is on disk. Raises Forgotten."""
        job = self._context.library.jobs.get(uid)
        if job is None:
            raise Forgotten(uid)
        return job


def _may(job: Job, state: JobState) -> bool:
    return state in TRANSITIONS[job.state]


def _is_paid_for(job: Job) -> bool:
    """Tell whether the service has done or is doing the work: nothing here may throw that away."""
    return job.state in {JobState.WAITING, JobState.ANSWERED}

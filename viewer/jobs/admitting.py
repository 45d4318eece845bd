"""Which job an intention becomes: a new one, or one that a service has already."""

from typing import Final
from uuid import uuid4

from viewer.domain.job import Job, JobState
from viewer.jobs.context import StepContext
from viewer.jobs.request import AnalysisRequest, title_of
from viewer.vendors.errors import Expired, JobFailed, error_of

_RESET: Final[dict[str, object]] = {
    "request_id": "",
    "object_keys": (),
    "input_hash": "",
    "answer_hash": "",
    "evidence_hash": "",
    "failure": "",
}


def new_job(context: StepContext, request: AnalysisRequest) -> Job:
    """Return a job for a request; it is not kept by this. Raises WrongUsage for a parameter."""
    series = request.stack.description
    return Job(
        uid=uuid4().hex,
        endpoint=request.endpoint.name,
        series=series.reference,
        service=request.service,
        created=context.clock.now(),
        input_hash="",
        source_paths=request.stack.source_paths,
        parameters=request.checked_parameters(),
        title=title_of(series),
        is_rerun=request.is_rerun,
    )


def accepted_before(context: StepContext, intent_key: str) -> Job | None:
    """Return the latest job of an intention if a service has it and it stopped for our sake.

    Its result is asked for; submitting the same anew would be paid for twice.
    """
    job = context.library.jobs.latest_of(intent_key)
    if job is None or not job.is_final or job.state is JobState.DONE:
        return None
    return job if _may_ask(job) else None


def renewed(context: StepContext, job: Job) -> Job:
    """Commit the state from which a stopped job goes on, or begins again."""
    if job.state not in {JobState.FAILED, JobState.CANCELLED, JobState.UNCERTAIN}:
        return job
    if job.is_final and _may_ask(job):
        return context.moved(job, JobState.WAITING, failure="")
    return context.moved(job, JobState.INTENDED, **_RESET)


def _may_ask(job: Job) -> bool:
    """Tell whether a service has this job and has not said its last word on it."""
    return bool(job.request_id) and not isinstance(error_of(job.failure), JobFailed | Expired)

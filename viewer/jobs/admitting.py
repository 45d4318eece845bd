"""Which job an intention becomes: a new one, or one that a service has already."""

from typing import Final
from uuid import uuid4

from viewer.domain.job import Job, JobState
from viewer.foundation.errors import Forgotten
from viewer.jobs.context import StepContext
from viewer.jobs.request import AnalysisRequest, title_of
from viewer.vendors.errors import Expired, JobFailed, UnknownOutcome, error_of

_RESET: Final[dict[str, object]] = {
    "request_id": "",
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
        frame=request.sent_frame,
        window=request.window,
        others=tuple(other.kept() for other in request.others),
        title=title_of(request),
        is_rerun=request.is_anew,
    )


def accepted_before(context: StepContext, intent_key: str) -> Job | None:
    """Return the latest job of an intention if a service has it and it stopped for our sake.

    Its result is asked for; submitting the same anew would be paid for twice.
    """
    job = context.library.jobs.latest_of(intent_key)
    if job is None or not job.is_final or job.state is JobState.DONE:
        return None
    return job if _may_ask(job) else None


def reopened(context: StepContext, intent_key: str) -> Job | None:
    """Return the latest job of an intention, UNCERTAIN again, if that was let be by somebody.

    It may have been accepted: whoever wants the same once more is asked, it is not just sent.
    """
    jobs = context.library.jobs
    with context.library.database.transaction():
        job = jobs.latest_of(intent_key)
        if job is None or job.state is not JobState.CANCELLED:
            return None
        if not isinstance(error_of(job.failure), UnknownOutcome):
            return None
        job = jobs.save(job.moved_to(JobState.UNCERTAIN, at=context.clock.now()))
    context.tell(job)
    return job


def renewed(context: StepContext, uid: str) -> Job:
    """Commit the state from which a stopped job goes on, or begins again.

    Looked at and written in one transaction: another process may renew it too, and be far ahead
    by now. Where the same intention is under way in another job, that one is returned.
    """
    jobs = context.library.jobs
    with context.library.database.transaction():
        job = jobs.get(uid)
        if job is None:
            raise Forgotten(uid)
        if job.state not in {JobState.FAILED, JobState.CANCELLED, JobState.UNCERTAIN}:
            return job
        like = jobs.like_under_way(uid)
        if like is not None:
            return like
        job = jobs.save(_begun_again(context, job))
    context.tell(job)
    return job


def _begun_again(context: StepContext, job: Job) -> Job:
    now = context.clock.now()
    if job.is_final and _may_ask(job):
        return job.moved_to(JobState.WAITING, at=now, failure="")
    if job.answer_hash and context.library.runs.get(job.uid) is None:  # it was never read
        return job.moved_to(JobState.ANSWERED, at=now, failure="")
    return job.moved_to(JobState.INTENDED, at=now, **_RESET)


def _may_ask(job: Job) -> bool:
    """Tell whether a service has this job and has not said its last word on it."""
    return bool(job.request_id) and not isinstance(error_of(job.failure), JobFailed | Expired)

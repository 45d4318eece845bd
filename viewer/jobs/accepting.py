"""Keeping what a service accepted: it may be paid for, so nothing here may lose it."""

import logging
from contextlib import suppress
from dataclasses import replace
from typing import Final

from viewer.domain.job import Job, JobState
from viewer.foundation.errors import CannotWrite, LibraryUnavailable
from viewer.foundation.killpoints import KillPoint, reached
from viewer.jobs.context import StepContext
from viewer.vendors.errors import UnknownOutcome, failure_text
from viewer.vendors.gateway.client import Submitted

_log = logging.getLogger(__name__)
_KEEP_TRIES: Final = 120
_KEEP_AGAIN_S: Final = 5.0


def kept(context: StepContext, job: Job, submitted: Submitted) -> Job:
    """Keep what was accepted; an answer that cannot be kept is asked for again, or uncertain."""
    name = ""
    if submitted.answer:
        try:
            name = context.library.blobs.put(submitted.answer)
        except CannotWrite:
            state = JobState.WAITING if submitted.request_id else JobState.UNCERTAIN
            failure = "" if submitted.request_id else failure_text(UnknownOutcome(job.service))
            context.moved(
                job, state, request_id=submitted.request_id, fee=submitted.fee, failure=failure
            )
            raise
    accepted = context.moved(
        job,
        JobState.ANSWERED if name else JobState.WAITING,
        request_id=submitted.request_id,
        fee=submitted.fee,
        answer_hash=name,
    )
    reached(KillPoint.REQUEST_ID_COMMITTED)
    if submitted.evidence:
        evidence = evidence_of(context, submitted.evidence)
        accepted = context.commit(replace(accepted, evidence_hash=evidence))
    return accepted


def evidence_of(context: StepContext, raw: bytes) -> str:
    """Keep an answer that could not be read and return its name; empty where there is none."""
    if not raw:
        return ""
    with suppress(CannotWrite):  # what became of the job is worth more than the words
        return context.library.blobs.put(raw)
    return ""


async def kept_later(context: StepContext, job: Job, submitted: Submitted) -> Job:
    """Try again for a while to keep what was accepted: somebody may make room on the disk."""
    # no secret; all that is left of what was paid for, should the disk stay full
    _log.error("job %s was accepted as %s; not kept yet", job.uid, submitted.request_id)
    for _ in range(_KEEP_TRIES):
        await context.clock.sleep(_KEEP_AGAIN_S)
        with suppress(LibraryUnavailable):
            return kept(context, job, submitted)
    return kept(context, job, submitted)

"""A picture that goes in the submission itself, and is answered there: the dental service.

Nothing is uploaded before. Until the last byte has left nothing can have been accepted, so a
broken connection may be repeated, and a person may still cancel.
"""

import asyncio
from collections.abc import Awaitable, Callable

from viewer.domain.job import Job
from viewer.foundation.killpoints import KillPoint, reached
from viewer.jobs import packing
from viewer.jobs.context import CancelWanted, StepContext
from viewer.jobs.inputs import inputs_of
from viewer.jobs.meter import ByteMeter
from viewer.jobs.progress import JobProgress, Step
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.connection import Connection
from viewer.vendors.dental.client import FILE_NAME, DentalClient
from viewer.vendors.gateway.client import Submitted

Sending = Callable[[], Awaitable[Submitted]]
"""Submits a job once. Raises what its client raises."""


async def sending(context: StepContext, job: Job, connection: Connection) -> Sending | None:
    """Return the call that sends the prepared picture; None where that is gone."""
    picture = await asyncio.to_thread(_picture, context, job)
    if picture is None:
        return None
    client = DentalClient(connection, context.transport_to(connection))

    async def send() -> Submitted:
        meter = ByteMeter(context.clock)
        meter.begin(FILE_NAME, len(picture))
        left = len(picture)

        def on_sent(size: int) -> None:
            nonlocal left
            if context.is_cancelled(job.uid):
                raise CancelWanted
            left -= size
            meter.add(FILE_NAME, size)
            reached(KillPoint.MID_UPLOAD)
            at_work = JobProgress(job.uid, Step.SUBMIT)
            context.report(meter.progress(job.uid, Step.SUBMIT) if left > 0 else at_work)

        endpoint = endpoint_named(job.endpoint)
        answer = await client.detect(endpoint, picture, job.parameters, on_sent)
        return Submitted("", answer=answer)

    return send


def _picture(context: StepContext, job: Job) -> bytes | None:
    """Return what was packed; None where it is gone."""
    (given,) = inputs_of(job)
    package = packing.packed(context.outgoing(job) / given.folder)
    try:
        return package.files[0].read_bytes() if package is not None else None
    except OSError:
        return None

"""UPLOADED → WAITING or ANSWERED: the one step that costs money and must not happen twice.

The disk says SUBMITTING exactly while a request may be on its way. A wait between two tries is
UPLOADED again: nothing was accepted, so it can be cancelled, and a kill leaves no doubt.
"""

import asyncio
import hashlib
from collections.abc import Coroutine
from functools import partial
from typing import Final

from viewer.domain.job import Job, JobState
from viewer.foundation.errors import LibraryUnavailable
from viewer.foundation.killpoints import KillPoint, reached
from viewer.jobs import accepting, detecting, packing
from viewer.jobs.context import CancelWanted, StepContext
from viewer.jobs.detecting import Sending
from viewer.jobs.inputs import inputs_of
from viewer.jobs.progress import JobProgress, Step
from viewer.jobs.uploading import submitted_keys
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.connection import Connection
from viewer.vendors.errors import (
    Busy,
    Interrupted,
    UnknownOutcome,
    Unreachable,
    Untrusted,
    failure_text,
)
from viewer.vendors.gateway.client import GatewayClient, Submission
from viewer.vendors.gateway.endpoint import SentForm, Wire
from viewer.vendors.objectstore import ObjectStore

_TRIES: Final = 4
_CLOSING_S: Final = 3.0
_TRACER_LENGTH: Final = 32


async def submit(context: StepContext, job: Job) -> Job:
    """UPLOADED → WAITING or ANSWERED; UNCERTAIN where nobody knows whether it was accepted.

    Back to INTENDED where nothing tells any more what was uploaded.
    """
    context.report(JobProgress(job.uid, Step.SUBMIT))
    connection = await context.connection(job)
    is_dental = endpoint_named(job.endpoint).wire is Wire.DENTAL
    prepare = detecting.sending if is_dental else _sending
    sending = await prepare(context, job, connection)
    if sending is None:
        return context.moved(job, JobState.INTENDED, input_hash="")

    async def once() -> Job:
        await context.holds.passed(connection.host)
        return await _to_its_end(_sent(context, job, connection, sending))

    return await context.retrying(connection)(once, _TRIES)


async def _to_its_end(sending: Coroutine[object, object, Job]) -> Job:
    """Await a submission; when the program closes, give its answer a moment to be kept."""
    task = asyncio.ensure_future(sending)  # noqa: TID251 - awaited to its end right here
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=_CLOSING_S)
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # what was to be said of it is on disk
        raise


async def _sending(context: StepContext, job: Job, connection: Connection) -> Sending | None:
    """Return the call that submits a job to the gateway; None where what was packed is gone."""
    store = await context.store(connection)
    submission = await asyncio.to_thread(_submission, context, job, store)
    if submission is None:
        return None
    client = GatewayClient(connection, context.transport_to(connection))
    return partial(client.submit, endpoint_named(job.endpoint), submission)


async def _sent(context: StepContext, job: Job, connection: Connection, sending: Sending) -> Job:
    if context.is_cancelled(job.uid):
        raise CancelWanted
    submitting = context.moved(job, JobState.SUBMITTING, service=connection.service)
    reached(KillPoint.BEFORE_SUBMIT)
    try:
        submitted = await sending()
    except UnknownOutcome as error:
        _keep_uncertain(context, submitting, error)
        raise
    except (Unreachable, Untrusted, Interrupted, Busy, CancelWanted):
        context.moved(submitting, JobState.UPLOADED)
        if context.is_cancelled(job.uid):
            raise CancelWanted from None
        raise
    # nothing may be awaited between the answer and its commit
    reached(KillPoint.ANSWER_IN_MEMORY)
    try:
        return accepting.kept(context, submitting, submitted)
    except LibraryUnavailable:
        return await accepting.kept_later(context, submitting, submitted)


def _keep_uncertain(context: StepContext, job: Job, error: UnknownOutcome) -> None:
    """Keep that nobody knows, with the answer that could not be read as evidence."""
    evidence = accepting.evidence_of(context, error.raw)
    context.moved(job, JobState.UNCERTAIN, failure=failure_text(error), evidence_hash=evidence)


def _submission(context: StepContext, job: Job, store: ObjectStore) -> Submission | None:
    """Return what is submitted; None where what was packed is gone."""
    addresses: list[tuple[str, str]] = []
    inputs = inputs_of(job)
    packages = [packing.packed(context.outgoing(job) / given.folder) for given in inputs]
    for given, package in zip(inputs, packages, strict=True):
        if package is None:
            return None
        keys = submitted_keys(job, given, package)
        addresses += ((given.slot.field, store.address(key)) for key in keys)
    return Submission(
        addresses=tuple(addresses),
        parameters=job.parameters,
        form=packages[0].form if packages and packages[0] else SentForm.SERIES,
        tracer=hashlib.sha256(f"tracer/{job.uid}".encode()).hexdigest()[:_TRACER_LENGTH],
    )

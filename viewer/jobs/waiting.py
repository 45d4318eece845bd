"""WAITING → ANSWERED: asking for the result of a job that the service has."""

import asyncio
from dataclasses import replace
from typing import Final

from viewer.domain.job import Job, JobState
from viewer.foundation.errors import BugError
from viewer.foundation.killpoints import KillPoint, reached
from viewer.jobs import schedule
from viewer.jobs.context import Paused, StepContext
from viewer.jobs.progress import JobProgress, Step
from viewer.jobs.retrying import PASSING
from viewer.vendors.connection import Connection
from viewer.vendors.errors import BadCredentials, Garbled, GaveUp, Interrupted, Untrusted
from viewer.vendors.gateway.client import GatewayClient, JobAnswer

_TRIES: Final = 8
_TRIES_HERE: Final = 4
_GARBLED_TRIES: Final = 3
_GIVE_UP_S: Final = 3600.0
_LONGEST_TURN_S: Final = 300.0
"""What lies longer between two questions was the computer's sleep, and not the service's delay."""


async def wait(context: StepContext, job: Job) -> Job:
    """WAITING → ANSWERED. Raises Paused: the job stays as it is, its RequestId is kept."""
    context.report(JobProgress(job.uid, Step.WAIT))
    connection = await context.connection(job)
    plan = schedule.POLL_LOCAL if connection.is_local else schedule.POLL
    waited, last = 0.0, context.clock.monotonic()
    for delay in plan.delays(context.chance):
        answer = await asked(context, connection, job)
        if answer.raw:
            return await _answered(context, job, answer)
        if answer.fee:
            job = context.commit(replace(job, fee=job.fee + answer.fee))
        context.report(JobProgress(job.uid, Step.WAIT, None, answer.status))
        now = context.clock.monotonic()
        waited, last = waited + min(now - last, _LONGEST_TURN_S), now
        if waited > _GIVE_UP_S:
            raise Paused(GaveUp(connection.host, str(int(_GIVE_UP_S / 60))))
        await context.clock.sleep(delay)
        reached(KillPoint.BETWEEN_POLLS)
    raise BugError("a schedule of delays ended")


async def _answered(context: StepContext, job: Job, answer: JobAnswer) -> Job:
    """Keep the answer, then that it is there; a job cut off between the two asks again."""
    reached(KillPoint.SUCCESS_IN_MEMORY)
    name = await asyncio.to_thread(context.library.blobs.put, answer.raw)
    reached(KillPoint.BLOB_SYNCED)
    fee = job.fee + answer.fee
    answered = context.moved(job, JobState.ANSWERED, answer_hash=name, fee=fee)
    reached(KillPoint.ANSWER_COMMITTED)
    return answered


async def asked(context: StepContext, connection: Connection, job: Job) -> JobAnswer:
    """Ask once; what passes is retried, what a person must mend is raised as Paused."""
    client = GatewayClient(connection, context.transport_to(connection))
    garbled = 0

    async def once() -> JobAnswer:
        nonlocal garbled
        try:
            return await client.ask_result(job.request_id)
        except Garbled:
            garbled += 1
            if garbled >= _GARBLED_TRIES:
                raise
            raise Interrupted(connection.host, "poll") from None

    try:
        tries = _TRIES_HERE if connection.is_local else _TRIES
        return await context.retrying(connection)(once, tries)
    except (*PASSING, Untrusted, BadCredentials) as error:
        raise Paused(error) from None

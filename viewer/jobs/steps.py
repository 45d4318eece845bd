"""The steps of a job, one per state: each does one thing and commits the next state.

Order on disk (each arrow a durable commit): INTENDED → PREPARED → UPLOADED → SUBMITTING →
WAITING with its RequestId → ANSWERED with the raw answer → DONE. A process that starts and finds
SUBMITTING cannot know what became of it: UNCERTAIN, never submitted again by itself.
"""

import asyncio
import random
import shutil
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from viewer.domain.job import Job, JobState
from viewer.domain.result import RunState
from viewer.foundation.clock import Clock
from viewer.foundation.errors import BugError, CannotWrite, LibraryUnavailable
from viewer.foundation.killpoints import KillPoint, reached
from viewer.foundation.redact import redacted
from viewer.imaging.stack import ImageStack
from viewer.jobs import accepting, packing, schedule
from viewer.jobs.progress import JobProgress, Step
from viewer.jobs.request import input_hash
from viewer.jobs.retrying import PASSING, Retrying
from viewer.jobs.services import ServiceDirectory
from viewer.privacy.uid_map import UidMap
from viewer.storage.library import Library
from viewer.storage.runs import Run
from viewer.storage.settings import (
    DELETE_UPLOADS,
    ORGANISATION_ID,
    ORGANISATION_NAME,
    SERIES_STRATEGY,
)
from viewer.vendors.connection import Connection
from viewer.vendors.errors import (
    BadCredentials,
    Busy,
    Garbled,
    GaveUp,
    Interrupted,
    JobFailed,
    LimitBroken,
    Refused,
    UnknownOutcome,
    Unreachable,
    Untrusted,
    VendorError,
    failure_text,
)
from viewer.vendors.gateway import envelope, one_url
from viewer.vendors.gateway.client import GatewayClient, JobAnswer, Submitted
from viewer.vendors.gateway.medical import endpoint_named
from viewer.vendors.gateway.one_url import SeriesStrategy
from viewer.vendors.limits import check, check_address
from viewer.vendors.objectstore import ObjectStore
from viewer.vendors.transport import Transport

_UPLOAD_TRIES: Final = 4
_SUBMIT_TRIES: Final = 4
_POLL_TRIES: Final = 8
_POLL_TRIES_HERE: Final = 4
_GARBLED_TRIES: Final = 3
_GIVE_UP_S: Final = 3600.0
_UPLOADS_AT_ONCE: Final = 4


class SameInput(Exception):
    """No error: the same input is being or was analysed; `job` is the one to look at."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.uid)
        self.job = job


class Paused(Exception):
    """The job stands where it is, to be gone on with later; `cause` says why."""

    def __init__(self, cause: VendorError) -> None:
        super().__init__(str(cause))
        self.cause = cause


@dataclass(frozen=True, kw_only=True)
class StepContext:
    """What the steps need. `stack_of` finds a job's images again, `commit` keeps a job's state."""

    library: Library
    services: ServiceDirectory
    clock: Clock
    chance: random.Random
    transport_to: Callable[[Connection], Transport]
    commit: Callable[[Job], Job]
    report: Callable[[JobProgress], None]
    stack_of: Callable[[Job], Awaitable[ImageStack]]
    is_rerun: Callable[[str], bool]

    async def connection(self, job: Job) -> Connection:
        """Return the job's service with the user's settings in it."""
        settings = self.library.settings
        return replace(
            await self.services.connection(job.service),
            strategy=SeriesStrategy(settings.get(SERIES_STRATEGY)),
            org_id=settings.get(ORGANISATION_ID),
            org_name=settings.get(ORGANISATION_NAME),
        )

    def retrying(self, connection: Connection) -> Retrying:
        """Return how calls to that service are repeated."""
        return Retrying(connection, self.clock, self.chance)

    def moved(self, job: Job, state: JobState, **changes: object) -> Job:
        """Commit the job's next state."""
        return self.commit(job.moved_to(state, at=self.clock.now(), **changes))

    def outgoing(self, job: Job) -> Path:
        """Return the folder of the files that are uploaded for a job."""
        return self.library.folders.cache / "outgoing" / job.uid


async def prepare(context: StepContext, job: Job) -> Job:
    """INTENDED → PREPARED. Raises LimitBroken, SameInput, CannotWrite."""
    connection = await context.connection(job)
    stack = await context.stack_of(job)
    endpoint = endpoint_named(job.endpoint)
    problems = check(endpoint, packing.facts_of(stack))
    if problems:
        raise LimitBroken(problems)
    uid_map = UidMap(context.library.uid_maps.key())
    package = await _packed(context, job, connection, stack, uid_map)
    context.library.uid_maps.keep(uid_map.pairs)
    problems = check(endpoint, packing.facts_of(stack, package.slice_bytes))
    if problems:
        raise LimitBroken(problems)
    salt = job.uid if context.is_rerun(job.uid) else ""
    name = input_hash(package.content_hash + salt, job.service, job.endpoint, job.parameters)
    same = context.library.jobs.of_same_input(name, other_than=job.uid)
    if same is not None:
        raise SameInput(same)
    return context.moved(job, JobState.PREPARED, input_hash=name)


async def _packed(
    context: StepContext,
    job: Job,
    connection: Connection,
    stack: ImageStack,
    uid_map: UidMap,
) -> packing.Package:
    loop = asyncio.get_running_loop()
    stop = threading.Event()

    def on_progress(fraction: float) -> None:
        progress = JobProgress(job.uid, Step.PREPARE, fraction)
        loop.call_soon_threadsafe(context.report, progress)

    order = packing.PackingOrder(
        stack=stack,
        strategy=connection.strategy,
        folder=context.outgoing(job),
        uid_map=uid_map,
        is_compressed=not connection.is_local,
        on_progress=on_progress,
        is_cancelled=stop.is_set,
    )
    try:
        return await asyncio.to_thread(packing.pack, order)
    finally:
        stop.set()


async def upload(context: StepContext, job: Job) -> Job:
    """PREPARED → UPLOADED; back to INTENDED where the prepared files are gone."""
    package = packing.packed(context.outgoing(job))
    if package is None:
        return context.moved(job, JobState.INTENDED, input_hash="")
    connection = await context.connection(job)
    store = ObjectStore(connection.store, context.transport_to(connection))
    keys = tuple(one_url.object_key(job.uid, file.name) for file in package.files)
    endpoint = endpoint_named(job.endpoint)
    for key in keys:
        problems = check_address(endpoint, store.address(key))
        if problems:
            raise LimitBroken(problems)
    objects = list(zip(keys, package.files, strict=True))
    if package.strategy is SeriesStrategy.MANIFEST:
        file = context.outgoing(job) / one_url.MANIFEST_NAME
        await asyncio.to_thread(file.write_bytes, one_url.manifest(tuple(map(store.address, keys))))
        keys = (one_url.object_key(job.uid, file.name), *keys)
        objects.append((keys[0], file))
    # what is uploaded is known before it is: whoever stops this can still delete it
    job = context.commit(replace(job, object_keys=keys, service=connection.service))
    await _put_all(context, job, connection, objects)
    reached(KillPoint.AFTER_UPLOAD)
    return context.moved(job, JobState.UPLOADED)


async def _put_all(
    context: StepContext, job: Job, connection: Connection, objects: list[tuple[str, Path]]
) -> None:
    store = ObjectStore(connection.store, context.transport_to(connection))
    total = sum([await asyncio.to_thread(_size, path) for _, path in objects])
    retrying = context.retrying(connection)
    sent: dict[str, int] = {}
    gate = asyncio.Semaphore(_UPLOADS_AT_ONCE)

    async def put(key: str, path: Path) -> None:
        def on_sent(size: int) -> None:
            sent[key] += size
            reached(KillPoint.MID_UPLOAD)
            fraction = sum(sent.values()) / total if total else None
            context.report(JobProgress(job.uid, Step.UPLOAD, fraction))

        async def once() -> None:
            sent[key] = 0  # the same object from its beginning
            await store.put(key, path, on_sent)

        async with gate:
            await retrying(once, _UPLOAD_TRIES)

    try:
        async with asyncio.TaskGroup() as group:
            for key, path in objects:
                group.create_task(put(key, path))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None


def _size(path: Path) -> int:
    return path.stat().st_size


async def submit(context: StepContext, job: Job) -> Job:
    """UPLOADED → WAITING or ANSWERED; UNCERTAIN where nobody knows whether it was accepted."""
    connection = await context.connection(job)
    client = GatewayClient(connection, context.transport_to(connection))
    store = ObjectStore(connection.store, context.transport_to(connection))
    addresses = _addresses(context, job, store)
    endpoint = endpoint_named(job.endpoint)
    context.report(JobProgress(job.uid, Step.SUBMIT))
    submitting = context.moved(job, JobState.SUBMITTING, service=connection.service)
    reached(KillPoint.BEFORE_SUBMIT)

    async def once() -> Submitted:
        return await client.submit(endpoint, addresses, job.parameters)

    try:
        submitted = await context.retrying(connection)(once, _SUBMIT_TRIES)
    except UnknownOutcome as error:
        context.moved(submitting, JobState.UNCERTAIN, failure=failure_text(error))
        raise
    except (Unreachable, Untrusted, Busy):
        context.moved(submitting, JobState.UPLOADED)
        raise
    # nothing may be awaited between the answer and its commit
    reached(KillPoint.ANSWER_IN_MEMORY)
    try:
        return accepting.kept(context, submitting, submitted)
    except LibraryUnavailable:
        return await accepting.kept_later(context, submitting, submitted)


def _addresses(context: StepContext, job: Job, store: ObjectStore) -> tuple[str, ...]:
    package = packing.packed(context.outgoing(job))
    is_repeated = package is not None and package.strategy is SeriesStrategy.REPEAT
    keys = job.object_keys if is_repeated else job.object_keys[:1]
    return tuple(map(store.address, keys))


async def wait(context: StepContext, job: Job) -> Job:
    """WAITING → ANSWERED. Raises Paused: the job stays as it is, its RequestId is kept."""
    if job.failure:
        job = context.commit(replace(job, failure=""))
    connection = await context.connection(job)
    client = GatewayClient(connection, context.transport_to(connection))
    plan = schedule.POLL_LOCAL if connection.is_local else schedule.POLL
    begun = context.clock.monotonic()
    for delay in plan.delays(context.chance):
        answer = await _asked(context, connection, client, job)
        if answer.raw:
            reached(KillPoint.SUCCESS_IN_MEMORY)
            name = context.library.blobs.put(answer.raw)
            reached(KillPoint.BLOB_SYNCED)
            fee = job.fee + answer.fee
            answered = context.moved(job, JobState.ANSWERED, answer_hash=name, fee=fee)
            reached(KillPoint.ANSWER_COMMITTED)
            return answered
        if answer.fee:
            job = context.commit(replace(job, fee=job.fee + answer.fee))
        context.report(JobProgress(job.uid, Step.WAIT, None, answer.status))
        if context.clock.monotonic() - begun > _GIVE_UP_S:
            raise Paused(GaveUp(connection.host, str(int(_GIVE_UP_S / 60))))
        await context.clock.sleep(delay)
        reached(KillPoint.BETWEEN_POLLS)
    raise BugError("a schedule of delays ended")


async def _asked(
    context: StepContext, connection: Connection, client: GatewayClient, job: Job
) -> JobAnswer:
    """Ask once; what passes is retried, what a person must mend pauses the job."""
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
        tries = _POLL_TRIES_HERE if connection.is_local else _POLL_TRIES
        return await context.retrying(connection)(once, tries)
    except (*PASSING, Untrusted, BadCredentials) as error:
        raise Paused(error) from None


async def finish(context: StepContext, job: Job) -> Job:
    """ANSWERED → DONE, or FAILED where the service's last word is a failure.

    Raises Garbled where the answer is not understood; it is kept.
    """
    context.report(JobProgress(job.uid, Step.READ))
    library = context.library
    result = library.runs.parsed(job.uid, job.endpoint, job.answer_hash)
    reached(KillPoint.PARSED)
    if result.state is not RunState.FAILED:
        return keep_run(context, job, JobState.DONE, result.state)
    answer = envelope.read(library.blobs.get(job.answer_hash))
    return keep_run(
        context, job, JobState.FAILED, RunState.FAILED, failure_text(_failure_of(answer))
    )


def with_answer(context: StepContext, job: Job, error: VendorError) -> Job:
    """Return the job with the answer that made it fail; it is committed with the run."""
    name = job.answer_hash
    if error.raw:
        with suppress(CannotWrite):  # that it failed is worth more than the words
            name = context.library.blobs.put(error.raw)
    return replace(job, answer_hash=name, fee=job.fee + error.fee)


def keep_run(
    context: StepContext, job: Job, state: JobState, run_state: RunState, failure: str = ""
) -> Job:
    """End a job and keep its run, in one transaction."""
    now = context.clock.now()
    ended = job.moved_to(state, at=now, failure=failure)
    run = Run(
        uid=job.uid,
        endpoint=job.endpoint,
        series=job.series,
        state=run_state,
        service=job.service,
        started=job.created,
        finished=now,
        fee=job.fee,
        answer_hash=job.answer_hash,
        parameters=job.parameters,
        failure=failure,
    )
    with context.library.database.transaction():
        context.library.runs.add(run)
        context.library.jobs.save(ended)
    return context.commit(ended)


async def tidy(context: StepContext, job: Job) -> Job:
    """Delete what was uploaded, and what was prepared. Raises what the store raises."""
    await asyncio.to_thread(shutil.rmtree, context.outgoing(job), ignore_errors=True)
    if not job.object_keys or not context.library.settings.get(DELETE_UPLOADS):
        return job
    connection = await context.connection(job)
    store = ObjectStore(connection.store, context.transport_to(connection))
    for key in job.object_keys:
        await store.delete(key)
    return context.commit(replace(job, object_keys=()))


def _failure_of(answer: envelope.Answer) -> VendorError:
    if answer.failure is not None:
        said = answer.failure
        return JobFailed(said.status, said.error_code, redacted(said.message))
    if answer.refusal is not None:
        return Refused(answer.refusal.code, redacted(answer.refusal.remark))
    return Refused("", "")

"""INTENDED → PREPARED: the files that will be sent are on disk, and known by their content."""

import asyncio
import threading

from viewer.domain.job import Job, JobState
from viewer.imaging.stack import ImageStack
from viewer.jobs import packing
from viewer.jobs.context import SameInput, StepContext
from viewer.jobs.progress import JobProgress, Step
from viewer.jobs.request import input_hash
from viewer.privacy.uid_map import UidMap
from viewer.vendors.connection import Connection
from viewer.vendors.errors import LimitBroken
from viewer.vendors.gateway.endpoint import Endpoint
from viewer.vendors.gateway.medical import endpoint_named
from viewer.vendors.limits import check


async def prepare(context: StepContext, job: Job) -> Job:
    """INTENDED → PREPARED. Raises LimitBroken, SameInput, CannotWrite."""
    context.report(JobProgress(job.uid, Step.PREPARE))
    connection = await context.connection(job)
    stack = await context.stack_of(job)
    endpoint = endpoint_named(job.endpoint)
    await _check(endpoint, stack)
    package = await _packed(context, job, connection, stack)
    await _check(endpoint, stack, package.slice_bytes)
    salt = job.uid if job.is_rerun else ""
    name = input_hash(package.content_hash + salt, job.service, job.endpoint, job.parameters)
    same = context.library.jobs.of_same_input(name, other_than=job.uid)
    if same is not None:
        raise SameInput(same)
    return context.moved(job, JobState.PREPARED, input_hash=name)


async def _check(endpoint: Endpoint, stack: ImageStack, sizes: tuple[int, ...] = ()) -> None:
    facts = await asyncio.to_thread(packing.facts_of, stack, sizes)
    problems = check(endpoint, facts)
    if problems:
        raise LimitBroken(problems)


async def _packed(
    context: StepContext, job: Job, connection: Connection, stack: ImageStack
) -> packing.Package:
    loop = asyncio.get_running_loop()
    stop = threading.Event()
    uid_map = UidMap(context.library.uid_maps.key())

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
    package = await _in_thread(context, job, order, stop)
    context.library.uid_maps.keep(uid_map.pairs)
    return package


async def _in_thread(
    context: StepContext, job: Job, order: packing.PackingOrder, stop: threading.Event
) -> packing.Package:
    """Pack in a thread; when cancelled it is told so, and whoever tidies up waits for its end."""
    work = asyncio.to_thread(packing.pack, order)
    thread = asyncio.ensure_future(work)  # noqa: TID251 - awaited here or in `packing_ended`
    context.packing[job.uid] = thread  # type: ignore[assignment]
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        stop.set()
        raise
    finally:
        if thread.done():
            context.packing.pop(job.uid, None)


async def packing_ended(context: StepContext, job: Job) -> None:
    """Wait for a thread that still writes what a cancelled job wanted to send."""
    thread = context.packing.pop(job.uid, None)
    if thread is not None:
        await asyncio.wait([thread])
        thread.cancelled() or thread.exception()  # its fault is nobody's any more

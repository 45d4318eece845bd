"""INTENDED → PREPARED: the files that will be sent are on disk, and known by their content."""

import asyncio
import hashlib
import threading
from collections.abc import Sequence

from viewer.domain.job import Job, JobState
from viewer.imaging.stack import ImageStack
from viewer.jobs import packing
from viewer.jobs.checking import check_inputs, check_words
from viewer.jobs.context import SameInput, StepContext
from viewer.jobs.inputs import SlotInput, facts_for, form_for, inputs_of
from viewer.jobs.progress import JobProgress, Step
from viewer.jobs.request import input_hash
from viewer.privacy.uid_map import UidMap
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.connection import Connection
from viewer.vendors.errors import LimitBroken
from viewer.vendors.gateway.endpoint import Endpoint

_Given = Sequence[tuple[SlotInput, ImageStack]]


async def prepare(context: StepContext, job: Job) -> Job:
    """INTENDED → PREPARED. Raises LimitBroken, SameInput, CannotWrite."""
    context.report(JobProgress(job.uid, Step.PREPARE))
    connection = await context.connection(job)
    given = tuple(zip(inputs_of(job), await context.stacks_of(job), strict=True))
    endpoint = endpoint_named(job.endpoint)
    _check_words(endpoint, job)
    await _check(endpoint, given)
    packages = await _packed(context, job, connection, given)
    await _check(endpoint, given, packages)
    salt = job.uid if job.is_rerun else ""
    content = combined_hash([sent for sent, _stack in given], packages)
    name = input_hash(content + salt, job.service, job.endpoint, job.parameters)
    same = context.library.jobs.of_same_input(name, other_than=job.uid)
    if same is not None:
        raise SameInput(same)
    return context.moved(job, JobState.PREPARED, input_hash=name)


def combined_hash(inputs: Sequence[SlotInput], packages: Sequence[packing.Package]) -> str:
    """Return the name of the content of all inputs; of a single first one it is its own."""
    if len(packages) == 1 and not inputs[0].folder:
        return packages[0].content_hash
    said = "".join(
        f"{given.slot.name}:{package.content_hash}\n"
        for given, package in zip(inputs, packages, strict=True)
    )
    return hashlib.sha256(said.encode()).hexdigest()


def _check_words(endpoint: Endpoint, job: Job) -> None:
    """Hold the words of a turn of a conversation against its limits. Raises LimitBroken."""
    problems = check_words(endpoint, dict(job.parameters), len(job.others))
    if problems:
        raise LimitBroken(problems)


async def _check(
    endpoint: Endpoint, given: _Given, packages: Sequence[packing.Package] = ()
) -> None:
    """Hold every input against its slot. Raises LimitBroken."""
    sizes = [package.slice_bytes for package in packages] or [()] * len(given)

    found = await asyncio.to_thread(
        lambda: [
            (sent.slot.name, facts_for(stack, sent.slot, sent.given.frame, size))
            for (sent, stack), size in zip(given, sizes, strict=True)
        ]
    )
    problems = check_inputs(endpoint, found)
    if problems:
        raise LimitBroken(problems)


async def _packed(
    context: StepContext, job: Job, connection: Connection, given: _Given
) -> tuple[packing.Package, ...]:
    loop = asyncio.get_running_loop()
    stop = threading.Event()
    uid_map = UidMap(context.library.uid_maps.key())

    def order_of(number: int, sent: SlotInput, stack: ImageStack) -> packing.PackingOrder:
        def on_progress(fraction: float) -> None:
            progress = JobProgress(job.uid, Step.PREPARE, (number + fraction) / len(given))
            loop.call_soon_threadsafe(context.report, progress)

        return packing.PackingOrder(
            stack=stack,
            strategy=connection.strategy,
            folder=context.outgoing(job) / sent.folder,
            uid_map=uid_map,
            is_compressed=not connection.is_local,
            on_progress=on_progress,
            is_cancelled=stop.is_set,
            form=form_for(stack, sent.slot),
            frame=sent.given.frame,
            window=sent.given.window,
            below=sent.slot.limits.resampled_below,
            above=sent.slot.limits.padded_above,
            most_bytes=sent.slot.limits.most_bytes_per_slice,
        )

    orders = [order_of(number, *each) for number, each in enumerate(given)]
    packages = await _in_thread(context, job, orders, stop)
    context.library.uid_maps.keep(uid_map.pairs)
    return packages


async def _in_thread(
    context: StepContext, job: Job, orders: Sequence[packing.PackingOrder], stop: threading.Event
) -> tuple[packing.Package, ...]:
    """Pack in a thread; when cancelled it is told so, and whoever tidies up waits for its end."""
    work = asyncio.to_thread(packing.pack_all, orders)
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

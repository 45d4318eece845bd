"""PREPARED → UPLOADED: every file is where the service can read it, and a receipt says so."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from viewer.domain.job import Job, JobState
from viewer.domain.receipt import Receipt, SentFile
from viewer.foundation.killpoints import KillPoint, reached
from viewer.jobs import packing
from viewer.jobs.context import StepContext
from viewer.jobs.meter import ByteMeter
from viewer.jobs.packing import Package
from viewer.jobs.progress import JobProgress, Step
from viewer.privacy.removed import Removed
from viewer.vendors.connection import Connection
from viewer.vendors.errors import LimitBroken
from viewer.vendors.gateway import one_url
from viewer.vendors.gateway.medical import endpoint_named
from viewer.vendors.gateway.one_url import SeriesStrategy
from viewer.vendors.limits import check_address
from viewer.vendors.objectstore import ObjectStore

_TRIES: Final = 4
_AT_ONCE: Final = 4


@dataclass(frozen=True)
class _Outgoing:
    """A file, the key it gets in the store, and what the receipt says of it."""

    key: str
    path: Path
    sent: SentFile


async def upload(context: StepContext, job: Job) -> Job:
    """PREPARED → UPLOADED; back to INTENDED where the prepared files are gone."""
    context.report(JobProgress(job.uid, Step.UPLOAD))
    package = await asyncio.to_thread(packing.packed, context.outgoing(job))
    if package is None:
        return context.moved(job, JobState.INTENDED, input_hash="")
    connection = await context.connection(job)
    store = await context.store(connection)
    outgoing = await _outgoing(context, job, package, store)
    keys = [file.key for file in outgoing]
    left = [key for key in job.object_keys if key not in keys]  # an earlier try's
    # what is uploaded is known before it is: whoever stops this can still delete it
    job = replace(job, object_keys=(*keys, *left), service=connection.service)
    context.commit(job)
    begun = context.clock.now()
    await _put_all(context, job, connection, outgoing)
    reached(KillPoint.AFTER_UPLOAD)
    receipt = _receipt(job, connection, package, outgoing)
    context.library.receipts.keep(receipt(begun=begun, uploaded=context.clock.now()))
    return context.moved(job, JobState.UPLOADED)


async def _outgoing(
    context: StepContext, job: Job, package: Package, store: ObjectStore
) -> list[_Outgoing]:
    """Return what is uploaded, the file whose address is submitted first."""
    keys = tuple(one_url.object_key(job.uid, file.name) for file in package.files)
    addresses = await asyncio.to_thread(lambda: tuple(map(store.address, keys)))
    endpoint = endpoint_named(job.endpoint)
    for address in addresses:
        problems = check_address(endpoint, address)
        if problems:
            raise LimitBroken(problems)
    files = await asyncio.to_thread(
        lambda: [
            _Outgoing(key, path, SentFile(path.name, path.stat().st_size, checksum))
            for key, path, checksum in zip(keys, package.files, package.checksums, strict=True)
        ]
    )
    if package.strategy is SeriesStrategy.MANIFEST:
        manifest = context.outgoing(job) / one_url.MANIFEST_NAME
        files.insert(0, await asyncio.to_thread(_manifest, job, manifest, addresses))
    return files


def _manifest(job: Job, path: Path, addresses: tuple[str, ...]) -> _Outgoing:
    content = one_url.manifest(addresses)
    path.write_bytes(content)
    sent = SentFile(path.name, len(content), packing.checksum(path))
    return _Outgoing(one_url.object_key(job.uid, path.name), path, sent)


async def _put_all(
    context: StepContext, job: Job, connection: Connection, outgoing: list[_Outgoing]
) -> None:
    store = await context.store(connection)
    meter = ByteMeter(context.clock)
    for file in outgoing:
        meter.begin(file.key, file.sent.size)
    retrying = context.retrying(connection)
    gate = asyncio.Semaphore(_AT_ONCE)

    async def put(file: _Outgoing) -> None:
        def on_sent(size: int) -> None:
            meter.add(file.key, size)
            reached(KillPoint.MID_UPLOAD)
            context.report(meter.progress(job.uid, Step.UPLOAD))

        async def once() -> None:
            meter.begin(file.key, file.sent.size)  # the same object from its beginning
            await store.put(file.key, file.path, on_sent)

        async with gate:
            await retrying(once, _TRIES)

    try:
        async with asyncio.TaskGroup() as group:
            for file in outgoing:
                group.create_task(put(file))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None


def _receipt(
    job: Job, connection: Connection, package: Package, outgoing: list[_Outgoing]
) -> Callable[..., Receipt]:
    """Return the receipt, its times still to be given."""
    return partial(
        Receipt,
        job_uid=job.uid,
        host=connection.host,
        store=urlsplit(connection.store.endpoint).netloc,
        strategy=package.strategy.value,
        files=tuple(file.sent for file in outgoing),
        images=len(package.slice_bytes),
        removed=tuple(kind.value for kind in Removed),
        content_hash=package.content_hash,
    )

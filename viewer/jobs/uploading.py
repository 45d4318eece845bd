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
from viewer.jobs.inputs import SlotInput, inputs_of
from viewer.jobs.meter import ByteMeter
from viewer.jobs.packing import Package
from viewer.jobs.preparing import combined_hash
from viewer.jobs.progress import JobProgress, Step
from viewer.privacy.removed import Removed
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.connection import Connection
from viewer.vendors.errors import LimitBroken
from viewer.vendors.gateway import one_url
from viewer.vendors.gateway.endpoint import SentForm, Wire
from viewer.vendors.gateway.one_url import SeriesStrategy
from viewer.vendors.limits import check_address
from viewer.vendors.objectstore import ObjectStore

_TRIES: Final = 4
_AT_ONCE: Final = 4

_Packages = list[tuple[SlotInput, Package]]


@dataclass(frozen=True)
class _Outgoing:
    """A file, the key it gets in the store, and what the receipt says of it."""

    key: str
    path: Path
    sent: SentFile


async def upload(context: StepContext, job: Job) -> Job:
    """PREPARED → UPLOADED; back to INTENDED where the prepared files are gone."""
    context.report(JobProgress(job.uid, Step.UPLOAD))
    packages = await asyncio.to_thread(_packages, context, job)
    if packages is None:
        return context.moved(job, JobState.INTENDED, input_hash="")
    connection = await context.connection(job)
    begun = context.clock.now()
    if endpoint_named(job.endpoint).wire is Wire.DENTAL:  # the picture goes with the submission
        files = await asyncio.to_thread(_sent_with_form, packages)
    else:
        job, outgoing = await _in_store(context, job, connection, packages)
        files = [file.sent for file in outgoing]
    reached(KillPoint.AFTER_UPLOAD)
    receipt = _receipt(job, connection, packages, files)
    context.library.receipts.keep(receipt(begun=begun, uploaded=context.clock.now()))
    return context.moved(job, JobState.UPLOADED)


def _sent_with_form(packages: _Packages) -> list[SentFile]:
    """Return what a receipt says of files that no store has."""
    return [
        SentFile(_sent_name(given, path.name), path.stat().st_size, checksum)
        for given, package in packages
        for path, checksum in zip(package.files, package.checksums, strict=True)
    ]


async def _in_store(
    context: StepContext, job: Job, connection: Connection, packages: _Packages
) -> tuple[Job, list[_Outgoing]]:
    """Put all files where the service reads them."""
    store = await context.store(connection)
    outgoing: list[_Outgoing] = []
    for given, package in packages:
        outgoing += await _outgoing(context, job, given, package, store)
    keys = [file.key for file in outgoing]
    left = [key for key in job.object_keys if key not in keys]  # an earlier try's
    # what is uploaded is known before it is: whoever stops this can still delete it
    job = replace(job, object_keys=(*keys, *left), service=connection.service)
    context.commit(job)
    await _put_all(context, job, connection, outgoing)
    return job, outgoing


def submitted_keys(job: Job, given: SlotInput, package: Package) -> tuple[str, ...]:
    """Return the objects of one input whose addresses are submitted."""
    names = [file.name for file in package.files]
    if package.form is SentForm.SERIES and package.strategy is SeriesStrategy.MANIFEST:
        names = [one_url.MANIFEST_NAME]
    return tuple(one_url.object_key(job.uid, _sent_name(given, name)) for name in names)


def _sent_name(given: SlotInput, name: str) -> str:
    return f"{given.folder}/{name}" if given.folder else name


def _packages(context: StepContext, job: Job) -> _Packages | None:
    """Return what was packed for each input; None where a part of it is gone."""
    found = []
    for given in inputs_of(job):
        package = packing.packed(context.outgoing(job) / given.folder)
        if package is None:
            return None
        found.append((given, package))
    return found


async def _outgoing(
    context: StepContext, job: Job, given: SlotInput, package: Package, store: ObjectStore
) -> list[_Outgoing]:
    """Return what is uploaded of one input, the file whose address is submitted first."""
    names = [_sent_name(given, file.name) for file in package.files]
    keys = tuple(one_url.object_key(job.uid, name) for name in names)
    addresses = await asyncio.to_thread(lambda: tuple(map(store.address, keys)))
    for address in addresses:
        problems = check_address(given.slot, address)
        if problems:
            raise LimitBroken(problems)
    files = await asyncio.to_thread(
        lambda: [
            _Outgoing(key, path, SentFile(name, path.stat().st_size, checksum))
            for key, name, path, checksum in zip(
                keys, names, package.files, package.checksums, strict=True
            )
        ]
    )
    if package.form is SentForm.SERIES and package.strategy is SeriesStrategy.MANIFEST:
        folder = context.outgoing(job) / given.folder
        files.insert(0, await asyncio.to_thread(_manifest, job, given, folder, addresses))
    return files


def _manifest(job: Job, given: SlotInput, folder: Path, addresses: tuple[str, ...]) -> _Outgoing:
    path, content = folder / one_url.MANIFEST_NAME, one_url.manifest(addresses)
    path.write_bytes(content)
    name = _sent_name(given, path.name)
    sent = SentFile(name, len(content), packing.checksum(path))
    return _Outgoing(one_url.object_key(job.uid, name), path, sent)


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
    job: Job,
    connection: Connection,
    packages: _Packages,
    sent: list[SentFile],
) -> Callable[..., Receipt]:
    """Return the receipt, its times still to be given."""
    inputs, files = [given for given, _ in packages], [package for _, package in packages]
    return partial(
        Receipt,
        job_uid=job.uid,
        host=connection.host,
        store=urlsplit(connection.store.endpoint).netloc if job.object_keys else "",
        strategy=", ".join(dict.fromkeys(package.way for package in files)),
        files=tuple(sent),
        images=sum(len(package.slice_bytes) for package in files),
        removed=tuple(kind.value for kind in Removed),
        content_hash=combined_hash(inputs, files),
    )

"""Between ANSWERED and reading: the files that the answer links to, all at once.

Links live for minutes, so nothing goes before this: not reading the answer, and after a restart
no other job. Each file is in the store and in its row before anything is read; a link that has
run out is asked for again once; what cannot be had is said, and the result is shown without it.
"""

import asyncio
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from viewer.domain.job import Job
from viewer.foundation.errors import Cancelled, CannotWrite, KnownError
from viewer.foundation.files import content_hash
from viewer.jobs import schedule, waiting
from viewer.jobs.context import Paused, StepContext
from viewer.jobs.meter import ByteMeter
from viewer.jobs.progress import JobProgress, Step
from viewer.storage.result_files import FileState, ResultFile
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.connection import Connection
from viewer.vendors.downloads import HTML, Downloader, Partial, Told, media_type_of
from viewer.vendors.errors import Expired, Garbled, LinkFault, UnsafeLink, VendorError, failure_text
from viewer.vendors.gateway.links import Link, links_of

_TRIES: Final = 6


@dataclass(frozen=True)
class _Fetching:
    """One round of fetching for a job."""

    context: StepContext
    job: Job
    connection: Connection
    downloader: Downloader
    meter: ByteMeter


async def fetch(context: StepContext, job: Job) -> Job:
    """Fetch what the answer of a job links to; afterwards no link is pending.

    Returns the job, with what asking again was billed. Raises CannotWrite, LibraryUnavailable:
    the links stay pending.
    """
    endpoint = endpoint_named(job.endpoint)
    if not endpoint.link_fields:
        return job
    raw = await asyncio.to_thread(context.library.blobs.get, job.answer_hash)
    links = await asyncio.to_thread(links_of, raw, endpoint)
    context.library.result_files.expect(job.uid, [link.name for link in links], context.clock.now())
    pending = {file.name for file in _pending(context, job)}
    return await _stoppable(context, job, [link for link in links if link.name in pending])


async def fetch_again(context: StepContext, job: Job) -> Job:
    """Ask for fresh links of the files that were given up, and fetch those.

    A file stays given up until it is there.
    """
    failed = [file for file in context.library.result_files.of_job(job.uid) if _is_missing(file)]
    if not failed:
        return job
    return await _stoppable(context, job, [Link(file.name, "") for file in failed])


async def _stoppable(context: StepContext, job: Job, links: list[Link]) -> Job:
    """Fetch until done or cancelled: a cancelled download is given up, the answer is not."""
    if not links:
        return job
    if context.is_cancelled(job.uid):
        _give_up(context, job, Cancelled(job.uid))
        return job
    fetching = _all_fetched(context, job, links)
    task = asyncio.ensure_future(fetching)  # noqa: TID251 - awaited to its end right here
    context.downloads[job.uid] = task
    try:
        await asyncio.wait([task])
    finally:
        del context.downloads[job.uid]
        if not task.done():  # the program closes: the links stay pending
            task.cancel()
            await asyncio.wait([task])
    if task.cancelled():
        _give_up(context, job, Cancelled(job.uid))
    else:
        task.result()
    return context.library.jobs.get(job.uid) or job


async def _all_fetched(context: StepContext, job: Job, links: list[Link]) -> None:
    context.report(JobProgress(job.uid, Step.FETCH))
    try:
        connection = await context.connection(job)
    except KnownError as error:
        _give_up(context, job, error)
        return
    downloader = Downloader(connection, context.transport_to(connection), context.lookup)
    fetching = _Fetching(context, job, connection, downloader, ByteMeter(context.clock))
    folder = context.incoming(job)
    await asyncio.to_thread(_make, folder)
    missing = {link.name: Expired("link") for link in links if not link.address}
    failed = missing | await _round(fetching, [link for link in links if link.address])
    if _is_worth_asking(job, failed.values()):
        fresh = await _fresh_links(fetching, failed)
        asked = {link.name for link in fresh}
        still = {name: fault for name, fault in failed.items() if name not in asked}
        failed = still | await _round(fetching, fresh)
    for name, fault in failed.items():
        _failed(context, job, name, fault)


async def _round(fetching: _Fetching, links: Iterable[Link]) -> dict[str, VendorError]:
    """Fetch links at the same time; returns those that did not come, with the reason."""
    failed: dict[str, VendorError] = {}

    async def one(link: Link) -> None:
        try:
            await _fetched(fetching, link)
        except VendorError as error:
            failed[link.name] = error

    try:
        async with asyncio.TaskGroup() as group:
            for link in links:
                group.create_task(one(link))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return failed


async def _fetched(fetching: _Fetching, link: Link) -> None:
    """Fetch one file, keep it, and then that it is there."""
    context, meter = fetching.context, fetching.meter
    partial = Partial(context.incoming(fetching.job) / _file_name(link))

    def begun(already: int, total: int) -> None:
        meter.begin(link.name, total, already)

    def piece(size: int) -> None:
        meter.add(link.name, size)
        context.report(meter.progress(fetching.job.uid, Step.FETCH))

    async def once() -> None:
        try:
            await fetching.downloader.fetch(link.address, partial, Told(begun, piece))
        except OSError as error:
            raise CannotWrite.because(str(partial.path), error) from error

    await context.retrying(fetching.connection)(once, _TRIES, schedule.RETRY_LINK)
    kind = await asyncio.to_thread(media_type_of, partial.path)
    name = await asyncio.to_thread(context.library.blobs.put_file, partial.path)
    file = ResultFile(
        job_uid=fetching.job.uid,
        name=link.name,
        changed=context.clock.now(),
        state=FileState.FETCHED,
        content_hash=name,
        size=partial.size,
        media_type=kind,
    )
    if kind == HTML or not partial.size:  # a page in place of the file; kept, but not as the file
        _keep(context, replace(file, state=FileState.FAILED))
        raise Garbled(link.name, kind or "empty")
    _keep(context, file)


async def _fresh_links(fetching: _Fetching, failed: Container[str]) -> tuple[Link, ...]:
    """Ask for the result once more and return the links of what is missing."""
    context, job = fetching.context, fetching.job
    try:
        answer = await waiting.asked(context, fetching.connection, job)
    except (Paused, VendorError):
        return ()
    if answer.fee:
        context.commit(replace(job, fee=job.fee + answer.fee))
    links = await asyncio.to_thread(links_of, answer.raw, endpoint_named(job.endpoint))
    return tuple(link for link in links if link.name in failed)


def _is_worth_asking(job: Job, errors: Collection[VendorError]) -> bool:
    """Tell whether a fresh answer may have other links: a service that moved its port has."""
    faults = (error.reason for error in errors if isinstance(error, UnsafeLink))
    is_hopeless = all(isinstance(error, UnsafeLink) for error in errors)
    has_moved = any(fault is LinkFault.OTHER_SERVICE for fault in faults)
    return bool(job.request_id) and (has_moved or not is_hopeless)


def _give_up(context: StepContext, job: Job, error: KnownError) -> None:
    for file in _pending(context, job):
        _failed(context, job, file.name, error)


def _failed(context: StepContext, job: Job, name: str, error: KnownError) -> None:
    """Keep that a file is given up, and why; what came in its place stays with it."""
    for file in context.library.result_files.of_job(job.uid):
        if file.name == name:
            failure = failure_text(error)
            _keep(context, replace(file, state=FileState.FAILED, failure=failure))


def _keep(context: StepContext, file: ResultFile) -> None:
    context.library.result_files.save(replace(file, changed=context.clock.now()))


def _pending(context: StepContext, job: Job) -> list[ResultFile]:
    files = context.library.result_files.of_job(job.uid)
    return [file for file in files if file.state is FileState.PENDING]


def _is_missing(file: ResultFile) -> bool:
    return file.state is FileState.FAILED


def _file_name(link: Link) -> str:
    """Return the name of a file on its way: from the link's path, not from its address."""
    return content_hash(link.name.encode())[:16]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CannotWrite.because(str(folder), error) from error

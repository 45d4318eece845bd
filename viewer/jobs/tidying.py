"""Taking away what a job leaves behind: files made for sending, uploads that nobody reads."""

import asyncio
import logging
import shutil
from collections.abc import Iterable
from pathlib import Path

from viewer.domain.job import Job, JobState
from viewer.foundation.errors import KnownError
from viewer.foundation.files import remove_abandoned
from viewer.foundation.folders import SIMILAR
from viewer.jobs.context import StepContext
from viewer.jobs.queueing import family_of
from viewer.jobs.request import LOCAL
from viewer.storage.settings import DELETE_UPLOADS
from viewer.vendors.objectstore import READ_TIME
from viewer.vendors.transport import prepare

_log = logging.getLogger(__name__)


async def tidy(context: StepContext, job: Job) -> None:
    """Delete what a finished job left, and uploads of that service that could not be deleted then.

    Whoever calls holds the job's lock. What cannot be deleted now is tried again after the next
    job; how the job ended stays, whatever this meets.
    """
    try:
        await _tidied(context, job)
    except KnownError as error:
        _log.info("job %s: what it left stays for now: %s", job.uid, type(error).__name__)


async def _tidied(context: StepContext, job: Job) -> None:
    for folder in (context.outgoing(job), context.incoming(job)):
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    if not await _is_deleted(context, job):
        return
    left = context.library.jobs.with_objects()
    others = [j.uid for j in left if j.service == job.service and j.uid != job.uid]
    await _delete_left(context, others)


async def sweep(context: StepContext) -> None:
    """Delete what jobs that have ended left here and at vendors: a killed process could not.

    What such a process was just writing goes as well. What was left at the local service goes
    after its next job: it is not started for this. A library that cannot be read just now ends
    this, not the jobs.
    """
    try:
        await _swept(context)
    except KnownError as error:
        _log.info("what jobs left is not swept: %s", type(error).__name__)


async def _swept(context: StepContext) -> None:
    now = context.clock.now().timestamp()
    for folder in (context.library.folders.data, context.library.folders.blobs):
        await asyncio.to_thread(remove_abandoned, folder, now)
    for name in ("outgoing", "incoming"):
        for folder in await asyncio.to_thread(_folders, context.library.folders.cache / name):
            if folder.name != SIMILAR:
                await _swept_folder(context, folder)
    left = [job for job in context.library.jobs.with_objects() if family_of(job.service) != LOCAL]
    if left and not context.library.is_read_only:
        await asyncio.to_thread(prepare)
        for service in {job.service for job in left}:
            await _delete_left(context, [job.uid for job in left if job.service == service])
    await _swept_similar(context)


async def _swept_similar(context: StepContext) -> None:
    """Delete what batches and searches of similar cases left that have ended, here and there."""
    from viewer.jobs.similar import uploads
    from viewer.jobs.similar.lines import Lines

    await uploads.sweep_folder(context.library, context.clock)
    lines = Lines(context.services, context.clock, transport_to=context.transport_to)
    await uploads.sweep(context.library, lines)


async def _swept_folder(context: StepContext, folder: Path) -> None:
    """Delete the folder of a job that has ended, or that nobody knows."""
    with context.library.job_lock(folder.name) as lock:
        if lock.acquire():
            job = context.library.jobs.get(folder.name)
            if job is None or job.is_final:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def _delete_left(context: StepContext, uids: Iterable[str]) -> None:
    """Delete uploads of jobs that have ended; one that somebody begins again just now is let be."""
    for uid in uids:
        with context.library.job_lock(uid) as lock:
            job = context.library.jobs.get(uid) if lock.acquire() else None
            if job is not None and job.is_final and not await _is_deleted(context, job):
                return


async def _is_deleted(context: StepContext, job: Job) -> bool:
    """Delete a job's uploads where that may be; tell whether the store let us."""
    try:
        if _may_tidy(context, job):
            await _delete_uploads(context, job)
    except KnownError as error:
        _log.info("job %s: uploads not deleted: %s", job.uid, type(error).__name__)
        return False
    return True


async def _delete_uploads(context: StepContext, job: Job) -> None:
    """Delete what was uploaded. Raises what the store raises."""
    if not job.object_keys or not context.library.settings.get(DELETE_UPLOADS):
        return
    connection = await context.connection(job)
    store = await context.store(connection)
    for key in job.object_keys:
        await store.delete(key)
    context.library.jobs.uploads_deleted(job.uid)
    now = context.library.jobs.get(job.uid)
    if now is not None:
        context.tell(now)


def _folders(parent: Path) -> list[Path]:
    try:
        return [folder for folder in parent.iterdir() if folder.is_dir()]
    except OSError:
        return []


def _may_tidy(context: StepContext, job: Job) -> bool:
    """Tell whether the service needs a job's uploads no more, or nobody wants its result.

    One that failed while the service may still work on it is read until its addresses expire.
    """
    if job.answer_hash or not job.request_id or job.state is JobState.CANCELLED:
        return True
    return context.clock.now() - (job.changed or job.created) > READ_TIME

"""Taking away what a job leaves behind: files made for sending, uploads that nobody reads."""

import asyncio
import logging
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from viewer.domain.job import Job, JobState
from viewer.foundation.errors import KnownError
from viewer.foundation.files import remove_abandoned
from viewer.jobs.context import StepContext
from viewer.jobs.queueing import family_of
from viewer.jobs.request import LOCAL
from viewer.storage.settings import DELETE_UPLOADS
from viewer.vendors.objectstore import READ_TIME
from viewer.vendors.transport import prepare

_log = logging.getLogger(__name__)


async def tidy(context: StepContext, job: Job) -> None:
    """Delete what a finished job left, and uploads of that service that could not be deleted then.

    What cannot be deleted now is tried again after the next job.
    """
    for folder in (context.outgoing(job), context.incoming(job)):
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    left = (j for j in context.library.jobs.with_objects() if j.service == job.service)
    await _delete_of_service(context, (job, *(j for j in left if j.uid != job.uid)))


async def _delete_of_service(context: StepContext, jobs: Iterable[Job]) -> None:
    for each in jobs:
        if not _may_tidy(context, each):
            continue
        try:
            await _delete_uploads(context, each)
        except KnownError as error:
            _log.info("job %s: uploads not deleted: %s", each.uid, type(error).__name__)
            return


async def sweep(context: StepContext) -> None:
    """Delete what jobs that have ended left here and at vendors: a killed process could not.

    What such a process was just writing goes as well. What was left at the local service goes
    after its next job: it is not started for this.
    """
    now = context.clock.now().timestamp()
    for folder in (context.library.folders.data, context.library.folders.blobs):
        await asyncio.to_thread(remove_abandoned, folder, now)
    for name in ("outgoing", "incoming"):
        for folder in await asyncio.to_thread(_folders, context.library.folders.cache / name):
            job = context.library.jobs.get(folder.name)
            if job is None or job.is_final:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    left = [job for job in context.library.jobs.with_objects() if family_of(job.service) != LOCAL]
    if left and not context.library.is_read_only:
        await asyncio.to_thread(prepare)
        for service in {job.service for job in left}:
            await _delete_of_service(context, (job for job in left if job.service == service))


async def _delete_uploads(context: StepContext, job: Job) -> Job:
    """Delete what was uploaded. Raises what the store raises."""
    if not job.object_keys or not context.library.settings.get(DELETE_UPLOADS):
        return job
    connection = await context.connection(job)
    store = await context.store(connection)
    for key in job.object_keys:
        await store.delete(key)
    return context.commit(replace(job, object_keys=()))


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

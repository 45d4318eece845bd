"""Taking away what a job leaves behind: files made for sending, uploads that nobody reads."""

import asyncio
import logging
import shutil
from pathlib import Path

from viewer.domain.job import Job
from viewer.foundation.errors import KnownError
from viewer.foundation.files import remove_abandoned
from viewer.jobs import steps
from viewer.jobs.steps import StepContext
from viewer.vendors.objectstore import READ_TIME

_log = logging.getLogger(__name__)


async def tidy(context: StepContext, job: Job) -> None:
    """Delete what a finished job left, and uploads of that service that could not be deleted then.

    What cannot be deleted now is tried again after the next job.
    """
    await asyncio.to_thread(shutil.rmtree, context.outgoing(job), ignore_errors=True)
    left = (j for j in context.library.jobs.with_objects() if j.service == job.service)
    for each in (job, *(j for j in left if j.uid != job.uid)):
        if not _may_tidy(context, each):
            continue
        try:
            await steps.tidy(context, each)
        except KnownError as error:
            _log.info("job %s: uploads not deleted: %s", each.uid, type(error).__name__)
            return


async def sweep(context: StepContext) -> None:
    """Delete the prepared files of jobs that have ended: a killed process could not.

    What such a process was just writing goes as well.
    """
    now = context.clock.now().timestamp()
    for folder in (context.library.folders.data, context.library.folders.blobs):
        await asyncio.to_thread(remove_abandoned, folder, now)
    for folder in await asyncio.to_thread(_folders, context.library.folders.cache / "outgoing"):
        job = context.library.jobs.get(folder.name)
        if job is None or job.is_final:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _folders(parent: Path) -> list[Path]:
    try:
        return [folder for folder in parent.iterdir() if folder.is_dir()]
    except OSError:
        return []


def _may_tidy(context: StepContext, job: Job) -> bool:
    """Tell whether the service needs a job's uploads no more: answered, or never accepted.

    One that was cancelled while waiting may still be fetched until its addresses expire.
    """
    if job.answer_hash or not job.request_id:
        return True
    return context.clock.now() - (job.changed or job.created) > READ_TIME

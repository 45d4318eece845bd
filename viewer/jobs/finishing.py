"""ANSWERED → DONE or FAILED: the run is kept; and what a job ends with when it fails."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from viewer.domain.job import Job, JobState
from viewer.domain.result import AnalysisResult, RunState
from viewer.foundation.errors import CannotWrite
from viewer.foundation.killpoints import KillPoint, reached
from viewer.jobs import fetching
from viewer.jobs.context import StepContext
from viewer.jobs.progress import JobProgress, Step
from viewer.jobs.reading import read_kept
from viewer.privacy.uid_map import UidMap
from viewer.storage import snapshot
from viewer.storage.finding_index import FindingIndex
from viewer.storage.result_files import FetchedFiles
from viewer.storage.runs import KeptAnswer, Run
from viewer.vendors.catalogue import endpoint_named, failure_of
from viewer.vendors.errors import VendorError, failure_text


async def finish(context: StepContext, job: Job) -> Job:
    """ANSWERED → DONE, or FAILED where the service's last word is a failure.

    Files that the answer links to are fetched first. Raises Garbled where the answer is not
    understood; it is kept.
    """
    job = await fetching.fetch(context, job)
    context.report(JobProgress(job.uid, Step.READ))
    raw = await asyncio.to_thread(context.library.blobs.get, job.answer_hash)
    result = await _result_of(context, job, raw)
    reached(KillPoint.PARSED)
    if result.state is not RunState.FAILED:
        return keep_run(context, job, JobState.DONE, result)
    error = await asyncio.to_thread(failure_of, raw, endpoint_named(job.endpoint))
    return keep_run(context, job, JobState.FAILED, result, failure_text(error))


async def list_again(context: StepContext, job: Job) -> None:
    """List what a finished run found once more: files that came late may show more.

    Decisions on what was listed before stay.
    """
    library = context.library
    try:
        raw = await asyncio.to_thread(library.blobs.get, job.answer_hash)
        result = await _result_of(context, job, raw)
    except VendorError:  # what cannot be read was not listed before either
        return
    with library.database.transaction():
        FindingIndex(library.database).add_run(job.uid, job.series, result.findings)


async def _result_of(context: StepContext, job: Job, raw: bytes) -> AnalysisResult:
    """Read an answer in a thread. Raises Garbled."""
    library = context.library
    series, key = library.jobs.series_text_of(job.uid), library.uid_maps.key()
    files = FetchedFiles(library.blobs, library.result_files.of_job(job.uid))
    return await asyncio.to_thread(_read, raw, job, series, key, files)


def _read(
    raw: bytes, job: Job, series_text: str, key: bytes, files: FetchedFiles
) -> AnalysisResult:
    """Read an answer without the library, which belongs to another thread.

    The UIDs that were sent are made anew from those of the series.
    """
    series = snapshot.from_text(series_text)
    uid_map = UidMap(key)
    uid_map.sent(series.reference.study_instance_uid)
    uid_map.sent(series.reference.series_instance_uid)
    for instance in series.instances:
        uid_map.sent(instance.sop_instance_uid)
    answer = KeptAnswer(
        raw=raw,
        endpoint=job.endpoint,
        series=series,
        frame=job.frame,
        file=files.content,
        has_file=files.has,
    )
    return read_kept(answer, uid_map)


def with_answer(context: StepContext, job: Job, error: VendorError) -> Job:
    """Return the job with the answer that made it fail; it is committed with the run."""
    name = job.answer_hash
    if error.raw:
        with suppress(CannotWrite):  # that it failed is worth more than the words
            name = context.library.blobs.put(error.raw)
    return replace(job, answer_hash=name, fee=job.fee + error.fee)


def keep_run(
    context: StepContext,
    job: Job,
    state: JobState,
    result: AnalysisResult,
    failure: str = "",
) -> Job:
    """End a job and keep its run and what was found, in one transaction."""
    now = context.clock.now()
    ended = job.moved_to(state, at=now, failure=failure)
    run = Run(
        uid=job.uid,
        endpoint=job.endpoint,
        series=job.series,
        state=result.state,
        service=job.service,
        started=job.created,
        finished=now,
        fee=job.fee,
        answer_hash=job.answer_hash,
        parameters=job.parameters,
        failure=failure,
    )
    library = context.library
    with library.database.transaction():
        library.runs.add(run)
        FindingIndex(library.database).add_run(run.uid, run.series, result.findings)
        library.jobs.save(ended)
    context.tell(ended)
    return ended

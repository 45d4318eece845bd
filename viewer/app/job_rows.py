"""A job in words, for the dock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.domain.job import FINAL, JobState
from viewer.foundation.errors import KnownError
from viewer.jobs.progress import Step
from viewer.ui.rows import JobRow
from viewer.vendors.errors import NoMethod, UnknownOutcome, error_of
from viewer.words.errors import error_words
from viewer.words.jobs import (
    cancelling_words,
    cost_words,
    elapsed_words,
    endpoint_words,
    fetching_words,
    left_words,
    let_be_words,
    not_run_words,
    parameter_value_words,
    queued_words,
    service_state_words,
    service_words,
    speed_words,
    state_words,
    waiting_words,
)
from viewer.words.joining import joined

if TYPE_CHECKING:
    from viewer.domain.job import Job
    from viewer.jobs.progress import JobProgress
    from viewer.storage.library import Library

_TONES = {
    JobState.DONE: "good",
    JobState.FAILED: "bad",
    JobState.UNCERTAIN: "warning",
    JobState.CANCELLED: "muted",
}


def job_row(job: Job, progress: JobProgress | None, library: Library) -> JobRow:
    """Return the row of a job as it stands now; progress of an earlier step is not shown."""
    if progress is not None and not progress.is_of(job.state):
        progress = None
    going = is_going(job)
    if not going:
        progress = None
    is_paused = bool(job.failure) and not going and job.state not in FINAL
    is_uncertain = job.state is JobState.UNCERTAIN
    end = job.changed if job.changed and not going else datetime.now(UTC)
    retry = _retry(job, is_paused=is_paused)
    return JobRow(
        uid=job.uid,
        title=joined((endpoint_words(job.endpoint), job.title)),
        subtitle=joined(
            (
                service_words(job.service),
                *(parameter_value_words(name, value) for name, value in job.parameters),
            )
        ),
        state=_state(job, progress),
        tone=_tone(job, is_paused=is_paused),
        fraction=_fraction(progress),
        is_running=going,
        elapsed=elapsed_words((end - job.created).total_seconds()),
        pace=_pace(progress),
        cost=cost_words(job.fee, job.service),
        advice=_advice(job),
        may_cancel=going or (is_paused and not is_uncertain),
        may_retry=bool(retry),
        retry=retry,
        may_leave=is_uncertain,
        has_result=job.state is JobState.DONE and library.runs.get(job.uid) is not None,
    )


def being_cancelled(row: JobRow) -> JobRow:
    """Return the row of a job that was cancelled and has not stopped yet."""
    return replace(row, state=cancelling_words(), fraction=None, pace="", may_cancel=False)


def is_going(job: Job) -> bool:
    """Tell whether a job goes on by itself."""
    return job.state not in FINAL and job.state is not JobState.UNCERTAIN and not job.failure


def failure_of(job: Job) -> KnownError | None:
    """Return what made a job stop; None where nothing did or the text is not understood."""
    try:
        return error_of(job.failure)
    except ValueError:
        return KnownError(job.failure)


def was_let_be(job: Job) -> bool:
    """Tell whether nobody knows what became of the submission of a job that was then ended."""
    return job.state is JobState.CANCELLED and isinstance(failure_of(job), UnknownOutcome)


def had_no_method(job: Job) -> bool:
    """Tell whether the service had no method for the image: nobody's failure."""
    return job.state is JobState.FAILED and isinstance(failure_of(job), NoMethod)


def _tone(job: Job, *, is_paused: bool) -> str:
    if is_paused:
        return "warning"
    return "muted" if had_no_method(job) else _TONES.get(job.state, "muted")


def _state(job: Job, progress: JobProgress | None) -> str:
    if was_let_be(job):
        return let_be_words()
    if had_no_method(job):
        return not_run_words()
    if progress is not None and progress.step is Step.FETCH:
        return fetching_words()
    if progress is not None and progress.step is Step.QUEUED:
        return waiting_words()
    if progress is None or not progress.detail:
        return state_words(job.state)
    return service_state_words(progress.detail)


def _fraction(progress: JobProgress | None) -> float | None:
    """Return how far a job is; one that waits its turn has an empty bar, not a busy one."""
    if progress is None:
        return None
    return 0.0 if progress.step is Step.QUEUED else progress.fraction


def _pace(progress: JobProgress | None) -> str:
    if progress is None:
        return ""
    if progress.step is Step.QUEUED:
        return queued_words(progress.place)
    left = left_words(progress.seconds_left) if progress.seconds_left is not None else ""
    return joined((speed_words(progress.bytes_per_s), left))


def _retry(job: Job, *, is_paused: bool) -> str:
    if job.state is JobState.UNCERTAIN or was_let_be(job):
        return QCoreApplication.translate("Jobs", "Send again")
    if is_paused:
        return QCoreApplication.translate("Jobs", "Go on")
    if job.state in {JobState.FAILED, JobState.CANCELLED} and not had_no_method(job):
        return QCoreApplication.translate("Jobs", "Retry")
    return ""


def _advice(job: Job) -> str:
    error = failure_of(job)
    return error_words(error).line if error is not None else ""

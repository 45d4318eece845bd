"""A job in words, for the dock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from viewer.domain.job import FINAL, JobState
from viewer.foundation.errors import KnownError
from viewer.ui.rows import JobRow
from viewer.vendors.errors import error_of
from viewer.words.errors import error_words
from viewer.words.jobs import (
    cost_words,
    elapsed_words,
    endpoint_words,
    parameter_value_words,
    service_words,
    state_words,
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
    """Return the row of a job as it stands now."""
    is_paused = bool(job.failure) and job.state not in FINAL
    is_running = job.state not in FINAL and job.state is not JobState.UNCERTAIN and not is_paused
    end = job.changed if job.changed and not is_running else datetime.now(UTC)
    detail = progress.detail if progress is not None and is_running else ""
    state = state_words(job.state)
    return JobRow(
        uid=job.uid,
        title=joined((endpoint_words(job.endpoint), job.title)),
        subtitle=joined(
            (
                service_words(job.service),
                *(parameter_value_words(name, value) for name, value in job.parameters),
            )
        ),
        state=f"{state} ({detail})" if detail else state,
        tone="warning" if is_paused else _TONES.get(job.state, "muted"),
        fraction=progress.fraction if progress is not None else None,
        is_running=is_running,
        elapsed=elapsed_words((end - job.created).total_seconds()),
        cost=cost_words(job.fee, job.service),
        advice=_advice(job),
        may_cancel=is_running or is_paused,
        may_retry=job.state in {JobState.FAILED, JobState.CANCELLED, JobState.UNCERTAIN}
        or is_paused,
        has_result=job.state is JobState.DONE and library.runs.get(job.uid) is not None,
    )


def failure_of(job: Job) -> KnownError | None:
    """Return what made a job stop; None where nothing did or the text is not understood."""
    try:
        return error_of(job.failure)
    except ValueError:
        return KnownError(job.failure)


def _advice(job: Job) -> str:
    error = failure_of(job)
    return error_words(error).line if error is not None else ""

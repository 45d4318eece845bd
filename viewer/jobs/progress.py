"""How far a job is, as values for whoever shows it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.domain.job import RESUMABLE, Job, JobState


class Step(StrEnum):
    """What a job is doing."""

    QUEUED = "queued"
    """Others of the same service go first."""
    PREPARE = "prepare"
    UPLOAD = "upload"
    SUBMIT = "submit"
    WAIT = "wait"
    FETCH = "fetch"
    """Files that the answer links to."""
    READ = "read"


_STATES: Final[dict[Step, frozenset[JobState]]] = {
    Step.QUEUED: RESUMABLE,
    Step.PREPARE: frozenset({JobState.INTENDED}),
    Step.UPLOAD: frozenset({JobState.PREPARED}),
    Step.SUBMIT: frozenset({JobState.UPLOADED, JobState.SUBMITTING}),
    Step.WAIT: frozenset({JobState.WAITING}),
    Step.FETCH: frozenset({JobState.ANSWERED, JobState.DONE}),
    Step.READ: frozenset({JobState.ANSWERED}),
}


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far one job is.

    `fraction` is None where nobody knows how long it takes; `detail` is a word of the service
    such as QUEUING. `place` is 1 for the job that is next at its service. Bytes are those of an
    upload or a download; `bytes_per_s` is the mean over the last seconds, 0 while unknown.
    """

    job_uid: str
    step: Step
    fraction: float | None = None
    detail: str = ""
    place: int = 0
    bytes_done: int = 0
    bytes_total: int = 0
    bytes_per_s: float = 0.0
    seconds_left: float | None = None

    def is_of(self, state: JobState) -> bool:
        """Tell whether this speaks of a job in that state; else it is left over from before."""
        return state in _STATES[self.step]


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """What was `wanted` has the content of an `earlier` job: that one is the outcome."""

    wanted: Job
    earlier: Job

"""How far a job is, as values for whoever shows it."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What a job is doing."""

    PREPARE = "prepare"
    UPLOAD = "upload"
    SUBMIT = "submit"
    WAIT = "wait"
    READ = "read"


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far one job is.

    `fraction` is None where nobody knows how long it takes; `detail` is a word of the service
    such as QUEUING.
    """

    job_uid: str
    step: Step
    fraction: float | None = None
    detail: str = ""

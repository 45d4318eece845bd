"""Where services come from."""

from typing import Protocol

from viewer.domain.job import Job, JobState
from viewer.jobs.request import LOCAL
from viewer.vendors.connection import Connection
from viewer.vendors.errors import Interrupted, TimedOut, Unreachable, error_of


class ServiceDirectory(Protocol):
    """Finds or starts the service that a job names."""

    async def connection(self, service: str) -> Connection:
        """Return the connection to `local`, `local/<slot>` or a configured host.

        Raises ServiceUnavailable.
        """
        ...


class OneService:
    """A directory that knows one service only: the one whose line was handed in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def connection(self, service: str) -> Connection:
        """Return the one; a job of another service goes to the one that was named explicitly."""
        return self._connection


def has_lost_its_service(job: Job) -> bool:
    """Tell whether a job waits for an embedded service that is not there any more."""
    is_embedded = job.service.startswith(f"{LOCAL}/")
    error = error_of(job.failure)
    return (
        is_embedded
        and job.state is JobState.WAITING
        and isinstance(error, Unreachable | Interrupted | TimedOut)
    )

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


def has_lost_its_service(job: Job) -> bool:
    """Tell whether a job waits for an embedded service that is not there any more."""
    is_embedded = job.service.startswith(f"{LOCAL}/")
    error = error_of(job.failure)
    return (
        is_embedded
        and job.state is JobState.WAITING
        and isinstance(error, Unreachable | Interrupted | TimedOut)
    )

"""What the steps of a job need, and the ways in which a step can end without an error."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from viewer.domain.job import Job, JobState
from viewer.foundation.clock import Clock
from viewer.foundation.errors import ServiceTrouble, ServiceUnavailable
from viewer.imaging.stack import ImageStack
from viewer.jobs.progress import JobProgress
from viewer.jobs.retrying import Holds, Retrying
from viewer.jobs.services import ServiceDirectory
from viewer.storage.library import Library
from viewer.storage.settings import ORGANISATION_ID, ORGANISATION_NAME, SERIES_STRATEGY
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.connection import Connection
from viewer.vendors.downloads import Lookup, looked_up
from viewer.vendors.errors import VendorError
from viewer.vendors.gateway.endpoint import Wire
from viewer.vendors.gateway.one_url import SeriesStrategy
from viewer.vendors.objectstore import ObjectStore
from viewer.vendors.transport import Transport


class SameInput(Exception):
    """No error: the same input is being or was analysed; `job` is the one to look at."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.uid)
        self.job = job


class Paused(Exception):
    """The job stands where it is, to be gone on with later; `cause` says why."""

    def __init__(self, cause: VendorError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class CancelWanted(Exception):
    """Somebody cancelled while the step could not be broken off; now it can."""


@dataclass(frozen=True, kw_only=True)
class StepContext:
    """What the steps need.

    `stacks_of` finds what a job sends again, `tell` says how a job stands on disk now. `packing`
    has the threads that still write for a job, `downloads` the tasks that fetch its files.
    """

    library: Library
    services: ServiceDirectory
    clock: Clock
    chance: random.Random
    transport_to: Callable[[Connection], Transport]
    tell: Callable[[Job], None]
    report: Callable[[JobProgress], None]
    stacks_of: Callable[[Job], Awaitable[tuple[ImageStack, ...]]]
    is_cancelled: Callable[[str], bool]
    holds: Holds
    lookup: Lookup = looked_up
    packing: "dict[str, asyncio.Future[object]]" = field(default_factory=dict)
    downloads: "dict[str, asyncio.Task[None]]" = field(default_factory=dict)

    async def connection(self, job: Job) -> Connection:
        """Return the job's service with the user's settings in it.

        To a dental job it is the dental service alone. Raises ServiceUnavailable where that name
        has no service of the job's kind.
        """
        settings = self.library.settings
        connection = await self.services.connection(job.service)
        is_dental = endpoint_named(job.endpoint).wire is Wire.DENTAL
        if is_dental:
            connection = connection.dental_alone()
        if not (connection.dental if is_dental else connection.showapi):
            raise ServiceUnavailable(ServiceTrouble.NOT_SET_UP, job.service)
        return replace(
            connection,
            strategy=SeriesStrategy(settings.get(SERIES_STRATEGY)),
            org_id=settings.get(ORGANISATION_ID),
            org_name=settings.get(ORGANISATION_NAME),
        )

    async def store(self, connection: Connection) -> ObjectStore:
        """Return the store that a service reads from."""
        transport = self.transport_to(connection)
        return await asyncio.to_thread(ObjectStore, connection.store, transport)

    def retrying(self, connection: Connection) -> Retrying:
        """Return how calls to that service are repeated."""
        return Retrying(connection, self.clock, self.chance, self.holds)

    def commit(self, job: Job) -> Job:
        """Keep how a job stands; only who holds its lock may, for all of it is written."""
        self.library.jobs.save(job)
        self.tell(job)
        return job

    def moved(self, job: Job, state: JobState, **changes: object) -> Job:
        """Commit the job's next state."""
        return self.commit(job.moved_to(state, at=self.clock.now(), **changes))

    def outgoing(self, job: Job) -> Path:
        """Return the folder of the files that are uploaded for a job."""
        return self.library.folders.cache / "outgoing" / job.uid

    def incoming(self, job: Job) -> Path:
        """Return the folder of the files that are being fetched for a job."""
        return self.library.folders.cache / "incoming" / job.uid

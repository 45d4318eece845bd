"""Speaking to the visual search of a service: connections, and how calls are repeated."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from viewer.foundation.clock import Clock, SystemClock
from viewer.foundation.errors import ServiceTrouble, ServiceUnavailable
from viewer.jobs.queueing import family_of
from viewer.jobs.retrying import Holds, Retrying
from viewer.jobs.services import ServiceDirectory
from viewer.vendors.connection import Connection
from viewer.vendors.downloads import Downloader, Lookup, looked_up
from viewer.vendors.errors import Garbled, Refused
from viewer.vendors.objectstore import ObjectStore
from viewer.vendors.similar.client import SimilarClient
from viewer.vendors.transport import Transport, prepare

T = TypeVar("T")
_TRIES: Final = 4
_READS: Final = 3
"""An answer that cannot be read is asked for so often; the last one is the error."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One service, ready to be asked. `family` is how records name it: all slots are `local`."""

    connection: Connection
    client: SimilarClient
    store: ObjectStore
    downloader: Downloader
    retrying: Retrying
    holds: Holds

    @property
    def family(self) -> str:
        """The word under which is kept what was added there."""
        return family_of(self.connection.service)

    async def asked(self, once: Callable[[], Awaitable[T]]) -> T:
        """Make a call that may be repeated. Raises what the last try did."""
        for _ in range(_READS - 1):
            try:
                return await self.retrying(once, _TRIES)
            except Garbled:
                continue
        return await self.retrying(once, _TRIES)

    async def changed(
        self, once: Callable[[], Awaitable[object]], is_so: Callable[[], Awaitable[bool]]
    ) -> None:
        """Make a change; refused at its repetition, the first try may have done it: look."""
        tries = 0

        async def counted() -> object:
            nonlocal tries
            tries += 1
            return await once()

        try:
            await self.asked(counted)
        except Refused:
            if tries == 1 or not await is_so():
                raise

    async def sent(self, once: Callable[[], Awaitable[T]]) -> T:
        """Make a call that must not happen twice: repeated only while nothing was accepted."""

        async def in_turn() -> T:
            await self.holds.passed(self.connection.host)
            return await once()

        return await self.retrying(in_turn, _TRIES)


class Lines:
    """The connections of one owner, made when they are first needed."""

    def __init__(
        self,
        services: ServiceDirectory,
        clock: Clock | None = None,
        *,
        make_transport: Callable[[bool], Transport] | None = None,
        transport_to: Callable[[Connection], Transport] | None = None,
        lookup: Lookup = looked_up,
    ) -> None:
        """Take `transport_to` of somebody who closes what it gives, or make one's own."""
        self.clock = clock or SystemClock()
        self._services = services
        self._make_transport = make_transport or (lambda proxies: Transport(uses_proxies=proxies))
        self._given = transport_to
        self._lookup = lookup
        self._transports: dict[bool, Transport] = {}
        self._holds = Holds(self.clock)
        self._chance = random.Random()
        self._is_prepared = False

    async def to(self, service: str) -> Line:
        """Return the line to a service. Raises ServiceUnavailable."""
        connection = await self._services.connection(service)
        if not connection.showapi:
            raise ServiceUnavailable(ServiceTrouble.NOT_SET_UP, service)
        if not self._is_prepared:
            await asyncio.to_thread(prepare)
            self._is_prepared = True
        transport = (self._given or self._own)(connection)
        return Line(
            connection=connection,
            client=SimilarClient(connection, transport),
            store=await asyncio.to_thread(ObjectStore, connection.store, transport),
            downloader=Downloader(connection, transport, self._lookup),
            retrying=Retrying(connection, self.clock, self._chance, self._holds),
            holds=self._holds,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        transports, self._transports = list(self._transports.values()), {}
        for transport in transports:
            await transport.aclose()

    def _own(self, connection: Connection) -> Transport:
        uses_proxies = not connection.is_local
        if uses_proxies not in self._transports:
            self._transports[uses_proxies] = self._make_transport(uses_proxies)
        return self._transports[uses_proxies]

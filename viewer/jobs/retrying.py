"""Repeating what may be repeated."""

import random
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from viewer.foundation.clock import Clock
from viewer.jobs import schedule
from viewer.jobs.schedule import Schedule
from viewer.vendors.connection import Connection
from viewer.vendors.errors import Busy, Interrupted, TimedOut, Unreachable

T = TypeVar("T")
PASSING: Final = (Unreachable, TimedOut, Interrupted, Busy)
"""Faults that may be over at the next try; for a submission the client raises only those of them
that mean that nothing was accepted.
"""


class Holds:
    """Hosts that asked to be let alone for a while: no job submits there until then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}

    def hold(self, host: str, seconds: float) -> None:
        """Let a host alone for so long; a longer wait that was asked for before stays."""
        until = self._clock.monotonic() + seconds
        self._until[host] = max(until, self._until.get(host, until))

    async def passed(self, host: str) -> None:
        """Wait until the host may be asked again."""
        while (left := self._until.get(host, 0.0) - self._clock.monotonic()) > 0:
            await self._clock.sleep(left)


class Retrying:
    """Tries again after growing delays, or after what the service asked for."""

    def __init__(
        self, connection: Connection, clock: Clock, chance: random.Random, holds: Holds
    ) -> None:
        self._clock = clock
        self._chance = chance
        self._holds = holds
        self._plan = schedule.RETRY_LOCAL if connection.is_local else schedule.RETRY

    async def __call__(
        self, once: Callable[[], Awaitable[T]], tries: int, plan: Schedule | None = None
    ) -> T:
        """Return what `once` returns; the last fault is raised after so many tries."""
        delays = (plan or self._plan).delays(self._chance)
        for _ in range(tries - 1):
            try:
                return await once()
            except PASSING as error:
                await self._clock.sleep(self._delay(error, next(delays)))
        return await once()

    def _delay(self, error: Exception, planned_s: float) -> float:
        if not isinstance(error, Busy):
            return planned_s
        asked = schedule.asked_wait_s(error.retry_after_s, self._clock.now())
        if asked is None:
            return planned_s
        self._holds.hold(error.host, asked)
        return asked

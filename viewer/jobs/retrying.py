"""Repeating what may be repeated."""

import random
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from viewer.foundation.clock import Clock
from viewer.jobs import schedule
from viewer.vendors.connection import Connection
from viewer.vendors.errors import Busy, Interrupted, TimedOut, Unreachable

T = TypeVar("T")
PASSING: Final = (Unreachable, TimedOut, Interrupted, Busy)
"""Faults that may be over at the next try; for a submission the client raises only those of them
that mean that nothing was accepted.
"""


class Retrying:
    """Tries again after growing delays, or after what the service asked for."""

    def __init__(self, connection: Connection, clock: Clock, chance: random.Random) -> None:
        self._clock = clock
        self._chance = chance
        self._plan = schedule.RETRY_LOCAL if connection.is_local else schedule.RETRY

    async def __call__(self, once: Callable[[], Awaitable[T]], tries: int) -> T:
        """Return what `once` returns; the last fault is raised after so many tries."""
        delays = self._plan.delays(self._chance)
        for _ in range(tries - 1):
            try:
                return await once()
            except PASSING as error:
                delay = next(delays)
                if isinstance(error, Busy):
                    asked = schedule.asked_wait_s(error.retry_after_s, self._clock.now())
                    delay = delay if asked is None else asked
                await self._clock.sleep(delay)
        return await once()

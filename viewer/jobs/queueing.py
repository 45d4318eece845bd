"""So many jobs at once at a service; the others wait in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from viewer.jobs.request import LOCAL
from viewer.storage.settings import JOBS_AT_ONCE, Settings

_MOST_LOCAL: Final = 2


@dataclass(eq=False)
class _Ticket:
    """A job that waits for its turn."""

    uid: str
    is_urgent: bool
    turn: "asyncio.Future[None]"


@dataclass
class _Queue:
    """The jobs of one service: how many are at it, and who waits, the next one first."""

    running: int = 0
    waiting: list[_Ticket] = field(default_factory=list)


class ServiceQueues:
    """The queues of all services, on one event loop.

    `limit_of` is asked anew at each turn, so a changed setting counts at once; `on_place` is told
    a waiting job's place, 1 being the next.
    """

    def __init__(
        self, limit_of: Callable[[str], int], on_place: Callable[[str, int], None]
    ) -> None:
        self._limit_of = limit_of
        self._on_place = on_place
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def turn(self, service: str, uid: str, *, is_urgent: bool = False) -> AsyncIterator[None]:
        """Wait for the job's turn and hold it. Urgent ones, already accepted there, go first."""
        family = family_of(service)
        queue = self._queues.setdefault(family, _Queue())
        await self._entered(family, queue, uid, is_urgent=is_urgent)
        try:
            yield
        finally:
            queue.running -= 1
            self._admit(family, queue)

    async def _entered(self, family: str, queue: _Queue, uid: str, *, is_urgent: bool) -> None:
        ticket = _Ticket(uid, is_urgent, asyncio.get_running_loop().create_future())
        ahead = sum(other.is_urgent for other in queue.waiting) if is_urgent else None
        queue.waiting.insert(len(queue.waiting) if ahead is None else ahead, ticket)
        self._admit(family, queue)
        try:
            await ticket.turn
        except asyncio.CancelledError:
            if ticket in queue.waiting:
                queue.waiting.remove(ticket)
            else:  # its turn came in the same moment
                queue.running -= 1
            self._admit(family, queue)
            raise

    def _admit(self, family: str, queue: _Queue) -> None:
        while queue.waiting and queue.running < self._limit_of(family):
            queue.running += 1
            queue.waiting.pop(0).turn.set_result(None)
        for place, ticket in enumerate(queue.waiting, start=1):
            self._on_place(ticket.uid, place)


def limits(settings: Settings) -> Callable[[str], int]:
    """Return how many jobs may be at a service at once; the local one has one machine."""

    def limit_of(service: str) -> int:
        number = settings.get(JOBS_AT_ONCE)
        return min(number, _MOST_LOCAL) if service == LOCAL else number

    return limit_of


def family_of(service: str) -> str:
    """Return the service that a job's `service` is one slot of: `local` for `local/3`."""
    return LOCAL if service.split("/", maxsplit=1)[0] == LOCAL else service

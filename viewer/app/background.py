"""Everything that goes on beside the window: one task group, supervised."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar

from viewer.foundation.errors import Cancelled, KnownError

T = TypeVar("T")
P = ParamSpec("P")
_LOG: Final = logging.getLogger(__name__)


class Background:
    """Starts tasks in the one group; the failure of one is told and does not end the others."""

    def __init__(
        self,
        group: asyncio.TaskGroup,
        *,
        tell: Callable[[KnownError], None],
        crashed: Callable[[Exception], None],
    ) -> None:
        self._group = group
        self._tell = tell
        self._crashed = crashed
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, object], name: str) -> asyncio.Task[None]:
        """Start `work`; KnownErrors become words for the person, others a crash report."""
        task = self._group.create_task(self._supervised(work), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # cancelled before its first step, the work itself was never begun
        task.add_done_callback(lambda _task: work.close())
        return task

    def cancel_all(self) -> None:
        """Ask every task to end; the group waits for them."""
        for task in tuple(self._tasks):
            task.cancel()

    async def ended(self) -> None:
        """Wait until no task is left."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _supervised(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except Cancelled:
            return
        except KnownError as error:
            _LOG.info("told: %s", type(error).__name__)
            self._tell(error)
        except Exception as error:  # noqa: BLE001 - the border of the event loop
            self._crashed(error)


class Cancellation:
    """A flag that a thread looks at and the window sets."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.on_cancel: list[Callable[[], None]] = []

    def cancel(self) -> None:
        """Ask the thread to stop soon, and tell those in the window who wait for it."""
        self._event.set()
        for tell in self.on_cancel:
            tell()

    def __call__(self) -> bool:
        return self._event.is_set()


class Throttled:
    """Passes values of a thread on to the loop: the latest, at most so often."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, show: Callable[[Any], None], interval_s: float = 0.05
    ) -> None:
        self._loop = loop
        self._show = show
        self._interval_s = interval_s
        self._last = 0.0

    def __call__(self, value: object) -> None:
        now = time.monotonic()
        if now - self._last >= self._interval_s:
            self._last = now
            self._loop.call_soon_threadsafe(self._show, value)


class Gathered:
    """Passes all values of a thread on to the loop, in bundles: one wake-up for many."""

    def __init__(self, loop: asyncio.AbstractEventLoop, show: Callable[[list[int]], None]) -> None:
        self._loop = loop
        self._show = show
        self._lock = threading.Lock()
        self._waiting: list[int] = []

    def __call__(self, value: int) -> None:
        with self._lock:
            self._waiting.append(value)
            is_first = len(self._waiting) == 1
        if is_first:
            self._loop.call_soon_threadsafe(self._flush)

    def _flush(self) -> None:
        with self._lock:
            values, self._waiting = self._waiting, []
        self._show(values)


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a blocking function in a worker thread; the loop goes on meanwhile."""
    return await asyncio.to_thread(function, *args, **kwargs)


async def in_thread_until(
    cancellation: Cancellation, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Do the same, but wait no longer than until somebody cancels. Raises Cancelled.

    The thread may hang in a network drive that does not answer, where it sees no flag.
    """
    loop = asyncio.get_running_loop()
    work = loop.run_in_executor(None, partial(function, *args, **kwargs))
    stopped: asyncio.Future[None] = loop.create_future()

    def stop() -> None:
        if not stopped.done():
            stopped.set_result(None)

    cancellation.on_cancel.append(stop)
    waiting: set[asyncio.Future[Any]] = {work, stopped}
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    if work.done():
        return work.result()
    work.add_done_callback(_let_go)
    raise Cancelled


def _let_go(work: asyncio.Future[T]) -> None:
    """Take note of an error that nobody waits for any more."""
    if not work.cancelled():
        work.exception()

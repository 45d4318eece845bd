"""One task group: a failure is told and ends nothing else."""

import asyncio
import threading

import pytest

from viewer.app.background import (
    Background,
    Cancellation,
    Gathered,
    Throttled,
    in_thread,
    in_thread_until,
)
from viewer.foundation.errors import Cancelled, KnownError, UnreadableImage


def run_with(*works) -> tuple[list[KnownError], list[Exception]]:
    told: list[KnownError] = []
    crashed: list[Exception] = []

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            background = Background(group, tell=told.append, crashed=crashed.append)
            for work in works:
                background.start(work, "work")

    asyncio.run(main())
    return told, crashed


async def fails(error: Exception) -> None:
    raise error


def test_a_known_error_is_told_and_a_mistake_of_ours_is_reported() -> None:
    known, ours = UnreadableImage("/a", "empty"), ValueError("bug")

    assert run_with(fails(known), fails(ours)) == ([known], [ours])


def test_cancelling_is_no_error() -> None:
    assert run_with(fails(Cancelled("x"))) == ([], [])


def test_everything_can_be_ended_even_before_it_began() -> None:
    ended: list[str] = []

    async def waits() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("ended")

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            background = Background(group, tell=ended.append, crashed=ended.append)
            background.start(waits(), "begun")
            await asyncio.sleep(0)
            background.start(waits(), "not begun")
            background.cancel_all()

    asyncio.run(main())
    assert ended == ["ended"]


def test_values_of_a_thread_arrive_all_and_in_order() -> None:
    seen: list[int] = []

    async def main() -> None:
        gathered = Gathered(asyncio.get_running_loop(), seen.extend)
        await in_thread(lambda: [gathered(i) for i in range(500)])
        await asyncio.sleep(0)

    asyncio.run(main())
    assert seen == list(range(500))


def test_progress_is_passed_on_at_most_so_often() -> None:
    seen: list[int] = []

    async def main() -> None:
        throttled = Throttled(asyncio.get_running_loop(), seen.append, interval_s=3600)
        await in_thread(lambda: [throttled(i) for i in range(500)])
        await asyncio.sleep(0)

    asyncio.run(main())
    assert seen == [0]


def test_a_cancellation_is_seen_by_the_thread() -> None:
    cancellation = Cancellation()
    worker = threading.Thread(target=cancellation.cancel)
    worker.start()
    worker.join()

    assert cancellation()


def test_r015_who_cancels_does_not_wait_for_a_drive_that_stalls() -> None:
    cancellation, answers = Cancellation(), threading.Event()

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(0.01, cancellation.cancel)
        try:
            await in_thread_until(cancellation, answers.wait, 10.0)
        except Cancelled:
            assert not answers.is_set()
            return
        finally:
            answers.set()
        raise AssertionError

    asyncio.run(main())


def test_what_ends_before_anybody_cancels_gives_its_result_or_its_error() -> None:
    async def main() -> None:
        assert await in_thread_until(Cancellation(), divmod, 7, 2) == (3, 1)
        with pytest.raises(ZeroDivisionError):
            await in_thread_until(Cancellation(), divmod, 7, 0)

    asyncio.run(main())

"""So many at once at a service, the others in order, and a busy service is let alone by all."""

import asyncio

import httpx
import pytest

from tests.fake_service import FakeClock
from tests.job_builders import a_request, idle, served
from viewer.domain.job import JobState
from viewer.jobs.progress import Step
from viewer.jobs.queueing import ServiceQueues, family_of
from viewer.jobs.retrying import Holds
from viewer.storage.settings import JOBS_AT_ONCE


async def settled():
    for _ in range(5):
        await asyncio.sleep(0)


def test_turns_are_given_in_order_and_places_are_told():
    places = []

    async def main():
        queues = ServiceQueues(lambda _service: 2, lambda uid, place: places.append((uid, place)))
        at_work, leave = [], {uid: asyncio.Event() for uid in "abcd"}

        async def job(uid):
            async with queues.turn("host", uid):
                at_work.append(uid)
                await leave[uid].wait()

        async with asyncio.TaskGroup() as group:
            for uid in "abcd":
                group.create_task(job(uid))
            await settled()
            first = list(at_work)
            leave["b"].set()
            await settled()
            second = list(at_work)
            for event in leave.values():
                event.set()
        return first, second, at_work

    first, second, third = asyncio.run(main())

    assert (first, second, third) == (["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"])
    assert places == [("c", 1), ("c", 1), ("d", 2), ("d", 1)]


def test_what_is_accepted_already_goes_before_what_is_not():
    async def main():
        queues = ServiceQueues(lambda _service: 1, lambda _uid, _place: None)
        order, leave = [], asyncio.Event()

        async def job(uid, *, is_urgent=False):
            async with queues.turn("host", uid, is_urgent=is_urgent):
                order.append(uid)
                await leave.wait()

        async with asyncio.TaskGroup() as group:
            for uid in ("running", "new"):
                group.create_task(job(uid))
            await settled()
            for uid in ("asked 1", "asked 2"):
                group.create_task(job(uid, is_urgent=True))
            await settled()
            leave.set()
        return order

    assert asyncio.run(main()) == ["running", "asked 1", "asked 2", "new"]


def test_who_leaves_the_queue_does_not_keep_its_turn():
    async def main():
        queues = ServiceQueues(lambda _service: 1, lambda _uid, _place: None)
        order, leave = [], asyncio.Event()

        async def job(uid):
            async with queues.turn("host", uid):
                order.append(uid)
                await leave.wait()

        tasks = [asyncio.get_running_loop().create_task(job(uid)) for uid in "abc"]
        await settled()
        leave.set()
        await asyncio.sleep(0)
        tasks[1].cancel()  # in the very moment in which its turn comes
        await asyncio.gather(*tasks, return_exceptions=True)
        return order

    assert asyncio.run(main())[-1] == "c"


@pytest.mark.parametrize(
    ("service", "family"),
    [("local", "local"), ("local/3", "local"), ("api.example.com", "api.example.com")],
)
def test_the_slots_of_the_local_service_are_one_queue(service, family):
    assert family_of(service) == family


@pytest.mark.parametrize(("setting", "at_once"), [(8, 2), (1, 1)])
def test_f091_jobs_beyond_the_limit_wait_and_say_so(
    runner, library, stack, service, setting, at_once
):
    library.settings.set(JOBS_AT_ONCE, setting)
    under_way, most, places = set(), [], []

    def progressed(progress):
        if progress.step is Step.QUEUED:
            places.append(progress.place)
        else:
            under_way.add(progress.job_uid)
        most.append(len(under_way))

    runner.progressed.connect(progressed)
    runner.changed.connect(lambda job: job.is_final and under_way.discard(job.uid))

    async def act():
        for number in range(5):
            runner.start(a_request(stack, parameters={"Threshold": f"0.{number + 1}"}))
        await idle(runner)

    served(runner, act)

    assert {job.state for job in library.jobs.all()} == {JobState.DONE}
    assert max(most) == at_once
    assert max(places) == 5 - at_once


def test_r025_a_busy_service_is_let_alone_by_its_other_jobs_too():
    async def main():
        clock = FakeClock()
        holds = Holds(clock)
        holds.hold("host", 40.0)
        holds.hold("host", 10.0)
        await holds.passed("another")
        untouched = clock.seconds
        await holds.passed("host")
        return untouched, clock.seconds

    assert asyncio.run(main()) == (0.0, 40.0)


def test_r025_while_a_service_asks_for_time_nothing_is_submitted_there(
    runner, library, stack, service, clock
):
    times = []
    service.on_submit = lambda: times.append(clock.seconds)
    service.submit_script = [httpx.Response(503, headers={"Retry-After": "90"})]

    async def both():
        runner.start(a_request(stack, parameters={"Threshold": "0.1"}))
        runner.start(a_request(stack, parameters={"Threshold": "0.2"}))
        await idle(runner)

    served(runner, both)

    assert {job.state for job in library.jobs.all()} == {JobState.DONE}
    assert len(times) == 3
    busy = times[0] if times[1] - times[0] >= 90 else times[1]
    assert times[2] >= busy + 90

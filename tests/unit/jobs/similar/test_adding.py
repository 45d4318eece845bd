"""Pictures into a database: each once, whatever goes wrong."""

import asyncio

from tests.fake_similar import ADD
from tests.unit.jobs.similar.conftest import DATABASE
from viewer.jobs.similar.adding import ToAdd


def add(cases, stack, indexes=(0, 1, 2), **changes):
    """Add images of a stack and return how it ended."""
    wanted = [ToAdd(stack=stack, index=index, **changes) for index in indexes]
    batch = cases.adding.begin("local", DATABASE, wanted)
    return asyncio.run(_closed(cases, batch))


async def _closed(cases, batch):
    try:
        return await cases.adding.run(batch)
    finally:
        await cases.aclose()


def test_pictures_are_added_and_nothing_of_them_is_left_behind(cases, stack, service, library):
    ended = add(cases, stack)
    assert (ended.added, ended.total, ended.is_finished) == (3, 3, True)
    assert len(service.kept[DATABASE]) == 3
    assert not service.objects
    assert not any((library.folders.cache / "outgoing" / "similar").iterdir())
    assert ended.fee >= 3


def test_the_same_pictures_again_are_known_and_not_sent(cases, stack, service):
    add(cases, stack)
    again = add(cases, stack)
    assert (again.added, again.known) == (0, 3)
    assert len(service.calls_to(ADD)) == 3

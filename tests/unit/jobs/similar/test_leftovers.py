"""What is left where nobody opens a window, and services that say more than they were asked for."""

import asyncio
import os
import threading
import time

import httpx
import numpy as np
import pytest

from tests.fake_similar import DELETE, SEARCH
from tests.unit.jobs.similar.conftest import DATABASE
from tests.vendor_builders import a_body, an_envelope
from viewer.jobs.similar import making
from viewer.jobs.similar.adding import ToAdd
from viewer.vendors.errors import Refused, UnknownOutcome

LOST = httpx.ReadError("reset")
PIXELS = np.arange(200 * 300, dtype=np.uint32).reshape(200, 300).astype(np.uint8)


def call(cases, coroutine):
    async def to_end():
        try:
            return await coroutine
        finally:
            await cases.aclose()

    return asyncio.run(to_end())


def search(cases, limit=20):
    return call(cases, cases.search("local", DATABASE, PIXELS, limit))


def test_r041_a_later_search_takes_away_what_an_earlier_one_left(cases, service, library, clock):
    service.after[SEARCH] = [LOST]
    with pytest.raises(UnknownOutcome):
        search(cases)
    folder = library.folders.cache / "outgoing" / "similar"
    killed = folder / "search-0.png"
    killed.write_bytes(b"of a process that was killed")
    before = clock.now().timestamp() - 1
    os.utime(killed, (before, before))
    assert len(service.objects) == 1

    clock.seconds += 3600
    search(cases)

    assert not service.objects
    assert not any(receipt.is_there for receipt in library.similar.sent())
    assert not list(folder.iterdir())


def test_no_more_results_are_given_than_were_asked_for(cases, service):
    many = [{"DataId": str(number), "EntityId": "x", "Score": number} for number in range(9)]
    said = an_envelope(a_body(Data={"MatchList": many}))
    service.before[SEARCH] = [said]

    assert [match.data_id for match in search(cases, limit=2).matches] == ["8", "7"]


def test_a_deletion_that_was_refused_is_not_taken_for_done(cases, service):
    for number in range(120):
        service.put_in(DATABASE, f"case_{number:03d}")
    service.put_in(DATABASE, "case")  # listed behind all that begin so
    refused = an_envelope(a_body(ret_code=1401, remark="busy"))
    service.before[DELETE] = [LOST, refused]

    with pytest.raises(Refused):
        call(cases, cases.delete("local", DATABASE, "case"))


def test_no_picture_is_made_after_an_order_was_broken_off(
    monkeypatch, cases, stack, service, library
):
    batch = cases.adding.begin("local", DATABASE, [ToAdd(stack=stack, index=0)])
    begun, made = threading.Event(), making.made

    def slowly(*args):
        begun.set()
        time.sleep(0.05)
        return made(*args)

    monkeypatch.setattr(making, "made", slowly)

    async def broken_off():
        try:
            async with asyncio.timeout(None) as limit:
                running = asyncio.gather(cases.adding.run(batch))
                await asyncio.to_thread(begun.wait)
                limit.reschedule(0)
                await running
        finally:  # as the command line does
            cases.adding.cancel(batch)
            await cases.aclose()

    with pytest.raises(TimeoutError):
        asyncio.run(broken_off())

    for thread in threading.enumerate():
        if thread.name.startswith("similar"):
            thread.join()
    assert not list((library.folders.cache / "outgoing" / "similar").glob("*/*"))
    assert not service.kept[DATABASE]

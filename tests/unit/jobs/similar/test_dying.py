"""A process that dies at any moment of an addition: nothing stands twice, nothing is lost."""

import asyncio
import os
from dataclasses import replace

import httpx
import pytest

from tests.fake_similar import ADD
from tests.unit.jobs.similar.conftest import DATABASE
from viewer.foundation.errors import CannotWrite, FileTrouble, LibraryTrouble, LibraryUnavailable
from viewer.foundation.killpoints import KillPoint
from viewer.jobs import tidying
from viewer.jobs.runner import JobRunner
from viewer.jobs.similar import batch as batch_module
from viewer.jobs.similar import making, uploads
from viewer.jobs.similar.adding import ToAdd
from viewer.jobs.similar.cases import SimilarCases
from viewer.storage import blobs
from viewer.storage.similar import Similar
from viewer.storage.similar_rows import ItemStep


class Died(BaseException):
    """Stands for the end of the process: nothing in the program catches it."""


def dies_at(monkeypatch, point, passes):
    """Let the process die as it passes a moment for the n-th time, and never after."""
    left = [passes]

    def reached(passed):
        if passed is point:
            left[0] -= 1
            if left[0] == 0:
                raise Died

    for module in (batch_module, uploads, blobs):
        monkeypatch.setattr(module, "reached", reached)
    return left


def run(cases, batch):
    async def to_end():
        try:
            return await cases.adding.run(batch)
        finally:
            await cases.aclose()

    return asyncio.run(to_end())


@pytest.mark.parametrize("passes", [1, 3, 5])
@pytest.mark.parametrize(
    "point",
    [
        KillPoint.BLOB_WRITTEN,
        KillPoint.MID_UPLOAD,
        KillPoint.AFTER_UPLOAD,
        KillPoint.BEFORE_SUBMIT,
        KillPoint.ANSWER_IN_MEMORY,
    ],
)
def test_r041_each_picture_stands_once_whenever_the_process_dies(
    monkeypatch, cases, stack, service, library, clock, point, passes
):
    wanted = [ToAdd(stack=stack, index=index) for index in range(6)]
    batch = cases.adding.begin("local", DATABASE, wanted)
    left = dies_at(monkeypatch, point, passes)

    with pytest.raises(BaseException) as ended:  # noqa: PT011 (a group of Died)
        run(cases, batch)
    assert left[0] <= 0, "it was not reached"
    assert ended.group_contains(Died) or isinstance(ended.value, Died)

    again = SimilarCases(library, service, clock, make_transport=service.transport)
    assert run(again, batch).added == 6
    entities = [kept.entity_id for kept in service.kept[DATABASE]]
    assert len(entities) == len(set(entities)) == 6


@pytest.mark.parametrize("has_arrived", [True, False])
def test_what_is_found_on_its_way_is_decided_by_the_list(
    cases, stack, service, library, clock, has_arrived
):
    batch = cases.adding.begin("local", DATABASE, [ToAdd(stack=stack, index=0)])
    (item,) = library.similar.items(batch)
    library.similar.save(replace(item, state=ItemStep.SENDING))
    if has_arrived:
        service.put_in(DATABASE, item.entity_id, item.extra_data)

    assert run(cases, batch).added == 1
    assert len(service.kept[DATABASE]) == 1
    assert len(service.calls_to(ADD)) == (0 if has_arrived else 1)


def test_r041_an_upload_that_a_dead_process_left_is_deleted_at_a_later_start(
    monkeypatch, cases, stack, service, library, clock
):
    service.service = "api.example.org"
    batch = cases.adding.begin("api.example.org", DATABASE, [ToAdd(stack=stack, index=0)])
    dies_at(monkeypatch, KillPoint.AFTER_UPLOAD, 1)
    with pytest.raises(BaseException):  # noqa: B017, PT011 (a group of Died)
        run(cases, batch)
    assert len(service.objects) == 1

    asyncio.run(cases.sweep())  # at once it may be another process's
    assert len(service.objects) == 1

    clock.seconds += 3600
    asyncio.run(cases.sweep())
    assert not service.objects
    assert not any(receipt.is_there for receipt in library.similar.sent())


def test_an_upload_that_cannot_be_deleted_for_a_week_is_left_and_listed(
    monkeypatch, cases, stack, service, library, clock
):
    service.service = "api.example.org"
    batch = cases.adding.begin("api.example.org", DATABASE, [ToAdd(stack=stack, index=0)])
    dies_at(monkeypatch, KillPoint.AFTER_UPLOAD, 1)
    with pytest.raises(BaseException):  # noqa: B017, PT011 (a group of Died)
        run(cases, batch)

    clock.seconds += 8 * 24 * 3600
    asyncio.run(cases.sweep())

    assert len(service.objects) == 1
    assert [receipt.is_there for receipt in library.similar.sent()] == [True]


def test_equal_entries_are_told_apart_after_a_restart(cases, stack, service, library):
    wanted = [
        ToAdd(stack=stack, index=index, entity_id="case_7", extra_data="same") for index in (0, 1)
    ]
    batch = cases.adding.begin("local", DATABASE, wanted)
    first = library.similar.items(batch)[0]
    library.similar.save(replace(first, state=ItemStep.SENDING))
    service.put_in(DATABASE, "case_7", "same")  # it had arrived
    service.after[ADD] = [httpx.ReadError("reset")]  # so will the other, without an answer

    assert run(cases, batch).added == 2
    assert len(service.kept[DATABASE]) == 2


def test_r041_a_start_of_the_program_takes_away_what_was_left(
    monkeypatch, cases, stack, service, library, clock
):
    service.service = "api.example.org"
    batch = cases.adding.begin("api.example.org", DATABASE, [ToAdd(stack=stack, index=0)])
    with monkeypatch.context() as patched:
        dies_at(patched, KillPoint.AFTER_UPLOAD, 1)
        with pytest.raises(BaseException):  # noqa: B017, PT011 (a group of Died)
            run(cases, batch)
    cases.adding.cancel(batch)
    folder = uploads.folder_of(library)
    left = folder / "search-1.png"
    uploads.write(left, b"x")
    os.utime(left, (0, 0))
    clock.seconds += 3600

    async def start():
        runner = JobRunner(library, service, clock, make_transport=service.transport)
        await tidying.sweep(runner._context)
        await runner.aclose()

    asyncio.run(start())
    assert not service.objects
    assert not left.exists()


def test_r042_a_full_disk_stops_the_batch_and_it_goes_on_with_room(
    monkeypatch, cases, stack, service
):
    batch = cases.adding.begin("local", DATABASE, [ToAdd(stack=stack, index=0)])

    def full(path, _content):
        raise CannotWrite(str(path), FileTrouble.FULL)

    with monkeypatch.context() as patched:
        patched.setattr(making, "write", full)
        with pytest.raises(CannotWrite):
            run(cases, batch)
    assert not service.uploaded

    assert run(cases, batch).added == 1


def test_r042_a_library_that_cannot_keep_the_answer_finds_it_again(
    monkeypatch, cases, stack, service
):
    batch = cases.adding.begin("local", DATABASE, [ToAdd(stack=stack, index=0)])

    def full(_self, *_facts):
        raise LibraryUnavailable("library", LibraryTrouble.FULL)

    with monkeypatch.context() as patched:
        patched.setattr(Similar, "end", full)
        with pytest.raises(LibraryUnavailable):
            run(cases, batch)
    assert [item.step for item in cases.adding.items(batch)] == [ItemStep.SENDING]

    assert run(cases, batch).added == 1
    assert len(service.kept[DATABASE]) == 1

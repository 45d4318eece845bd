"""Pictures into a database: each once, whatever goes wrong."""

import asyncio
import hashlib

import httpx
import pytest

from tests.fake_similar import ADD, LIST
from tests.unit.jobs.similar.conftest import DATABASE
from viewer.foundation.errors import ExitStatus, Forgotten, UnreadableImage
from viewer.jobs.similar.adding import ToAdd
from viewer.jobs.similar.cases import SimilarCases
from viewer.storage.similar_rows import ItemStep, Purpose
from viewer.storage.studies import KnownSeries, KnownStudy
from viewer.vendors.errors import BadCredentials, Refused, UnknownOutcome, Unreachable
from viewer.vendors.similar.errors import DatabaseFull, NamesPatient, UnfitText

ALL = range(6)
LOST = httpx.ReadError("reset")


def begin(cases, stack, indexes=(0, 1, 2), **changes):
    wanted = [ToAdd(stack=stack, index=index, **changes) for index in indexes]
    return cases.adding.begin("local", DATABASE, wanted)


def run(cases, batch):
    async def to_end():
        try:
            return await cases.adding.run(batch)
        finally:
            await cases.aclose()

    return asyncio.run(to_end())


def add(cases, stack, indexes=(0, 1, 2), **changes):
    """Add images of a stack and return how it ended."""
    return run(cases, begin(cases, stack, indexes, **changes))


def steps(cases, batch):
    return [item.step for item in cases.adding.items(batch)]


def test_pictures_are_added_and_nothing_of_them_is_left_behind(cases, stack, service, library):
    ended = add(cases, stack)

    assert (ended.added, ended.total, ended.is_finished) == (3, 3, True)
    assert len(service.kept[DATABASE]) == 3
    assert not service.objects
    assert not any((library.folders.cache / "outgoing" / "similar").iterdir())
    assert ended.fee == len(service.calls)


def test_progress_is_told_after_each_picture(cases, stack):
    told = []
    cases.adding.progressed.connect(told.append)

    add(cases, stack)

    assert [progress.done for progress in told] == [1, 2, 3]
    assert told[-1].is_finished


def test_the_same_pictures_again_are_known_and_not_sent(cases, stack, service):
    add(cases, stack)
    again = add(cases, stack)

    assert (again.added, again.known) == (0, 3)
    assert len(service.calls_to(ADD)) == 3


def test_another_window_of_the_same_image_is_the_same_case(cases, stack, service):
    add(cases, stack, (0,))

    assert add(cases, stack, (0,), window="50,300").known == 1
    assert len(service.kept[DATABASE]) == 1


def test_a_region_is_another_case_than_the_whole_image(cases, stack, service):
    add(cases, stack, (0,))

    assert add(cases, stack, (0,), region=(1, 1, 5, 4)).added == 1
    whole, part = service.kept[DATABASE]
    assert whole.entity_id != part.entity_id
    assert part.entity_id.startswith(whole.entity_id[:14])


def test_pictures_under_one_id_of_a_script_are_all_added(cases, stack, service):
    ended = add(cases, stack, entity_id="case_7", extra_data="same")

    assert ended.added == 3
    assert [(kept.entity_id, kept.extra_data) for kept in service.kept[DATABASE]] == [
        ("case_7", "same")
    ] * 3


def test_two_images_that_look_the_same_stand_there_once(cases, stack, service):
    ended = add(cases, stack, (0, 1), window="5000,10")  # both all black

    assert (ended.added, ended.known) == (1, 1)
    assert len(service.kept[DATABASE]) == 1


def test_what_was_deleted_elsewhere_is_added_again(cases, stack, service):
    add(cases, stack, (0,))
    service.kept[DATABASE].clear()

    assert add(cases, stack, (0,)).added == 1


def test_what_another_library_program_added_is_known_by_its_id(cases, stack, service, library):
    add(cases, stack, (0,))
    library.similar.drop_database("local", DATABASE)

    assert add(cases, stack, (0,)).known == 1
    entity = service.kept[DATABASE][0].entity_id
    assert library.similar.added("local", DATABASE, [entity])[0].thumbnail


def test_r021_no_connection_stops_the_batch_and_it_goes_on_later(cases, stack, service):
    batch = begin(cases, stack)
    service.before[LIST] = [httpx.ConnectError("none")] * 4

    with pytest.raises(Unreachable):
        run(cases, batch)
    assert cases.adding.open_batches()[0].batch == batch
    assert isinstance(cases.adding.progress(batch).failure, Unreachable)

    assert run(cases, batch).added == 3
    assert cases.adding.progress(batch).failure is None
    assert not cases.adding.open_batches()


def test_r025_a_refused_connection_and_a_busy_service_are_tried_again(cases, stack, service, clock):
    service.before[ADD] = [
        httpx.ConnectError("none"),
        httpx.Response(429, headers={"retry-after": "7"}),
        httpx.Response(503),
    ]

    assert add(cases, stack, (0,)).added == 1
    assert 7 in clock.slept
    assert len(service.kept[DATABASE]) == 1


@pytest.mark.parametrize(
    "lost", [LOST, httpx.Response(502), httpx.Response(504), b"{", httpx.ReadTimeout("slow")]
)
def test_r022_an_answer_that_is_lost_is_looked_up_before_anything_is_repeated(
    cases, stack, service, lost
):
    service.after[ADD] = [lost]

    ended = add(cases, stack, (0,))

    assert ended.added == 1
    assert len(service.kept[DATABASE]) == 1
    assert len(service.calls_to(ADD)) == 1


def test_a_request_that_was_lost_on_its_way_is_sent_again(cases, stack, service):
    service.before[ADD] = [LOST]

    assert add(cases, stack, (0,)).added == 1
    assert len(service.kept[DATABASE]) == 1
    assert len(service.calls_to(ADD)) == 2


def test_equal_entries_are_counted_when_an_answer_is_lost(cases, stack, service):
    service.put_in(DATABASE, "case_7", "same")
    service.before[ADD] = [LOST]

    ended = add(cases, stack, (0,), entity_id="case_7", extra_data="same")

    assert ended.added == 1
    assert len(service.kept[DATABASE]) == 2


def test_what_never_arrives_fails_and_says_that_it_may_have(cases, stack, service):
    service.before[ADD] = [LOST] * 9
    batch = begin(cases, stack, (0,))

    assert run(cases, batch).failed == 1
    (item,) = cases.adding.items(batch)
    assert isinstance(item.failure, UnknownOutcome)


def test_a_refused_picture_fails_alone(cases, stack, service):
    refusal = b'{"showapi_res_code":0,"showapi_res_body":{"ret_code":1,"remark":"too dark"}}'
    service.before[ADD] = [refusal]
    batch = begin(cases, stack)

    ended = run(cases, batch)

    assert (ended.added, ended.failed, ended.is_finished) == (2, 1, True)
    failure = next(item.failure for item in cases.adding.items(batch) if item.failure)
    assert isinstance(failure, Refused)
    assert failure.remark == "too dark"
    assert failure.exit_status is ExitStatus.SERVICE
    assert not service.objects


def test_r034_wrong_keys_stop_the_batch(cases, stack, service):
    batch = begin(cases, stack)
    service.before[ADD] = [httpx.Response(401)] * 3

    with pytest.raises(BadCredentials):
        run(cases, batch)
    assert run(cases, batch).added == 3


def test_a_missing_database_is_said_before_a_picture_leaves(cases, stack, service):
    service.kept.clear()
    batch = begin(cases, stack)

    with pytest.raises(Refused):
        run(cases, batch)
    assert not service.uploaded


@pytest.mark.parametrize(("there", "added"), [(49_997, 3), (49_999, 1), (50_000, 0)])
def test_a_full_database_stops_the_batch(cases, stack, service, there, added):
    service.counts[DATABASE] = there
    batch = begin(cases, stack)

    if added == 3:
        assert run(cases, batch).added == 3
        return
    with pytest.raises(DatabaseFull) as said:
        run(cases, batch)
    assert said.value.exit_status is ExitStatus.SERVICE
    assert len(service.kept[DATABASE]) == added
    assert isinstance(cases.adding.progress(batch).failure, DatabaseFull)


def test_a_database_that_others_fill_meanwhile_stops_the_batch(cases, stack, service):
    service.on_call = lambda path: service.counts.update({DATABASE: 50_000} if path == ADD else {})
    batch = begin(cases, stack)

    with pytest.raises(DatabaseFull):
        run(cases, batch)
    assert ItemStep.FAILED not in steps(cases, batch)


def test_a_slice_without_pixels_fails_and_the_others_are_added(cases, stack):
    path = stack.instances[1].source.path
    path.write_bytes(path.read_bytes()[:-60])
    batch = begin(cases, stack)

    ended = run(cases, batch)

    assert (ended.added, ended.failed) == (2, 1)
    failed = cases.adding.items(batch)[1]
    assert failed.step is ItemStep.FAILED
    assert failed.failure is not None


def test_a_region_outside_of_the_image_fails_alone(cases, stack):
    assert add(cases, stack, (0,), region=(90, 90, 95, 95)).failed == 1


def test_a_batch_goes_on_after_a_restart_without_the_study(cases, stack, service, library, clock):
    batch = begin(cases, stack)
    restarted = SimilarCases(library, service, clock, make_transport=service.transport)

    assert restarted.adding.open_batches()[0].total == 3
    assert run(restarted, batch).added == 3


def test_a_study_that_was_moved_is_found_where_the_library_knows_it(
    cases, stack, folder, service, library, clock
):
    batch = begin(cases, stack)
    moved = folder.rename(folder.with_name("moved"))
    reference = stack.description.reference
    known = KnownSeries(reference=reference, paths=tuple(map(str, sorted(moved.iterdir()))))
    study = KnownStudy(study_instance_uid=reference.study_instance_uid, series=(known,))
    library.studies.record([study], clock.now())
    restarted = SimilarCases(library, service, clock, make_transport=service.transport)

    assert run(restarted, batch).added == 3


def test_a_study_that_is_gone_after_a_restart_is_said(cases, stack, service, library, clock):
    batch = begin(cases, stack, (2,))
    stack.instances[2].source.path.unlink()
    restarted = SimilarCases(library, service, clock, make_transport=service.transport)

    assert run(restarted, batch).failed == 1
    assert isinstance(restarted.adding.items(batch)[0].failure, UnreadableImage)


def test_cancelling_keeps_what_is_added(cases, stack, service):
    batch = begin(cases, stack, ALL)
    service.on_call = lambda path: cases.adding.cancel(batch) if path == ADD else None

    ended = run(cases, batch)

    assert ended.is_finished
    assert 1 <= ended.added == len(service.kept[DATABASE]) < 6
    assert ended.cancelled == 6 - ended.added
    assert not cases.adding.open_batches()


def test_a_batch_that_nobody_runs_can_be_cancelled_and_forgotten(cases, stack, service):
    batch = begin(cases, stack)

    cases.adding.cancel(batch)
    assert cases.adding.progress(batch).cancelled == 3

    cases.adding.forget(batch)
    with pytest.raises(Forgotten):
        cases.adding.progress(batch)
    assert not service.calls


def test_r040_a_batch_is_run_once_at_a_time(cases, stack, service):
    batch = begin(cases, stack)

    async def both():
        first, _other = await asyncio.gather(cases.adding.run(batch), cases.adding.run(batch))
        await cases.aclose()
        return first

    assert asyncio.run(both()).added == 3
    assert len(service.kept[DATABASE]) == 3


def test_every_picture_that_left_has_a_receipt(cases, stack, service, library):
    add(cases, stack)

    receipts = library.similar.sent()
    assert len(receipts) == 3
    sent = {hashlib.sha256(content).hexdigest() for content in service.uploaded.values()}
    assert {receipt.sha256 for receipt in receipts} == sent
    assert {receipt.purpose for receipt in receipts} == {Purpose.ADD}
    assert not any(receipt.is_there for receipt in receipts)


def test_a_large_order_is_kept_in_a_thread_alike(cases, stack, service):
    async def all_of_it():
        wanted = [ToAdd(stack=stack, index=index) for index in ALL]
        batch = await cases.adding.begin_many("local", DATABASE, wanted)
        ended = await cases.adding.run(batch)
        await cases.aclose()
        return ended

    assert asyncio.run(all_of_it()).added == 6
    assert len(service.kept[DATABASE]) == 6


def test_r037_a_store_that_refuses_stops_the_batch(cases, stack, service):
    service.put_script = [httpx.Response(403, content=b"<Code>AccessDenied</Code>")] * 3
    batch = begin(cases, stack)

    with pytest.raises(Refused):
        run(cases, batch)
    assert ItemStep.FAILED not in steps(cases, batch)
    assert run(cases, batch).added == 3


def test_an_order_that_ended_is_forgotten_after_a_month(cases, stack, service, library, clock):
    batch = begin(cases, stack)
    run(cases, batch)
    clock.seconds += 29 * 24 * 3600
    asyncio.run(cases.sweep())
    assert cases.adding.items(batch)

    clock.seconds += 2 * 24 * 3600
    asyncio.run(cases.sweep())
    assert not cases.adding.items(batch)
    entity = service.kept[DATABASE][0].entity_id
    (record,) = cases.added("local", DATABASE, [entity])
    assert library.blobs.size(record.thumbnail)


def test_nothing_is_kept_of_an_order_that_does_not_fit(cases, stack):
    for database, changes, error in (
        ("x", {}, UnfitText),
        (DATABASE, {"entity_id": "Has Capitals"}, UnfitText),
        (DATABASE, {"extra_data": "x" * 513}, UnfitText),
        (DATABASE, {"label": "as in Quxplant"}, NamesPatient),
        (DATABASE, {"entity_id": "quxplant_1"}, NamesPatient),
        (DATABASE, {"extra_data": "see Quxplant"}, NamesPatient),
    ):
        with pytest.raises(error) as said:
            cases.adding.begin("local", database, [ToAdd(stack=stack, index=0, **changes)])
        assert said.value.exit_status is ExitStatus.INPUT
    assert not cases.adding.open_batches()

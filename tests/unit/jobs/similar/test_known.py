"""Pictures that stand in a database already, and orders that would add the same at once."""

import asyncio
from dataclasses import replace

import pytest

from tests.image_builders import write_series
from tests.unit.jobs.similar.conftest import DATABASE
from tests.unit.jobs.similar.test_adding import add, begin
from viewer.imaging.scan import scan
from viewer.jobs.similar.batch import turn_of
from viewer.storage.similar_rows import ItemStep, Purpose, SentPicture
from viewer.vendors.similar.errors import NamesPatient


def a_sent(moment):
    return SentPicture(
        object_key="k/picture.png",
        service="local",
        host="127.0.0.1",
        store="127.0.0.1",
        database=DATABASE,
        purpose=Purpose.ADD,
        size=9,
        sha256="0",
        sent=moment,
    )


def dated(data, _index):
    data.StudyDate = "20260304"


def test_the_same_picture_is_known_by_its_bytes_and_found_where_it_stands(cases, stack, service):
    add(cases, stack, (0, 1), entity_id="case_7", extra_data="x")

    ended = add(cases, stack, (1,))

    assert ended.known == 1
    item = cases.adding.items(ended.batch)[0]
    kept = service.kept[DATABASE][1]
    assert (item.entity_id, item.data_id) == ("case_7", kept.data_id)
    assert len(service.kept[DATABASE]) == 2


def test_under_another_id_that_a_script_chose_the_same_picture_is_added(cases, stack, service):
    add(cases, stack, (0,), entity_id="case_7")

    assert add(cases, stack, (0,), entity_id="case_8").added == 1
    assert add(cases, stack, (0,), entity_id="case_8").known == 1
    assert [kept.entity_id for kept in service.kept[DATABASE]] == ["case_7", "case_8"]


def test_orders_of_the_same_pictures_at_the_same_time_add_each_once(cases, stack, service):
    first, second = begin(cases, stack), begin(cases, stack)

    async def both():
        ended = await asyncio.gather(cases.adding.run(first), cases.adding.run(second))
        await cases.aclose()
        return ended

    ended = asyncio.run(both())

    assert sorted((each.added, each.known) for each in ended) == [(0, 3), (3, 0)]
    assert len(service.kept[DATABASE]) == 3


def test_an_order_that_waits_for_another_one_can_be_cancelled(cases, stack, service, library):
    batch = begin(cases, stack)
    with turn_of(library, library.similar.batch(batch)) as other:
        assert other.acquire()

        async def cancelled():
            cases.adding.cancel(batch)

        async def both():
            ended, _none = await asyncio.gather(cases.adding.run(batch), cancelled())
            await cases.aclose()
            return ended

        assert asyncio.run(both()).cancelled == 3
    assert not service.kept[DATABASE]


@pytest.mark.parametrize("extra", ["seen 2026-03-04", "Quxplant, left", "04.03.2026"])
def test_r050_a_text_of_a_script_that_says_who_it_is_does_not_leave(cases, tmp_path, extra):
    write_series(tmp_path, slices=1, patient_name="Quxplant^Jo", edit=dated)

    with pytest.raises(NamesPatient):
        begin(cases, scan([tmp_path]).stacks[0], (0,), extra_data=extra)


def test_the_digits_of_a_uid_are_no_date(cases, tmp_path, service):
    write_series(tmp_path, slices=1, edit=dated)
    link = '{"v":1,"s":"2.25.520260304","e":"2.25.1","i":"2.25.2"}'

    ended = add(cases, scan([tmp_path]).stacks[0], (0,), extra_data=link)

    assert ended.added == 1
    assert service.kept[DATABASE][0].extra_data == link


@pytest.mark.parametrize(("age_s", "waits"), [(2, True), (3600, False)])
def test_r041_what_a_killed_process_sent_is_waited_for(
    cases, stack, service, library, clock, age_s, waits
):
    killed = begin(cases, stack, (0,))
    (item,) = library.similar.items(killed)
    library.similar.save(replace(item, state=ItemStep.SENDING))
    library.similar.keep_sent(a_sent(clock.now()))
    clock.seconds += age_s
    asleep = clock.sleep

    async def arriving(seconds):
        await asleep(seconds)
        if not service.kept[DATABASE]:
            service.put_in(DATABASE, item.entity_id, item.extra_data)

    clock.sleep = arriving

    ended = add(cases, stack, (0,))

    assert (ended.known, ended.added) == ((1, 0) if waits else (0, 1))
    assert len(service.kept[DATABASE]) == 1

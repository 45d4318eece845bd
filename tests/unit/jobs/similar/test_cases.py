"""Databases of pictures as the window asks them: searched once, changed safely, tidy afterwards."""

import asyncio
import hashlib
from datetime import timedelta

import httpx
import numpy as np
import pytest

from tests.fake_similar import CREATE, DATABASES, DELETE, DROP, LIST, SEARCH
from tests.unit.jobs.similar.conftest import DATABASE
from viewer.domain.similar import Match
from viewer.foundation.errors import ServiceUnavailable
from viewer.jobs.similar.adding import ToAdd
from viewer.jobs.similar.cases import SimilarCases
from viewer.jobs.similar.foreign import MOST_BYTES
from viewer.jobs.similar.picture import encoded
from viewer.storage.settings import DELETE_UPLOADS
from viewer.storage.similar_rows import Purpose
from viewer.vendors.connection import dental_connection
from viewer.vendors.errors import Garbled, Interrupted, Refused, UnknownOutcome, Unreachable
from viewer.vendors.similar.client import PageWish
from viewer.vendors.similar.errors import UnfitText
from viewer.vendors.similar.rules import SEARCH_MOST_BYTES

LOST = httpx.ReadError("reset")


def call(cases, ask):
    """Do one thing and close the connections."""

    async def to_end():
        try:
            return await ask
        finally:
            await cases.aclose()

    return asyncio.run(to_end())


def grey(seed=1, rows=200, columns=150):
    return np.random.default_rng(seed).integers(0, 256, (rows, columns), np.uint8)


def search(cases, pixels=None, limit=20):
    pixels = grey() if pixels is None else pixels
    return call(cases, cases.search("local", DATABASE, pixels, limit))


def added(cases, stack, index=0, **changes):
    wanted = [ToAdd(stack=stack, index=index, **changes)]

    async def to_end():
        try:
            await cases.adding.run(cases.adding.begin("local", DATABASE, wanted))
        finally:
            await cases.aclose()

    asyncio.run(to_end())


def match_of(service, kept):
    return Match(
        entity_id=kept.entity_id,
        data_id=kept.data_id,
        score=1.0,
        image_url=f"{service.address}/pictures/{kept.data_id}",
    )


# databases


def test_databases_are_listed_made_and_deleted(cases, service):
    async def all_of_it():
        await cases.create("local", "new_ones")
        names = await cases.databases("local")
        await cases.drop("local", DATABASE)
        await cases.aclose()
        return names

    assert asyncio.run(all_of_it()) == (DATABASE, "new_ones")
    assert list(service.kept) == ["new_ones"]


@pytest.mark.parametrize("name", ["", "x", "a" * 65, "Has Capitals", "汉字", "a-b"])
def test_a_name_that_is_not_taken_is_said_before_anything_is_sent(cases, service, name):
    with pytest.raises(UnfitText):
        call(cases, cases.create("local", name))
    with pytest.raises(UnfitText):
        call(cases, cases.search("local", name, grey(), 5))
    assert not service.calls
    assert not service.uploaded


@pytest.mark.parametrize("name", ["ab", "a" * 64])
def test_names_at_the_borders_are_taken(cases, service, name):
    call(cases, cases.create("local", name))

    assert name in service.kept


def test_a_name_that_exists_is_refused(cases):
    with pytest.raises(Refused):
        call(cases, cases.create("local", DATABASE))


def test_a_change_whose_answer_was_lost_is_done_once(cases, service):
    service.after |= {CREATE: [LOST], DROP: [LOST], DELETE: [LOST]}
    service.put_in(DATABASE, "one")

    async def all_of_it():
        await cases.create("local", "new_ones")
        await cases.delete("local", DATABASE, "one")
        await cases.drop("local", DATABASE)
        await cases.aclose()

    asyncio.run(all_of_it())
    assert service.kept == {"new_ones": []}
    assert [len(service.calls_to(path)) for path in (CREATE, DELETE, DROP)] == [2, 2, 2]


def test_images_are_counted_and_paged(cases, service):
    for number in range(5):
        service.put_in(DATABASE, f"e{number}")

    async def all_of_it():
        page = await cases.page("local", DATABASE, PageWish(offset=2, limit=2))
        count = await cases.count("local", DATABASE)
        await cases.aclose()
        return page, count

    page, count = asyncio.run(all_of_it())
    assert [image.entity_id for image in page.images] == ["e2", "e3"]
    assert count == 5


def test_r027_a_list_that_cannot_be_read_is_asked_for_again_a_few_times(cases, service):
    service.before[DATABASES] = [b"<html>", b"<html>"]
    assert call(cases, cases.databases("local")) == (DATABASE,)

    service.before[DATABASES] = [b"<html>"] * 3
    with pytest.raises(Garbled):
        call(cases, cases.databases("local"))


def test_r023_a_lost_connection_is_said_after_some_tries(cases, service, clock):
    service.before[LIST] = [LOST] * 4

    with pytest.raises(Interrupted):
        call(cases, cases.count("local", DATABASE))
    assert len(clock.slept) == 3


def test_a_service_without_a_gateway_is_said(cases, service):
    async def dental_only(_service):
        return dental_connection("http://127.0.0.1:9/dental", None)

    service.connection = dental_only

    with pytest.raises(ServiceUnavailable):
        call(cases, cases.databases("local"))


# searching


def test_a_search_finds_the_same_picture_first_and_leaves_nothing(cases, service, library):
    same = encoded(grey(), SEARCH_MOST_BYTES)
    service.put_in(DATABASE, "other", content=encoded(grey(2), SEARCH_MOST_BYTES))
    service.put_in(DATABASE, "same", content=same)

    found = search(cases)

    assert [match.entity_id for match in found.matches] == ["same", "other"]
    assert found.matches[0].score == 10
    assert found.fee == 1
    assert not service.objects
    assert list(service.uploaded.values()) == [same]
    assert not list((library.folders.cache / "outgoing" / "similar").iterdir())


@pytest.mark.parametrize(("wanted", "asked"), [(0, "1"), (20, "20"), (5000, "1000")])
def test_the_number_of_results_stays_within_what_is_taken(cases, service, wanted, asked):
    search(cases, limit=wanted)

    assert service.calls_to(SEARCH)[0]["Limit"] == asked


def test_what_is_sent_is_within_the_rule(cases, service):
    noise = np.random.default_rng(3).integers(0, 256, (1500, 4000, 3), np.uint8)

    search(cases, noise)
    search(cases, grey(rows=10, columns=20))

    large, small = service.uploaded.values()
    assert len(large) <= SEARCH_MOST_BYTES
    assert small[16:24] == bytes((0, 0, 0, 129, 0, 0, 0, 129))


@pytest.mark.parametrize(
    "lost", [LOST, httpx.ReadTimeout("slow"), httpx.Response(502), b"{", b"<html>"]
)
def test_r022_a_search_whose_answer_is_lost_is_not_repeated_by_itself(
    cases, service, library, lost
):
    service.after[SEARCH] = [lost]

    with pytest.raises(UnknownOutcome):
        search(cases)

    assert len(service.calls_to(SEARCH)) == 1
    (receipt,) = library.similar.sent()
    assert receipt.is_there  # the service may be reading it


def test_r025_a_search_that_was_not_accepted_is_repeated(cases, service, clock):
    service.before[SEARCH] = [
        httpx.ConnectError("none"),
        httpx.Response(429, headers={"retry-after": "9"}),
    ]

    assert search(cases).matches == ()
    assert 9 in clock.slept


def test_a_refused_search_says_so_and_takes_its_upload_away(cases, service):
    service.kept.clear()

    with pytest.raises(Refused):
        search(cases)
    assert not service.objects


def test_a_service_that_cannot_be_reached_gets_nothing(cases, service):
    service.put_script = [httpx.ConnectError("none")] * 9

    with pytest.raises(Unreachable):
        search(cases)
    assert not service.calls


def test_every_search_has_a_receipt(cases, service, library):
    search(cases)

    (receipt,) = library.similar.sent()
    (content,) = service.uploaded.values()
    assert receipt.purpose is Purpose.SEARCH
    assert receipt.database == DATABASE
    assert receipt.sha256 == hashlib.sha256(content).hexdigest()
    assert receipt.size == len(content)
    assert receipt.host == "127.0.0.1:9"


def test_uploads_stay_where_that_is_wanted(cases, service, library):
    library.settings.set(DELETE_UPLOADS, False)

    search(cases)

    assert len(service.objects) == 1
    assert library.similar.uploads_left(
        library.similar.sent()[0].sent + timedelta(days=1), older=timedelta(0)
    )


# pictures of matches


def test_the_picture_of_a_match_is_fetched_and_decoded(cases, service):
    kept = service.put_in(DATABASE, "one", content=encoded(grey(), SEARCH_MOST_BYTES))

    pixels = call(cases, cases.picture("local", match_of(service, kept)))

    assert pixels is not None
    assert np.array_equal(pixels if pixels.ndim == 2 else pixels[..., 0], grey())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"\x89PNG\r\n\x1a\n broken",
        b"<html>",
        b"\xff\xd8\xff" + b"x" * MOST_BYTES,
    ],
)
def test_a_broken_picture_is_none_and_no_error(cases, service, content):
    kept = service.put_in(DATABASE, "one", content=content)

    assert call(cases, cases.picture("local", match_of(service, kept))) is None


def test_a_picture_is_asked_for_twice_at_most(cases, service):
    kept = service.put_in(DATABASE, "one", content=encoded(grey(), SEARCH_MOST_BYTES))
    service.broken.add(kept.data_id)

    assert call(cases, cases.picture("local", match_of(service, kept))) is None
    assert len(service.fetched) == 2


@pytest.mark.parametrize(
    "address",
    ["", "file:///etc/passwd", "http://127.0.0.1:22/x", "https://example.org/x.png", "//x", "a b"],
)
def test_r036_a_picture_that_leads_elsewhere_is_not_fetched(cases, service, address):
    match = Match(entity_id="a", data_id="b", score=1.0, image_url=address)

    assert call(cases, cases.picture("local", match)) is None
    assert not service.fetched


def test_a_picture_that_claims_to_be_huge_is_not_decoded(cases, service):
    content = bytearray(encoded(grey(), SEARCH_MOST_BYTES))
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    kept = service.put_in(DATABASE, "one", content=bytes(content))

    assert call(cases, cases.picture("local", match_of(service, kept))) is None


def test_nothing_that_was_fetched_stays_on_the_disk(cases, service, library):
    kept = service.put_in(DATABASE, "one", content=encoded(grey(), SEARCH_MOST_BYTES))

    call(cases, cases.picture("local", match_of(service, kept)))

    assert not list((library.folders.cache / "incoming" / "similar").iterdir())


# the way back


def test_a_match_leads_back_to_the_image_here_after_a_restart(
    cases, stack, service, library, clock
):
    added(cases, stack, 2, label="nodule", finding="f-9")
    (kept,) = service.kept[DATABASE]
    again = SimilarCases(library, service, clock, make_transport=service.transport)

    link = again.link(kept.extra_data)

    assert link is not None
    reference = stack.description.reference
    assert (link.study, link.series) == (
        reference.study_instance_uid,
        reference.series_instance_uid,
    )
    assert stack.description.index_of(link.image, link.frame) == 2
    assert (link.label, link.finding) == ("nodule", "f-9")


def test_what_another_library_added_is_not_of_here(cases, service):
    extra = '{"v":1,"s":"2.25.1","e":"2.25.2","i":"2.25.3"}'

    assert cases.link(extra) is None
    assert cases.link("free text") is None


def test_what_was_added_from_here_has_a_small_picture(cases, stack, service):
    added(cases, stack)
    (kept,) = service.kept[DATABASE]

    (record,) = cases.added("local", DATABASE, [kept.entity_id, "other"])

    assert record.data_id == kept.data_id
    pixels = call(cases, cases.thumbnail(record))
    assert pixels is not None
    assert pixels.shape[:2] == (6, 8)


@pytest.mark.parametrize("how", ["image", "database"])
def test_small_pictures_go_with_what_they_show(cases, stack, service, library, how):
    added(cases, stack)
    (kept,) = service.kept[DATABASE]
    (record,) = cases.added("local", DATABASE, [kept.entity_id])
    for batch in library.database.read("SELECT uid FROM similar_batches"):
        cases.adding.forget(str(batch[0]))

    deletion = cases.delete("local", DATABASE, kept.entity_id)
    if how == "database":
        deletion.close()
        deletion = cases.drop("local", DATABASE)
    call(cases, deletion)

    assert cases.added("local", DATABASE, [kept.entity_id]) == ()
    assert library.blobs.size(record.thumbnail) == 0
    assert call(cases, cases.thumbnail(record)) is None


def test_entities_of_a_study_share_their_beginning(cases, stack, service):
    added(cases, stack)

    study = stack.description.reference.study_instance_uid
    assert service.kept[DATABASE][0].entity_id.startswith(cases.study_prefix(study))

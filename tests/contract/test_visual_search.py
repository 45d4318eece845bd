"""The seven calls of the visual search over real HTTP: what they do, cost and keep."""

import re
import threading
import time
from contextlib import suppress

import httpx
import pytest

from tests.contract.conftest import StartService
from tests.server_builders import LocalService
from tests.visual_builders import (
    ADD,
    CREATE,
    DATABASES,
    DELETE,
    DELETE_ENTITY,
    LIST,
    SEARCH,
    Visual,
    a_picture,
)
from viewer.server.envelope import GatewayCode, RetCode

pytestmark = pytest.mark.process


@pytest.fixture(scope="session")
def visual(service: LocalService) -> Visual:
    return Visual(service)


def test_a_database_is_made_listed_and_deleted(visual):
    before = visual.names()

    visual.create("made_1")

    assert visual.names() == [*before, "made_1"]
    assert visual.code(DELETE, Name="made_1") == 0
    assert visual.names() == before


def test_calls_that_return_nothing_have_no_data(visual):
    assert set(visual.body(CREATE, Name="no_data")) == {"ret_code", "remark", "RequestId"}
    assert set(visual.body(DELETE, Name="no_data")) == {"ret_code", "remark", "RequestId"}


def test_a_name_is_taken_once(visual):
    visual.create("taken")

    assert visual.code(CREATE, Name="taken") == RetCode.DATABASE_EXISTS


def test_what_was_added_is_listed_with_all_that_was_said(visual):
    visual.create("listed")

    data_id = visual.add("listed", a_picture(1), "case_1", "右膝，KL 2级 {a:1}")

    [image] = visual.data(LIST, DbName="listed")["ImageList"]
    assert (image["DataId"], image["EntityId"]) == (data_id, "case_1")
    assert image["ExtraData"] == "右膝，KL 2级 {a:1}"
    assert isinstance(image["CreatedAt"], int)
    assert image["UpdatedAt"] == image["CreatedAt"] > 1_700_000_000


def test_the_same_picture_comes_first_with_the_best_score(visual):
    visual.create("search")
    for seed in range(4):
        visual.add("search", a_picture(seed), f"case_{seed}", f"第{seed}例")

    matches = visual.search("search", a_picture(2))

    assert [matches[0][key] for key in ("EntityId", "ExtraData", "Score")] == [
        "case_2",
        "第2例",
        10,
    ]
    scores = [match["Score"] for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score < 10 for score in scores[1:])
    assert set(matches[0]) == {"DataId", "EntityId", "ExtraData", "ImageUrl", "Score"}


def test_a_search_gives_as_many_as_asked_for(visual):
    visual.create("limit")
    for seed in range(3):
        visual.add("limit", a_picture(seed))

    assert len(visual.search("limit", a_picture(0), 2)) == 2
    assert len(visual.search("limit", a_picture(0), 1000)) == 3


def test_a_search_follows_what_is_added_and_deleted(visual):
    visual.create("follow")
    assert visual.search("follow", a_picture(5)) == []
    visual.add("follow", a_picture(5), "five")
    assert [match["EntityId"] for match in visual.search("follow", a_picture(5))] == ["five"]
    visual.add("follow", a_picture(6), "six")
    assert len(visual.search("follow", a_picture(5))) == 2

    visual.body(DELETE_ENTITY, DbName="follow", EntityId="five")

    assert [match["EntityId"] for match in visual.search("follow", a_picture(5))] == ["six"]


def test_a_database_made_again_begins_empty(visual):
    visual.create("again")
    visual.add("again", a_picture(5))
    assert len(visual.search("again", a_picture(5))) == 1
    visual.body(DELETE, Name="again")

    visual.create("again")

    assert visual.search("again", a_picture(5)) == []
    assert visual.data(LIST, DbName="again")["TotalCount"] == 0


def test_a_link_opens_the_picture_as_it_was_sent(visual):
    visual.create("links")
    content = a_picture(3, kind="JPEG")
    visual.add("links", content)

    answer = visual.service.client.get(visual.search("links", content)[0]["ImageUrl"])

    assert answer.content == content
    assert answer.headers["content-type"] == "image/jpeg"


def test_a_link_that_was_changed_or_whose_picture_is_gone_opens_nothing(visual):
    visual.create("gone")
    visual.add("gone", a_picture(3), "x")
    url = visual.search("gone", a_picture(3))[0]["ImageUrl"]
    later = re.sub(r"expires=\d+", "expires=9999999999", url)
    assert visual.service.client.get(later).status_code == 403

    visual.body(DELETE_ENTITY, DbName="gone", EntityId="x")

    assert visual.service.client.get(url).status_code == 404


def test_an_entity_may_have_several_pictures_and_loses_them_together(visual):
    visual.create("entity")
    ids = {visual.add("entity", a_picture(seed), "same") for seed in range(3)}
    other = visual.add("entity", a_picture(0), "same_2")
    assert len(ids) == 3

    assert visual.code(DELETE_ENTITY, DbName="entity", EntityId="same") == 0

    assert visual.ids("entity") == [other]
    code = visual.code(DELETE_ENTITY, DbName="entity", EntityId="same")
    assert code == RetCode.UNKNOWN_ENTITY


def test_deleting_leaves_no_file_and_no_trace_of_the_data(start_service: StartService, tmp_path):
    visual = Visual(start_service())
    visual.create("trace")
    visual.add("trace", a_picture(1), "secret_entity", "一段不应残留的数据")
    folder = tmp_path / "data" / "similar"
    assert len(list(folder.glob("pictures/*/*"))) == 1

    assert visual.code(DELETE, Name="trace") == 0

    assert list(folder.glob("pictures/*")) == []
    for path in folder.glob("similar.sqlite*"):
        content = path.read_bytes()
        assert "不应残留".encode() not in content
        assert b"secret_entity" not in content


def test_searches_and_added_pictures_are_billed_and_nothing_else(visual):
    picture = visual.service.upload(a_picture(1))
    added = {"DbName": "fees", "EntityId": "e", "ExtraData": "", "ImageUrl": picture}
    asked = [
        (CREATE, {"Name": "fees"}),
        (DATABASES, {}),
        (ADD, added),
        (ADD, {**added, "EntityId": "E"}),
        (LIST, {"DbName": "fees"}),
        (SEARCH, {"DbName": "fees", "ImageUrl": picture, "Limit": "1"}),
        (SEARCH, {"DbName": "fees", "ImageUrl": picture, "Limit": "0"}),
        (DELETE_ENTITY, {"DbName": "fees", "EntityId": "e"}),
        (DELETE, {"Name": "fees"}),
    ]

    fees = [visual.envelope(call, **fields)["showapi_fee_num"] for call, fields in asked]

    assert fees == [0, 0, 1, 0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("call", range(1, 8))
def test_each_call_wants_the_app_key_and_the_grant(visual, call):
    path, ds_id = f"/2475-{call}", visual.service.announced["ds_id"]

    unknown = visual.service.post(path, {"ds_id": ds_id}, app_key="wrong").json()
    missing = visual.service.post(path, {"ds_id": ds_id}, app_key="").json()
    body = visual.service.post(path, {"ds_id": "wrong"}).json()["showapi_res_body"]

    assert unknown["showapi_res_code"] == GatewayCode.APP_KEY_UNKNOWN
    assert missing["showapi_res_code"] == GatewayCode.APP_KEY_MISSING
    assert body["ret_code"] == RetCode.BAD_DS_ID


def test_the_statistics_count_each_call(visual):
    def counted() -> int:
        query = {"appKey": visual.service.announced["app_key"]}
        answer = visual.service.client.get(
            visual.service.announced["showapi"] + "/_/stats", params=query
        )
        return int(answer.json()["endpoints"]["2475-2"])

    before = counted()
    visual.names()

    assert counted() == before + 1


def test_calls_follow_each_other_without_a_pause(visual):
    """An answer in two parts must not wait for an acknowledgement, which takes 40 ms."""
    times = []
    for _ in range(10):
        begun = time.perf_counter()
        visual.names()
        times.append(time.perf_counter() - begun)

    assert min(times) < 0.03


def test_only_posts_are_answered(visual):
    answer = visual.service.client.get(visual.service.announced["showapi"] + "/2475-2")

    assert answer.status_code == 405


def test_everything_is_there_after_a_power_cut(start_service: StartService, tmp_path):
    visual = Visual(start_service())
    visual.create("kept")
    ids = [visual.add("kept", a_picture(seed)) for seed in range(3)]
    token = visual.data(LIST, DbName="kept", Limit=1)["Token"]
    url = httpx.URL(visual.search("kept", a_picture(1))[0]["ImageUrl"])
    visual.service.kill()
    being_read = tmp_path / "data" / "visual" / "tmp1"
    being_read.mkdir(parents=True)

    visual = Visual(start_service())

    assert not being_read.exists()
    assert visual.ids("kept") == ids
    assert visual.ids("kept", Token=token) == ids[1:]
    assert visual.search("kept", a_picture(1))[0]["DataId"] == ids[1]
    base = httpx.URL(visual.service.announced["showapi"])
    moved = url.copy_with(port=base.port)
    assert visual.service.client.get(moved).content == a_picture(1)


def test_a_kill_between_adds_leaves_whole_pictures_only(start_service: StartService):
    visual = Visual(start_service())
    visual.create("killed")
    fields = {
        "DbName": "killed",
        "EntityId": "e",
        "ExtraData": "",
        "ImageUrl": visual.service.upload(a_picture(1)),
        "ds_id": visual.service.announced["ds_id"],
    }
    answered: list[str] = []

    def add_on_and_on() -> None:
        with suppress(httpx.TransportError, RuntimeError):  # the client is closed, too
            while True:
                body = visual.service.post("/2475-3", fields).json()["showapi_res_body"]
                answered.append(body["Data"]["DataId"])

    adding = threading.Thread(target=add_on_and_on)
    adding.start()
    while len(answered) < 5:
        adding.join(0.01)
    visual.service.process.kill()
    adding.join()
    visual.service.kill()

    visual = Visual(start_service())

    kept = visual.ids("killed", Limit=2000)
    assert kept[: len(answered)] == answered
    assert len(kept) <= len(answered) + 1
    found = visual.search("killed", a_picture(1), 1000)
    assert {match["DataId"] for match in found} == set(kept)
    for match in found:
        assert visual.service.client.get(match["ImageUrl"]).content == a_picture(1)


def test_what_one_service_adds_another_finds(start_service: StartService, tmp_path):
    folder = ("--databases", str(tmp_path / "shared"))
    one = Visual(start_service(more=folder))
    other_data = tmp_path / "other" / "data"
    other_data.parent.mkdir()
    running = LocalService.start(other_data, more=folder)
    try:
        other = Visual(running)
        one.create("both")
        assert other.search("both", a_picture(1)) == []

        added = one.add("both", a_picture(1), "mine")
        assert other.search("both", a_picture(1))[0]["DataId"] == added
        second = other.add("both", a_picture(2), "yours")
        assert one.ids("both") == [added, second]
        assert one.search("both", a_picture(2))[0]["DataId"] == second

        one.body(DELETE_ENTITY, DbName="both", EntityId="mine")
        assert [match["DataId"] for match in other.search("both", a_picture(1))] == [second]
        link = one.search("both", a_picture(2))[0]["ImageUrl"]
        assert one.service.client.get(link).content == a_picture(2)
    finally:
        running.stop()

"""Each fault of the visual search, as a client meets it; over real HTTP."""

import json
from pathlib import Path

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
from viewer.server.envelope import RetCode

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of two pictures, made by a service without faults."""
    folder = tmp_path_factory.mktemp("faulty")
    running = LocalService.start(folder / "data", more=["--databases", str(folder / "similar")])
    visual = Visual(running)
    visual.create("cases")
    visual.add("cases", a_picture(1), "one")
    visual.add("cases", a_picture(2), "two")
    running.stop()
    return folder / "similar"


@pytest.fixture
def faulty(start_service: StartService, databases: Path):
    def start(*faults: str) -> Visual:
        return Visual(start_service(*faults, more=["--databases", str(databases)]))

    return start


def an_add(visual: Visual) -> dict[str, str]:
    url = visual.service.upload(a_picture(3))
    return {"DbName": "cases", "EntityId": "new", "ExtraData": "", "ImageUrl": url}


def test_refused_adds_and_searches_cost_nothing_and_leave_the_rest_alone(faulty):
    visual = faulty("similar-refuse-add", "similar-refuse-search")
    url = visual.service.upload(a_picture(1))

    adding = visual.envelope(ADD, **an_add(visual))
    searching = visual.envelope(SEARCH, DbName="cases", ImageUrl=url, Limit=1)

    for asked in (adding, searching):
        assert asked["showapi_res_body"]["ret_code"] == RetCode.REFUSED_BY_FAULT
        assert asked["showapi_fee_num"] == 0
    assert visual.data(LIST, DbName="cases")["TotalCount"] == 2


def test_what_is_dropped_was_done_all_the_same(faulty):
    visual = faulty("similar-drop-add", "similar-drop-delete")

    with pytest.raises(httpx.RemoteProtocolError):
        visual.body(ADD, **{**an_add(visual), "EntityId": "dropped"})
    assert visual.data(LIST, DbName="cases", EntityIdPrefix="dropped")["TotalCount"] == 1

    with pytest.raises(httpx.RemoteProtocolError):
        visual.body(DELETE_ENTITY, DbName="cases", EntityId="dropped")
    assert visual.data(LIST, DbName="cases", EntityIdPrefix="dropped")["TotalCount"] == 0

    visual.create("short_lived")
    with pytest.raises(httpx.RemoteProtocolError):
        visual.body(DELETE, Name="short_lived")
    assert visual.names() == ["cases"]


def test_the_first_adds_may_find_the_gateway_busy(faulty):
    visual = faulty("similar-add-503=2")
    fields = {"ds_id": visual.service.announced["ds_id"], **an_add(visual)}

    answers = [visual.service.post(f"/2475-{ADD}", fields) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert answers[0].headers["retry-after"] == "1"
    visual.body(DELETE_ENTITY, DbName="cases", EntityId="new")


def test_an_answer_may_have_texts_for_numbers_lower_case_keys_and_no_token(faulty):
    visual = faulty("similar-number-texts", "lowercase-keys", "similar-no-token")

    data = visual.data(LIST, DbName="cases", Limit=1)

    assert set(data) == {"totalCount", "imageList"}
    assert data["totalCount"] == "2"
    assert isinstance(data["imageList"][0]["createdAt"], str)
    url = visual.service.upload(a_picture(1))
    found = visual.data(SEARCH, DbName="cases", ImageUrl=url, Limit=1)
    assert found["matchList"][0]["score"] == "10.0"


def test_a_body_may_come_as_text_and_a_search_may_find_nothing(faulty):
    visual = faulty("body-as-string", "none-found")
    url = visual.service.upload(a_picture(1))

    body = json.loads(str(visual.body(SEARCH, DbName="cases", ImageUrl=url, Limit=1)))

    assert body["Data"] == {"MatchList": []}


def test_a_proxys_page_may_come_in_place_of_an_answer(faulty):
    visual = faulty("html-502")

    answer = visual.service.post(f"/2475-{DATABASES}", {"ds_id": visual.service.announced["ds_id"]})

    assert answer.status_code == 502
    assert answer.content.startswith(b"<html>")


def test_refused_submissions_and_delays_hold_for_the_visual_search(faulty):
    visual = faulty("refuse-submit", "submit-delay=0.05", "similar-delay=0.05")

    assert visual.code(CREATE, Name="refused") == RetCode.REFUSED_BY_FAULT
    assert visual.code(ADD, **an_add(visual)) == RetCode.REFUSED_BY_FAULT

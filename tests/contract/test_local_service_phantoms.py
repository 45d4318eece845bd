"""What the service answers at once about its own phantoms, over real HTTP."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.endpoint_builders import a_form, a_picture, sent
from tests.server_builders import LocalService, zipped
from viewer.server.consultation import SESSION_LIFE_S
from viewer.server.envelope import RetCode
from viewer.server.phantoms.gallery import Exhibit, write_gallery

pytestmark = pytest.mark.process


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Exhibit]]:
    """The small phantoms, by endpoint."""
    shown: dict[str, list[Exhibit]] = {}
    for exhibit in write_gallery(tmp_path_factory.mktemp("gallery"), "small"):
        shown.setdefault(exhibit.endpoint, []).append(exhibit)
    return shown


def content_of(path: Path) -> bytes:
    if path.is_file():
        return path.read_bytes()
    return zipped([file.read_bytes() for file in sorted(path.iterdir())])


def asked(service: LocalService, exhibit: Exhibit) -> dict[str, Any]:
    """Submit an exhibit; returns the envelope."""
    number = int(exhibit.endpoint.removeprefix("2477-"))
    url = service.upload(content_of(exhibit.path))
    changes = {"DataFormat": exhibit.path.suffix[1:]} if number == 7 else {}
    answer = service.post(f"/{exhibit.endpoint}", a_form(service, number, url, **changes))
    return answer.json()  # type: ignore[no-any-return]


@pytest.mark.parametrize("endpoint", ["2477-3", "2477-5", "2477-7", "2477-12"])
def test_a_phantom_is_answered_at_once_with_its_truth(service, gallery, endpoint):
    echoes = {"OrgId", "OrgName", "ImageUrl"} if endpoint == "2477-7" else set()

    first, *_, last = gallery[endpoint]
    for exhibit in (first, last):
        envelope = asked(service, exhibit)

        body = envelope["showapi_res_body"]
        assert body["ret_code"] == RetCode.SUCCESS, exhibit.case
        assert envelope["showapi_fee_num"] == 1
        assert {key: value for key, value in body["Data"].items() if key not in echoes} == (
            exhibit.truth
        )
        assert echoes <= set(body["Data"])


def test_a_hips_answer_repeats_the_fields_that_the_document_names(service, gallery):
    exhibit = gallery["2477-7"][0]
    url = service.upload(content_of(exhibit.path))

    data = sent(service, 7, url, DataFormat="dcm", OrgId="0042", OrgName="第一医院")["Data"]

    assert (data["OrgId"], data["OrgName"], data["ImageUrl"]) == ("0042", "第一医院", url)


def test_all_series_of_a_spine_may_come_together(service, gallery):
    first = gallery["2477-5"][0]
    together = [item for item in gallery["2477-5"] if item.case == first.case]
    urls = [service.upload(content_of(item.path)) for item in together]
    names = [f"URL{place}" for place in range(1, len(urls) + 1)]

    body = sent(service, 5, "", **dict(zip(names, urls, strict=True)))

    assert len(urls) == 3
    assert body["Data"] == first.truth


def test_an_answer_at_once_is_no_job(service, gallery):
    body = asked(service, gallery["2477-12"][0])["showapi_res_body"]

    fields = {"JobId": body["RequestId"], "ds_id": service.announced["ds_id"]}
    again = service.post("/2477-2", fields).json()["showapi_res_body"]

    assert again["ret_code"] == RetCode.UNKNOWN_JOB


def test_an_answer_at_once_keeps_nothing_of_the_image(start_service, gallery, tmp_path):
    service = start_service()
    asked(service, gallery["2477-12"][0])

    assert list((tmp_path / "data" / "jobs").iterdir()) == []


def test_a_known_photo_that_was_resampled_is_known_no_more(service, gallery):
    picture = bytearray(content_of(gallery["2477-12"][0].path))
    assert sent(service, 12, service.upload(bytes(picture)))["ret_code"] == RetCode.SUCCESS

    assert sent(service, 12, service.upload(a_picture(240, 180)))["ret_code"] == 1302


def talk(service: LocalService, question_type: str, **fields: Any) -> dict[str, Any]:
    fields = {"AnswerImageURL": None, **fields}
    return sent(service, 8, "", QuestionType=question_type, **fields)


@pytest.fixture
def photo(service: LocalService, gallery: dict[str, list[Exhibit]]) -> str:
    return service.upload(content_of(gallery["2477-12"][0].path))


def test_a_consultation_goes_from_a_photo_to_an_answer(service, photo):
    data = talk(service, "images", AnswerImageURL=photo)["Data"]
    session = data["SessionId"]
    asked_for = []

    while "Answer" not in data:
        assert {"QuestionType", "Question", "AnswerType", "Options", "Reports"} <= set(data)
        asked_for.append(data["QuestionType"])
        said = (data["Options"] or ["三天前出现红疹"])[0]
        data = talk(service, asked_for[-1], SessionId=session, AnswerText=said)["Data"]
        assert data["SessionId"] == session

    assert len(asked_for) == len(set(asked_for)) >= 3
    assert data["Answer"]
    assert data["SimilarQuestion"]
    further = {"SessionId": session, "AnswerText": data["SimilarQuestion"][0]}
    assert talk(service, "symptoms", **further)["Data"]["Answer"]


def test_a_chief_complaint_with_a_photo_opens_a_consultation_too(service, photo):
    body = talk(service, "chiefComplaint", AnswerText="手臂起红疹", AnswerImageURL=photo)

    assert body["Data"]["SessionId"]
    assert body["Data"]["QuestionType"] != "chiefComplaint"


@pytest.mark.parametrize("question_type", ["chiefComplaint", "images"])
def test_a_first_turn_without_a_photo_that_is_known_has_no_method(service, question_type):
    other = service.upload(a_picture())
    fields = {"AnswerText": "手臂起红疹", "AnswerImageURL": other}
    if question_type == "chiefComplaint":
        assert talk(service, question_type, AnswerText="手臂起红疹")["ret_code"] == 1302

    assert talk(service, question_type, **fields)["ret_code"] == 1302


def test_a_consultation_outlives_a_restart_and_ends_after_a_day(start_service, gallery, tmp_path):
    service = start_service()
    photo = service.upload(content_of(gallery["2477-12"][0].path))
    session = talk(service, "images", AnswerImageURL=photo)["Data"]["SessionId"]
    service.stop()
    again = start_service()
    turn = {"SessionId": session, "AnswerText": "三岁"}
    assert talk(again, "age", **turn)["ret_code"] == RetCode.SUCCESS

    path = tmp_path / "data" / "sessions" / f"{session}.json"
    kept = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**kept, "begun": time.time() - SESSION_LIFE_S}), "utf-8")

    assert talk(again, "age", **turn)["ret_code"] == RetCode.SESSION_EXPIRED
    assert talk(again, "age", **{**turn, "SessionId": "x"})["ret_code"] == RetCode.UNKNOWN_SESSION

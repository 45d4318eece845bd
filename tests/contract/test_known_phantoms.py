"""The local service answers its own phantoms over real HTTP, and talks about their photographs."""

import io

import pytest
from PIL import Image

from tests.endpoint_builders import sent
from tests.server_builders import LocalService, zipped
from viewer.server.phantoms import hip_xray, knee_xray, lumbar_mr, skin_photo

pytestmark = pytest.mark.process


def test_a_hip_in_either_photometric_interpretation_is_answered_with_its_fractures(
    service: LocalService, tmp_path
):
    for case in (hip_xray.CASES[5], hip_xray.CASES[3]):
        path = tmp_path / f"{case.name}.dcm"
        hip_xray.write_hip(path, case, "small")

        body = sent(service, 7, service.upload(path.read_bytes()), DataFormat="dcm")

        assert body["ret_code"] == 0
        assert body["Data"]["Fractures"] == hip_xray.hip_data(case, "small")["Fractures"]


def test_a_hip_as_a_picture_is_answered_with_its_fractures(service: LocalService):
    case = hip_xray.CASES[4]
    file = io.BytesIO()
    picture = hip_xray.picture_of(hip_xray.draw_hip(case, "small"), case.bits)
    Image.fromarray(picture).save(file, "PNG")

    body = sent(service, 7, service.upload(file.getvalue()), DataFormat="png")

    assert body["Data"]["Fractures"] == hip_xray.hip_data(case, "small")["Fractures"]


def test_a_knee_is_answered_with_its_grades(service: LocalService, tmp_path):
    case = knee_xray.CASES[1]
    knee_xray.write_knees(tmp_path / "knee.dcm", case, "small")

    body = sent(service, 3, service.upload((tmp_path / "knee.dcm").read_bytes()))

    assert body["Data"] == knee_xray.knee_data(case, "small")


def test_a_spine_of_three_series_is_answered_with_its_levels(service: LocalService, tmp_path):
    case = lumbar_mr.CASES[0]
    urls = [
        service.upload(zipped([path.read_bytes() for path in sorted(folder.iterdir())]))
        for folder in lumbar_mr.write_lumbar(tmp_path, case, "small")
    ]

    body = sent(service, 5, urls[0], URL2=urls[1], URL3=urls[2])

    assert body["Data"] == lumbar_mr.lumbar_data(case, "small")


def test_a_photograph_is_answered_and_a_consultation_about_it_comes_to_its_end(
    service: LocalService, tmp_path
):
    case = skin_photo.CASES[0]
    skin_photo.write_skin(tmp_path / "skin.png", case, "small")
    url = service.upload((tmp_path / "skin.png").read_bytes())

    assert sent(service, 12, url)["Data"] == skin_photo.skin_data(case)

    turn = sent(service, 8, url)["Data"]
    session = turn["SessionId"]
    for _ in range(7):
        answer = turn["Options"][0] if turn["Options"] else "昨天开始起水疱"
        changes = {"SessionId": session, "AnswerText": answer, "AnswerImageURL": None}
        turn = sent(service, 8, url, QuestionType=turn["QuestionType"], **changes)["Data"]

    assert "水痘" in turn["Reports"]["皮损图片（模体已知的类别）"]
    assert len(turn["SimilarQuestion"]) == 3

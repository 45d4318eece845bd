"""The dental service over real HTTP: answers, error codes, the order of checks, the log."""

import io
import json
import re
import time

import httpx
import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.server_builders import LocalService
from viewer.server.phantoms import cephalogram, intraoral_files, panoramic
from viewer.server.phantoms.intraoral_photo import CASES, draw_intraoral, intraoral_data

pytestmark = pytest.mark.process

DECAYED = next(case for case in CASES if case.name == "decayed")
UNIFIED = "/api/v1/detect"


def png(pixels) -> bytes:
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module")
def photo() -> bytes:
    return png(draw_intraoral(DECAYED, "small"))


@pytest.fixture(scope="module")
def grey() -> bytes:
    return png(np.full((40, 60), 128, np.uint8))


def detect(
    service: LocalService, file: bytes | None, path: str = UNIFIED, **fields: str
) -> httpx.Response:
    token = fields.pop("token", service.announced["token"])
    files = {} if file is None else {"file": ("x.gif", file)}
    return service.client.post(
        service.announced["dental"] + path,
        headers={"Authorization": f"Bearer {token}"} if token else {},
        data=fields,
        files=files or {"nothing": ("", b"")},
    )


def test_a_photo_is_answered_with_its_truth(service, photo):
    answer = detect(service, photo, image_type="intraoral")

    document = answer.json()
    truth = intraoral_data(DECAYED, "small")
    assert answer.status_code == 200
    assert document["success"] is True
    assert (document["error"], document["error_code"]) == (None, None)
    assert document["image"] == {"width": 354, "height": 240}
    assert document["teeth"] == truth["teeth"]
    assert document["image_level_diseases"] == truth["image_level_diseases"]
    assert document["meta"] == {}
    assert document["coordinate_system"]["bbox_format"] == "xyxy_absolute"
    assert re.fullmatch(r"intraoral_\d{8}_\d{6}_[0-9a-f]{8}", document["request_id"])
    assert document["elapsed_ms"] > 0
    assert "landmarks" not in document


def test_the_summary_counts_what_is_in_the_list(service, photo):
    document = detect(service, photo, "/api/v1/intraoral/detect").json()

    diseases = [item["name"] for tooth in document["teeth"] for item in tooth["diseases"]]
    assert document["summary"] == {
        "total_teeth_detected": 24,
        "diseased_teeth_count": sum(1 for tooth in document["teeth"] if tooth["diseases"]),
        "disease_counts": {name: diseases.count(name) for name in dict.fromkeys(diseases)},
    }


def test_english_words_come_when_they_are_asked_for(service, photo):
    document = detect(service, photo, image_type="intraoral", lang="en").json()

    by_number = {tooth["fdi"]: tooth for tooth in document["teeth"]}
    assert by_number["11"]["status"] == "confirmed"
    assert by_number["12"]["status"] == "healthy"
    assert by_number["13"]["diseases"][0]["status"] == "suspected"
    assert by_number["11"]["diseases"][0]["name"] == "Caries"
    assert document["summary"]["disease_counts"]["Caries"] == 4
    assert document["image_level_diseases"][0]["name"] == "Dental calculus"


def test_a_panoramic_is_answered_with_its_truth(service):
    case = panoramic.CASES[0]
    answer = detect(service, png(panoramic.draw_panoramic(case, "small")), image_type="panoramic")

    document = answer.json()
    assert document["teeth"] == panoramic.panoramic_data(case, "small")["teeth"]
    assert document["summary"]["total_teeth_detected"] == len(document["teeth"])
    assert document["meta"] == {}


def test_a_cephalogram_is_answered_with_its_46_landmarks(service):
    case = next(case for case in cephalogram.CASES if case.name == "missing")
    file = png(cephalogram.draw_cephalogram(case, "small"))

    document = detect(service, file, "/api/v1/cephalometric/detect", landmark_num="46").json()

    assert document["landmarks"] == cephalogram.cephalometric_data(case, "small")["landmarks"]
    assert document["teeth"] == document["image_level_diseases"] == []
    assert document["summary"] == {"total_landmarks": 46, "visible_landmarks": 44}
    assert document["meta"] == {"landmark_num": 46, "disease_models_failed": []}


@pytest.mark.parametrize("orientation", [1, 6, 7])
def test_a_turned_photo_is_known_once_its_pixels_are_upright(service, tmp_path, orientation):
    written = intraoral_files.write_exif_variants(tmp_path, DECAYED, "small")
    stored = next(path for path in written if path.name.endswith(f"-{orientation}.jpg"))
    with Image.open(stored) as picture:
        upright = np.asarray(ImageOps.exif_transpose(picture))

    baked = detect(service, png(upright), image_type="intraoral")
    as_it_is = detect(service, stored.read_bytes(), image_type="intraoral")

    assert baked.json()["image"] == {"width": 354, "height": 240}
    assert as_it_is.status_code == (200 if orientation == 1 else 500)


@pytest.mark.parametrize(
    ("fields", "file", "status", "code"),
    [
        ({"token": ""}, "photo", 401, "UNAUTHORIZED"),
        ({"token": "guess", "image_type": "intraoral"}, "photo", 401, "UNAUTHORIZED"),
        ({"image_type": "intraoral"}, None, 400, "NO_FILE"),
        ({"image_type": "intraoral"}, b"", 400, "NO_FILE"),
        ({}, "photo", 400, "MISSING_IMAGE_TYPE"),
        ({"image_type": " "}, "photo", 400, "MISSING_IMAGE_TYPE"),
        ({"image_type": "bitewing"}, "photo", 400, "INVALID_IMAGE_TYPE"),
        (
            {"path": "/api/v1/panoramic/detect", "image_type": "intraoral"},
            "photo",
            400,
            "INVALID_IMAGE_TYPE",
        ),
        ({"image_type": "intraoral"}, b"GIF89a" + bytes(80), 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"image_type": "intraoral"}, b"\xff\xd8\xff" + bytes(80), 400, "INVALID_IMAGE"),
        (
            {"image_type": "cephalometric", "landmark_num": "19"},
            "grey",
            400,
            "INVALID_LANDMARK_NUM",
        ),
        (
            {"image_type": "cephalometric", "landmark_num": "46", "ceph_landmark_num": "45"},
            "grey",
            400,
            "INVALID_LANDMARK_NUM",
        ),
        ({"image_type": "intraoral", "landmark_num": "19"}, "grey", 500, "DETECTION_ERROR"),
        ({"image_type": "cephalometric", "landmark_num": "46"}, "grey", 500, "DETECTION_ERROR"),
        ({"image_type": "panoramic"}, "photo", 500, "DETECTION_ERROR"),
    ],
)
def test_r039_each_mistake_has_its_code(service, request, fields, file, status, code):
    content = request.getfixturevalue(file) if isinstance(file, str) else file

    chinese = detect(service, content, **fields)
    english = detect(service, content, **fields, lang="en")

    assert (chinese.status_code, chinese.json()["error_code"]) == (status, code)
    assert chinese.json()["success"] is False
    assert {"request_id", "elapsed_ms", "coordinate_system"} <= chinese.json().keys()
    assert not chinese.json()["error"].isascii()
    assert english.json()["error"].isascii()


def test_no_method_is_said_in_words_that_a_client_knows(service, grey):
    for language in ("zh", "en"):
        error = detect(service, grey, image_type="panoramic", lang=language).json()["error"]
        assert "no method for this image in the local service" in error


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(service):
    bomb = io.BytesIO()
    Image.new("1", (16_000, 16_000)).save(bomb, "PNG")

    answer = detect(service, bomb.getvalue(), image_type="intraoral")

    assert (answer.status_code, answer.json()["error_code"]) == (400, "INVALID_IMAGE")


def test_a_large_file_is_refused_without_being_kept(service, photo):
    answer = detect(service, photo + bytes(21 * 2**20), image_type="intraoral", lang="en")

    assert (answer.status_code, answer.json()["error_code"]) == (413, "FILE_TOO_LARGE")
    assert answer.json()["error"].isascii()


def test_what_is_no_form_holds_no_file(service):
    answer = service.client.post(
        service.announced["dental"] + UNIFIED,
        headers={"Authorization": f"Bearer {service.announced['token']}"},
        content=b"{}",
    )

    assert answer.json()["error_code"] == "NO_FILE"


def test_nothing_of_a_picture_stays_and_the_log_has_no_secret(start_service, photo, tmp_path):
    running = start_service()
    detect(running, photo, image_type="intraoral")
    running.stop()

    lines = [json.loads(line) for line in (tmp_path / "data.log").read_text("utf-8").splitlines()]
    said = next(line for line in lines if line.get("path", "").startswith("/dental"))
    assert (said["method"], said["path"], said["status"]) == ("POST", "/dental" + UNIFIED, 200)
    assert running.announced["token"] not in str(lines)
    assert list((tmp_path / "data" / "dental").iterdir()) == []


def test_the_largest_file_is_what_the_service_was_told(start_service, photo):
    running = start_service(more=("--dental-file-bytes", str(len(photo) - 1)))

    answer = detect(running, photo, image_type="intraoral")

    assert (answer.status_code, answer.json()["error_code"]) == (413, "FILE_TOO_LARGE")


def test_an_answer_may_be_late_and_then_never_come(start_service, photo, tmp_path):
    running = start_service("dental-delay=0.2", "dental-drop")

    began = time.monotonic()
    with pytest.raises(httpx.RemoteProtocolError):
        detect(running, photo, image_type="intraoral")

    assert time.monotonic() - began > 0.2
    assert running.client.get(running.announced["dental"] + "/health").status_code == 200
    running.stop()
    log = (tmp_path / "data.log").read_text("utf-8").splitlines()
    said = next(line for line in map(json.loads, log) if line["path"].endswith(UNIFIED))
    assert said["status"] is None

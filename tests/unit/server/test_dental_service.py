"""The dental service's form: how much of it is read, which of its mistakes is answered first."""

import pytest

from tests.unit.server.dental_builders import PNG_HEAD, answered, posted

BOUNDARY = "frontier"


def multipart(*parts: tuple[str, bytes], end: bool = True) -> dict[str, object]:
    """A body of parts, each with the text behind `form-data;` and its content."""
    body = b"".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for head, content in parts
    )
    return {
        "content": body + (f"--{BOUNDARY}--\r\n".encode() if end else b""),
        "headers": {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
    }


def code_of(**request: object) -> tuple[int, str]:
    answer = posted(**request)
    return answer.status_code, answer.json()["error_code"]


FILE = ('name="file"; filename="口内照.jpg"', PNG_HEAD)
TYPE = ('name="image_type"', b"intraoral")


def test_fields_may_stand_behind_the_file():
    assert posted(**multipart(FILE, TYPE)).status_code == 200


def test_the_first_of_a_repeated_field_counts():
    second = ('name="image_type"', b"bitewing")

    assert posted(**multipart(TYPE, second, FILE)).status_code == 200


def test_a_text_field_is_no_file():
    assert code_of(**multipart(TYPE, ('name="file"', PNG_HEAD))) == (400, "NO_FILE")


def test_a_form_that_breaks_off_holds_no_file():
    assert code_of(**multipart(TYPE, FILE, end=False)) == (400, "NO_FILE")


def test_a_form_of_many_parts_is_not_read_to_its_end():
    parts = [TYPE] * 40

    assert code_of(**multipart(*parts, FILE)) == (400, "NO_FILE")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("is_before", [True, False])
def test_the_language_of_a_refusal_is_found_before_and_behind_a_file(language, is_before):
    spoken = ('name="lang"', language.encode())
    large = ('name="file"; filename="x"', PNG_HEAD + bytes(2000))
    parts = (spoken, large) if is_before else (large, spoken)

    answer = posted(**multipart(*parts))

    assert (answer.status_code, answer.json()["error_code"]) == (413, "FILE_TOO_LARGE")
    assert answer.json()["error"].isascii() == (language == "en")


def test_a_file_of_the_largest_size_is_taken():
    largest = ('name="file"; filename="x"', PNG_HEAD + bytes(1000 - len(PNG_HEAD)))

    assert posted(**multipart(TYPE, largest)).status_code == 200


def test_the_token_is_asked_for_first():
    request = multipart(('name="lang"', b"en"))
    request["headers"]["Authorization"] = "Bearer guess"

    answer = posted(**request)

    assert (answer.status_code, answer.json()["error_code"]) == (401, "UNAUTHORIZED")
    assert answer.json()["error"].isascii()


def test_the_type_is_asked_for_before_the_file_is_looked_at():
    gif = ('name="file"; filename="x.png"', b"GIF89a")

    assert code_of(**multipart(gif)) == (400, "MISSING_IMAGE_TYPE")
    assert code_of(**multipart(gif, TYPE)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_fixed_route_needs_no_type_and_takes_its_own():
    path = "/api/v1/panoramic/detect"
    own = ('name="image_type"', b"panoramic")

    assert posted(path=path, **multipart(FILE)).json()["image_type"] == "panoramic"
    assert posted(path=path, **multipart(FILE, own)).status_code == 200
    assert posted(path=path, **multipart(FILE, TYPE)).json()["error_code"] == "INVALID_IMAGE_TYPE"


@pytest.mark.parametrize("name", ["landmark_num", "ceph_landmark_num"])
@pytest.mark.parametrize(("given", "status"), [("46", 200), ("", 200), ("46.0", 400), ("x", 400)])
def test_only_46_landmarks_are_supported(name, given, status):
    number = (f'name="{name}"', given.encode())

    answer = posted(path="/api/v1/cephalometric/detect", **multipart(FILE, number))

    assert answer.status_code == status


def test_a_cephalogram_is_answered_as_the_document_says():
    document = answered(image_type="cephalometric")

    assert document["teeth"] == []
    assert document["image_level_diseases"] == []
    assert document["summary"] == {"total_landmarks": 3, "visible_landmarks": 3}
    assert document["meta"] == {"landmark_num": 46, "disease_models_failed": []}


def test_a_body_without_end_is_not_read_to_it(monkeypatch):
    monkeypatch.setattr("viewer.server.dental_form._PATIENCE_BYTES", 50_000)
    sent = 0

    async def endless():
        nonlocal sent
        yield multipart(FILE, end=False)["content"][:-2]
        while sent < 10_000_000:
            sent += 10_000
            yield bytes(10_000)

    answer = posted(content=endless(), headers=multipart()["headers"])

    assert (answer.status_code, answer.json()["error_code"]) == (413, "FILE_TOO_LARGE")
    assert sent < 200_000

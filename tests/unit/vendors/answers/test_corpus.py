"""Each answer of the corpus says what it is expected to say: findings, parts, what is not drawn."""

import pytest

from tests.answer_corpus import ASYNC, CASES, FOLDER, cases, summary_of
from viewer.vendors.gateway.medical import MEDICAL
from viewer.vendors.similar.endpoint import SIMILAR_IMAGES

ENDPOINTS = (*MEDICAL, SIMILAR_IMAGES)
NAMES = [*(endpoint.name for endpoint in ENDPOINTS), ASYNC]


@pytest.mark.parametrize("case", cases(), ids=str)
def test_an_answer_is_read_as_expected(case):
    assert summary_of(case.raw, case.endpoint) == case.expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", CASES)
def test_every_endpoint_has_each_kind_of_answer(name, case):
    assert (FOLDER / name / f"{case}.json").is_file()


def test_no_folder_is_of_an_endpoint_that_there_is_not():
    assert {case.endpoint for case in cases()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_answer_is_none_found_and_no_failure(name):
    (empty,) = (case for case in cases() if (case.endpoint, case.path.stem) == (name, "empty"))

    assert empty.expected["state"] == "none"
    assert "findings" not in empty.expected


@pytest.mark.parametrize("name", [endpoint.name for endpoint in ENDPOINTS])
def test_broken_elements_do_not_lose_the_good_ones(name):
    (broken,) = (case for case in cases() if (case.endpoint, case.path.stem) == (name, "broken"))

    kept = broken.expected.get("findings") or broken.expected.get("parts")
    assert kept or broken.expected["turn"]

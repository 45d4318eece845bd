"""Each dental answer of the corpus says what it is expected to say, or why it is not drawn."""

import pytest

from tests.dental_corpus import FOLDER, SIZES, cases, summary_of

KINDS = tuple(SIZES)
CASES = (
    "documented",
    "strings",
    "empty",
    "broken",
    "partial",
    "refusal",
    "page",
    "another-picture",
    "other-coordinates",
)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_dental_answer_is_read_as_expected(case):
    assert summary_of(case.raw, case.endpoint) == case.expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES)
def test_every_kind_of_picture_has_each_kind_of_answer(kind, case):
    assert (FOLDER / kind / f"{case}.json").is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_broken_elements_do_not_lose_the_good_ones(kind):
    (broken,) = (case for case in cases() if (case.endpoint, case.path.stem) == (kind, "broken"))

    assert broken.expected["findings"]
    assert broken.expected["unplaced"]

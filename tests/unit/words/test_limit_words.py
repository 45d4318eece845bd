"""Each reason why nothing is sent is a whole sentence with an advice."""

import pytest

from viewer.vendors.limits import LimitKind, LimitProblem
from viewer.words.limits import limit_words


@pytest.mark.parametrize("kind", LimitKind)
def test_each_limit_has_a_sentence_and_an_advice(kind):
    words = limit_words(LimitProblem(kind, ("11", "22", "33")))

    assert words.title.endswith(".")
    assert words.advice.endswith(".")
    assert not {"{", "}", "–"} & set(words.title + words.advice)


@pytest.mark.parametrize(
    ("problem", "title", "advice"),
    [
        (
            LimitProblem(LimitKind.IMAGE_TOO_LARGE, ("768×768", "512×512")),
            "768×768",
            "Resample it to 512×512",
        ),
        (LimitProblem(LimitKind.TOO_MANY_SLICES, ("2", "1")), "one image", "Choose one image"),
        (
            LimitProblem(LimitKind.SLICE_TOO_BIG, ("7", "1000001", "1000000")),
            "Slice 7 has 1.000001 MB; at most 1 MB",
            "smaller",
        ),
        (LimitProblem(LimitKind.FILE_TOO_BIG, ("120000000", "100000000")), "120 MB", "smaller"),
        (LimitProblem(LimitKind.INPUT_MISSING, ("floating",)), "is missing: Prior", "Choose it"),
        (LimitProblem(LimitKind.THICKNESS_UNFIT, ("5.00", "1", "3")), "5.00 mm", "1 to 3 mm"),
    ],
)
def test_the_figures_stand_in_the_sentence(problem, title, advice):
    words = limit_words(problem)

    assert title in words.title
    assert advice in words.advice

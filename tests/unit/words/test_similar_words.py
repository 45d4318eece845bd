"""What is said of databases of similar cases, in both languages."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from viewer.foundation.errors import KnownError
from viewer.vendors.similar.errors import DatabaseFull, NamesPatient, TextKind, UnfitText
from viewer.vendors.similar.rules import (
    TextFault,
    TextProblem,
    database_name_problem,
    entity_id_problem,
    extra_data_problem,
)
from viewer.words import language
from viewer.words.errors import error_words
from viewer.words.similar import (
    batch_words,
    left_words,
    text_problem_words,
)
from viewer.words.similar_search import score_number


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    yield language.install(qapp, request.param)
    language.install(qapp, "en")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    "error",
    [
        *(UnfitText(kind, TextProblem(TextFault.TOO_LONG, "64")) for kind in TextKind),
        NamesPatient(),
        DatabaseFull("chest"),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(error: KnownError) -> None:
    words = error_words(error)

    assert words.title
    assert words.advice
    assert "{" not in words.line


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (database_name_problem("x"), "At least 2 characters."),
        (database_name_problem("x" * 65), "At most 64 characters."),
        (entity_id_problem(""), "It cannot be empty."),
        (database_name_problem("My-Cases"), "M-C"),
        (database_name_problem("my cases"), "No spaces"),
        (database_name_problem("ABCDEFGHIJKL"), "ABCDEFGH…"),
        (extra_data_problem("a\x07"), "cannot be seen"),
        (database_name_problem("a\u202eb"), "cannot be seen"),
    ],
)
def test_a_text_is_said_to_be_wrong_while_it_is_typed(
    problem: TextProblem, said: str, qapp: QApplication
) -> None:
    language.install(qapp, "en")

    assert said in text_problem_words(problem)


def test_a_batch_is_said_in_one_line(qapp: QApplication) -> None:
    language.install(qapp, "en")

    assert batch_words(added=12, known=3, failed=1, total=40) == (
        "12 of 40 added · 3 already there · 1 failed"
    )
    assert batch_words(added=40, known=0, failed=0, total=40) == "40 of 40 added"
    assert left_words(12, 40) == "12 of 40 pictures are still to be added."


def test_only_the_same_picture_has_the_highest_score(qapp: QApplication) -> None:
    language.install(qapp, "en")

    assert [score_number(score) for score in (10.0, 9.99, 7.25, 0.0)] == [
        "10.0",
        "9.9",
        "7.2",
        "0.0",
    ]
    assert score_number(None) == "–"

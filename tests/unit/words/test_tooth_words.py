"""Teeth, their findings and the chart's hints in words."""

import pytest

from tests.dental_builders import a_tooth
from viewer.domain.dental_chart import ToothState, chart_of
from viewer.domain.dental_checks import DentalHint, HintKind
from viewer.domain.dental_diseases import DENTAL_DISEASES, DentalImage
from viewer.domain.dental_findings import CountDifference, CountKind
from viewer.domain.dental_surfaces import Surface
from viewer.domain.teeth import ALL_TEETH, Jaw, Tooth
from viewer.domain.teeth_seen import DiseaseSeen, ToothSeen
from viewer.domain.tooth_notation import Notation
from viewer.words.teeth import (
    dental_status_words,
    disease_line_words,
    disease_words,
    notation_words,
    state_words,
    surface_words,
    tooth_words,
)
from viewer.words.tooth_chart import chart_tooth_words, difference_words, hint_words


def _words(*seen: ToothSeen, code: str, image: DentalImage = DentalImage.PANORAMIC) -> str:
    chart = chart_of(seen, image)
    one = next(tooth for tooth in chart.teeth if tooth.tooth.code == code)
    return chart_tooth_words(one, Notation.FDI)


@pytest.mark.parametrize(
    ("tooth", "words"),
    [
        (Tooth(3, 6), "lower left first molar"),
        (Tooth(1, 8), "upper right third molar"),
        (Tooth(7, 5), "lower left deciduous second molar"),
        (Tooth(5, 3), "upper right deciduous canine"),
    ],
)
def test_a_tooth_is_named_by_quadrant_and_kind(tooth: Tooth, words: str) -> None:
    assert tooth_words(tooth) == words


def test_every_tooth_has_a_name_of_its_own() -> None:
    assert len({tooth_words(tooth) for tooth in ALL_TEETH}) == 52


def test_every_disease_state_surface_and_notation_has_words() -> None:
    assert all(disease_words(disease.key) != disease.key for disease in DENTAL_DISEASES)
    assert all(state_words(state) for state in ToothState)
    assert all(surface_words(surface) for surface in Surface)
    assert all(notation_words(notation) for notation in Notation)


def test_words_of_the_services_own_stay_as_they_are() -> None:
    assert disease_words("口腔溃疡") == "口腔溃疡"
    assert dental_status_words("不确定") == "不确定"


def test_a_tooth_of_the_chart_says_all_that_was_found() -> None:
    seen = a_tooth(
        "36", None, DiseaseSeen("caries", "suspected"), DiseaseSeen("filling"), status="suspected"
    )

    assert _words(seen, code="36") == ("36, lower left first molar, Caries (suspected), Filling")


def test_a_healthy_tooth_and_one_that_is_not_there_say_so() -> None:
    seen = a_tooth("36", status="healthy")

    assert _words(seen, code="36") == "36, lower left first molar, healthy"
    assert _words(seen, code="37").endswith("missing or not detected")
    assert _words(seen, code="37", image=DentalImage.INTRAORAL).endswith(", not detected")


def test_a_number_given_twice_is_said() -> None:
    seen = (a_tooth("36"), a_tooth("36", uid="b"))

    assert _words(*seen, code="36").endswith("2 teeth have this number")


@pytest.mark.parametrize("kind", HintKind)
def test_every_hint_is_a_sentence(kind: HintKind) -> None:
    hint = DentalHint(kind, ("a", "b"), ("11", "11"), Jaw.UPPER)

    words = hint_words(hint, Notation.FDI)

    assert words.endswith((".", "?"))
    assert "{" not in words


def test_a_hint_writes_numbers_as_the_chart_does() -> None:
    hint = DentalHint(HintKind.DOUBLE, ("a", "b"), ("36", "36"))

    assert hint_words(hint, Notation.UNIVERSAL) == (
        "The number 19 is given to 2 teeth: at least one is wrong."
    )


def test_swapped_sides_name_the_jaw() -> None:
    hints = [DentalHint(HintKind.SIDES_SWAPPED, (), (), jaw) for jaw in (Jaw.UPPER, Jaw.LOWER)]

    assert ["upper" in hint_words(hint, Notation.FDI) for hint in hints] == [True, False]


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (
            CountDifference(CountKind.TEETH, "28", "3"),
            "The service's summary counts 28 teeth; its list has 3.",
        ),
        (
            CountDifference(CountKind.DISEASED, "5", "2"),
            "The service's summary counts 5 teeth with findings; its list has 2.",
        ),
        (
            CountDifference(CountKind.DISEASE, "3", "2", "caries"),
            "The service's summary counts 3 × Caries; its list has 2.",
        ),
    ],
)
def test_a_difference_says_both_numbers(difference: CountDifference, words: str) -> None:
    assert difference_words(difference) == words


def test_a_service_s_endless_name_takes_a_line_or_two_where_room_is_scarce() -> None:
    line = disease_line_words("<b>\n" + "x" * 2000)

    assert len(line) == 80
    assert line.startswith("<b> x")
    assert line.endswith("…")
    assert disease_line_words("caries") == disease_words("caries")
    assert disease_words("x" * 2000) == "x" * 2000, "what is listed is told as it was said"


def test_a_service_s_name_does_not_turn_the_words_that_follow() -> None:
    assert disease_words("\u202espot\u2066") == "spot"

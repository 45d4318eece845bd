"""An answer of similar images in words: on its card, in the report, in the details, on paper."""

import pytest

from viewer.app.card_words import cards_of
from viewer.app.part_sections import part_sections, report_texts
from viewer.domain import codes
from viewer.domain.part import Figure, FigureKind, PartKind, PartState, ResultPart
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.similar import Match, label_in
from viewer.words.parts import is_sorted_or_made


def a_match(number, score=None, extra=""):
    return Match(entity_id=f"e{number}", data_id=f"d{number}", score=score, extra_data=extra)


def a_result(*matches):
    count = (Figure(FigureKind.COUNT, float(len(matches)), codes.NO_UNIT),) if matches else ()
    part = ResultPart(
        kind=PartKind.SIMILAR_IMAGES,
        state=PartState.FOUND if matches else PartState.NONE,
        figures=count,
        matches=matches,
    )
    return AnalysisResult(
        endpoint="similar-images", state=RunState.DONE if matches else RunState.NONE, parts=(part,)
    )


def test_a_card_counts_all_matches_and_lists_the_best():
    result = a_result(*(a_match(number, 9.5 - number / 10) for number in range(14)))

    (card,) = cards_of(result, (), {})

    assert card.figure == "14 found"
    assert len(card.lines) == 10
    assert card.lines[0] == ("e0", "score 9.50 of 10")
    assert not card.filters


def test_a_match_is_told_by_its_label_where_it_has_one():
    result = a_result(a_match(1, 8.0, '{"v":1,"l":"knee, KL 3"}'), a_match(2))

    report, _ = report_texts(result)
    (section,) = part_sections(result)

    assert report.splitlines()[-2:] == ["knee, KL 3, e1: score 8.00 of 10", "e2: no score"]
    assert ("knee, KL 3, e1", "score 8.00 of 10") in section.fields
    assert ("ExtraData", '{"v":1,"l":"knee, KL 3"}') in section.fields
    assert ("DataId", "d2") in section.fields


def test_a_search_that_found_nothing_is_none_and_no_failure():
    (card,) = cards_of(a_result(), (), {})

    assert card.figure == "none found"
    assert card.lines == ()
    assert is_sorted_or_made(a_result(a_match(1)).parts)
    assert not is_sorted_or_made(a_result().parts)


@pytest.mark.parametrize(
    ("extra", "label"),
    [
        ("", ""),
        ("right knee", "right knee"),
        ('{"l":" a "}', "a"),
        ('{"l":5}', ""),
        ('{"x":1}', ""),
        ("[1]", ""),
        ("{", ""),
        ("[" * 3000, ""),
        ('{"l":"' + "x" * 5000 + '"}', ""),
    ],
)
def test_a_label_is_read_from_whatever_stands_beside_a_picture(extra, label):
    assert label_in(extra) == label

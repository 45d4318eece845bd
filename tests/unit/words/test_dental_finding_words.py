"""Findings of dental pictures in words: titles, places, parts, what is missing."""

from dataclasses import replace

import pytest

from tests.dental_findings import a_calibration, a_disease, a_landmark, a_tooth, of_image
from viewer.app.finding_rows import finding_row, hint_of, kinds_of, unplaced_rows
from viewer.app.part_sections import report_texts
from viewer.domain.finding import Finding
from viewer.domain.part import PartKind, PartState, ResultPart
from viewer.domain.result import (
    AnalysisResult,
    Notice,
    NoticeKind,
    RunState,
    Unplaced,
    UnplacedReason,
)
from viewer.domain.review import Review
from viewer.domain.tooth_notation import Notation
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion
from viewer.words.dental import dental_title
from viewer.words.dental_parts import dental_lines, dental_outcome, missing_landmarks
from viewer.words.findings import number_words, place_words, title_words
from viewer.words.lengths import NO_SCALE
from viewer.words.remarks import picture_remarks

pytestmark = pytest.mark.usefixtures("qapp")

TEETH = ResultPart(kind=PartKind.TEETH, state=PartState.FOUND)
IMAGE = ResultPart(kind=PartKind.IMAGE_DISEASES, state=PartState.FOUND)
POINTS = ResultPart(kind=PartKind.LANDMARKS, state=PartState.FOUND)


def a_result(*findings, parts=(TEETH, IMAGE), unplaced=(), notices=()):
    return AnalysisResult(
        "panoramic",
        RunState.DONE,
        findings=findings,
        parts=parts,
        unplaced=unplaced,
        notices=notices,
    )


def missing(name, reason=UnplacedReason.NOT_VALID):
    return Unplaced(f"u-{name}", f"landmarks[{name}]", reason, (("name", name),))


@pytest.mark.parametrize(
    ("finding", "title"),
    [
        (a_disease(), "16 · Caries, confirmed 0.88"),
        (a_disease(disease="牙隐裂", confidence=None), "16 · 牙隐裂, confirmed"),
        (a_tooth(), "16 · healthy"),
        (a_tooth("", evaluations=()), "?"),
        (of_image(), "Calculus, suspected"),
        (a_landmark("Zz"), "Zz"),
        (a_calibration(30.0), "Calibration, 30 mm"),
    ],
)
def test_a_title_says_tooth_disease_and_status(finding, title) -> None:
    assert title_words(finding, NO_SCALE) == title


def test_a_landmark_has_its_code_and_its_name() -> None:
    assert dental_title(a_landmark("S")).startswith("S · Sella")


def test_numbers_follow_the_notation() -> None:
    assert dental_title(a_disease(), Notation.UNIVERSAL).startswith("3 · Caries")
    assert hint_of(a_tooth(), NO_SCALE, Notation.PALMER).startswith("6┘")


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (a_tooth(), "upper right first molar"),
        (a_tooth("99"), "number of no tooth"),
        (a_tooth(""), "tooth without a number"),
        (of_image(), "Whole picture"),
    ],
)
def test_the_place_is_the_tooth_by_name(finding, place) -> None:
    assert place_words(finding) == place


def test_findings_are_spoken_of_by_tooth_and_disease_not_by_a_running_number() -> None:
    named = [number_words(f) for f in (a_tooth(), a_disease(), of_image(), a_landmark("N"))]

    assert named == ["16", "16 Caries", "Calculus", "N"]
    assert number_words(replace(a_disease(), is_own=True)) == "+16 Caries"


def test_a_row_below_its_tooth_says_its_number_in_the_badge_alone() -> None:
    row = finding_row(a_disease(), Review("r"), NO_SCALE)

    assert (row.badge, row.title) == ("16", "Caries, confirmed 0.88")
    assert row.is_below
    assert row.may_be_closed


def test_the_filter_offers_each_disease() -> None:
    findings = (a_tooth(), a_disease(), a_disease("17"), a_disease(disease="filling"), of_image())

    assert kinds_of(findings) == (
        ("tooth", "Tooth"),
        ("caries", "Caries"),
        ("filling", "Filling"),
        ("image-disease", "Finding in the whole picture"),
    )


def test_the_card_of_the_teeth_counts_them_by_status() -> None:
    findings = (a_tooth(), a_tooth("17", "confirmed"), a_tooth("18", "suspected"), a_disease("17"))
    result = a_result(*findings)

    assert dental_outcome(TEETH, findings, result) == "3 teeth, 2 with findings"
    assert list(dental_lines(TEETH, findings, result)) == [
        ("healthy", "1"),
        ("suspected", "1"),
        ("confirmed", "1"),
        ("Findings at teeth", "1"),
    ]


def test_missing_landmarks_are_named_until_somebody_places_them() -> None:
    unplaced = (missing("Sella"), missing("Nobody's point"), missing("A", UnplacedReason.EMPTY_BOX))
    findings = (a_landmark("N"),)
    result = a_result(*findings, parts=(POINTS,), unplaced=unplaced)

    assert missing_landmarks(findings, result) == ("S", "Nobody's point")
    assert dental_outcome(POINTS, findings, result) == "1 of 3 landmarks"
    assert dict(dental_lines(POINTS, findings, result)) == {"Missing": "S, Nobody's point"}
    assert missing_landmarks((*findings, a_landmark("S")), result) == ("Nobody's point",)


def test_a_landmark_that_is_not_drawn_is_listed_by_its_name() -> None:
    (row,) = unplaced_rows(a_result(unplaced=(missing("Sella"),)))

    assert row.title == "S"
    assert "not usable" in row.place


def test_a_part_result_says_so_on_every_picture() -> None:
    whole = a_result(notices=(Notice(NoticeKind.REFERENCE_METHOD),))
    partial = a_result(notices=(Notice(NoticeKind.PARTIAL),))

    assert picture_remarks(None) == picture_remarks(whole) == ()
    (remark,) = picture_remarks(partial)
    assert "Incomplete" in remark


def test_a_mirrored_film_is_warned_of_on_every_picture_of_it_until_it_is_mended() -> None:
    row = [*range(18, 10, -1), *range(21, 29)]
    film = [tooth_at(str(number), 100.0 * place) for place, number in enumerate(row)]
    mirrored = [tooth_at(str(number), 100.0 * place) for place, number in enumerate(row[::-1])]

    (remark,) = picture_remarks(a_result(*mirrored))

    assert "mirrored" in remark
    assert picture_remarks(a_result(*film)) == ()
    assert picture_remarks(a_result(*mirrored), film) == ()


def tooth_at(number: str, left: float) -> Finding:
    box = BoxRegion(ImagePoint(left, 100.0), ImagePoint(left + 80.0, 300.0))
    tooth = a_tooth(number)
    return replace(tooth, uid=number, placement=replace(tooth.placement, region=box))


def test_the_report_tab_lists_diseases_and_counts_sound_teeth() -> None:
    findings = (a_tooth(), a_tooth("17", "confirmed"), a_disease("17"), of_image())

    text, _ = report_texts(a_result(*findings))

    assert "2 teeth, 1 with findings" in text
    assert "17 · Caries, confirmed 0.88" in text
    assert "Calculus, suspected" in text
    assert "16 · healthy" not in text

"""The 52 numbers of ISO 3950, what they say of a tooth, and how else they are written."""

import pytest

from viewer.domain.teeth import (
    ALL_TEETH,
    DECIDUOUS_TEETH,
    PERMANENT_TEETH,
    Jaw,
    Tooth,
    ToothKind,
    arch_row,
    tooth_of,
)
from viewer.domain.tooth_notation import Notation, read_tooth, written
from viewer.foundation.errors import BugError


def _tooth(code: str) -> Tooth:
    tooth = tooth_of(code)
    assert tooth is not None
    return tooth


def _row(jaw: Jaw, *, is_deciduous: bool) -> str:
    return " ".join(tooth.code for tooth in arch_row(jaw, is_deciduous=is_deciduous))


def test_there_are_32_permanent_and_20_deciduous_teeth() -> None:
    assert (len(PERMANENT_TEETH), len(DECIDUOUS_TEETH)) == (32, 20)
    assert len({tooth.code for tooth in ALL_TEETH}) == 52


def test_the_rows_stand_as_they_do_in_a_chart() -> None:
    assert _row(Jaw.UPPER, is_deciduous=True) == "55 54 53 52 51 61 62 63 64 65"
    assert _row(Jaw.UPPER, is_deciduous=False) == "18 17 16 15 14 13 12 11 21 22 23 24 25 26 27 28"
    assert _row(Jaw.LOWER, is_deciduous=False) == "48 47 46 45 44 43 42 41 31 32 33 34 35 36 37 38"
    assert _row(Jaw.LOWER, is_deciduous=True) == "85 84 83 82 81 71 72 73 74 75"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("11", ToothKind.INCISOR),
        ("42", ToothKind.INCISOR),
        ("23", ToothKind.CANINE),
        ("34", ToothKind.PREMOLAR),
        ("15", ToothKind.PREMOLAR),
        ("36", ToothKind.MOLAR),
        ("73", ToothKind.CANINE),
        ("54", ToothKind.MOLAR),
        ("85", ToothKind.MOLAR),
    ],
)
def test_a_tooth_is_of_a_kind(code: str, kind: ToothKind) -> None:
    assert _tooth(code).kind is kind


@pytest.mark.parametrize(
    ("code", "jaw", "is_right"),
    [
        ("14", Jaw.UPPER, True),
        ("24", Jaw.UPPER, False),
        ("34", Jaw.LOWER, False),
        ("44", Jaw.LOWER, True),
        ("52", Jaw.UPPER, True),
        ("62", Jaw.UPPER, False),
        ("72", Jaw.LOWER, False),
        ("82", Jaw.LOWER, True),
    ],
)
def test_a_quadrant_is_the_patients_own(code: str, jaw: Jaw, *, is_right: bool) -> None:
    assert (_tooth(code).jaw, _tooth(code).is_right) == (jaw, is_right)


def test_a_deciduous_molar_is_followed_by_a_premolar() -> None:
    assert _tooth("75").successor == _tooth("35")
    assert _tooth("35").predecessor == _tooth("75")
    assert _tooth("36").predecessor is None
    assert _tooth("35").successor is None


def test_every_deciduous_tooth_is_the_predecessor_of_its_successor() -> None:
    successors = [tooth.successor for tooth in DECIDUOUS_TEETH]

    assert [after.predecessor for after in successors if after] == list(DECIDUOUS_TEETH)


def test_neighbours_go_over_the_midline_and_end_behind_the_last() -> None:
    assert _tooth("41").neighbours == (_tooth("31"), _tooth("42"))
    assert _tooth("28").neighbours == (_tooth("27"),)
    assert _tooth("85").distal is None
    assert _tooth("51").mesial == _tooth("61")


@pytest.mark.parametrize("text", ["11", 11, " 11 ", "11\n"])
def test_a_number_is_read_with_spaces_around_it(text: str | int) -> None:
    assert tooth_of(text) == Tooth(1, 1)


@pytest.mark.parametrize(
    "text", ["", "#11", "1.1", "19", "10", "56", "91", "011", "99", "A", "11a", "１１", "-11", 0]
)
def test_what_is_no_sure_number_names_no_tooth(text: str | int) -> None:
    assert tooth_of(text) is None


@pytest.mark.parametrize(("quadrant", "position"), [(0, 1), (1, 9), (5, 6), (9, 1), (1, 0)])
def test_no_other_tooth_can_be_made(quadrant: int, position: int) -> None:
    with pytest.raises(BugError):
        Tooth(quadrant, position)


@pytest.mark.parametrize(
    ("code", "universal", "palmer"),
    [
        ("18", "1", "8┘"),
        ("11", "8", "1┘"),
        ("21", "9", "└1"),
        ("28", "16", "└8"),
        ("38", "17", "┌8"),
        ("31", "24", "┌1"),
        ("41", "25", "1┐"),
        ("48", "32", "8┐"),
        ("36", "19", "┌6"),
        ("55", "A", "E┘"),
        ("51", "E", "A┘"),
        ("61", "F", "└A"),
        ("65", "J", "└E"),
        ("75", "K", "┌E"),
        ("71", "O", "┌A"),
        ("81", "P", "A┐"),
        ("85", "T", "E┐"),
    ],
)
def test_other_notations_write_the_same_tooth(code: str, universal: str, palmer: str) -> None:
    assert written(_tooth(code), Notation.FDI) == code
    assert written(_tooth(code), Notation.UNIVERSAL) == universal
    assert written(_tooth(code), Notation.PALMER) == palmer


@pytest.mark.parametrize("notation", Notation)
def test_all_52_come_back_from_every_notation(notation: Notation) -> None:
    texts = [written(tooth, notation) for tooth in ALL_TEETH]

    assert len(set(texts)) == 52
    assert [read_tooth(text, notation) for text in texts] == list(ALL_TEETH)


def test_a_text_of_another_notation_is_not_read() -> None:
    assert read_tooth("33", Notation.UNIVERSAL) is None
    assert read_tooth("U", Notation.UNIVERSAL) is None
    assert read_tooth("11", Notation.PALMER) is None

"""Tolerant numbers, and nothing that is not one."""

import pytest

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements, decimal


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.5 ", 1.5), ("1,5", 1.5), ("-.5", -0.5), ("+3", 3.0), ("1e-3", 0.001), ("7.", 7.0)],
)
def test_r008_a_number_whose_meaning_is_clear_is_read(text, value):
    assert decimal(text) == value


@pytest.mark.parametrize(
    "text", ["", " ", "nan", "inf", "1e400", "0x10", "--1", "1_000", "１２", "1.2.3", "1,2,3", "mm"]
)
def test_r008_what_is_not_a_finite_number_is_ignored(text):
    assert decimal(text) is None


def test_r008_one_bad_number_makes_the_whole_list_absent():
    elements = Elements({tags.PIXEL_SPACING: b"0.5\\nan"})

    assert elements.numbers(tags.PIXEL_SPACING) == ()


def test_integers_follow_the_byte_order_and_their_length():
    assert Elements({tags.ROWS: b"\x01\x02"}).integer(tags.ROWS) == 0x0201
    assert Elements({tags.ROWS: b"\x01\x02"}, is_little=False).integer(tags.ROWS) == 0x0102
    assert Elements({tags.ROWS: b"\x01\0\x01\0"}).integer(tags.ROWS) == 65_537
    assert Elements({tags.ROWS: b"\x01"}).integer(tags.ROWS) is None


def test_codes_are_parted_and_in_capitals():
    elements = Elements({tags.IMAGE_TYPE: b"ORIGINAL\\PRIMARY\\Localizer "})

    assert elements.codes(tags.IMAGE_TYPE) == ("ORIGINAL", "PRIMARY", "LOCALIZER")

"""Rows of the header in words."""

import pytest

from viewer.app.header_rows import header_rows, notice_words
from viewer.imaging.header_view.shown_element import EXIF, ITEM, NIFTI, HeaderElement
from viewer.imaging.header_view.tree import HeaderEnd, HeaderTree
from viewer.privacy.identifying import may_identify

SIZE = HeaderElement(0x7FE00010, "OW", name="Pixel Data", size=8_400_000, is_binary=True)
SYNTAX = HeaderElement(
    0x00020010, "UI", name="Transfer Syntax UID", text="1.2.840.10008.1.2", meaning="Implicit",
    size=17,
)  # fmt: skip
CLIPPED = HeaderElement(
    0x00204000, "LT", name="Image Comments", text="lung", size=9000, is_clipped=True
)


def test_binary_values_are_said_by_their_size_and_uids_by_their_name() -> None:
    pixels, syntax = header_rows([SIZE, SYNTAX], hides_identity=False)

    assert pixels.value == "binary, 8,400,000 bytes (8.0 MiB)"
    assert syntax.value == "1.2.840.10008.1.2  (Implicit)"
    assert syntax.copied == "1.2.840.10008.1.2"
    assert syntax.tag == "0002,0010"


def test_a_clipped_value_says_how_long_it_is() -> None:
    (row,) = header_rows([CLIPPED], hides_identity=False)

    assert row.value == "lung …"
    assert "9000 bytes" in row.note


def test_what_a_camera_wrote_is_hidden_too_but_not_its_optics() -> None:
    artist = HeaderElement(0x013B, EXIF, name="Artist", text="Quxplant", size=8)
    speed = HeaderElement(0x8827, EXIF, name="ISOSpeedRatings", text="400", size=3)

    rows = header_rows([artist, speed], hides_identity=True)

    assert [(row.tag, row.value) for row in rows] == [("0x013B", "••••••"), ("0x8827", "400")]


def test_of_nifti_the_free_text_is_hidden_and_no_field_is_private() -> None:
    size = HeaderElement(7, NIFTI, name="dim", text="3, 60, 55", size=9)
    words = HeaderElement(28, NIFTI, name="descrip", text="Quxplant Jo", size=80)

    rows = header_rows([size, words], hides_identity=True)

    assert [(row.tag, row.value) for row in rows] == [("8", "3, 60, 55"), ("29", "••••••")]


def test_very_many_items_lie_in_rows_of_500() -> None:
    leaf = HeaderElement(0x00280030, "DS", name="Pixel Spacing", text="1")
    items = tuple(HeaderElement(ITEM, "", children=(leaf,)) for _ in range(1200))

    (row,) = header_rows([HeaderElement(0x52009230, "SQ", children=items)], hides_identity=False)

    assert row.value == "1200 items"
    assert [group.tag for group in row.children] == ["#1–500", "#501–1000", "#1001–1200"]
    assert row.children[2].children[0].tag == "#1001"
    assert row.count == 1201


@pytest.mark.parametrize(
    ("tag", "vr", "may"),
    [
        (0x00100020, "LO", True),
        (0x00080050, "SH", True),
        (0x0040A123, "PN", True),
        (0x00191002, "SL", True),
        (0x00190010, "LO", False),
        (0x00080060, "CS", False),
        (0x00280030, "DS", False),
    ],
)
def test_names_numbers_free_text_and_private_values_may_identify(
    tag: int, vr: str, may: bool
) -> None:
    assert may_identify(tag, vr) is may


@pytest.mark.parametrize("end", list(HeaderEnd))
def test_each_early_end_has_words(end: HeaderEnd) -> None:
    words = notice_words(HeaderTree((), end))

    assert bool(words) is (end is not HeaderEnd.COMPLETE)

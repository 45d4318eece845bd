"""Every image as DCMTK shows it, but for the exceptions that are listed by name."""

from pathlib import Path

import numpy as np
import pytest

from tests.conformance.comparison import Outcome, compared, difference
from tests.conformance.corpus import GROUPS, samples
from tests.conformance.exceptions import EXCEPTIONS, complaint
from tests.conformance.report import PAGE, row


@pytest.mark.process
@pytest.mark.usefixtures("dcmtk")
@pytest.mark.parametrize("group", GROUPS)
def test_pictures_equal_those_of_independent_programs(group: str, shared_data: Path) -> None:
    results = compared(shared_data, group)
    assert results
    assert [words for words in map(complaint, results) if words] == []
    written = PAGE.read_text(encoding="utf-8").splitlines()
    pictures = [result for result in results if result.outcome is not Outcome.NO_PICTURE]
    missing = [line for line in map(row, pictures) if line not in written]
    assert missing == [], "docs/conformance.md is out of date: make conformance"


def test_every_exception_names_a_file_that_is_compared(shared_data: Path) -> None:
    names = {sample.path.name for group in GROUPS for sample in samples(shared_data, group)}
    assert set(EXCEPTIONS) - names == set()


def test_a_grey_level_apart_is_equal_and_two_are_not() -> None:
    flat = np.full((40, 40), 100, np.uint8)
    assert difference(flat, flat + 1) == ""
    assert difference(flat, flat + 2) == "0.00 % of pixels agree, most 2 levels apart"


def test_colours_two_levels_apart_are_equal_and_three_are_not() -> None:
    flat = np.full((40, 40, 3), 100, np.uint8)
    assert difference(flat, flat + 2) == ""
    assert "3 levels" in difference(flat, flat + 3)


def test_one_pixel_of_a_thousand_may_differ_and_no_more() -> None:
    flat = np.full((40, 50), 100, np.uint8)
    other = flat.copy()
    other[0, :2] = 200
    assert difference(flat, other) == ""
    other[0, 2:5] = 200
    assert "99.75 %" in difference(flat, other)


def test_pictures_of_other_sizes_differ() -> None:
    assert "pixels" in difference(np.zeros((4, 5), np.uint8), np.zeros((5, 4), np.uint8))

"""Which way a projection lies: by its own words, if they can be."""

import pytest

from viewer.geometry.orientation import Sides, sides_of_axes, sides_of_codes


def test_the_sides_of_a_film_are_those_of_its_patient_orientation() -> None:
    assert sides_of_codes(("A", "F")) == Sides("A", "F")
    assert sides_of_codes(("AR", "FA")) == Sides("AR", "FA")


@pytest.mark.parametrize("codes", [(), ("L",), ("L", ""), ("L", "R"), ("LR", "F"), ("LE", "V")])
def test_sides_that_cannot_be_are_not_believed(codes) -> None:
    assert sides_of_codes(codes) is None


def test_the_sides_of_axes_need_no_position() -> None:
    assert sides_of_axes((0.0, 1.0, 0.0), (0.0, 0.0, -1.0)) == Sides("P", "F")
    assert sides_of_axes((0.0, 0.0, 0.0), (0.0, 0.0, -1.0)) is None
    assert sides_of_axes((0.0, 1.0, 0.0), (0.0, 1.0, 0.0)) is None

"""Two pictures as one, to the number."""

import numpy as np
import pytest

from viewer.imaging.compare import (
    NOWHERE,
    as_values,
    blend,
    checkerboard,
    difference,
    divider_column,
    palette,
    swipe,
)

DARK = np.full((6, 8), 40, np.uint8)
LIGHT = np.full((6, 8), 200, np.uint8)


def values(number: int) -> np.ndarray:
    return np.full((2, 3), number, np.int16)


def test_the_reference_has_the_upper_left_square_and_every_second() -> None:
    picture = checkerboard(DARK, LIGHT, 2)
    squares = picture[::2, ::2]
    assert squares.tolist() == [[40, 200, 40, 200], [200, 40, 200, 40], [40, 200, 40, 200]]
    assert (picture == np.kron(squares, np.ones((2, 2), np.uint8))).all()


def test_squares_at_the_edge_are_cut_and_not_lost() -> None:
    picture = checkerboard(DARK, LIGHT, 5)
    assert picture[0].tolist() == [40] * 5 + [200] * 3
    assert picture[5].tolist() == [200] * 5 + [40] * 3


@pytest.mark.parametrize(("share", "grey"), [(0.0, 40), (0.25, 80), (0.5, 120), (1.0, 200)])
def test_a_blend_weighs_both_by_the_share(share: float, grey: int) -> None:
    assert (blend(DARK, LIGHT, share) == grey).all()


def test_where_the_other_is_nowhere_the_blend_leaves_the_reference() -> None:
    is_nowhere = np.zeros((6, 8), bool)
    is_nowhere[0] = True
    picture = blend(DARK, LIGHT, 1.0, is_nowhere)
    assert (picture[0] == 40).all()
    assert (picture[1:] == 200).all()


def test_the_reference_is_left_of_the_divider() -> None:
    picture = swipe(DARK, LIGHT, 3)
    assert picture[0].tolist() == [40] * 3 + [200] * 5


@pytest.mark.parametrize(("share", "column"), [(-1.0, 0), (0.0, 0), (0.5, 4), (1.0, 8), (2.0, 8)])
def test_the_divider_stays_within_the_picture(share: float, column: int) -> None:
    assert divider_column(share, 8) == column


def test_more_than_before_is_orange_and_less_is_blue() -> None:
    more = difference(values(200), values(0), 400.0)[0, 0].astype(int)
    less = difference(values(0), values(200), 400.0)[0, 0].astype(int)
    assert more[0] > more[1] > more[2]
    assert less[2] > less[1] > less[0]


def test_no_change_is_dark_grey() -> None:
    red, green, blue = difference(values(-700), values(-700), 400.0)[0, 0].tolist()
    assert max(red, green, blue) < 50
    assert max(red, green, blue) - min(red, green, blue) < 10


def test_a_difference_beyond_the_range_has_the_colour_of_its_end() -> None:
    end = difference(values(400), values(0), 400.0)
    beyond = difference(values(3000), values(-1000), 400.0)
    assert (end == palette()[-1]).all()
    assert (beyond == end).all()


def test_the_widest_difference_does_not_turn_over() -> None:
    picture = difference(values(32767), values(-32767), 2000.0)
    assert (picture == palette()[-1]).all()


def test_where_one_is_nowhere_there_is_no_difference_but_black() -> None:
    assert (difference(values(100), values(NOWHERE), 400.0) == 0).all()


def test_a_change_and_its_opposite_are_equally_far_from_the_middle() -> None:
    colours = palette().astype(int)
    brightness = colours[:255].max(axis=1)
    assert (np.abs(brightness - brightness[::-1]) <= 40).all()


def test_values_are_rounded_and_what_is_no_number_is_nowhere() -> None:
    numbers = np.array([1.4, -1.6, np.nan, 1e9, -1e9])
    assert as_values(numbers).tolist() == [1, -2, NOWHERE, 32767, -32767]

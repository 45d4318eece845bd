"""Grey values: the fast table equals the formula, windows are monotone."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.imaging.grey.luts import LookupTable
from viewer.imaging.grey.ranges import window_from
from viewer.imaging.grey.voi import GreyKey, _grey, grey_table, window_label, windowed
from viewer.imaging.grey.window import Window, WindowFunction

windows = st.builds(
    Window,
    st.floats(-4000, 4000),
    st.floats(1, 8000),
    st.just(""),
    st.sampled_from(list(WindowFunction)),
)


@given(windows, st.lists(st.floats(-1e5, 1e5), min_size=2, max_size=50))
def test_a_window_is_monotone_and_stays_in_range(window, values):
    shown = windowed(np.sort(np.array(values)), window)

    assert np.all(np.diff(shown) >= 0)
    assert shown.min() >= 0
    assert shown.max() <= 255


@given(
    windows,
    st.floats(-5, 5).filter(lambda slope: abs(slope) > 1e-3),
    st.floats(-2000, 2000),
    st.sampled_from(["<i2", "<u2", "|u1", "|i1"]),
    st.integers(-32_768, 65_535),
)
def test_the_table_holds_the_formula_for_every_stored_value(window, slope, intercept, kind, value):
    info = np.iinfo(np.dtype(kind))
    assume(info.min <= value <= info.max)
    stored = np.array([value], kind)

    table = grey_table(GreyKey(kind, slope, intercept, window, False))
    inverted = grey_table(GreyKey(kind, slope, intercept, window, True))

    index = int(stored.view(f"u{stored.dtype.itemsize}")[0])
    expected = int(np.rint(windowed(np.array([value * slope + intercept]), window))[0])
    assert table[index] == expected
    assert inverted[index] == 255 - expected


@given(windows, st.floats(-1e5, 1e5))
def test_a_window_is_the_standards_formula_to_the_last_grey_value(window, value):
    center, width = window.center, window.width
    if window.function is WindowFunction.SIGMOID:
        expected = 255 / (1 + math.exp(min(700.0, -4 * (value - center) / width)))
    else:
        half, one = (0.5, 1) if window.function is WindowFunction.LINEAR else (0, 0)
        if value <= center - half - (width - one) / 2:
            expected = 0.0
        elif value > center - half + (width - one) / 2:
            expected = 255.0
        else:
            expected = ((value - (center - half)) / (width - one) + 0.5) * 255

    assert windowed(np.array([value]), window)[0] == pytest.approx(expected, abs=1e-6)


@given(windows.filter(lambda window: window.width > 2))
def test_a_window_begins_black_and_ends_white(window):
    ends = np.array([window.center - window.width / 2, window.center + window.width / 2])
    black, white = windowed(ends, window)

    if window.function is WindowFunction.SIGMOID:
        assert (black, white) == pytest.approx((255 * 0.1192, 255 * 0.8808), abs=0.05)
    else:
        assert (black, white) == pytest.approx((0, 255), abs=1e-6)


@given(st.lists(st.integers(0, 65_535), min_size=2, max_size=40), st.integers(-3000, 3000))
def test_a_rising_table_and_its_window_are_monotone(entries, first):
    table = LookupTable(first, 16, np.sort(np.array(entries, np.uint16)))
    values = np.arange(first - 5.0, first + len(entries) + 5)

    window, is_falling = table.equal_window

    assert np.all(np.diff(table.scaled(values)) >= 0)
    assert window.width >= 1
    assert not is_falling


@given(
    st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1, max_size=40),
    windows,
    st.booleans(),
)
def test_what_is_no_number_is_black_and_the_rest_as_alone(values, window, is_inverted):
    stored = np.array(values, np.float64)
    key = GreyKey("<f8", 3.0, 0.0, window, is_inverted)
    is_number = np.isfinite(stored)

    shown = _grey(stored, key)

    assert not shown[~is_number].any()
    assert np.array_equal(shown[is_number], _grey(stored[is_number], key))


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(0, 1e308))
def test_a_measured_window_is_legal_whatever_was_measured(low, more):
    window = window_from(low, low + more)

    assert window.width > 0
    assert len(window_label(window)) < 60

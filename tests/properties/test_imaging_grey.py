"""Grey values: the fast table equals the formula, windows are monotone."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.imaging.voi import GreyKey, grey_table, windowed
from viewer.imaging.window import Window, WindowFunction

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

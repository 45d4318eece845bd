"""A table worked out between black and white alone is the table of all values."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.imaging.grey.voi import GreyKey, _grey, grey_table
from viewer.imaging.grey.window import Window, WindowFunction

centers = st.floats(-1e5, 1e5) | st.integers(-40_000, 70_000).map(float)
widths = st.floats(1.0, 2e5) | st.integers(1, 70_000).map(float)
slopes = st.sampled_from([1.0, -1.0, 0.5, -2.25, 1e-4, 3e3, 1e-9]) | st.floats(0.01, 50.0)


@given(
    dtype=st.sampled_from(["<u2", "<i2", "|u1", "|i1"]),
    slope=slopes,
    intercept=st.sampled_from([0.0, -1024.0, 0.37]),
    window=st.builds(
        Window,
        centers,
        widths,
        function=st.sampled_from(list(WindowFunction)),
    ),
    is_inverted=st.booleans(),
)
def test_each_stored_value_has_the_grey_of_the_whole_pipeline(
    dtype, slope, intercept, window, is_inverted
):
    key = GreyKey(dtype, slope, intercept, window, is_inverted)
    bits = np.arange(1 << (8 * np.dtype(dtype).itemsize), dtype=f"u{np.dtype(dtype).itemsize}")

    expected = _grey(bits.view(dtype).astype(np.float64), key)

    assert np.array_equal(grey_table(key), expected)

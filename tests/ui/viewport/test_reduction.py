"""Shrunk pictures: every source pixel counts, and grey values are averaged, not stored ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.imaging.grey.voi import GreyKey, grey_table
from viewer.imaging.grey.window import Window
from viewer.overlay.camera import Camera
from viewer.ui.viewport.reduction import WHOLE, Reducer, factors_for

NARROW = Window(1000.0, 300.0)


def stored(rows, columns, dtype=np.uint16, seed=5):
    top = min(2048, int(np.iinfo(dtype).max))
    return np.random.default_rng(seed).integers(0, top, (rows, columns)).astype(dtype)


def table(dtype):
    return grey_table(GreyKey(np.dtype(dtype).str, 1.0, 0.0, NARROW, is_inverted=False))


def block_means(greys, down, across):
    """Return the means of blocks, the plain way; edges repeated to whole blocks."""
    rows, columns = greys.shape[:2]
    padded = np.pad(greys, ((0, -rows % down), (0, -columns % across)), "edge").astype(float)
    height, width = padded.shape[0] // down, padded.shape[1] // across
    return padded.reshape(height, down, width, across).mean(axis=(1, 3))


@given(
    size=st.tuples(st.integers(1, 90), st.integers(1, 90)),
    factors=st.tuples(st.integers(1, 5), st.integers(1, 5)),
    dtype=st.sampled_from([np.uint8, np.int8, np.uint16, np.int16]),
)
def test_each_pixel_is_the_mean_of_the_greys_of_its_block(size, factors, dtype):
    values = stored(*size, dtype)
    lookup = table(dtype)

    reduced = Reducer().reduced(values, factors, lookup)

    greys = lookup[values.view(f"u{values.dtype.itemsize}")]
    assert np.abs(reduced.pixels - block_means(greys, *factors)).max() <= 0.51
    assert (reduced.rows, reduced.columns) == size


def test_strips_meet_without_a_seam():
    values = stored(3000, 2999)
    lookup = table(np.uint16)

    reduced = Reducer().reduced(values, (2, 2), lookup)

    assert np.abs(reduced.pixels - block_means(lookup[values], 2, 2)).max() <= 0.51


def test_at_full_size_each_value_is_looked_up_exactly():
    values = stored(70, 90, np.int16)
    lookup = table(np.int16)

    reduced = Reducer().reduced(values, WHOLE, lookup)

    assert np.array_equal(reduced.pixels, lookup[values.view(np.uint16)])


def test_colours_are_averaged_each():
    colours = np.random.default_rng(2).integers(0, 256, (41, 60, 3), dtype=np.uint8)

    reduced = Reducer().reduced(colours, (3, 3))

    for channel in range(3):
        means = block_means(colours[:, :, channel], 3, 3)
        assert np.abs(reduced.pixels[:, :, channel] - means).max() <= 0.51


@pytest.mark.parametrize(
    ("side", "smooth", "factors"),
    [(1000, True, (2, 2)), (999, False, WHOLE), (900, True, WHOLE), (2999, True, (6, 6))],
)
def test_only_a_picture_of_less_than_half_its_size_is_reduced(side, smooth, factors):
    camera = Camera.fit(side, side, 1.0, 480, 480)

    assert factors_for(camera, is_smooth=smooth) == factors


def test_pixels_twice_as_high_as_wide_are_reduced_more_across():
    camera = Camera.fit(1000, 500, 2.0, 200, 200)

    assert factors_for(camera, is_smooth=True) == (2, 5)
    assert factors_for(camera.rotated(1), is_smooth=True) == (2, 5)


@pytest.mark.parametrize("dtype", [np.uint16, np.int16])
def test_stored_means_are_looked_up_as_they_are(dtype):
    values = stored(301, 200, dtype)
    lookup = table(dtype)
    averager, reducer = Reducer(), Reducer()

    means = averager.means(values, (2, 3))
    reduced = reducer.looked_up(means, lookup)

    assert np.abs(means.values - block_means(values, 2, 3)).max() <= 0.51
    assert np.array_equal(reduced.pixels, lookup[means.values.view(np.uint16)])
    assert (reduced.rows, reduced.columns, reduced.factors) == (301, 200, (2, 3))

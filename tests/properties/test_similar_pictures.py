"""Sizes of the pictures of similar cases: always within the rule, never out of shape."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.jobs.similar.picture import cropped, within_rule

SIDES = st.integers(1, 2500) | st.sampled_from([1, 127, 128, 129, 1022, 1023, 1024, 1025])
EDGES = st.integers(-30, 60)


@given(SIDES, SIDES)
@settings(max_examples=60)
def test_each_side_lies_between_the_borders_and_the_shape_is_kept(rows: int, columns: int) -> None:
    pixels = np.full((rows, columns), 200, np.uint8)

    made = within_rule(pixels)

    assert all(128 < side < 1024 for side in made.shape)
    shown = made > 0
    height, width = int(shown.any(axis=1).sum()), int(shown.any(axis=0).sum())
    scale = max(height, width) / max(rows, columns)
    assert scale <= 1
    assert abs(height - max(1, rows * scale)) <= 1
    assert abs(width - max(1, columns * scale)) <= 1


@given(SIDES, SIDES)
@settings(max_examples=30)
def test_what_fits_stays_as_it_is(rows: int, columns: int) -> None:
    made = within_rule(np.zeros((rows, columns, 3), np.uint8))

    assert np.array_equal(within_rule(made), made)


@given(EDGES, EDGES, EDGES, EDGES)
def test_a_region_is_what_lies_inside_the_image(
    left: int, top: int, right: int, bottom: int
) -> None:
    pixels = np.arange(30 * 20, dtype=np.uint16).reshape(30, 20).astype(np.uint8)
    inside = [
        [pixels[row, column] for column in range(20) if left <= column < right]
        for row in range(30)
        if top <= row < bottom
    ]
    try:
        made = cropped(pixels, (left, top, right, bottom))
    except ValueError:
        assert not any(inside)
        return
    assert made.tolist() == inside
    assert not np.shares_memory(made, pixels)

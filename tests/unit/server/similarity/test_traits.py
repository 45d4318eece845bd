"""What is kept of a picture to find it again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from viewer.server.similarity.traits import COLOUR_SIDE, SIDE, Traits, traits_of

Pixels = NDArray[np.uint8]


def textured(rows: int = 300, columns: int = 400, seed: int = 1) -> Pixels:
    """Forms of some pixels' size, without a border."""
    rng = np.random.default_rng(seed)
    cells = rng.integers(40, 216, (rows // 20 + 1, columns // 20 + 1), dtype=np.uint8)
    return cells.repeat(20, 0).repeat(20, 1)[:rows, :columns]


def test_traits_are_a_tiny_picture_and_its_shape():
    traits = traits_of(textured())

    assert traits.grey.shape == (SIDE, SIDE)
    assert traits.colour.shape == (2, COLOUR_SIDE, COLOUR_SIDE)
    assert traits.aspect == pytest.approx(400 / 300)


def test_a_grey_picture_has_the_traits_of_the_same_one_in_three_channels():
    grey = textured()

    assert traits_of(grey).to_bytes() == traits_of(np.dstack([grey] * 3)).to_bytes()


def test_what_is_red_is_kept_as_red():
    red = np.zeros((200, 200, 3), np.uint8)
    red[..., 0] = 200

    blue_part, red_part = traits_of(red).colour

    assert (red_part > 50).all()
    assert (blue_part < 0).all()


def test_kept_traits_are_read_back():
    traits = traits_of(np.dstack([textured(seed=seed) for seed in (1, 2, 3)]))

    read = Traits.from_bytes(traits.to_bytes())

    assert (read.grey == traits.grey).all()
    assert (read.colour == traits.colour).all()
    assert read.aspect == traits.aspect
    assert len(traits.to_bytes()) < 5000


@given(st.binary(max_size=8000))
def test_anything_else_is_refused(raw: bytes):
    with pytest.raises(ValueError, match="traits"):
        Traits.from_bytes(raw)


@pytest.mark.parametrize("aspect", [b"\0\0\0\0", b"\0\0\xc0\x7f", b"\0\0\x80\x7f", b"\0\0\x80\xbf"])
def test_traits_without_a_shape_are_refused(aspect: bytes):
    raw = traits_of(textured()).to_bytes()

    with pytest.raises(ValueError, match="shape"):
        Traits.from_bytes(raw[:1] + aspect + raw[5:])


def test_another_versions_traits_are_refused():
    raw = traits_of(textured()).to_bytes()

    with pytest.raises(ValueError, match="version"):
        Traits.from_bytes(b"\xff" + raw[1:])


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((200, 200), np.uint16),
        np.zeros((200, 200, 4), np.uint8),
        np.zeros((200,), np.uint8),
        np.zeros((0, 200), np.uint8),
    ],
    ids=["16 bits", "four channels", "a line", "nothing"],
)
def test_what_is_no_picture_is_refused(pixels: Pixels):
    with pytest.raises(ValueError, match="no picture"):
        traits_of(pixels)


@pytest.mark.parametrize("grey", [0, 255, 90])
@pytest.mark.parametrize("axis", [0, 1])
def test_bars_that_pad_a_picture_are_not_in_its_traits(axis: int, grey: int):
    picture = textured(100, 400) if axis == 0 else textured(400, 100)
    padding = [(15, 15), (0, 0)] if axis == 0 else [(0, 0), (15, 15)]

    padded = np.pad(picture, padding, constant_values=grey)

    assert traits_of(padded).to_bytes() == traits_of(picture).to_bytes()


def test_bars_of_a_photograph_are_not_in_its_traits():
    photo = np.dstack([textured(100, 400, seed) for seed in (1, 2, 3)])

    padded = np.pad(photo, ((15, 15), (0, 0), (0, 0)))

    assert traits_of(padded).to_bytes() == traits_of(photo).to_bytes()


def test_the_dark_ground_around_a_body_stays():
    picture = np.zeros((300, 300), np.uint8)
    rows, columns = np.indices(picture.shape)
    picture[np.hypot(rows - 150, columns - 150) < 100] = 180

    traits = traits_of(picture)

    assert traits.grey[:8].max() == 0
    assert traits.aspect == 1.0


def test_an_even_picture_has_traits():
    traits = traits_of(np.full((200, 300), 77, np.uint8))

    assert (traits.grey == 77).all()

"""The picture that leaves: as shown, within the rule, and nothing else in the file."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.image_builders import png_bytes, write_series
from tests.unit.jobs.test_pictures import chunks
from viewer.imaging.grey.voi import GreyState, default_state, render
from viewer.imaging.grey.window import Window
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan
from viewer.jobs.similar.picture import (
    THUMBNAIL_SIDE,
    encoded,
    extension_of,
    thumbnail,
    view_pixels,
    within_rule,
)
from viewer.vendors.similar.rules import ADD_MOST_BYTES, SEARCH_MOST_BYTES

NOISE = np.random.default_rng(7).integers(0, 256, (1023, 1023, 3), np.uint8)
REQUIRED = {b"IHDR", b"IDAT", b"IEND"}


def loaded(folder):
    loader = VolumeLoader(scan([folder]).stacks[0])
    loader.run()
    return loader.volume


def grey(rows, columns):
    return np.add.outer(np.arange(rows), np.arange(columns)).astype(np.uint8)


def test_a_view_is_what_is_shown_in_the_chosen_window(tmp_path):
    write_series(tmp_path, slices=2)
    volume = loaded(tmp_path)
    chosen = GreyState(Window(50, 30), is_inverted=True)

    assert np.array_equal(view_pixels(volume, 1, chosen, None), render(volume, 1, chosen))


def test_a_region_is_cut_out_of_the_view_and_clamped_to_the_image(tmp_path):
    write_series(tmp_path, slices=1, rows=6, columns=8)
    volume = loaded(tmp_path)
    shown = default_state(volume.stack, volume)
    whole = render(volume, 0, shown)

    assert np.array_equal(view_pixels(volume, 0, shown, (2, 1, 5, 4)), whole[1:4, 2:5])
    assert np.array_equal(view_pixels(volume, 0, shown, (-9, 4, 3, 99)), whole[4:, :3])
    with pytest.raises(ValueError, match="outside"):
        view_pixels(volume, 0, shown, (8, 0, 12, 3))


def test_a_photograph_keeps_its_colours(tmp_path):
    path = tmp_path / "a.png"
    nothing = np.zeros((200, 150), np.uint8)
    path.write_bytes(png_bytes(np.dstack([grey(200, 150), nothing, nothing])))
    volume = loaded(path)

    pixels = view_pixels(volume, 0, default_state(volume.stack, volume), None)

    assert pixels.shape == (200, 150, 3)
    assert np.array_equal(pixels[..., 0], grey(200, 150))
    assert not pixels[..., 1:].any()


@pytest.mark.parametrize(
    ("size", "fitted"),
    [
        ((129, 129), (129, 129)),
        ((1023, 1023), (1023, 1023)),
        ((128, 128), (129, 129)),
        ((1024, 1024), (1023, 1023)),
        ((64, 512), (129, 512)),
        ((2048, 1024), (1023, 512)),
        ((2000, 100), (1023, 129)),
        ((1, 1), (129, 129)),
        ((1, 4000), (129, 1023)),
    ],
)
def test_a_picture_is_brought_within_the_rule(size, fitted):
    assert within_rule(grey(*size)).shape == fitted
    assert within_rule(np.dstack([grey(*size)] * 3)).shape == (*fitted, 3)


def test_a_short_side_is_padded_with_black_and_nothing_is_stretched():
    small = np.full((60, 300), 200, np.uint8)

    padded = within_rule(small)

    assert padded.shape == (129, 300)
    assert np.array_equal(padded[34:94], small)
    assert not padded[:34].any()
    assert not padded[94:].any()


def test_a_picture_within_the_rule_is_sent_pixel_by_pixel():
    pixels = grey(512, 400)
    content = encoded(within_rule(pixels), ADD_MOST_BYTES)

    assert np.array_equal(np.asarray(Image.open(io.BytesIO(content))), pixels)
    assert set(chunks(content)) == REQUIRED
    assert extension_of(content) == "png"


@pytest.mark.parametrize("most", [SEARCH_MOST_BYTES, ADD_MOST_BYTES, 200_000])
def test_what_is_too_large_as_png_becomes_a_jpeg_that_fits(most):
    content = encoded(NOISE, most)

    assert len(content) <= most
    assert extension_of(content) == "jpg"
    assert Image.open(io.BytesIO(content)).size == (1023, 1023)
    assert not Image.open(io.BytesIO(content)).getexif()


def test_what_can_never_fit_is_said():
    with pytest.raises(ValueError, match="10 bytes"):
        encoded(NOISE, 10)


def test_a_small_picture_for_lists_has_at_most_160_px(tmp_path):
    size = Image.open(io.BytesIO(thumbnail(grey(400, 900)))).size

    assert size == (THUMBNAIL_SIDE, 71)

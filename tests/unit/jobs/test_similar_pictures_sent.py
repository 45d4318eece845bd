"""The picture that `viewer analyze similar-images` sends lies within the rule of the search."""

import cv2
import numpy as np
import pytest

from viewer.imaging.scan import scan
from viewer.jobs import packing
from viewer.jobs.packing import PackingOrder
from viewer.privacy.uid_map import UidMap
from viewer.vendors.gateway.endpoint import SentForm
from viewer.vendors.gateway.one_url import SeriesStrategy
from viewer.vendors.similar.endpoint import SIMILAR_IMAGES


def sent(tmp_path, pixels):
    """Return the name and the bytes of what is sent of a picture."""
    path = tmp_path / "picture.png"
    cv2.imwrite(str(path), pixels)
    limits = SIMILAR_IMAGES.limits
    order = PackingOrder(
        stack=scan([path]).stacks[0],
        strategy=SeriesStrategy.ARCHIVE,
        folder=tmp_path / "out",
        uid_map=UidMap(b"k" * 32),
        is_compressed=False,
        on_progress=lambda _: None,
        is_cancelled=lambda: False,
        form=SentForm.PICTURE,
        below=limits.resampled_below,
        above=limits.padded_above,
        most_bytes=limits.most_bytes_per_slice,
    )
    (file,) = packing.pack(order).files
    return file.name, file.read_bytes()


def decoded(content):
    return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)


@pytest.mark.parametrize(
    ("rows", "columns", "shape"),
    [
        (128, 128, (129, 129)),
        (129, 1023, (129, 1023)),
        (1024, 512, (1023, 512)),
        (40, 2046, (129, 1023)),
        (1, 1, (129, 129)),
    ],
)
def test_each_side_is_above_128_and_below_1024(tmp_path, rows, columns, shape):
    name, content = sent(tmp_path, np.full((rows, columns), 200, np.uint8))

    assert name == "image.png"
    assert decoded(content).shape == shape


def test_a_small_picture_gets_a_border_and_keeps_its_pixels(tmp_path):
    pixels = np.random.default_rng(1).integers(1, 255, (60, 200), np.uint8)

    _, content = sent(tmp_path, pixels)

    padded = decoded(content)
    assert np.array_equal(padded[34:94], pixels)
    assert not padded[:34].any()
    assert not padded[94:].any()


def test_colours_of_which_a_png_would_be_too_large_go_as_jpeg(tmp_path):
    pixels = np.random.default_rng(2).integers(0, 255, (1023, 1023, 3), np.uint8)

    name, content = sent(tmp_path, pixels)

    assert name == "image.jpg"
    assert len(content) <= 3_000_000
    assert decoded(content).shape == (1023, 1023, 3)

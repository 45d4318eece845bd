"""The size of a GIF is known before memory is taken."""

import io

import numpy as np
import pytest
from PIL import Image

from viewer.imaging.photos.gif import gif_size
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.scan import scan


def a_gif(width=7, height=5, **options):
    stream = io.BytesIO()
    pixels = np.arange(width * height, dtype=np.uint8).reshape(height, width)
    Image.fromarray(pixels).save(stream, "GIF", **options)
    return stream.getvalue()


@pytest.mark.parametrize(
    "options",
    [{}, {"comment": b"x" * 700}, {"duration": 50, "loop": 0, "disposal": 2}, {"interlace": 1}],
)
def test_the_size_is_pillows(options):
    content = a_gif(**options)

    assert gif_size(content) == Image.open(io.BytesIO(content)).size == (7, 5)


def test_a_picture_larger_than_its_screen_widens_it():
    content = bytearray(a_gif())
    content[6:10] = (3).to_bytes(2, "little") + (9).to_bytes(2, "little")

    assert gif_size(bytes(content)) == (7, 9)


@pytest.mark.parametrize("end", [0, 6, 12, 13, 20])
def test_a_gif_that_is_cut_before_its_picture_is_refused(end):
    with pytest.raises(NotReadable):
        gif_size(a_gif()[:end])


def test_r016_a_huge_gif_is_refused_before_memory_is_taken(tmp_path):
    content = bytearray(a_gif(disposal=2))
    content[6:10] = b"\xff\xff\xff\xff"
    path = tmp_path / "bomb.gif"
    path.write_bytes(content)

    (skipped,) = scan([path]).skipped

    assert skipped.reason is SkipReason.TOO_LARGE


def test_a_gif_is_shown(tmp_path):
    path = tmp_path / "small.gif"
    path.write_bytes(a_gif())

    (stack,) = scan([path]).stacks

    assert (stack.description.columns, stack.description.rows) == (7, 5)

"""Arrays to QImage and back."""

import numpy as np
import pytest

from viewer.paint.image import to_array, to_qimage

pytestmark = pytest.mark.usefixtures("qapp")


def test_grey_values_keep_their_places() -> None:
    grey = np.arange(3 * 5, dtype=np.uint8).reshape(3, 5)

    image = to_qimage(grey)

    assert (image.width(), image.height()) == (5, 3)
    assert image.pixelColor(4, 1).getRgb() == (9, 9, 9, 255)


def test_colours_keep_their_order() -> None:
    colour = np.zeros((2, 3, 3), np.uint8)
    colour[1, 2] = (200, 100, 50)

    assert to_qimage(colour).pixelColor(2, 1).getRgb() == (200, 100, 50, 255)


def test_the_image_outlives_the_array() -> None:
    grey = np.full((4, 4), 77, np.uint8)
    image = to_qimage(grey)

    grey[:] = 0

    assert image.pixelColor(3, 3).red() == 77


def test_a_part_of_a_larger_array_is_taken_as_it_is() -> None:
    grey = np.arange(100, dtype=np.uint8).reshape(10, 10)[2:8:2, 1::3]

    assert np.array_equal(to_array(to_qimage(grey))[:, :, 0], grey)


@pytest.mark.parametrize("shape", [(0, 4), (3,), (2, 2, 4), (2, 2, 2, 3)])
def test_what_is_no_image_is_refused(shape) -> None:
    with pytest.raises(ValueError, match="not an image"):
        to_qimage(np.zeros(shape, np.uint8))

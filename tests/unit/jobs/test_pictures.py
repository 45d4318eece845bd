"""A picture that is sent: the pixels as they are shown, and nothing of the file they came from."""

import io
import struct

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from tests.image_builders import png_bytes, write_photo, write_series
from viewer.imaging.scan import scan
from viewer.jobs.pictures import fitted, picture_bytes

PLANT = "Quxplant"
RED = (220, 30, 30)


def decoded(content):
    return np.asarray(Image.open(io.BytesIO(content)))


def chunks(content):
    """Return the names of a PNG's chunks, in order."""
    at, names = 8, []
    while at < len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        names.append(content[at + 4 : at + 8])
        at += 12 + size
    return names


def stack_of(path):
    (stack,) = scan([path]).stacks
    return stack


def is_red(pixel):
    return bool(np.abs(pixel.astype(int) - RED).max() < 12)


@pytest.mark.parametrize(
    ("orientation", "corner", "size"),
    [
        (1, (0, 0), (30, 40)),
        (3, (-1, -1), (30, 40)),
        (6, (0, -1), (40, 30)),
        (8, (-1, 0), (40, 30)),
    ],
)
def test_a_photo_is_turned_as_its_camera_says(tmp_path, orientation, corner, size):
    stack = stack_of(write_photo(tmp_path / "a.jpg", orientation=orientation))

    pixels = decoded(picture_bytes(stack, 0))

    assert pixels.shape == (*size, 3)
    corners = {place: is_red(pixels[place]) for place in ((0, 0), (0, -1), (-1, 0), (-1, -1))}
    assert [place for place, red in corners.items() if red] == [corner]


def test_of_a_photo_nothing_but_its_pixels_is_in_the_file(tmp_path):
    image = Image.fromarray(np.full((20, 30, 3), 90, np.uint8))
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = PLANT, PLANT
    exif.get_ifd(0x8825)[29] = PLANT
    image.save(tmp_path / f"{PLANT}.jpg", exif=exif, comment=PLANT.encode())
    stack = stack_of(tmp_path / f"{PLANT}.jpg")

    content = picture_bytes(stack, 0)

    assert PLANT.encode() in (tmp_path / f"{PLANT}.jpg").read_bytes()
    assert PLANT.encode() not in content
    assert set(chunks(content)) == {b"IHDR", b"IDAT", b"IEND"}


def test_of_a_png_with_texts_only_the_pixels_are_sent(tmp_path):
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", PLANT)
    info.add_itxt("Title", f"{PLANT} 张")
    pixels = np.arange(600, dtype=np.uint8).reshape(20, 30)
    Image.fromarray(pixels).save(tmp_path / "a.png", pnginfo=info, dpi=(300, 300))

    content = picture_bytes(stack_of(tmp_path / "a.png"), 0)

    assert set(chunks(content)) == {b"IHDR", b"IDAT", b"IEND"}
    assert np.array_equal(decoded(content), pixels)


def test_a_dicom_image_is_sent_in_the_window_that_is_shown(tmp_path):
    write_series(
        tmp_path, slices=1, windows=[(50, 100)], values=lambda _i: np.arange(48).reshape(6, 8) * 4
    )
    stack = stack_of(tmp_path)

    as_first_shown, chosen = (decoded(picture_bytes(stack, 0, window)) for window in ("", "100,50"))

    assert (as_first_shown[0, 0], as_first_shown[-1, -1]) == (0, 255)
    assert chosen[0, 0] == chosen[2, 2] == 0  # 72, below the chosen window
    assert as_first_shown[2, 2] > 0


def test_an_inverted_radiograph_is_sent_as_it_is_seen(tmp_path):
    write_series(tmp_path, slices=1, photometric="MONOCHROME1", windows=[(24, 48)])

    pixels = decoded(picture_bytes(stack_of(tmp_path), 0))

    assert pixels[0, 0] > pixels[-1, -1]


def test_one_of_several_images_is_sent(tmp_path):
    write_series(tmp_path, slices=3, windows=[(128, 256)])
    stack = stack_of(tmp_path)

    firsts = [decoded(picture_bytes(stack, index))[0, 0] for index in range(3)]

    assert firsts == sorted(set(firsts))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1279, 1279), (1279, 1279)),
        ((1280, 900), (1279, 899)),
        ((900, 1280), (899, 1279)),
        ((3000, 4000), (959, 1279)),
        ((2, 5000), (1, 1279)),
    ],
)
def test_each_side_is_brought_below_the_limit_and_the_shape_is_kept(size, expected):
    assert fitted(np.zeros(size, np.uint8), 1280).shape == expected


def test_a_fine_pattern_is_averaged_and_does_not_become_a_coarse_one():
    stripes = np.tile(np.array([0, 255], np.uint8), (40, 1300))

    small = fitted(stripes, 650)

    assert np.abs(small.astype(int) - 127).max() < 30


def test_where_there_is_no_limit_nothing_is_resampled(tmp_path):
    pixels = np.arange(30 * 1400, dtype=np.uint8).reshape(30, 1400)
    (tmp_path / "a.png").write_bytes(png_bytes(pixels))

    assert np.array_equal(decoded(picture_bytes(stack_of(tmp_path / "a.png"), 0)), pixels)

"""Photographs: upright, in colour, damaged ones as far as they go (R16, R17)."""

import numpy as np
import pytest
from PIL import Image

from tests.image_builders import write_photo, write_series
from viewer.imaging import limits
from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SkipReason, SliceProblem
from viewer.imaging.scan import scan
from viewer.imaging.thumbnails import thumbnail


def opened(path):
    (stack,) = scan([path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    return stack, loader.volume


RED_CORNER = {
    1: (0, 0),
    2: (0, -1),
    3: (-1, -1),
    4: (-1, 0),
    5: (0, 0),
    6: (0, -1),
    7: (-1, -1),
    8: (-1, 0),
}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_r016_exif_orientation_is_baked_in(tmp_path, orientation):
    stack, volume = opened(write_photo(tmp_path / "a.jpg", orientation=orientation))

    turned = orientation >= 5
    pixels = volume.stored[0]
    assert pixels.shape == ((40, 30, 3) if turned else (30, 40, 3))
    assert (stack.description.rows, stack.description.columns) == pixels.shape[:2]
    row, column = RED_CORNER[orientation]
    assert pixels[row, column, 0] > 180
    assert pixels[-1 - row, -1 - column, 0] < 80


def test_r016_all_eight_real_orientations_show_the_same_picture(shared_data):
    folder = shared_data / "images" / "exif_orientation"

    pictures = [thumbnail(stack, 60).astype(int) for stack in scan([folder]).stacks]

    assert len(pictures) == 8
    assert all(np.abs(p - pictures[0]).mean() < 12 for p in pictures)


def test_r016_a_cut_photograph_shows_what_is_there(tmp_path):
    path = write_photo(tmp_path / "a.jpg", width=200, height=200)
    path.write_bytes(path.read_bytes()[:-400])

    _, volume = opened(path)

    assert volume.slice_problems == {0: SliceProblem.INCOMPLETE_STREAM}
    assert volume.stored[0, 0, 0, 0] > 180


def test_r016_a_picture_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    path = write_photo(tmp_path / "a.png")
    monkeypatch.setattr(limits, "PHOTO_PIXELS", 1000)

    (skipped,) = scan([path]).skipped

    assert (skipped.reason, skipped.detail) == (
        SkipReason.TOO_LARGE,
        "40 × 30 px, at most 1,000 px",
    )


def test_r017_sixteen_bit_grey_and_transparency_are_shown(tmp_path):
    Image.fromarray(np.array([[0, 65_535]], np.uint16)).save(tmp_path / "grey.png")
    Image.fromarray(np.array([[[9, 9, 9, 0]]], np.uint8)).save(tmp_path / "clear.png")

    assert opened(tmp_path / "grey.png")[1].stored[0, 0].tolist() == [0, 65_535]
    assert opened(tmp_path / "clear.png")[1].stored[0, 0].tolist() == [[255] * 3]


def test_r016_a_file_that_only_begins_like_a_picture_is_listed(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))

    (skipped,) = scan([tmp_path]).skipped

    assert skipped.reason is SkipReason.DAMAGED


def test_a_photograph_is_named_by_its_content(tmp_path):
    first = opened(write_photo(tmp_path / "a" / "x.jpg"))[0].description
    same = opened(write_photo(tmp_path / "b" / "y.jpg"))[0].description
    other = opened(write_photo(tmp_path / "c" / "x.jpg", width=50))[0].description

    assert first.instances == same.instances != other.instances
    assert (first.text.series_description, first.is_photo) == ("x.jpg", True)


def test_colour_can_be_inverted_but_has_no_window(tmp_path):
    stack, volume = opened(write_photo(tmp_path / "a.png"))
    state = default_state(stack, volume)

    assert np.array_equal(render(volume, 0, state), volume.stored[0])
    assert render(volume, 0, type(state)(state.window, True))[0, 0].tolist() == [35, 225, 225]


def test_a_thumbnail_is_true_in_shape_and_in_colour(tmp_path):
    write_series(tmp_path, slices=3, rows=10, columns=20, spacing=(2.0, 0.5))
    (stack,) = scan([tmp_path]).stacks

    picture = thumbnail(stack, 96)

    assert picture.shape == (96, 48, 3)
    assert picture.dtype == np.uint8

"""A place of an answer comes to lie on the pixel that it names, in every turn and size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dental_corpus import a_picture
from viewer.domain.result import NoticeKind
from viewer.imaging.photos.photo import upright
from viewer.vendors.dental.picture_map import PictureMap, picture_map
from viewer.vendors.errors import OtherPicture
from viewer.vendors.gateway.endpoint import About, SentPicture
from viewer.vendors.loose import Node

COLUMNS, ROWS = 7, 5


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_stored_pixel_is_found_where_turning_the_picture_brings_it(orientation):
    stored = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    shown = upright(stored, orientation)
    rows, columns = shown.shape
    to_shown = PictureMap(COLUMNS, ROWS, columns, rows, orientation)

    for row in range(ROWS):
        for column in range(COLUMNS):
            place = to_shown.point(column + 0.5, row + 0.5)
            assert shown[int(place.row), int(place.column)] == stored[row, column]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_answer_about_the_stored_pixels_is_turned_where_its_size_tells(orientation):
    is_turned = orientation >= 5
    columns, rows = (480, 640) if is_turned else (640, 480)
    about = About(
        series=a_picture("intraoral", orientation),
        picture=SentPicture(640, 480, 640, 480, orientation),
    )

    found = picture_map(Node({"width": columns, "height": rows}), about)

    assert found.orientation == (orientation if is_turned else 1)
    assert (found.notice is not None) == is_turned


@given(
    width=st.integers(200, 5000),
    height=st.integers(200, 5000),
    scale=st.floats(0.1, 0.95) | st.just(1.0) | st.floats(1.05, 8.0),
    cut=st.sampled_from([int, round]),
)
def test_every_uniform_scale_is_brought_back_within_its_rounding(width, height, scale, cut):
    answered = (cut(width * scale), cut(height * scale))
    about = About(series=a_picture("intraoral"), picture=SentPicture(width, height, width, height))

    found = picture_map(Node({"width": answered[0], "height": answered[1]}), about)
    place = found.point(0.5 * width * scale, 0.25 * height * scale)

    assert found.notice is None or found.notice.kind is NoticeKind.SIZE_MAPPED
    assert abs(place.column - 0.5 * width) <= 0.5 / scale + 1.0
    assert abs(place.row - 0.25 * height) <= 0.5 / scale + 1.0


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("size", [(641, 481), (640, 481), (638, 479), (479, 638)])
def test_a_size_off_by_a_pixel_or_two_is_refused(orientation, size):
    about = About(
        series=a_picture("intraoral", orientation),
        picture=SentPicture(640, 480, 640, 480, orientation),
    )

    with pytest.raises(OtherPicture):
        picture_map(Node({"width": size[0], "height": size[1]}), about)


@pytest.mark.parametrize(
    ("size", "orientation"), [((320, 240), 1), ((1280, 960), 1), ((480, 640), 6)]
)
def test_places_that_lie_outside_the_size_that_is_said_are_refused(size, orientation):
    sent = SentPicture(640, 480, 640, 480, orientation)
    about = About(series=a_picture("intraoral", orientation), picture=sent)
    found = picture_map(Node({"width": size[0], "height": size[1]}), about)

    found.point(size[0] + 2.0, -2.0)
    with pytest.raises(OtherPicture):
        found.point(size[0] * 1.05, 10.0)
    with pytest.raises(OtherPicture):
        found.point(10.0, size[1] * 1.05)


def test_places_outside_a_picture_of_the_right_size_stay_what_they_are():
    about = About(series=a_picture("intraoral"), picture=SentPicture(640, 480, 640, 480))

    found = picture_map(Node({"width": 640, "height": 480}), about)

    assert found.point(900.0, -50.0).column == 900.0


@pytest.mark.parametrize("image", [{"width": 320}, {"height": 240, "width": None}])
def test_a_side_that_differs_is_not_believed_to_be_ours_for_want_of_the_other(image):
    about = About(series=a_picture("intraoral"), picture=SentPicture(640, 480, 640, 480))

    with pytest.raises(OtherPicture):
        picture_map(Node(image), about)
    assert picture_map(Node({"width": 640, "height": None}), about).notice is None

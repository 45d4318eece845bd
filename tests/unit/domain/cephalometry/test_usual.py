"""Where a landmark usually lies: near its place on any film, and never a value."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ceph_builders import PIXEL_MM, film_points
from viewer.domain.cephalometry.face import face_of
from viewer.domain.cephalometry.landmarks import LANDMARKS
from viewer.domain.cephalometry.usual import usual_place
from viewer.geometry.points import ImagePoint

CODES = [kind.code for kind in LANDMARKS]


@pytest.mark.parametrize("code", CODES)
def test_the_circle_holds_the_place_of_an_ordinary_face(code: str) -> None:
    points = film_points()
    truth = points.pop(code)
    hint = usual_place(face_of(points), code)

    assert hint is not None
    assert math.dist(hint.middle, truth) < hint.radius


@given(
    degrees=st.floats(-180, 180),
    faces_left=st.booleans(),
    code=st.sampled_from(CODES),
    width=st.floats(0.08, 0.4),
)
def test_it_turns_mirrors_and_scales_with_the_film(
    degrees: float, faces_left: bool, code: str, width: float
) -> None:
    pixel = (width, 2 * width)
    points = film_points(degrees, faces_left=faces_left, pixel=pixel)
    truth = points.pop(code)
    hint = usual_place(face_of(points, aspect=2.0), code)

    assert hint is not None
    way = (hint.middle.column - truth.column, 2 * (hint.middle.row - truth.row))
    assert math.hypot(*way) < hint.radius
    assert hint.radius == pytest.approx(9 / width, rel=0.2)


def test_the_landmark_itself_does_not_pull_it() -> None:
    points = film_points()
    hint = usual_place(face_of(points), "A")

    assert usual_place(face_of({**points, "A": ImagePoint(0.0, 0.0)}), "A") == hint


def test_of_too_few_landmarks_and_of_unknown_ones_nothing_is_said() -> None:
    points = film_points()
    few = {code: points[code] for code in ("S", "N")}

    assert usual_place(face_of(few), "A") is None
    assert usual_place(face_of(points), "PM") is None


def test_a_circle_is_no_landmark() -> None:
    points = film_points()
    del points["A"]
    face = face_of(points, (PIXEL_MM, PIXEL_MM))
    usual_place(face, "A")

    assert not face.has("A")

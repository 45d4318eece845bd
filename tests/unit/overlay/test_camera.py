"""The camera: what lands where, and what stays when the view changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.geometry.points import ImagePoint
from viewer.overlay.camera import Camera

WIDE = Camera.fit(100, 60, 1.6, 800, 600)


@st.composite
def cameras(draw: st.DrawFn) -> Camera:
    fitted = Camera.fit(
        draw(st.integers(1, 4000)),
        draw(st.integers(1, 4000)),
        draw(st.floats(0.2, 5.0)),
        draw(st.integers(1, 4000)),
        draw(st.integers(1, 4000)),
    )
    turned = fitted.rotated(draw(st.integers(-3, 3)))
    mirrored = turned.mirrored_horizontally() if draw(st.booleans()) else turned
    moved = mirrored.panned(draw(st.floats(-500, 500)), draw(st.floats(-500, 500)))
    return moved.zoomed_at(
        draw(st.floats(0, 900)), draw(st.floats(0, 900)), draw(st.floats(0.3, 9))
    )


places = st.builds(ImagePoint, st.floats(-100, 4000), st.floats(-100, 4000))


def test_fitting_shows_the_whole_image_with_square_millimetres() -> None:
    assert WIDE.to_device(ImagePoint(0, 0)) == pytest.approx((87.5, 0))
    assert WIDE.zoom == pytest.approx(6.25)
    assert WIDE.row_zoom == pytest.approx(10.0)


def test_fitting_shows_the_whole_image_with_square_millimetres_in_a_narrow_view() -> None:
    camera = Camera.fit(100, 60, 1.6, 300, 900)

    assert camera.to_device(ImagePoint(0, 0)) == pytest.approx((0, 450 - 144))
    assert camera.to_device(ImagePoint(100, 60)) == pytest.approx((300, 450 + 144))


@given(cameras(), places)
def test_a_place_goes_to_the_view_and_back(camera: Camera, point: ImagePoint) -> None:
    back = camera.to_image(*camera.to_device(point))

    assert back == pytest.approx(point, abs=1e-6)


@given(cameras(), st.floats(0, 900), st.floats(0, 900), st.floats(0.2, 5))
def test_zooming_keeps_what_is_under_the_pointer(camera, x, y, factor) -> None:
    under = camera.to_image(x, y)

    assert camera.zoomed_at(x, y, factor).to_device(under) == pytest.approx((x, y), abs=1e-5)


@given(cameras(), places, st.floats(-90, 90), st.floats(-90, 90))
def test_panning_moves_everything_by_the_same_px(camera, point, dx, dy) -> None:
    x, y = camera.to_device(point)

    assert camera.panned(dx, dy).to_device(point) == pytest.approx((x + dx, y + dy), abs=1e-5)


@given(cameras(), places)
def test_mirroring_swaps_left_and_right_of_the_screen(camera: Camera, point: ImagePoint) -> None:
    x, y = camera.to_device(point)

    mirrored = camera.mirrored_horizontally().to_device(point)

    assert mirrored == pytest.approx((camera.view_width - x, y), abs=1e-5)


def test_mirroring_swaps_top_and_bottom_of_the_screen_when_turned() -> None:
    camera = WIDE.rotated(1)
    x, y = camera.to_device(ImagePoint(13, 7))

    assert camera.mirrored_vertically().to_device(ImagePoint(13, 7)) == pytest.approx((x, 600 - y))


def test_a_quarter_turn_brings_the_top_to_the_right() -> None:
    turned = WIDE.rotated(1)

    middle, top = turned.to_device(ImagePoint(50, 30)), turned.to_device(ImagePoint(50, 0))

    assert middle == pytest.approx((400, 300))
    assert top[0] > middle[0]
    assert top[1] == pytest.approx(middle[1])


def test_four_quarter_turns_are_none() -> None:
    assert WIDE.rotated(3).rotated(1) == WIDE


def test_what_is_fitted_stays_fitted_when_the_view_grows() -> None:
    assert WIDE.resized(1000, 700) == Camera.fit(100, 60, 1.6, 1000, 700)


def test_what_is_zoomed_keeps_its_zoom_and_centre_when_the_view_grows() -> None:
    zoomed = WIDE.zoomed_at(200, 200, 2.0)

    grown = zoomed.resized(1000, 700)

    assert (grown.zoom, grown.centre) == (zoomed.zoom, zoomed.centre)


def test_one_to_one_gives_each_column_one_px() -> None:
    assert WIDE.one_to_one().zoom == 1.0
    assert Camera.fit(100, 60, 0.5, 800, 600).one_to_one().row_zoom == 1.0


def test_the_zoom_has_limits() -> None:
    assert WIDE.zoomed_at(0, 0, 1e9).zoom == 64.0
    assert WIDE.zoomed_at(0, 0, 1e-9).zoom == pytest.approx(WIDE.fitting_zoom * 0.1)

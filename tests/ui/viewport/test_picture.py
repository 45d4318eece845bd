"""Pixels on the screen lie where the camera says, at every turn, zoom and fraction."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from viewer.geometry.points import ImagePoint
from viewer.overlay.camera import Camera
from viewer.paint.image import to_array
from viewer.ui.viewport.picture import PictureRenderer
from viewer.ui.viewport.state import settled


def values(placed):
    """Return the grey values of a placed picture."""
    return placed.pixels


def painted(placed, width, height, renderer=None):
    """Return a picture as it comes on a screen."""
    screen = QImage(width, height, QImage.Format.Format_RGB32)
    screen.fill(Qt.GlobalColor.black)
    painter = QPainter(screen)
    (renderer or PictureRenderer()).paint(painter, placed, QRegion(screen.rect()))
    painter.end()
    return screen


def noise(rows, columns, seed=3):
    return np.random.default_rng(seed).integers(0, 256, (rows, columns), dtype=np.uint8)


def test_one_to_one_is_a_copy():
    pixels = noise(60, 90)
    camera = settled(Camera.fit(90, 60, 1.0, 301, 200).one_to_one())

    placed = PictureRenderer().render(pixels, camera, is_smooth=True)

    assert np.array_equal(values(placed), pixels)
    assert camera.to_device(ImagePoint(0, 0)) == (placed.left, placed.top)


@pytest.mark.parametrize("turns", [1, 2, 3])
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_one_to_one_stays_a_copy_when_turned_and_mirrored(turns, is_mirrored):
    pixels = noise(61, 90)
    camera = Camera.fit(90, 61, 1.0, 300, 200).one_to_one().rotated(turns)
    if is_mirrored:
        camera = camera.mirrored_horizontally()
    camera = settled(camera)

    placed = PictureRenderer().render(pixels, camera, is_smooth=True)

    expected = np.rot90(pixels, -turns)
    if is_mirrored:
        expected = expected[:, ::-1]
    assert np.array_equal(values(placed), expected)


def test_a_whole_zoom_without_smoothing_shows_squares():
    pixels = noise(20, 30)
    camera = settled(Camera.fit(30, 20, 1.0, 120, 80))

    placed = PictureRenderer().render(pixels, camera, is_smooth=False)

    assert np.array_equal(values(placed), pixels.repeat(4, axis=0).repeat(4, axis=1))


def test_what_is_out_of_view_is_not_drawn():
    camera = Camera.fit(30, 20, 1.0, 120, 80).panned(500, 0)

    assert PictureRenderer().render(noise(20, 30), camera, is_smooth=True) is None


def test_a_shrunk_picture_averages_instead_of_skipping_pixels():
    board = np.indices((400, 400)).sum(axis=0) % 2 * np.uint8(255)
    camera = Camera.fit(400, 400, 1.0, 100, 100)

    shrunk = values(PictureRenderer().render(board.astype(np.uint8), camera, is_smooth=True))

    assert np.all(np.abs(shrunk.astype(int) - 127) <= 2)


def test_colours_come_out_as_they_are():
    pixels = np.zeros((8, 8, 3), np.uint8)
    pixels[:] = (200, 40, 7)
    camera = Camera.fit(8, 8, 1.0, 64, 64)

    placed = PictureRenderer().render(pixels, camera, is_smooth=True)

    assert painted(placed, 64, 64).pixelColor(31, 31) == QColor(200, 40, 7)


def test_a_picture_of_several_strips_is_painted_as_a_whole():
    pixels = noise(600, 1400)
    camera = settled(Camera.fit(1400, 600, 1.0, 1500, 700).one_to_one())
    renderer = PictureRenderer()

    screen = painted(renderer.render(pixels, camera, is_smooth=True), 1500, 700, renderer)

    shown = to_array(screen)[50:650, 50:1450, 0]
    assert np.array_equal(shown, pixels)


@given(
    column=st.integers(4, 35),
    row=st.integers(4, 25),
    zoom=st.floats(2.5, 9.0),
    shift=st.tuples(st.floats(-20.0, 20.0), st.floats(-20.0, 20.0)),
    look=st.tuples(st.integers(0, 3), st.booleans()),
)
def test_a_bright_pixel_is_drawn_where_the_camera_puts_it(column, row, zoom, shift, look):
    turns, is_mirrored = look
    pixels = np.zeros((30, 40), np.uint8)
    pixels[row, column] = 255
    camera = Camera.fit(40, 30, 1.0, 400, 400).rotated(turns)
    if is_mirrored:
        camera = camera.mirrored_horizontally()
    camera = camera.zoomed_at(200, 200, zoom / camera.zoom)
    camera = camera.centred_on(ImagePoint(column + 0.5, row + 0.5)).panned(*shift)

    placed = PictureRenderer().render(pixels, camera, is_smooth=True)

    moments = cv2.moments(values(placed))
    x = moments["m10"] / moments["m00"] + 0.5 + placed.left
    y = moments["m01"] / moments["m00"] + 0.5 + placed.top
    wanted = camera.to_device(ImagePoint(column + 0.5, row + 0.5))
    assert (x, y) == pytest.approx(wanted, abs=0.15)

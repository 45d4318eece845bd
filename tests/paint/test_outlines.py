"""Polygons from ready-made pictures lie where the vectors do, and are made once."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from tests.dental_findings import ring
from viewer.geometry.points import ImagePoint
from viewer.overlay.camera import Camera
from viewer.overlay.items import Dash, ItemKind, Outline, Stroke
from viewer.paint import outlines
from viewer.paint.image import to_array
from viewer.paint.outlines import draw_outlines, draw_outlines_stamp, outline_extent

ITEM = Outline("a", ItemKind.POLYGON, ring(20.3, 12.7, 30.0), Stroke("#ff6f61", 1.75))
CAMERA = Camera.fit(100, 60, 1.0, 400, 240)

pytestmark = pytest.mark.usefixtures("qapp")


def painted(draw, item=ITEM, camera=CAMERA, scale=1.0):
    image = QImage(int(camera.view_width), int(camera.view_height), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, item, camera, scale)
    painter.end()
    return to_array(image).astype(int)


def twice(item=ITEM, camera=CAMERA, scale=1.0):
    painted(draw_outlines_stamp, item, camera, scale)
    return painted(draw_outlines_stamp, item, camera, scale)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_a_stamp_lies_where_the_vectors_do(turns, is_mirrored) -> None:
    camera = replace(CAMERA, quarter_turns=turns, is_mirrored=is_mirrored).panned(3.3, -7.6)

    exact, stamp = painted(draw_outlines, camera=camera), twice(camera=camera)

    assert exact.any()
    assert np.abs(exact - stamp).max() <= 60  # a sixteenth of a px at the edge of a line
    assert np.abs(exact - stamp).mean() < 0.5


@pytest.mark.parametrize("dash", Dash)
def test_all_pieces_and_a_tint_are_in_the_stamp(dash) -> None:
    item = replace(
        ITEM,
        others=(ring(60, 20, 12.0),),
        tint=0.3,
        stroke=replace(ITEM.stroke, dash=dash),
    )

    exact, stamp = painted(draw_outlines, item), twice(item)

    assert np.abs(exact - stamp).mean() < 0.5
    assert stamp[110, 140].any()  # within the first ring
    assert stamp[104, 264].any()  # within the second


def test_moving_by_whole_pixels_makes_no_new_stamp(monkeypatch) -> None:
    made = []
    real = outlines._made
    monkeypatch.setattr(outlines, "_made", lambda key: made.append(key) or real(key))
    item = replace(ITEM, stroke=Stroke("#123456", 1.5))

    for way in range(6):
        painted(draw_outlines_stamp, item, CAMERA.panned(float(way), -2.0 * way))

    assert len(made) == 1


def test_what_is_larger_than_a_screen_is_drawn_and_not_kept(monkeypatch) -> None:
    monkeypatch.setattr(outlines, "_made", lambda _key: pytest.fail("kept"))
    near = CAMERA.zoomed_at(200, 120, 40.0)

    twice(camera=near)


def test_the_box_around_an_outline_holds_all_of_it_in_every_turn() -> None:
    item = replace(ITEM, others=(ring(70, 40, 10.0),))
    for turns in range(4):
        camera = replace(CAMERA, quarter_turns=turns)
        box = outline_extent(item, camera)
        points = [camera.to_device(p) for r in (item.points, *item.others) for p in r]

        assert math.isclose(box.left, min(x for x, _ in points))
        assert math.isclose(box.bottom, max(y for _, y in points))


def test_pictures_that_are_kept_are_bounded(monkeypatch) -> None:
    monkeypatch.setattr(outlines, "_STAMPS_KEPT", 40_000)
    stamps = outlines._Stamps()
    turn = (4.0, 0.0, 0.0, 4.0)
    for number in range(12):
        shape = (ring(float(number), 0.0, 30.0),)
        stamps.of(outlines._Key(shape, ITEM.stroke, 0.0, turn, 1.0, (0, 0)))

    assert stamps._pixels <= 40_000
    assert len(stamps._kept) >= 1


def test_a_box_is_drawn_at_once_as_it_is_the_second_time() -> None:
    corners = ((10, 10), (50, 10), (50, 30), (10, 30))
    box = Outline("b", ItemKind.BOX, tuple(ImagePoint(*c) for c in corners), ITEM.stroke)

    first = painted(draw_outlines_stamp, box)

    assert np.array_equal(first, painted(draw_outlines_stamp, box))

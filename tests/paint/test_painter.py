"""What is seen: strokes where the layout says, readable on any ground."""

import time

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from viewer.geometry.points import ImagePoint
from viewer.overlay.active import ActiveLayer
from viewer.overlay.camera import Camera
from viewer.overlay.furniture import CornerText, EdgeLetters, Furniture, ScaleBar
from viewer.overlay.items import Dash, ItemKind, Marker, Outline, Stroke
from viewer.overlay.labels import Rect
from viewer.paint import painter as painter_module
from viewer.paint.furniture import paint_furniture, text_blocks
from viewer.paint.handles import handle_boxes, paint_handles
from viewer.paint.image import to_array
from viewer.paint.painter import paint_items

pytestmark = pytest.mark.usefixtures("qapp")

CAMERA = Camera.fit(100, 80, 1.0, 400, 320)
STROKE = Stroke("#ffc44d", 1.75)


def painted(*items, ground=0, camera=CAMERA, **options) -> np.ndarray:
    image = QImage(round(camera.view_width), round(camera.view_height), QImage.Format.Format_RGB32)
    for _ in range(2):  # a ring is drawn the first time and stamped, slightly off, from then on
        image.fill(ground)
        painter = QPainter(image)
        paint_items(painter, items, camera, **options)
        painter.end()
    return to_array(image).astype(int)


def marker(column=50.3, row=40.7, radius=10.0, stroke=STROKE, label="", **more) -> Marker:
    return Marker("f", ImagePoint(column, row), radius, radius, stroke, label, **more)


def yellow(pixels: np.ndarray) -> np.ndarray:
    """Return the places (x, y) of the stroke's colour, px centres, shape (n, 2)."""
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    rows, columns = np.nonzero((red > 150) & (green > 110) & (blue < 140))
    return np.column_stack([columns, rows]) + 0.5


@pytest.mark.parametrize("is_exact", [True, False])
@pytest.mark.parametrize("ground", [0xFF000000, 0xFFFFFFFF])
def test_a_ring_lies_around_its_centre_on_black_and_on_white(ground, is_exact) -> None:
    twice = [marker(), marker()]  # a stamp is used from the second time on

    places = yellow(painted(*twice, ground=ground, is_exact=is_exact))

    middle = (places.min(axis=0) + places.max(axis=0)) / 2
    assert middle == pytest.approx(CAMERA.to_device(ImagePoint(50.3, 40.7)), abs=0.5)
    distances = np.linalg.norm(places - CAMERA.to_device(ImagePoint(50.3, 40.7)), axis=1)
    assert abs(distances - 40.0).max() < 2.0


def test_nothing_is_filled_over_the_finding() -> None:
    pixels = painted(marker(radius=12.0, label="1  solid 8.0 mm"), ground=0xFF405060)

    x, y = (round(value) for value in CAMERA.to_device(ImagePoint(50.3, 40.7)))
    inside = pixels[y - 30 : y + 30, x - 30 : x + 30]
    assert np.all(inside == (0x40, 0x50, 0x60))


def test_broken_lines_leave_gaps() -> None:
    counts = [len(yellow(painted(marker(stroke=Stroke("#ffc44d", 1.75, dash))))) for dash in Dash]

    solid, dashed, dotted = counts
    assert dotted < dashed < 0.75 * solid


def test_on_a_turned_image_a_circle_of_unequal_pixels_stays_a_circle() -> None:
    camera = Camera.fit(100, 60, 1.6, 400, 400).rotated(1)
    item = Marker("f", ImagePoint(50, 30), 16.0, 10.0, STROKE)

    places = yellow(painted(item, camera=camera))

    width, height = places.max(axis=0) - places.min(axis=0)
    assert width == pytest.approx(height, abs=1.0)


def test_a_place_without_size_is_an_open_cross() -> None:
    places = yellow(painted(marker(radius=0.0)))

    distances = np.abs(places - CAMERA.to_device(ImagePoint(50.3, 40.7))).max(axis=1)
    assert distances.min() > 2.0
    assert distances.max() < 14.0


def test_a_box_is_drawn_along_its_edges() -> None:
    corners = tuple(ImagePoint(*c) for c in ((20, 10), (60, 10), (60, 50), (20, 50)))

    places = yellow(painted(Outline("f", ItemKind.BOX, corners, STROKE)))

    assert places.min(axis=0) == pytest.approx((80, 40), abs=1.5)
    assert places.max(axis=0) == pytest.approx((240, 200), abs=1.5)


def test_the_label_lies_outside_its_finding_and_inside_the_view() -> None:
    with_label = painted(marker(column=95, row=5, radius=4.0, label="12  solid 8.0 mm"))
    without = painted(marker(column=95, row=5, radius=4.0))

    rows, columns = np.nonzero((with_label != without).any(axis=2))

    assert len(rows) > 200
    assert columns.max() < 399
    assert rows.min() > 0
    x, y = CAMERA.to_device(ImagePoint(95, 5))
    assert (np.hypot(columns - x, rows - y) > 12).all()


def test_no_line_to_a_label_is_drawn_over_another_label(monkeypatch) -> None:
    drawn = []
    monkeypatch.setattr(painter_module, "draw_leader", lambda *_: drawn.append("line"))
    monkeypatch.setattr(painter_module, "draw_text", lambda *_, **__: drawn.append("words"))
    places = [(48.0 + 2.5 * (n % 3), 38.0 + 2.5 * (n // 3)) for n in range(9)]

    painted(*(marker(x, y, radius=1.0, label="gum recession") for x, y in places))

    once = drawn[: len(drawn) // 2]  # it is painted twice
    assert once.count("line") > 1
    assert once == sorted(once)


def test_labels_keep_off_the_corner_text() -> None:
    taken = Rect(0, 0, 400, 160)

    with_label = painted(marker(label="1"), keep_out=[taken])

    changed = np.nonzero((with_label != painted(marker())).any(axis=2))[0]
    assert changed.min() >= 159


def test_what_is_outside_the_view_is_not_drawn() -> None:
    pixels = painted(marker(column=-60, label="1  solid 8.0 mm"))

    assert (pixels == 0).all()


def test_furniture_is_drawn_inside_the_view_and_off_itself() -> None:
    furniture = Furniture(
        EdgeLetters("R", "L", "A", "P"),
        ScaleBar(100.0, 50.0, "5 cm", "at the detector"),
        CornerText(("张 三",), ("Hospital",), ("Image 1/9",), ("Series 3",), ("Lossy",)),
        "Not for diagnosis",
    )

    rects = [block.rect for block in text_blocks(furniture, (640, 480))]

    assert all(r.left >= 0 and r.top >= 0 and r.right <= 640 and r.bottom <= 480 for r in rects)
    assert not any(a.meets(b) for i, a in enumerate(rects) for b in rects[i + 1 :])


@pytest.mark.parametrize("side", [40, 90, 128, 512, 4000])
def test_the_stamp_is_never_cut_off(side) -> None:
    blocks = text_blocks(Furniture(stamp="Not for diagnosis"), (side, side), scale=0.6)

    assert blocks[0].rect.bottom <= side
    assert side < 60 or (blocks[0].rect.left >= 0 and blocks[0].rect.right <= side)


def test_small_views_keep_their_warnings() -> None:
    furniture = Furniture(corners=CornerText(("张 三",), (), ("Image 1/9",), (), ("Lossy",)))

    assert [block.text for block in text_blocks(furniture, (200, 200))] == ["Lossy"]


def test_furniture_is_painted_with_the_given_colours() -> None:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_furniture(painter, Furniture(scale_bar=ScaleBar(100, 50, "5 cm")), (640, 480))
    painter.end()

    column = to_array(image)[:, 627, 0]  # the upright bar at the right edge
    assert np.count_nonzero(column > 200) == pytest.approx(100, abs=4)


def test_twenty_markers_cost_little_when_they_come_again() -> None:
    items = [marker(5 + 4.7 * n, 8 + 3.4 * n, 4.0, label=f"{n}  solid 8.0 mm") for n in range(20)]
    camera = Camera.fit(100, 80, 1.0, 1920, 1080)
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    seconds = []
    for _ in range(20):
        start = time.perf_counter()
        paint_items(painter, items, camera)
        seconds.append(time.perf_counter() - start)
    painter.end()

    assert sorted(seconds)[10] < 0.004  # 0.4 ms measured; the machine may be busy


def test_the_stamp_makes_room_for_a_long_warning() -> None:
    warning = "Graphics of the file are not drawn, overlay 6004: it has no bits"
    furniture = Furniture(stamp="Not for diagnosis", corners=CornerText(warnings=(warning,)))

    blocks = text_blocks(furniture, (600.0, 500.0))

    stamp = next(block.rect for block in blocks if block.text == furniture.stamp)
    said = next(block.rect for block in blocks if block.text == warning)
    assert not stamp.meets(said)
    assert stamp.bottom < said.top + 2


def test_a_length_is_drawn_from_end_to_end_and_not_closed() -> None:
    ends = (ImagePoint(20, 20), ImagePoint(60, 20))

    places = yellow(painted(Outline("f", ItemKind.LINE, ends, STROKE)))

    assert places[:, 0].min() == pytest.approx(80, abs=1.5)
    assert places[:, 0].max() == pytest.approx(240, abs=1.5)
    middle = places[(places[:, 0] > 100) & (places[:, 0] < 220)]
    assert abs(middle[:, 1] - 80).max() < 2.0  # ticks at the ends only


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_handles_are_squares_on_whole_pixels(scale) -> None:
    layer = ActiveLayer((), (ImagePoint(20.13, 20.37), ImagePoint(60, 40)), hot=1)
    image = QImage(400, 320, QImage.Format.Format_RGB32)
    image.fill(0xFF808080)
    painter = QPainter(image)
    paint_handles(painter, layer, CAMERA, scale)
    painter.end()
    pixels = to_array(image)

    changed = (pixels != 0x80).any(axis=2)
    plain, hot = handle_boxes(layer, CAMERA, scale)
    for box in (plain, hot):
        left, top, right, bottom = (round(side) for side in box)
        assert changed[top:bottom, left:right].all()
        changed[top:bottom, left:right] = False
    assert not changed.any()
    assert hot.right - hot.left > plain.right - plain.left
    colours = {tuple(colour) for colour in pixels.reshape(-1, 3)}
    assert colours == {(128, 128, 128), (18, 22, 27), (255, 255, 255), (255, 196, 77)}

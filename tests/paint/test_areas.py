"""Masks on the screen and on paper."""

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from viewer.geometry.mask import MaskSlice
from viewer.overlay.camera import Camera
from viewer.overlay.items import Area, Dash, Stroke
from viewer.paint import areas
from viewer.paint.image import to_array
from viewer.paint.painter import lay_out, paint_items

pytestmark = pytest.mark.usefixtures("qapp")

GREEN = Stroke("#00ff00", 1.75)


def a_part() -> MaskSlice:
    """Return a frame of pixels, 12 × 8 from (6, 4), around a hole of 4 × 2."""
    bits = np.zeros((24, 32), bool)
    bits[4:12, 6:18] = True
    bits[7:9, 10:14] = False
    part = MaskSlice.of(0, bits)
    assert part is not None
    return part


def painted(item: Area, camera: Camera, *, is_exact: bool, grey: int = 0) -> np.ndarray:
    image = QImage(int(camera.view_width), int(camera.view_height), QImage.Format.Format_RGB32)
    image.fill(grey << 16 | grey << 8 | grey)
    painter = QPainter(image)
    paint_items(painter, [item], camera, is_exact=is_exact)
    painter.end()
    return to_array(image).astype(int)


def marked(camera: Camera, part: MaskSlice) -> np.ndarray:
    """Return which px of the view lie in a marked pixel, one by one."""
    rows, columns = int(camera.view_height), int(camera.view_width)
    return np.array(
        [
            [part.holds(camera.to_image(x + 0.5, y + 0.5)) for x in range(columns)]
            for y in range(rows)
        ]
    )


CAMERAS = [
    Camera.fit(32, 24, 1.0, 160, 120).rotated(turns)
    if not mirrored
    else Camera.fit(32, 24, 1.0, 160, 120).mirrored_horizontally().rotated(turns)
    for turns in range(4)
    for mirrored in (False, True)
]


@pytest.mark.parametrize("camera", CAMERAS)
@pytest.mark.parametrize("is_exact", [True, False])
def test_the_tint_covers_exactly_what_is_marked(camera: Camera, is_exact: bool) -> None:
    item = Area("f", a_part(), Stroke("#00ff00", 1.0), 0.2)

    seen = painted(item, camera, is_exact=is_exact)

    inside = marked(camera, a_part())
    bits, near = inside.astype(np.uint8), np.ones((7, 7), np.uint8)
    edge = cv2.dilate(bits, near) != cv2.erode(bits, near)
    far_in, far_out = inside & ~edge, ~inside & ~edge
    assert far_in.sum() > 300
    assert np.abs(seen[far_in][:, 1] - 51).max() <= 1
    assert seen[far_out].max() == 0


@pytest.mark.parametrize("is_exact", [True, False])
def test_the_outline_runs_along_the_pixels_edges(is_exact: bool) -> None:
    camera = Camera.fit(32, 24, 1.0, 320, 240)

    seen = painted(Area("f", a_part(), GREEN, 0.1), camera, is_exact=is_exact)

    row = seen[50, :, 1]  # through the upper band of the frame, pixel row 5
    lines = np.flatnonzero(row > 200)
    assert set(np.round(lines / 10)) == {6, 18}
    assert len(lines) <= 4


def test_the_picture_below_stays_to_be_seen() -> None:
    camera = Camera.fit(32, 24, 1.0, 160, 120)
    item = Area("f", a_part(), GREEN, 0.16)

    dark, bright = (painted(item, camera, is_exact=False, grey=grey)[30, 50] for grey in (40, 200))

    assert bright[0] - dark[0] > 120


def test_the_same_painting_is_made_once() -> None:
    areas._STAMPS.clear()
    camera = Camera.fit(32, 24, 1.0, 160, 120)
    item = Area("f", a_part(), GREEN, 0.16)

    first = painted(item, camera, is_exact=False)
    kept = list(areas._STAMPS.values())
    again = painted(item, camera, is_exact=False)

    assert np.array_equal(first, again)
    assert [id(image) for image in areas._STAMPS.values()] == [id(image) for image in kept]


def test_few_paintings_are_kept() -> None:
    part = a_part()
    for step in range(12):
        camera = Camera.fit(32, 24, 1.0, 160 + step, 120)
        painted(Area("f", part, GREEN, 0.16), camera, is_exact=False)

    assert len(areas._STAMPS) <= 4


def test_a_mask_beside_the_view_paints_nothing() -> None:
    camera = Camera.fit(32, 24, 1.0, 160, 120).panned(500, 0)

    assert painted(Area("f", a_part(), GREEN, 0.2), camera, is_exact=False).max() == 0


def test_a_doubtful_mask_has_a_broken_line() -> None:
    camera = Camera.fit(32, 24, 1.0, 320, 240)
    dotted = Area("f", a_part(), Stroke("#00ff00", 1.75, Dash.DOTTED), 0.0)

    lit = [
        (painted(item, camera, is_exact=False)[..., 1] > 150).sum()
        for item in (Area("f", a_part(), GREEN, 0.0), dotted)
    ]

    assert 0 < lit[1] < 0.7 * lit[0]


def test_the_label_lies_beside_the_mask_and_others_may_lie_on_it() -> None:
    camera = Camera.fit(32, 24, 1.0, 640, 480)
    large = np.zeros((24, 32), bool)
    large[2:22, 2:30] = True
    part = MaskSlice.of(0, large)
    inner = Area("inner", a_part(), GREEN, 0.1, "2")
    outer = Area("outer", part, GREEN, 0.1, "1  opacity")

    layout = lay_out([outer, inner], camera)

    places = {item.finding_uid: label.rect for item, _, label in layout.labels}
    assert not places["outer"].meets(places["inner"])
    assert places["inner"].right < 600

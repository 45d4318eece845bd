"""Only what differs is painted again, and the screen is as if all had been."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt

from tests.shaping_driving import boxed
from tests.viewport_builders import LUNG, a_nodule
from tests.viewport_driving import LEFT, mouse, place_of
from viewer.paint.image import to_array


def screen_of(viewport):
    """Return what lies in the window's memory."""
    return to_array(viewport.screen().grabWindow(viewport.winId()).toImage())


def whole(viewport):
    """Return what a painting from scratch would show."""
    return to_array(viewport.grab().toImage())


@pytest.fixture
def shown(viewport, qapp):
    viewport.resize(900, 400)  # bare ground at both sides
    viewport.set_findings([a_nodule(n, 15, 4 + 24 * n, 20 + 8 * n) for n in range(6)], None)
    qapp.processEvents()
    return viewport


def test_going_through_the_images_leaves_nothing_old_on_the_screen(shown, qapp):
    path = (14, 15, 16, 12, 29, 0, 15)
    for index in path:  # a ring is drawn from a ready-made picture from the second time on
        shown.go_to_slice(index)
        qapp.processEvents()

    for index in path:
        shown.go_to_slice(index)
        qapp.processEvents()

        assert np.array_equal(screen_of(shown), whole(shown)), index


def test_changes_that_meet_in_one_painting_are_all_painted(shown, qapp):
    shown.go_to_slice(14)
    shown.go_to_slice(3)
    shown.probe_at(450, 200)
    shown.set_window(LUNG.moved(-500, 900))
    qapp.processEvents()

    assert np.array_equal(screen_of(shown), whole(shown))


def test_the_value_under_the_pointer_is_written_anew(shown, qapp):
    for x in (300, 450, 460, 5, 600):
        shown.probe_at(x, 210)
        qapp.processEvents()

        assert np.array_equal(screen_of(shown), whole(shown)), x


def test_another_camera_is_painted_as_a_whole(shown, qapp):
    for _ in range(2):  # a ring is drawn from a ready-made picture from the second time on
        shown.zoom_in()
        qapp.processEvents()
        shown.go_to_slice(13)
        qapp.processEvents()
        shown.fit()
        qapp.processEvents()

    assert np.array_equal(screen_of(shown), whole(shown))


def test_a_slice_that_cannot_be_shown_leaves_no_picture_behind(shown, qapp):
    shown.volume.missing.add(20)
    shown.go_to_slice(20)
    qapp.processEvents()
    said = screen_of(shown)
    shown.go_to_slice(21)
    qapp.processEvents()

    assert np.array_equal(screen_of(shown), whole(shown))
    assert not np.array_equal(said, screen_of(shown))


def test_dragging_a_finding_leaves_nothing_old_on_the_screen(shown, qapp):
    box = boxed(9, 15, (40, 28), (66, 46))  # lines are the same at once, rings from the second time
    shown.set_findings([*shown.scene.findings, box], None)
    shown.set_overlay(replace(shown.state.overlay, selected_uid="n9"))
    shown.set_editing(is_on=True)
    for _ in range(2):
        whole(shown)
        qapp.processEvents()
    assert np.array_equal(screen_of(shown), whole(shown))
    start = place_of(shown, 53, 37)
    mouse(shown, QEvent.Type.MouseButtonPress, start, LEFT)

    for column, row in ((60, 40), (90, 80), (126, 94), (70, 40), (3, 3), (52.5, 36.5)):
        at = place_of(shown, column, row)
        mouse(shown, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, held=LEFT)
        qapp.processEvents()

        assert np.array_equal(screen_of(shown), whole(shown)), (column, row)

    shown.cancel_gesture()
    qapp.processEvents()
    assert np.array_equal(screen_of(shown), whole(shown))


def test_a_drag_repaints_the_finding_and_not_the_picture(shown, qapp, monkeypatch):
    shown.set_overlay(replace(shown.state.overlay, selected_uid="n2"))
    shown.set_editing(is_on=True)
    mouse(shown, QEvent.Type.MouseButtonPress, place_of(shown, 52.5, 36.5), LEFT)

    def drag_to(column):
        at = place_of(shown, column, 40)
        mouse(shown, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, held=LEFT)

    drag_to(60)
    qapp.processEvents()
    painted = []
    paint = shown.scene.paint
    monkeypatch.setattr(
        shown.scene,
        "paint",
        lambda painter, frame, exposed: (painted.append(exposed), paint(painter, frame, exposed)),
    )

    drag_to(62)
    qapp.processEvents()

    (exposed,) = painted
    area = sum(box.width() * box.height() for box in exposed)
    assert area < 0.15 * shown.width() * shown.height()

"""The viewport driven as a person drives it: wheel, drags, clicks and keys on real events."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from tests.viewport_builders import LUNG, a_nodule
from tests.viewport_driving import (
    CONTROL,
    LEFT,
    MIDDLE,
    NONE,
    RIGHT,
    SHIFT,
    drag,
    mouse,
    place_of,
    turn_wheel,
)
from viewer.geometry.points import ImagePoint, PixelIndex
from viewer.ui.viewport.gestures import Grey, drag_window


def test_a_stack_opens_on_its_centre_slice_fitted_with_the_files_window(viewport):
    assert viewport.state.slice_index == 15
    assert viewport.state.camera.is_fitted
    assert viewport.state.grey.window == LUNG


def test_one_notch_towards_the_hand_is_the_next_image(viewport, qtbot):
    with qtbot.waitSignal(viewport.slice_changed, timeout=500) as told:
        turn_wheel(viewport, place_of(viewport, 20, 20), angle=-120)

    assert told.args == [16]
    assert viewport.state.slice_index == 16


def test_shift_makes_the_wheel_go_ten_images(viewport):
    turn_wheel(viewport, place_of(viewport, 20, 20), angle=120, modifiers=SHIFT)

    assert viewport.state.slice_index == 5


def test_the_wheel_stops_at_the_ends(viewport):
    for _ in range(5):
        turn_wheel(viewport, place_of(viewport, 20, 20), angle=-120, modifiers=SHIFT)

    assert viewport.state.slice_index == 29


def test_a_fine_wheel_adds_its_fractions_up(viewport):
    place = place_of(viewport, 20, 20)

    indices = []
    for _ in range(4):
        turn_wheel(viewport, place, angle=-30)
        indices.append(viewport.state.slice_index)

    assert indices == [15, 15, 15, 16]


def test_a_change_of_direction_forgets_the_fraction(viewport):
    place = place_of(viewport, 20, 20)

    turn_wheel(viewport, place, angle=-90)
    turn_wheel(viewport, place, angle=90)
    turn_wheel(viewport, place, angle=-90)

    assert viewport.state.slice_index == 15


def test_a_touchpad_scrolls_by_its_pixels(viewport):
    turn_wheel(viewport, place_of(viewport, 20, 20), angle=-8, pixels=-50)

    assert viewport.state.slice_index == 17


def test_control_and_wheel_zoom_at_the_pointer(viewport):
    under = ImagePoint(31.25, 70.5)
    place = place_of(viewport, *under)
    before = viewport.state.camera

    turn_wheel(viewport, place, angle=240, modifiers=CONTROL)

    after = viewport.state.camera
    assert after.zoom == pytest.approx(before.zoom * 1.2**2)
    assert after.to_device(under) == pytest.approx(before.to_device(under), abs=0.01)
    assert viewport.state.slice_index == 15


def test_dragging_right_widens_the_window(viewport):
    drag(viewport, LEFT, place_of(viewport, 60, 50), QPointF(50, 0))

    window = viewport.state.grey.window
    assert window.width > LUNG.width
    assert window.center == LUNG.center


def test_dragging_down_raises_the_level(viewport):
    drag(viewport, LEFT, place_of(viewport, 60, 50), QPointF(0, 50))

    window = viewport.state.grey.window
    assert window.center > LUNG.center
    assert window.width == LUNG.width


def test_shift_makes_windowing_ten_times_finer(viewport):
    drag(viewport, LEFT, place_of(viewport, 60, 50), QPointF(0, 50))
    plain = viewport.state.grey.window.center - LUNG.center
    viewport.reset()

    drag(viewport, LEFT, place_of(viewport, 60, 50), QPointF(0, 50), SHIFT)

    fine = viewport.state.grey.window.center - LUNG.center
    assert fine == pytest.approx(plain / 10)


def test_the_step_goes_with_the_width(viewport):
    viewport.set_window(LUNG.moved(40.0, 150.0))

    drag(viewport, LEFT, place_of(viewport, 60, 50), QPointF(0, 50))

    assert viewport.state.grey.window.center - 40.0 == pytest.approx(0.004 * 50 * 150)


def test_the_middle_button_moves_the_image_with_the_mouse(viewport):
    viewport.zoom_by(3)
    under = ImagePoint(55.0, 44.0)
    before = viewport.state.camera.to_device(under)

    drag(viewport, MIDDLE, place_of(viewport, *under), QPointF(40, -26))

    after = viewport.state.camera.to_device(under)
    assert after == pytest.approx((before[0] + 40, before[1] - 26))


def test_a_right_drag_upwards_zooms_in_where_it_began(viewport, qtbot):
    under = ImagePoint(30.0, 20.0)
    before = viewport.state.camera

    with qtbot.assertNotEmitted(viewport.context_menu_requested):
        drag(viewport, RIGHT, place_of(viewport, *under), QPointF(0, -60))

    after = viewport.state.camera
    assert after.zoom > before.zoom
    assert after.to_device(under) == pytest.approx(before.to_device(under), abs=0.01)


def test_a_right_click_asks_for_the_menu_and_zooms_nothing(viewport, qtbot):
    before = viewport.state.camera
    place = place_of(viewport, 30, 20)

    with qtbot.waitSignal(viewport.context_menu_requested, timeout=500) as asked:
        drag(viewport, RIGHT, place, QPointF(2, 2))

    assert asked.args == [viewport.mapToGlobal(place + QPointF(2, 2)).toPoint()]
    assert viewport.state.camera == before


def test_the_menu_key_asks_for_the_menu_too(viewport, qtbot):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))

    with qtbot.waitSignal(viewport.context_menu_requested, timeout=500):
        QApplication.sendEvent(viewport, event)


def test_a_double_click_fits_and_another_returns(viewport, qtbot):
    viewport.zoom_by(2.5)
    zoom = viewport.state.camera.zoom
    place = place_of(viewport, 64, 48).toPoint()

    qtbot.mouseDClick(viewport, LEFT, pos=place)
    was_fitted = viewport.state.camera.is_fitted
    qtbot.mouseDClick(viewport, LEFT, pos=place)

    assert was_fitted
    assert viewport.state.camera.zoom == pytest.approx(zoom)


def test_a_click_on_a_marker_tells_its_finding(viewport, qtbot):
    viewport.set_findings([a_nodule(1, 15, 40, 30), a_nodule(2, 15, 90, 70)], None)
    place = place_of(viewport, 90.5, 70.5).toPoint()

    with qtbot.waitSignal(viewport.finding_clicked, timeout=500) as told:
        qtbot.mouseClick(viewport, LEFT, pos=place)

    assert told.args == ["n2"]


def test_a_click_beside_the_markers_tells_nothing(viewport, qtbot):
    viewport.set_findings([a_nodule(1, 15, 40, 30)], None)

    with qtbot.assertNotEmitted(viewport.finding_clicked):
        qtbot.mouseClick(viewport, LEFT, pos=place_of(viewport, 100, 80).toPoint())


def test_a_hidden_finding_cannot_be_clicked(viewport, qtbot):
    viewport.set_findings([a_nodule(1, 15, 40, 30)], None)
    viewport.toggle_overlay()

    with qtbot.assertNotEmitted(viewport.finding_clicked):
        qtbot.mouseClick(viewport, LEFT, pos=place_of(viewport, 40.5, 30.5).toPoint())


def test_a_drag_that_starts_on_a_marker_selects_nothing(viewport, qtbot):
    viewport.set_findings([a_nodule(1, 15, 40, 30)], None)

    with qtbot.assertNotEmitted(viewport.finding_clicked):
        drag(viewport, LEFT, place_of(viewport, 40.5, 30.5), QPointF(6, 0))


def test_the_pointer_over_a_marker_becomes_a_hand(viewport, qtbot):
    viewport.set_findings([a_nodule(1, 15, 40, 30)], None)

    mouse(viewport, QEvent.Type.MouseMove, place_of(viewport, 40.5, 30.5), Qt.MouseButton.NoButton)

    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_the_value_and_place_under_the_pointer_are_told(viewport, qtbot):
    with qtbot.waitSignal(viewport.probe_changed, timeout=500) as told:
        place = place_of(viewport, 40.5, 30.5)
        mouse(viewport, QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton)

    (probe,) = told.args
    assert probe.pixel == PixelIndex(40, 30)
    assert (probe.value, probe.unit) == (10 * 15 + 3 * 30 + 40 - 1024, "HU")
    assert probe.patient == pytest.approx((-180 + 0.7 * 40, -170 + 0.7 * 30, -300 + 1.25 * 15))


def test_the_probe_follows_the_slice_under_a_resting_pointer(viewport):
    probes = []
    viewport.probe_at(320, 240)
    viewport.probe_changed.connect(probes.append)

    viewport.step(3)

    assert probes[-1].slice_index == 18


def test_beside_the_image_nothing_is_probed(viewport):
    told = []
    viewport.probe_at(320, 240)
    viewport.probe_changed.connect(told.append)

    viewport.probe_at(1, 1)

    assert told == [None]


def test_keys_go_through_the_stack(viewport, qtbot):
    visited = []
    viewport.slice_changed.connect(visited.append)

    for key, modifiers in (
        (Qt.Key.Key_Down, NONE),
        (Qt.Key.Key_Up, SHIFT),
        (Qt.Key.Key_End, NONE),
        (Qt.Key.Key_Home, NONE),
    ):
        qtbot.keyClick(viewport, key, modifiers)

    assert visited == [16, 6, 29, 0]


def test_dragging_takes_the_place_of_a_table_of_the_file(viewport):
    with_table = replace(viewport.state.grey, table=0)
    viewport.show_volume(viewport.volume, viewport.description, with_table)

    drag(viewport, LEFT, place_of(viewport, 60, 50), QPointF(0, 20))

    assert viewport.state.grey.table is None


def test_a_window_cannot_be_dragged_beyond_all_numbers():
    grey = Grey(40.0, 400.0)
    for _ in range(200):
        grey = drag_window(grey, 4000.0, 4000.0, speed=4.0)
    wide = grey
    for _ in range(200):
        grey = drag_window(grey, -4000.0, -4000.0, speed=4.0)

    assert math.isfinite(wide.center + wide.width)
    assert grey.width == 1.0

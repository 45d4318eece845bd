"""Outlines drawn with mouse, finger and keys, and dense ones taken hold of."""

import math

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest

from tests.shaping_driving import Told
from tests.viewport_builders import a_description
from tests.viewport_driving import LEFT, drag, mouse, place_of
from viewer.domain.finding import Finding, FindingKind, Placement, Site
from viewer.editing.outlines import signed_area
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import PolygonRegion
from viewer.ui.viewport.gestures import Tool

PRESS, MOVE, RELEASE, DOUBLE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)
CORNERS = ((20, 20), (60, 22), (58, 50), (22, 48))
NOTHING = Qt.MouseButton.NoButton


@pytest.fixture
def told(viewport):
    return Told(viewport)


@pytest.fixture
def outlining(viewport):
    viewport.set_tool(Tool.ADD_OUTLINE)
    viewport.setFocus()
    return viewport


def click(viewport, column, row):
    at = place_of(viewport, column, row)
    mouse(viewport, PRESS, at, LEFT)
    mouse(viewport, RELEASE, at, LEFT, held=NOTHING)


def key(viewport, which, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(viewport, which, modifiers)


def corners(region):
    return [(round(p.column), round(p.row)) for p in region.points]


def test_clicks_and_a_double_click_make_an_outline(outlining, told):
    for corner in CORNERS[:-1]:
        click(outlining, *corner)
    click(outlining, *CORNERS[-1])
    mouse(outlining, DOUBLE, place_of(outlining, *CORNERS[-1]), LEFT)
    mouse(outlining, RELEASE, place_of(outlining, *CORNERS[-1]), LEFT, held=NOTHING)

    ((tool, slice_index, region),) = told.drawn
    assert (tool, slice_index) == (Tool.ADD_OUTLINE, 15)
    assert corners(region) == list(CORNERS)
    assert outlining.tool is Tool.NONE


def test_a_click_on_the_first_point_closes(outlining, told):
    for corner in (*CORNERS, (21, 20)):
        click(outlining, *corner)

    assert corners(told.drawn[0][2]) == list(CORNERS)


def test_enter_closes_backspace_takes_the_last_point_back_and_so_does_undo(outlining, told):
    for corner in (*CORNERS, (90, 60), (95, 62)):
        click(outlining, *corner)
    key(outlining, Qt.Key.Key_Backspace)
    key(outlining, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    key(outlining, Qt.Key.Key_Return)

    assert corners(told.drawn[0][2]) == list(CORNERS)


def test_escape_gives_up_the_outline_and_then_the_tool(outlining, told):
    click(outlining, 20, 20)
    click(outlining, 60, 22)
    key(outlining, Qt.Key.Key_Return)
    assert told.drawn == [], "two points are no outline"
    assert outlining.active is not None

    key(outlining, Qt.Key.Key_Escape)
    assert outlining.active is None
    assert outlining.tool is Tool.ADD_OUTLINE
    key(outlining, Qt.Key.Key_Escape)
    assert outlining.tool is Tool.NONE
    assert told.drawn == []


def test_backspace_without_a_point_is_nobody_elses(outlining, told):
    taken = []
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Backspace), outlining)
    shortcut.activated.connect(lambda: taken.append("remove"))
    click(outlining, 20, 20)
    for _ in range(3):
        key(outlining, Qt.Key.Key_Backspace)

    assert taken == []
    assert outlining.active is None
    assert outlining.tool is Tool.ADD_OUTLINE


def test_an_outline_does_not_go_along_to_another_slice(outlining, told):
    for corner in CORNERS:
        click(outlining, *corner)
    outlining.step(1)
    key(outlining, Qt.Key.Key_Return)

    assert told.drawn == []
    assert outlining.active is None


def test_the_line_follows_the_pointer(outlining):
    click(outlining, 20, 20)
    mouse(outlining, MOVE, place_of(outlining, 60, 30), NOTHING)

    (shape,) = outlining.active.items
    assert shape.points[-1] == pytest.approx(ImagePoint(60, 30), abs=0.5)
    assert len(outlining.active.handles) == 1


def circle(viewport, turn):
    return place_of(viewport, 60 + 24 * math.cos(turn), 40 + 24 * math.sin(turn))


def test_a_free_drag_is_simplified_and_smoothed(outlining, told):
    turns = [step * math.pi / 40 for step in range(80)]
    mouse(outlining, PRESS, circle(outlining, 0), LEFT)
    for number, turn in enumerate(turns):
        jitter = QPointF(1.5 * (-1) ** number, 0)
        mouse(outlining, MOVE, circle(outlining, turn) + jitter, NOTHING, held=LEFT)
    mouse(outlining, RELEASE, circle(outlining, turns[-1]), LEFT, held=NOTHING)

    region = told.drawn[0][2]
    assert len(region.points) < 40
    assert abs(signed_area(region.points)) == pytest.approx(math.pi * 24**2, rel=0.05)


def test_a_press_beside_the_image_adds_nothing(outlining, told):
    click(outlining, -20, -20)

    assert outlining.active is None


def test_a_finger_draws_the_same_outline(outlining, told):
    device = QTest.createTouchDevice()
    for corner in (*CORNERS, CORNERS[0]):
        at = place_of(outlining, *corner).toPoint()
        QTest.touchEvent(outlining, device).press(0, at, outlining).commit()
        QTest.touchEvent(outlining, device).release(0, at, outlining).commit()

    region = told.drawn[0][2]
    assert len(region.points) == 4
    for point, corner in zip(region.points, CORNERS, strict=True):
        assert point == pytest.approx(ImagePoint(*corner), abs=1)


def dense(count=120):
    ring = tuple(
        ImagePoint(
            60 + 20 * math.cos(i * 2 * math.pi / count), 40 + 20 * math.sin(i * 2 * math.pi / count)
        )
        for i in range(count)
    )
    instance = a_description().instances[15]
    place = Placement(instance, 15, PolygonRegion(ring))
    return Finding("t1", 1, FindingKind.TOOTH, place, site=Site(tooth="11"))


@pytest.fixture
def editing(viewport):
    tooth = dense()
    viewport.set_findings((tooth,), None)
    viewport.show_finding(tooth)
    viewport.set_editing(is_on=True)
    return viewport


def test_the_handles_of_a_dense_outline_are_at_least_twelve_px_apart(editing):
    handles = editing.active.handles
    zoom = editing.state.camera.zoom / editing.devicePixelRatioF()

    assert 3 < len(handles) < 60
    for one, other in zip(handles, (*handles[1:], handles[0]), strict=True):
        assert one.distance_to(other) * zoom >= 12


def test_dragging_a_handle_bends_the_stretch_between_its_neighbours(editing, told):
    handle = editing.active.handles[1]
    start = place_of(editing, *handle)
    drag(editing, LEFT, start, QPointF(12, 12))

    ((uid, _, region),) = told.edited
    before = dense().placement.region.points
    moved = [i for i, (a, b) in enumerate(zip(before, region.points, strict=True)) if a != b]
    assert uid == "t1"
    assert len(region.points) == len(before), "no spike, no new point"
    assert moved == list(range(moved[0], moved[-1] + 1))
    assert 2 < len(moved) < len(before) / 2


def test_a_finger_takes_hold_where_a_mouse_would_not(editing, told):
    handle = place_of(editing, *editing.active.handles[0]) + QPointF(10, 0)
    device = QTest.createTouchDevice()
    at = handle.toPoint()
    QTest.touchEvent(editing, device).press(0, at, editing).commit()
    for step in (6, 12, 18):
        there = at + QPointF(step, 0).toPoint()
        QTest.touchEvent(editing, device).move(0, there, editing).commit()
    QTest.touchEvent(editing, device).release(0, there, editing).commit()

    assert [uid for uid, *_ in told.edited] == ["t1"]

"""New findings drawn with a tool."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt

from tests.shaping_driving import Told
from tests.viewport_builders import a_description, a_nodule, a_volume
from tests.viewport_driving import LEFT, RIGHT, SHIFT, drag, mouse, place_of
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion
from viewer.ui.viewport.gestures import Tool

PRESS, MOVE, RELEASE, DOUBLE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)


@pytest.fixture
def told(viewport):
    return Told(viewport)


def click(viewport, column, row):
    at = place_of(viewport, column, row)
    mouse(viewport, PRESS, at, LEFT)
    mouse(viewport, RELEASE, at, LEFT)


def draw(viewport, start, end, **how):
    drag(viewport, LEFT, place_of(viewport, *start), way(viewport, start, end), **how)


def way(viewport, start, end):
    return place_of(viewport, *end) - place_of(viewport, *start)


def test_a_marker_is_drawn_from_its_centre_to_its_rim(viewport, told):
    viewport.set_tool(Tool.ADD_MARKER)

    draw(viewport, (40, 30), (50, 30))

    ((tool, slice_index, region),) = told.drawn
    assert (tool, slice_index) == (Tool.ADD_MARKER, 15)
    assert region.centre == pytest.approx(ImagePoint(40, 30))
    assert region.diameter_mm == pytest.approx(14.0)


def test_a_click_puts_a_marker_of_six_millimetres(viewport, told):
    viewport.set_tool(Tool.ADD_MARKER)

    click(viewport, 40, 30)

    ((_, _, region),) = told.drawn
    assert region.diameter_mm == 6.0


def test_without_spacing_a_click_puts_a_marker_of_twelve_px(viewport):
    description = a_description(has_geometry=False)
    viewport.show_volume(a_volume(description), description)
    told = Told(viewport)
    viewport.set_tool(Tool.ADD_MARKER)

    click(viewport, 40, 30)

    ((_, _, region),) = told.drawn
    assert region == MarkerRegion(pytest.approx(ImagePoint(40, 30)), None, 12.0)


def test_without_spacing_the_live_size_is_in_px(viewport):
    description = a_description(has_geometry=False)
    viewport.show_volume(a_volume(description), description)
    viewport.set_tool(Tool.ADD_LINE)

    mouse(viewport, PRESS, place_of(viewport, 20, 20), LEFT)
    mouse(viewport, MOVE, place_of(viewport, 50, 60), Qt.MouseButton.NoButton, held=LEFT)

    assert viewport.active.items[-1].label == "50 px"


def test_a_line_shows_its_length_in_mm_while_it_is_drawn(viewport, told):
    viewport.set_tool(Tool.ADD_LINE)
    mouse(viewport, PRESS, place_of(viewport, 20, 20), LEFT)
    mouse(viewport, MOVE, place_of(viewport, 50, 60), Qt.MouseButton.NoButton, held=LEFT)

    assert viewport.active.items[-1].label == "35.0 mm"
    mouse(viewport, RELEASE, place_of(viewport, 50, 60), LEFT)
    ((_, _, region),) = told.drawn
    assert isinstance(region, LineRegion)
    assert viewport.active is None


def test_a_box_drawn_upwards_is_ordered(viewport, told):
    viewport.set_tool(Tool.ADD_BOX)

    draw(viewport, (60, 50), (20, 10))

    ((_, _, region),) = told.drawn
    assert isinstance(region, BoxRegion)
    assert region.low == pytest.approx(ImagePoint(20, 10))
    assert region.high == pytest.approx(ImagePoint(60, 50))


def test_a_click_with_the_box_draws_nothing_and_keeps_the_tool(viewport, told):
    viewport.set_tool(Tool.ADD_BOX)

    click(viewport, 40, 30)

    assert told.drawn == []
    assert viewport.tool is Tool.ADD_BOX


def test_a_tool_draws_once(viewport, told):
    viewport.set_tool(Tool.ADD_MARKER)
    click(viewport, 40, 30)

    assert viewport.tool is Tool.NONE
    assert told.tools == [Tool.ADD_MARKER, Tool.NONE]
    click(viewport, 60, 50)
    assert len(told.drawn) == 1


def test_with_shift_or_kept_it_draws_more(viewport, told):
    viewport.set_tool(Tool.ADD_MARKER)
    draw(viewport, (40, 30), (50, 30), modifiers=SHIFT)
    assert viewport.tool is Tool.ADD_MARKER

    viewport.set_tool(Tool.ADD_MARKER, keeps=True)
    click(viewport, 60, 50)
    click(viewport, 70, 50)

    assert viewport.tool is Tool.ADD_MARKER
    assert len(told.drawn) == 3


def test_the_second_click_of_a_double_click_is_no_second_marker_and_keeps_the_view(viewport, told):
    viewport.set_tool(Tool.ADD_MARKER)
    before = viewport.state.camera
    click(viewport, 40, 30)
    mouse(viewport, DOUBLE, place_of(viewport, 40, 30), LEFT)
    mouse(viewport, RELEASE, place_of(viewport, 40, 30), LEFT)

    assert len(told.drawn) == 1
    assert viewport.state.camera == before


def test_escape_takes_a_drawing_back_and_then_leaves_the_tool(viewport, told, qtbot):
    viewport.set_tool(Tool.ADD_BOX)
    mouse(viewport, PRESS, place_of(viewport, 20, 20), LEFT)
    mouse(viewport, MOVE, place_of(viewport, 50, 60), Qt.MouseButton.NoButton, held=LEFT)

    qtbot.keyClick(viewport, Qt.Key.Key_Escape)
    mouse(viewport, RELEASE, place_of(viewport, 50, 60), LEFT)
    assert (told.drawn, viewport.tool) == ([], Tool.ADD_BOX)

    qtbot.keyClick(viewport, Qt.Key.Key_Escape)
    assert viewport.tool is Tool.NONE


def test_what_begins_beside_the_image_is_nothing(viewport, told):
    viewport.set_tool(Tool.ADD_MARKER)

    drag(viewport, LEFT, place_of(viewport, -5, 30), QPointF(80, 0))

    assert told.drawn == []


def test_what_is_drawn_beyond_the_edge_ends_there(viewport, told):
    viewport.set_tool(Tool.ADD_BOX)

    draw(viewport, (100, 80), (300, 200))

    ((_, _, region),) = told.drawn
    assert region.high == ImagePoint(128, 96)


def test_the_other_buttons_keep_their_meaning(viewport, told):
    viewport.set_tool(Tool.ADD_MARKER)
    before = viewport.state.camera.zoom

    drag(viewport, RIGHT, place_of(viewport, 40, 30), QPointF(0, -50))

    assert viewport.state.camera.zoom > before
    assert told.drawn == []


def test_drawing_brings_hidden_findings_back_so_that_the_new_one_is_seen(viewport, told):
    viewport.set_findings([a_nodule(1, 15, 40, 30)], None)
    viewport.toggle_overlay()

    viewport.set_tool(Tool.ADD_MARKER)

    assert viewport.state.overlay.is_visible


def test_a_tool_ends_edit_mode_and_the_other_way_round(viewport, told):
    viewport.set_editing(is_on=True)
    viewport.set_tool(Tool.ADD_LINE)
    assert not viewport.is_editing

    viewport.set_editing(is_on=True)
    assert viewport.tool is Tool.NONE

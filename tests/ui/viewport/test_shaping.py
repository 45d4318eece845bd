"""Findings reshaped with mouse and keys, on real events."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt

from tests.review_builders import a_review
from tests.shaping_driving import Told, boxed
from tests.viewport_builders import a_nodule
from tests.viewport_driving import CONTROL, LEFT, NONE, SHIFT, drag, mouse, place_of, turn_wheel
from viewer.domain.standing import Decision
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, MarkerRegion, PolygonRegion

MOVE, PRESS, RELEASE, DOUBLE = (
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)
NODULE = a_nodule(1, 15, 40, 30, 21.0)  # its centre at (40.5, 30.5), 15 px of radius
BOX = boxed(2, 15, (70, 40), (100, 60))


@pytest.fixture
def told(viewport):
    viewport.set_findings([NODULE, BOX], None)
    select(viewport, "n1")
    viewport.set_editing(is_on=True)
    return Told(viewport)


def select(viewport, uid):
    viewport.set_overlay(replace(viewport.state.overlay, selected_uid=uid))


def way(viewport, columns, rows):
    return place_of(viewport, columns, rows) - place_of(viewport, 0, 0)


def test_a_drag_inside_moves_a_marker_and_tells_once(viewport, told):
    drag(viewport, LEFT, place_of(viewport, 41, 31), way(viewport, 10, -5))

    ((uid, slice_index, region),) = told.edited
    assert (uid, slice_index) == ("n1", 15)
    assert region.centre == pytest.approx(ImagePoint(50.5, 25.5))
    assert region.diameter_mm == 21.0


def test_a_drag_on_the_rim_changes_the_diameter(viewport, told):
    drag(viewport, LEFT, place_of(viewport, 55.5, 30.5), way(viewport, 5, 0))

    ((_, _, region),) = told.edited
    assert region.centre == ImagePoint(40.5, 30.5)
    assert region.diameter_mm == pytest.approx(28.0)


def test_a_corner_of_a_box_goes_with_the_pointer(viewport, told):
    select(viewport, "n2")

    drag(viewport, LEFT, place_of(viewport, 100, 60), way(viewport, 4, 6))

    ((_, _, region),) = told.edited
    assert region.low == ImagePoint(70, 40)
    assert region.high == pytest.approx(ImagePoint(104, 66))


def test_beside_the_grips_a_left_drag_sets_the_window(viewport, told):
    before = viewport.state.grey

    drag(viewport, LEFT, place_of(viewport, 100, 10), QPointF(30, 0))

    assert viewport.state.grey != before
    assert told.edited == []


def test_without_edit_mode_a_left_drag_on_a_finding_sets_the_window(viewport, told):
    viewport.set_editing(is_on=False)
    before = viewport.state.grey

    drag(viewport, LEFT, place_of(viewport, 41, 31), QPointF(30, 0))

    assert viewport.state.grey != before
    assert told.edited == []


def test_what_is_dragged_follows_the_pointer_before_it_is_let_go(viewport, told):
    press_and_move(viewport, (41, 31), (60, 40))

    assert viewport.active.replaces == "n1"
    assert viewport.active.items[-1].centre == pytest.approx(ImagePoint(59.5, 39.5))
    assert told.edited == []


def press_and_move(viewport, start, to):
    mouse(viewport, PRESS, place_of(viewport, *start), LEFT)
    mouse(viewport, MOVE, place_of(viewport, *to), Qt.MouseButton.NoButton, held=LEFT)


def let_go(viewport, at):
    mouse(viewport, RELEASE, place_of(viewport, *at), LEFT, held=Qt.MouseButton.NoButton)


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_Escape, NONE), (Qt.Key.Key_Z, CONTROL)], ids=["Esc", "undo"]
)
def test_a_key_takes_a_drag_back(viewport, told, qtbot, key, modifier):
    press_and_move(viewport, (41, 31), (60, 40))

    qtbot.keyClick(viewport, key, modifier)

    assert viewport.active.replaces is None
    let_go(viewport, (60, 40))
    assert told.edited == []
    assert viewport.is_editing


def test_an_action_can_take_a_drag_back(viewport, told):
    assert not viewport.cancel_gesture()
    press_and_move(viewport, (41, 31), (60, 40))

    assert viewport.cancel_gesture()
    let_go(viewport, (60, 40))
    assert told.edited == []


def test_escape_leaves_edit_mode(viewport, told, qtbot):
    with qtbot.waitSignal(viewport.editing_changed, timeout=500) as left:
        qtbot.keyClick(viewport, Qt.Key.Key_Escape)

    assert left.args == [False]
    assert viewport.active is None


def test_the_wheel_goes_on_while_dragging_and_carries_the_finding_along(viewport, told):
    press_and_move(viewport, (41, 31), (60, 40))
    turn_wheel(viewport, place_of(viewport, 60, 40), angle=-240)
    let_go(viewport, (60, 40))

    ((_, slice_index, region),) = told.edited
    assert slice_index == 17
    assert region.centre == pytest.approx(ImagePoint(59.5, 39.5))


def test_the_wheel_while_a_rim_is_dragged_leaves_the_finding_on_its_slice(viewport, told):
    press_and_move(viewport, (55.5, 30.5), (60, 30.5))
    turn_wheel(viewport, place_of(viewport, 60, 30.5), angle=-240)
    let_go(viewport, (60, 30.5))

    ((_, slice_index, _),) = told.edited
    assert slice_index == 15


def test_a_marker_can_be_moved_on_another_of_its_slices(viewport, told):
    viewport.go_to_slice(17)

    drag(viewport, LEFT, place_of(viewport, 41, 31), way(viewport, 10, 0))

    ((_, slice_index, region),) = told.edited
    assert slice_index == 15
    assert region.centre == pytest.approx(ImagePoint(50.5, 30.5))


def test_a_click_or_double_click_on_the_selected_finding_keeps_it_and_the_view(viewport, told):
    at = place_of(viewport, 41, 31)
    before = viewport.state

    for kind in (PRESS, RELEASE, DOUBLE, RELEASE):
        mouse(viewport, kind, at, LEFT)

    assert viewport.state == before
    assert (told.edited, told.clicked) == ([], [])
    assert viewport.is_editing


def test_a_double_click_that_goes_on_as_a_drag_reshapes(viewport, told):
    at = place_of(viewport, 41, 31)
    for kind in (PRESS, RELEASE, DOUBLE):
        mouse(viewport, kind, at, LEFT)
    mouse(viewport, MOVE, place_of(viewport, 51, 31), Qt.MouseButton.NoButton, held=LEFT)
    let_go(viewport, (51, 31))

    assert len(told.edited) == 1


def test_a_click_on_another_finding_in_edit_mode_selects_it(viewport, told):
    at = place_of(viewport, 85, 50)
    mouse(viewport, PRESS, at, LEFT)
    mouse(viewport, RELEASE, at, LEFT)

    assert told.clicked == ["n2"]


def test_arrows_nudge_along_the_screen_and_are_told_once(viewport, told, qtbot):
    viewport.rotate(1)  # clockwise: the image's rows now go to the left

    qtbot.keyPress(viewport, Qt.Key.Key_Right)
    qtbot.keyPress(viewport, Qt.Key.Key_Right)
    assert told.edited == []
    qtbot.keyRelease(viewport, Qt.Key.Key_Right)

    ((_, _, region),) = told.edited
    assert region.centre == pytest.approx(ImagePoint(40.5, 28.5))
    assert viewport.state.slice_index == 15


def test_shift_and_an_arrow_nudge_a_tenth_of_a_millimetre(viewport, told, qtbot):
    qtbot.keyClick(viewport, Qt.Key.Key_Left, SHIFT)

    ((_, _, region),) = told.edited
    assert (40.5 - region.centre.column) * 0.7 == pytest.approx(0.1)


def test_arrows_go_through_the_images_where_nothing_is_to_be_edited(viewport, told, qtbot):
    select(viewport, None)

    qtbot.keyClick(viewport, Qt.Key.Key_Down)

    assert viewport.state.slice_index == 16


def test_what_may_not_be_edited_is_neither_dragged_nor_nudged(viewport, told, qtbot):
    viewport.set_may_edit(lambda uid: uid != "n1")

    drag(viewport, LEFT, place_of(viewport, 41, 31), way(viewport, 10, -5))
    qtbot.keyClick(viewport, Qt.Key.Key_Left)

    assert told.edited == []
    assert viewport.active is None


def test_a_review_that_is_signed_meanwhile_ends_the_drag(viewport, told):
    press_and_move(viewport, (41, 31), (60, 40))
    viewport.set_may_edit(lambda _uid: False)
    let_go(viewport, (60, 40))

    assert told.edited == []


def test_a_drag_ends_where_its_finding_becomes_another(viewport, told):
    press_and_move(viewport, (41, 31), (60, 40))
    viewport.set_findings([a_nodule(1, 15, 20, 20), BOX], None)
    let_go(viewport, (60, 40))

    assert told.edited == []


def test_a_decision_while_dragging_leaves_the_drag_alone(viewport, told):
    press_and_move(viewport, (41, 31), (60, 40))
    viewport.set_findings([NODULE, BOX], a_review({"n2": Decision.ACCEPTED}))
    let_go(viewport, (60, 40))

    assert len(told.edited) == 1


def test_shift_and_a_click_take_a_point_out_of_a_polygon(viewport, told):
    points = tuple(ImagePoint(*place) for place in ((10, 50), (30, 50), (30, 80), (10, 80)))
    outlined = replace(NODULE, placement=replace(NODULE.placement, region=PolygonRegion(points)))
    viewport.set_findings([outlined], None)

    at = place_of(viewport, 30, 50)
    mouse(viewport, PRESS, at, LEFT, modifiers=SHIFT)
    mouse(viewport, RELEASE, at, LEFT, modifiers=SHIFT)

    ((_, _, region),) = told.edited
    assert region.points == (points[0], points[2], points[3])


def test_the_services_own_place_is_a_ghost_while_it_is_edited(viewport, told):
    moved = replace(NODULE.placement, region=MarkerRegion(ImagePoint(60, 50), 21.0))
    edited = replace(NODULE, placement=moved, is_edited=True)

    viewport.set_findings([edited], None, [NODULE])

    (ghost,) = viewport.active.items
    assert ghost.centre == ImagePoint(40.5, 30.5)
    assert ghost.label == ""
    viewport.set_editing(is_on=False)
    assert viewport.active is None


def test_on_the_services_slice_the_ghost_stays_when_the_finding_was_carried_away(viewport, told):
    far = replace(NODULE.placement, slice_index=2, patient=None)
    viewport.set_findings([replace(NODULE, placement=far, is_edited=True)], None, [NODULE])

    viewport.go_to_slice(15)

    (ghost,) = viewport.active.items
    assert (ghost.centre, viewport.active.handles) == (ImagePoint(40.5, 30.5), ())
    viewport.go_to_slice(25)
    assert viewport.active is None


def test_the_grip_under_the_pointer_is_marked_and_changes_the_pointer(viewport, told):
    viewport.grab()
    mouse(viewport, MOVE, place_of(viewport, 55.5, 30.5), Qt.MouseButton.NoButton)
    assert viewport.active.hot == 0
    assert viewport.cursor().shape() is Qt.CursorShape.SizeHorCursor

    mouse(viewport, MOVE, place_of(viewport, 41, 31), Qt.MouseButton.NoButton)
    assert viewport.active.hot is None
    assert viewport.cursor().shape() is Qt.CursorShape.OpenHandCursor


def test_handles_can_be_hit_in_an_area_of_twelve_px(viewport, told):
    for across, down in ((-6, 0), (6, 0), (0, -6), (0, 6)):
        mouse(
            viewport,
            MOVE,
            place_of(viewport, 55.5, 30.5) + QPointF(across, down),
            Qt.MouseButton.NoButton,
        )
        assert viewport.active.hot == 0


def test_another_stack_ends_editing(viewport, told):
    viewport.show_volume(viewport.volume, viewport.description)

    assert not viewport.is_editing
    assert viewport.active is None


def test_an_edit_at_the_edge_stays_on_the_image(viewport, told):
    drag(viewport, LEFT, place_of(viewport, 41, 31), QPointF(-3000, -3000))

    ((_, _, region),) = told.edited
    assert region.centre == ImagePoint(0, 0)


def test_a_box_is_told_ordered_after_its_corner_crossed_the_other(viewport, told):
    select(viewport, "n2")

    drag(viewport, LEFT, place_of(viewport, 70, 40), way(viewport, 45, 35))

    ((_, _, region),) = told.edited
    assert isinstance(region, BoxRegion)
    assert region.low == pytest.approx(ImagePoint(100, 60))
    assert region.high == pytest.approx(ImagePoint(115, 75))


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("is_mirrored", [False, True], ids=["plain", "mirrored"])
def test_what_is_dragged_stays_under_the_pointer_however_the_image_lies(
    viewport, told, turns, is_mirrored
):
    viewport.rotate(turns)
    if is_mirrored:
        viewport.flip_horizontally()
    grip = place_of(viewport, 43, 28)

    drag(viewport, LEFT, grip, QPointF(37, -21))

    ((_, _, region),) = told.edited
    now = place_of(viewport, region.centre.column + 2.5, region.centre.row - 2.5)
    assert (now.x(), now.y()) == pytest.approx((grip.x() + 37, grip.y() - 21), abs=1e-6)

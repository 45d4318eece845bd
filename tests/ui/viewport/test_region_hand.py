"""A region drawn over the image: by mouse and keys, clamped, never too small."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.viewport_builders import a_description, a_volume
from tests.viewport_driving import LEFT, drag, place_of
from viewer.domain.references import SeriesReference
from viewer.ui.viewport.region_frame import RegionFrame
from viewer.ui.viewport.region_hand import LEAST_SIDE, RegionHand
from viewer.ui.viewport.widget import Viewport

SIZE = 400
KEY = Qt.Key


@pytest.fixture
def view(qtbot) -> Viewport:
    description = a_description(3, SIZE, SIZE)
    viewport = Viewport()
    qtbot.addWidget(viewport)
    viewport.resize(800, 600)
    viewport.show()
    volume = a_volume(description)
    viewport.show_volume(volume, volume.stack.description)
    return viewport


@pytest.fixture
def hand(view: Viewport) -> RegionHand:
    made = RegionHand(view)
    made.drawn_regions = []  # type: ignore[attr-defined]
    made.drawn.connect(lambda index, region: made.drawn_regions.append((index, region)))
    assert made.begin()
    return made


def near(region, expected, off=1):
    return all(abs(one - other) <= off for one, other in zip(region, expected, strict=True))


def drawn(view, start, end):
    first = place_of(view, *start)
    drag(view, LEFT, first, place_of(view, *end) - first)


def test_a_drag_draws_a_region_once_and_the_window_stays(view, hand) -> None:
    grey = view.state.grey
    drawn(view, (100, 120), (200, 260))
    ((index, region),) = hand.drawn_regions
    assert index == view.state.slice_index
    assert near(region, (100, 120, 200, 260))
    assert not hand.is_on
    drawn(view, (50, 50), (90, 60))
    assert len(hand.drawn_regions) == 1
    assert view.state.grey != grey


def test_a_drag_backwards_means_the_same_region(view, hand) -> None:
    drawn(view, (200, 260), (100, 120))
    assert near(hand.drawn_regions[0][1], (100, 120, 200, 260))


def test_a_region_ends_where_the_image_ends(view, hand) -> None:
    drawn(view, (350, 300), (SIZE + 90, SIZE + 20))
    left, top, right, bottom = hand.drawn_regions[0][1]
    assert (right, bottom) == (SIZE, SIZE)
    assert near((left, top), (350, 300))


@pytest.mark.parametrize(("side", "is_taken"), [(LEAST_SIDE - 4, False), (LEAST_SIDE + 2, True)])
def test_a_region_that_is_too_small_is_said_and_may_be_drawn_again(
    view, hand, side, is_taken
) -> None:
    said = []
    hand.too_small.connect(lambda: said.append(True))
    drawn(view, (100, 100), (100 + side, 100 + side))
    assert bool(hand.drawn_regions) is is_taken
    assert bool(said) is not is_taken
    assert hand.is_on is not is_taken


def test_escape_leaves_in_the_midst_of_a_drag(view, hand) -> None:
    ended = []
    hand.ended.connect(lambda: ended.append(True))
    QTest.mousePress(view, LEFT, pos=place_of(view, 9, 9).toPoint())
    QTest.keyClick(view, KEY.Key_Escape)
    assert ended
    assert not hand.is_on
    assert hand.region is None
    assert hand.drawn_regions == []


def test_keys_put_move_size_and_take_a_region(view, hand) -> None:
    QTest.keyClick(view, KEY.Key_Return)
    assert hand.region == (100, 100, 300, 300)
    index = view.state.slice_index
    QTest.keyClick(view, KEY.Key_Right)
    QTest.keyClick(view, KEY.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert hand.region == (108, 100, 308, 292)
    assert view.state.slice_index == index
    for _ in range(60):
        QTest.keyClick(view, KEY.Key_Left)
    assert hand.region == (0, 100, 200, 292)
    QTest.keyClick(view, KEY.Key_Return)
    assert hand.drawn_regions == [(index, (0, 100, 200, 292))]


def test_keys_follow_the_screen_where_the_image_is_turned(view, hand) -> None:
    view.rotate(1)
    QTest.keyClick(view, KEY.Key_Return)
    QTest.keyClick(view, KEY.Key_Right)  # up in the image: it is turned clockwise
    assert hand.region == (100, 92, 300, 292)


def test_wheel_and_arrows_still_go_through_the_images(view, hand) -> None:
    view.go_to_slice(0)
    QTest.keyClick(view, KEY.Key_Down)
    assert view.state.slice_index == 1
    assert hand.is_on


def test_nothing_is_drawn_where_there_is_no_image(qtbot) -> None:
    empty = Viewport()
    qtbot.addWidget(empty)
    assert not RegionHand(empty).begin()


def test_a_frame_lies_on_its_own_image_and_follows_the_camera(view) -> None:
    frame = RegionFrame(view)
    view.go_to_slice(1)
    frame.show_region(1, (100, 100, 200, 200))
    assert not frame.isHidden()
    before = frame.geometry()
    view.zoom_in()
    assert frame.geometry() != before
    view.go_to_slice(2)
    assert frame.isHidden()
    view.go_to_slice(1)
    assert not frame.isHidden()
    view.show_empty()
    assert frame.isHidden()


def test_a_frame_is_not_shown_on_another_series(view) -> None:
    frame = RegionFrame(view)
    frame.show_region(view.state.slice_index, (10, 10, 90, 90))
    other = a_description(3, SIZE, SIZE, reference=SeriesReference("1.2.3", "1.2.3.99"))
    volume = a_volume(other)
    view.show_volume(volume, volume.stack.description)
    assert frame.isHidden()


def test_a_frame_shown_for_a_while_goes_by_itself(view, qtbot) -> None:
    frame = RegionFrame(view)
    frame.show_region(view.state.slice_index, (10, 10, 90, 90), for_ms=1)
    qtbot.waitUntil(frame.isHidden, timeout=2000)
    assert frame.region is None

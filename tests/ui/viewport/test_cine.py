"""Playing a stack, by a clock that the test moves."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from tests.viewport_builders import a_description, a_volume
from tests.viewport_driving import LEFT, drag, place_of, turn_wheel
from viewer.imaging.cine import Cine, RateSource
from viewer.ui.viewport import cine as cine_module
from viewer.ui.viewport.cine import CinePlayer, Schedule
from viewer.ui.viewport.gestures import Tool
from viewer.ui.viewport.panel import ViewportPanel

TENTH = Cine((0, 1, 2, 3), (0.1, 0.1, 0.1, 0.1), RateSource.FRAME_TIME)


class HandClock:
    """Seconds that go on when they are told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def panel(qtbot, clock, monkeypatch):
    """Four frames a tenth of a second each, no timer of their own."""
    monkeypatch.setattr("viewer.imaging.cine.cine_of", lambda _headers: TENTH)
    widget = ViewportPanel()
    qtbot.addWidget(widget)
    widget.player._clock = clock
    widget.player._timer = SimpleNamespace(start=lambda _ms: None, stop=lambda: None)
    widget.resize(640, 480)
    widget.show()
    show_frames(widget)
    return widget


def show_frames(panel, missing=()):
    description = a_description(slices=4)
    panel.viewport.show_volume(a_volume(description, missing=set(missing)), description)
    panel.viewport.go_to_slice(0)


def go_on(panel, clock, seconds):
    clock.now += seconds
    panel.player.tick()
    return panel.viewport.state.slice_index


def test_each_frame_comes_when_it_is_due(panel, clock):
    panel.player.play()

    shown = [go_on(panel, clock, 0.1) for _ in range(6)]

    assert shown == [1, 2, 3, 0, 1, 2]


def test_a_slow_screen_leaves_frames_out_and_keeps_the_pace(panel, clock):
    panel.player.play()

    assert [go_on(panel, clock, 0.25), go_on(panel, clock, 0.45)] == [2, 3]


def test_it_begins_with_the_frame_that_is_shown(panel, clock):
    panel.viewport.go_to_slice(2)

    panel.player.play()

    assert panel.viewport.state.slice_index == 2
    assert go_on(panel, clock, 0.1) == 3


def test_what_is_not_read_yet_is_waited_for(panel, clock):
    show_frames(panel, missing={2})
    panel.player.play()

    assert [go_on(panel, clock, 0.1) for _ in range(4)] == [1, 1, 1, 1]
    panel.viewport.volume.missing.clear()

    assert [go_on(panel, clock, 0.03), go_on(panel, clock, 0.1)] == [2, 3]


def test_frames_of_unequal_length_are_shown_as_long_as_the_file_says():
    schedule = Schedule(Cine((0, 1, 2), (0.1, 0.5, 0.1)))

    places = [schedule.place_at(t / 10) for t in range(8)]

    assert places == [0, 1, 1, 1, 1, 1, 2, 0]
    assert schedule.seconds_left(0.25) == pytest.approx(0.35, abs=1e-5)


def test_another_rate_goes_on_from_the_same_frame(panel, clock, qtbot):
    panel.player.play()
    go_on(panel, clock, 0.2)
    with qtbot.waitSignal(panel.player.rate_changed, timeout=500) as told:
        panel.player.set_rate(20.0)

    assert told.args == [pytest.approx(20.0)]
    assert go_on(panel, clock, 0.04) == 2
    assert go_on(panel, clock, 0.02) == 3


def test_the_speed_that_is_reached_is_measured(panel, clock, qtbot):
    panel.player.play()
    told = []
    panel.player.measured.connect(told.append)

    for _ in range(12):
        go_on(panel, clock, 0.2)  # every second frame is left out

    assert told[-1] == pytest.approx(5.0)


def test_the_wheel_stops_it(panel):
    panel.player.play()

    turn_wheel(panel.viewport, place_of(panel.viewport, 20, 20), angle=-120)

    assert not panel.player.is_playing
    assert panel.viewport.state.slice_index == 1


def test_a_slice_key_stops_it(panel):
    panel.player.play()

    panel.viewport.last_slice()

    assert not panel.player.is_playing


def test_the_wheel_stops_it_at_the_end_of_the_stack_too(panel):
    panel.player.play()

    turn_wheel(panel.viewport, place_of(panel.viewport, 20, 20), angle=120)

    assert not panel.player.is_playing
    assert panel.viewport.state.slice_index == 0


def test_a_press_on_the_slice_bar_stops_it_even_where_it_stands(panel, qtbot):
    panel.player.play()
    place = QPoint(panel.bar.width() // 2, round(panel.bar.y_of(0)))

    qtbot.mousePress(panel.bar, Qt.MouseButton.LeftButton, pos=place)

    assert not panel.player.is_playing


def test_another_series_stops_it(panel):
    panel.player.play()

    show_frames(panel)

    assert not panel.player.is_playing


def test_no_stack_stops_it_and_there_is_nothing_to_play(panel):
    panel.player.play()
    panel.viewport.show_empty()
    panel.player.toggle()

    assert not panel.player.is_playing
    assert panel.player.rate == 0.0


def test_a_hidden_window_stops_it(panel):
    panel.player.play()

    panel.hide()

    assert not panel.player.is_playing


def test_a_single_image_does_not_play(panel):
    description = a_description(slices=1)
    panel.viewport.show_volume(a_volume(description), description)

    panel.player.toggle()

    assert not panel.player.is_playing
    assert not panel._buttons.isVisible()


def test_the_button_plays_and_stops(panel, qtbot):
    qtbot.mouseClick(panel._buttons.play, Qt.MouseButton.LeftButton)
    assert panel.player.is_playing
    assert panel._buttons.play.accessibleName() == "Stop  (C)"

    qtbot.mouseClick(panel._buttons.play, Qt.MouseButton.LeftButton)
    assert not panel.player.is_playing


def test_the_rates_offered_begin_with_the_files_own(panel):
    panel._buttons._fill()
    first, *others = panel._buttons._menu.actions()

    assert first.text() == "As in the file: 10 fps"
    assert first.isChecked()
    assert [action.data() for action in others if action.data()] == list(cine_module.RATES)

    panel._buttons._chosen(others[-1])
    assert panel.player.rate == pytest.approx(60.0)
    assert panel._buttons.rate.text() == "60\nfps"


def test_the_timer_brings_the_frames(qtbot, viewport, monkeypatch):
    fast = Cine((0, 1, 2, 3), (0.002,) * 4)
    monkeypatch.setattr("viewer.imaging.cine.cine_of", lambda _headers: fast)
    player = CinePlayer(viewport, viewport)
    description = a_description(slices=4)
    viewport.show_volume(a_volume(description), description)
    seen = []
    viewport.slice_changed.connect(seen.append)

    player.play()
    qtbot.waitUntil(lambda: len(set(seen)) == 4, timeout=2000)
    player.stop()

    assert set(seen) == {0, 1, 2, 3}


def test_taking_hold_of_a_finding_or_drawing_one_stops_it(panel, clock):
    panel.viewport.set_tool(Tool.ADD_BOX)
    panel.player.play()

    drag(panel.viewport, LEFT, place_of(panel.viewport, 20, 20), QPointF(40, 40))

    assert not panel.player.is_playing

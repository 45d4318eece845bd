"""Landmarks in hand: dragged with a loupe, nudged, put back, placed; lines of known length."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.ceph_builders import film_points, landmark
from tests.viewport_builders import a_description, a_volume
from tests.viewport_driving import LEFT, drag, mouse, place_of
from viewer.domain.cephalometry.face import face_of
from viewer.domain.cephalometry.usual import usual_place
from viewer.geometry.points import ImagePoint
from viewer.ui.viewport.landmark_hand import Aim, LandmarkHand
from viewer.ui.viewport.loupe import MAGNIFICATION, SIDE
from viewer.ui.viewport.widget import Viewport

SIZE = 400
KEY, ESC = Qt.Key, Qt.Key.Key_Escape
NOTHING = Qt.MouseButton.NoButton


def points() -> dict[str, ImagePoint]:
    return {c: ImagePoint(p.column / 4, p.row / 4) for c, p in film_points().items()}


class Told:
    """What a hand told, in order."""

    def __init__(self, hand: LandmarkHand) -> None:
        self.all: list[tuple[object, ...]] = []
        for name in ("taken", "dragged", "dropped", "put_back", "placed", "line_drawn", "hovered"):
            signal = getattr(hand, name)
            signal.connect(lambda *said, name=name: self.all.append((name, *said)))
        hand.aim_ended.connect(lambda: self.all.append(("aim_ended",)))

    def of(self, name: str) -> list[tuple[object, ...]]:
        return [said[1:] for said in self.all if said[0] == name]


@pytest.fixture
def view(qtbot) -> Viewport:
    description = a_description(1, SIZE, SIZE, has_geometry=False, pixel_spacing=None)
    viewport = Viewport()
    qtbot.addWidget(viewport)
    viewport.resize(800, 600)
    viewport.show()
    volume = a_volume(description)
    viewport.show_volume(volume, volume.stack.description)
    viewport.set_findings([landmark(code, point) for code, point in points().items()], None)
    return viewport


@pytest.fixture
def hand(view: Viewport) -> LandmarkHand:
    made = LandmarkHand(view)
    made.set_on(is_on=True)
    return made


def at(view: Viewport, code: str) -> QPointF:
    return place_of(view, *points()[code])


def press(view: Viewport, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> bool:
    """Press and release a key; tell whether it was wanted before it is a shortcut."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    asked.ignore()
    QApplication.sendEvent(view, asked)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(view, QKeyEvent(kind, key, modifiers))
    return asked.isAccepted()


def select(view: Viewport, code: str) -> None:
    state = view.state
    assert state is not None
    view.set_overlay(replace(state.overlay, selected_uid=f"{code}-uid"))


def near(point: ImagePoint, other: ImagePoint, within: float = 0.05) -> bool:
    return math.dist(point, other) <= within


def test_a_landmark_is_dragged_and_dropped_once(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    way = QPointF(30, 20)
    drag(view, LEFT, at(view, "A"), way)
    assert view.state is not None
    scale = view.state.camera.zoom / view.devicePixelRatioF()
    (uid, point), *others = told.of("dropped")
    start = points()["A"]

    assert (uid, others) == ("A-uid", [])
    assert near(point, ImagePoint(start.column + 30 / scale, start.row + 20 / scale))  # type: ignore[arg-type]
    assert len(told.of("dragged")) == 2
    assert view.active is None


def test_it_stays_under_the_pointer_where_it_was_taken(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    drag(view, LEFT, at(view, "A") + QPointF(5, -4), QPointF(40, 0))
    assert view.state is not None
    scale = view.state.camera.zoom / view.devicePixelRatioF()
    ((_uid, point),) = told.of("dropped")

    assert near(point, ImagePoint(points()["A"].column + 40 / scale, points()["A"].row), 0.3)  # type: ignore[arg-type]


@pytest.mark.parametrize(("away", "is_taken"), [(5.9, True), (8.5, True), (14.0, False)])
def test_twelve_pixels_and_more_take_hold(
    view: Viewport, hand: LandmarkHand, away: float, is_taken: bool
) -> None:
    told = Told(hand)
    place = at(view, "Ba") + QPointF(-away, 0)
    mouse(view, QEvent.Type.MouseButtonPress, place, LEFT)
    mouse(view, QEvent.Type.MouseButtonRelease, place, LEFT, held=NOTHING)

    assert bool(told.of("taken")) is is_taken


def test_a_click_selects_and_moves_nothing(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    mouse(view, QEvent.Type.MouseButtonPress, at(view, "S"), LEFT)
    mouse(view, QEvent.Type.MouseButtonRelease, at(view, "S"), LEFT, held=NOTHING)

    assert told.of("taken") == [("S-uid",)]
    assert told.of("dropped") == []


def test_beside_landmarks_the_viewport_has_the_mouse(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    drag(view, LEFT, place_of(view, 390, 10), QPointF(-20, 30))

    assert told.all == []


def test_escape_puts_it_back_in_the_middle_of_a_drag(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    mouse(view, QEvent.Type.MouseButtonPress, at(view, "A"), LEFT)
    mouse(view, QEvent.Type.MouseMove, at(view, "A") + QPointF(40, 9), NOTHING, held=LEFT)
    assert press(view, ESC)
    place = at(view, "A") + QPointF(40, 9)
    mouse(view, QEvent.Type.MouseButtonRelease, place, LEFT, held=NOTHING)

    assert told.of("put_back") == [("A-uid",)]
    assert told.of("dropped") == []
    assert not hand.loupe.isVisible()
    assert view.active is None


def test_the_loupe_magnifies_four_times_and_keeps_away(view: Viewport, hand: LandmarkHand) -> None:
    mouse(view, QEvent.Type.MouseButtonPress, at(view, "A"), LEFT)
    loupe = hand.loupe
    assert view.state is not None
    assert loupe._camera is not None

    assert loupe.isVisible()
    assert 160 <= SIDE <= 200
    assert loupe._camera.zoom == pytest.approx(MAGNIFICATION * view.state.camera.zoom)
    for corner in (QPointF(5, 5), QPointF(795, 5), QPointF(5, 595), QPointF(795, 595)):
        mouse(view, QEvent.Type.MouseMove, corner, NOTHING, held=LEFT)
        assert view.rect().contains(loupe.geometry())
        assert not loupe.geometry().adjusted(-10, -10, 10, 10).contains(corner.toPoint())


def test_the_loupe_is_drawn(view: Viewport, hand: LandmarkHand) -> None:
    mouse(view, QEvent.Type.MouseButtonPress, at(view, "A"), LEFT)
    image = hand.loupe.grab().toImage()
    middle = image.pixelColor(image.width() // 2 + 12, image.height() // 2)

    assert middle.lightness() > 140


def test_arrows_nudge_a_pixel_and_tell_when_they_are_let_go(
    view: Viewport, hand: LandmarkHand
) -> None:
    told = Told(hand)
    select(view, "A")
    assert press(view, KEY.Key_Right)
    ((_uid, point),) = told.of("dropped")

    assert near(point, ImagePoint(points()["A"].column + 1, points()["A"].row), 1e-9)  # type: ignore[arg-type]


@pytest.mark.parametrize(("mm", "step"), [(None, 0.1), ((0.25, 0.5), 0.2)])
def test_shift_nudges_a_tenth_of_a_millimetre_or_of_a_pixel(
    view: Viewport, hand: LandmarkHand, mm: tuple[float, float] | None, step: float
) -> None:
    told = Told(hand)
    hand.mm_per_pixel = lambda: mm
    select(view, "A")
    press(view, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ((_uid, point),) = told.of("dropped")

    assert point.row - points()["A"].row == pytest.approx(step)  # type: ignore[attr-defined]


def test_arrows_without_a_landmark_go_through_the_images(
    view: Viewport, hand: LandmarkHand
) -> None:
    told = Told(hand)
    assert not press(view, KEY.Key_Down)
    assert told.all == []


def test_what_may_not_be_changed_is_not_moved(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    hand.may_take = lambda: False
    drag(view, LEFT, at(view, "A"), QPointF(30, 20))
    select(view, "A")
    press(view, KEY.Key_Right)

    assert told.of("taken") == [("A-uid",)]
    assert told.of("dropped") == told.of("dragged") == []


def test_locked_and_hidden_landmarks_are_left_alone(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    state = view.state
    assert state is not None
    view.set_overlay(replace(state.overlay, is_locked=True))
    mouse(view, QEvent.Type.MouseButtonPress, at(view, "A"), LEFT)
    mouse(view, QEvent.Type.MouseButtonRelease, at(view, "A"), LEFT, held=NOTHING)

    assert told.all == []


def test_a_missing_landmark_is_placed_by_one_click(view: Viewport, hand: LandmarkHand) -> None:
    rest = points()
    truth = rest.pop("A")
    view.set_findings([landmark(code, point) for code, point in rest.items()], None)
    hint = usual_place(face_of(rest), "A")
    told = Told(hand)
    hand.aim_at(Aim.PLACE, "A", hint)
    assert view.active is not None
    (circle,) = view.active.items

    assert circle.radius_column > 5  # a circle, and no cross in it
    assert view.cursor().shape() is Qt.CursorShape.CrossCursor
    place = place_of(view, *truth)
    mouse(view, QEvent.Type.MouseMove, place, NOTHING)
    assert hand.loupe.isVisible()
    mouse(view, QEvent.Type.MouseButtonPress, place, LEFT)
    ((point,),) = told.of("placed")
    assert near(point, truth)  # type: ignore[arg-type]
    assert told.of("aim_ended") == [()]
    assert view.active is None


def test_escape_ends_the_waiting_for_a_click(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    hand.aim_at(Aim.PLACE, "A")
    assert press(view, ESC)

    assert told.all == [("aim_ended",)]
    assert hand.aim is Aim.NONE


def test_two_clicks_make_a_line_of_known_length(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    hand.aim_at(Aim.LINE)
    for column, row in ((350, 30), (352, 230)):
        place = place_of(view, column, row)
        mouse(view, QEvent.Type.MouseMove, place, NOTHING)
        mouse(view, QEvent.Type.MouseButtonPress, place, LEFT)
        mouse(view, QEvent.Type.MouseButtonRelease, place, LEFT, held=NOTHING)
    ((one, other),) = told.of("line_drawn")

    assert near(one, ImagePoint(350, 30))  # type: ignore[arg-type]
    assert near(other, ImagePoint(352, 230))  # type: ignore[arg-type]
    assert view.active is None


def test_a_click_beside_the_image_is_for_nothing(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    hand.aim_at(Aim.PLACE, "A")
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(3, 3), LEFT)

    assert told.of("placed") == []
    assert hand.aim is Aim.PLACE


def test_it_stays_on_the_image(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    drag(view, LEFT, at(view, "G"), QPointF(2000, -2000))
    ((_uid, point),) = told.of("dropped")

    assert point == ImagePoint(SIZE, 0)


def test_the_pointer_over_a_landmark_is_told(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    mouse(view, QEvent.Type.MouseMove, at(view, "S"), NOTHING)
    mouse(view, QEvent.Type.MouseMove, place_of(view, 390, 10), NOTHING)

    assert told.of("hovered") == [("S-uid",), ("",)]


def test_landmarks_come_before_the_handles_of_edit_mode(view: Viewport, hand: LandmarkHand) -> None:
    told = Told(hand)
    select(view, "A")
    view.set_editing(is_on=True)
    drag(view, LEFT, at(view, "A"), QPointF(30, 20))

    assert len(told.of("dropped")) == 1

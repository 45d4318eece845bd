"""Landmarks dragged, nudged and placed on a film, and lines of known length drawn on it."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from viewer.domain.finding import Finding, FindingKind
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import PointRegion
from viewer.overlay.shapes import raster_of
from viewer.ui.viewport.landmark_layers import hint_layer, line_layer, moved_layer
from viewer.ui.viewport.loupe import Loupe

if TYPE_CHECKING:
    from viewer.domain.cephalometry.usual import Hint
    from viewer.ui.viewport.widget import Viewport

REACH: Final = 9.0
"""Logical px around a landmark that take hold of it: a target of 18."""
_FINE_MM: Final = 0.1
_FINE_PX: Final = 0.1
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_BESIDE_ARROWS: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Aim(Enum):
    """What the next click on the film is for."""

    NONE = auto()
    PLACE = auto()
    """Where a landmark is that nobody found."""
    LINE = auto()
    """An end of a line of known length."""


class LandmarkHand(QObject):
    """What pointer and keys do to landmarks; nothing is kept here.

    Has the viewport's events before the viewport itself, and leaves it what is not about a
    landmark. `may_take` is asked, and says why not, before anything is moved.
    """

    taken = Signal(str)
    """The uid of the landmark that was taken hold of or clicked."""
    dragged = Signal(str, object)
    """Its uid, and the image point where it is now: while it goes on, nothing to be kept."""
    dropped = Signal(str, object)
    put_back = Signal(str)
    hovered = Signal(str)
    """The uid of the landmark under the pointer; empty for none."""
    placed = Signal(object)
    """The image point that was clicked."""
    line_drawn = Signal(object, object)
    aim_ended = Signal()
    """Nothing is to be clicked any more: it was, or somebody thought better of it."""

    def __init__(self, view: Viewport) -> None:
        super().__init__(view)
        self._view = view
        self._loupe = Loupe(view)
        self._held: Finding | None = None
        self._point = ImagePoint(0.0, 0.0)
        self._offset = (0.0, 0.0)
        self._has_moved = False
        self._keys: set[int] = set()
        self._start: ImagePoint | None = None
        self._hint: Hint | None = None
        self._code = ""
        self._hot = ""
        self.aim = Aim.NONE
        self.is_on = False
        self.may_take: Callable[[], bool] = lambda: True
        self.mm_per_pixel: Callable[[], tuple[float, float] | None] = lambda: None
        view.installEventFilter(self)
        view.editing_changed.connect(self._come_first)
        view.slice_changed.connect(self._drop_all)

    def set_on(self, *, is_on: bool) -> None:
        """Take part, or leave everything to the viewport."""
        if is_on != self.is_on:
            self.is_on = is_on
            self._drop_all()

    def aim_at(self, aim: Aim, code: str = "", hint: Hint | None = None) -> None:
        """Let the next click be for something; `hint`: where to look for landmark `code`."""
        self.cancel()
        self.aim, self._code, self._hint, self._start = aim, code, hint, None
        if aim is not Aim.NONE:
            self._view.set_overlay_visible(is_visible=True)
            self._view.setCursor(Qt.CursorShape.CrossCursor)
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_aim()

    def cancel(self) -> bool:
        """Put back what is in hand and aim at nothing; tell whether there was anything."""
        held, self._held = self._held, None
        had_aim, self.aim = self.aim is not Aim.NONE, Aim.NONE
        self._keys.clear()
        self._start = self._hint = None
        self._loupe.hide()
        if held is None and not had_aim:
            return False
        self._view.set_active(None)
        if held is not None:
            self.put_back.emit(held.uid)
        if had_aim:
            self._view.setCursor(Qt.CursorShape.CrossCursor)
            self.aim_ended.emit()
        return True

    @property
    def loupe(self) -> Loupe:
        """The loupe, for tests and pictures."""
        return self._loupe

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have what is about a landmark before it is a drag or a shortcut of the viewport's."""
        if not self.is_on or self._view.scene is None:
            return False
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() is QEvent.Type.FocusOut:
            self._finish_nudge()
        elif event.type() is QEvent.Type.Leave:
            self._hover("")
            if self._held is None:
                self._loupe.hide()
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        kind, place = event.type(), event.position()
        if kind is QEvent.Type.MouseMove:
            return self._moved(place, event.buttons())
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            return self._pressed(place)
        if kind is QEvent.Type.MouseButtonRelease and self._held is not None and not self._keys:
            self._released()
            return True
        return False

    def _pressed(self, place: QPointF) -> bool:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._finish_nudge()
        point = self._image_point(place)
        if point is None:
            return False
        if self.aim is not Aim.NONE:
            self._clicked(point)
            return True
        found = self._landmark_at(place)
        if found is None or not isinstance(found.placement.region, PointRegion):
            return False
        self.taken.emit(found.uid)
        if not self.may_take():
            return True
        at = found.placement.region.point
        self._offset = (at.column - point.column, at.row - point.row)
        self._held, self._point, self._has_moved = found, at, False
        self._loupe.show_at(at, place)
        return True

    def _clicked(self, point: ImagePoint) -> None:
        """Take a click for what it is aimed at; beside the image it is for nothing."""
        series = self._view.description
        if series is None or not raster_of(series).holds(point):
            return
        if self.aim is Aim.PLACE:
            self._let_aim_go()
            self.placed.emit(point)
            self.aim_ended.emit()
        elif self._start is None:
            self._start = point
            self._show_aim(point)
        elif point != self._start:
            start = self._start
            self._let_aim_go()
            self.line_drawn.emit(start, point)
            self.aim_ended.emit()

    def _let_aim_go(self) -> None:
        self.aim, self._start, self._hint = Aim.NONE, None, None
        self._loupe.hide()
        self._view.set_active(None)

    def _moved(self, place: QPointF, buttons: Qt.MouseButton) -> bool:
        point = self._image_point(place)
        if point is None:
            return False
        if self.aim is not Aim.NONE:
            self._view.probe_at(place.x(), place.y())
            self._view.setCursor(Qt.CursorShape.CrossCursor)
            self._loupe.show_at(point, place)
            if self._start is not None:
                self._show_aim(point)
            return buttons == Qt.MouseButton.NoButton
        if self._held is not None and not self._keys:
            across, down = self._offset
            self._put(ImagePoint(point.column + across, point.row + down), place)
            return True
        if buttons == Qt.MouseButton.NoButton:
            found = self._landmark_at(place)
            self._hover("" if found is None else found.uid)
        return False

    def _released(self) -> None:
        held, self._held = self._held, None
        self._loupe.hide()
        if held is not None and self._has_moved:
            self.dropped.emit(held.uid, self._point)
        self._view.set_active(None)

    def _put(self, point: ImagePoint, pointer: QPointF) -> None:
        """Show what is in hand at a place, and tell of it."""
        held, series, state = self._held, self._view.description, self._view.state
        scene = self._view.scene
        if held is None or series is None or state is None or scene is None:
            return
        point = raster_of(series).clipped(point)
        if point == self._point and self._has_moved:
            return
        self._point, self._has_moved = point, True
        self._view.set_active(moved_layer(held, point, scene.answered, series, state.slice_index))
        self._loupe.show_at(point, pointer)
        self.dragged.emit(held.uid, point)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.type() is QEvent.Type.KeyRelease:
            self._key_released(event)
            return False
        if not self._wants(event):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif (arrow := _arrow(event)) is not None:
            is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(event.key(), arrow, is_fine=is_fine)
        else:
            self.cancel()
        return True

    def _wants(self, event: QKeyEvent) -> bool:
        is_busy = self._held is not None or self.aim is not Aim.NONE
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Undo):
            return is_busy
        return _arrow(event) is not None and self._selected() is not None

    def _nudge(self, key: int, arrow: tuple[int, int], *, is_fine: bool) -> None:
        state = self._view.state
        if state is None or (self._held is not None and not self._keys):
            return  # the mouse has it
        if self._held is None:
            found = self._selected()
            if found is None or not self.may_take():
                return
            if not isinstance(found.placement.region, PointRegion):
                return
            self._held, self._point = found, found.placement.region.point
            self._has_moved = False
        self._keys.add(key)
        across, down = self._step(arrow, is_fine=is_fine)
        point = ImagePoint(self._point.column + across, self._point.row + down)
        self._put(point, self._loupe.pointer_of(point))

    def _step(self, arrow: tuple[int, int], *, is_fine: bool) -> tuple[float, float]:
        """Return a step along the screen's axes, image px: one px; fine 0.1 mm, or 0.1 px."""
        state = self._view.state
        if state is None:
            return 0.0, 0.0
        origin = state.camera.to_image(0.0, 0.0)
        there = state.camera.to_image(float(arrow[0]), float(arrow[1]))
        across, down = there.column - origin.column, there.row - origin.row
        mm = self.mm_per_pixel()
        width, height = (_FINE_PX, _FINE_PX) if mm is None else (_FINE_MM / mm[0], _FINE_MM / mm[1])
        if abs(across) > abs(down):
            return math.copysign(width if is_fine else 1.0, across), 0.0
        return 0.0, math.copysign(height if is_fine else 1.0, down)

    def _key_released(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and self._keys:
            self._keys.discard(event.key())
            if not self._keys:
                self._finish_nudge(is_over=True)

    def _finish_nudge(self, *, is_over: bool = False) -> None:
        if self._keys or is_over:
            self._keys.clear()
            self._released()

    def _selected(self) -> Finding | None:
        """Return the landmark that is selected, if it can be seen and taken."""
        scene, state = self._view.scene, self._view.state
        if scene is None or state is None or state.overlay.is_locked:
            return None
        finding = scene.finding(state.overlay.selected_uid)
        if finding is None or finding.kind is not FindingKind.LANDMARK:
            return None
        return finding if state.overlay.shows(finding) else None

    def _landmark_at(self, place: QPointF) -> Finding | None:
        """Return the nearest landmark in reach; of two the selected one."""
        scene, state = self._view.scene, self._view.state
        if scene is None or state is None or state.overlay.is_locked:
            return None
        x, y = self._view.device_px(place.x(), place.y())
        reach, best = REACH * self._view.devicePixelRatioF(), None
        for finding in scene.findings:
            region = finding.placement.region
            if finding.kind is not FindingKind.LANDMARK or not isinstance(region, PointRegion):
                continue
            if not state.overlay.shows(finding):
                continue
            left, top = state.camera.to_device(region.point)
            away = math.hypot(left - x, top - y)
            if away <= reach and finding.uid == state.overlay.selected_uid:
                return finding
            if away <= reach and (best is None or away < best[0]):
                best = (away, finding)
        return None if best is None else best[1]

    def _image_point(self, place: QPointF) -> ImagePoint | None:
        state = self._view.state
        if state is None:
            return None
        return state.camera.to_image(*self._view.device_px(place.x(), place.y()))

    def _hover(self, uid: str) -> None:
        if uid != self._hot:
            self._hot = uid
            self.hovered.emit(uid)

    def _show_aim(self, point: ImagePoint | None = None) -> None:
        series = self._view.description
        if series is None or self.aim is Aim.NONE:
            return
        if self.aim is Aim.PLACE:
            self._view.set_active(hint_layer(self._hint, self._code, series.pixel_aspect))
        elif self._start is not None and point is not None:
            self._view.set_active(line_layer(self._start, point, series))

    def _come_first(self, _is_editing: bool) -> None:
        """Stay before the shaper, which is made later: landmarks are dragged with the loupe."""
        self._view.removeEventFilter(self)
        self._view.installEventFilter(self)

    def _drop_all(self, *_: object) -> None:
        self.cancel()
        self._hover("")


def _arrow(event: QKeyEvent) -> tuple[int, int] | None:
    if event.modifiers() & ~_BESIDE_ARROWS:
        return None
    return _ARROWS.get(Qt.Key(event.key()))

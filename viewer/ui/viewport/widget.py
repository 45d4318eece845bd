"""The viewport: a stack view with its mouse, wheel and keys, and a place to drop files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.ui.labels import plain_tooltip
from viewer.ui.viewport.gestures import (
    CLICK_RADIUS_PX,
    Drag,
    Grey,
    Tool,
    WheelSteps,
    drag_window,
    drag_zoom,
    wheel_zoom,
)
from viewer.ui.viewport.steered_view import SteeredView

if TYPE_CHECKING:  # it brings the geometry, which an empty window does without
    from viewer.ui.viewport.shaper import Shaper

_FAST: Final = 10  # images per notch or arrow with Shift
_FINE: Final = 0.1
_COARSE: Final = 4.0
_BUTTONS: Final = {
    Qt.MouseButton.LeftButton: Drag.WINDOW,
    Qt.MouseButton.MiddleButton: Drag.PAN,
    Qt.MouseButton.RightButton: Drag.ZOOM,
}
_CURSORS: Final = {
    Drag.WINDOW: Qt.CursorShape.SizeAllCursor,
    Drag.PAN: Qt.CursorShape.ClosedHandCursor,
    Drag.ZOOM: Qt.CursorShape.SizeVerCursor,
}


class Viewport(SteeredView):
    """Left drag sets the window, middle pans, right zooms or, as a click, asks for the menu.

    The wheel goes through the images, with Ctrl it zooms at the pointer; a click on a finding
    selects it; a double click fits the image or returns to the view before. In edit mode a left
    drag on the selected finding reshapes it, with a tool it draws (`Shaper`).
    """

    finding_clicked = Signal(str)
    finding_hovered = Signal(str)
    """The uid under the pointer; empty for none."""
    context_menu_requested = Signal(QPoint)
    """In global coordinates."""
    files_dropped = Signal(list)
    """Paths as text."""
    region_edited = Signal(str, int, object)
    """A finding's uid, the slice from 0 and the region on it: once for each gesture."""
    region_drawn = Signal(object, int, object)
    """The Tool, the slice from 0 and the region on it."""
    tool_changed = Signal(object)
    """The new Tool."""
    editing_changed = Signal(bool)
    """Whether the selected finding can be reshaped now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self._drag = Drag.NONE
        self._button = Qt.MouseButton.NoButton
        self._pressed_at = QPointF()
        self._last = QPointF()
        self._has_moved = False
        self._wheel = WheelSteps()
        self._before_fit: float | None = None
        self._hints: Mapping[str, str] = {}
        self._hovered = ""
        self._shaper: Shaper | None = None
        self._may_edit: Callable[[str], bool] | None = None

    def set_hints(self, hints: Mapping[str, str]) -> None:
        """Set what is said of a finding (by uid) when the pointer rests on it; plain text."""
        self._hints = hints

    @property
    def is_editing(self) -> bool:
        """Tell whether the selected finding shows its handles."""
        return self._shaper is not None and self._shaper.is_editing

    @property
    def tool(self) -> Tool:
        """What a left drag draws now."""
        return Tool.NONE if self._shaper is None else self._shaper.tool

    def set_editing(self, *, is_on: bool) -> None:
        """Show the handles of the selected finding, whichever it will be, or put them away."""
        if self.state is not None and is_on != self.is_editing:
            self._shaping().set_editing(is_on=is_on)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_may_edit(self, may_edit: Callable[[str], bool]) -> None:
        """Set who is asked, by uid, whether a finding may be reshaped."""
        self._may_edit = may_edit
        if self._shaper is not None:
            self._shaper.set_may_edit(may_edit)

    def set_tool(self, tool: Tool, *, keeps: bool = False) -> None:
        """Draw with a tool, once; `keeps`: until Esc."""
        if self.state is not None and (tool is not self.tool or tool is not Tool.NONE):
            self._shaping().set_tool(tool, keeps=keeps)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel_gesture(self) -> bool:
        """Put back what is being dragged; tell whether there was anything."""
        return self._shaper is not None and self._shaper.cancel()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._drag is Drag.NONE and event.button() in _BUTTONS and self.state is not None:
            self._drag, self._button = self._meaning(event), event.button()
            self._pressed_at = self._last = event.position()
            self._has_moved = False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is Drag.NONE:
            self._hover(event.position())
        elif self._has_moved or self._is_beyond_click(event.position()):
            if not self._has_moved:
                self._has_moved = True
                self._show_drag_cursor()
            self._drag_to(event.position(), event.modifiers())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() is not self._button:
            return
        was_click, was_shaping = not self._has_moved, self._drag is Drag.SHAPE
        self._drag, self._button = Drag.NONE, Qt.MouseButton.NoButton
        self._has_moved = False
        if was_shaping and self._shaper is not None:
            self._shaper.release(event.modifiers(), was_click=was_click)
        elif was_click and event.button() is Qt.MouseButton.RightButton:
            self.context_menu_requested.emit(event.globalPosition().toPoint())
        elif was_click and event.button() is Qt.MouseButton.LeftButton:
            uid = self.finding_at(event.position().x(), event.position().y())
            if uid is not None:
                self.finding_clicked.emit(uid)
        self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)  # two quick clicks of another button are two clicks
            return
        event.accept()
        if self._shaper is not None:
            if self._shaper.has_just_drawn():
                return
            if self._shaper.takes(event.position()):  # the second click must not lose the edit
                self.mousePressEvent(event)
                return
        self.toggle_fit(event.position().x(), event.position().y())

    def toggle_fit(self, x: float | None = None, y: float | None = None) -> None:
        """Fit the image, or zoom as it was before around (x, y) in logical px (else 1:1)."""
        if self.state is None:
            return
        camera = self.state.camera
        if not camera.is_fitted:
            self._before_fit = camera.zoom
            self.fit()
            return
        across = self.width() / 2 if x is None else x
        down = self.height() / 2 if y is None else y
        zoom = self._before_fit or camera.one_to_one().zoom
        if abs(zoom / camera.zoom - 1) < 0.01:  # 1:1 and fitted look the same: go nearer
            zoom *= 2
        self.set_camera(camera.zoomed_at(*self.device_px(across, down), zoom / camera.zoom))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.state is None:
            event.ignore()
            return
        # Some systems turn the wheel sideways while Shift or Alt is held.
        angle = event.angleDelta().y() or event.angleDelta().x()
        pixels = event.pixelDelta().y() or event.pixelDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            place = self.device_px(event.position().x(), event.position().y())
            self.set_camera(self.state.camera.zoomed_at(*place, wheel_zoom(angle, pixels)))
        else:
            is_fast = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step(self._wheel.add(angle, pixels) * (_FAST if is_fast else 1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_fast = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self.state is not None and self._on_key(event.key(), _FAST if is_fast else 1):
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # With the mouse the menu comes on release, since a right drag zooms.
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.state is not None:
            self.context_menu_requested.emit(self.mapToGlobal(self.rect().center()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._set_probe(None)
        self._point_at("")
        super().leaveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.set_drop_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_drop_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_drop_target(False)
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _meaning(self, event: QMouseEvent) -> Drag:
        usual = _BUTTONS[event.button()]
        if usual is not Drag.WINDOW:
            return usual
        if self._shaper is not None:
            self._shaper.set_touched(is_touched=_is_touch(event))
        if self._shaper is not None and self._shaper.takes(event.position()):
            self._shaper.press(event.position())
            return Drag.SHAPE
        if self.scene is not None and self.scene.is_coloured:
            return Drag.PAN  # colours have no window
        return usual

    def _shaping(self) -> Shaper:
        """Return what reshapes and draws; made when first needed."""
        if self._shaper is None:
            from viewer.ui.viewport.shaper import Shaper

            self._shaper = Shaper(self)
            if self._may_edit is not None:
                self._shaper.set_may_edit(self._may_edit)
        return self._shaper

    def _show_drag_cursor(self) -> None:
        if self._drag is not Drag.SHAPE:
            self.setCursor(_CURSORS[self._drag])
        elif self._shaper is not None:
            cursor = self._shaper.drag_cursor()
            if cursor is not None:
                self.setCursor(cursor)

    def _is_beyond_click(self, place: QPointF) -> bool:
        way = place - self._pressed_at
        return way.x() ** 2 + way.y() ** 2 >= CLICK_RADIUS_PX**2

    def _drag_to(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        way = place - self._last
        self._last = place
        if self.state is None:
            return
        camera = self.state.camera
        if self._drag is Drag.SHAPE:
            if self._shaper is not None:
                self._shaper.drag_to(place)
        elif self._drag is Drag.WINDOW:
            self._drag_window(way, modifiers)
        elif self._drag is Drag.PAN:
            self.set_camera(camera.panned(*self.device_px(way.x(), way.y())))
        else:
            fixed = self.device_px(self._pressed_at.x(), self._pressed_at.y())
            self.set_camera(camera.zoomed_at(*fixed, drag_zoom(way.y())))

    def _drag_window(self, way: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.state is None or self.state.grey is None:
            return
        speed = 1.0
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            speed = _FINE
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            speed = _COARSE
        self.leave_table()
        window = self.state.grey.window
        start = Grey(window.center, window.width, window.least_width)
        dragged = drag_window(start, way.x(), way.y(), speed=speed)
        self.set_window(window.moved(dragged.center, dragged.width))

    def _hover(self, place: QPointF) -> None:
        self.probe_at(place.x(), place.y())
        uid = self.finding_at(place.x(), place.y())
        self._point_at(uid or "")
        hint = plain_tooltip(self._hints.get(uid or "", ""))
        if hint != self.toolTip():
            self.setToolTip(hint)
        shaping = None if self._shaper is None else self._shaper.hover(place)
        if self.state is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        elif shaping is not None:
            self.setCursor(shaping)
        elif uid is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def _point_at(self, uid: str) -> None:
        if uid != self._hovered:
            self._hovered = uid
            self.finding_hovered.emit(uid)

    def _on_key(self, key: int, count: int) -> bool:
        """Do what a key means; False where it means nothing here."""
        match key:
            case Qt.Key.Key_Down:
                self.step(count)
            case Qt.Key.Key_Up:
                self.step(-count)
            case Qt.Key.Key_Home:
                self.first_slice()
            case Qt.Key.Key_End:
                self.last_slice()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case _:
                return False
        return True


def _is_touch(event: QMouseEvent) -> bool:
    """Tell whether a press comes from a finger or a pen, made into one of a mouse by Qt."""
    is_mouse = event.pointerType() is QPointingDevice.PointerType.Generic
    is_made = event.source() is not Qt.MouseEventSource.MouseEventNotSynthesized
    return is_made or not is_mouse

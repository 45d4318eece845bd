"""A rectangle drawn over the image, with the mouse or with keys; nothing is kept here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from viewer.ui.viewport.gestures import Tool
from viewer.ui.viewport.region_frame import Region, RegionFrame

if TYPE_CHECKING:
    from viewer.geometry.points import ImagePoint
    from viewer.ui.viewport.widget import Viewport

LEAST_SIDE: Final = 16
"""Image px: of less nothing can be told."""
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_TAKES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_FIRST_SHARE: Final = 0.5
_STEP_SHARE: Final = 0.02


class RegionHand(QObject):
    """Has the viewport's events first while it is on, and leaves it wheel and other buttons.

    A left drag draws; Enter puts a rectangle in the middle, arrows move it, with Shift they size
    it, Enter takes it. Escape leaves. The rectangle is clamped to the image.
    """

    drawn = Signal(int, object)
    """The slice from 0, and the Region on it."""
    too_small = Signal()
    ended = Signal()
    """Nothing is drawn any more: it was, or somebody thought better of it."""

    def __init__(self, view: Viewport) -> None:
        super().__init__(view)
        self._view = view
        self._frame = RegionFrame(view)
        self._start: ImagePoint | None = None
        self._end: ImagePoint | None = None
        self._set: Region | None = None
        """The rectangle that is moved with keys."""
        self.is_on = False
        view.slice_changed.connect(self._forget)

    @property
    def region(self) -> Region | None:
        """The rectangle as it is now; None while there is none."""
        if self._set is not None:
            return self._set
        if self._start is None or self._end is None:
            return None
        return self._between(self._start, self._end)

    def begin(self) -> bool:
        """Draw: the next left drag, or what keys make; tell whether there is an image."""
        if self._view.state is None or self.is_on:
            return self.is_on
        self._view.set_tool(Tool.NONE)
        self._view.set_editing(is_on=False)
        self.is_on = True
        self._view.installEventFilter(self)  # the last one in comes first
        self._view.setCursor(Qt.CursorShape.CrossCursor)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def end(self) -> None:
        """Draw nothing any more."""
        if self.is_on:
            self.is_on = False
            self._view.removeEventFilter(self)
            self._forget()
            self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have what draws, and the keys for it."""
        if self._view.state is None:
            return False
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseMove:
            if self._start is None:
                return False
            self._end = self._image_point(event.position())
            self._show()
            return True
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            self._set = None
            self._start = self._end = self._image_point(event.position())
            return True
        if kind is QEvent.Type.MouseButtonRelease and self._start is not None:
            self._end = self._image_point(event.position())
            self._take()
            return True
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        is_arrow = key in _ARROWS and self._set is not None
        if not (is_arrow or key in _TAKES or key == Qt.Key.Key_Escape):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() is QEvent.Type.KeyPress:
            if key == Qt.Key.Key_Escape:
                self.end()
            elif is_arrow:
                self._move(_ARROWS[key], sizes=_has_shift(event))
            else:
                self._put_or_take()
        return True

    def _put_or_take(self) -> None:
        if self._set is not None:
            self._take()
            return
        width, height = self._size()
        across, down = (round(side * (1 - _FIRST_SHARE) / 2) for side in (width, height))
        self._set = (across, down, width - across, height - down)
        self._show()

    def _move(self, arrow: tuple[int, int], *, sizes: bool) -> None:
        """Move the rectangle, or its right and lower edge, along the screen's axes."""
        if self._set is None:
            return
        width, height = self._size()
        across, down = self._along_screen(arrow)
        across *= max(1, round(width * _STEP_SHARE))
        down *= max(1, round(height * _STEP_SHARE))
        left, top, right, bottom = self._set
        if sizes:
            right = min(max(right + across, left + LEAST_SIDE), width)
            bottom = min(max(bottom + down, top + LEAST_SIDE), height)
        else:
            across = min(max(across, -left), width - right)
            down = min(max(down, -top), height - bottom)
            left, top, right, bottom = left + across, top + down, right + across, bottom + down
        self._set = (left, top, right, bottom)
        self._show()

    def _along_screen(self, arrow: tuple[int, int]) -> tuple[int, int]:
        """Return a step on the screen as one in the image, which may be turned or mirrored."""
        state = self._view.state
        if state is None:
            return arrow
        origin = state.camera.to_image(0.0, 0.0)
        there = state.camera.to_image(float(arrow[0]), float(arrow[1]))
        across, down = there.column - origin.column, there.row - origin.row
        if abs(across) > abs(down):
            return int(math.copysign(1, across)), 0
        return 0, int(math.copysign(1, down))

    def _take(self) -> None:
        """Hand over the rectangle, unless it is too small to ask about."""
        region, state = self.region, self._view.state
        if region is None or state is None:
            return
        left, top, right, bottom = region
        if min(right - left, bottom - top) < LEAST_SIDE:
            self._forget()
            self.too_small.emit()
            return
        self.end()
        self.drawn.emit(state.slice_index, region)

    def _show(self) -> None:
        region, state = self.region, self._view.state
        if region is not None and state is not None:
            self._frame.show_region(state.slice_index, region)

    def _forget(self, *_: object) -> None:
        self._start = self._end = self._set = None
        self._frame.clear()

    def _between(self, one: ImagePoint, other: ImagePoint) -> Region:
        """Return the pixels that are touched, within the image."""
        width, height = self._size()
        columns = sorted((one.column, other.column))
        rows = sorted((one.row, other.row))
        return (
            min(max(math.floor(columns[0]), 0), width),
            min(max(math.floor(rows[0]), 0), height),
            min(max(math.ceil(columns[1]), 0), width),
            min(max(math.ceil(rows[1]), 0), height),
        )

    def _size(self) -> tuple[int, int]:
        description = self._view.description
        return (0, 0) if description is None else (description.columns, description.rows)

    def _image_point(self, place: QPointF) -> ImagePoint | None:
        state = self._view.state
        if state is None:
            return None
        return state.camera.to_image(*self._view.device_px(place.x(), place.y()))


def _has_shift(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

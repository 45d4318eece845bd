"""The mouse and the arrows on a picture of two volumes: the divider, the range of the colours."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from viewer.imaging.compare import CompareMode
from viewer.paint.compare import divider_line
from viewer.ui.viewport.compare_amounts import amount_of, stepped, with_amount
from viewer.ui.viewport.gestures import Tool

if TYPE_CHECKING:
    from viewer.imaging.compare import CompareState
    from viewer.ui.viewport.widget import Viewport

_REACH_PX: Final = 8.0  # logical px beside the divider that count as on it
_ARROWS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_GROWTH: Final = 0.005  # of the range for each px to the right, as the window's width has it
_KEYS: Final = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})


class CompareHand(QObject):
    """Drags the divider of a swipe with the left button, or moves it with left and right.

    In a difference the left button sets the range of the colours, as it sets the window else;
    on a finding it selects.
    Everything else goes on to the view.
    """

    def __init__(self, view: Viewport) -> None:
        super().__init__(view)
        self._view = view
        self._last: QPointF | None = None
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the events that are meant for the comparison."""
        compare = self._composing()
        if compare is None:
            self._last = None
            return False
        kind = event.type()
        if kind in _KEYS and compare.mode is CompareMode.SWIPE:
            return self._on_key(cast("QKeyEvent", event), compare)
        if kind is QEvent.Type.MouseButtonPress:
            return self._press(cast("QMouseEvent", event), compare)
        if kind is QEvent.Type.MouseMove:
            return self._move(cast("QMouseEvent", event), compare)
        if kind is QEvent.Type.MouseButtonRelease and self._last is not None:
            return self._release(cast("QMouseEvent", event))
        return False

    def _composing(self) -> CompareState | None:
        """Return how the picture is composed; None where it is not, or something is in hand."""
        scene, state = self._view.scene, self._view.state
        if scene is None or state is None or scene.compared is None:
            return None
        if self._view.is_editing or self._view.tool is not Tool.NONE:
            return None
        return scene.compared.composing(state)

    def _on_key(self, event: QKeyEvent, compare: CompareState) -> bool:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        event.accept()  # else the arrows go through the images
        if event.type() is QEvent.Type.KeyPress:
            self._view.set_compare(stepped(compare, way))
        return True

    def _press(self, event: QMouseEvent, compare: CompareState) -> bool:
        at = event.position()
        is_free = compare.mode is CompareMode.DIFFERENCE and not self._view.finding_at(
            at.x(), at.y()
        )
        is_ours = event.button() is Qt.MouseButton.LeftButton and (
            is_free or self._is_on_divider(event, compare)
        )
        if is_ours:
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            self._last = event.position()
        return is_ours

    def _move(self, event: QMouseEvent, compare: CompareState) -> bool:
        if self._last is None:
            if not self._is_on_divider(event, compare) or event.buttons():
                return False
            self._view.setCursor(Qt.CursorShape.SplitHCursor)
            return True
        way, self._last = event.position() - self._last, event.position()
        if compare.mode is CompareMode.DIFFERENCE:
            reach = amount_of(compare) * math.exp(_GROWTH * way.x())
            step = math.copysign(1, way.x()) if way.x() else 0  # a slow drag moves it too
            number = round(reach)
            same = number == amount_of(compare)
            self._view.set_compare(with_amount(compare, number + int(step) * same))
        else:
            self._view.set_compare(replace(compare, divider=self._divider_at(event.position())))
        return True

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._last = None
        return True

    def _is_on_divider(self, event: QMouseEvent, compare: CompareState) -> bool:
        state = self._view.state
        if state is None or compare.mode is not CompareMode.SWIPE:
            return False
        first, last = divider_line(compare, state.camera)
        at = QPointF(*self._view.device_px(event.position().x(), event.position().y()))
        reach = _REACH_PX * self._view.devicePixelRatioF()
        return _distance(at, first, last) <= reach

    def _divider_at(self, place: QPointF) -> float:
        """Return the share of the image's width at a place in logical px."""
        state = self._view.state
        if state is None:
            return 0.5
        point = state.camera.to_image(*self._view.device_px(place.x(), place.y()))
        return min(max(point.column / state.camera.image_width, 0.0), 1.0)


def _distance(at: QPointF, first: QPointF, last: QPointF) -> float:
    """Return how far a place is from a line between two others."""
    way, aside = last - first, at - first
    length = way.x() ** 2 + way.y() ** 2
    share = 0.0
    if length > 0:
        share = min(max((aside.x() * way.x() + aside.y() * way.y()) / length, 0.0), 1.0)
    return math.hypot(aside.x() - share * way.x(), aside.y() - share * way.y())

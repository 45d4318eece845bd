"""A small cross where the pointer of another view is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from viewer.geometry.points import ImagePoint
    from viewer.ui.viewport.stack_view import StackView

_SIDE: Final = 25  # logical px, odd: its middle is a pixel
_GAP: Final = 4  # what is pointed at stays free
_LINE: Final = QColor("#ffd08a")
_SHADOW: Final = QColor(0, 0, 0, 170)


class PointerMark(QWidget):
    """Lies over a view and lets all events through; hidden while there is nothing to mark."""

    def __init__(self, view: StackView) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(_SIDE, _SIDE)
        self._view = view
        self._point: ImagePoint | None = None
        self.hide()

    def mark(self, point: ImagePoint | None) -> None:
        """Mark an image point; None: nothing."""
        self._point = point
        self.place()

    def place(self) -> None:
        """Go to where the point is seen now."""
        state = self._view.state
        if self._point is None or state is None:
            self.hide()
            return
        x, y = state.camera.to_device(self._point)
        ratio = self._view.devicePixelRatioF()
        self.move(QPoint(int(x / ratio) - _SIDE // 2, int(y / ratio) - _SIDE // 2))
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle, end = _SIDE // 2, _SIDE - 1
        for colour, width in ((_SHADOW, 3), (_LINE, 1)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(middle, 0, middle, middle - _GAP)
            painter.drawLine(middle, middle + _GAP, middle, end)
            painter.drawLine(0, middle, middle - _GAP, middle)
            painter.drawLine(middle + _GAP, middle, end, middle)
        painter.end()

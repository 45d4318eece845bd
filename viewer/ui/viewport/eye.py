"""A small eye beside what lies under the pointer: it hides that finding alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QToolButton

from viewer.ui.icons import icon

if TYPE_CHECKING:
    from viewer.ui.viewport.widget import Viewport

_SIDE: Final = 26
_ICON: Final = 18
_STAYS_MS: Final = 700
"""So long it waits for the pointer on its way from the finding."""
_APART: Final = 2
_LOOK: Final = (
    "QToolButton#eye { background: rgba(12, 15, 19, 215); border: 1px solid #5a636e;"
    " border-radius: 5px; padding: 0; }"
    "QToolButton#eye:hover { background: #2c343d; border-color: #aab4bf; }"
)
"""It lies on the image, which is dark in every theme."""


class EyeButton(QToolButton):
    """Lies over a viewport; shown beside the label of a finding, hidden a moment later."""

    eye_clicked = Signal(str)

    def __init__(self, view: Viewport) -> None:
        super().__init__(view)
        self.setObjectName("eye")
        self.setStyleSheet(_LOOK)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to the image
        self.setFixedSize(_SIDE, _SIDE)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setIcon(icon("eye-off", "#e8ebef", _ICON))
        words = QCoreApplication.translate("Dental", "Hide this finding  (Shift+H)")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._view = view
        self.uid = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self._leave)
        self.clicked.connect(self._tell)
        view.camera_changed.connect(self.hide)
        self.hide()

    def show_at(self, uid: str) -> None:
        """Show it beside a finding's label; empty: hide it in a moment."""
        if not uid:
            self._timer.start()
            return
        place = self._view.label_place(uid)
        if place is None:
            self.hide()
            return
        self._timer.stop()
        self.uid = uid
        left = place.right() + _APART
        if left + _SIDE > self._view.width():
            left = place.left() - _APART - _SIDE
        top = min(max(0, place.center().y() - _SIDE // 2), self._view.height() - _SIDE)
        self.move(QPoint(max(0, left), top))
        self.show()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def _tell(self) -> None:
        self.hide()
        self.eye_clicked.emit(self.uid)

    def _leave(self) -> None:
        if not self.underMouse():
            self.hide()

"""The bar over a dental picture: which layers are drawn, in which colours, from how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from viewer.ui.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

_SMALLEST: Final = 200


class DentalBar(QWidget):
    """A button for each layer, and one with all that is chosen more seldom.

    The buttons are those of the actions, so that menu, key and button agree.
    """

    def __init__(
        self, switches: Sequence[QAction], more: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dentalBar")
        self.setAccessibleName(QCoreApplication.translate("Dental", "What is drawn"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons = [self._button(action) for action in switches]
        self.more = QToolButton()
        self.more.setText(QCoreApplication.translate("Dental", "Look"))
        self.more.setToolTip(
            QCoreApplication.translate("Dental", "Colours, numbers, least confidence")
        )
        self.more.setAccessibleName(self.more.toolTip())
        self.more.setMenu(more)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remark = ElidedLabel(role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 3, 6, 3)
        layout.setSpacing(4)
        for button in (*self.buttons, self.more):
            layout.addWidget(button)
        layout.addWidget(self.remark, 1)

    def show_remark(self, text: str) -> None:
        """Say what is left out of the picture; empty: nothing is."""
        self.remark.show_text(text)

    def sizeHint(self) -> QSize:
        return QSize(_SMALLEST, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the image
        button.setAccessibleName(action.text())
        return button

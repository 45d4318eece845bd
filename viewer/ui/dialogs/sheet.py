"""The frame of every dialog: a title, what it is about, buttons; opened, never executed."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.labels import line, plain_label

_EDGE: Final = 40
"""Logical px that the largest sheet leaves free, for the frame that a desktop draws around it."""


class Sheet(QDialog):
    """A dialog that leaves the rest of the window alive. Escape closes it."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(width)
        self._has_own_size = False
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(20, 20, 20, 16)
        self._outer.setSpacing(12)
        self._outer.addWidget(plain_label(title, "title"))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self._outer.addLayout(self.body, 1)
        self._outer.addWidget(line())
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch()
        self._outer.addLayout(self._buttons)

    def fit(self) -> None:
        """Take the height that the content needs at this width."""
        self._outer.activate()
        width = max(self.minimumWidth(), self.sizeHint().width())
        height = self._outer.totalHeightForWidth(width)
        self.resize(width, max(height, 120) if height > 0 else self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        if not self._has_own_size:
            self.fit()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus: Qt presses the default one, or none."""
        focus = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focus, QPushButton):
            focus.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an edge: without a frame of the desktop a dark sheet melts into a dark window."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().border_strong))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def add_button(self, text: str, *, is_primary: bool = False) -> QPushButton:
        """Add a button at the foot; the primary one answers to Enter."""
        button = QPushButton(text)
        button.setAutoDefault(is_primary)
        button.setDefault(is_primary)
        if is_primary:
            button.setProperty("role", "primary")
        self._buttons.addWidget(button)
        return button

    def take_size(self, width: int, height: int) -> None:
        """Open at this size, or as large as there is room: for sheets with a list that scrolls."""
        self._has_own_size = True
        parent = self.parentWidget()
        room = self.screen().availableSize()
        if parent is not None:
            room = room.expandedTo(parent.window().size())
        self.resize(min(width, room.width() - _EDGE), min(height, room.height() - _EDGE))

    def add_close(self, text: str) -> QPushButton:
        """Add the button that closes without doing anything."""
        button = self.add_button(text)
        button.clicked.connect(self.reject)
        return button

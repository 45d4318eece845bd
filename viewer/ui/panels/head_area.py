"""The upper part of a panel: as high as it needs to be, and scrolled where the window is low."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST_PX: Final = 84
"""Logical px that stay of it: a title and a line."""


class HeadArea(QScrollArea):
    """Gives its content the height that it needs at the present width, as long as there is room."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Return what the content needs beside a scroll bar, if there is one: so it goes again."""
        content = self._content
        width = max(self.viewport().width(), content.minimumSizeHint().width())
        height = content.heightForWidth(width)
        return QSize(
            content.sizeHint().width(), height if height > 0 else content.sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        """Return what has to be in sight at least."""
        content = self._content
        return QSize(content.minimumSizeHint().width(), min(_LEAST_PX, self.sizeHint().height()))

    def event(self, event: QEvent) -> bool:
        """Ask for another height when the content or the width changes."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self.updateGeometry()
        return super().event(event)

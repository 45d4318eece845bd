"""What a viewport shows when it has no image: nothing open, opening, or what went wrong."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.icons import pixmap
from viewer.ui.labels import plain_label

_TEXT_WIDTH: Final = 440
_MARGIN: Final = 32
_ICON: Final = 44


class StatePage(QWidget):
    """An icon, a sentence and what to do, in the middle of the viewport."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = "study"
        self._is_bad = False
        self._is_target = False
        self._picture = QLabel()
        self._title = plain_label("", "hero", wraps=True)
        self._detail = plain_label("", "muted", wraps=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(200, 4)
        for label in (self._picture, self._title, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout = QVBoxLayout(self)
        self._arrange()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_words(self, icon_name: str, title: str, detail: str = "") -> None:
        """Show a state in words; `icon_name` is one of our icons."""
        self._icon_name, self._is_bad = icon_name, icon_name in {"error", "warning"}
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._progress.hide()
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self._recolour()

    def show_progress(self, share: float | None) -> None:
        """Show a thin bar; None means that the end is not known yet."""
        self._progress.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self._progress.setValue(round(share * 1000))
        self._progress.show()

    def show_drop_target(self, is_target: bool) -> None:
        """Draw a frame while something is dragged over it."""
        self._is_target = is_target
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Wrapped labels get their height right only when they fill the layout's width.
        side = max(_MARGIN, (self.width() - _TEXT_WIDTH) // 2)
        self._layout.setContentsMargins(side, _MARGIN, side, _MARGIN)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_target:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._recolour()
        super().changeEvent(event)

    def _arrange(self) -> None:
        layout = self._layout
        layout.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, middle)
        layout.addSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._detail)
        layout.addSpacing(8)
        layout.addWidget(self._progress, 0, middle)
        layout.addStretch(3)
        self._progress.hide()

    def _recolour(self) -> None:
        tokens = theme.current()
        colour = tokens.bad if self._is_bad else tokens.muted
        self._picture.setPixmap(pixmap(self._icon_name, colour, _ICON, self.devicePixelRatioF()))

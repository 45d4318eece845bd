"""The slider beside a viewport: where in the stack, and where the findings are."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

_WIDTH: Final = 22
_MARGIN: Final = 10  # above the first and below the last slice
_TRACK: Final = 4
_MARK: Final = QSize(10, 3)
_HANDLE_HEIGHT: Final = 12


class SliceBar(QAbstractSlider):
    """A vertical slider, the first slice at the top.

    `value` is the slice index from 0. Marks show the slices that findings reach. It asks for a
    slice with `slice_requested`; `show_slice` moves it without asking.
    """

    slice_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setInvertedControls(True)  # arrow down goes on, as the wheel does
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setPageStep(10)
        self._marks: Mapping[int, str] = {}
        self._emphasised: frozenset[int] = frozenset()
        self._loaded = 1.0
        self._is_hovered = False
        self._is_silent = False
        self.valueChanged.connect(self._on_value_changed)
        self._retranslate()
        self.show_stack(0)

    def show_stack(self, count: int) -> None:
        """Set the number of slices; with fewer than two there is nothing to slide."""
        self._is_silent = True
        self.setRange(0, max(0, count - 1))
        self._is_silent = False
        self._marks, self._emphasised = {}, frozenset()
        self.setEnabled(count > 1)
        self.setPageStep(max(1, min(10, count // 10)))
        self.update()

    def show_slice(self, index: int) -> None:
        """Move the handle; nothing is asked for."""
        self._is_silent = True
        self.setValue(index)
        self._is_silent = False

    def show_marks(self, marks: Mapping[int, str], emphasised: frozenset[int]) -> None:
        """Set the colour (`#rrggbb`) of each slice with findings, and the selected one's slices."""
        if marks != self._marks or emphasised != self._emphasised:
            self._marks, self._emphasised = dict(marks), emphasised
            self.update()

    def show_loaded(self, share: float) -> None:
        """Set how much of the stack has been read, 0 to 1."""
        if abs(share - self._loaded) > 1e-9:
            self._loaded = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(_WIDTH, 60)

    def y_of(self, index: float) -> float:
        """Return the height of a slice's mark in widget px."""
        room = max(1.0, self.height() - 2.0 * _MARGIN)
        return _MARGIN + room * index / max(1, self.maximum())

    def index_at(self, y: float) -> int:
        """Return the slice at a height in widget px."""
        room = max(1.0, self.height() - 2.0 * _MARGIN)
        share = min(1.0, max(0.0, (y - _MARGIN) / room))
        return round(share * self.maximum())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._snapped(event.position().y()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().y())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(index)
        elif self.isEnabled():
            QToolTip.showText(event.globalPosition().toPoint(), self._tip(index), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def enterEvent(self, event: QEvent) -> None:
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))
        if self.maximum() > 0:
            self._paint_track(painter, palette)
            self._paint_marks(painter)
            self._paint_handle(painter, palette)

    def _paint_track(self, painter: QPainter, palette: QPalette) -> None:
        left = (self.width() - _TRACK) / 2
        track = QRectF(left, _MARGIN, _TRACK, self.height() - 2 * _MARGIN)
        color = palette.color(QPalette.ColorRole.Mid)
        color.setAlpha(110)
        painter.setBrush(color)
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)
        if self._loaded < 1.0:  # the share that has been read, not which slices: centre first
            middle = self.y_of(self.maximum() / 2)
            reach = track.height() / 2 * self._loaded
            painter.setBrush(palette.color(QPalette.ColorRole.Accent))
            read = QRectF(left, middle - reach, _TRACK, 2 * reach)
            painter.drawRoundedRect(read, _TRACK / 2, _TRACK / 2)

    def _paint_marks(self, painter: QPainter) -> None:
        middle = self.width() / 2
        for index, color in self._marks.items():
            is_emphasised = index in self._emphasised
            width = _MARK.width() + (6 if is_emphasised else 0)
            height = _MARK.height()
            brush = QColor(color)
            brush.setAlpha(255 if is_emphasised else 190)
            painter.setBrush(brush)
            place = QRectF(middle - width / 2, self.y_of(index) - height / 2, width, height)
            painter.drawRoundedRect(place, 1, 1)

    def _paint_handle(self, painter: QPainter, palette: QPalette) -> None:
        is_active = self.isSliderDown() or self._is_hovered or self.hasFocus()
        role = QPalette.ColorRole.Accent if is_active else QPalette.ColorRole.WindowText
        color = palette.color(role)
        y = self.y_of(self.value())
        outline = QRectF(3.5, y - _HANDLE_HEIGHT / 2, self.width() - 7, _HANDLE_HEIGHT)
        fill = QColor(color)
        fill.setAlpha(110)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(fill)
        painter.drawRoundedRect(outline, 4, 4)

    def _snapped(self, y: float) -> int:
        """Return the slice at `y`, or the marked one that a press there surely meant."""
        index = self.index_at(y)
        near = [mark for mark in self._marks if abs(self.y_of(mark) - y) <= _MARK.height()]
        return min(near, key=lambda mark: abs(self.y_of(mark) - y), default=index)

    def _on_value_changed(self, value: int) -> None:
        self.update()
        if not self._is_silent:
            self.slice_requested.emit(value)

    def _tip(self, index: int) -> str:
        text = QCoreApplication.translate("SliceBar", "Image {0} of {1}")
        return text.format(index + 1, self.maximum() + 1)

    def _retranslate(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("SliceBar", "Slice"))
        self.setAccessibleDescription(
            QCoreApplication.translate("SliceBar", "Arrow keys go through the images of the stack")
        )

"""What is painted on the cards of a result: bars of probabilities, a scale of steps."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui import theme
from viewer.ui.card_rows import Bar, Steps
from viewer.ui.labels import plain_tooltip

_BAR: Final = 6
_BAR_GAP: Final = 4
_ROW_GAP: Final = 8
_STEP: Final = 8
_STEP_GAP: Final = 3
_WIDTH: Final = 200
_SMALLER: Final = 0.88  # five numbers beside each other in a narrow panel
_SMALLEST_PT: Final = 8.0


class BarsView(QWidget):
    """Names with their numbers, and below each a bar as long as it is probable."""

    def __init__(self, bars: Sequence[Bar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = tuple(bars)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        spoken = ", ".join(f"{bar.name} {bar.text}" for bar in self._bars)
        self.setAccessibleName(spoken)
        self.setToolTip(plain_tooltip(spoken))

    def sizeHint(self) -> QSize:
        """Return the height of all bars."""
        return QSize(_WIDTH, max(0, len(self._bars) * self._pitch() - _ROW_GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, most = self.fontMetrics().height(), max((b.fraction for b in self._bars), default=0)
        for number, bar in enumerate(self._bars):
            top = number * self._pitch()
            is_most = bar.fraction == most
            _write(painter, QRectF(0, top, self.width(), height), (bar.name, bar.text), is_most)
            track = QRectF(0, top + height + _BAR_GAP, self.width(), _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.border))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
            length = track.width() * min(max(bar.fraction, 0.0), 1.0)
            if length > 0:
                filled = QRectF(track.left(), track.top(), max(length, _BAR), _BAR)
                painter.setBrush(QColor(tokens.accent if is_most else tokens.border_strong))
                painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)
        painter.end()

    def _pitch(self) -> int:
        return self.fontMetrics().height() + _BAR_GAP + _BAR + _ROW_GAP


class StepsView(QWidget):
    """A row of steps with their numbers below; the one that it is stands out."""

    def __init__(self, steps: Steps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{steps.labels[steps.current]}, {steps.words}")

    def sizeHint(self) -> QSize:
        """Return the height of the steps and their numbers."""
        return QSize(_WIDTH, _STEP + 4 + self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self.font())
        small.setPointSizeF(max(_SMALLEST_PT, small.pointSizeF() * _SMALLER))
        count = len(self._steps.labels)
        width = (self.width() - (count - 1) * _STEP_GAP) / count
        for number, label in enumerate(self._steps.labels):
            left = number * (width + _STEP_GAP)
            is_it = number == self._steps.current
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent if is_it else tokens.border))
            painter.drawRoundedRect(QRectF(left, 0, width, _STEP), 3, 3)
            painter.setFont(_weighted(small, is_bold=is_it))
            painter.setPen(QColor(tokens.text if is_it else tokens.muted))
            place = QRectF(left - 6, _STEP + 3, width + 12, self.fontMetrics().height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)
        painter.end()


def _write(painter: QPainter, box: QRectF, words: tuple[str, str], is_bold: bool) -> None:
    """Write a name at the left, elided where it must be, and a number at the right."""
    tokens = theme.current()
    name, number = words
    painter.setFont(_weighted(painter.font(), is_bold=is_bold))
    painter.setPen(QColor(tokens.text if is_bold else tokens.muted))
    metrics = painter.fontMetrics()
    room = int(box.width()) - metrics.horizontalAdvance(number) - 8
    name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, name)
    painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, number)


def _weighted(font: QFont, *, is_bold: bool) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return made

"""What the colours of a tooth chart mean: one short line."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui import theme
from viewer.ui.panels.tooth_chart_content import ChartContent, chart_colours
from viewer.words.teeth import dental_status_words

_SAMPLE: Final = 14.0
_APART: Final = 14.0
_BETWEEN: Final = 5.0


class ToothLegend(QWidget):
    """The three states with their strokes, then what a dentist made; wraps where it must."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = ChartContent()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(
            QCoreApplication.translate("ToothChart", "What the colours of the chart mean")
        )

    def show_content(self, content: ChartContent) -> None:
        """Take the colours of a chart."""
        self._content = content
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._places(width)[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        palette = chart_colours(self._content, tokens)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (key, words), place in zip(_entries(), self._places(self.width())[0], strict=True):
            sample = QRectF(place.left(), place.center().y() - 5, _SAMPLE, 10)
            _paint_sample(painter, key, sample, QColor(palette[key]))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                place.adjusted(_SAMPLE + _BETWEEN, 0, 2, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                words,
            )
        painter.end()

    def _places(self, width: float) -> tuple[list[QRectF], float]:
        """Return where each entry stands, and the height of all."""
        metrics = self.fontMetrics()
        line = metrics.height() + 2.0
        corner = QPointF(0, 0)
        places = []
        for _, words in _entries():
            needed = _SAMPLE + _BETWEEN + metrics.horizontalAdvance(words)
            if corner.x() and corner.x() + needed > width:
                corner = QPointF(0, corner.y() + line)
            places.append(QRectF(corner.x(), corner.y(), needed, line))
            corner += QPointF(needed + _APART, 0)
        return places, corner.y() + line


def _entries() -> tuple[tuple[str, str], ...]:
    return (
        *(
            (status, dental_status_words(status))
            for status in ("healthy", "suspected", "confirmed")
        ),
        ("work", QCoreApplication.translate("ToothChart", "dental work")),
    )


def _paint_sample(painter: QPainter, key: str, box: QRectF, colour: QColor) -> None:
    if key == "work":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    else:
        pen = QPen(colour, 2.2 if key == "confirmed" else 1.4)
        if key == "suspected":
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)

"""One line of text in a list, laid out once while its words stay."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QStaticText

_KEPT: Final = 1024
_Key = tuple[str, int, str, int, float, bool]


class LaidText:
    """The lines drawn last: laying one out takes five times as long as drawing it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, tuple[QStaticText, QSizeF]] = OrderedDict()

    def draw(self, painter: QPainter, place: QRect, text: str, align: Qt.AlignmentFlag) -> None:
        """Draw a line in the painter's font and colour, cut to the place, in its middle height."""
        laid, size = self._laid(painter, text, place.width())
        left = float(place.left())
        if align & Qt.AlignmentFlag.AlignRight:
            left += place.width() - size.width()
        top = place.top() + (place.height() - size.height()) / 2
        painter.drawStaticText(QPointF(left, top), laid)

    def _laid(self, painter: QPainter, text: str, width: int) -> tuple[QStaticText, QSizeF]:
        font = painter.font()
        key = text, width, font.family(), font.pixelSize(), font.pointSizeF(), font.bold()
        kept = self._kept.pop(key, None)
        if kept is None:
            metrics = QFontMetrics(font)
            laid = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(font=font)
            kept = laid, laid.size()
        self._kept[key] = kept
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return kept

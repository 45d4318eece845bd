"""One line of text in a list, laid out once while its words stay."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSizeF, Qt
from PySide6.QtGui import QPainter, QStaticText

_KEPT: Final = 1024
_Key = tuple[str, int, str, int, float, bool]
_Laid = tuple[QStaticText, QSizeF]


class LaidText:
    """The lines drawn last.

    To lay one out takes five times as long as to draw it, and to keep it twice as long as to lay
    it out: that is done when it comes for the second time. While a landmark is dragged most
    numbers come once, the words beside them again and again.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, _Laid | None] = OrderedDict()

    def draw(self, painter: QPainter, place: QRect, text: str, align: Qt.AlignmentFlag) -> None:
        """Draw a line in the painter's font and colour, cut to the place, in its middle height."""
        font = painter.font()
        width = place.width()
        key = text, width, font.family(), font.pixelSize(), font.pointSizeF(), font.bold()
        is_known, laid = key in self._kept, self._kept.pop(key, None)
        cut = ""
        if laid is None:
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            laid = _laid(painter, cut) if is_known else None
        self._keep(key, laid)
        if laid is None:
            painter.drawText(place, align, cut)
            return
        words, size = laid
        left = float(place.left())
        if align & Qt.AlignmentFlag.AlignRight:
            left += place.width() - size.width()
        top = place.top() + (place.height() - size.height()) / 2
        painter.drawStaticText(QPointF(left, top), words)

    def _keep(self, key: _Key, laid: _Laid | None) -> None:
        self._kept[key] = laid
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def _laid(painter: QPainter, text: str) -> _Laid:
    words = QStaticText(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    words.prepare(font=painter.font())
    return words, words.size()

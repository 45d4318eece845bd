"""How full a database is, drawn as a thin bar under the number."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from viewer.ui import theme
from viewer.ui.models.similar_databases import SHARE_ROLE

_THICK: Final = 4.0
_NARROWEST: Final = 2.0
"""A bar of a database that is not empty can be seen."""
_NEARLY_FULL: Final = 0.95


class ShareDelegate(QStyledItemDelegate):
    """Draws the cell as always, and the bar at its foot."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        share = index.data(SHARE_ROLE)
        if share is None:
            return
        tokens = theme.current()
        cell = QRectF(option.rect)
        place = QRectF(cell.left() + 6, cell.bottom() - _THICK - 3, cell.width() - 18, _THICK)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.border_strong))
        painter.drawRoundedRect(place, _THICK / 2, _THICK / 2)
        if share > 0:
            width = max(_NARROWEST, min(1.0, share) * place.width())
            colour = tokens.warning if share >= _NEARLY_FULL else tokens.accent
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(
                QRectF(place.left(), place.top(), width, _THICK), _THICK / 2, _THICK / 2
            )
        painter.restore()

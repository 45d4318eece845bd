"""How one measurement and one landmark look in their lists."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.domain.cephalometry.origins import LandmarkOrigin
from viewer.ui import theme
from viewer.ui.ceph_rows import LandmarkRow, MeasureRow, NormCell
from viewer.ui.models.cephalometry import ROW_ROLE
from viewer.ui.panels.laid_text import LaidText
from viewer.ui.panels.wigglegram import band_colors
from viewer.ui.tokens import Tokens

LINE: Final = 19
"""Logical px of one line."""
HEADING: Final = 26
COLUMNS: Final = (0.22, 0.31, 0.25, 0.22)
"""Shares of the width: item, value, norm, deviation."""
_MARGIN: Final = 10
_BAR: Final = 3
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STATE_SHARE: Final = 0.34
_LAID: Final = LaidText()
_MARKS: Final = {
    LandmarkOrigin.FOUND: "●",
    LandmarkOrigin.MOVED: "✎",
    LandmarkOrigin.PLACED: "+",
    LandmarkOrigin.MISSING: "○",
}


def line_count(row: MeasureRow) -> int:
    """Return how many lines a row has: its values against each norm set, and what they mean."""
    return max(1, len(row.cells)) + bool(_sentence(row))


def columns_in(area: QRect) -> list[QRect]:
    """Return the columns of an area, for rows and for the heads above them."""
    made, left = [], area.left()
    for share in COLUMNS:
        width = round(area.width() * share)
        made.append(QRect(left, area.top(), width, area.height()))
        left += width
    made[-1].setRight(area.right())
    return made


class MeasureDelegate(QStyledItemDelegate):
    """Paints a `MeasureRow`: value, norm, deviation with arrow, and the sentence below."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = index.data(ROW_ROLE)
        if not isinstance(row, MeasureRow):
            return QSize(0, 0)
        head = HEADING if row.heading else 0
        return QSize(200, line_count(row) * LINE + 10 + head)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, MeasureRow):
            return
        tokens = theme.current()
        painter.save()
        area = QRect(option.rect)
        if row.heading:
            head = QRect(area.left() + _MARGIN, area.top(), area.width(), HEADING)
            _write(painter, head, row.heading, tokens.muted, _LEFT, bold=True)
            area.setTop(area.top() + HEADING)
        _paint_ground(painter, option, area, tokens)
        _paint_band(painter, area, row, tokens)
        inner = area.adjusted(_MARGIN, 5, -_MARGIN, -5)
        _paint_values(painter, inner, row, tokens)
        text = _sentence(row)
        if text:
            below = inner.top() + max(1, len(row.cells)) * LINE
            line = QRect(inner.left(), below, inner.width(), LINE)
            _write(painter, line, text, tokens.muted, _LEFT)
        painter.restore()


class LandmarkDelegate(QStyledItemDelegate):
    """Paints a `LandmarkRow`: code, name, state; a second line says what hangs on it."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = index.data(ROW_ROLE)
        has_more = isinstance(row, LandmarkRow) and bool(row.effect)
        return QSize(200, LINE * (2 if has_more else 1) + 10)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, LandmarkRow):
            return
        tokens = theme.current()
        painter.save()
        area = QRect(option.rect)
        _paint_ground(painter, option, area, tokens)
        inner = area.adjusted(_MARGIN, 5, -_MARGIN, -5)
        inner.setHeight(LINE)
        is_missing = row.state is LandmarkOrigin.MISSING
        color = tokens.warning if is_missing else tokens.muted
        code = QRect(inner.left(), inner.top(), 52, LINE)
        _write(painter, code, row.code, tokens.warning if is_missing else tokens.text, _LEFT, True)
        width = round(inner.width() * _STATE_SHARE)
        state = QRect(inner.right() - width, inner.top(), width, LINE)
        _write(painter, state, f"{_MARKS[row.state]} {row.state_words}", color, _RIGHT)
        name = QRect(code.right(), inner.top(), state.left() - code.right() - 6, LINE)
        _write(painter, name, row.name, tokens.text, _LEFT)
        if row.effect:
            below = QRect(code.right(), inner.top() + LINE, inner.right() - code.right(), LINE)
            _write(painter, below, row.effect, tokens.muted, _LEFT)
        painter.restore()


def _sentence(row: MeasureRow) -> str:
    return row.note or next((cell.sentence for cell in row.cells if cell.sentence), "")


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, area: QRect, tokens: Tokens
) -> None:
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(tokens.selection))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(tokens.hover))
    painter.setPen(QPen(QColor(tokens.border), 1))
    painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())


def _paint_band(painter: QPainter, area: QRect, row: MeasureRow, tokens: Tokens) -> None:
    if row.cells and row.value:
        color = QColor(band_colors(tokens)[row.cells[0].band])
        painter.fillRect(QRect(area.left(), area.top() + 2, _BAR, area.height() - 4), color)


def _paint_values(painter: QPainter, inner: QRect, row: MeasureRow, tokens: Tokens) -> None:
    item, value, norm, deviation = columns_in(QRect(inner.left(), inner.top(), inner.width(), LINE))
    _write(painter, item, row.item, tokens.text, _LEFT, bold=True)
    if row.value:
        said = f"{row.value} {row.error}".rstrip()
        _write(painter, value, said, tokens.text, _RIGHT)
    for number, cell in enumerate(row.cells):
        down = number * LINE
        _paint_cell(painter, (norm.translated(0, down), deviation.translated(0, down)), cell)


def _paint_cell(painter: QPainter, places: tuple[QRect, QRect], cell: NormCell) -> None:
    tokens = theme.current()
    _write(painter, places[0], cell.norm, tokens.muted, _RIGHT)
    color = band_colors(tokens)[cell.band]
    said = f"{cell.deviation_text} {cell.arrow}".strip()
    _write(painter, places[1], said, color, _RIGHT, bold=True)


def _write(  # noqa: PLR0913, PLR0917 - the pieces of one line of text
    painter: QPainter,
    place: QRect,
    text: str,
    color: str,
    align: Qt.AlignmentFlag,
    bold: bool = False,
) -> None:
    font = QFont(painter.font())
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(QColor(color))
    _LAID.draw(painter, place, text, align)

"""How one match looks in the grid: its picture, the score as a bar, what it is and where."""

from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.domain.similar import MOST_SCORE
from viewer.ui import theme
from viewer.ui.icons import pixmap
from viewer.ui.panels.similar_model import BROKEN_ROLE, PICTURE_ROLE, ROW_ROLE
from viewer.ui.panels.similar_rows import MatchRow
from viewer.ui.tokens import Tokens
from viewer.words.similar_search import (
    same_words,
    score_number,
    unlabelled_words,
    withheld_words,
)

PICTURE: Final = QSize(144, 112)
"""Logical px that a picture may fill, where its cell is as wide."""
_LEAST_WIDTH: Final = 116
_EDGE: Final = 6
_GAP: Final = 4
_BAR: Final = 5
_WHERE_LINES: Final = 2
_MARK: Final = 26


class MatchDelegate(QStyledItemDelegate):
    """Paints a `MatchRow`; all cells are as large as `cell`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cell = QSize()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, MatchRow):
            return
        tokens = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = option.rect.adjusted(2, 2, -2, -2)
        _paint_ground(painter, option, area, tokens)
        inner = area.adjusted(_EDGE - 2, _EDGE - 2, 2 - _EDGE, 2 - _EDGE)
        box = QRect(inner.left(), inner.top(), inner.width(), PICTURE.height())
        picture = index.data(PICTURE_ROLE)
        if row.is_withheld:
            _paint_placeholder(painter, box, tokens, "eye-off", withheld_words())
        else:
            _paint_picture(painter, box, picture, tokens, is_broken=bool(index.data(BROKEN_ROLE)))
        if row.is_same:
            _paint_same(painter, box, option.font, tokens)
        below = QRect(inner.left(), box.bottom() + _GAP, inner.width(), 0)
        _paint_words(painter, below, row, option, tokens)
        painter.restore()


def least_cell(line: int) -> QSize:
    """Return the smallest cell, where a line of text is `line` logical px high."""
    text = line * (2 + _WHERE_LINES) + 2
    return QSize(_LEAST_WIDTH + 2 * _EDGE, PICTURE.height() + 2 * _EDGE + _GAP + text)


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, area: QRect, tokens: Tokens
) -> None:
    state = option.state
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    if is_selected:
        painter.setBrush(QColor(tokens.selection))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(tokens.hover))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    is_focused = is_selected and bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QPen(QColor(tokens.accent), 1) if is_focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _paint_picture(
    painter: QPainter, box: QRect, picture: object, tokens: Tokens, *, is_broken: bool
) -> None:
    """Paint the picture in the middle of its box, or that it is on its way or cannot be had."""
    if isinstance(picture, QPixmap):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#000000"))
        painter.drawRoundedRect(QRectF(box), 4, 4)
        size = picture.deviceIndependentSize()
        if size.width() > box.width():
            size = size.scaled(QSizeF(box.size()), Qt.AspectRatioMode.KeepAspectRatio)
        left = box.center().x() - size.width() / 2 + 0.5
        top = box.center().y() - size.height() / 2 + 0.5
        painter.drawPixmap(QRectF(left, top, size.width(), size.height()), picture, picture.rect())
        return
    name = "warning" if is_broken else "clock"
    _paint_placeholder(painter, box, tokens, name, placeholder_words(is_broken=is_broken))


def _paint_placeholder(
    painter: QPainter, box: QRect, tokens: Tokens, name: str, words: str
) -> None:
    """Paint a sign and words in place of a picture."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(QRectF(box), 4, 4)
    mark = pixmap(name, tokens.muted, _MARK, painter.device().devicePixelRatioF())
    middle = box.center()
    painter.drawPixmap(middle.x() - _MARK // 2, middle.y() - _MARK, mark)
    painter.setPen(QColor(tokens.muted))
    below = QRect(box.left() + 4, middle.y() + 4, box.width() - 8, box.height() // 2 - 6)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(below, int(flags), words)


def placeholder_words(*, is_broken: bool) -> str:
    """Return what stands in place of a picture."""
    if is_broken:
        return QCoreApplication.translate("Similar", "The picture cannot be had")
    return QCoreApplication.translate("Similar", "Picture on its way…")


def _paint_same(painter: QPainter, box: QRect, font: QFont, tokens: Tokens) -> None:
    """Say over the picture that it is of the image that was asked about."""
    painter.setFont(font)
    words = same_words()
    metrics = painter.fontMetrics()
    chip = QRectF(
        box.left() + 4, box.top() + 4, metrics.horizontalAdvance(words) + 14, metrics.height() + 4
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_fill))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)


def _paint_words(
    painter: QPainter, below: QRect, row: MatchRow, option: QStyleOptionViewItem, tokens: Tokens
) -> None:
    line = option.fontMetrics.height()
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    quiet = QColor(tokens.text if is_selected else tokens.muted)
    left, top, width = below.left(), below.top(), below.width()
    _paint_score(painter, QRect(left, top, width, line), row.score, option.font, tokens)
    painter.setFont(option.font)
    painter.setPen(QColor(tokens.text) if row.label else quiet)
    label = row.label or unlabelled_words()
    shown = option.fontMetrics.elidedText(label, Qt.TextElideMode.ElideRight, width)
    painter.drawText(QRect(left, top + line, width, line), int(_LEFT), shown)
    painter.setPen(quiet)
    for number, words in enumerate(_in_lines(row.where, option, width)):
        where = QRect(left, top + (2 + number) * line, width, line)
        painter.drawText(where, int(_LEFT), words)


_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _paint_score(
    painter: QPainter, area: QRect, score: float | None, font: QFont, tokens: Tokens
) -> None:
    """Write the score, and draw it as a bar of ten."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(tokens.text))
    painter.drawText(area, int(_LEFT), score_number(score))
    room = painter.fontMetrics().horizontalAdvance("10.0") + 8
    bar = QRectF(area.left() + room, area.center().y() - _BAR / 2, area.width() - room, _BAR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.border_strong))
    painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
    if score:
        bar.setWidth(max(float(_BAR), bar.width() * score / MOST_SCORE))
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)


def _in_lines(text: str, option: QStyleOptionViewItem, width: int) -> tuple[str, ...]:
    """Return a text in as many lines as there are, the last one cut with an ellipsis."""
    if option.fontMetrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, option.font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    end = first.textLength()
    rest = option.fontMetrics.elidedText(text[end:], Qt.TextElideMode.ElideRight, width)
    return (text[:end].rstrip(), rest)

"""How one finding looks in the list: picture, number, words, confidence, decision."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.domain.standing import Decision
from viewer.ui import theme
from viewer.ui.icons import pixmap
from viewer.ui.models.findings import CLOSED_ROLE, HEADING_ROLE, ROW_ROLE
from viewer.ui.rows import ConfidenceStep, FindingRow
from viewer.ui.tokens import Tokens
from viewer.words.joining import joined

_HEIGHT: Final = 68
_HEADING: Final = 26
_PICTURE: Final = 52
_GAP: Final = 10
_MARKS: Final = 26
_BELOW: Final = 28
"""What belongs to the row above it begins farther in."""
_EYE: Final = 18
_PICTURE_DIM: Final = 0.45


class FindingDelegate(QStyledItemDelegate):
    """Paints a `FindingRow`; rejected ones are struck out, unplaced ones have no picture."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, _HEIGHT + (_HEADING if index.data(HEADING_ROLE) else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, FindingRow):
            return
        tokens = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = str(index.data(HEADING_ROLE) or "")
        area = option.rect.adjusted(6, 2 + (_HEADING if heading else 0), -6, -2)
        if heading:
            above = QRect(area.left() + 8, option.rect.top(), area.width() - 16, _HEADING)
            _paint_heading(painter, above, heading, tokens)
        _paint_ground(painter, option, area, tokens)
        left = area.left() + (_BELOW if row.is_below else 8)
        picture = QRect(left, area.center().y() - _PICTURE // 2 + 1, _PICTURE, _PICTURE)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        look = _look_of(row, tokens, is_selected=is_selected)
        is_closed = bool(index.data(CLOSED_ROLE))
        is_dim = is_closed or row.decision is Decision.REJECTED
        painter.setOpacity(_PICTURE_DIM if is_dim else 1.0)
        _paint_picture(painter, picture, row, tokens)
        painter.setOpacity(1.0)
        if row.is_placed:
            _paint_number(painter, picture, row, tokens)
        text = QRect(
            picture.right() + _GAP,
            area.top() + 8,
            area.right() - picture.right() - _GAP - _MARKS - 8,
            area.height() - 16,
        )
        _paint_words(painter, text, row, look, tokens)
        _paint_marks(painter, area, row, tokens)
        _paint_eye(painter, option, row, tokens, is_closed=is_closed)
        painter.restore()


def eye_place(row: QRect) -> QRect:
    """Return where the eye of a row is: larger than what is drawn of it, for a finger."""
    area = row.adjusted(6, 2, -6, -2)
    return QRect(area.right() - _MARKS - 6, area.bottom() - 33, _MARKS + 6, 30)


def _paint_eye(
    painter: QPainter,
    option: QStyleOptionViewItem,
    row: FindingRow,
    tokens: Tokens,
    *,
    is_closed: bool,
) -> None:
    """Paint the eye of a row while it is closed, pointed at or selected."""
    is_pointed_at = bool(option.state & QStyle.StateFlag.State_MouseOver)
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if not (row.may_be_closed and (is_closed or is_pointed_at or is_selected)):
        return
    colour = tokens.text if is_pointed_at else tokens.muted
    ratio = painter.device().devicePixelRatioF()
    mark = pixmap("eye-off" if is_closed else "eye", colour, _EYE, ratio)
    middle = QPoint(_EYE // 2, _EYE // 2)
    painter.drawPixmap(eye_place(option.rect).center() - middle, mark)


def _paint_heading(painter: QPainter, area: QRect, words: str, tokens: Tokens) -> None:
    """Write the name of the group that begins here, with a line behind it."""
    painter.setFont(_sized(painter.font(), 0, bold=True))
    painter.setPen(QColor(tokens.muted))
    metrics = painter.fontMetrics()
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    left = area.left() + metrics.horizontalAdvance(words) + _GAP
    if left < area.right():
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(left, area.center().y(), area.right(), area.center().y())


@dataclass(frozen=True, slots=True)
class _Look:
    """The colours of the words: all readable on their ground, also selected and rejected."""

    title: str
    words: str
    is_struck: bool


def _look_of(row: FindingRow, tokens: Tokens, *, is_selected: bool) -> _Look:
    is_rejected = row.decision is Decision.REJECTED
    quiet = tokens.text if is_selected else tokens.muted
    return _Look(
        tokens.muted if is_rejected and not is_selected else tokens.text, quiet, is_rejected
    )


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, area: QRect, tokens: Tokens
) -> None:
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(tokens.selection))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(tokens.hover))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    focused = state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected
    painter.setPen(QPen(QColor(tokens.accent), 1) if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _paint_picture(painter: QPainter, box: QRect, row: FindingRow, tokens: Tokens) -> None:
    if row.thumbnail is not None:
        painter.drawPixmap(box, row.thumbnail)
        painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(box), 4, 4)
        name = "target" if row.is_placed else "warning"
        mark = pixmap(name, tokens.muted, 22, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.center() - QPointF(10, 10).toPoint(), mark)


def _paint_number(painter: QPainter, box: QRect, row: FindingRow, tokens: Tokens) -> None:
    font = _sized(painter.font(), -1, bold=True)
    painter.setFont(font)
    number = row.badge or str(row.number)
    words = f"+{number}" if row.is_own else number
    width = max(18, painter.fontMetrics().horizontalAdvance(words) + 10)
    badge = QRectF(box.left() - 4, box.top() - 4, width, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_fill))
    painter.drawRoundedRect(badge, 9, 9)
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


def _paint_words(
    painter: QPainter, area: QRect, row: FindingRow, look: _Look, tokens: Tokens
) -> None:
    base = painter.font()
    third = area.height() // 3
    title = _sized(base, 1, bold=True)
    title.setStrikeOut(look.is_struck)
    lines = (
        (row.title, title, look.title),
        (row.place, _sized(base, 0, bold=False), look.words),
    )
    for number, (words, font, colour) in enumerate(lines):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        where = QRect(area.left(), area.top() + number * third, area.width(), third)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
    painter.setFont(_sized(base, 0, bold=False))
    bottom = QRect(area.left(), area.top() + 2 * third, area.width(), third)
    _paint_last_line(painter, bottom, row, look, tokens)


def _paint_last_line(
    painter: QPainter, area: QRect, row: FindingRow, look: _Look, tokens: Tokens
) -> None:
    """Paint the confidence, and what the reader made of it."""
    left = area.left()
    if row.step is not ConfidenceStep.UNKNOWN:
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(3):
            is_filled = step < row.step.value
            painter.setBrush(QColor(tokens.accent if is_filled else tokens.border_strong))
            painter.drawEllipse(QPointF(left + 4 + step * 11, area.center().y() + 1), 3.5, 3.5)
        left += 38
    painter.setPen(QColor(look.words))
    words = painter.fontMetrics().elidedText(
        joined((row.confidence_text, row.agreement, row.remark)),
        Qt.TextElideMode.ElideRight,
        area.right() - left,
    )
    painter.drawText(
        QRect(left, area.top(), area.right() - left, area.height()),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        words,
    )


def _paint_marks(painter: QPainter, area: QRect, row: FindingRow, tokens: Tokens) -> None:
    ratio = painter.device().devicePixelRatioF()
    right = area.right() - _MARKS
    if row.decision is Decision.ACCEPTED:
        painter.drawPixmap(right, area.top() + 10, pixmap("check", tokens.good, 20, ratio))
    elif row.decision is Decision.REJECTED:
        painter.drawPixmap(right, area.top() + 10, pixmap("cross", tokens.bad, 20, ratio))
    below = right - (_EYE + 4 if row.may_be_closed else 0)
    if row.is_edited and not row.is_own:
        painter.drawPixmap(
            below + 2, area.bottom() - 28, pixmap("pencil", tokens.accent, 16, ratio)
        )
    elif row.notes and row.is_placed:
        painter.drawPixmap(
            below + 1, area.bottom() - 28, pixmap("warning", tokens.warning, 18, ratio)
        )


def _sized(font: QFont, change: int, *, bold: bool) -> QFont:
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() + change)
    else:
        made.setPixelSize(font.pixelSize() + change)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made

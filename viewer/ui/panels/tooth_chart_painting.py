"""Paints a whole tooth chart: teeth, numbers, badges, what is selected and pointed at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from viewer.domain.teeth import Jaw
from viewer.domain.tooth_notation import written
from viewer.ui import theme
from viewer.ui.panels.tooth_chart_content import (
    ChartContent,
    ToothFilter,
    ToothRow,
    chart_colours,
)
from viewer.ui.panels.tooth_chart_layout import ChartLayout, ToothCell
from viewer.ui.panels.tooth_painting import ToothColours, paint_tooth
from viewer.ui.tokens import Tokens

_NUMBER_PX: Final = 10.5
_BADGE: Final = 12.0
_BADGE_PX: Final = 9.0
_DIM: Final = 0.25
OVERLAP: Final = 6.0
"""How far a tilted tooth reaches into its neighbours' columns at most, px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartState:
    """What is to be painted: the chart, and what a person does with it."""

    content: ChartContent
    rows: Mapping[str, ToothRow]
    wanted: ToothFilter
    selected: frozenset[str]
    hovered: str
    current: str
    """Only while the chart has the focus."""


def number_font(font: QFont) -> tuple[QFont, float]:
    """Return the font of the numbers and its height, px; it grows with the interface's font."""
    made = QFont(font)
    pixels = QFontMetricsF(font).height()
    made.setPixelSize(max(9, round(_NUMBER_PX * max(1.0, pixels / 17))))
    return made, QFontMetricsF(made).height()


def paint_chart(
    painter: QPainter, layout: ChartLayout, state: ChartState, font: QFont, changed: QRectF
) -> None:
    """Paint the teeth of all rows that reach into what has changed."""
    tokens = theme.current()
    palette = chart_colours(state.content, tokens)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(number_font(font)[0])
    _paint_axes(painter, layout, tokens)
    for cell in layout.cells:
        row = state.rows.get(cell.tooth.code)
        if row is None or not cell.whole.adjusted(-OVERLAP, 0, OVERLAP, 0).intersects(changed):
            continue
        painter.setOpacity(1.0 if row.matches(state.wanted) else _DIM)
        _paint_ground(painter, cell, state, tokens)
        paint_tooth(painter, cell, row, _colours_of(row, palette, tokens))
        _paint_number(painter, cell, row, state, tokens)
        if row.badge:
            _paint_badge(painter, cell, row.badge, palette["disease"])
    painter.setOpacity(1.0)


def _paint_axes(painter: QPainter, layout: ChartLayout, tokens: Tokens) -> None:
    """Paint the midline, and the line of the bite between the jaws."""
    painter.setPen(QPen(QColor(tokens.border), 1))
    painter.drawLine(QLineF(layout.midline, 2, layout.midline, layout.height - 2))
    upper = [row for row in layout.rows if row.cells[0].tooth.jaw is Jaw.UPPER]
    if upper and len(upper) < len(layout.rows):
        below = upper[-1].cells[0].whole.bottom()
        y = (below + layout.rows[len(upper)].cells[0].whole.top()) / 2
        cells = [cell.whole for row in layout.rows for cell in row.cells]
        painter.drawLine(
            QLineF(min(box.left() for box in cells), y, max(box.right() for box in cells), y)
        )


def _paint_ground(painter: QPainter, cell: ToothCell, state: ChartState, tokens: Tokens) -> None:
    code = cell.tooth.code
    box = cell.whole.adjusted(0.5, 0.5, -0.5, -0.5)
    if code in state.selected:
        painter.setPen(QPen(QColor(tokens.accent), 1.4))
        painter.setBrush(QColor(tokens.selection))
        painter.drawRoundedRect(box, 4, 4)
    elif code == state.hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.hover))
        painter.drawRoundedRect(box, 4, 4)
    if code == state.current:
        painter.setPen(QPen(QColor(tokens.text), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)


def _paint_number(
    painter: QPainter, cell: ToothCell, row: ToothRow, state: ChartState, tokens: Tokens
) -> None:
    colour = tokens.text if row.is_seen else tokens.muted
    painter.setPen(QColor(tokens.warning if row.is_doubtful else colour))
    words = written(row.tooth, state.content.notation)
    painter.drawText(cell.number, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
    if row.is_doubtful:
        below = cell.number.adjusted(3, 0, -3, -0.5)
        painter.drawLine(below.bottomLeft(), below.bottomRight())


def _paint_badge(painter: QPainter, cell: ToothCell, count: int, colour: str) -> None:
    """Paint the number of diseases."""
    place = QRectF(0, 0, _BADGE, _BADGE)
    place.moveCenter(cell.badge.center())
    ground = QColor(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(place)
    font = QFont(painter.font())
    font.setPixelSize(round(_BADGE_PX))
    font.setWeight(QFont.Weight.Bold)
    painter.save()
    painter.setFont(font)
    painter.setPen(_readable_on(ground))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(count) if count < 10 else "+")
    painter.restore()


def _readable_on(ground: QColor) -> QColor:
    """Return black or white, whichever stands out."""
    return QColor("#000000" if ground.lightnessF() > 0.55 else "#ffffff")


def _colours_of(row: ToothRow, palette: Mapping[str, str], tokens: Tokens) -> ToothColours:
    return ToothColours(
        outline=QColor(palette.get(row.status, tokens.muted) if row.status else tokens.muted),
        body=QColor(tokens.raised),
        faint=QColor(tokens.border_strong),
        work=QColor(palette["work"]),
        disease=QColor(palette["disease"]),
        is_dotted=row.status == "suspected",
        is_thick=row.status == "confirmed",
    )

"""The wigglegram: deviations from the norm as one line through all rows, ±3 SD wide.

Described by Vorhees and Adams (1951) for the polygon of Downs's values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from viewer.domain.cephalometry.analyses import Band

WIDEST: Final = 3.0
"""Standard deviations to either side; what is farther out stands at the edge as an arrowhead."""
_LABELS: Final = 0.25
_VALUES: Final = 0.21
_DOT: Final = 0.16


class WiggleRow(NamedTuple):
    """One measure: its name, its deviation in SD, and how that is written."""

    label: str
    deviation: float
    text: str
    band: Band


@dataclass(frozen=True)
class WiggleLook:
    """Colours as `#rrggbb`, and the font with its size for the painter's unit."""

    font: QFont
    ink: str
    faint: str
    rule: str
    within: str
    """Ground of ±1 SD; ±2 SD is half as strong."""
    line: str
    bands: Mapping[Band, str]


def paint_wigglegram(
    painter: QPainter, area: QRectF, rows: Sequence[WiggleRow], look: WiggleLook
) -> None:
    """Draw rows from the top of `area` to its bottom; its first row is a scale of SD."""
    if not rows:
        return
    height = area.height() / (len(rows) + 1)
    field = QRectF(
        area.left() + area.width() * _LABELS,
        area.top() + height,
        area.width() * (1 - _LABELS - _VALUES),
        area.height() - height,
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font)
    _paint_ground(painter, area, field, look)
    places = [
        QPointF(_across(field, row.deviation), field.top() + (number + 0.5) * height)
        for number, row in enumerate(rows)
    ]
    painter.setPen(QPen(QColor(look.line), max(1.0, height * 0.09)))
    painter.drawPolyline(QPolygonF(places))
    for row, place in zip(rows, places, strict=True):
        _paint_row(painter, _Cells.of(area, field, place, height), row, look)
    painter.restore()


def _across(field: QRectF, deviation: float) -> float:
    held = min(max(deviation, -WIDEST), WIDEST)
    return field.center().x() + held / WIDEST * field.width() / 2


def _paint_ground(painter: QPainter, area: QRectF, field: QRectF, look: WiggleLook) -> None:
    """Draw the bands of 2 and of 1 SD, a line for each SD, and its number above."""
    for reach, opacity in ((2.0, 0.5), (1.0, 1.0)):
        color = QColor(look.within)
        color.setAlphaF(color.alphaF() * opacity)
        left, right = _across(field, -reach), _across(field, reach)
        painter.fillRect(QRectF(left, field.top(), right - left, field.height()), color)
    step = field.width() / 6
    for number in range(-3, 4):
        x = _across(field, number)
        is_mean = number == 0
        painter.setPen(QPen(QColor(look.faint if is_mean else look.rule), 2.0 if is_mean else 1.0))
        painter.drawLine(QLineF(x, field.top(), x, field.bottom()))
        painter.setPen(QColor(look.faint))
        head = QRectF(x - step / 2, area.top(), step, field.top() - area.top())
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, signed(number))


class _Cells(NamedTuple):
    """The places of one row: its name, its value, its dot."""

    name: QRectF
    value: QRectF
    dot: QPointF

    @staticmethod
    def of(area: QRectF, field: QRectF, dot: QPointF, height: float) -> "_Cells":
        """Return the places beside the field on which the dot lies."""
        top, gap = dot.y() - height / 2, height * 0.3
        name = QRectF(area.left(), top, field.left() - area.left() - gap, height)
        value = QRectF(field.right() + gap, top, area.right() - field.right() - gap, height)
        return _Cells(name, value, dot)


def _paint_row(painter: QPainter, cells: _Cells, row: WiggleRow, look: WiggleLook) -> None:
    name, value, place = cells
    painter.setPen(QColor(look.ink))
    words = QFontMetricsF(look.font).elidedText(
        row.label, Qt.TextElideMode.ElideRight, name.width()
    )
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(name, middle | Qt.AlignmentFlag.AlignLeft, words)
    color = QColor(look.bands[row.band])
    painter.setPen(color)
    painter.drawText(value, middle | Qt.AlignmentFlag.AlignRight, row.text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    size = name.height() * _DOT
    if abs(row.deviation) <= WIDEST:
        painter.drawEllipse(place, size, size)
    else:
        painter.drawPolygon(_arrowhead(place, size * 1.4, is_right=row.deviation > 0))


def _arrowhead(place: QPointF, size: float, *, is_right: bool) -> QPolygonF:
    way = 1.0 if is_right else -1.0
    back = place - QPointF(way * size, 0.0)
    return QPolygonF([place, back - QPointF(0.0, size), back + QPointF(0.0, size)])


def signed(number: int) -> str:
    """Return a whole number with its sign, a true minus."""
    return f"{number:+d}".replace("-", "−") if number else "0"

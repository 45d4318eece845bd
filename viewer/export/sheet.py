"""One sheet of paper: type, rules and boxes in points, from the top down."""

import threading
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from viewer.paint.fonts import FAMILIES, UNSEARCHABLE

DOTS_PER_POINT: Final = 4  # the painter's px: fonts take whole px only

INK: Final = "#1b2128"
QUIET: Final = "#5d6873"
FAINT: Final = "#98a2ad"
RULE: Final = "#d5dbe1"
ACCENT: Final = "#1f5fa8"
ALERT: Final = "#b3261e"


class Align(IntFlag):
    """Where a line stands in its column."""

    LEFT = 1
    RIGHT = 2


@dataclass(frozen=True, slots=True)
class Type:
    """Size in points, colour, weight."""

    points: float
    color: str = INK
    is_bold: bool = False

    @property
    def leading(self) -> float:
        """Distance between lines, points."""
        return self.points * 1.42


class Sheet:
    """Draws onto a painter of a page; all lengths are points, `y` grows downwards.

    `left`, `right`, `top`, `bottom` are the edges of what may be printed on.
    """

    def __init__(self, painter: QPainter, size: tuple[float, float], margin: float) -> None:
        self.painter = painter
        self.left, self.right = margin, size[0] - margin
        self.top, self.bottom = margin, size[1] - margin

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self.right - self.left

    def line(
        self,
        place: tuple[float, float],
        text: str,
        style: Type,
        *,
        width: float | None = None,
        align: Align = Align.LEFT,
    ) -> float:
        """Write one line with its top at `place`, cut with … at `width`; return its end (x)."""
        face = _font(style)
        measure = _metrics(style)
        if width is not None:
            elided = Qt.TextElideMode.ElideRight
            text = measure.elidedText(text, elided, width * DOTS_PER_POINT)
        length = measure.horizontalAdvance(text) / DOTS_PER_POINT
        x, y = place
        if align is Align.RIGHT and width is not None:
            x += width - length
        baseline = y * DOTS_PER_POINT + style.points * DOTS_PER_POINT * 1.06
        self.painter.setFont(face)
        self.painter.setPen(QColor(style.color))
        self.painter.drawText(QPointF(x * DOTS_PER_POINT, baseline), text)
        return x + length

    def paragraph(self, place: tuple[float, float], lines: list[str], style: Type) -> float:
        """Write wrapped lines; return the y below them."""
        x, y = place
        for text in lines:
            self.line((x, y), text, style)
            y += style.leading
        return y

    def rule(self, y: float, *, color: str = RULE, weight: float = 0.6) -> None:
        """Draw a line across the page."""
        self.painter.setPen(QPen(QColor(color), weight * DOTS_PER_POINT))
        dots = DOTS_PER_POINT
        self.painter.drawLine(QLineF(self.left * dots, y * dots, self.right * dots, y * dots))

    def bar(self, rect: QRectF, color: str) -> None:
        """Fill a box."""
        self.painter.fillRect(dots(rect), QColor(color))


def dots(rect: QRectF) -> QRectF:
    """Return a box of points as one of the painter's px."""
    scale = DOTS_PER_POINT
    return QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)


def wrapped(text: str, style: Type, width: float, most: int) -> list[str]:
    """Return `text` in lines of at most `width` points; what exceeds `most` lines ends in …."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        lines += _broken(paragraph.strip(), style, width) or [""]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > most > 0:
        return [*lines[: most - 1], f"{lines[most - 1].rstrip()} …"]
    return lines if most > 0 else []


def _broken(paragraph: str, style: Type, width: float) -> list[str]:
    layout = QTextLayout(paragraph, _font(style))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * DOTS_PER_POINT)
        start = line.textStart()
        lines.append(paragraph[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines


def _font(style: Type) -> QFont:
    return _face(style, threading.get_ident())


def _metrics(style: Type) -> QFontMetricsF:
    return _measure(style, threading.get_ident())


@lru_cache(maxsize=64)  # a font for each thread: see viewer.paint.fonts
def _face(style: Type, _thread: int) -> QFont:
    face = QFont()
    face.setFamilies(list(FAMILIES))
    face.setPixelSize(round(style.points * DOTS_PER_POINT))
    face.setWeight(QFont.Weight.Bold if style.is_bold else QFont.Weight.Normal)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in UNSEARCHABLE:
        face.setFeature(QFont.Tag(feature), 0)
    return face


@lru_cache(maxsize=64)
def _measure(style: Type, thread: int) -> QFontMetricsF:
    return QFontMetricsF(_face(style, thread))

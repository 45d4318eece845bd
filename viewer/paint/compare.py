"""What lies over a picture of two volumes: the divider of a swipe, the colours of a difference."""

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from viewer.geometry.points import ImagePoint
from viewer.imaging.compare import CompareMode, CompareState, divider_column, palette
from viewer.overlay.camera import Camera
from viewer.paint import fonts
from viewer.paint.text import Ground, TextStyle, block_size, draw_text

_LINE: Final = QColor("#f2f4f7")
_SHADOW: Final = QColor(0, 0, 0, 170)
_LINE_PX: Final = 1.5
_SHADOW_PX: Final = 4.0
_GRIP_PX: Final = 10.0
_BAR: Final = (220.0, 9.0)  # width, height of the legend at 100 %
_BAR_TOP: Final = 40.0  # below the letter at the upper edge
_MOST_SHARE: Final = 0.4  # of the view's width
_STOPS: Final = 16
_TEXT: Final = "#f2f4f7"


def paint_compare(
    painter: QPainter, state: CompareState, camera: Camera, unit: str, scale: float = 1.0
) -> None:
    """Draw what a mode needs; the painter's unit is a device px of the camera's view."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state.mode is CompareMode.SWIPE:
        _paint_divider(painter, state, camera, scale)
    elif state.mode is CompareMode.DIFFERENCE:
        _paint_legend(painter, state, camera, unit, scale)


def divider_line(state: CompareState, camera: Camera) -> tuple[QPointF, QPointF]:
    """Return both ends of the divider on the image, device px."""
    column = float(divider_column(state.divider, camera.image_width))
    ends = (ImagePoint(column, 0.0), ImagePoint(column, float(camera.image_height)))
    first, last = (QPointF(*camera.to_device(end)) for end in ends)
    return first, last


def _paint_divider(painter: QPainter, state: CompareState, camera: Camera, scale: float) -> None:
    first, last = divider_line(state, camera)
    for colour, width in ((_SHADOW, _SHADOW_PX), (_LINE, _LINE_PX)):
        painter.setPen(QPen(colour, width * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(first, last))
    is_upright = abs(last.y() - first.y()) > abs(last.x() - first.x())
    middle = QPointF(camera.view_width / 2, camera.view_height / 2)
    at = QPointF(first.x(), middle.y()) if is_upright else QPointF(middle.x(), first.y())
    _paint_grip(painter, at, scale, is_upright=is_upright)


def _paint_grip(painter: QPainter, at: QPointF, scale: float, *, is_upright: bool) -> None:
    """Draw a disc with an arrow to each side."""
    radius = _GRIP_PX * scale
    painter.setPen(QPen(_LINE, _LINE_PX * scale))
    painter.setBrush(QColor(20, 23, 27, 220))
    painter.drawEllipse(at, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    tip, base, half = 0.62 * radius, 0.28 * radius, 0.3 * radius
    for way in (-1, 1):
        places = ((way * base, -half), (way * tip, 0.0), (way * base, half))
        points = [QPointF(x, y) if is_upright else QPointF(y, x) for x, y in places]
        painter.drawPolyline([at + point for point in points])


def _paint_legend(
    painter: QPainter, state: CompareState, camera: Camera, unit: str, scale: float
) -> None:
    """Draw the colours from less to more with their values, below the upper edge's letter."""
    width = min(_BAR[0] * scale, _MOST_SHARE * camera.view_width)
    left, top = (camera.view_width - width) / 2, _BAR_TOP * scale
    bar = QRectF(left, top, width, _BAR[1] * scale)
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    colours = palette()
    for number in range(_STOPS + 1):
        red, green, blue = (int(c) for c in colours[round(254 * number / _STOPS)])
        gradient.setColorAt(number / _STOPS, QColor(red, green, blue))
    painter.setPen(QPen(_LINE, scale))
    painter.setBrush(gradient)
    painter.drawRect(bar)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    style = TextStyle(_TEXT, fonts.CORNER_PX * scale, ground=Ground.SHADE)
    ends = (
        (f"−{state.reach:g}", bar.left()),
        ("0", bar.center().x()),
        (f"+{state.reach:g} {unit}".strip(), bar.right()),
    )
    for text, x in ends:
        wide, _ = block_size(text, style)
        place = (x - wide / 2, bar.bottom() + 3 * scale)
        draw_text(painter, place, text, style, is_exact=False)

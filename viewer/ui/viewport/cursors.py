"""Pointers that say what a drag would do here."""

import math
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap, QPolygonF

from viewer.geometry.hit import Grip, GripPart, handles_of
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import LineRegion, PolygonRegion, Region, middle_of
from viewer.overlay.camera import Camera
from viewer.ui.viewport.gestures import Tool

# By eighths of a turn, clockwise from the right; opposite directions share a pointer.
_BY_DIRECTION: Final = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)
_SIDE: Final = 32
_HOT: Final = 12.5
_ARM: Final = (3.0, 10.0)
_BADGE: Final = QRectF(19.5, 19.5, 9.0, 9.0)
_OUTLINE: Final = QPolygonF(
    [QPointF(19.5, 21.5), QPointF(26.5, 19.5), QPointF(28.5, 25.5), QPointF(22.5, 28.5)]
)


def grip_cursor(
    region: Region, grip: Grip, place: ImagePoint, raster: Raster, camera: Camera
) -> QCursor:
    """Return the pointer over a part of a region; sides and corners point where they go."""
    if grip.part is GripPart.BODY:
        return QCursor(Qt.CursorShape.OpenHandCursor)
    if isinstance(region, PolygonRegion) and grip.part is GripPart.EDGE:
        return QCursor(Qt.CursorShape.DragCopyCursor)  # a point is added here
    if isinstance(region, PolygonRegion | LineRegion):
        return QCursor(Qt.CursorShape.SizeAllCursor)
    at = handles_of(region, raster)[grip.index] if grip.part is GripPart.HANDLE else place
    (x0, y0), (x, y) = camera.to_device(middle_of(region)), camera.to_device(at)
    eighth = round(math.atan2(y - y0, x - x0) / (math.pi / 4))
    return QCursor(_BY_DIRECTION[eighth % 4])


@lru_cache(maxsize=8)
def tool_cursor(tool: Tool) -> QCursor:
    """Return a cross with the shape that is drawn with it."""
    picture = QPixmap(_SIDE, _SIDE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for color, width in ((QColor(0, 0, 0), 3.0), (QColor(255, 255, 255), 1.2)):
        painter.setPen(QPen(color, width))
        near, far = _ARM
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            start = QPointF(_HOT + near * dx, _HOT + near * dy)
            painter.drawLine(QLineF(start, QPointF(_HOT + far * dx, _HOT + far * dy)))
        _draw_badge(painter, tool)
    painter.end()
    return QCursor(picture, int(_HOT), int(_HOT))


def _draw_badge(painter: QPainter, tool: Tool) -> None:
    if tool is Tool.ADD_MARKER:
        painter.drawEllipse(_BADGE)
    elif tool is Tool.ADD_BOX:
        painter.drawRect(_BADGE)
    elif tool is Tool.ADD_OUTLINE:
        painter.drawPolygon(_OUTLINE)
    else:
        painter.drawLine(_BADGE.bottomLeft(), _BADGE.topRight())

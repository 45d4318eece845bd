"""Rings and lines: thin, haloed, in device px whatever the zoom."""

import math
from collections import OrderedDict
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from viewer.overlay.items import Dash, Stroke

HALO: Final = QColor(18, 22, 27)  # opaque: a translucent pen costs five times as much
_HALO_EXTRA: Final = 1.3  # px at 100 %, both sides together
_PATTERNS: Final = {Dash.DASHED: (4.0, 3.0), Dash.DOTTED: (1.4, 2.1)}  # in stroke widths
_STEPS: Final = 4  # stamps are placed on quarter px: at most 1/8 px off, less than the eye sees
_RADIUS_STEPS: Final = 8
_LARGEST_STAMP: Final = 160.0  # px of radius: larger rings are drawn, not kept
_STAMPS_KEPT: Final = 512
_CROSS_ARM: Final = 9.0
_CROSS_GAP: Final = 3.5
_LANDMARK_ARM: Final = 6.5
_LANDMARK_GAP: Final = 1.5
_TICK: Final = 4.0
_DENSE: Final = 16  # points of an outline: its corners are so flat that nobody sees their joins

Radii = tuple[float, float]


@lru_cache(maxsize=64)
def pen(stroke: Stroke, scale: float) -> QPen:
    """Return the pen of a stroke. Callers must not change it."""
    return _pen(stroke, QColor(stroke.color), stroke.width, scale)


@lru_cache(maxsize=64)
def halo_pen(stroke: Stroke, scale: float) -> QPen:
    """Return the darker, wider pen that goes below it, broken in the same places."""
    return _pen(stroke, HALO, stroke.width + _HALO_EXTRA, scale)


def _pen(stroke: Stroke, color: QColor, width: float, scale: float) -> QPen:
    made = QPen(color, width * scale)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)  # round dots cost five times as much
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dash in _PATTERNS:  # Qt counts in widths of this pen
        made.setDashPattern([part * stroke.width / width for part in _PATTERNS[stroke.dash]])
    return made


def draw_ring(
    painter: QPainter,
    centre: tuple[float, float],
    radii: Radii,
    stroke: Stroke,
    scale: float,
) -> None:
    """Draw an ellipse exactly where it is, device px."""
    middle = QPointF(*centre)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(halo_pen(stroke, scale))
    painter.drawEllipse(middle, *radii)
    painter.setPen(pen(stroke, scale))
    painter.drawEllipse(middle, *radii)


def draw_ring_stamp(
    painter: QPainter,
    centre: tuple[float, float],
    radii: Radii,
    stroke: Stroke,
    scale: float,
) -> None:
    """Draw an ellipse from a ready-made picture: some 20 times faster than `draw_ring`.

    A picture is made when a ring comes for the second time: while zooming each is another one.
    """
    steps_x, steps_y = round(centre[0] * _STEPS), round(centre[1] * _STEPS)
    (x, part_x), (y, part_y) = divmod(steps_x, _STEPS), divmod(steps_y, _STEPS)
    across, down = round(radii[0] * _RADIUS_STEPS), round(radii[1] * _RADIUS_STEPS)
    key = (stroke, scale, across, down, part_x, part_y)
    if max(radii) > _LARGEST_STAMP or not _is_known(key):
        draw_ring(painter, centre, radii, stroke, scale)
        return
    image, middle = _ring_stamp(key)
    painter.drawImage(QPointF(x - middle, y - middle), image)


_RingKey = tuple[Stroke, float, int, int, int, int]
_SEEN: Final[OrderedDict[_RingKey, None]] = OrderedDict()


def _is_known(key: _RingKey) -> bool:
    """Tell whether a ring was asked for before, and remember it; bounded."""
    if key in _SEEN:
        return True
    _SEEN[key] = None
    if len(_SEEN) > _STAMPS_KEPT:
        _SEEN.popitem(last=False)
    return False


@lru_cache(maxsize=_STAMPS_KEPT)
def _ring_stamp(key: _RingKey) -> tuple[QImage, int]:
    """Return a picture of a ring and the pixel of it that lies on the centre's whole pixel."""
    stroke, scale, across, down, part_x, part_y = key
    radii = (across / _RADIUS_STEPS, down / _RADIUS_STEPS)
    middle = int(max(radii) + (stroke.width + _HALO_EXTRA) * scale) + 2
    side = 2 * middle + 2
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_ring(painter, (middle + part_x / _STEPS, middle + part_y / _STEPS), radii, stroke, scale)
    painter.end()
    return image, middle


def draw_cross(
    painter: QPainter,
    centre: tuple[float, float],
    stroke: Stroke,
    scale: float,
    *,
    is_landmark: bool = False,
) -> None:
    """Draw an open cross: a place without a known size, or a smaller one: a landmark."""
    x, y = centre
    inner = (_LANDMARK_GAP if is_landmark else _CROSS_GAP) * scale
    outer = cross_extent(scale, is_landmark=is_landmark)
    lines = [
        QLineF(x + inner * dx, y + inner * dy, x + outer * dx, y + outer * dy)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    painter.setPen(halo_pen(stroke, scale))
    painter.drawLines(lines)
    painter.setPen(pen(stroke, scale))
    painter.drawLines(lines)


def cross_extent(scale: float, *, is_landmark: bool = False) -> float:
    """Return half the size of that cross, px."""
    gap, arm = (_LANDMARK_GAP, _LANDMARK_ARM) if is_landmark else (_CROSS_GAP, _CROSS_ARM)
    return (gap + arm) * scale


def draw_tint(
    painter: QPainter, rings: list[list[tuple[float, float]]], color: str, opacity: float
) -> None:
    """Tint what some outlines enclose, device px; a ring within another one is a hole."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    tint = QColor(color)
    tint.setAlphaF(min(max(opacity, 0.0), 1.0))
    painter.fillPath(path, tint)


def draw_outline(
    painter: QPainter, points: list[tuple[float, float]], stroke: Stroke, scale: float
) -> None:
    """Draw a closed outline, device px; `draw_tint` fills one."""
    polygon = QPolygonF([QPointF(x, y) for x, y in points])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    is_dense = len(points) >= _DENSE
    for line in (halo_pen(stroke, scale), pen(stroke, scale)):
        painter.setPen(_bevelled(line) if is_dense else line)
        painter.drawPolygon(polygon)


def _bevelled(line: QPen) -> QPen:
    """Return a pen that rounds no corners: where there are many it takes half the time."""
    made = QPen(line)
    made.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return made


def draw_length(
    painter: QPainter, points: list[tuple[float, float]], stroke: Stroke, scale: float
) -> None:
    """Draw a line between two places with a tick across each end, device px."""
    (x1, y1), (x2, y2) = points
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    tick = _TICK * scale / length
    dx, dy = (y1 - y2) * tick, (x2 - x1) * tick
    lines = [QLineF(x1, y1, x2, y2)]
    lines += [QLineF(x - dx, y - dy, x + dx, y + dy) for x, y in points]
    painter.setPen(halo_pen(stroke, scale))
    painter.drawLines(lines)
    painter.setPen(pen(stroke, scale))
    painter.drawLines(lines)


def draw_leader(
    painter: QPainter, line: tuple[float, float, float, float], color: str, scale: float
) -> None:
    """Draw the thin line between a finding and its label."""
    painter.setPen(QPen(HALO, 2.5 * scale))
    painter.drawLine(QLineF(*line))
    painter.setPen(QPen(QColor(color), 1.0 * scale))
    painter.drawLine(QLineF(*line))

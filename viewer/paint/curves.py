"""The lines of a tracing to a QPainter, on screen, picture and paper alike."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPen, QPolygonF

from viewer.geometry.points import ImagePoint
from viewer.overlay.camera import Affine, Camera
from viewer.overlay.items import Curve, Stroke
from viewer.overlay.labels import Rect
from viewer.paint import fonts
from viewer.paint.strokes import halo_pen, pen
from viewer.paint.text import Ground, TextStyle, block_size, draw_text

_Points = tuple[ImagePoint, ...]
_KEPT: Final = 256
_PIECES: Final = 8
_LABEL_GAP: Final = 6.0
_EDGE: Final = 6.0
"""Half the widest line with its halo, px at 100 %."""


def paint_curves(
    painter: QPainter,
    curves: Sequence[Curve],
    camera: Camera,
    *,
    scale: float = 1.0,
    is_moving: bool = False,
) -> None:
    """Draw curves where `camera` puts them; the painter's unit is a device px.

    All dark rims lie below all lines, so that no line is cut where two cross. `scale` as in
    `paint_items`. The rims of what `is_moving` are not smoothed, which takes a fifth of the time.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for is_halo in (True, False):
        is_smooth = not (is_halo and is_moving)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_smooth)
        for curve in curves:
            painter.setPen(_pen(curve.stroke, scale, is_halo=is_halo))
            _draw(painter, curve, camera.matrix)


def paint_curve_labels(
    painter: QPainter,
    curves: Sequence[Curve],
    camera: Camera,
    *,
    scale: float = 1.0,
    is_exact: bool = False,
) -> None:
    """Write what is said of curves: over findings and their labels, as somebody asked for it.

    Text comes from stamps on a raster device unless `is_exact`.
    """
    is_exact = is_exact or painter.paintEngine().type() != QPaintEngine.Type.Raster
    for curve in curves:
        if curve.label:
            left, top, _, _ = label_box(curve, camera, scale)
            draw_text(painter, (left, top), curve.label, _style(curve, scale), is_exact=is_exact)


def curve_boxes(curve: Curve, camera: Camera, scale: float = 1.0) -> tuple[Rect, ...]:
    """Return the boxes in which a curve and its label are drawn, device px, rims included."""
    around, edge = _polygon(curve.points, camera.matrix).boundingRect(), _EDGE * scale
    box = Rect(
        around.left() - edge, around.top() - edge, around.right() + edge, around.bottom() + edge
    )
    return (box, label_box(curve, camera, scale)) if curve.label else (box,)


def narrow_boxes(curve: Curve, camera: Camera, scale: float = 1.0) -> tuple[Rect, ...]:
    """Return the same as more boxes that leave more free: the one around a slanted line is large.

    A straight line is covered piece by piece, any other by one box.
    """
    whole = curve_boxes(curve, camera, scale)
    if len(curve.points) != 2:
        return whole
    (x1, y1), (x2, y2) = (camera.to_device(point) for point in curve.points)
    edge = _EDGE * scale
    across, down = (x2 - x1) / _PIECES, (y2 - y1) / _PIECES
    pieces = []
    for number in range(_PIECES):
        left, right = sorted((x1 + across * number, x1 + across * (number + 1)))
        top, bottom = sorted((y1 + down * number, y1 + down * (number + 1)))
        pieces.append(Rect(left - edge, top - edge, right + edge, bottom + edge))
    return (*pieces, *whole[1:])


def label_box(curve: Curve, camera: Camera, scale: float = 1.0) -> Rect:
    """Return where a curve's label stands, kept within the view; device px."""
    width, height = block_size(curve.label, _style(curve, scale))
    x, y = camera.to_device(curve.label_at or curve.points[0])
    gap = _LABEL_GAP * scale
    left = min(max(x + gap, 0.0), max(0.0, camera.view_width - width))
    top = min(max(y - height - gap, 0.0), max(0.0, camera.view_height - height))
    return Rect(left, top, left + width, top + height)


def _style(curve: Curve, scale: float) -> TextStyle:
    size = fonts.LABEL_PX * scale
    return TextStyle(curve.stroke.color, size, is_bold=True, ground=Ground.FULL)


@lru_cache(maxsize=64)
def _pen(stroke: Stroke, scale: float, *, is_halo: bool) -> QPen:
    """Return the pen of a curve: of so many short steps round joins are dear and not seen."""
    made = QPen((halo_pen if is_halo else pen)(stroke, scale))
    made.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return made


def _draw(painter: QPainter, curve: Curve, matrix: Affine) -> None:
    polygon = _polygon(curve.points, matrix)
    if curve.is_closed:
        painter.drawPolygon(polygon)
    else:
        painter.drawPolyline(polygon)


class _Polygons:
    """Points in device px, the ones asked for last: a drag moves few of the lines.

    Found by the identity of the points, which they keep alive: to hash them takes longer than to
    draw them.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[_Points, Affine, QPolygonF]] = OrderedDict()

    def of(self, points: _Points, matrix: Affine) -> QPolygonF:
        """Return a polygon. Do not change it."""
        kept = self._kept.pop(id(points), None)
        if kept is None or kept[1] != matrix:
            kept = points, matrix, _mapped(points, matrix)
        self._kept[id(points)] = kept
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return kept[2]


_POLYGONS: Final = _Polygons()


def _polygon(points: _Points, matrix: Affine) -> QPolygonF:
    return _POLYGONS.of(points, matrix)


def _mapped(points: _Points, matrix: Affine) -> QPolygonF:
    a, b, c, d, tx, ty = matrix
    return QPolygonF([QPointF(a * x + b * y + tx, c * x + d * y + ty) for x, y in points])

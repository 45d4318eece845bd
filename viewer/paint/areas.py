"""Masks: an outline along the pixels' edges and a light tint, kept as a picture while it holds."""

import math
from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF, QTransform

from viewer.overlay.camera import Affine, Camera
from viewer.overlay.items import Area, Dash, Stroke
from viewer.paint.strokes import HALO, halo_pen, pen

if TYPE_CHECKING:
    from viewer.geometry.mask import MaskSlice

_MARGIN: Final = 5  # px at 100 % around what is marked: half the widest line and its halo
_PATHS_KEPT: Final = 8
_STAMPS_KEPT: Final = 4  # each at most as large as the view
_LARGEST_STAMP: Final = 12_000_000  # px; more is drawn as vectors
_HALO_PX: Final = 1
_NOTHING, _TINT, _HALO, _LINE = range(4)

_Flags = NDArray[np.uint8]


def draw_area(painter: QPainter, area: Area, camera: Camera, scale: float) -> None:
    """Draw a mask exactly where its pixels are, as vectors: tint and outline, device px."""
    path = _transform(camera).map(_path(area.part))
    if area.tint:
        painter.fillPath(path, _tint_of(area))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in (halo_pen(area.stroke, scale), pen(area.stroke, scale)):
        painter.setPen(line)
        painter.drawPath(path)


def draw_area_stamp(painter: QPainter, area: Area, camera: Camera, scale: float) -> None:
    """Draw a mask as pixels, its edges on whole device px: however intricate it is, at once.

    Broken lines, and what is larger than any screen, are drawn as vectors.
    """
    box = _box(area, camera, scale)
    if box.isEmpty():
        return
    if area.stroke.dash is not Dash.SOLID or box.width() * box.height() > _LARGEST_STAMP:
        draw_area(painter, area, camera, scale)
        return
    painter.drawImage(box.topLeft(), _stamp(area, camera, box, scale))


class _StampKey(NamedTuple):
    part: "MaskSlice"
    stroke: Stroke
    tint: float
    matrix: Affine
    box: tuple[int, int, int, int]
    scale: float


_STAMPS: Final[OrderedDict[_StampKey, QImage]] = OrderedDict()
"""What was drawn last: most paintings are of the same mask at the same place."""


def _stamp(area: Area, camera: Camera, box: QRect, scale: float) -> QImage:
    where = box.x(), box.y(), box.width(), box.height()
    key = _StampKey(area.part, area.stroke, area.tint, camera.matrix, where, scale)
    kept = _STAMPS.pop(key, None)
    _STAMPS[key] = image = _made_stamp(area, camera, box, scale) if kept is None else kept
    while len(_STAMPS) > _STAMPS_KEPT:
        _STAMPS.popitem(last=False)
    return image


def _made_stamp(area: Area, camera: Camera, box: QRect, scale: float) -> QImage:
    """Return what is drawn of a mask within a box of device px."""
    marked = _on_device(area.part, camera, box)
    what = _drawn(marked, max(1, round(area.stroke.width * scale)), max(1, round(_HALO_PX * scale)))
    colours = np.zeros(4, np.uint32)
    colours[_TINT] = _premultiplied(_tint_of(area))
    colours[_HALO] = _premultiplied(HALO)
    colours[_LINE] = _premultiplied(QColor(area.stroke.color))
    pixels = np.ascontiguousarray(colours.take(what))
    image = QImage(
        pixels.data, box.width(), box.height(), QImage.Format.Format_ARGB32_Premultiplied
    )
    return image.copy()


def _on_device(part: "MaskSlice", camera: Camera, box: QRect) -> _Flags:
    """Return 1 where the middle of a device px lies in a marked pixel, else 0; (rows, columns).

    The camera turns by quarters only: each axis of the view is one of the image's.
    """
    bits = np.pad(part.bits.astype(np.uint8), 1)
    a, b, c, d, tx, ty = camera.matrix
    x = np.arange(box.width(), dtype=np.float64) + (box.x() + 0.5 - tx)
    y = np.arange(box.height(), dtype=np.float64) + (box.y() + 0.5 - ty)
    if a:
        columns = _indices(x / a, part.column, part.width)
        rows = _indices(y / d, part.row, part.height)
        return bits[rows][:, columns]
    columns = _indices(y / c, part.column, part.width)
    rows = _indices(x / b, part.row, part.height)
    return bits[rows][:, columns].T


def _indices(places: NDArray[np.float64], first: int, count: int) -> NDArray[np.intp]:
    """Return which padded pixel each place lies in; 0 and count + 1 are beside the mask."""
    found = np.floor(places).astype(np.intp) - first + 1
    return np.clip(found, 0, count + 1)


def _drawn(marked: _Flags, width: int, halo: int) -> _Flags:
    """Return what is drawn at each px: nothing, tint, halo or line, of so many px."""
    import cv2

    def grown(by: int) -> _Flags:
        made: _Flags = cv2.dilate(marked, np.ones((2 * by + 1, 2 * by + 1), np.uint8))
        return made

    def shrunk(by: int) -> _Flags:
        made: _Flags = cv2.erode(marked, np.ones((2 * by + 1, 2 * by + 1), np.uint8))
        return made

    marked = np.ascontiguousarray(marked)
    outside, inside = (width + 1) // 2, width // 2
    around = (grown(outside + halo) - shrunk(inside + halo)) * np.uint8(_HALO)
    line = (grown(outside) - shrunk(inside)) * np.uint8(_LINE)
    drawn: _Flags = np.maximum(np.maximum(marked * np.uint8(_TINT), around), line)
    return drawn


def _premultiplied(colour: QColor) -> int:
    """Return a colour as Qt keeps it in pictures: 0xAARRGGBB, each part times the opacity."""
    alpha = colour.alphaF()
    rgb = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (round(part * alpha * 255) for part in rgb)
    return colour.alpha() << 24 | red << 16 | green << 8 | blue


def _tint_of(area: Area) -> QColor:
    colour = QColor(area.stroke.color)
    colour.setAlphaF(area.tint)
    return colour


def _box(area: Area, camera: Camera, scale: float) -> QRect:
    """Return the whole pixels of the view in which the mask is drawn."""
    left, top, right, bottom = area.bounds
    around = _transform(camera).mapRect(QRectF(left, top, right - left, bottom - top))
    margin = math.ceil(_MARGIN * scale)
    whole = around.toAlignedRect().adjusted(-margin, -margin, margin, margin)
    view = QRectF(0, 0, camera.view_width, camera.view_height).toAlignedRect()
    return whole.intersected(view.adjusted(-margin, -margin, margin, margin))


def _transform(camera: Camera) -> QTransform:
    a, b, c, d, tx, ty = camera.matrix
    return QTransform(a, c, b, d, tx, ty)


@lru_cache(maxsize=_PATHS_KEPT)
def _path(part: "MaskSlice") -> QPainterPath:
    """Return the outlines in image px, to be filled by the odd-even rule. Do not change it."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in part.rings:
        path.addPolygon(QPolygonF([QPointF(column, row) for column, row in ring]))
        path.closeSubpath()
    return path

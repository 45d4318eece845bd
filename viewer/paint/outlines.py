"""Polygons and boxes: as vectors, or from ready-made pictures while only their place changes."""

import math
from collections import OrderedDict
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter

from viewer.geometry.points import ImagePoint
from viewer.overlay.camera import Camera
from viewer.overlay.items import Outline, Stroke
from viewer.overlay.labels import Rect
from viewer.paint.strokes import draw_outline, draw_tint

_STEPS: Final = 8  # stamps are placed on eighths of a px: at most 1/16 px off
_MARGIN: Final = 5  # px at 100 %: half the widest line and its halo
_FEWEST_POINTS: Final = 9
"""What has fewer is drawn as fast as it is copied."""
_LARGEST_STAMP: Final = 1_000_000  # px; what is larger is drawn, not kept
_STAMPS_KEPT: Final = 16_000_000  # px of all pictures together
_SEEN_KEPT: Final = 640
_BOUNDS_KEPT: Final = 1024

_Ring = tuple[ImagePoint, ...]
_Rings = tuple[_Ring, ...]


def rings_of(item: Outline) -> _Rings:
    """Return all outlines of an item, the first one first."""
    return (item.points, *item.others)


def outline_extent(item: Outline, camera: Camera) -> Rect:
    """Return the box around all outlines in device px: a view turns by quarters only."""
    left, top, right, bottom = _bounds(rings_of(item))
    x1, y1 = camera.to_device(ImagePoint(left, top))
    x2, y2 = camera.to_device(ImagePoint(right, bottom))
    return Rect(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def draw_outlines(painter: QPainter, item: Outline, camera: Camera, scale: float) -> None:
    """Draw all outlines of an item exactly where they are, device px."""
    a, b, c, d, tx, ty = camera.matrix
    rings = [
        [(a * column + b * row + tx, c * column + d * row + ty) for column, row in ring]
        for ring in rings_of(item)
    ]
    if item.tint:
        draw_tint(painter, rings, item.stroke.color, item.tint)
    for ring in rings:
        draw_outline(painter, ring, item.stroke, scale)


class _Key(NamedTuple):
    """What a ready-made picture is of: shape, line, zoom and turn, and part of a pixel."""

    rings: _Rings
    stroke: Stroke
    tint: float
    turn: tuple[float, float, float, float]
    scale: float
    part: tuple[int, int]


def draw_outlines_stamp(painter: QPainter, item: Outline, camera: Camera, scale: float) -> None:
    """Draw the same from a ready-made picture: some ten times faster.

    A picture is made when a shape comes for the second time: while zooming each is another one.
    """
    if sum(len(ring) for ring in rings_of(item)) < _FEWEST_POINTS:
        draw_outlines(painter, item, camera, scale)
        return
    box = outline_extent(item, camera)
    a, b, c, d, tx, ty = camera.matrix
    (x, part_x), (y, part_y) = _split(tx), _split(ty)
    key = _Key(rings_of(item), item.stroke, item.tint, (a, b, c, d), scale, (part_x, part_y))
    margin = _MARGIN * scale
    size = (box.right - box.left + 2 * margin) * (box.bottom - box.top + 2 * margin)
    if size > _LARGEST_STAMP or not _is_known(key):
        draw_outlines(painter, item, camera, scale)
        return
    stamp = _STAMPS.of(key)
    painter.drawImage(QPoint(x + stamp.left, y + stamp.top), stamp.image)


def _split(place: float) -> tuple[int, int]:
    """Return the whole px of a place and the eighths beyond it."""
    return divmod(round(place * _STEPS), _STEPS)


_SEEN: Final[OrderedDict[_Key, None]] = OrderedDict()


def _is_known(key: _Key) -> bool:
    """Tell whether a shape was asked for before, and remember it; bounded."""
    if key in _SEEN:
        return True
    _SEEN[key] = None
    if len(_SEEN) > _SEEN_KEPT:
        _SEEN.popitem(last=False)
    return False


class _Stamp(NamedTuple):
    """A picture, and where it lies from the image's corner, whole px."""

    image: QImage
    left: int
    top: int


class _Stamps:
    """The pictures used last, so many px of them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, _Stamp] = OrderedDict()
        self._pixels = 0

    def of(self, key: _Key) -> _Stamp:
        """Return a picture, made now where it is not kept."""
        stamp = self._kept.get(key)
        if stamp is not None:
            self._kept.move_to_end(key)
            return stamp
        stamp = self._kept[key] = _made(key)
        self._pixels += _size(stamp)
        while self._pixels > _STAMPS_KEPT:
            _, oldest = self._kept.popitem(last=False)
            self._pixels -= _size(oldest)
        return stamp


_STAMPS: Final = _Stamps()


def _size(stamp: _Stamp) -> int:
    return stamp.image.width() * stamp.image.height()


def _made(key: _Key) -> _Stamp:
    a, b, c, d = key.turn
    moved_x, moved_y = key.part[0] / _STEPS, key.part[1] / _STEPS
    rings = [
        [(a * column + b * row + moved_x, c * column + d * row + moved_y) for column, row in ring]
        for ring in key.rings
    ]
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    margin = math.ceil(_MARGIN * key.scale)
    left, top = math.floor(min(xs)) - margin, math.floor(min(ys)) - margin
    width, height = math.ceil(max(xs)) + margin - left, math.ceil(max(ys)) + margin - top
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-left, -top)
    if key.tint:
        draw_tint(painter, rings, key.stroke.color, key.tint)
    for ring in rings:
        draw_outline(painter, ring, key.stroke, key.scale)
    painter.end()
    return _Stamp(image, left, top)


@lru_cache(maxsize=_BOUNDS_KEPT)
def _bounds(rings: _Rings) -> tuple[float, float, float, float]:
    columns = [point.column for ring in rings for point in ring]
    rows = [point.row for ring in rings for point in ring]
    return min(columns), min(rows), max(columns), max(rows)

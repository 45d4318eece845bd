"""The lines of a tracing that lie still, kept as a picture while others follow a landmark."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from viewer.overlay.camera import Camera
from viewer.overlay.items import Curve
from viewer.paint.curves import curve_boxes, paint_curves
from viewer.ui.viewport.hand import outer, united

_FEWEST: Final = 4
"""Fewer are drawn faster than a picture of them."""


@dataclass(frozen=True)
class _Picture:
    curves: tuple[Curve, ...]
    image: QImage
    place: QRect


class StillCurves:
    """Paints curves; those that a painting before had too come from a picture.

    Curves are told apart by identity: see `reused`.
    """

    def __init__(self) -> None:
        self._seen: tuple[Curve, ...] = ()
        self._picture: _Picture | None = None
        self._view: tuple[Camera, float] | None = None

    def paint(
        self,
        painter: QPainter,
        curves: tuple[Curve, ...],
        camera: Camera,
        scale: float,
        exposed: QRegion,
    ) -> None:
        """Draw curves below everything that stands still; the painter's unit is a device px."""
        if self._view != (camera, scale):
            self._view, self._seen, self._picture = (camera, scale), (), None
        present = set(map(id, curves))
        if self._picture is not None and not present.issuperset(map(id, self._picture.curves)):
            self._picture = None
        if self._picture is None:
            seen = set(map(id, self._seen))
            still = tuple(curve for curve in curves if id(curve) in seen)
            self._picture = _picture(still, camera, scale) if len(still) >= _FEWEST else None
        self._seen = curves
        moving: Sequence[Curve] = curves
        if self._picture is not None:
            place = self._picture.place
            part = place.intersected(exposed.boundingRect())
            painter.drawImage(part, self._picture.image, part.translated(-place.topLeft()))
            drawn = set(map(id, self._picture.curves))
            moving = [curve for curve in curves if id(curve) not in drawn]
        near = [curve for curve in moving if _touches(curve, camera, scale, exposed)]
        is_moving = self._picture is not None
        paint_curves(painter, near, camera, scale=scale, is_moving=is_moving)


def reused(before: Iterable[Curve], after: Iterable[Curve]) -> tuple[Curve, ...]:
    """Return curves, each that is as it was being the very one from before.

    Compared one by one: a line that moved differs at its first point, to hash all is far slower.
    """
    known: defaultdict[str, list[Curve]] = defaultdict(list)
    for curve in before:
        known[curve.name].append(curve)
    return tuple(
        next((same for same in known[curve.name] if same == curve), curve) for curve in after
    )


def _picture(curves: tuple[Curve, ...], camera: Camera, scale: float) -> _Picture:
    view = QRectF(0, 0, camera.view_width, camera.view_height).toAlignedRect()
    boxes = (outer(box, 0.0) for curve in curves for box in curve_boxes(curve, camera, scale))
    place = united(boxes).boundingRect().intersected(view)
    image = QImage(place.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.translate(-place.topLeft())
    paint_curves(painter, curves, camera, scale=scale)
    painter.end()
    return _Picture(curves, image, place)


def _touches(curve: Curve, camera: Camera, scale: float, exposed: QRegion) -> bool:
    return any(exposed.intersects(outer(box, 0.0)) for box in curve_boxes(curve, camera, scale))

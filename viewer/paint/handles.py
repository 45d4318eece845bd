"""The handles of what is in hand: small squares on whole device pixels."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from viewer.overlay.active import ActiveLayer
from viewer.overlay.camera import Camera
from viewer.overlay.labels import Rect

_SIDE: Final = 7.0  # px at 100 %, the dark rim aside
_HOT_SIDE: Final = 10.0
_FILL: Final = QColor("#ffffff")
_HOT_FILL: Final = QColor("#ffc44d")
_RIM: Final = QColor(18, 22, 27)


def handle_boxes(layer: ActiveLayer, camera: Camera, scale: float) -> tuple[Rect, ...]:
    """Return the boxes in which the handles are drawn, rims included, device px."""
    return tuple(
        Rect(*map(float, (box.left(), box.top(), box.right() + 1, box.bottom() + 1)))
        for _, box in _squares(layer, camera, scale)
    )


def paint_handles(painter: QPainter, layer: ActiveLayer, camera: Camera, scale: float) -> None:
    """Draw the handles; the painter's unit is a device px."""
    rim = max(1, round(scale))
    for is_hot, box in _squares(layer, camera, scale):
        painter.fillRect(box, _RIM)
        inner = box.adjusted(rim, rim, -rim, -rim)
        painter.fillRect(inner, _HOT_FILL if is_hot else _FILL)


def _squares(layer: ActiveLayer, camera: Camera, scale: float) -> Iterable[tuple[bool, QRect]]:
    rim = max(1, round(scale))
    for index, place in enumerate(layer.handles):
        is_hot = index == layer.hot
        side = round((_HOT_SIDE if is_hot else _SIDE) * scale) + 2 * rim
        x, y = camera.to_device(place)
        yield is_hot, QRect(round(x - side / 2), round(y - side / 2), side, side)

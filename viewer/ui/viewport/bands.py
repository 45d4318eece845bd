"""Boxes of a view: what the image leaves bare, and room that stays while text grows."""

import math

from PySide6.QtCore import QRect, QSize

from viewer.overlay.labels import Rect
from viewer.ui.viewport.picture import Placed


def roomy(rect: Rect, step: float) -> Rect:
    """Return `rect` widened to a coarse grid: labels stay while a slice number grows a digit."""
    left, top, right, bottom = rect
    return Rect(math.floor(left / step) * step, top, math.ceil(right / step) * step, bottom)


def bare_bands(placed: Placed, size: QSize) -> tuple[QRect, ...]:
    """Return the parts of the view that the image leaves bare, in device px."""
    width, height = size.width(), size.height()
    bands = (
        QRect(0, 0, width, placed.top),
        QRect(0, placed.bottom, width, height - placed.bottom),
        QRect(0, placed.top, placed.left, placed.bottom - placed.top),
        QRect(placed.right, placed.top, width - placed.right, placed.bottom - placed.top),
    )
    return tuple(band for band in bands if not band.isEmpty())

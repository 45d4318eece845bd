"""What is in hand, laid out in the view: drawn fresh, so that dragging repaints little."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion

from viewer.overlay.active import ActiveLayer
from viewer.overlay.camera import Camera
from viewer.overlay.labels import Rect
from viewer.paint.handles import handle_boxes, paint_handles
from viewer.paint.painter import Layout, lay_out, paint_layout

STROKE_MARGIN: Final = 8.0
"""Logical px: half the widest stroke with its halo."""


@dataclass(frozen=True)
class Hand:
    """An active layer as it lies in the view; `boxes` are all that it covers, device px."""

    layer: ActiveLayer
    layout: Layout
    boxes: tuple[Rect, ...]
    scale: float

    @staticmethod
    def laid_out(layer: ActiveLayer, camera: Camera, scale: float) -> "Hand":
        """Return a layer as seen through a camera."""
        layout = lay_out(layer.items, camera, scale=scale)
        boxes = (*layout.boxes(), *handle_boxes(layer, camera, scale))
        return Hand(layer, layout, boxes, scale)

    @cached_property
    def region(self) -> QRegion:
        """Where it is drawn."""
        return united(outer(box, STROKE_MARGIN * self.scale) for box in self.boxes)

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Draw it, the handles on top; the painter's unit is a device px."""
        paint_layout(painter, self.layout, camera, scale=self.scale)
        paint_handles(painter, self.layer, camera, self.scale)

    def below(self, layout: Layout, exposed: QRegion) -> Layout:
        """Return which of the other findings to draw under it: those in what is painted."""
        box, margin = exposed.boundingRect(), STROKE_MARGIN * self.scale
        left, top = box.left() - margin, box.top() - margin
        area = Rect(left, top, box.right() + margin, box.bottom() + margin)
        near, replaced = layout.meeting(area), self.layer.replaces
        return near if replaced is None else near.without(replaced)


def hand_changes(one: Hand | None, other: Hand | None, layouts: Iterable[Layout]) -> QRegion:
    """Return where what is in hand was and is, and where it left a finding out of `layouts`."""
    region = QRegion()
    if one == other:
        return region
    for hand in (one, other):
        if hand is None:
            continue
        region = region.united(hand.region)
    replaced = [None if hand is None else hand.layer.replaces for hand in (one, other)]
    if replaced[0] == replaced[1]:
        return region
    margin = STROKE_MARGIN * max(hand.scale for hand in (one, other) if hand is not None)
    for layout in layouts:
        for uid in replaced:
            region = region.united(united(outer(box, margin) for box in layout.boxes_of(uid)))
    return region


def united(boxes: Iterable[QRect]) -> QRegion:
    """Return all that some boxes cover."""
    region = QRegion()
    for box in boxes:
        region = region.united(box)
    return region


def outer(box: Rect, margin: float) -> QRect:
    """Return the whole pixels that a box with a margin touches."""
    left, top = math.floor(box.left - margin), math.floor(box.top - margin)
    right, bottom = math.ceil(box.right + margin), math.ceil(box.bottom + margin)
    return QRect(left, top, right - left, bottom - top)

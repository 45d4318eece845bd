"""What one painting of a view consists of, and which part of it another one leaves alone."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from viewer.overlay.furniture import Furniture
from viewer.overlay.items import Curve
from viewer.overlay.labels import Rect
from viewer.paint.blocks import TextBlock
from viewer.paint.curves import curve_boxes, narrow_boxes
from viewer.paint.painter import Layout
from viewer.ui.viewport.hand import STROKE_MARGIN, Hand, hand_changes, outer, united
from viewer.ui.viewport.state import ViewState

_TEXT_MARGIN: Final = 3.0  # px: stamps are drawn at whole px and are up to 2 px larger


@dataclass(frozen=True, eq=False)
class Frame:
    """All that is laid out for one painting, in device px.

    `image` is the box of the whole picture, `is_plain` whether it is shown with nothing said in
    its place. What lies neither in it nor under text nor in `strays` is bare ground, apart from
    what depends on the camera alone (the scale bar).
    """

    view: ViewState
    scale: float
    furniture: Furniture | None
    blocks: tuple[TextBlock, ...]
    layout: Layout
    image: Rect
    is_plain: bool
    hand: Hand | None = None
    curves: tuple[Curve, ...] = ()

    def image_px(self) -> QRect:
        """Return the box of the picture in whole device px."""
        return outer(self.image, 0.0)

    @cached_property
    def strays(self) -> QRegion:
        """Where findings, their labels and a tracing reach beyond the picture."""
        margin = STROKE_MARGIN * self.scale
        left, top = self.image.left + margin, self.image.top + margin
        right, bottom = self.image.right - margin, self.image.bottom - margin
        curved = (
            box for curve in self.curves for box in curve_boxes(curve, self.view.camera, self.scale)
        )
        outside = (
            box
            for box in (*self.layout.boxes(), *curved)
            if box.left < left or box.top < top or box.right > right or box.bottom > bottom
        )
        return united(outer(box, margin) for box in outside)

    def changed_since(self, before: "Frame") -> QRegion | None:
        """Return where this frame differs from the one that was painted last; None: anywhere.

        At 4K the ground beside the picture is as much memory as the picture: going through the
        images leaves it alone.
        """
        alike = replace(self.view, slice_index=before.view.slice_index, grey=before.view.grey)
        if alike != before.view or self.scale != before.scale:
            return None
        if not (self.is_plain and before.is_plain):
            return None
        if self.view.compare is not None and self.view.grey != before.view.grey:
            return None  # a legend lies over all of it
        changed = set(self.blocks) ^ set(before.blocks)
        region = united(outer(block.rect, _TEXT_MARGIN) for block in changed)
        region = region.united(hand_changes(self.hand, before.hand, (self.layout, before.layout)))
        if self.view != before.view or self.layout is not before.layout:
            region = region.united(self.image_px())
            region = region.united(self.strays).united(before.strays)
        return region.united(self._curve_changes(before))

    def _curve_changes(self, before: "Frame") -> QRegion:
        """Return where lines of a tracing are that only one of two frames has."""
        if self.curves is before.curves:
            return QRegion()
        here, there = ({id(curve): curve for curve in f.curves} for f in (self, before))
        changed = [{**here, **there}[key] for key in here.keys() ^ there.keys()]
        return united(
            outer(box, 0.0)
            for curve in changed
            for box in narrow_boxes(curve, self.view.camera, self.scale)
        )

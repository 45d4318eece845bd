"""What of a viewport can be taken hold of, and how what is in hand is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from viewer.editing.outlines import knots_of
from viewer.geometry.hit import Grip, grip_at
from viewer.geometry.knots import knot_grip, moved_knots
from viewer.geometry.regions import MaskRegion, PolygonRegion
from viewer.overlay.active import (
    ActiveLayer,
    InHand,
    dragged_layer,
    drawn_layer,
    ghost_of,
    held_layer,
    in_hand,
)
from viewer.overlay.reaches import slices_of
from viewer.overlay.shapes import raster_of
from viewer.ui.viewport.hand_gestures import Drawing, Reshaping

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from viewer.domain.finding import Finding
    from viewer.geometry.hit import Tolerance
    from viewer.geometry.points import ImagePoint
    from viewer.geometry.raster import Raster
    from viewer.geometry.regions import Region
    from viewer.overlay.items import Item
    from viewer.ui.viewport.steered_view import SteeredView

_GRIP_PX: Final = 7.0  # logical px around a handle: a square of 14 can be hit
_FINGER_PX: Final = 14.0  # a finger covers what it points at


class Holding:
    """The selected finding of a viewport, as far as it may be taken hold of."""

    def __init__(self, view: SteeredView) -> None:
        self._view = view
        self.is_editing = False
        self.may_edit: Callable[[str], bool] = lambda _uid: True
        self.is_touched = False
        """By a finger or a pen: what can be taken hold of is larger, and farther apart."""

    def finding(self) -> Finding | None:
        """Return the selected finding; None unless edit mode is on and it may be reshaped.

        What is locked, hidden, or part of a signed reading may not, nor may a mask.
        """
        state, scene = self._view.state, self._view.scene
        if not self.is_editing or state is None or scene is None or state.overlay.is_locked:
            return None
        finding = scene.finding(state.overlay.selected_uid)
        if finding is None or not state.overlay.shows(finding):
            return None
        if isinstance(finding.placement.region, MaskRegion):
            return None
        return finding if self.may_edit(finding.uid) else None

    def held(self) -> InHand | None:
        """Return that finding as it lies on the slice that is shown; None where it does not."""
        finding, state, scene = self.finding(), self._view.state, self._view.scene
        if finding is None or state is None or scene is None:
            return None
        index = state.slice_index
        is_here = index in slices_of(finding.placement, scene.description)
        if not is_here or not scene.is_readable(index):
            return None
        return in_hand(finding, scene.description, index, scene.decision_on(finding.uid))

    def grip(self, place: QPointF) -> Grip | None:
        """Return what of it lies under a place in logical px."""
        held, raster, point = self.held(), self.raster(), self.point(place)
        if held is None or raster is None or point is None:
            return None
        knots = self._knots(held.region)
        if isinstance(held.region, PolygonRegion) and knots is not None:
            return knot_grip(held.region, knots, raster, point, self.near)
        return grip_at(held.region, raster, point, self.near)

    @property
    def near(self) -> Tolerance:
        """How near to a handle is on it."""
        return self._view.tolerance(_FINGER_PX if self.is_touched else _GRIP_PX)

    def _knots(self, region: Region) -> tuple[int, ...] | None:
        """Return the points of an outline that have a handle; None where all have."""
        near = self.near
        if not isinstance(region, PolygonRegion) or not near.columns:
            return None
        return knots_of(region.points, 2 * near.columns, near.columns / near.rows)

    def point(self, place: QPointF) -> ImagePoint | None:
        """Return the image point under a place in logical px."""
        state = self._view.state
        if state is None:
            return None
        return state.camera.to_image(*self._view.device_px(place.x(), place.y()))

    def raster(self) -> Raster | None:
        """Return the pixels of the stack that is shown."""
        description = self._view.description
        return None if description is None else raster_of(description)

    def is_shown(self) -> bool:
        """Tell whether there is a picture to draw on."""
        state, scene = self._view.state, self._view.scene
        return state is not None and scene is not None and scene.is_readable(state.slice_index)

    def layer(self, gesture: Reshaping | Drawing | None, hot: int | None) -> ActiveLayer | None:
        """Return what is drawn over the rest: what is in hand, or the handles to take it by."""
        scene = self._view.scene
        if scene is None:
            return None
        series, wording = scene.description, scene.wording
        if isinstance(gesture, Drawing):
            region = gesture.region(raster_of(series)) if gesture.end is not None else None
            return None if region is None else drawn_layer(region, series, wording)
        if gesture is not None:
            ghost = self._ghost(gesture.held.finding, gesture.region)
            state = self._view.state
            return dragged_layer(
                gesture.held,
                gesture.region,
                ghost,
                series,
                wording,
                overlay=None if state is None else state.overlay,
                knots=moved_knots(self._knots(gesture.held.region), gesture.grip),
            )
        held, finding = self.held(), self.finding()
        if held is not None:
            ghost = self._ghost(held.finding, held.region)
            return held_layer(held, ghost, series, hot, self._knots(held.region))
        ghost = None if finding is None else self._ghost(finding, None)
        return None if ghost is None else ActiveLayer((ghost,))

    def _ghost(self, finding: Finding, region: Region | None) -> Item | None:
        state, scene = self._view.state, self._view.scene
        if state is None or scene is None or finding.is_own:
            return None
        answered = scene.answered.get(finding.uid, None if finding.is_edited else finding)
        return ghost_of(answered, region, scene.description, state.slice_index)

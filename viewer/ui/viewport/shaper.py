"""Findings reshaped and drawn with mouse and keys, in a viewport; nothing is kept here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence

from viewer.editing.shaping import without_point
from viewer.geometry.hit import GripPart
from viewer.geometry.regions import PolygonRegion
from viewer.ui.viewport.cursors import grip_cursor, tool_cursor
from viewer.ui.viewport.gestures import Tool
from viewer.ui.viewport.hand_gestures import Drawing, Edited, Reshaping, begun_nudge, nudge_of
from viewer.ui.viewport.holding import Holding
from viewer.ui.viewport.outline_hand import OutlineHand

if TYPE_CHECKING:
    from viewer.editing.outlines import Ring
    from viewer.ui.viewport.scene import Scene
    from viewer.ui.viewport.widget import Viewport

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CLOSES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_OUTLINE_KEYS: Final = _CLOSES | {Qt.Key.Key_Backspace}
_BESIDE_ARROWS: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Shaper(QObject):
    """What a viewport's pointer and keys do to the selected finding, or draw.

    Made when first needed. Emits the viewport's `region_edited` and `region_drawn` when a gesture
    is over; what becomes of it is shown when the viewport is given its findings again.
    """

    def __init__(self, view: Viewport) -> None:
        super().__init__(view)
        self._view = view
        self._scene: Scene | None = view.scene
        self._gesture: Reshaping | Drawing | None = None
        self._arrows: set[int] = set()
        self._hot: int | None = None
        self._keeps_tool = False
        self._has_drawn = False
        self._holding = Holding(view)
        self._outline = OutlineHand()
        self.tool = Tool.NONE
        view.installEventFilter(self)
        for signal in (view.slice_changed, view.overlay_changed, view.findings_changed):
            signal.connect(self._follow)
        view.slice_changed.connect(self._forget_outline)

    @property
    def is_editing(self) -> bool:
        """Tell whether the selected finding shows its handles."""
        return self._holding.is_editing

    def set_may_edit(self, may_edit: Callable[[str], bool]) -> None:
        """Set who is asked whether a finding may be reshaped, by its uid."""
        self._holding.may_edit = may_edit
        self._follow()

    def set_editing(self, *, is_on: bool) -> None:
        """Show the selected finding's handles, or put them away."""
        if is_on == self.is_editing:
            return
        self.cancel()
        if is_on:
            self.set_tool(Tool.NONE)
        self._holding.is_editing = is_on
        self._hot = None
        self._show()
        self._view.editing_changed.emit(is_on)

    def set_tool(self, tool: Tool, *, keeps: bool = False) -> None:
        """Draw with a tool; `keeps`: more than once."""
        self._keeps_tool = keeps
        if tool is self.tool:
            return
        self.cancel()
        self.tool = tool
        if tool is not Tool.NONE:
            self.set_editing(is_on=False)
            self._view.set_overlay_visible(is_visible=True)
        self._show()
        self._view.tool_changed.emit(tool)

    def cancel(self) -> bool:
        """Put back what is in hand; tell whether there was anything."""
        had = self._outline.cancel() or self._gesture is not None
        self._gesture = None
        self._arrows.clear()
        if had:
            self._show()
        return had

    def set_touched(self, *, is_touched: bool) -> None:
        """Say with what the next press is made: a finger needs larger handles."""
        self._holding.is_touched = is_touched

    def takes(self, place: QPointF) -> bool:
        """Tell whether a left press at a place is meant for a grip or a tool."""
        return self.tool is not Tool.NONE or self._holding.grip(place) is not None

    def press(self, place: QPointF) -> None:
        """Take hold of what lies there."""
        self._finish_nudge()
        self._has_drawn = False
        self._view.slice_asked.emit()  # a stack that plays stops: what is in hand stays in place
        point, state = self._holding.point(place), self._view.state
        if point is None or state is None:
            return
        held, grip = self._holding.held(), self._holding.grip(place)
        if self.tool is Tool.ADD_OUTLINE:
            if self._holding.is_shown():
                self._outline.press(point, self._holding.near)
        elif self.tool is not Tool.NONE:
            raster = self._holding.raster()
            is_on_image = raster is not None and raster.holds(point) and self._holding.is_shown()
            self._gesture = Drawing(self.tool, point) if is_on_image else None
        elif held is not None and grip is not None:
            self._gesture = Reshaping.begun(held, grip, point, state.slice_index)

    def drag_to(self, place: QPointF) -> None:
        """Go on to another place."""
        point, raster = self._holding.point(place), self._holding.raster()
        if point is None or raster is None:
            return
        if self.tool is Tool.ADD_OUTLINE:
            self._outline.drag_to(point)
        elif isinstance(self._gesture, Drawing):
            self._gesture = Drawing(self._gesture.tool, self._gesture.start, point)
        elif self._gesture is not None:
            self._gesture = self._gesture.dragged_to(point, raster)
        self._show()

    def release(self, modifiers: Qt.KeyboardModifier, *, was_click: bool) -> None:
        """Let go: tell what was made, once."""
        gesture, self._gesture = self._gesture, None
        is_shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        raster = self._holding.raster()
        if self.tool is Tool.ADD_OUTLINE and raster is not None:
            ring = self._outline.release(raster, was_click=was_click)
            self._end_outline(ring, keeps=is_shift or self._keeps_tool)
        elif isinstance(gesture, Drawing):
            self._end_drawing(gesture, keeps=is_shift or self._keeps_tool)
        elif gesture is not None and was_click:
            if is_shift:
                self._drop_point(gesture)
        elif gesture is not None:
            self._tell(self._edited(gesture))
        self._show()

    def has_just_drawn(self) -> bool:
        """Tell, once, whether the last press drew something: its second click means nothing."""
        had, self._has_drawn = self._has_drawn, False
        return had

    def hover(self, place: QPointF) -> QCursor | None:
        """Mark the handle under the pointer; return the pointer's shape, None for the usual one."""
        if self.tool is not Tool.NONE:
            self._show_way_to(place)
            return tool_cursor(self.tool)
        held, grip, raster = self._holding.held(), self._holding.grip(place), self._holding.raster()
        state, point = self._view.state, self._holding.point(place)
        is_handle = grip is not None and grip.part is GripPart.HANDLE
        self._set_hot(grip.index if is_handle and grip is not None else None)
        if held is None or grip is None or raster is None or state is None or point is None:
            return None
        return grip_cursor(held.region, grip, point, raster, state.camera)

    def drag_cursor(self) -> QCursor | None:
        """Return the pointer's shape while something is in hand; None to keep it."""
        gesture = self._gesture
        if isinstance(gesture, Reshaping) and gesture.grip.part is GripPart.BODY:
            return QCursor(Qt.CursorShape.ClosedHandCursor)
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the keys that mean something here before they are anybody's shortcuts."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._wants(event):
                event.accept()
                return True
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._wants(event) and self._press_key(event)
        elif event.type() is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._release_key(event)
        elif event.type() is QEvent.Type.FocusOut:
            self._finish_nudge()
        return super().eventFilter(watched, event)

    def _wants(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self.is_editing or self.tool is not Tool.NONE or self._gesture is not None
        if self.tool is Tool.ADD_OUTLINE and event.key() in _OUTLINE_KEYS:
            return True  # also without a point: Backspace is not to remove a finding now
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._gesture is not None or self._outline.is_begun
        return self._arrow(event) is not None and (
            self._gesture is not None or self._holding.held() is not None
        )

    def _press_key(self, event: QKeyEvent) -> bool:
        arrow = self._arrow(event)
        if arrow is not None:
            is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(event.key(), arrow, is_fine=is_fine)
        elif self.tool is Tool.ADD_OUTLINE and event.key() in _CLOSES:
            self._end_outline(self._outline.closed(), keeps=self._keeps_tool)
        elif event.key() != Qt.Key.Key_Escape and self.tool is Tool.ADD_OUTLINE:
            self._outline.drop_last()
            self._show()
        elif self.cancel():
            pass
        elif self.tool is not Tool.NONE:
            self.set_tool(Tool.NONE)
        else:
            self.set_editing(is_on=False)
        return True

    def _release_key(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and self._arrows:
            if self._arrows == {event.key()}:
                self._finish_nudge()
            self._arrows.discard(event.key())

    @staticmethod
    def _arrow(event: QKeyEvent) -> tuple[int, int] | None:
        if event.modifiers() & ~_BESIDE_ARROWS:
            return None
        return _ARROWS.get(Qt.Key(event.key()))

    def _nudge(self, key: int, arrow: tuple[int, int], *, is_fine: bool) -> None:
        state, raster, gesture = self._view.state, self._holding.raster(), self._gesture
        if state is None or raster is None or (gesture is not None and not self._arrows):
            return  # the mouse has it
        if gesture is None:
            held = self._holding.held()
            if held is None:
                return
            self._view.slice_asked.emit()
            gesture = begun_nudge(held, state.slice_index)
        if isinstance(gesture, Reshaping):
            self._arrows.add(key)
            step = nudge_of(*arrow, state.camera, raster, is_fine=is_fine)
            self._gesture = gesture.nudged(*step, raster)
            self._show()

    def _finish_nudge(self) -> None:
        if self._arrows and isinstance(self._gesture, Reshaping):
            gesture, self._gesture = self._gesture, None
            self._arrows.clear()
            self._tell(self._edited(gesture))
            self._show()

    def _edited(self, gesture: Reshaping) -> Edited | None:
        state, raster = self._view.state, self._holding.raster()
        if state is None or raster is None:
            return None
        return gesture.result(state.slice_index, self._view.slice_count, raster)

    def _tell(self, edited: Edited | None) -> None:
        if edited is not None:
            self._view.region_edited.emit(edited.uid, edited.slice_index, edited.region)

    def _drop_point(self, gesture: Reshaping) -> None:
        """Take a point out of a polygon."""
        state, grip = self._view.state, gesture.grip
        is_point = grip.part is GripPart.HANDLE and isinstance(gesture.region, PolygonRegion)
        if state is not None and is_point:
            region = without_point(gesture.held.region, grip.index)
            left = Reshaping(gesture.held, grip, gesture.start, gesture.pressed_on, region)
            self._tell(self._edited(left))

    def _end_drawing(self, drawing: Drawing, *, keeps: bool) -> None:
        state, raster = self._view.state, self._holding.raster()
        region = None if raster is None else drawing.region(raster)
        if state is None or region is None:
            return
        self._has_drawn = True
        if not keeps:
            self.set_tool(Tool.NONE)
        self._view.region_drawn.emit(drawing.tool, state.slice_index, region)

    def _end_outline(self, ring: Ring | None, *, keeps: bool) -> None:
        """Tell of an outline that was closed; where none was, go on."""
        state = self._view.state
        if state is None or ring is None:
            self._show()
            return
        self._has_drawn = True
        tool = self.tool
        if not keeps:
            self.set_tool(Tool.NONE)
        self._show()
        self._view.region_drawn.emit(tool, state.slice_index, PolygonRegion(ring))

    def _forget_outline(self) -> None:
        """An outline that was begun on another slice is not to end on this one."""
        if self._outline.cancel():
            self._show()

    def _show_way_to(self, place: QPointF) -> None:
        """Let the line of an outline follow the pointer."""
        point = self._holding.point(place)
        if self._outline.is_begun and point is not None:
            self._outline.hover(point)
            self._show()

    def _follow(self) -> None:
        """The view changed: drop what is no longer there."""
        if self._view.scene is not self._scene:
            self._scene = self._view.scene
            self.set_tool(Tool.NONE)
            self.set_editing(is_on=False)
            self.cancel()
        gesture = self._gesture
        if isinstance(gesture, Reshaping):
            finding, before = self._holding.finding(), gesture.held.finding
            if (
                finding is None
                or finding.uid != before.uid
                or finding.placement != before.placement
            ):
                self.cancel()
        self._show()

    def _set_hot(self, hot: int | None) -> None:
        if hot != self._hot:
            self._hot = hot
            self._show()

    def _show(self) -> None:
        series = self._view.description
        if self.tool is Tool.ADD_OUTLINE and series is not None:
            self._view.set_active(self._outline.layer(series))
        else:
            self._view.set_active(self._holding.layer(self._gesture, self._hot))

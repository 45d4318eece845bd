"""How a stack is looked at, as commands: slice, camera, grey values, findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Signal

from viewer.ui.viewport.stack_view import StackView
from viewer.ui.viewport.state import settled

if TYPE_CHECKING:  # these bring numpy, which an empty window does without
    from viewer.domain.finding import Finding
    from viewer.geometry.hit import Tolerance
    from viewer.geometry.points import ImagePoint
    from viewer.imaging.compare import CompareState
    from viewer.imaging.grey.choices import GreyChoice
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.grey.window import Window
    from viewer.overlay.camera import Camera
    from viewer.ui.viewport.compared import Compared

_ZOOM_STEP: Final = 1.25
_HIT_PX: Final = 6.0  # logical px around a marker that count as on it
_FINDING_SHARE: Final = 0.25  # of the view's shorter side, when zoomed to a finding
_LEAST_FINDING_PX: Final = 8.0  # image px: what has no size is shown with this radius


class SteeredView(StackView):
    """A stack view with a method for everything that a key or a button can do."""

    slice_asked = Signal()
    """Somebody goes to a slice, be it the one that is shown."""

    def toggle_overlay(self) -> None:
        """Turn all findings off or on."""
        if self._state is not None:
            overlay = self._state.overlay
            self._change(overlay=replace(overlay, is_visible=not overlay.is_visible))

    def set_overlay_visible(self, *, is_visible: bool) -> None:
        """Show all findings, or none."""
        if self._state is not None:
            self._change(overlay=replace(self._state.overlay, is_visible=is_visible))

    def go_to_slice(self, index: int) -> None:
        """Show a slice by its index from 0; beyond the ends it is the first or last one."""
        if self._scene is not None and self._state is not None and self.slice_count:
            self.slice_asked.emit()
            place = min(max(index, 0), self.slice_count - 1)
            grey = self._scene.grey_on(self._state.grey, place)
            self._change(slice_index=place, grey=grey)

    def step(self, count: int) -> None:
        """Go on by so many slices; negative goes back."""
        if self._state is not None:
            self.go_to_slice(self._state.slice_index + count)

    def first_slice(self) -> None:
        """Show the first slice of the stack."""
        self.go_to_slice(0)

    def last_slice(self) -> None:
        """Show the last slice of the stack."""
        self.go_to_slice(self.slice_count - 1)

    def show_finding(self, finding: Finding, *, is_close: bool = False) -> None:
        """Select a finding, go to its slice and centre it; `is_close` zooms to it as well."""
        scene, state = self._scene, self._state
        if scene is None or state is None:
            return
        self.slice_asked.emit()
        place = min(max(finding.placement.slice_index, 0), self.slice_count - 1)
        centre, radius = scene.extent(finding)
        camera = state.camera.centred_on(centre)
        if is_close:
            room = _FINDING_SHARE * min(camera.view_width, camera.view_height)
            wanted = room / max(radius, _LEAST_FINDING_PX)
            camera = camera.zoomed_at(*self._middle(), wanted / camera.zoom)
        self._change(  # at once: labels are placed for each change
            overlay=replace(state.overlay, selected_uid=finding.uid),
            slice_index=place,
            grey=scene.grey_on(state.grey, place),
            camera=settled(camera),
        )

    def set_camera(self, camera: Camera) -> None:
        """Look through another camera; at a whole zoom it is put on whole device pixels."""
        self._change(camera=settled(camera))

    def zoom_by(self, factor: float) -> None:
        """Zoom in (factor > 1) or out around the middle."""
        if self._state is not None:
            self.set_camera(self._state.camera.zoomed_at(*self._middle(), factor))

    def zoom_in(self) -> None:
        """One step nearer."""
        self.zoom_by(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step farther."""
        self.zoom_by(1 / _ZOOM_STEP)

    def fit(self) -> None:
        """Show the whole image."""
        if self._state is not None:
            self.set_camera(self._state.camera.fitted())

    def one_to_one(self) -> None:
        """Show each image pixel on one device pixel."""
        if self._state is not None:
            self.set_camera(self._state.camera.one_to_one())

    def rotate(self, quarter_turns: int) -> None:
        """Turn clockwise as seen; negative turns back."""
        if self._state is not None:
            self.set_camera(self._state.camera.rotated(quarter_turns))

    def flip_horizontally(self) -> None:
        """Swap left and right as seen."""
        if self._state is not None:
            self.set_camera(self._state.camera.mirrored_horizontally())

    def flip_vertically(self) -> None:
        """Swap top and bottom as seen."""
        if self._state is not None:
            self.set_camera(self._state.camera.mirrored_vertically())

    def set_window(self, window: Window) -> None:
        """Show a range of values set by hand, in place of a window or table; inversion is kept."""
        before = None if self._state is None else self._state.grey
        if before is not None and (before.window, before.table) != (window, None):
            from viewer.imaging.grey.choices import BY_HAND

            self._change(grey=replace(before, window=window, table=None, choice=BY_HAND))

    def choose_grey(self, choice: GreyChoice) -> None:
        """Show the grey values as chosen; inversion is kept. What the stack has not is ignored."""
        if self._scene is None or self._state is None or self._state.grey is None:
            return
        grey = self._scene.chosen(choice, self._state.slice_index)
        if grey is not None:
            self._change(grey=replace(grey, is_inverted=self._state.grey.is_inverted))

    def recall_grey(self, grey: GreyState) -> None:
        """Show the grey values as at another time, measured anew where they were measured."""
        if self._scene is not None and self._state is not None:
            self._scene.recall(grey)
            self._change(grey=self._scene.first_grey(self._state.slice_index))

    def leave_table(self) -> None:
        """Go from a table of the file to a window much like it, which can be moved."""
        if self._scene is not None and self._state is not None:
            self._change(grey=self._scene.without_table(self._state.grey, self._state.slice_index))

    def invert(self) -> None:
        """Swap black and white."""
        if self._state is not None and self._state.grey is not None:
            grey = self._state.grey
            self._change(grey=replace(grey, is_inverted=not grey.is_inverted))

    def reset(self) -> None:
        """Return to the first look: fitted, unturned, the file's window; slice and overlay stay."""
        if self._scene is not None and self._state is not None:
            self._scene.recall(None)
            self._change(grey=self._scene.first_grey(self._state.slice_index))
            self.set_camera(self._scene.camera(*self._device_size()))

    def set_compared(self, compared: Compared | None) -> None:
        """Have another volume on these slices to compare with; None lets it go."""
        if self._scene is not None:
            self._scene.compared = compared
            self._scene.forget_pixels()
            if compared is None:
                self._change(compare=None)
            self.update()

    def set_compare(self, compare: CompareState) -> None:
        """Show the stack together with the other one, in another way."""
        self._change(compare=compare)

    def finding_at(self, x: float, y: float) -> str | None:
        """Return the uid of the finding under a place in logical px; repeated clicks go round."""
        from viewer.overlay.hitting import hit

        view = self._state
        if self._scene is None or view is None or view.overlay.is_locked:
            return None
        point = view.camera.to_image(*self.device_px(x, y))
        items = self._scene.drawn_items(view)
        return hit(items, point, self.tolerance(_HIT_PX), view.overlay.selected_uid)

    def label_place(self, uid: str) -> QRect | None:
        """Return where the label of a finding is, else its outline, logical px; None: nowhere."""
        if self._painted is None:
            return None
        layout, ratio = self._painted.layout, self.devicePixelRatioF()
        boxes = [label.rect for item, _, label in layout.labels if item.finding_uid == uid]
        boxes += [box for item, box in layout.shapes if item.finding_uid == uid]
        for left, top, right, bottom in boxes:
            width, height = (right - left) / ratio, (bottom - top) / ratio
            return QRectF(left / ratio, top / ratio, width, height).toRect()
        return None

    def tolerance(self, reach: float) -> Tolerance:
        """Return what lies within `reach` logical px of a place, in image px."""
        from viewer.geometry.hit import Tolerance

        if self._state is None:
            return Tolerance(0.0, 0.0)
        camera, reach = self._state.camera, reach * self.devicePixelRatioF()
        across, down = reach / camera.zoom, reach / camera.row_zoom
        return Tolerance(across, down)

    def probe_at(self, x: float, y: float) -> None:
        """Show what lies under a place in logical px."""
        if self._scene is not None and self._state is not None:
            point = self._state.camera.to_image(*self.device_px(x, y))
            self._set_probe(self._scene.probe(self._state, point))

    def show_probe(self, point: ImagePoint | None) -> None:
        """Show what lies at an image point, as where the pointer of another view is."""
        if self._scene is not None and self._state is not None:
            self._set_probe(None if point is None else self._scene.probe(self._state, point))

    def _middle(self) -> tuple[float, float]:
        width, height = self._device_size()
        return width / 2, height / 2

"""Two views of the same slices that are looked at alike: image, place, zoom, window, pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.imaging.compare import other_grey
from viewer.ui.viewport.pointer_mark import PointerMark
from viewer.ui.viewport.widget import Viewport

if TYPE_CHECKING:
    from viewer.ui.viewport.state import Probe, ViewState


class ComparedView(Viewport):
    """The second view: the other volume. What it shows beside the image follows the first one."""

    def follow(self, first: Viewport, view: ViewState) -> None:
        """Look at the other volume as the first view looks at the reference."""
        state, volume = self.state, first.volume
        if state is None or volume is None:
            return
        grey = None if view.grey is None else other_grey(view.grey, volume, view.slice_index)
        self._change(
            slice_index=view.slice_index,
            camera=view.camera.resized(*self._device_size()),
            grey=grey,
            is_smooth=view.is_smooth,
            has_text=view.has_text,
            hides_identity=view.hides_identity,
            compare=view.compare,
        )
        self._say_which()

    def _say_which(self) -> None:
        """Tell those who hear it that this is the other volume."""
        scene, state = self.scene, self.state
        if scene is not None and state is not None and scene.compared is not None:
            self._describe(state)
            names = ", ".join(scene.compared.captions(state))
            self.setAccessibleName(f"{names}, {self.accessibleName()}")


class ViewLink(QObject):
    """Keeps two views in step as long as it lives; what one does, the other does."""

    def __init__(self, first: Viewport, second: ComparedView) -> None:
        super().__init__(second)
        self._first = first
        self._second = second
        self._is_passing_on = False
        self._marks = {first: PointerMark(first), second: PointerMark(second)}
        first.view_changed.connect(self._first_changed)
        second.view_changed.connect(self._second_changed)
        first.probe_changed.connect(self._first_probed)
        second.probe_changed.connect(self._second_probed)

    def sync(self) -> None:
        """Bring the second view to where the first one is; hidden, it marks nothing there."""
        if not self._second.isVisible():
            self._marks[self._first].mark(None)
        if self._first.state is not None:
            self._first_changed(self._first.state)

    def _first_changed(self, view: ViewState) -> None:
        if self._is_passing_on or not self._second.isVisible():
            return
        self._is_passing_on = True
        self._second.follow(self._first, view)
        self._is_passing_on = False
        self._place_marks()

    def _second_changed(self, view: ViewState) -> None:
        first = self._first.state
        if self._is_passing_on or first is None or not self._second.isVisible():
            return
        self._is_passing_on = True
        self._first.go_to_slice(view.slice_index)
        width, height = first.camera.view_width, first.camera.view_height
        self._first.set_camera(view.camera.resized(width, height))
        self._pass_grey_on(view, first)
        self._is_passing_on = False
        self._place_marks()

    def _place_marks(self) -> None:
        for mark in self._marks.values():
            mark.place()

    def _pass_grey_on(self, view: ViewState, first: ViewState) -> None:
        volume = self._first.volume
        if view.grey is None or first.grey is None or volume is None:
            return
        if view.grey.is_inverted != first.grey.is_inverted:
            self._first.invert()
        shown = other_grey(first.grey, volume, view.slice_index)
        if view.grey.window != shown.window:
            self._first.set_window(view.grey.window)

    def _first_probed(self, probe: Probe | None) -> None:
        self._pass_probe(self._second, probe)

    def _second_probed(self, probe: Probe | None) -> None:
        self._pass_probe(self._first, probe)

    def _pass_probe(self, view: Viewport, probe: Probe | None) -> None:
        """Have the other view say what lies at the same place there."""
        if not self._is_passing_on and self._second.isVisible():
            point = None if probe is None else probe.point
            self._is_passing_on = True
            view.show_probe(point)
            self._is_passing_on = False
            for other, mark in self._marks.items():
                mark.mark(point if other is view else None)

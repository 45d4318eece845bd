"""One stack of images with its findings, and how a person looks at it: no mouse yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui.viewport.pages import StatePage
from viewer.ui.viewport.state import Probe, ViewState, settled

if TYPE_CHECKING:  # these bring numpy and OpenCV, which an empty window does without
    from viewer.domain.finding import Finding
    from viewer.domain.review import Review
    from viewer.domain.series import SeriesDescription
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.volume import Volume
    from viewer.overlay.active import ActiveLayer
    from viewer.overlay.compose import OverlayState
    from viewer.overlay.items import Curve
    from viewer.overlay.wording import OverlayWording
    from viewer.ui.viewport.frame import Frame
    from viewer.ui.viewport.scene import Scene


class StackView(QWidget):
    """Shows one stack. The only truth it holds is how the stack is looked at (`state`).

    Each signal is emitted after the state has changed. The camera is in device pixels, Qt's
    events are in logical ones: `device_px` is between them. The mouse is in `Viewport`.
    """

    slice_changed = Signal(int)
    window_changed = Signal(object)
    """The new GreyState."""
    camera_changed = Signal()
    overlay_changed = Signal(object)
    """The new OverlayState."""
    findings_changed = Signal()
    """Other findings or decisions are shown."""
    load_changed = Signal(float)
    """Share of the slices that have been read."""
    view_changed = Signal(object)
    """The new ViewState, whatever of it is different."""
    probe_changed = Signal(object)
    """A Probe; None when the pointer is beside the image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewport")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(240, 180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._scene: Scene | None = None
        self._state: ViewState | None = None
        self._probe: Probe | None = None
        self._painted: Frame | None = None
        self._active: ActiveLayer | None = None
        self._wording: OverlayWording | None = None
        self._is_drop_target = False
        self._ratio = self.devicePixelRatioF()
        self._page = StatePage(self)
        self.show_empty()

    @property
    def state(self) -> ViewState | None:
        """How the stack is looked at; None without one."""
        return self._state

    @property
    def scene(self) -> Scene | None:
        """What is shown; None without a stack."""
        return self._scene

    @property
    def volume(self) -> Volume | None:
        """The pixels shown; None without a stack."""
        return None if self._scene is None else self._scene.volume

    @property
    def description(self) -> SeriesDescription | None:
        """The series shown; None without a stack."""
        return None if self._scene is None else self._scene.description

    @property
    def painted_slice(self) -> int | None:
        """Index of the slice whose picture is on the screen; None while there is none."""
        painted = self._painted
        return painted.view.slice_index if painted is not None and painted.is_plain else None

    @property
    def slice_count(self) -> int:
        """How many slices there are; 0 without a stack."""
        return 0 if self._scene is None else self._scene.slice_count

    def show_empty(self) -> None:
        """Show that no series is open here."""
        title = QCoreApplication.translate("Viewport", "No series open")
        advice = QCoreApplication.translate(
            "Viewport", "Choose one on the left, or drop files here."
        )
        self._show_page("study", title, advice)

    def show_opening(self, title: str, share: float | None = None) -> None:
        """Show that something is being looked for; `share` None while the end is not known."""
        self._show_page("search", title, "")
        self._page.show_progress(share)

    def show_error(self, title: str, advice: str) -> None:
        """Show why nothing can be shown, and what to do."""
        self._show_page("error", title, advice)

    def show_volume(
        self, volume: Volume, description: SeriesDescription, grey: GreyState | None = None
    ) -> None:
        """Show a stack, its centre or its first frame, fitted; slices may still be read meanwhile.

        Without `grey` the file's own window is taken. Tell each slice with `slice_loaded`.
        """
        from viewer.overlay.compose import OverlayState
        from viewer.ui.viewport.scene import Scene

        scene = Scene(volume, description)
        if self._wording is not None:
            scene.wording = self._wording
        before = self._state
        self._scene, self._painted, self._active = scene, None, None
        self._state = ViewState(
            slice_index=volume.stack.first_shown,
            camera=settled(scene.camera(*self._device_size())),
            grey=grey or scene.first_grey(volume.stack.first_shown),
            overlay=OverlayState(),
            is_smooth=before is None or before.is_smooth,
            hides_identity=before is not None and before.hides_identity,
            has_text=before is None or before.has_text,
            has_graphics=before is None or before.has_graphics,
            has_shutter=before is None or before.has_shutter,
        )
        self._set_probe(None)
        self._page.hide()
        self._tell_all(self._state)

    def slice_loaded(self, index: int) -> None:
        """A slice has been read: show it if it is the present one."""
        self.slices_loaded((index,))

    def slices_loaded(self, indices: Sequence[int]) -> None:
        """Slices have been read: all that came at once, as each takes a tenth of a millisecond."""
        scene, state = self._scene, self._state
        if scene is None or state is None:
            return
        is_here = state.slice_index in indices
        if state.grey is None or is_here or scene.loaded_share == 1.0:
            self._change(grey=scene.grey_on(state.grey, state.slice_index))
        if is_here:
            scene.forget_pixels()
        self.update()
        self.load_changed.emit(scene.loaded_share)

    def set_findings(
        self,
        findings: Sequence[Finding],
        review: Review | None,
        answered: Sequence[Finding] = (),
    ) -> None:
        """Draw these findings with their decisions; an empty sequence draws none.

        `answered` are the findings as the service said them: shown beside a place that a reader
        corrected, while it is corrected.
        """
        if self._scene is not None:
            self._scene.show_findings(findings, review, answered)
            self.findings_changed.emit()
            self.update()

    def set_curves(self, curves: tuple[Curve, ...]) -> None:
        """Draw these lines of a tracing below the findings; only what changed is painted again."""
        if self._scene is not None and self._scene.show_curves(curves):
            self._update_changed()

    def set_remarks(self, remarks: tuple[str, ...]) -> None:
        """Write above the picture what must be known of the result that is shown."""
        if self._scene is not None and self._scene.remarks != remarks:
            self._scene.remarks = remarks
            self._scene.forget_pixels()
            self.update()

    def set_wording(self, wording: OverlayWording) -> None:
        """Write corner text and labels in other words."""
        self._wording = wording
        if self._scene is not None:
            self._scene.wording = wording
            self.update()

    def set_overlay(self, overlay: OverlayState) -> None:
        """Filter, select or hide findings."""
        self._change(overlay=overlay)

    @property
    def active(self) -> ActiveLayer | None:
        """What is in hand now."""
        return self._active

    def set_active(self, layer: ActiveLayer | None) -> None:
        """Draw what is in hand over everything else; only that is painted again."""
        if layer != self._active:
            self._active = layer
            self._update_changed()

    def set_smooth(self, is_smooth: bool) -> None:
        """Interpolate between pixels, or show them as squares."""
        self._change(is_smooth=is_smooth)

    def set_identity_hidden(self, hides_identity: bool) -> None:
        """Leave out who the patient is, for presentations."""
        self._change(hides_identity=hides_identity)

    def set_text_visible(self, has_text: bool) -> None:
        """Show corner text, letters and scale bar, or the image alone."""
        self._change(has_text=has_text)

    def set_graphics_visible(self, has_graphics: bool) -> None:
        """Show the graphics that the file carries, or leave them out."""
        self._change(has_graphics=has_graphics)

    def set_shutter_closed(self, has_shutter: bool) -> None:
        """Cover what the file wants covered, or show it."""
        self._change(has_shutter=has_shutter)

    def set_drop_target(self, is_target: bool) -> None:
        """Show that what is dragged may be dropped here."""
        self._is_drop_target = is_target
        self._page.show_drop_target(is_target)
        self.update()

    def device_px(self, x: float, y: float) -> tuple[float, float]:
        """Return a place in logical px of this widget in device px."""
        ratio = self.devicePixelRatioF()
        return x * ratio, y * ratio

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._page.setGeometry(self.rect())
        self._fit_device()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene is None or self._state is None:
            return  # the page covers it all
        ratio = self.devicePixelRatioF()
        if ratio != self._ratio:  # moved to another screen
            self._fit_device()
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)  # from here on a unit is a device pixel
        frame = self._scene.frame(self._state, self._probe, ratio, self._active)
        self._scene.paint(painter, frame, _scaled(event.region(), ratio))
        self._paint_status(painter, self._scene, self._state, ratio)
        painter.end()
        self._painted = frame

    def _paint_status(
        self, painter: QPainter, scene: Scene, state: ViewState, ratio: float
    ) -> None:
        """Paint what stands over the image: why it is missing, how far reading is, the drop."""
        from viewer.ui.viewport.status import paint_frame, paint_load, paint_words, slice_words

        width, height = (int(side) for side in self._device_size())
        size = QSize(width, height)
        words = slice_words(scene.volume, state.slice_index)
        if words is not None:
            paint_words(painter, size, words, ratio)
        if scene.loaded_share < 1.0:
            paint_load(painter, size, scene.loaded_share, ratio)
        if self._is_drop_target:
            paint_frame(painter, size, ratio)

    def _show_page(self, icon_name: str, title: str, detail: str) -> None:
        had_stack = self._scene is not None
        self._scene = self._state = self._painted = self._active = None
        self._set_probe(None)
        self._page.show_words(icon_name, title, detail)
        self._page.setGeometry(self.rect())
        self._page.show()
        self.setAccessibleName(title)
        if had_stack:
            self.findings_changed.emit()
            self.slice_changed.emit(0)

    def _change(self, **changes: object) -> None:
        """Move to another state and tell what became different; nothing without a stack."""
        if self._state is None:
            return
        before = self._state
        after = replace(before, **changes)  # type: ignore[arg-type]
        if after == before:
            return
        self._state = after
        if after.slice_index != before.slice_index:
            self._describe(after)
            if self._scene is not None and self._probe is not None:
                self._set_probe(self._scene.probe(after, self._probe.point))
        self._update_changed()
        self._tell_changes(before, after)

    def _tell_changes(self, before: ViewState, after: ViewState) -> None:
        if after.slice_index != before.slice_index:
            self.slice_changed.emit(after.slice_index)
        if after.grey != before.grey:
            self.window_changed.emit(after.grey)
        if after.camera != before.camera:
            self.camera_changed.emit()
        if after.overlay != before.overlay:
            self.overlay_changed.emit(after.overlay)
        self.view_changed.emit(after)

    def _tell_all(self, state: ViewState) -> None:
        self.update()
        self._describe(state)
        self.slice_changed.emit(state.slice_index)
        self.window_changed.emit(state.grey)
        self.camera_changed.emit()
        self.overlay_changed.emit(state.overlay)
        self.findings_changed.emit()
        if self._scene is not None:
            self.load_changed.emit(self._scene.loaded_share)

    def _describe(self, state: ViewState) -> None:
        text = QCoreApplication.translate("Viewport", "Image {0} of {1}")
        self.setAccessibleName(text.format(state.slice_index + 1, self.slice_count))

    def _set_probe(self, probe: Probe | None) -> None:
        if probe == self._probe:
            return
        self._probe = probe
        self._update_changed()
        self.probe_changed.emit(probe)

    def _update_changed(self) -> None:
        """Have painted again what differs from what is on the screen."""
        ratio = self.devicePixelRatioF()
        changed = None
        if self._scene is not None and self._state is not None and self._painted is not None:
            frame = self._scene.frame(self._state, self._probe, ratio, self._active)
            changed = frame.changed_since(self._painted)
        if changed is None:
            self.update()
        else:
            self.update(_scaled(changed, 1 / ratio))

    def _device_size(self) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        return float(round(self.width() * ratio)), float(round(self.height() * ratio))

    def _fit_device(self) -> None:
        """Follow the widget's size and the screen's resolution; what is zoomed keeps its size."""
        ratio, before = self.devicePixelRatioF(), self._ratio
        self._ratio = ratio
        if self._state is None:
            return
        size = self._device_size()
        camera = self._state.camera.resized(*size)
        if ratio != before and not self._state.camera.is_fitted:
            camera = camera.zoomed_at(size[0] / 2, size[1] / 2, ratio / before)
        self._change(camera=settled(camera))


def _scaled(region: QRegion, factor: float) -> QRegion:
    """Return a region in other units, on the safe side."""
    if factor == 1.0:
        return region
    rounded = QTransform.fromScale(factor, factor).map(region)
    scaled = QRegion(rounded)
    for across, down in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
        scaled = scaled.united(rounded.translated(across, down))
    return scaled

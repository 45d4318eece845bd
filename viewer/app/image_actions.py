"""What the actions of the table do to the image, the findings and the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint

from viewer.app.grey_menu import GreyMenu

if TYPE_CHECKING:
    from viewer.app.exporting import Exporting
    from viewer.app.opening import Opening, Shown
    from viewer.app.reviewing import Reviewing
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.state import Probe
    from viewer.ui.viewport.widget import Viewport


class ImageActions:
    """Connects the action table with the viewport and the controllers."""

    def __init__(
        self,
        window: MainWindow,
        viewport: Viewport,
        *,
        opening: Opening,
        reviewing: Reviewing,
        exporting: Exporting,
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._reviewing = reviewing
        self._opening = opening
        window.actions_by_name.connect_all(
            {
                "fit": viewport.fit,
                "one-to-one": viewport.one_to_one,
                "zoom-in": viewport.zoom_in,
                "zoom-out": viewport.zoom_out,
                "invert": viewport.invert,
                "rotate-right": self._rotate_right,
                "rotate-left": self._rotate_left,
                "flip-horizontal": viewport.flip_horizontally,
                "flip-vertical": viewport.flip_vertically,
                "reset": viewport.reset,
                "smooth": self._toggle_smooth,
                "image-text": self._toggle_text,
                "graphics": self._toggle_graphics,
                "shutter": self._toggle_shutter,
                "slice-next": self._next,
                "slice-previous": self._previous,
                "slice-next-10": self._next_10,
                "slice-previous-10": self._previous_10,
                "slice-first": viewport.first_slice,
                "slice-last": viewport.last_slice,
                "overlays": reviewing.toggle_overlays,
                "lock": self._toggle_lock,
                "finding-next": reviewing.go_next,
                "finding-previous": reviewing.go_previous,
                "zoom-finding": reviewing.zoom_to_selected,
                "export": exporting.ask,
                "copy": exporting.copy_picture,
                "close-study": opening.close_all,
            }
        )
        self._greys = GreyMenu(window, viewport)
        viewport.probe_changed.connect(self._probe_changed)
        viewport.context_menu_requested.connect(self._show_menu)
        reviewing.on_changed.append(self.update)
        opening.on_shown.append(self._shown)
        opening.on_documents_only.append(self._documents_came)
        self.update()

    def update(self) -> None:
        """Enable what makes sense now."""
        situation = self._reviewing.situation
        self._window.actions_by_name.allow(situation)
        if self._opening.shown is None:
            self._greys.show_stack(None)

    def _documents_came(self, _key: str) -> None:
        self.update()

    def _shown(self, shown: Shown) -> None:
        self._greys.show_stack(shown.stack)
        self._window.actions_by_name["overlays"].setChecked(True)
        state = self._viewport.state
        if state is not None:
            self._window.actions_by_name["smooth"].setChecked(state.is_smooth)
            self._window.actions_by_name["image-text"].setChecked(state.has_text)
            self._window.actions_by_name["graphics"].setChecked(state.has_graphics)
            self._window.actions_by_name["shutter"].setChecked(state.has_shutter)
        self._name_window(shown)
        self.update()

    def _toggle_lock(self) -> None:
        state = self._viewport.state
        if state is not None:
            self._viewport.set_editing(is_on=False)
            is_locked = self._window.actions_by_name["lock"].isChecked()
            self._viewport.set_overlay(replace(state.overlay, is_locked=is_locked))
            self._window.toast.say(
                QCoreApplication.translate("Reviewing", "Findings locked on the image: L unlocks")
                if is_locked
                else QCoreApplication.translate("Reviewing", "Findings unlocked on the image")
            )

    def _toggle_smooth(self) -> None:
        self._viewport.set_smooth(self._window.actions_by_name["smooth"].isChecked())

    def _toggle_text(self) -> None:
        self._viewport.set_text_visible(self._window.actions_by_name["image-text"].isChecked())

    def _toggle_graphics(self) -> None:
        self._viewport.set_graphics_visible(self._window.actions_by_name["graphics"].isChecked())

    def _toggle_shutter(self) -> None:
        self._viewport.set_shutter_closed(self._window.actions_by_name["shutter"].isChecked())

    def _name_window(self, shown: Shown) -> None:
        from viewer.app.study_rows import series_title

        self._window.setWindowTitle(
            QCoreApplication.translate("MainWindow", "{0} – Viewer").format(
                series_title(shown.stack)
            )
        )

    def _probe_changed(self, probe: Probe | None) -> None:
        self._window.status.show_probe(_probe_words(probe) if probe is not None else "")

    def _show_menu(self, place: QPoint) -> None:
        self._window.menus.image.popup(place)

    def _rotate_right(self) -> None:
        self._viewport.rotate(1)

    def _rotate_left(self) -> None:
        self._viewport.rotate(-1)

    def _next(self) -> None:
        self._viewport.step(1)

    def _previous(self) -> None:
        self._viewport.step(-1)

    def _next_10(self) -> None:
        self._viewport.step(10)

    def _previous_10(self) -> None:
        self._viewport.step(-10)


def _probe_words(probe: Probe) -> str:
    parts = []
    if probe.patient is not None:
        x, y, z = probe.patient
        parts.append(f"{x:.1f}  {y:.1f}  {z:.1f} mm")
    if probe.value is not None:
        parts.append(f"{probe.value:g} {probe.unit}".strip())
    return "    ".join(parts)

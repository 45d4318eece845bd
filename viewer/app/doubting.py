"""Below which confidence findings are drawn dotted: from the settings to the image and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from viewer.storage.settings import DOUBTFUL_BELOW

if TYPE_CHECKING:
    from viewer.app.opening import Opening, Shown
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport

_KEPT_AFTER_MS: Final = 600
"""A moment after the last movement of the slider it is written."""


class DoubtLimit:
    """Keeps the slider beside the filter, the image and the settings in step."""

    def __init__(
        self, window: MainWindow, viewport: Viewport, library: Library, opening: Opening
    ) -> None:
        self._slider = window.findings.filter
        self._viewport = viewport
        self._library = library
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEPT_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        self._slider.doubt_changed.connect(self._changed)
        opening.on_shown.append(self._stack_shown)
        self.settings_changed()

    def settings_changed(self) -> None:
        """Follow the settings."""
        self._slider.set_doubtful_below(self._library.settings.get(DOUBTFUL_BELOW))
        self._show()

    def _stack_shown(self, _shown: Shown) -> None:
        self._show()

    def _changed(self) -> None:
        self._show()
        self._timer.start()

    def _show(self) -> None:
        state, limit = self._viewport.state, self._slider.doubtful_below
        if state is not None and state.overlay.doubtful_below != limit:
            self._viewport.set_overlay(replace(state.overlay, doubtful_below=limit))

    def _keep(self) -> None:
        if self._library.settings.get(DOUBTFUL_BELOW) != self._slider.doubtful_below:
            self._library.settings.set(DOUBTFUL_BELOW, self._slider.doubtful_below)

"""Bringing a volume onto the slices of the reference beside the window, slice by slice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app.background import Cancellation, Gathered, in_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.comparing_sources import Found
    from viewer.domain.series import StudyText
    from viewer.imaging.registered import AlignedVolume, Aligner
    from viewer.imaging.stack import ImageStack
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport


class VolumeComing:
    """One volume on its way; `volume` is there once its memory is taken, and fills from then on.

    What is looked at comes first. `cancel` may be called at any time.
    """

    def __init__(self, window: MainWindow, viewport: Viewport) -> None:
        self._window = window
        self._viewport = viewport
        self._cancellation = Cancellation()
        self.volume: AlignedVolume | None = None
        self.found: Found | None = None
        self.on_volume: list[Callable[[], None]] = []
        self.on_slices: list[Callable[[list[int]], None]] = []

    def cancel(self) -> None:
        """Let it be."""
        self._cancellation.cancel()

    @property
    def is_cancelled(self) -> bool:
        """Tell whether nobody wants it any more."""
        return self._cancellation()

    async def come(
        self,
        find: Callable[[Callable[[], bool]], Found],
        reference: ImageStack,
        text: StudyText | None,
    ) -> None:
        """Find the source and fill the volume. Raises KnownError."""
        words = QCoreApplication.translate("Compare", "Reading the series to compare with…")
        self._window.status.show_progress(words, None)
        aligner = None
        try:
            self.found = await in_thread(find, self._cancellation)
            aligner = await in_thread(_made, self.found.stack, reference, text)
            if self.is_cancelled:
                return
            self.volume = aligner.volume
            for tell in self.on_volume:
                tell()
            await self._fill(aligner)
        finally:
            self._window.status.end_progress(QCoreApplication.translate("StatusBar", "Ready"))

    async def _fill(self, aligner: Aligner) -> None:
        slices = Gathered(asyncio.get_running_loop(), self._came)
        state = self._viewport.state
        if state is not None:
            aligner.focus(state.slice_index)
        self._viewport.slice_changed.connect(aligner.focus)
        try:
            await in_thread(aligner.run, slices, self._cancellation)
        finally:
            self._viewport.slice_changed.disconnect(aligner.focus)

    def _came(self, indices: list[int]) -> None:
        if self.is_cancelled or self.volume is None:
            return
        words = QCoreApplication.translate("Compare", "Reading the series to compare with…")
        count = self.volume.loaded_count
        if not self.volume.is_complete:
            self._window.status.show_progress(words, count / len(self.volume.stored))
        for tell in self.on_slices:
            tell(indices)


def _made(source: ImageStack, reference: ImageStack, text: StudyText | None) -> Aligner:
    from viewer.imaging.registered import Aligner

    return Aligner(source, reference, text)

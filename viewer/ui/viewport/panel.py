"""A viewport with its slice bar and its player, kept in step."""

from typing import Final

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer.ui.viewport.cine import CinePlayer
from viewer.ui.viewport.slice_bar import SliceBar
from viewer.ui.viewport.widget import Viewport

_APART: Final = 2  # px between what stands beside each other


class ViewportPanel(QWidget):
    """The viewport and, at its right, where in the stack it is and whether it plays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self.bar = SliceBar()
        self.bar.hide()
        self.player = CinePlayer(self.viewport, self)
        self._buttons: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        layout = self._row = QHBoxLayout()
        layout.setSpacing(0)
        layout.addWidget(self.viewport, 1)
        self._column.addLayout(layout, 1)
        self._side = QVBoxLayout()
        self._side.setSpacing(0)
        self._side.addWidget(self.bar, 1)
        layout.addLayout(self._side)
        self.setFocusProxy(self.viewport)
        self.bar.slice_requested.connect(self.viewport.go_to_slice)
        self.bar.sliderPressed.connect(self.player.stop)
        self.viewport.slice_changed.connect(self._follow_slice)
        self.viewport.overlay_changed.connect(self._mark)
        self.viewport.findings_changed.connect(self._mark)
        self.viewport.load_changed.connect(self.bar.show_loaded)

    def put_over(self, bar: QWidget) -> None:
        """Put a bar over the image."""
        self._column.insertWidget(0, bar)

    def put_beside(self, view: QWidget) -> None:
        """Put a second view at the right of the image, as wide."""
        self._row.insertSpacing(1, _APART)
        self._row.insertWidget(2, view, 1)

    def hideEvent(self, event: QHideEvent) -> None:
        self.player.stop()
        super().hideEvent(event)

    def _follow_slice(self, index: int) -> None:
        count = self.viewport.slice_count
        if self.bar.maximum() != max(0, count - 1):
            self.bar.show_stack(count)
        self.bar.setVisible(count > 1)
        self._show_buttons(is_needed=count > 1)
        self.bar.show_slice(index)

    def _show_buttons(self, *, is_needed: bool) -> None:
        """Show the player's buttons, made when a first stack comes: their icons take time."""
        if self._buttons is None and is_needed:
            from viewer.ui.viewport.cine_buttons import CineButtons

            self._buttons = CineButtons(self.player)
            self._side.addWidget(self._buttons)
        if self._buttons is not None:
            self._buttons.setVisible(is_needed)

    def _mark(self) -> None:
        scene, state = self.viewport.scene, self.viewport.state
        if scene is None or state is None:
            self.bar.show_marks({}, frozenset())
        else:
            self.bar.show_marks(*scene.marks(state.overlay))

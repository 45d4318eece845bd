"""A viewport with its slice bar, kept in step."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from viewer.ui.viewport.slice_bar import SliceBar
from viewer.ui.viewport.widget import Viewport


class ViewportPanel(QWidget):
    """The viewport and, at its right, where in the stack it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self.bar = SliceBar()
        self.bar.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.viewport, 1)
        layout.addWidget(self.bar)
        self.setFocusProxy(self.viewport)
        self.bar.slice_requested.connect(self.viewport.go_to_slice)
        self.viewport.slice_changed.connect(self._follow_slice)
        self.viewport.overlay_changed.connect(self._mark)
        self.viewport.findings_changed.connect(self._mark)
        self.viewport.load_changed.connect(self.bar.show_loaded)

    def _follow_slice(self, index: int) -> None:
        count = self.viewport.slice_count
        if self.bar.maximum() != max(0, count - 1):
            self.bar.show_stack(count)
        self.bar.setVisible(count > 1)
        self.bar.show_slice(index)

    def _mark(self) -> None:
        scene, state = self.viewport.scene, self.viewport.state
        if scene is None or state is None:
            self.bar.show_marks({}, frozenset())
        else:
            self.bar.show_marks(*scene.marks(state.overlay))

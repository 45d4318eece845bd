"""What is said in place of results: why there are none, and what leads on."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.icons import pixmap
from viewer.ui.labels import plain_label
from viewer.ui.panels.similar_rows import Page, PageKind

_MARKS: Final = {
    PageKind.LOADING: ("clock", "muted"),
    PageKind.NO_DATABASE: ("search", "accent"),
    PageKind.READY: ("search", "accent"),
    PageKind.SEARCHING: ("search", "accent"),
    PageKind.NOTHING: ("circle", "muted"),
    PageKind.EMPTY: ("circle", "muted"),
    PageKind.UNLISTED: ("error", "bad"),
    PageKind.FAILED: ("error", "bad"),
    PageKind.CANCELLED: ("stop", "muted"),
}
_MARK: Final = 34


class SimilarPage(QWidget):
    """One `Page` at a time."""

    action_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: Page | None = None
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = plain_label("", "title", wraps=True)
        self.detail = plain_label("", "muted", wraps=True)
        for label in (self.title, self.detail):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.action = QPushButton()
        self.action.hide()
        self.action.clicked.connect(self.action_wanted)
        self.cancel = QPushButton(QCoreApplication.translate("Similar", "Cancel"))
        self.cancel.clicked.connect(self.cancel_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 16, 8, 16)
        layout.setSpacing(10)
        layout.addStretch(1)
        for widget in (self._mark, self.title, self.detail, self.bar):
            layout.addWidget(widget)
        for button in (self.action, self.cancel):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def show_page(self, page: Page) -> None:
        """Say it."""
        self.page = page
        self.title.setText(page.title)
        self.detail.setText(page.detail)
        self.detail.setVisible(bool(page.detail))
        self.action.setText(page.action)
        self.action.setVisible(bool(page.action))
        self.bar.setVisible(page.is_busy)
        self.bar.setAccessibleName(page.title)
        self.cancel.setVisible(page.is_busy)
        self.setAccessibleName(page.title)
        self.retheme()

    def retheme(self) -> None:
        """Recolour the sign."""
        if self.page is not None:
            name, role = _MARKS[self.page.kind]
            colour = str(getattr(theme.current(), role))
            self._mark.setPixmap(pixmap(name, colour, _MARK, self.devicePixelRatioF()))

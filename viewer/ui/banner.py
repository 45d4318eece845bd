"""A standing notice over the image: it stays for as long as what it says is so."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.icons import pixmap
from viewer.ui.labels import plain_label


class Banner(QFrame):
    """A mark, what is so, what to do about it, and at most one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._act: Callable[[], object] | None = None
        self._mark = QLabel()
        self._mark.setFixedSize(20, 20)
        self._title = plain_label("", wraps=True)
        self._advice = plain_label("", "muted", wraps=True)
        self._button = QPushButton()
        self._button.clicked.connect(self._acted)
        self._button.hide()  # until it says something
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._advice)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(10)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        layout.addWidget(self._button)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; empty when hidden."""
        return "" if self.isHidden() else f"{self._title.text()} {self._advice.text()}".rstrip()

    @property
    def button(self) -> QPushButton:
        """The one thing to do."""
        return self._button

    def say(
        self, title: str, advice: str, *, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show what is so; an empty title hides the banner."""
        self._act = act
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title} {advice}".rstrip())
        self.retheme()
        self.setVisible(bool(title))

    def retheme(self) -> None:
        """Recolour the mark."""
        colour = theme.current().warning
        self._mark.setPixmap(pixmap("warning", colour, 20, self.devicePixelRatioF()))

    def _acted(self) -> None:
        if self._act is not None:
            self._act()

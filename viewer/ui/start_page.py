"""What the window shows before anything is open: an invitation, and what was open last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.icons import icon, pixmap
from viewer.ui.labels import plain_label, plain_tooltip, restyle

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class RecentItem:
    """Something that was open before: its path and what to call it."""

    path: str
    title: str


class StartPage(QWidget):
    """The empty state; asks for files, a folder, the demonstration or a recent item."""

    files_wanted = Signal()
    folder_wanted = Signal()
    demo_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self._drop = QFrame()
        self._drop.setObjectName("drop")
        self._drop.setFixedWidth(520)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._recent_title = plain_label(
            QCoreApplication.translate("StartPage", "Opened before"), "section"
        )
        self._recent_title.hide()
        self._fill_drop()
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(16)
        column = QWidget()
        column.setFixedWidth(520)
        below = QVBoxLayout(column)
        below.setContentsMargins(4, 0, 4, 0)
        below.addWidget(self._recent_title)
        below.addLayout(self._recent)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        outer.addWidget(self._disclaimer(), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(64)  # room for a notice
        self.retheme()

    def show_recent(self, items: Sequence[RecentItem]) -> None:
        """List what was open before; the newest first."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for entry in items[:_SHOWN]:
            self._recent.addWidget(self._recent_button(entry))
        self._recent_title.setVisible(bool(items))

    def set_drop_active(self, is_active: bool) -> None:
        """Light up while something that can be opened is dragged over the window."""
        restyle(self._drop, "active", "true" if is_active else "false")

    def retheme(self) -> None:
        """Recolour the picture."""
        self._picture.setPixmap(
            pixmap("drop", theme.current().accent, 44, self.devicePixelRatioF())
        )

    def _fill_drop(self) -> None:
        layout = QVBoxLayout(self._drop)
        layout.setContentsMargins(32, 36, 32, 32)
        layout.setSpacing(8)
        title = plain_label(QCoreApplication.translate("StartPage", "Drop a study here"), "hero")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        what = plain_label(
            QCoreApplication.translate(
                "StartPage", "DICOM files or folders, ZIP archives, DICOMDIR, photographs or NIfTI"
            ),
            "muted",
            wraps=True,
        )
        what.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._picture)
        layout.addSpacing(4)
        layout.addWidget(title)
        layout.addWidget(what)
        layout.addSpacing(12)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        files = QPushButton(QCoreApplication.translate("StartPage", "Open files…"))
        files.setProperty("role", "primary")
        files.clicked.connect(self.files_wanted)
        folder = QPushButton(QCoreApplication.translate("StartPage", "Open folder…"))
        folder.clicked.connect(self.folder_wanted)
        demo = QPushButton(QCoreApplication.translate("StartPage", "Demo study"))
        demo.setToolTip(
            QCoreApplication.translate(
                "StartPage", "An artificial chest CT with nodules at known places"
            )
        )
        demo.clicked.connect(self.demo_wanted)
        for button in (files, folder, demo):
            row.addWidget(button)
        row.addStretch()
        return row

    def _recent_button(self, entry: RecentItem) -> QPushButton:
        button = QPushButton(
            self.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideMiddle, 460)
        )
        button.setProperty("role", "link")
        button.setIcon(icon("clock", theme.current().muted, 16))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(plain_tooltip(entry.path))
        button.setProperty("path", entry.path)
        button.clicked.connect(self._recent_clicked)
        return button

    def _recent_clicked(self) -> None:
        self.recent_wanted.emit(str(self.sender().property("path")))

    def _disclaimer(self) -> QLabel:
        return plain_label(
            QCoreApplication.translate(
                "StartPage",
                "The built-in analysis is a classical reference method: not for diagnosis.",
            ),
            "muted",
        )

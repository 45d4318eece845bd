"""The settings' page about the library: where it is, what it holds, care for it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.labels import line, plain_label, plain_tooltip

_STEPS: Final = 1000
_LAID_OUT_MS: Final = 30


class LibraryPage(QScrollArea):
    """Shows figures and asks; what it asks for happens at once, whatever is pressed below."""

    cleaning_wanted = Signal()
    compacting_wanted = Signal()
    backup_wanted = Signal()
    check_wanted = Signal()
    folder_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QWidget()
        page.setObjectName("panel")
        self._place = plain_label("", "muted", wraps=True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(24)
        self._figures.setVerticalSpacing(4)
        self._figures.setColumnStretch(0, 1)
        self._said = plain_label("", wraps=True)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(QCoreApplication.translate("LibraryPage", "Progress"))
        self._progress.setTextVisible(False)
        self.cancel_button = _button(QCoreApplication.translate("LibraryPage", "Stop"))
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self._actions = self._made_actions()
        self._why_read_only = ""
        self._arrange(page)
        self.setWidgetResizable(True)
        self.setWidget(page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(QCoreApplication.translate("LibraryPage", "Library"))
        self.show_done("")
        self.show_figures(())

    def show_place(self, path: str) -> None:
        """Say where the library is."""
        self._place.setText(path)

    def show_figures(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """List (what, how many, how much); without any, that they are being counted."""
        while (item := self._figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not rows:
            words = QCoreApplication.translate("LibraryPage", "Counting…")
            self._figures.addWidget(plain_label(words, "muted"), 0, 0)
        for number, (what, count, size) in enumerate(rows):
            self._figures.addWidget(plain_label(what), number, 0)
            for column, words in ((1, count), (2, size)):
                label = plain_label(words, "muted")
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._figures.addWidget(label, number, column)

    def show_working(self, words: str, fraction: float | None = None) -> None:
        """Say what goes on; nothing else can be begun meanwhile."""
        self._said.setText(words)
        self._progress.setRange(0, 0 if fraction is None else _STEPS)
        self._progress.setValue(round((fraction or 0) * _STEPS))
        self._progress.show()
        self.cancel_button.show()
        for button in self._actions.values():
            button.setEnabled(False)

    def show_done(self, words: str) -> None:
        """Say what came of it; empty: nothing was done yet."""
        self._said.setText(words)
        self._progress.hide()
        self.cancel_button.hide()
        for name, button in self._actions.items():
            button.setEnabled(not self._why_read_only or name in {"check", "backup"})
        if words:
            QTimer.singleShot(_LAID_OUT_MS, self, self._show_said)

    def refuse_changes(self, reason: str) -> None:
        """Disable what changes the library and say why; "" lets it again."""
        self._why_read_only = reason
        for name in ("clean", "compact"):
            self._actions[name].setToolTip(plain_tooltip(reason))
        self.show_done(self.said)

    @property
    def said(self) -> str:
        """What is said below the buttons."""
        return self._said.text()

    def button(self, name: str) -> QPushButton:
        """Return a button: clean, compact, backup, check."""
        return self._actions[name]

    def _show_said(self) -> None:
        self.ensureWidgetVisible(self._said)

    def _made_actions(self) -> dict[str, QPushButton]:
        made = {
            "clean": _button(QCoreApplication.translate("LibraryPage", "Clean up…")),
            "compact": _button(QCoreApplication.translate("LibraryPage", "Compact")),
            "backup": _button(QCoreApplication.translate("LibraryPage", "Back up now")),
            "check": _button(QCoreApplication.translate("LibraryPage", "Check the library")),
        }
        made["clean"].clicked.connect(self.cleaning_wanted)
        made["compact"].clicked.connect(self.compacting_wanted)
        made["backup"].clicked.connect(self.backup_wanted)
        made["check"].clicked.connect(self.check_wanted)
        return made

    def _arrange(self, page: QWidget) -> None:
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 16, 8, 0)
        layout.setSpacing(10)
        place = QHBoxLayout()
        place.addWidget(self._place, 1)
        folder = _button(QCoreApplication.translate("LibraryPage", "Open folder"))
        folder.clicked.connect(self.folder_wanted)
        place.addWidget(folder, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(place)
        layout.addWidget(line())
        layout.addLayout(self._figures)
        layout.addWidget(line())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._actions.values():
            buttons.addWidget(button)
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addWidget(self._said)
        working = QHBoxLayout()
        working.addWidget(self._progress, 1)
        working.addWidget(self.cancel_button)
        layout.addLayout(working)
        layout.addStretch()


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    return button

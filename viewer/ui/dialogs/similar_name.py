"""The line for the name of a new database: what is wrong with it is said while it is typed."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from viewer.ui.labels import plain_label, plain_tooltip, restyle

_LONGEST_PASTED: Final = 200
"""More than this is no name; what is too long by less is said, not cut."""


class NameLine(QWidget):
    """Asks for a database of the name that was typed; Enter does too.

    `problem_of` says what is wrong with a name; empty for nothing.
    """

    create_wanted = Signal(str)

    def __init__(self, problem_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem_of = problem_of
        self._taken: frozenset[str] = frozenset()
        self._why_read_only = ""
        self._is_creating = False
        self.name = QLineEdit()
        self.name.setPlaceholderText(
            QCoreApplication.translate("Similar", "Name of a new database")
        )
        self.name.setAccessibleName(self.name.placeholderText())
        self.name.setMaxLength(_LONGEST_PASTED)
        self.button = QPushButton(QCoreApplication.translate("Similar", "Create"))
        self.button.setAutoDefault(False)
        self._said = plain_label("", "muted", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._said)
        self.name.textChanged.connect(self._typed)
        self.name.returnPressed.connect(self._entered)
        self.button.clicked.connect(self._entered)
        self._typed()

    def set_taken(self, names: Iterable[str]) -> None:
        """Say which names there are already."""
        self._taken = frozenset(names)
        self._typed()

    def show_creating(self, *, is_on: bool) -> None:
        """Let no second one be created while the first is on its way."""
        self._is_creating = is_on
        self._typed()

    def show_created(self) -> None:
        """Take the name out: the database is there."""
        self._is_creating = False
        self.name.clear()

    def show_problem(self, words: str) -> None:
        """Say why the service did not take the name."""
        self._is_creating = False
        self._typed()
        self._say(words, is_bad=True)

    def refuse_changes(self, reason: str) -> None:
        """Let nothing be created, and say why; "" lets it again."""
        self._why_read_only = reason
        for widget in (self.name, self.button):
            widget.setToolTip(plain_tooltip(reason))
        self.name.setEnabled(not reason)
        self._typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from pressing the default button of the sheet as well."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)

    @property
    def said(self) -> str:
        """What stands under the line."""
        return self._said.text()

    def _typed(self) -> None:
        """Say what is wrong with the name so far; what may stand in it while nothing is typed."""
        text = self.name.text()
        problem = self._problem_of(text) if text else ""
        if not problem and text in self._taken:
            problem = QCoreApplication.translate("Similar", "There is a database of that name.")
        self._say(problem or _rule(), is_bad=bool(problem))
        is_fit = bool(text) and not problem and not self._why_read_only
        self.button.setEnabled(is_fit and not self._is_creating)

    def _say(self, words: str, *, is_bad: bool) -> None:
        self._said.setText(words)
        self.name.setAccessibleDescription(words)
        restyle(self._said, "role", "bad" if is_bad else "muted")

    def _entered(self) -> None:
        if self.button.isEnabled():
            self.create_wanted.emit(self.name.text())


def _rule() -> str:
    return QCoreApplication.translate(
        "Similar", "2 to 64 characters: small letters a to z, digits and _"
    )

"""How far adding pictures has come: counts, what failed and why; it goes on without the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QPushButton, QWidget

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label, restyle

_MOST_LINES: Final = 10
"""Lines of failures that are seen without scrolling; most take two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingRow:
    """How a batch stands, in words. `problem` says why it stands still."""

    line: str
    done: int
    total: int
    problem: str = ""
    failures: tuple[str, ...] = ()
    is_running: bool = False
    is_finished: bool = False


class ProgressSheet(Sheet):
    """Shows one batch. Closing it stops nothing."""

    cancel_wanted = Signal()
    go_on_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, database: str, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("Similar", "Adding to the database “{0}”")
        super().__init__(title.format(database), parent, width=520)
        self._bar = QProgressBar()
        self._line = plain_label("", wraps=True)
        self._problem = plain_label("", "bad", wraps=True)
        self._note = plain_label("", "muted", wraps=True)
        self.failures = QPlainTextEdit()
        self.failures.setReadOnly(True)
        self.failures.setTabChangesFocus(True)
        self.failures.setAccessibleName(QCoreApplication.translate("Similar", "What failed"))
        for widget in (self._bar, self._line, self._problem, self._note):
            self.body.addWidget(widget)
        self.body.addWidget(self.failures)
        self.body.addStretch()
        self.cancel_rest = self.add_button(QCoreApplication.translate("Similar", "Cancel the rest"))
        self.forget = self.add_button(QCoreApplication.translate("Similar", "Forget"))
        self.close_button = self.add_close(QCoreApplication.translate("Similar", "Close"))
        self.go_on = self.add_button(QCoreApplication.translate("Similar", "Go on"))
        self.cancel_rest.clicked.connect(self.cancel_wanted)
        self.forget.clicked.connect(self.forget_wanted)
        self.go_on.clicked.connect(self.go_on_wanted)

    def show_row(self, row: AddingRow) -> None:
        """Show how it stands now."""
        self._bar.setRange(0, max(1, row.total))
        self._bar.setValue(row.done)
        self._bar.setAccessibleName(row.line)
        self._line.setText(row.line)
        self._say(self._problem, row.problem)
        self._say(self._note, _note(row))
        self._show_failures(row.failures)
        is_still = not row.is_running and not row.is_finished
        self.cancel_rest.setVisible(row.is_running)
        self.forget.setVisible(is_still)
        self.go_on.setVisible(is_still)
        first = self.go_on if is_still else self.close_button
        for button in (self.go_on, self.close_button):
            button.setDefault(button is first)
            restyle(button, "role", "primary" if button is first else "")
        focus = self.focusWidget()
        if (
            isinstance(focus, QPushButton) or not self.isVisible()
        ):  # Enter never forgets by accident
            first.setFocus()
        if self.isVisible():
            self.fit()

    @property
    def line(self) -> str:
        """What is said of the counts."""
        return self._line.text()

    @property
    def problem(self) -> str:
        """Why it stands still."""
        return self._problem.text()

    def _show_failures(self, failures: Sequence[str]) -> None:
        text = "\n".join(failures)
        self.failures.setVisible(bool(text))
        lines = min(_MOST_LINES, 1 + 2 * len(failures))
        self.failures.setFixedHeight(self.failures.fontMetrics().lineSpacing() * lines + 16)
        if self.failures.toPlainText() != text:
            self.failures.setPlainText(text)

    @staticmethod
    def _say(label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))


def _note(row: AddingRow) -> str:
    if row.is_running:
        return QCoreApplication.translate(
            "Similar", "Close this and it goes on; it goes on after a restart too."
        )
    if row.is_finished:
        return ""
    return QCoreApplication.translate(
        "Similar", "Not all of them are there yet. What was added stays, whatever you choose."
    )

"""Something to be decided or known about the open series, below the head of its findings."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.ui.labels import line, plain_label, plain_tooltip


@dataclass(frozen=True, slots=True)
class NoteChoice:
    """One thing to do about a note; `why_not` in words disables it."""

    text: str
    act: Callable[[], object]
    why_not: str = ""


class HeaderNote(QFrame):
    """A sentence and at most two buttons; never in the way of what is shown above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = plain_label("", "warning", wraps=True)
        self._choices: tuple[NoteChoice, ...] = ()
        self._buttons = (self._made_button(0), self._made_button(1))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._buttons:
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(line())
        layout.addWidget(self._text)
        layout.addLayout(buttons)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    @property
    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """The buttons, the hidden ones too."""
        return self._buttons

    def say(self, text: str, *choices: NoteChoice) -> None:
        """Show `text` and at most two choices; an empty text hides the note."""
        self._choices = choices
        self._text.setText(text)
        for button, choice in zip(self._buttons, (*choices, None, None), strict=False):
            button.setVisible(choice is not None)
            if choice is not None:
                button.setText(choice.text)
                button.setEnabled(not choice.why_not)
                button.setToolTip(plain_tooltip(choice.why_not))
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def _made_button(self, number: int) -> QPushButton:
        button = QPushButton()
        button.clicked.connect(lambda: self._chosen(number))
        return button

    def _chosen(self, number: int) -> None:
        if number < len(self._choices):
            self._choices[number].act()

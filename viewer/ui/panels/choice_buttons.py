"""Things to choose from as buttons in lines: large enough for a finger, one press each."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from viewer.ui.labels import plain_tooltip, restyle

_COLUMNS: Final = 3


class ChoiceButtons(QWidget):
    """Checkable buttons. `is_exclusive`: one at most, and the same again chooses none."""

    chosen_changed = Signal()
    """A person chose."""

    def __init__(self, *, is_exclusive: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_exclusive = is_exclusive
        self._buttons: dict[str, QPushButton] = {}
        self._chosen: frozenset[str] = frozenset()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    @property
    def chosen(self) -> frozenset[str]:
        """The keys that are chosen."""
        return self._chosen

    @property
    def keys(self) -> tuple[str, ...]:
        """What is offered."""
        return tuple(self._buttons)

    def button(self, key: str) -> QPushButton:
        """Return one of the buttons."""
        return self._buttons[key]

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer (key, words); what was chosen is forgotten."""
        self._chosen = frozenset()
        for button in self._buttons.values():
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for number, (key, words) in enumerate(choices):
            button = QPushButton(words)
            button.setProperty("role", "small")
            button.setCheckable(True)
            button.setToolTip(plain_tooltip(words))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._pressed, key))
            self._buttons[key] = button
            self._grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)

    def choose(self, keys: Iterable[str]) -> None:
        """Choose these; nothing is told."""
        self._chosen = frozenset(keys) & frozenset(self._buttons)
        for key, button in self._buttons.items():
            is_chosen = key in self._chosen
            restyle(button, "role", "chosen" if is_chosen else "small")
            button.setChecked(is_chosen)

    def _pressed(self, key: str) -> None:
        others = frozenset() if self._is_exclusive else self._chosen - {key}
        self.choose(others if key in self._chosen else others | {key})
        self.chosen_changed.emit()

"""The library cannot be used: what happened, and the ways on from here."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label


@dataclass(frozen=True, slots=True)
class WayOn:
    """One thing that can be done: its name, what its button says, and what it does exactly."""

    name: str
    text: str
    what: str


class LibraryTroubleSheet(Sheet):
    """Says it calmly; `chosen` is the way on, empty where the person would rather close.

    The first way has the focus: it is the one that changes nothing, or the most likely cure.
    """

    def __init__(
        self, happened: str, advice: str, ways: Sequence[WayOn], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            QCoreApplication.translate("LibraryTrouble", "The library cannot be opened"),
            parent,
            width=600,
        )
        self.chosen = ""
        self.buttons: dict[str, QPushButton] = {}
        self.body.addWidget(plain_label(happened, wraps=True))
        self.body.addWidget(plain_label(advice, "muted", wraps=True))
        self.body.addSpacing(6)
        for way in ways:
            self.body.addLayout(self._row(way))
        self.add_close(QCoreApplication.translate("LibraryTrouble", "Close the program"))
        if ways:
            first = self.buttons[ways[0].name]
            first.setProperty("role", "primary")
            first.setDefault(True)
            first.setFocus()

    def _row(self, way: WayOn) -> QHBoxLayout:
        button = QPushButton(way.text)
        button.setAutoDefault(False)
        button.setMinimumWidth(220)
        button.setAccessibleDescription(way.what)
        button.clicked.connect(lambda: self._choose(way.name))
        self.buttons[way.name] = button
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(button)
        row.addWidget(plain_label(way.what, "muted", wraps=True), 1)
        return row

    def _choose(self, name: str) -> None:
        self.chosen = name
        self.accept()

"""The turns of a consultation as cards, one below the other; plain text, nothing is markup."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from viewer.ui.labels import line, plain_label, plain_tooltip
from viewer.ui.panels.consultation_rows import TurnRow, TurnState

_NARROWEST: Final = 40
_MARGINS: Final = 28


class TurnCard(QFrame):
    """One question and its answer."""

    option_chosen = Signal(str)
    similar_chosen = Signal(str)
    way_on_wanted = Signal(str)
    """The turn's uid."""

    def __init__(self, row: TurnRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.row = row
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(plain_label(row.head, "muted", wraps=True))
        if row.said:
            layout.addWidget(_readable(row.said))
        layout.addWidget(line())
        for widget in (*self._answer(), *self._choices(), *self._ending()):
            layout.addWidget(widget)
        self.setAccessibleName(" ".join(filter(None, (row.head, row.said, row.answer))))

    def _answer(self) -> Iterator[QWidget]:
        if self.row.answer:
            yield _readable(self.row.answer)
        for name, text in self.row.reports:
            yield plain_label(name, "section", wraps=True)
            yield _readable(text)
        if self.row.question:
            yield _readable(self.row.question, "title")

    def _choices(self) -> Iterator[QWidget]:
        for option in self.row.options:
            yield _button(option, "small", self.option_chosen.emit)
        if self.row.similar:
            said = QCoreApplication.translate("Consultation", "Similar questions")
            yield plain_label(said, "section")
        for question in self.row.similar:
            yield _button(question, "link", self.similar_chosen.emit)

    def _ending(self) -> Iterator[QWidget]:
        if self.row.state is TurnState.SENDING:
            yield plain_label(self.row.progress, "muted", wraps=True)
        if self.row.failure:
            yield _readable(self.row.failure, self.row.failure_role)
        if self.row.way_on:
            uid = self.row.uid
            yield _button(self.row.way_on, "small", lambda _text: self.way_on_wanted.emit(uid))


class TurnList(QWidget):
    """All turns; cards of turns that did not change stay as they are."""

    option_chosen = Signal(str)
    similar_chosen = Signal(str)
    way_on_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[TurnCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addStretch(1)

    def show_turns(self, rows: Sequence[TurnRow]) -> bool:
        """Show the turns; returns whether anything changed."""
        same = 0
        while same < min(len(rows), len(self.cards)) and self.cards[same].row == rows[same]:
            same += 1
        if same == len(rows) == len(self.cards):
            return False
        for card in self.cards[same:]:
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        del self.cards[same:]
        for row in rows[same:]:
            self._add(TurnCard(row))
        return True

    def lock(self, *, is_locked: bool) -> None:
        """Let nothing be chosen, or all of it again."""
        for choice in self.findChildren(_Choice):
            choice.setEnabled(not is_locked)

    def _add(self, card: TurnCard) -> None:
        card.option_chosen.connect(self.option_chosen)
        card.similar_chosen.connect(self.similar_chosen)
        card.way_on_wanted.connect(self.way_on_wanted)
        self._layout.insertWidget(len(self.cards), card)
        self.cards.append(card)


def _readable(text: str, role: str = "") -> QWidget:
    """Return a text that can be marked and copied."""
    label = plain_label(text, role, wraps=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


class _Choice(QPushButton):
    """A button with a service's words on it: cut to its width, whole in the tooltip."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__()
        self._whole = text
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setMinimumWidth(_NARROWEST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _MARGINS
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
        self.setToolTip(plain_tooltip(self._whole if cut != self._whole else ""))


def _button(text: str, role: str, chosen: Callable[[str], object]) -> QPushButton:
    """Return a button that hands its text on."""
    button = _Choice(text, role)
    button.clicked.connect(lambda: chosen(text))
    return button

"""The consultation about a study: what was asked and answered, and the next question."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.labels import plain_label
from viewer.ui.panels.consultation_composer import Composer
from viewer.ui.panels.consultation_rows import ConversationRow
from viewer.ui.panels.consultation_turns import TurnList

NEW: Final = ""
"""The uid of a conversation that has not begun."""


class ConsultationPanel(QWidget):
    """Shows one conversation of the study's and offers the others. It decides nothing."""

    conversation_chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self, most_characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(
            QCoreApplication.translate("Consultation", "Consultations of this study")
        )
        self.chooser.activated.connect(self._chosen)
        self.new = QPushButton(QCoreApplication.translate("Consultation", "New"))
        self.new.setProperty("role", "small")
        self.new.clicked.connect(self.new_wanted)
        self._note = plain_label("", "muted", wraps=True)
        self._empty = plain_label(
            QCoreApplication.translate(
                "Consultation",
                "Ask the service about this study: begin with the complaint or with images. "
                "The answers are general information, not a diagnosis.",
            ),
            "muted",
            wraps=True,
        )
        self.turns = TurnList()
        self._follows = False
        self._scroll = self._made_scroll()
        self._ended = plain_label("", "warning", wraps=True)
        self.begin_anew = QPushButton(
            QCoreApplication.translate("Consultation", "Begin a new consultation")
        )
        self.begin_anew.clicked.connect(self.new_wanted)
        self.composer = Composer(most_characters)
        self._lay_out()
        self.show_conversation(ConversationRow(uid=NEW, title=""))

    def offer(self, conversations: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer the conversations of the study as (uid, title), the newest first."""
        self.chooser.clear()
        for uid, title in conversations:
            self.chooser.addItem(title, uid)
        self.chooser.setCurrentIndex(max(0, self.chooser.findData(chosen)))
        self.chooser.setVisible(bool(conversations))
        self.new.setVisible(bool(conversations))

    def show_conversation(self, row: ConversationRow) -> None:
        """Show one conversation; the last turn comes into view where it is new."""
        self._note.setText(row.note)
        self._note.setVisible(bool(row.note))
        self._empty.setVisible(not row.turns)
        self._ended.setText(row.ended)
        self._ended.setVisible(bool(row.ended))
        self.begin_anew.setVisible(bool(row.ended))
        self.composer.setVisible(not row.ended)
        if self.turns.show_turns(row.turns):
            self._follows = True
            QTimer.singleShot(0, self, self._to_the_last)

    def _to_the_last(self) -> None:
        """Show the whole last turn, or where it is too high its beginning.

        Called again when the height is known: texts wrap only once the cards have their width.
        """
        if self._follows and self.turns.cards:
            top = self.turns.cards[-1].mapTo(self._page, QPoint(0, 0)).y()
            bar = self._scroll.verticalScrollBar()
            bar.setValue(min(bar.maximum(), top))

    def _stop_following(self) -> None:
        self._follows = False

    def _made_scroll(self) -> QScrollArea:
        page = self._page = QWidget()
        page.setObjectName("panel")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(self._empty)
        layout.addWidget(self.turns, 1)
        made = QScrollArea()
        made.setAccessibleName(QCoreApplication.translate("Consultation", "Questions and answers"))
        made.setWidgetResizable(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWidget(page)
        bar = made.verticalScrollBar()
        bar.rangeChanged.connect(lambda: QTimer.singleShot(0, self, self._to_the_last))
        bar.actionTriggered.connect(self._stop_following)  # a person scrolls
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.chooser, 1)
        head.addWidget(self.new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._note)
        layout.addWidget(self._scroll, 1)
        for widget in (self._ended, self.begin_anew, self.composer):
            layout.addWidget(widget)

    def _chosen(self, index: int) -> None:
        self.conversation_chosen.emit(str(self.chooser.itemData(index) or NEW))

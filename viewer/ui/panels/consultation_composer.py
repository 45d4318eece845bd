"""Where the next question of a consultation is written."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.labels import plain_label, plain_tooltip, restyle
from viewer.ui.panels.consultation_rows import ComposerState, PictureRow

_THUMBNAIL: Final = QSize(56, 56)
_LINES: Final = 4


class Composer(QWidget):
    """Kind, text with its count, pictures, and the button that sends."""

    send_wanted = Signal()
    edited = Signal()
    picture_wanted = Signal()
    picture_dropped = Signal(int)
    """Number of the picture to leave out, from 0."""
    warning_answered = Signal()

    def __init__(self, most_characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most_characters
        self._state = ComposerState()
        self._pictures = 0
        self.kind = self._made_kind()
        self.text = self._made_text()
        self.count = plain_label("", "muted")
        self.pictures = self._made_pictures()
        self.add = self._made_add()
        self.send = QPushButton(QCoreApplication.translate("Consultation", "Send"))
        self.send.setProperty("role", "primary")
        self.send.clicked.connect(self._send)
        self._destination = plain_label("", "muted", wraps=True)
        self._warning = plain_label("", "warning", wraps=True)
        self._consent = QPushButton()
        self._consent.setProperty("role", "small")
        self._consent.clicked.connect(self.warning_answered)
        self._lay_out()
        self.show_state(self._state)
        self.show_pictures(())

    def offer_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Offer kinds of turns: (as the service spells it, in words)."""
        chosen = self.chosen_kind
        self.kind.blockSignals(True)
        self.kind.clear()
        for key, words in kinds:
            self.kind.addItem(words, key)
        self.kind.blockSignals(False)
        self.choose_kind(chosen)

    @property
    def chosen_kind(self) -> str:
        """The kind that is chosen, as the service spells it."""
        return str(self.kind.currentData() or "")

    def choose_kind(self, key: str) -> None:
        """Choose a kind, where it is offered."""
        index = self.kind.findData(key)
        if index >= 0:
            self.kind.setCurrentIndex(index)
        self._changed()

    def show_state(self, state: ComposerState) -> None:
        """Say where it goes, and what stands in the way."""
        if state.kind and state.kind != self._state.kind:
            self.choose_kind(state.kind)
        self._state = state
        self._destination.setText(state.destination)
        self._destination.setVisible(bool(state.destination))
        self._warning.setText(state.warning)
        self._warning.setVisible(bool(state.warning))
        self._consent.setText(state.warning_action)
        self._consent.setVisible(bool(state.warning_action))
        for widget in (self.kind, self.text, self.add):
            widget.setEnabled(not state.locked)
            widget.setToolTip(plain_tooltip(state.locked))
        if not state.locked:
            self.add.setToolTip(plain_tooltip(_what_is_attached()))
        self._changed()

    def show_pictures(self, rows: Sequence[PictureRow]) -> None:
        """Show the pictures that go with the question."""
        self._pictures = len(rows)
        self.pictures.clear()
        for row in rows:
            item = QListWidgetItem(QIcon(QPixmap.fromImage(row.image)), "")
            said = QCoreApplication.translate("Consultation", "{0} – press Delete to leave it out")
            item.setToolTip(plain_tooltip(said.format(row.title)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.title)
            self.pictures.addItem(item)
        self.pictures.setVisible(bool(rows))
        self._changed()

    def clear_text(self) -> None:
        """Begin the next question."""
        self.text.setPlainText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send with Ctrl+Enter; leave a picture out with Delete."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if watched is self.text and is_enter and has_control:
                self._send()
                return True
            is_delete = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            if watched is self.pictures and is_delete and self.pictures.currentRow() >= 0:
                self.picture_dropped.emit(self.pictures.currentRow())
                return True
        return super().eventFilter(watched, event)

    def _made_kind(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(QCoreApplication.translate("Consultation", "Kind of turn"))
        made.currentIndexChanged.connect(self._edit)
        return made

    def _made_text(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setAccessibleName(QCoreApplication.translate("Consultation", "Question"))
        made.setPlaceholderText(
            QCoreApplication.translate("Consultation", "Complaint, answer or question. No names.")
        )
        made.setTabChangesFocus(True)
        made.setFixedHeight(made.fontMetrics().lineSpacing() * _LINES + 16)
        made.textChanged.connect(self._edit)
        made.installEventFilter(self)
        return made

    def _made_add(self) -> QPushButton:
        made = QPushButton(QCoreApplication.translate("Consultation", "Attach image"))
        made.setProperty("role", "small")
        made.setToolTip(plain_tooltip(_what_is_attached()))
        made.clicked.connect(self.picture_wanted)
        return made

    def _made_pictures(self) -> QListWidget:
        made = QListWidget()
        made.setViewMode(QListWidget.ViewMode.IconMode)
        made.setIconSize(_THUMBNAIL)
        made.setFixedHeight(_THUMBNAIL.height() + 20)
        made.setWrapping(False)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMovement(QListWidget.Movement.Static)
        made.setAccessibleName(QCoreApplication.translate("Consultation", "Attached images"))
        made.installEventFilter(self)
        return made

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._warning, self._consent, self.kind, self.text, self.pictures):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self._destination)

    def _changed(self) -> None:
        length = len(self.text.toPlainText().strip())
        self.count.setText(f"{length}/{self._most}")
        restyle(self.count, "role", "bad" if length > self._most else "muted")
        is_whole = 0 < length <= self._most or (length == 0 and self._pictures > 0)
        state = self._state
        is_free = not (state.locked or state.is_sending or state.warning_action)
        self.send.setEnabled(is_whole and is_free and bool(self.chosen_kind))

    def _edit(self) -> None:
        self._changed()
        self.edited.emit()

    def _send(self) -> None:
        if self.send.isEnabled():
            self.send_wanted.emit()


def _what_is_attached() -> str:
    return QCoreApplication.translate(
        "Consultation", "Attach the image that is shown, without its text"
    )

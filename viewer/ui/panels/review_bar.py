"""Questions under the list of findings: why it is rejected, a comment, whether to sign.

They are in nobody's way: the image and the list go on, and Escape or another finding puts them off.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.domain.standing import RejectReason
from viewer.ui.labels import plain_label, restyle
from viewer.words.findings import reason_words

_LONGEST: Final = 2000
_TAKES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REASONS: Final[Mapping[int, RejectReason]] = {
    Qt.Key.Key_1: RejectReason.WRONG_PLACE,
    Qt.Key.Key_2: RejectReason.NOT_A_LESION,
    Qt.Key.Key_3: RejectReason.WRONG_CLASS,
    Qt.Key.Key_4: RejectReason.DUPLICATE,
    Qt.Key.Key_5: RejectReason.OTHER,
}


class QuestionBar(QFrame):
    """What both bars share: a title, a line of text, the keys, and where the focus was before."""

    put_off = Signal()
    """The person does not want to answer."""
    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._focus_before: QWidget | None = None
        self._needs_text = False
        self._title = plain_label("", "title", wraps=True)
        self._needed = plain_label("", "warning", wraps=True)
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName(QCoreApplication.translate("ReviewBar", "Comment"))
        self.hide()

    @property
    def text(self) -> str:
        """What was written."""
        return self.line.text().strip()

    def close_bar(self) -> None:
        """Go away and give the focus back; nothing is told."""
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        before, self._focus_before = self._focus_before, None
        if had_focus and before is not None and before.isVisible():
            before.setFocus()
        self.hide()
        self.closed.emit()

    def cancel(self) -> None:
        """Go away without an answer, and tell so."""
        self.close_bar()
        self.put_off.emit()

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the bar before they mean something to the window."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and (event.key() == Qt.Key.Key_Escape or self._has_use_of(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif self._has_use_of(event):
            self._on_key(event)
        else:
            super().keyPressEvent(event)

    def _open(self, title: str, text: str, hint: str, *, needs_text: bool) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus) and focus is not self:
            self._focus_before = focus
        self._needs_text = needs_text
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)
        self.line.setText(text)
        self.line.setPlaceholderText(hint)
        if hint:
            self.line.setAccessibleName(hint)
        self._needed.hide()
        self.show()
        self.opened.emit()

    def _may_take(self) -> bool:
        """Tell whether there is text where it must be; if not, ask for it."""
        if self.text or not self._needs_text:
            return True
        self._needed.setText(QCoreApplication.translate("ReviewBar", "Please write a few words."))
        self._needed.show()
        self.line.setFocus()
        return False

    def _is_typing(self) -> bool:
        return self.line.hasFocus()

    def _has_use_of(self, event: QKeyEvent) -> bool:
        return not event.modifiers() & _NOT_PLAIN and event.key() in _TAKES

    def _on_key(self, event: QKeyEvent) -> None:
        """Do what a key of this bar means."""


class ReasonBar(QuestionBar):
    """Why a finding is rejected: keys 1 to 5; X or Enter takes the marked reason."""

    taken = Signal(object, str)
    """RejectReason, comment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked = RejectReason.NOT_A_LESION
        self._buttons = {
            reason: self._made_button(number, reason)
            for number, reason in enumerate(_REASONS.values(), 1)
        }
        cancel = QPushButton(QCoreApplication.translate("ReviewBar", "Cancel (Esc)"))
        cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        cancel.setProperty("role", "small")
        cancel.clicked.connect(self.cancel)
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, button in enumerate((*self._buttons.values(), cancel)):
            grid.addWidget(button, number // 2, number % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addLayout(grid)
        layout.addWidget(self.line)
        layout.addWidget(self._needed)

    def ask(self, title: str, marked: RejectReason, comment: str, *, needs_comment: bool) -> None:
        """Open with a reason marked; with `needs_comment` it is not taken without words."""
        hint = QCoreApplication.translate("ReviewBar", "Comment (optional)")
        if needs_comment:
            hint = QCoreApplication.translate("ReviewBar", "Comment (required)")
        self._open(title, comment, hint, needs_text=needs_comment)
        self._mark(marked)
        self.setFocus()

    @property
    def marked(self) -> RejectReason:
        """The reason that X or Enter takes."""
        return self._marked

    def _made_button(self, number: int, reason: RejectReason) -> QPushButton:
        button = QPushButton(f"{number}  {reason_words(reason)}")
        button.setProperty("role", "small")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._take(reason))
        return button

    def _has_use_of(self, event: QKeyEvent) -> bool:
        if super()._has_use_of(event):
            return True
        is_plain = not event.modifiers() & _NOT_PLAIN
        is_key = event.key() in _REASONS or event.key() == Qt.Key.Key_X
        return is_plain and is_key and not self._is_typing()

    def _on_key(self, event: QKeyEvent) -> None:
        if event.key() in _REASONS:
            self._take(_REASONS[event.key()])
            return
        focused = [reason for reason, button in self._buttons.items() if button.hasFocus()]
        self._take(focused[0] if focused else self._marked)

    def _take(self, reason: RejectReason) -> None:
        self._mark(reason)
        if self._may_take():
            self.close_bar()
            self.taken.emit(reason, self.text)

    def _mark(self, marked: RejectReason) -> None:
        self._marked = marked
        for reason, button in self._buttons.items():
            restyle(button, "role", "chosen" if reason is marked else "small")


class AskBar(QuestionBar):
    """One question with one answer, and maybe a line of text: a comment, a signature."""

    answered = Signal(str)
    """What was written; empty where nothing was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = plain_label("", "muted", wraps=True)
        self._yes = QPushButton(QCoreApplication.translate("ReviewBar", "Keep"))
        self._yes.setProperty("role", "primary")
        self._no = QPushButton(QCoreApplication.translate("ReviewBar", "Cancel"))
        for button in (self._yes, self._no):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._yes.clicked.connect(self._take)
        self._no.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._no)
        row.addWidget(self._yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        for widget in (self._title, self._words, self.line, self._needed):
            layout.addWidget(widget)
        layout.addLayout(row)

    def ask(self, title: str, words: str, confirm: str) -> None:
        """Ask for a yes, which is the button's `confirm`."""
        self._open(title, "", "", needs_text=False)
        self._show(words, confirm, has_line=False)
        self.setFocus()

    def ask_text(
        self, title: str, confirm: str, hint: str, text: str = "", *, needs_text: bool = False
    ) -> None:
        """Ask for a line of text."""
        self._open(title, text, hint, needs_text=needs_text)
        self._show("", confirm, has_line=True)
        self.line.setFocus()
        self.line.selectAll()

    def change_words(self, words: str) -> None:
        """Say something else below the title; the focus stays where it is."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _show(self, words: str, confirm: str, *, has_line: bool) -> None:
        self.change_words(words)
        self._yes.setText(confirm)
        self.line.setVisible(has_line)

    def _on_key(self, event: QKeyEvent) -> None:
        if self._no.hasFocus():
            self.cancel()
        else:
            self._take()

    def _take(self) -> None:
        if self._may_take():
            self.close_bar()
            self.answered.emit(self.text)


_NOT_PLAIN: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

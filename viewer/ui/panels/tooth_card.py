"""What is said of a tooth, asked beside it: number, status, diseases, note. Enter takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.domain.evaluation import DENTAL_STATES
from viewer.domain.teeth import tooth_of
from viewer.domain.tooth_notation import Notation, read_tooth, written
from viewer.editing.dental import ToothLabel
from viewer.ui.labels import plain_label, restyle
from viewer.ui.panels.choice_buttons import ChoiceButtons
from viewer.ui.panels.tooth_picker import ToothPicker
from viewer.words.teeth import dental_status_words, disease_words, tooth_words

_LONGEST_NUMBER: Final = 8
_LONGEST_NOTE: Final = 2000
_NUMBER_WIDTH: Final = 72
_MARGIN: Final = 8
_TAKES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOT_PLAIN: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToothQuestion:
    """What is asked. `offer` is a number that is likely, in place of one that nobody gave.

    `diseases` may be chosen; without `has_number` it is about the picture as a whole. What is
    `said` by a service is not taken off without a note: this is asked of rejections.
    """

    title: str
    label: ToothLabel
    diseases: Sequence[str]
    offer: str = ""
    has_number: bool = True
    is_new: bool = False
    said: frozenset[str] = frozenset()
    notation: Notation = Notation.FDI


class ToothCard(QFrame):
    """A card beside what it is about. It asks one thing at a time; a new question replaces it.

    `host` is the window, so that there is room beside the picture; the keys go back to
    `returns_to`.
    """

    taken = Signal(object)
    """The ToothLabel."""
    left = Signal()
    delete_wanted = Signal()

    def __init__(self, host: QWidget, returns_to: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("toothCard")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._host, self._returns_to = host, returns_to
        self._question: ToothQuestion | None = None
        self._beside = QRect()
        self._title = plain_label("", "title")
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        host.installEventFilter(self)
        self.hide()

    def _make_fields(self) -> None:
        self.number = QLineEdit()
        self.number.setMaxLength(_LONGEST_NUMBER)
        self.number.setFixedWidth(_NUMBER_WIDTH)
        self.number.setAccessibleName(QCoreApplication.translate("ToothCard", "Tooth number"))
        self.number.textChanged.connect(self._number_changed)
        self._name = plain_label("", "muted")
        self.picker = ToothPicker()
        self.picker.picked.connect(self._picked)
        self.status = ChoiceButtons(is_exclusive=True)
        self.diseases = ChoiceButtons()
        self.diseases.chosen_changed.connect(self._disease_chosen)
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST_NOTE)
        self.note.setPlaceholderText(QCoreApplication.translate("ToothCard", "Note (optional)"))
        self.note.setAccessibleName(QCoreApplication.translate("ToothCard", "Note"))
        self._needed = plain_label(
            QCoreApplication.translate(
                "ToothCard", "Please say in the note why a finding of the service is taken off."
            ),
            "warning",
            wraps=True,
        )
        self._status_title = _section(QCoreApplication.translate("ToothCard", "Status"))
        self._disease_title = _section(QCoreApplication.translate("ToothCard", "Findings"))

    def _make_buttons(self) -> None:
        self._more = self._button(QCoreApplication.translate("ToothCard", "More…"), "link")
        self._delete = self._button(QCoreApplication.translate("ToothCard", "Delete tooth"), "link")
        self._no = self._button(QCoreApplication.translate("ToothCard", "Cancel"), "small")
        self._yes = self._button(QCoreApplication.translate("ToothCard", "Keep"), "primary")
        self._more.clicked.connect(self._show_more)
        self._delete.clicked.connect(self.delete_wanted)
        self._no.clicked.connect(self.cancel)
        self._yes.clicked.connect(self.take)

    def ask(self, question: ToothQuestion, beside: QRect) -> None:
        """Ask, beside a place of the host (logical px); the number is typed over at once."""
        self._question, self._beside = question, beside
        label = question.label
        self._status_title.setText(
            QCoreApplication.translate("ToothCard", "Status")
            if question.has_number
            else QCoreApplication.translate("ToothCard", "Status of what is added")
        )
        self._title.setText(question.title)
        self.setAccessibleName(question.title)
        self._replace_picker(question.notation)
        self.number.setText(self._written(label.tooth or question.offer))
        self.status.offer([(state, dental_status_words(state)) for state in DENTAL_STATES])
        self.status.choose({label.status} - {""})
        offered = dict.fromkeys((*question.diseases, *sorted(label.diseases)))
        self.diseases.offer([(key, disease_words(key)) for key in offered])
        self.diseases.choose(label.diseases)
        self.note.setText(label.note)
        self._number_changed()
        self._show_parts(has_all=not question.is_new)
        self.show()
        self._place()
        self._begin()

    @property
    def is_asking(self) -> bool:
        """Tell whether it is there."""
        return not self.isHidden()

    def label(self) -> ToothLabel:
        """Return what is said now."""
        chosen = self.status.chosen
        return ToothLabel(
            tooth=self._code(),
            status=next(iter(chosen), ""),
            diseases=self.diseases.chosen,
            note=self.note.text().strip(),
        )

    def take(self) -> None:
        """Take what is said, and go away."""
        label = self.label()
        if self._question is not None and self._question.said - label.diseases and not label.note:
            self._needed.show()
            self.note.setFocus()
            return
        self.close_card()
        self.taken.emit(label)

    def cancel(self) -> None:
        """Go away without an answer."""
        self.close_card()
        self.left.emit()

    def close_card(self) -> None:
        """Go away and give the keys back to the picture; nothing is told."""
        if self.is_asking:
            self.hide()
            self._returns_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Have plain keys before they mean something to the window."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & _NOT_PLAIN
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in _TAKES:
            self.take()
        elif event.text().isdigit() and self.number.isVisible():
            self.number.setFocus()
            self.number.setText(event.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def eventFilter(self, watched: "QWidget", event: QEvent) -> bool:  # type: ignore[override]
        """Stay on the host when its size changes."""
        if watched is self._host and event.type() is QEvent.Type.Resize and self.is_asking:
            self._place()
        return False

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.number)
        line.addWidget(self._name, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._delete)
        foot.addWidget(self._more)
        foot.addStretch(1)
        foot.addWidget(self._no)
        foot.addWidget(self._yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addLayout(line)
        layout.addWidget(self._made_page(), 1)
        layout.addWidget(self._needed)
        layout.addLayout(foot)

    def _made_page(self) -> QScrollArea:
        """Return the part that scrolls where the picture is low."""
        page = QWidget()
        page.setObjectName("toothCardPage")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        self._inner = inner
        for widget in (
            self.picker,
            self._status_title,
            self.status,
            self._disease_title,
            self.diseases,
            self.note,
        ):
            inner.addWidget(widget)
        self._page = page
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        return self._scroll

    def _button(self, text: str, role: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", role)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _replace_picker(self, notation: Notation) -> None:
        """Write the numbers of the picker as they are written everywhere now."""
        if self.picker.notation is notation:
            return
        before, self.picker = self.picker, ToothPicker(notation)
        self.picker.picked.connect(self._picked)
        self._inner.replaceWidget(before, self.picker)
        before.hide()
        before.deleteLater()

    def _show_parts(self, *, has_all: bool) -> None:
        question = self._question
        if question is None:
            return
        has_diseases = has_all and bool(self.diseases.keys)
        for widget, is_there in (
            (self.number, question.has_number),
            (self._name, question.has_number),
            (self.picker, question.has_number),
            (self._status_title, has_all),
            (self.status, has_all),
            (self._disease_title, has_diseases),
            (self.diseases, has_diseases),
            (self.note, has_all and (question.has_number or bool(question.said))),
            (self._needed, False),
            (self._more, not has_all),
            (self._delete, question.has_number and has_all),
        ):
            widget.setVisible(is_there)

    def _show_more(self) -> None:
        self._show_parts(has_all=True)
        self._place()

    def _begin(self) -> None:
        if self._question is not None and self._question.has_number:
            self.number.setFocus(Qt.FocusReason.PopupFocusReason)
            self.number.selectAll()
        else:
            self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _number_changed(self) -> None:
        """Say whose number it is."""
        code = self._code()
        tooth = tooth_of(code)
        words = "" if tooth is None else tooth_words(tooth)
        if code and tooth is None:
            words = QCoreApplication.translate("ToothCard", "none of the 52 teeth: supernumerary?")
        self._name.setText(words)
        restyle(self._name, "role", "muted" if tooth is not None or not code else "warning")
        self.picker.choose(code)

    def _picked(self, code: str) -> None:
        self.number.setText(self._written(code))
        self.number.setFocus()

    def _disease_chosen(self) -> None:
        """Say for a tooth that was healthy, or of which nothing was said, that it is sure."""
        if self.diseases.chosen and not self.status.chosen - {"healthy"}:
            self.status.choose({"confirmed"})

    def _code(self) -> str:
        """Return the number by ISO 3950; what is no tooth's stays as it was typed."""
        text = self.number.text().strip()
        notation = self._question.notation if self._question is not None else Notation.FDI
        tooth = read_tooth(text, notation) or tooth_of(text)
        return text if tooth is None else tooth.code

    def _written(self, code: str) -> str:
        notation = self._question.notation if self._question is not None else Notation.FDI
        tooth = tooth_of(code)
        return code if tooth is None else written(tooth, notation)

    def _place(self) -> None:
        """Stand beside what is asked about, wholly on the host."""
        layout = self.layout()
        if layout is None:
            return
        self._page.setMinimumHeight(0)
        self._page.adjustSize()
        inside = self._page.sizeHint()
        self._page.setMinimumHeight(inside.height())  # it scrolls rather than shrink
        layout.activate()
        extra = layout.sizeHint().height() - self._scroll.sizeHint().height()
        width = max(inside.width() + 24, layout.minimumSize().width()) + 4
        height = extra + inside.height() + 4
        most = self._host.height() - 2 * _MARGIN
        if height > most:
            height = most
            width += self._scroll.verticalScrollBar().sizeHint().width()
        self.resize(min(width, self._host.width() - 2 * _MARGIN), height)
        left = self._beside.right() + _MARGIN
        if left + self.width() > self._host.width() - _MARGIN:
            left = self._beside.left() - _MARGIN - self.width()
        if left < _MARGIN:
            is_right = self._beside.center().x() > self._host.width() / 2
            left = _MARGIN if is_right else self._host.width() - self.width() - _MARGIN
        top = self._beside.center().y() - self.height() // 2
        top = min(max(top, _MARGIN), self._host.height() - self.height() - _MARGIN)
        self.move(max(left, _MARGIN), top)
        self.raise_()


def _section(text: str) -> QLabel:
    return plain_label(text, "section")

"""One card for each thing that a run did: its state, its number, and more when it is opened."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.card_rows import CardAct, CardFile, CardState, LevelRow, ResultCard
from viewer.ui.elided import ElidedLabel
from viewer.ui.icons import icon, pixmap
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.panels.card_drawings import BarsView, StepsView

_MARKS: Final = {
    CardState.FOUND: ("target", "accent"),
    CardState.NONE: ("check", "good"),
    CardState.MISSING: ("circle", "warning"),
    CardState.UNREADABLE: ("warning", "warning"),
}
_MARK_PX: Final = 16


class ResultCards(QWidget):
    """The cards of one run, above its findings; hidden where a run did one thing only."""

    part_chosen = Signal(str)
    """Key of the part whose findings alone are wanted; empty: all."""
    finding_chosen = Signal(str)
    file_wanted = Signal(str)
    act_wanted = Signal(str)
    """Key of what is to be done with a part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ResultCard, ...] = ()
        self._cards: list[_Card] = []
        self._opened: dict[str, bool] = {}
        """Which cards the person opened or closed, by key."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    @property
    def cards(self) -> Sequence["_Card"]:
        """The cards that are shown."""
        return self._cards

    def show_cards(self, cards: Sequence[ResultCard]) -> None:
        """Show these cards; the same again changes nothing.

        A card alone is open from the first, unless it is brief.
        """
        if tuple(cards) == self._shown:
            return
        self._shown = tuple(cards)
        for old in self._cards:
            self._column.removeWidget(old)
            old.deleteLater()
        self._cards = [self._made(card, is_alone=len(cards) == 1) for card in cards]
        for made in self._cards:
            self._column.addWidget(made)
        self.setVisible(bool(cards))

    def mark_part(self, key: str) -> None:
        """Show which part alone is listed; empty: all are."""
        for card in self._cards:
            card.mark(is_chosen=bool(key) and card.key == key)

    def retheme(self) -> None:
        """Recolour the marks."""
        for card in self._cards:
            card.retheme()

    def changeEvent(self, event: QEvent) -> None:
        """Recolour the marks with the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.retheme()

    def _made(self, card: ResultCard, *, is_alone: bool) -> "_Card":
        is_open = is_alone and not card.is_brief
        made = _Card(card, is_open=self._opened.get(card.key, is_open))
        made.opened.connect(lambda is_open: self._opened.__setitem__(card.key, is_open))
        made.chosen.connect(lambda is_on: self.part_chosen.emit(card.key if is_on else ""))
        made.finding_chosen.connect(self.finding_chosen)
        made.file_wanted.connect(self.file_wanted)
        made.act_wanted.connect(self.act_wanted)
        return made


class _Card(QFrame):
    """A head with mark, title and number; below it, when open, all that the part says."""

    opened = Signal(bool)
    chosen = Signal(bool)
    finding_chosen = Signal(str)
    file_wanted = Signal(str)
    act_wanted = Signal(str)

    def __init__(self, card: ResultCard, *, is_open: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self._card = card
        self.key = card.key
        self._mark = QLabel()
        self.head = _Head(card)
        self.head.setEnabled(card.filters)
        self.head.toggled.connect(self.chosen)
        self.opener = _opener(card)
        self.opener.toggled.connect(self._open)
        self.body = _body(self, card)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(6)
        top.addWidget(self._mark)
        top.addWidget(self.head, 1)
        top.addWidget(self.opener)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 1, 2, 1)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.body)
        self.setAccessibleName(card.spoken)
        self.opener.setChecked(is_open and card.has_more)
        self.body.setVisible(self.opener.isChecked())
        self.retheme()

    def mark(self, *, is_chosen: bool) -> None:
        """Show whether the list has the findings of this part alone."""
        self.head.blockSignals(True)
        self.head.setChecked(is_chosen)
        self.head.blockSignals(False)

    def retheme(self) -> None:
        """Recolour mark and chevron."""
        name, colour = _MARKS[self._card.state]
        shade = str(getattr(theme.current(), colour))
        self._mark.setPixmap(pixmap(name, shade, _MARK_PX, self.devicePixelRatioF()))
        is_open = self.opener.isChecked()
        self.opener.setIcon(icon("chevron-down" if is_open else "chevron-right", size=14))

    def _open(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self.retheme()
        self.opened.emit(is_open)


class _Head(QPushButton):
    """Title and number of a card; pressed, the list has the findings of this part alone."""

    def __init__(self, card: ResultCard) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{card.title}, {card.figure}")
        if card.filters:
            words = QCoreApplication.translate("ResultCards", "List only these findings")
            self.setToolTip(plain_tooltip(f"{card.title}\n{words}"))
        else:
            self.setToolTip(plain_tooltip("\n".join(filter(None, (card.title, card.sentence)))))
        title: QLabel
        figure: QLabel
        if card.state is CardState.FOUND:  # the title gives way: a number in part is none
            title, figure = ElidedLabel(card.title, "part"), plain_label(card.figure, "figure")
        else:
            title, figure = plain_label(card.title, "part"), ElidedLabel(card.figure, "muted")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in (title, figure):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.setSpacing(6)
        for label in (title, figure):
            layout.addWidget(label, 1 if isinstance(label, ElidedLabel) else 0)

    def sizeHint(self) -> QSize:
        """Return the height of one line; the words need no more width than there is."""
        return QSize(120, self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        """Return the same: one of the two is cut where it must be."""
        return self.sizeHint()


def _opener(card: ResultCard) -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setObjectName("opener")
    button.setIconSize(QSize(14, 14))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    words = QCoreApplication.translate("ResultCards", "More on {0}").format(card.title)
    button.setAccessibleName(words)
    button.setToolTip(plain_tooltip(words))
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    button.setVisible(card.has_more)
    return button


def _body(owner: _Card, card: ResultCard) -> QWidget:
    body = QWidget()
    layout = QVBoxLayout(body)
    layout.setContentsMargins(0, 2, 8, 6)
    layout.setSpacing(8)
    if card.sentence:
        layout.addWidget(plain_label(card.sentence, "muted", wraps=True))
    if card.steps is not None:
        layout.addWidget(StepsView(card.steps))
        layout.addWidget(plain_label(card.steps.words, "muted", wraps=True))
    if card.lines:
        layout.addLayout(_lines(card))
    if card.bars:
        layout.addWidget(BarsView(card.bars))
    if card.levels:
        layout.addLayout(_levels(owner, card.levels))
    for act in card.acts:
        layout.addWidget(_act(owner, act))
    for file in card.files:
        layout.addLayout(_file(owner, file))
    return body


def _lines(card: ResultCard) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for row, (what, value) in enumerate(card.lines):
        grid.addWidget(plain_label(what, "muted", wraps=True), row, 0)
        number = plain_label(value)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(number, row, 1)
    return grid


def _levels(owner: _Card, levels: Sequence[LevelRow]) -> QVBoxLayout:
    """Return the table from top to bottom: a button where there is a place to go to."""
    column = QVBoxLayout()
    column.setSpacing(0)
    for level in levels:
        line = QPushButton()
        line.setProperty("role", "row")
        line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line.setEnabled(bool(level.uid))
        line.setAccessibleName(f"{level.name} {level.states}")
        line.setToolTip(plain_tooltip(f"{level.name}: {level.states}"))
        line.clicked.connect(lambda _on=False, uid=level.uid: owner.finding_chosen.emit(uid))
        name = plain_label(level.name, "muted" if level.is_normal else "part")
        name.setFixedWidth(52)
        states = ElidedLabel(level.states)
        states.setProperty("role", "muted" if level.is_normal else "")
        inside = QHBoxLayout(line)
        inside.setContentsMargins(4, 0, 4, 0)
        inside.setSpacing(6)
        inside.addWidget(name)
        inside.addWidget(states, 1)
        for label in (name, states):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.addWidget(line)
    return column


def _act(owner: _Card, act: CardAct) -> QPushButton:
    button = QPushButton(act.title)
    button.setProperty("role", "small")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _on=False: owner.act_wanted.emit(act.key))
    return button


def _file(owner: _Card, file: CardFile) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(plain_label(file.title, wraps=True), 1)
    save = QPushButton(QCoreApplication.translate("ResultCards", "Save as…"))
    save.setProperty("role", "small")
    save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    save.setEnabled(not file.why_not)
    save.setToolTip(plain_tooltip(file.why_not))
    save.setAccessibleName(f"{save.text()} {file.title}")
    save.clicked.connect(lambda _on=False: owner.file_wanted.emit(file.name))
    row.addWidget(save, 0, Qt.AlignmentFlag.AlignTop)
    return row

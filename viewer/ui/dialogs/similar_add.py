"""Adding pictures to a database of similar cases: which ones, where to, and what leaves of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.dialogs.similar_leaving import Leaving, LeavingView
from viewer.ui.dialogs.similar_name import NameLine
from viewer.ui.labels import plain_label, plain_tooltip, restyle
from viewer.ui.models.similar_databases import grouped

_MOST_STEP: Final = 1000


class Source(StrEnum):
    """Where pictures are taken from."""

    VIEW = "view"
    REGION = "region"
    FINDINGS = "findings"
    KEY_IMAGES = "key-images"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingFacts:
    """What the sheet says that does not change: where it goes and what that costs, in words."""

    where: str
    most_label: int


class AddSheet(Sheet):
    """Accepted means: add them.

    `changed` says that other pictures or another label are wanted, `database_chosen` that another
    database is; `create_wanted` carries the name of a new one. `name_problem_of` says what is
    wrong with such a name.
    """

    changed = Signal()
    label_changed = Signal()
    folder_wanted = Signal()
    database_chosen = Signal(str)
    create_wanted = Signal(str)
    retry_wanted = Signal()

    def __init__(
        self,
        facts: AddingFacts,
        sources: Sequence[tuple[Source, str]],
        name_problem_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        title = QCoreApplication.translate("Similar", "Add to a database of similar cases")
        super().__init__(title, parent, width=600)
        self.take_size(720, 700)
        self._count = 0
        self._problem = ""
        self._label_problem = ""
        self._is_looking = True
        self.databases = QComboBox()
        self.new = QPushButton(QCoreApplication.translate("Similar", "New…"))
        self.name_line = NameLine(name_problem_of)
        self._database_said = plain_label("", "muted", wraps=True)
        self.retry = QPushButton(QCoreApplication.translate("Similar", "Try again"))
        self.sources = QComboBox()
        self.step = QSpinBox()
        self._steps = QWidget()
        self.folder = QPushButton(QCoreApplication.translate("Similar", "Choose a folder…"))
        self._source_said = plain_label("", "muted", wraps=True)
        self.label = QLineEdit()
        self._label_said = plain_label("", "bad", wraps=True)
        self.leaving = LeavingView()
        self._said = plain_label("", "bad", wraps=True)
        self._arrange(facts, sources)
        self.add_close(QCoreApplication.translate("Similar", "Cancel"))
        self.go = self.add_button("", is_primary=True)
        self._connect()
        self._source_changed()

    def show_databases(self, names: Sequence[str], chosen: str) -> None:
        """Offer these databases; without any a new one is asked for."""
        self.databases.blockSignals(True)
        self.databases.clear()
        self.databases.addItems(list(names))
        if chosen in names:
            self.databases.setCurrentText(chosen)
        self.databases.blockSignals(False)
        self.name_line.set_taken(names)
        self.name_line.setVisible(not names)
        self.retry.hide()
        self.say_of_database("" if names else _none_yet())
        self.database_chosen.emit(self.database)

    def show_created(self, names: Sequence[str], name: str) -> None:
        """Choose the database that was just created."""
        self.name_line.show_created()
        self.show_databases(names, name)
        self.label.setFocus()

    def show_no_databases(self, words: str) -> None:
        """Say why there are none to choose from, and offer another try."""
        self.databases.clear()
        self.say_of_database(words, is_bad=True)
        self.retry.show()

    def say_of_database(self, words: str, *, is_bad: bool = False) -> None:
        """Say how full the database is, or what is wrong with it."""
        self._database_said.setText(words)
        self._database_said.setVisible(bool(words))
        restyle(self._database_said, "role", "bad" if is_bad else "muted")
        self._update()

    def say_of_source(self, words: str) -> None:
        """Say what comes of the chosen source."""
        self._source_said.setText(words)
        self._source_said.setVisible(bool(words))

    def show_looking(self, words: str) -> None:
        """Say that the pictures are on their way; meanwhile nothing can be added."""
        self._is_looking = True
        self.say_of_source(words)
        self._update()

    def show_items(self, items: Sequence[Leaving]) -> None:
        """Show what would leave; the pictures come one by one."""
        self._is_looking = False
        self._count = len(items)
        self.leaving.show_items(items)
        self._update()

    def show_texts(self, items: Sequence[Leaving]) -> None:
        """Show other texts beside the same pictures."""
        self.leaving.show_texts(items)

    def show_picture(self, number: int, picture: QPixmap, words: str) -> None:
        """Show one picture as it is sent; `words` say its size, or why there is none."""
        self.leaving.show_picture(number, picture, words)

    def say_problem(self, words: str) -> None:
        """Say why these cannot be added; "" where they can."""
        self._problem = words
        self._update()

    def say_of_label(self, words: str) -> None:
        """Say what is wrong with the label; "" for nothing."""
        self._label_problem = words
        self._label_said.setText(words)
        self._label_said.setVisible(bool(words))
        self.label.setAccessibleDescription(words)
        self._update()

    @property
    def database(self) -> str:
        """The chosen database; empty without one."""
        return self.databases.currentText()

    @property
    def source(self) -> Source:
        """Where the pictures are to come from."""
        return Source(str(self.sources.currentData()))

    @property
    def said(self) -> str:
        """Why these cannot be added; empty where they can."""
        return self._said.text()

    @property
    def source_said(self) -> str:
        """What is said of the source."""
        return self._source_said.text()

    @property
    def label_said(self) -> str:
        """What is wrong with the label."""
        return self._label_said.text()

    def _arrange(self, facts: AddingFacts, sources: Sequence[tuple[Source, str]]) -> None:
        self._dress(facts, sources)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, Sequence[QWidget]], ...] = (
            (QCoreApplication.translate("Similar", "Into"), (self.databases, self.new)),
            ("", (self.name_line,)),
            ("", (self._database_said, self.retry)),
            (QCoreApplication.translate("Similar", "Goes to"), (_fact(facts.where),)),
            (QCoreApplication.translate("Similar", "Take"), (self.sources, self.folder)),
            ("", (self._source_said, self._steps)),
            (QCoreApplication.translate("Similar", "Label"), (self.label,)),
            ("", (self._label_said,)),
        )
        for number, (words, widgets) in enumerate(rows):
            if words:
                grid.addWidget(plain_label(words, "muted"), number, 0)
            line = QHBoxLayout()
            line.setSpacing(8)
            for widget in widgets:
                line.addWidget(widget, 1 if widget is widgets[0] else 0)
            grid.addLayout(line, number, 1)
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(grid)
        column.addWidget(self.leaving, 1)
        area = QScrollArea()  # for small screens
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.leaving.unfold.clicked.connect(
            lambda: area.ensureWidgetVisible(self.leaving.texts),
            Qt.ConnectionType.QueuedConnection,
        )
        self.body.addWidget(area, 1)
        self.body.addWidget(self._said)

    def _dress(self, facts: AddingFacts, sources: Sequence[tuple[Source, str]]) -> None:
        self.databases.setAccessibleName(QCoreApplication.translate("Similar", "Database"))
        self.sources.setAccessibleName(QCoreApplication.translate("Similar", "What is added"))
        for source, words in sources:
            self.sources.addItem(words, source.value)
        self.step.setRange(0, _MOST_STEP)
        self.step.setValue(0)
        self.step.setSpecialValueText("–")
        self.step.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's padding is not heeded
        self.step.setFixedWidth(80)
        self.step.setAccessibleName(
            QCoreApplication.translate("Similar", "Also one image of every so many")
        )
        steps = QHBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        before = QCoreApplication.translate("Similar", "also one of every")
        steps.addWidget(plain_label(before, "muted"))
        steps.addWidget(self.step)
        after = QCoreApplication.translate("Similar", "images")
        steps.addWidget(plain_label(after, "muted"))
        self.label.setMaxLength(facts.most_label)
        self.label.setAccessibleName(QCoreApplication.translate("Similar", "Label"))
        self.label.setPlaceholderText(
            QCoreApplication.translate("Similar", "what is seen, without naming the patient")
        )
        for button in (self.new, self.retry, self.folder):
            button.setAutoDefault(False)
        for widget in (self.name_line, self._database_said, self.retry, self._label_said):
            widget.hide()

    def _connect(self) -> None:
        self.databases.currentTextChanged.connect(self.database_chosen)
        self.new.clicked.connect(self._ask_name)
        self.name_line.create_wanted.connect(self.create_wanted)
        self.retry.clicked.connect(self.retry_wanted)
        self.sources.currentIndexChanged.connect(self._source_changed)
        self.sources.currentIndexChanged.connect(self.changed)
        self.step.valueChanged.connect(self.changed)
        self.folder.clicked.connect(self.folder_wanted)
        self.label.textChanged.connect(self.label_changed)
        self.go.clicked.connect(self.accept)

    def _ask_name(self) -> None:
        self.name_line.show()
        self.name_line.name.setFocus()

    def _source_changed(self) -> None:
        self._steps.setVisible(self.source in {Source.KEY_IMAGES, Source.FOLDER})
        self.folder.setVisible(self.source is Source.FOLDER)
        self._update()

    def _update(self) -> None:
        """Let it be added where everything is there and nothing is wrong."""
        self._said.setText(self._problem)
        self._said.setVisible(bool(self._problem))
        self.go.setText(_go_words(self._count))
        is_fit = not (self._problem or self._label_problem or self._is_looking)
        self.go.setEnabled(is_fit and self._count > 0 and bool(self.database))
        self.go.setToolTip(plain_tooltip(self._problem or self._label_problem))


def _fact(words: str) -> QLabel:
    return plain_label(words, wraps=True)


def _go_words(count: int) -> str:
    if count == 0:
        return QCoreApplication.translate("Similar", "Add")
    if count == 1:
        return QCoreApplication.translate("Similar", "Add one image")
    return QCoreApplication.translate("Similar", "Add {0} images").format(grouped(count))


def _none_yet() -> str:
    return QCoreApplication.translate(
        "Similar", "There is no database yet: create one, then images can be added to it."
    )

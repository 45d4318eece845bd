"""The databases of similar cases: how full they are, a new one, one less."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.dialogs.similar_bar import ShareDelegate
from viewer.ui.dialogs.similar_keys import on_key
from viewer.ui.dialogs.similar_name import NameLine
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.models.similar_databases import DatabaseColumn, DatabaseRow, DatabasesModel
from viewer.ui.row_table import row_table

_NAME_WIDTH: Final = 300
_ROW_SLACK: Final = 24


class DatabasesSheet(Sheet):
    """Shows databases and asks; signals carry the name of one.

    States: being read, none yet, what went wrong with another try, rows. `problem_of` says what
    is wrong with a name as it is typed; empty for nothing.
    """

    create_wanted = Signal(str)
    delete_wanted = Signal(str)
    images_wanted = Signal(str)
    add_wanted = Signal(str)
    refresh_wanted = Signal()
    left_wanted = Signal()

    def __init__(
        self, where: str, problem_of: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        title = QCoreApplication.translate("Similar", "Databases of similar cases")
        super().__init__(title, parent, width=560)
        self.take_size(680, 520)
        self._why_read_only = ""
        self.body.addWidget(plain_label(where, "muted", wraps=True))
        self.model = DatabasesModel(self)
        self.table = self._made_table()
        self._problem = plain_label("", "bad", wraps=True)
        self._problem.hide()
        self._left = plain_label("", "warning", wraps=True)
        self.show_left = QPushButton(QCoreApplication.translate("Similar", "Show…"))
        self._said = plain_label("", "muted", wraps=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.retry = QPushButton(QCoreApplication.translate("Similar", "Try again"))
        self.retry.setAutoDefault(False)
        self._pages = QStackedWidget()
        self._arrange()
        self.name_line = NameLine(problem_of)
        self.body.addWidget(self.name_line)
        self.body.addWidget(self._problem)
        self.body.addLayout(self._made_left())
        self._add_buttons()
        self._connect()
        self.show_reading()

    def show_rows(self, rows: Sequence[DatabaseRow]) -> None:
        """Show these databases, the chosen one still chosen."""
        chosen = self.current_name
        self.model.show_rows(rows)
        if not rows:
            self._say(_none_yet())
        else:
            self._pages.setCurrentIndex(0)
            index = self.model.index_of(chosen)
            self.table.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        self._changed()
        self.name_line.set_taken(row.name for row in rows)

    def show_count(self, name: str, count: int | None, problem: str = "") -> None:
        """Say how many pictures a database holds, or why nobody knows."""
        self.model.show_count(name, count, problem)
        self._changed()

    def show_reading(self) -> None:
        """Say that the list is on its way; what is there stays."""
        if not self.model.rowCount():
            self._say(QCoreApplication.translate("Similar", "Asking the service…"))

    def show_error(self, words: str) -> None:
        """Say why there is no list, and offer another try."""
        self.model.show_rows(())
        self._say(words, may_retry=True)

    def say_problem(self, words: str) -> None:
        """Say what did not work, beside what is shown; "" for nothing."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def say_left(self, words: str) -> None:
        """Say that pictures are still to be added; "" where none are."""
        self._left.setText(words)
        self._left.setVisible(bool(words))
        self.show_left.setVisible(bool(words))

    def choose(self, name: str) -> None:
        """Let one be the current one."""
        index = self.model.index_of(name)
        if index.isValid():
            self.table.setCurrentIndex(index)

    def refuse_changes(self, reason: str) -> None:
        """Let it only be looked at, and say why; "" lets it be changed again."""
        self._why_read_only = reason
        for button in (self.delete_button, self.add_images):
            button.setToolTip(plain_tooltip(reason))
        self.name_line.refuse_changes(reason)
        self._changed()

    @property
    def current_name(self) -> str:
        """The chosen database; empty without one."""
        row = self.model.row_at(self.table.currentIndex())
        return row.name if row else ""

    @property
    def problem_words(self) -> str:
        """What did not work."""
        return self._problem.text()

    @property
    def said(self) -> str:
        """What stands in the place of the list; empty where the list is shown."""
        return self._said.text() if self._pages.currentIndex() else ""

    def _made_table(self) -> QTableView:
        name = QCoreApplication.translate("Similar", "Databases")
        table = row_table(self.model, name, _ROW_SLACK)
        table.setItemDelegateForColumn(DatabaseColumn.IMAGES, ShareDelegate(table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setColumnWidth(DatabaseColumn.NAME, _NAME_WIDTH)
        return table

    def _arrange(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch()
        column.addWidget(self._said)
        column.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._pages.addWidget(self.table)
        self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)

    def _made_left(self) -> QHBoxLayout:
        self.show_left.setAutoDefault(False)
        self.show_left.setProperty("role", "small")
        self.say_left("")
        row = QHBoxLayout()
        row.addWidget(self._left, 1)
        row.addWidget(self.show_left)
        return row

    def _add_buttons(self) -> None:
        self.delete_button = self.add_button(QCoreApplication.translate("Similar", "Delete…"))
        self.refresh = self.add_button(QCoreApplication.translate("Similar", "Refresh"))
        self.add_images = self.add_button(QCoreApplication.translate("Similar", "Add images…"))
        self.images = self.add_button(QCoreApplication.translate("Similar", "Show images…"))
        self.add_close(QCoreApplication.translate("Similar", "Close"))

    def _connect(self) -> None:
        self.name_line.create_wanted.connect(self.create_wanted)
        self.delete_button.clicked.connect(lambda: self._ask(self.delete_wanted))
        self.images.clicked.connect(lambda: self._ask(self.images_wanted))
        self.add_images.clicked.connect(lambda: self._ask(self.add_wanted))
        self.show_left.clicked.connect(self.left_wanted)
        self.refresh.clicked.connect(self.refresh_wanted)
        self.retry.clicked.connect(self.refresh_wanted)
        self.table.doubleClicked.connect(self.images.click)
        on_key(self.table, Qt.Key.Key_Return, self.images)
        on_key(self.table, Qt.Key.Key_Enter, self.images)
        on_key(self.table, Qt.Key.Key_Delete, self.delete_button)
        self.table.selectionModel().currentChanged.connect(self._current_changed)

    def _current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._changed()

    def _changed(self) -> None:
        has_one = bool(self.current_name) and self._pages.currentIndex() == 0
        row = self.model.row_at(self.table.currentIndex())
        self.images.setEnabled(has_one)
        self.delete_button.setEnabled(has_one and not self._why_read_only)
        is_full = row is not None and row.is_full
        self.add_images.setEnabled(has_one and not self._why_read_only and not is_full)
        if not self._why_read_only:
            self.add_images.setToolTip(plain_tooltip(_full() if is_full else ""))

    def _ask(self, signal: SignalInstance) -> None:
        if self.current_name and self._pages.currentIndex() == 0:
            signal.emit(self.current_name)

    def _say(self, words: str, *, may_retry: bool = False) -> None:
        self._said.setText(words)
        self.retry.setVisible(may_retry)
        self._pages.setCurrentIndex(1)
        self._changed()


def _none_yet() -> str:
    return QCoreApplication.translate(
        "Similar",
        "There is no database yet. Create one below: pictures that you add to it are what "
        "a search for similar cases looks through.",
    )


def _full() -> str:
    return QCoreApplication.translate(
        "Similar", "This database is full. Delete images from it, or create another one."
    )

"""The images of one database: scrolled through, narrowed, opened, deleted."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.dialogs.similar_keys import on_key
from viewer.ui.labels import plain_label, plain_tooltip, restyle
from viewer.ui.models.similar_databases import grouped
from viewer.ui.models.similar_images import PICTURE_SIZE, ImageColumn, ImageRow, ImagesModel
from viewer.ui.row_table import row_table
from viewer.ui.search_box import SearchBox

_PAUSE_MS: Final = 300
"""Quick typing asks the service once."""
_WIDTHS: Final = {
    ImageColumn.PICTURE: PICTURE_SIZE + 16,
    ImageColumn.LABEL: 170,
    ImageColumn.WHERE: 250,
    ImageColumn.ENTITY: 180,
    ImageColumn.CREATED: 124,
    ImageColumn.UPDATED: 124,
}


class ImagesSheet(Sheet):
    """Shows rows and asks.

    States: being read, an error with another try, empty, nothing with that beginning, rows.
    `problem_of` says what is wrong with the beginning of an entity id as it is typed.
    """

    changed = Signal()
    """Another beginning or order is wanted: `prefix`, `is_newest_first`."""
    rest_wanted = Signal()
    stop_wanted = Signal()
    refresh_wanted = Signal()
    open_wanted = Signal(object)
    delete_wanted = Signal(list)

    def __init__(
        self,
        title: str,
        where: str,
        problem_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, width=640)
        self.take_size(1000, 620)
        self._problem_of = problem_of
        self._why_read_only = ""
        self._study_prefix = ""
        self._is_busy = False
        self._total: int | None = None
        self.body.addWidget(plain_label(where, "muted", wraps=True))
        self.search = SearchBox(QCoreApplication.translate("Similar", "Entity ID begins with"))
        self.of_study = QPushButton(QCoreApplication.translate("Similar", "Of the open study"))
        self.order = QComboBox()
        self._count = plain_label("", "muted")
        self.rest = QPushButton(QCoreApplication.translate("Similar", "Load all"))
        self._problem = plain_label("", "bad", wraps=True)
        self.model = ImagesModel(self)
        self.table = self._made_table()
        self._said = plain_label("", "muted", wraps=True)
        self.retry = QPushButton(QCoreApplication.translate("Similar", "Try again"))
        self._pages = self._made_pages()
        self._bar = QProgressBar()
        self._working = plain_label("", "muted")
        self.stop = QPushButton(QCoreApplication.translate("Similar", "Stop"))
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PAUSE_MS)
        self._arrange()
        self._add_buttons()
        self._connect()
        self.show_reading()

    def begin(self) -> None:
        """Show no rows: others are about to come."""
        self.model.clear()
        self._total = None
        self.show_reading()

    def append(self, rows: Sequence[ImageRow], total: int | None, *, has_more: bool) -> None:
        """Show further rows; `total` counts all that the service has of these."""
        self._total = total
        self.model.append(rows, has_more=has_more)
        self._show_rows()

    def take_out(self, entity_id: str) -> int:
        """Show an entity no more: its images are deleted. Return how many were shown."""
        gone = self.model.remove(entity_id)
        if self._total is not None:
            self._total = max(0, self._total - gone)
        self._show_rows()
        return gone

    def show_reading(self) -> None:
        """Say that the list is on its way."""
        self._say(QCoreApplication.translate("Similar", "Asking the service…"))

    def show_error(self, words: str) -> None:
        """Say what went wrong: in the list's place, or beside the rows that are there."""
        if not self.model.rowCount():
            self._say(words, may_retry=True)
            return
        self.model.did_not_come()
        self.say_problem(words)

    def show_work(self, words: str, done: int, total: int) -> None:
        """Show how far something that takes a while has come; `total` 0: it is over."""
        self._is_busy = total > 0
        for widget in (self._bar, self._working, self.stop):
            widget.setVisible(self._is_busy)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._working.setText(words)
        self._update()

    def offer_study(self, prefix: str) -> None:
        """Offer to show only what was added of the open study; "" where none is open."""
        self._study_prefix = prefix
        self.of_study.setEnabled(bool(prefix))

    def refuse_changes(self, reason: str) -> None:
        """Let it only be looked at, and say why; "" lets it be changed again."""
        self._why_read_only = reason
        self.delete_button.setToolTip(plain_tooltip(reason))
        self._update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in the search from opening what happens to be chosen."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (is_enter and self.focusWidget() is self.search):
            super().keyPressEvent(event)

    @property
    def prefix(self) -> str:
        """With what entity ids are to begin; empty for all."""
        return self.search.text()

    @property
    def is_newest_first(self) -> bool:
        """In which order they are wanted."""
        return bool(self.order.currentData())

    @property
    def chosen(self) -> tuple[ImageRow, ...]:
        """The selected rows, from top to bottom."""
        indexes = sorted(self.table.selectionModel().selectedRows(), key=lambda one: one.row())
        return tuple(filter(None, map(self.model.row_at, indexes)))

    @property
    def said(self) -> str:
        """What stands in the place of the list; empty where the list is shown."""
        return self._said.text() if self._pages.currentIndex() else ""

    @property
    def count_words(self) -> str:
        """How many of how many are shown."""
        return self._count.text()

    @property
    def problem_words(self) -> str:
        """What is wrong with what was typed, or with the last that was asked for."""
        return self._problem.text()

    def _made_table(self) -> QTableView:
        name = QCoreApplication.translate("Similar", "Images of the database")
        table = row_table(self.model, name, 0)
        table.verticalHeader().setDefaultSectionSize(PICTURE_SIZE + 6)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setIconSize(QSize(PICTURE_SIZE, PICTURE_SIZE))
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        return table

    def _made_pages(self) -> QStackedWidget:
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.retry.setAutoDefault(False)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch()
        column.addWidget(self._said)
        column.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        pages = QStackedWidget()
        pages.addWidget(self.table)
        pages.addWidget(page)
        return pages

    def _arrange(self) -> None:
        self.order.setAccessibleName(QCoreApplication.translate("Similar", "Order"))
        self.order.addItem(QCoreApplication.translate("Similar", "Oldest first"), False)
        self.order.addItem(QCoreApplication.translate("Similar", "Newest first"), True)
        for button in (self.of_study, self.rest, self.stop):
            button.setAutoDefault(False)
            button.setProperty("role", "small")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.of_study)
        head.addWidget(self.order)
        self.body.addLayout(head)
        self.body.addWidget(self._problem)
        self.body.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._count)
        foot.addWidget(self.rest)
        foot.addStretch()
        foot.addWidget(self._working)
        foot.addWidget(self._bar)
        foot.addWidget(self.stop)
        self._bar.setFixedWidth(160)
        self.body.addLayout(foot)

    def _add_buttons(self) -> None:
        self.delete_button = self.add_button(QCoreApplication.translate("Similar", "Delete…"))
        self.refresh = self.add_button(QCoreApplication.translate("Similar", "Refresh"))
        self.add_close(QCoreApplication.translate("Similar", "Close"))
        self.open_button = self.add_button(
            QCoreApplication.translate("Similar", "Open"), is_primary=True
        )
        self._problem.hide()
        self.show_work("", 0, 0)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._narrow)
        self._delay.timeout.connect(self._narrow)
        self.of_study.clicked.connect(lambda: self.search.setText(self._study_prefix))
        self.order.currentIndexChanged.connect(self._narrow)
        self.rest.clicked.connect(self.rest_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.refresh.clicked.connect(self.refresh_wanted)
        self.retry.clicked.connect(self.refresh_wanted)
        self.open_button.clicked.connect(self._open)
        self.table.doubleClicked.connect(self._open)
        self.delete_button.clicked.connect(self._delete)
        on_key(self.table, Qt.Key.Key_Delete, self.delete_button)
        self.table.selectionModel().selectionChanged.connect(self._update)

    def _typed(self, text: str) -> None:
        """Ask for what begins so, unless nothing can begin so."""
        problem = self._problem_of(text)
        self.say_problem(problem)
        self.search.setAccessibleDescription(problem)
        if problem:
            self._delay.stop()
        else:
            self._delay.start()

    def _narrow(self) -> None:
        self._delay.stop()
        if not self._problem_of(self.search.text()):
            self.changed.emit()

    def _show_rows(self) -> None:
        self.say_problem("")
        shown = self.model.rowCount()
        if not shown and not self.model.has_more:
            self._say(_nothing_with() if self.prefix else _empty())
            return
        self._pages.setCurrentIndex(0)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._update()

    def say_problem(self, words: str) -> None:
        """Say what is wrong over the list; "" for nothing."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        restyle(self._problem, "role", "bad")

    def _say(self, words: str, *, may_retry: bool = False) -> None:
        self._said.setText(words)
        self.retry.setVisible(may_retry)
        self._pages.setCurrentIndex(1)
        self._update()

    def _update(self) -> None:
        has_rows = self._pages.currentIndex() == 0
        chosen = self.chosen if has_rows else ()
        is_known = len(chosen) == 1 and chosen[0].link is not None
        self.open_button.setEnabled(is_known)
        self.open_button.setToolTip(plain_tooltip("" if is_known or not chosen else _elsewhere()))
        may_change = not self._why_read_only and not self._is_busy
        self.delete_button.setEnabled(bool(chosen) and may_change)
        shown = self.model.rowCount()
        self.rest.setVisible(has_rows and self.model.has_more and not self._is_busy)
        self._count.setText(_count_words(shown, self._total, len(chosen)) if has_rows else "")

    def _open(self) -> None:
        chosen = self.chosen
        if len(chosen) == 1 and chosen[0].link is not None:
            self.open_wanted.emit(chosen[0])

    def _delete(self) -> None:
        self.delete_wanted.emit(list(self.chosen))


def _count_words(shown: int, total: int | None, chosen: int) -> str:
    if chosen > 1:
        words = QCoreApplication.translate("Similar", "{0} selected, {1} of {2} images shown")
    else:
        words = QCoreApplication.translate("Similar", "{1} of {2} images shown")
    return words.format(
        grouped(chosen), grouped(shown), grouped(max(total, shown)) if total is not None else "?"
    )


def _empty() -> str:
    return QCoreApplication.translate("Similar", "There is no image in this database yet.")


def _nothing_with() -> str:
    return QCoreApplication.translate("Similar", "No entity ID begins with that.")


def _elsewhere() -> str:
    return QCoreApplication.translate("Similar", "This image was not added from this library.")

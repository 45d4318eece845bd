"""The library's window: all known studies, searched, filtered, opened."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.models.library import LibraryColumn, LibraryFilter, LibraryModel, LibraryRow
from viewer.ui.row_table import row_table
from viewer.ui.search_box import SearchBox

_ROW_SLACK: Final = 12
_PAUSE_MS: Final = 40
"""Quick typing is searched for once."""
_WIDTHS: Final = {
    LibraryColumn.PATIENT: 150,
    LibraryColumn.PATIENT_ID: 132,
    LibraryColumn.STUDY: 170,
    LibraryColumn.DATE: 92,
    LibraryColumn.MODALITIES: 76,
    LibraryColumn.RUNS: 72,
    LibraryColumn.FINDINGS: 116,
    LibraryColumn.SIGNED: 70,
    LibraryColumn.OPENED: 120,
}
_TO_TABLE: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class LibrarySheet(Sheet):
    """Shows rows and asks; each signal carries the key of a study.

    States: being read, an error with another try, nothing known yet, nothing matches, rows.
    """

    open_wanted = Signal(str)
    export_wanted = Signal(str)
    forget_wanted = Signal(str)
    import_wanted = Signal()
    retry_wanted = Signal()

    import_button: QPushButton
    forget_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Library", "Library"), parent, width=640)
        self.take_size(1080, 600)
        self.search = SearchBox(
            QCoreApplication.translate("Library", "Search name, ID, study, accession number, date")
        )
        self.search.installEventFilter(self)
        self.undecided = QCheckBox(QCoreApplication.translate("Library", "With undecided findings"))
        self.unsigned = QCheckBox(QCoreApplication.translate("Library", "Not signed"))
        self._count = plain_label("", "muted")
        self.model = LibraryModel(self)
        self.table = self._made_table()
        self._said = plain_label("", "muted", wraps=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.retry = QPushButton(QCoreApplication.translate("Library", "Try again"))
        self.retry.setAutoDefault(False)
        self._pages = QStackedWidget()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PAUSE_MS)
        self._arrange()
        self._add_buttons()
        self._connect()
        self.show_reading()

    def show_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show these studies, the chosen one still chosen."""
        chosen = self.current_key
        self.model.show_rows(rows)
        self._narrowed(chosen)

    def show_reading(self) -> None:
        """Say that the list is on its way."""
        self._say(QCoreApplication.translate("Library", "Reading the library…"))

    def show_error(self, words: str) -> None:
        """Say why there is no list, and offer another try."""
        self._say(words, may_retry=True)

    def refuse_changes(self, reason: str) -> None:
        """Disable what changes the library and say why; "" lets it again."""
        for button in (self.import_button, self.forget_button):
            button.setToolTip(plain_tooltip(reason))
        self._why_read_only = reason
        self._current_changed()

    @property
    def current_key(self) -> str:
        """The chosen study; empty without one."""
        row = self.model.row_at(self.table.currentIndex())
        return row.key if row else ""

    @property
    def said(self) -> str:
        """What stands in the place of the list; empty where the list is shown."""
        return self._said.text() if self._pages.currentIndex() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the search box move in the list."""
        if watched is self.search and isinstance(event, QKeyEvent):
            is_press = event.type() is QEvent.Type.KeyPress
            if is_press and event.key() in _TO_TABLE:
                self.table.setFocus()
                self.table.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _made_table(self) -> QTableView:
        name = QCoreApplication.translate("Library", "Known studies")
        table = row_table(self.model, name, _ROW_SLACK)
        head = table.horizontalHeader()
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head.setSortIndicator(LibraryColumn.OPENED, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        return table

    def _arrange(self) -> None:
        self.body.addWidget(self.search)
        filters = QHBoxLayout()
        filters.setSpacing(16)
        filters.addWidget(self.undecided)
        filters.addWidget(self.unsigned)
        filters.addStretch()
        filters.addWidget(self._count)
        self.body.addLayout(filters)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch()
        column.addWidget(self._said)
        column.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._pages.addWidget(self.table)
        self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)

    def _add_buttons(self) -> None:
        self._why_read_only = ""
        self.forget_button = self.add_button(QCoreApplication.translate("Library", "Forget…"))
        self.import_button = self.add_button(QCoreApplication.translate("Library", "Import…"))
        self.export_button = self.add_button(QCoreApplication.translate("Library", "Export…"))
        self.add_close(QCoreApplication.translate("Library", "Close"))
        self.open_button = self.add_button(
            QCoreApplication.translate("Library", "Open"), is_primary=True
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self._delay.start)
        self._delay.timeout.connect(self._narrow)
        self.undecided.toggled.connect(self._narrow)
        self.unsigned.toggled.connect(self._narrow)
        self.table.doubleClicked.connect(self._open)
        self.table.selectionModel().currentChanged.connect(self._current_changed)
        self.open_button.clicked.connect(self._open)
        self.export_button.clicked.connect(self._export)
        self.forget_button.clicked.connect(self._forget)
        self.import_button.clicked.connect(self.import_wanted)
        self.retry.clicked.connect(self.retry_wanted)

    def _narrow(self) -> None:
        self._delay.stop()
        chosen = self.current_key
        self.model.narrow(
            LibraryFilter(self.search.text(), self.undecided.isChecked(), self.unsigned.isChecked())
        )
        self._narrowed(chosen)

    def _narrowed(self, chosen: str) -> None:
        """Choose what was chosen, else the first; say it where there is nothing."""
        shown, total = self.model.rowCount(), self.model.total
        words = QCoreApplication.translate("Library", "{0} of {1} studies")
        self._count.setText(words.format(shown, total))
        if not shown:
            self._say(_invitation() if not total else _no_match())
            return
        self._pages.setCurrentIndex(0)
        index = self.model.index_of(chosen) if chosen else QModelIndex()
        self.table.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        self._current_changed()

    def _say(self, words: str, *, may_retry: bool = False) -> None:
        self._said.setText(words)
        self.retry.setVisible(may_retry)
        self._pages.setCurrentIndex(1)
        self._current_changed()

    def _current_changed(self) -> None:
        has_one = bool(self.current_key) and self._pages.currentIndex() == 0
        self.open_button.setEnabled(has_one)
        self.export_button.setEnabled(has_one)
        self.forget_button.setEnabled(has_one and not self._why_read_only)
        self.import_button.setEnabled(not self._why_read_only)

    def _open(self) -> None:
        self._delay_done()
        if self.current_key:
            self.open_wanted.emit(self.current_key)

    def _delay_done(self) -> None:
        """Search at once for what was typed: Enter means the first of that."""
        if self._delay.isActive():
            self._narrow()

    def _export(self) -> None:
        self.export_wanted.emit(self.current_key)

    def _forget(self) -> None:
        self.forget_wanted.emit(self.current_key)


def _invitation() -> str:
    return QCoreApplication.translate(
        "Library", "No study is known yet. Each one that you open stands here from then on."
    )


def _no_match() -> str:
    return QCoreApplication.translate("Library", "No study matches. Search for less.")

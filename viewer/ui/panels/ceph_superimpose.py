"""A second film laid over the first: which one, by which plane, and what differs."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.ceph_rows import DifferenceRow, SuperimposeState
from viewer.ui.labels import plain_label
from viewer.ui.panels.ceph_head import fill_chooser, made_chooser


class CephSuperimpose(QWidget):
    """Shows a `SuperimposeState` and tells what is chosen otherwise."""

    film_chosen = Signal(str)
    """The key of a film; empty: none is laid over."""
    method_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.films = made_chooser(QCoreApplication.translate("Cephalometry", "Other film"))
        self.methods = made_chooser(QCoreApplication.translate("Cephalometry", "Laid over by"))
        self.warning = plain_label("", "warning", wraps=True)
        self.note = plain_label("", "muted", wraps=True)
        self.table = QTableWidget(0, 4)
        self._set_up_table()
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        for line, chooser in enumerate((self.films, self.methods)):
            grid.addWidget(plain_label(chooser.accessibleName(), "muted"), line, 0)
            grid.addWidget(chooser, line, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(6)
        column.addLayout(grid)
        column.addWidget(self.warning)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        _tell(self.films, self.film_chosen)
        _tell(self.methods, self.method_chosen)

    def show_state(self, state: SuperimposeState) -> None:
        """Show what may be chosen, what is, and the differences."""
        fill_chooser(self.films, state.films, state.film)
        fill_chooser(self.methods, state.methods, state.method)
        self.methods.setEnabled(bool(state.film))
        self.warning.setText(state.warning)
        self.warning.setVisible(bool(state.warning))
        self.note.setText(state.note)
        self.note.setVisible(bool(state.note))
        self.table.setRowCount(len(state.rows))
        for line, row in enumerate(state.rows):
            self._show_row(line, row)

    def _show_row(self, line: int, row: DifferenceRow) -> None:
        for column, words in enumerate((row.item, row.first, row.second, row.difference)):
            cell = QTableWidgetItem(words)
            if column:
                side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                cell.setTextAlignment(side)
            self.table.setItem(line, column, cell)

    def _set_up_table(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [
                QCoreApplication.translate("Cephalometry", "Item"),
                QCoreApplication.translate("Cephalometry", "This film"),
                QCoreApplication.translate("Cephalometry", "Other film"),
                QCoreApplication.translate("Cephalometry", "Difference"),
            ]
        )
        self.table.setAccessibleName(QCoreApplication.translate("Cephalometry", "Differences"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)


def _tell(chooser: QComboBox, signal: object) -> None:
    chooser.activated.connect(
        lambda place: signal.emit(str(chooser.itemData(place) or ""))  # type: ignore[attr-defined]
    )

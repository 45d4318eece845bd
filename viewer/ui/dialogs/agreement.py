"""The personal agreement table: how often a reader and the AI marked the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label

_TEXT_COLUMNS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """One line in words: the first cells are text, the others counts. Sums stand out."""

    cells: tuple[str, ...]
    is_sum: bool


class AgreementSheet(Sheet):
    """Shows the lines; `save_wanted` asks for them as a file."""

    save_wanted = Signal()

    def __init__(
        self,
        heads: Sequence[str],
        lines: Sequence[AgreementLine],
        remarks: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            QCoreApplication.translate("Agreement", "My agreement with the AI"), parent, width=760
        )
        self.take_size(980, 460)
        self.body.addWidget(plain_label(remarks, "muted", wraps=True))
        if lines:
            self.table = _table(heads, lines)
            self.body.addWidget(self.table, 1)
        else:
            self.body.addWidget(
                plain_label(
                    QCoreApplication.translate(
                        "Agreement",
                        "There is nothing to compare yet. Switch on in the settings that you read "
                        "before seeing the AI, and close a reading.",
                    ),
                    wraps=True,
                )
            )
            self.body.addStretch(1)
        save = self.add_button(QCoreApplication.translate("Agreement", "Save as CSV…"))
        save.setEnabled(bool(lines))
        save.clicked.connect(self.save_wanted)
        self.add_close(QCoreApplication.translate("Agreement", "Close"))


def _table(heads: Sequence[str], lines: Sequence[AgreementLine]) -> QTableView:
    table = QTableView()
    model = QStandardItemModel(len(lines), len(heads), table)
    model.setHorizontalHeaderLabels(list(heads))
    for row, each in enumerate(lines):
        for column, text in enumerate(each.cells):
            model.setItem(row, column, _item(text, column, is_sum=each.is_sum))
    for column in range(len(heads)):
        is_text = column < _TEXT_COLUMNS
        model.horizontalHeaderItem(column).setTextAlignment(_left() if is_text else _right())
    table.setModel(model)
    table.setAccessibleName(QCoreApplication.translate("Agreement", "Agreement"))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.resizeColumnsToContents()
    return table


def _item(text: str, column: int, *, is_sum: bool) -> QStandardItem:
    item = QStandardItem(text)
    if column >= _TEXT_COLUMNS:
        item.setTextAlignment(_right())
    if is_sum:
        font = QFont()
        font.setBold(True)
        item.setFont(font)
    return item


def _left() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _right() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

"""How far landmarks are put beside their places: the table, with its sources, and one's own."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from viewer.domain.cephalometry.landmark_errors import (
    ERRORS,
    LARGEST_MM,
    OF_OTHERS,
    ErrorSource,
    LandmarkError,
)
from viewer.domain.cephalometry.landmarks import LANDMARKS
from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.words.ceph_tracing import error_source_words
from viewer.words.cephalometry import landmark_words

_CODE, _ALONG, _ACROSS, _SOURCE = range(4)
_STEP_MM: Final = 0.1


class LandmarkErrorsSheet(Sheet):
    """Accepted means: count with `changes`, the numbers that are not those of the table."""

    def __init__(self, errors: Mapping[str, LandmarkError], parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("Errors", "Errors of landmarks"), parent, width=560
        )
        about = QCoreApplication.translate(
            "Errors",
            "How far each landmark is usually put beside its place, as one standard deviation. "
            "The uncertainty of every value follows from it.",
        )
        self.body.addWidget(plain_label(about, "muted", wraps=True))
        self.table = _table()
        self.body.addWidget(self.table, 1)
        self._fill(errors)
        self.table.cellChanged.connect(self._changed)
        self.restore = self.add_button(QCoreApplication.translate("Errors", "Reset all"))
        self.restore.clicked.connect(lambda _checked=False: self._fill(ERRORS))
        self.add_close(QCoreApplication.translate("Errors", "Cancel"))
        keep = self.add_button(QCoreApplication.translate("Errors", "Keep"), is_primary=True)
        keep.clicked.connect(self.accept)
        self.take_size(880, 640)

    @property
    def changes(self) -> dict[str, tuple[float, float]]:
        """The reader's own numbers by code, mm along FH and across it."""
        said = {kind.code: self._numbers(row) for row, kind in enumerate(LANDMARKS)}
        return {code: numbers for code, numbers in said.items() if numbers != _of_table(code)}

    def _fill(self, errors: Mapping[str, LandmarkError]) -> None:
        with QSignalBlocker(self.table):
            for row, kind in enumerate(LANDMARKS):
                error = errors.get(kind.code, OF_OTHERS)
                self.table.setItem(row, _CODE, _name(kind.code))
                self.table.setItem(row, _ALONG, _number(error.along))
                self.table.setItem(row, _ACROSS, _number(error.across))
                self._say_source(row)

    def _changed(self, row: int, column: int) -> None:
        if column in (_ALONG, _ACROSS):
            with QSignalBlocker(self.table):
                self._say_source(row)

    def _say_source(self, row: int) -> None:
        code = LANDMARKS[row].code
        is_own = self._numbers(row) != _of_table(code)
        source = ErrorSource.OVERRIDDEN if is_own else ERRORS.get(code, OF_OTHERS).source
        words = error_source_words(source)
        item = _fixed(words)
        item.setToolTip(plain_tooltip(words))
        self.table.setItem(row, _SOURCE, item)

    def _numbers(self, row: int) -> tuple[float, float]:
        model = self.table.model()
        along, across = (model.index(row, column).data() for column in (_ALONG, _ACROSS))
        return float(along), float(across)


class _Millimetres(QStyledItemDelegate):
    """Edits a number between nothing and what no landmark is off by."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        box = QDoubleSpinBox(parent)
        box.setRange(0.0, LARGEST_MM)
        box.setDecimals(2)
        box.setSingleStep(_STEP_MM)
        return box


def _table() -> QTableWidget:
    table = QTableWidget(len(LANDMARKS), 4)
    table.setHorizontalHeaderLabels(
        [
            QCoreApplication.translate("Errors", "Landmark"),
            QCoreApplication.translate("Errors", "Along FH (mm)"),
            QCoreApplication.translate("Errors", "Across FH (mm)"),
            QCoreApplication.translate("Errors", "Source"),
        ]
    )
    table.setAccessibleName(QCoreApplication.translate("Errors", "Errors of landmarks"))
    table.verticalHeader().hide()
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
    for column in (_ALONG, _ACROSS):
        table.setItemDelegateForColumn(column, _Millimetres(table))
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(_SOURCE, QHeaderView.ResizeMode.Stretch)
    return table


def _name(code: str) -> QTableWidgetItem:
    name, definition = landmark_words(code)
    item = _fixed(f"{code}  {name}")
    item.setToolTip(plain_tooltip(definition))
    return item


def _number(value: float) -> QTableWidgetItem:
    item = QTableWidgetItem()
    item.setData(Qt.ItemDataRole.EditRole, value)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _fixed(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item


def _of_table(code: str) -> tuple[float, float]:
    error = ERRORS.get(code, OF_OTHERS)
    return error.along, error.across

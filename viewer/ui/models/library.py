"""The known studies as a table: narrowed and sorted in memory, put into words when looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from viewer.ui.labels import plain_tooltip
from viewer.ui.theme import current

_Index = QModelIndex | QPersistentModelIndex


class LibraryColumn(IntEnum):
    """The columns in their order."""

    PATIENT = 0
    PATIENT_ID = 1
    STUDY = 2
    DATE = 3
    MODALITIES = 4
    RUNS = 5
    FINDINGS = 6
    SIGNED = 7
    OPENED = 8


class SignedState(IntEnum):
    """How far a study is signed, in the order of sorting."""

    NO = 0
    PARTLY = 1
    YES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRow:
    """One known study. `looked_for` is what a search compares, in lower case."""

    key: str
    patient: str
    patient_id: str
    study: str
    date: str
    modalities: str
    runs: int
    findings: int
    judged: int
    signed: SignedState
    opened: str
    looked_for: str

    @property
    def undecided(self) -> int:
        """Findings that nobody has judged yet."""
        return self.findings - self.judged


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """What is to be shown: all words of `query` occur; only with undecided, only not signed."""

    query: str = ""
    has_undecided: bool = False
    is_unsigned: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether everything is shown."""
        return not (self.query.strip() or self.has_undecided or self.is_unsigned)


_ORDER: Final[dict[LibraryColumn, Callable[[LibraryRow], Any]]] = {
    LibraryColumn.PATIENT: lambda row: row.patient.casefold(),
    LibraryColumn.PATIENT_ID: lambda row: row.patient_id.casefold(),
    LibraryColumn.STUDY: lambda row: row.study.casefold(),
    LibraryColumn.DATE: lambda row: row.date,
    LibraryColumn.MODALITIES: lambda row: row.modalities,
    LibraryColumn.RUNS: lambda row: row.runs,
    LibraryColumn.FINDINGS: lambda row: (row.undecided, row.findings),
    LibraryColumn.SIGNED: lambda row: row.signed,
    LibraryColumn.OPENED: lambda row: row.opened,
}


def narrowed(rows: Sequence[LibraryRow], wanted: LibraryFilter) -> list[LibraryRow]:
    """Return the rows that are wanted, in their order."""
    words = wanted.query.casefold().split()
    return [
        row
        for row in rows
        if (not wanted.has_undecided or row.findings > row.judged)
        and (not wanted.is_unsigned or row.signed is not SignedState.YES)
        and all(word in row.looked_for for word in words)
    ]


class LibraryModel(QAbstractTableModel):
    """Rows narrowed by a filter, in the order of a column; stays fluent with 20,000."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[LibraryRow] = []
        self._shown: list[LibraryRow] = []
        self._filter = LibraryFilter()
        self._column = LibraryColumn.OPENED
        self._order = Qt.SortOrder.DescendingOrder

    def show_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show other studies in the present order."""
        self._all = list(rows)
        self._sort_all()
        self.narrow(self._filter)

    def narrow(self, wanted: LibraryFilter) -> None:
        """Show what is wanted only."""
        self.beginResetModel()
        self._filter = wanted
        self._shown = narrowed(self._all, wanted)
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many studies there are, shown or not."""
        return len(self._all)

    def row_at(self, index: _Index) -> LibraryRow | None:
        """Return the study behind an index."""
        return self._shown[index.row()] if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of a study; an invalid one where it is not shown."""
        place = next((i for i, row in enumerate(self._shown) if row.key == key), -1)
        return self.index(place, 0) if place >= 0 else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(LibraryColumn)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column not in set(LibraryColumn):
            return
        self._column, self._order = LibraryColumn(column), order
        self._sort_all()
        self.narrow(self._filter)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("Library", "Patient"),
            QCoreApplication.translate("Library", "Patient ID"),
            QCoreApplication.translate("Library", "Study"),
            QCoreApplication.translate("Library", "Date"),
            QCoreApplication.translate("Library", "Modality"),
            QCoreApplication.translate("Library", "Analyses"),
            QCoreApplication.translate("Library", "Findings"),
            QCoreApplication.translate("Library", "Signed"),
            QCoreApplication.translate("Library", "Last opened"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _CELLS[LibraryColumn(index.column())](row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(_CELLS[LibraryColumn(index.column())](row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cells = (cell(row) for cell in _CELLS.values())
            return ", ".join(filter(None, cells)) if index.column() == 0 else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(row, LibraryColumn(index.column()))
        return None

    def _sort_all(self) -> None:
        is_descending = self._order is Qt.SortOrder.DescendingOrder
        self._all.sort(key=_ORDER[self._column], reverse=is_descending)


def _findings(row: LibraryRow) -> str:
    if not row.findings:
        return "–"
    words = QCoreApplication.translate("Library", "{0} of {1} judged")
    return words.format(row.judged, row.findings)


def _signed(state: SignedState) -> str:
    if state is SignedState.YES:
        return QCoreApplication.translate("Library", "Signed")
    if state is SignedState.PARTLY:
        return QCoreApplication.translate("Library", "Partly")
    return "–"


def _colour(row: LibraryRow, column: LibraryColumn) -> QColor | None:
    if column is LibraryColumn.FINDINGS and row.undecided:
        return QColor(current().accent)
    if column in {LibraryColumn.PATIENT, LibraryColumn.STUDY}:
        return None
    return QColor(current().muted)


_CELLS: Final[dict[LibraryColumn, Callable[[LibraryRow], str]]] = {
    LibraryColumn.PATIENT: lambda row: row.patient,
    LibraryColumn.PATIENT_ID: lambda row: row.patient_id,
    LibraryColumn.STUDY: lambda row: row.study,
    LibraryColumn.DATE: lambda row: row.date,
    LibraryColumn.MODALITIES: lambda row: row.modalities,
    LibraryColumn.RUNS: lambda row: str(row.runs) if row.runs else "–",
    LibraryColumn.FINDINGS: _findings,
    LibraryColumn.SIGNED: lambda row: _signed(row.signed),
    LibraryColumn.OPENED: lambda row: row.opened,
}

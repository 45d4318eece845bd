"""The databases of similar cases as a table: their names, and how full each of them is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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

SHARE_ROLE: Final = Qt.ItemDataRole.UserRole
"""How full a database is, from 0 to 1; None where that is not known."""
_Index = QModelIndex | QPersistentModelIndex


class DatabaseColumn(IntEnum):
    """The columns in their order."""

    NAME = 0
    IMAGES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseRow:
    """One database. `count` is None until it is known; `problem` says why it is not."""

    name: str
    most: int
    count: int | None = None
    problem: str = ""

    @property
    def is_full(self) -> bool:
        """Tell whether no picture can be added."""
        return self.count is not None and self.count >= self.most

    @property
    def images_words(self) -> str:
        """Return how many pictures there are, in words."""
        if self.problem:
            return self.problem
        if self.count is None:
            return QCoreApplication.translate("Similar", "counting…")
        words = (
            QCoreApplication.translate("Similar", "{0} of {1}: full")
            if self.is_full
            else QCoreApplication.translate("Similar", "{0} of {1}")
        )
        return words.format(grouped(self.count), grouped(self.most))


class DatabasesModel(QAbstractTableModel):
    """Rows in the service's order; counts come one by one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DatabaseRow] = []

    @property
    def rows(self) -> tuple[DatabaseRow, ...]:
        """All databases."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[DatabaseRow]) -> None:
        """Show other databases."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def show_count(self, name: str, count: int | None, problem: str = "") -> None:
        """Say how many pictures one holds, or why that is not known."""
        for place, row in enumerate(self._rows):
            if row.name == name:
                self._rows[place] = replace(row, count=count, problem=problem)
                last = self.index(place, len(DatabaseColumn) - 1)
                self.dataChanged.emit(self.index(place, 0), last)

    def row_at(self, index: _Index) -> DatabaseRow | None:
        """Return the database behind an index."""
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, name: str) -> QModelIndex:
        """Return the index of a database; an invalid one where it is not there."""
        place = next((i for i, row in enumerate(self._rows) if row.name == name), -1)
        return self.index(place, 0) if place >= 0 else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(DatabaseColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("Similar", "Database"),
            QCoreApplication.translate("Similar", "Images"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row, answer = self.row_at(index), _ANSWERS.get(role)
        if row is None or answer is None:
            return None
        return answer(row, DatabaseColumn(index.column()))


def _colour(row: DatabaseRow, column: DatabaseColumn) -> QColor | None:
    if column is DatabaseColumn.NAME:
        return None
    return QColor(current().warning if row.problem or row.is_full else current().muted)


def _words(row: DatabaseRow, column: DatabaseColumn) -> str:
    return row.name if column is DatabaseColumn.NAME else row.images_words


def _tip(row: DatabaseRow, column: DatabaseColumn) -> str:
    return plain_tooltip(_words(row, column))


def _spoken(row: DatabaseRow, column: DatabaseColumn) -> str | None:
    return f"{row.name}, {row.images_words}" if column is DatabaseColumn.NAME else None


def _share(row: DatabaseRow, column: DatabaseColumn) -> float | None:
    if column is DatabaseColumn.NAME or row.count is None or row.problem:
        return None
    return row.count / row.most


_ANSWERS: Final[dict[int, Callable[[DatabaseRow, DatabaseColumn], Any]]] = {
    Qt.ItemDataRole.DisplayRole: _words,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.ForegroundRole: _colour,
    SHARE_ROLE: _share,
}


def grouped(number: int) -> str:
    """Return a number with its thousands set apart, in both languages by commas."""
    return f"{number:,}"

"""The measurements and the landmarks of a cephalogram as list models."""

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from viewer.ui.ceph_rows import LandmarkRow, MeasureRow
from viewer.ui.labels import plain_tooltip

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row", MeasureRow, LandmarkRow)


class _Rows(QAbstractListModel, Generic[Row]):
    """Rows that bear a code each; where the codes stay, only what differs is painted again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        before = self._rows
        if [row.code for row in before] != [row.code for row in rows]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        self._rows = list(rows)
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def place_of(self, code: str) -> int:
        """Return where a code stands; -1 for nowhere."""
        return next((place for place, row in enumerate(self._rows) if row.code == code), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, index: _Index) -> Row | None:
        """Return the row behind an index."""
        place = index.row()
        return self._rows[place] if index.isValid() and 0 <= place < len(self._rows) else None


class MeasuresModel(_Rows[MeasureRow]):
    """The table of an analysis."""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(filter(None, (row.tip, row.note))))
        return None


class LandmarksModel(_Rows[LandmarkRow]):
    """The landmarks, found or not."""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            said = (row.code, row.name, row.state_words, row.effect)
            return ", ".join(part for part in said if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.tip)
        return None

"""The findings of one run as a list model, and the filter over it."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from viewer.domain.standing import Decision
from viewer.ui.labels import plain_tooltip
from viewer.ui.rows import FindingRow

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractListModel):
    """Rows in the order given; holds no truth of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FindingRow, ...] = ()

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show `rows`; where the same findings are shown, only what differs is repainted."""
        new = tuple(rows)
        if [row.uid for row in new] == [row.uid for row in self._rows]:
            changed = [i for i, row in enumerate(new) if row != self._rows[i]]
            self._rows = new
            for i in changed:
                self.dataChanged.emit(self.index(i), self.index(i))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """All rows, before the filter."""
        return self._rows

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self._rows[index.row()].is_placed:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.number}  {row.title}" if row.is_placed else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                filter(None, (str(row.number), row.title, row.place, row.confidence_text))
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(filter(None, (row.confidence_text, *row.notes))))
        return None


class FindingsFilter(QSortFilterProxyModel):
    """Hides findings below a confidence or of another kind; never the unplaced ones."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._minimum = 0.0
        self._kind = ""
        self._only_open = False

    def narrow(self, *, minimum: float, kind: str, only_undecided: bool) -> None:
        """Set the filter; `kind` empty means all kinds."""
        if (minimum, kind, only_undecided) == (self._minimum, self._kind, self._only_open):
            return
        self._minimum, self._kind, self._only_open = minimum, kind, only_undecided
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: _Index) -> bool:
        row = self.sourceModel().index(source_row, 0, source_parent).data(ROW_ROLE)
        if not isinstance(row, FindingRow) or not row.is_placed:
            return True
        if self._kind and row.kind != self._kind:
            return False
        if self._only_open and row.decision is not Decision.UNDECIDED:
            return False
        return row.confidence is None or row.confidence >= self._minimum

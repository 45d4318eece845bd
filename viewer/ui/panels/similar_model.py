"""The matches of a search as a list model: rows at once, their pictures as they come."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from viewer.ui.labels import plain_tooltip
from viewer.ui.panels.similar_rows import MatchRow
from viewer.words.similar_search import match_words

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
PICTURE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The QPixmap; None while it is not there."""
BROKEN_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""Whether the picture cannot be had."""
_Index = QModelIndex | QPersistentModelIndex


class MatchModel(QAbstractListModel):
    """Rows in the service's order, the most alike first; holds no truth of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[MatchRow, ...] = ()
        self._pictures: dict[int, QPixmap | None] = {}

    @property
    def rows(self) -> tuple[MatchRow, ...]:
        """All rows."""
        return self._rows

    def show_rows(self, rows: Sequence[MatchRow]) -> None:
        """Show the matches of another search."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._pictures = {}
        self.endResetModel()

    def change_rows(self, rows: Sequence[MatchRow]) -> None:
        """Say the same matches in other words: pictures and selection stay."""
        self._rows = tuple(rows)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def show_picture(self, row: int, picture: QPixmap | None) -> None:
        """Show the picture of a row; None says that it cannot be had."""
        if 0 <= row < len(self._rows):
            self._pictures[row] = picture
            self.dataChanged.emit(self.index(row), self.index(row))

    def lacks_picture(self, row: int) -> bool:
        """Tell whether nothing is known of a row's picture yet."""
        return row not in self._pictures and not self._rows[row].is_withheld

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == PICTURE_ROLE:
            return None if row.is_withheld else self._pictures.get(index.row())
        if role == BROKEN_ROLE:
            return self._pictures.get(index.row(), False) is None
        return _said(row, role)


def _said(row: MatchRow, role: int) -> str | None:
    """Return a row's words: spoken, and said when the pointer rests on it."""
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(row.hint)
    if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
        facts = (row.label, row.where)
        return match_words(row.number, row.score, facts, is_same=row.is_same)
    return None

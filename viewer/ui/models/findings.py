"""The findings of one stack as a list model that holds its own filter.

A proxy of Qt's would ask Python for each row; ten thousand rows are narrowed here in a millisecond.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from viewer.domain.standing import Decision
from viewer.ui.labels import plain_tooltip
from viewer.ui.rows import FindingRow

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""What stands above a row: the name of its group, if it is the first one listed of it."""
CLOSED_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""Whether a reader closed the eye on a row's finding."""
_FEW: Final = 20
"""So many rows may come or go one by one; more of them are a new list."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which rows are listed; empty `kind`, `part`, `agreement` mean all. The unplaced are."""

    minimum: float = 0.0
    minimum_by_kind: tuple[tuple[str, float], ...] = ()
    """A higher one for single kinds."""
    kind: str = ""
    part: str = ""
    agreement: str = ""
    only_undecided: bool = False

    def is_of(self, row: FindingRow) -> bool:
        """Tell whether a row is of the kind and part, and was seen by whom it is asked for."""
        return (
            self.kind in {"", row.kind}
            and self.part in {"", row.part}
            and self.agreement in {"", row.agreement}
        )

    def lets_through(self, row: FindingRow) -> bool:
        """Tell whether a row is listed; one without confidence passes that filter."""
        if not row.is_placed:
            return True
        if self.only_undecided and row.decision is not Decision.UNDECIDED:
            return False
        if not self.is_of(row):
            return False
        least = max(self.minimum, dict(self.minimum_by_kind).get(row.kind, 0.0))
        return row.confidence is None or row.confidence >= least


class FindingsModel(QAbstractListModel):
    """Rows in the order given, those that the filter lets through; holds no truth of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FindingRow] = []
        self._place_of: dict[str, int] = {}
        """Where a finding stands among all rows."""
        self._listed: list[int] = []
        """The places that are listed, ascending."""
        self._narrowing = Narrowing()
        self._closed: frozenset[str] = frozenset()

    def show_closed(self, uids: frozenset[str]) -> None:
        """Show on which findings a reader closed the eye; they stay listed."""
        changed = self._closed ^ uids
        self._closed = uids
        for uid in changed:
            index = self.index_of(uid)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show `rows`; where the same findings are shown, only what differs is repainted."""
        if [row.uid for row in rows] == [row.uid for row in self._rows]:
            self.change_rows(row for i, row in enumerate(rows) if row != self._rows[i])
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._place_of = {row.uid: i for i, row in enumerate(self._rows)}
        self._list_again()
        self.endResetModel()

    def change_rows(self, rows: Iterable[FindingRow]) -> None:
        """Show rows that are there already as they are now; others are passed over."""
        changed = {self._place_of[row.uid]: row for row in rows if row.uid in self._place_of}
        passes = self._narrowing.lets_through
        moving = [i for i, row in changed.items() if passes(row) != passes(self._rows[i])]
        if len(moving) > _FEW:
            self.beginResetModel()
            self._take(changed)
            self._list_again()
            self.endResetModel()
            return
        for place in moving:
            self._come_or_go(place, changed[place])
        self._take(changed)
        numbers = [bisect_left(self._listed, i) for i, row in changed.items() if passes(row)]
        if numbers:
            self.dataChanged.emit(self.index(min(numbers)), self.index(max(numbers)))

    def narrow(self, narrowing: Narrowing) -> None:
        """Set the filter."""
        if narrowing == self._narrowing:
            return
        self.beginResetModel()
        self._narrowing = narrowing
        self._list_again()
        self.endResetModel()

    @property
    def rows(self) -> Sequence[FindingRow]:
        """All rows, before the filter."""
        return self._rows

    @property
    def listed(self) -> Iterable[FindingRow]:
        """The rows that pass the filter, in their order."""
        return (self._rows[place] for place in self._listed)

    def lists(self, uid: str) -> bool:
        """Tell whether a finding passes the filter."""
        return self.index_of(uid).isValid()

    def index_of(self, uid: str) -> QModelIndex:
        """Return where a finding is listed; an invalid index where it is not."""
        place = self._place_of.get(uid)
        if place is None:
            return QModelIndex()
        number = bisect_left(self._listed, place)
        is_there = number < len(self._listed) and self._listed[number] == place
        return self.index(number) if is_there else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._listed)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self._row(index).is_placed:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        row = self._row(index)
        if role == ROW_ROLE:
            return row
        if role == HEADING_ROLE:
            return self._heading(index.row())
        if role == CLOSED_ROLE:
            return row.uid in self._closed
        return _said(row, role)

    def _heading(self, number: int) -> str:
        group = self._rows[self._listed[number]].group
        if not number:
            return group
        return "" if self._rows[self._listed[number - 1]].group == group else group

    def _row(self, index: _Index) -> FindingRow:
        return self._rows[self._listed[index.row()]]

    def _list_again(self) -> None:
        passes = self._narrowing.lets_through
        self._listed = [place for place, row in enumerate(self._rows) if passes(row)]

    def _take(self, changed: Mapping[int, FindingRow]) -> None:
        for place, row in changed.items():
            self._rows[place] = row

    def _come_or_go(self, place: int, row: FindingRow) -> None:
        """List one row that was not, or the other way."""
        number = bisect_left(self._listed, place)
        if self._narrowing.lets_through(row):
            self.beginInsertRows(QModelIndex(), number, number)
            self._rows[place] = row
            self._listed.insert(number, place)
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), number, number)
            self._rows[place] = row
            del self._listed[number]
            self.endRemoveRows()


def _said(row: FindingRow, role: int) -> str | None:
    """Return a row's words: shown, spoken, and said when the pointer rests on it."""
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{_number(row)}{row.title}" if row.is_placed else row.title
    if role == Qt.ItemDataRole.AccessibleTextRole:
        spoken = (row.title, row.place, row.confidence_text, row.remark, row.agreement)
        number = row.badge or str(row.number)
        return ", ".join(filter(None, (number, *spoken)))
    if role == Qt.ItemDataRole.ToolTipRole:
        said = (row.confidence_text, row.remark, row.agreement, row.comment)
        return plain_tooltip("\n".join(filter(None, (*said, *row.notes))))
    return None


def _number(row: FindingRow) -> str:
    """Return a row's number, or its tooth, and the space after it."""
    return f"{row.badge or row.number}  "

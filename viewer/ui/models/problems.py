"""What was not read and why, as a table: put into words when a row comes into view."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as _Persistent

from viewer.ui.labels import plain_tooltip

WHAT, WHERE = range(2)


class ProblemsModel(QAbstractTableModel):
    """Pairs of (where, what is wrong). `rows` may be long, and make its pairs when asked."""

    def __init__(self, rows: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows

    def rowCount(self, parent: QModelIndex | _Persistent = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | _Persistent = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("Problems", "What is wrong"),
            QCoreApplication.translate("Problems", "Where"),
        )[section]

    def data(
        self, index: QModelIndex | _Persistent, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        where, what = self._rows[index.row()]
        text = what if index.column() == WHAT else where
        return text if role == Qt.ItemDataRole.DisplayRole else plain_tooltip(text)

"""The list of findings: it asks for the room of its first rows, and takes what is left."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QListView

from viewer.ui.models.findings import ROW_ROLE
from viewer.ui.panels.finding_delegate import eye_place
from viewer.ui.rows import FindingRow

_FIRST: Final = 3


class FindingList(QListView):
    """Wants no more height than its first rows need: the head above keeps what they leave."""

    eye_clicked = Signal(str)
    """The finding whose eye is to be closed or opened."""

    rows_in_sight = 1
    """So many rows stay in sight, however much there is above."""

    def sizeHint(self) -> QSize:
        """Return the room of the first rows."""
        return QSize(super().sizeHint().width(), self._height_of(_FIRST))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the rows that stay in sight."""
        return QSize(super().minimumSizeHint().width(), self._height_of(self.rows_in_sight))

    def keep_in_sight(self, count: int) -> None:
        """Keep so many rows in sight."""
        if count != self.rows_in_sight:
            self.rows_in_sight = count
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close or open an eye; anything else selects."""
        uid = self._eye_at(event.position().toPoint())
        if uid and event.button() is Qt.MouseButton.LeftButton:
            self.eye_clicked.emit(uid)
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let no eye be taken for a click on its row."""
        if self._eye_at(event.position().toPoint()):
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def _eye_at(self, place: QPoint) -> str:
        """Return whose eye lies at a place; empty for none."""
        index = self.indexAt(place)
        uid = _uid_with_eye(index)
        return uid if uid and eye_place(self.visualRect(index)).contains(place) else ""

    def _height_of(self, count: int) -> int:
        rows = range(min(count, self.model().rowCount()))
        return sum(self.sizeHintForRow(row) for row in rows)


def _uid_with_eye(index: QModelIndex) -> str:
    row = index.data(ROW_ROLE)
    return row.uid if isinstance(row, FindingRow) and row.may_be_closed else ""

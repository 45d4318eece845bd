"""The list of findings: it asks for the room of its first rows, and takes what is left."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListView

_FIRST: Final = 3


class FindingList(QListView):
    """Wants no more height than its first rows need: the head above keeps what they leave."""

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

    def _height_of(self, count: int) -> int:
        rows = range(min(count, self.model().rowCount()))
        return sum(self.sizeHintForRow(row) for row in rows)

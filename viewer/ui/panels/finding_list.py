"""The list of findings: it asks for the room of its first rows, and takes what is left."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListView

_FIRST: Final = 3


class FindingList(QListView):
    """Wants no more height than its first rows need: the head above keeps what they leave."""

    def sizeHint(self) -> QSize:
        """Return the room of the first rows."""
        count = min(_FIRST, self.model().rowCount())
        height = sum(self.sizeHintForRow(row) for row in range(count))
        return QSize(super().sizeHint().width(), max(height, self.minimumHeight()))

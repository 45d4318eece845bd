"""The images of one database as a table that grows while it is scrolled."""

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
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QPixmap

from viewer.domain.similar import CaseLink
from viewer.ui.labels import plain_tooltip
from viewer.ui.theme import current
from viewer.words.similar_search import hint_words

PICTURE_SIZE: Final = 44
"""Side of the small picture in a row, in logical px."""
_KEPT_PICTURES: Final = 400
_Index = QModelIndex | QPersistentModelIndex


class ImageColumn(IntEnum):
    """The columns in their order."""

    PICTURE = 0
    LABEL = 1
    WHERE = 2
    ENTITY = 3
    CREATED = 4
    UPDATED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRow:
    """One image in a database. `link` is None where it was not added from this library.

    `is_withheld`: it would tell what a blind reading is not to know; its picture is not shown.
    """

    entity_id: str
    data_id: str
    label: str
    where: str
    created: str
    updated: str
    extra_data: str
    link: CaseLink | None = None
    is_withheld: bool = False


class ImagesModel(QAbstractTableModel):
    """Rows in the service's order; `more_wanted` asks for those that follow.

    `picture_wanted` asks for the picture of a row that is seen for the first time.
    """

    more_wanted = Signal()
    picture_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ImageRow] = []
        self._pictures: dict[str, QIcon | None] = {}
        self.has_more = False
        self._is_waiting = False

    @property
    def rows(self) -> tuple[ImageRow, ...]:
        """All images that came so far."""
        return tuple(self._rows)

    def clear(self) -> None:
        """Show none."""
        self.beginResetModel()
        self._rows = []
        self._pictures.clear()
        self.has_more = self._is_waiting = False
        self.endResetModel()

    def append(self, rows: Sequence[ImageRow], *, has_more: bool) -> None:
        """Show further images below those that are there."""
        self.has_more, self._is_waiting = has_more, False
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def remove(self, entity_id: str) -> int:
        """Take all images of an entity out; return how many these were."""
        gone = 0
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].entity_id == entity_id:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
                gone += 1
        return gone

    def show_picture(self, wanted: ImageRow, picture: QPixmap) -> None:
        """Show the picture of a row, where that is still there."""
        self._pictures[wanted.data_id or wanted.entity_id] = untinted(picture)
        for place, row in enumerate(self._rows):
            if row is wanted:
                index = self.index(place, ImageColumn.PICTURE)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def did_not_come(self) -> None:
        """Let what follows be asked for again."""
        self._is_waiting = False

    def row_at(self, index: _Index) -> ImageRow | None:
        """Return the image behind an index."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(ImageColumn)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self.has_more and not self._is_waiting

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.more_wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("Similar", "Picture"),
            QCoreApplication.translate("Similar", "Label"),
            QCoreApplication.translate("Similar", "Where it is"),
            QCoreApplication.translate("Similar", "Entity ID"),
            QCoreApplication.translate("Similar", "Added on"),
            QCoreApplication.translate("Similar", "Changed on"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row, column = self.row_at(index), ImageColumn(max(0, index.column()))
        if row is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole and column is ImageColumn.PICTURE:
            return self._picture(row)
        answer = _ANSWERS.get(role)
        return answer(row, column) if answer else None

    def _picture(self, row: ImageRow) -> QIcon | None:
        key = row.data_id or row.entity_id
        if key not in self._pictures:
            if len(self._pictures) >= _KEPT_PICTURES:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[key] = None
            self.picture_wanted.emit(row)
        return self._pictures[key]


def untinted(picture: QPixmap) -> QIcon:
    """Return a picture that looks the same in a row that is chosen: selections tint icons."""
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)
    return made


_CELLS: Final[dict[ImageColumn, Callable[[ImageRow], str]]] = {
    ImageColumn.PICTURE: lambda _row: "",
    ImageColumn.LABEL: lambda row: row.label or "–",
    ImageColumn.WHERE: lambda row: row.where,
    ImageColumn.ENTITY: lambda row: row.entity_id,
    ImageColumn.CREATED: lambda row: row.created or "–",
    ImageColumn.UPDATED: lambda row: row.updated or "–",
}


def _words(row: ImageRow, column: ImageColumn) -> str:
    return _CELLS[column](row)


def _tip(row: ImageRow, column: ImageColumn) -> str:
    """Return what a row knows beyond its cell: the extra data as the service has them."""
    if column is ImageColumn.ENTITY:
        return plain_tooltip(hint_words(row.entity_id, row.data_id, row.extra_data))
    return plain_tooltip(_words(row, column))


def _spoken(row: ImageRow, column: ImageColumn) -> str | None:
    if column is not ImageColumn.PICTURE:
        return None
    return ", ".join(filter(None, (cell(row) for cell in _CELLS.values())))


def _colour(row: ImageRow, column: ImageColumn) -> QColor | None:
    if column is ImageColumn.LABEL or (column is ImageColumn.WHERE and row.link is not None):
        return None
    return QColor(current().muted)


_ANSWERS: Final[dict[int, Callable[[ImageRow, ImageColumn], Any]]] = {
    Qt.ItemDataRole.DisplayRole: _words,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.ForegroundRole: _colour,
}

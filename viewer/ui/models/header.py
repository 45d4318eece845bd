"""The elements of a header as a tree model, narrowed to what is looked for."""

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from viewer.ui.labels import plain_tooltip
from viewer.ui.theme import current

_Index = QModelIndex | QPersistentModelIndex
_MUTED: Final = (0, 2)
TAG, NAME, VR, VALUE = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRow:
    """One element in words. `value` is what is shown, `copied` what the value alone is as text.

    `looked_for` is what a search compares, in lower case; empty for items of sequences. `below` is
    that of all elements in it, so that a search can pass by what holds nothing; `count` is how
    many elements the row is, with those in it. Both are made with the row, off the event loop.
    """

    tag: str
    name: str
    vr: str = ""
    value: str = ""
    copied: str = ""
    note: str = ""
    looked_for: str = ""
    children: tuple["HeaderRow", ...] = ()
    below: str = field(init=False, default="")
    count: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        children = self.children
        count = sum(child.count for child in children) + bool(self.looked_for)
        object.__setattr__(self, "count", count)
        if children and not any(child.children for child in children):
            object.__setattr__(self, "below", "\n".join(c.looked_for for c in children))


def matching(rows: Sequence[HeaderRow], query: str) -> tuple[HeaderRow, ...]:
    """Return the rows in which all words of `query` occur, with what they lie in and contain.

    Upper and lower case are the same; `(0010,0010)`, `0010,0010` and `00100010` name a tag.
    """
    words = [word.strip("()") for word in query.casefold().split()]
    return _narrowed(rows, [word for word in words if word]) if any(words) else tuple(rows)


def _narrowed(rows: Sequence[HeaderRow], words: Sequence[str]) -> tuple[HeaderRow, ...]:
    found = []
    first, others = words[0], words[1:]
    for row in rows:
        if first in row.looked_for and (
            not others or all(word in row.looked_for for word in others)
        ):
            found.append(row)
        elif row.children and (inside := _narrowed_inside(row, words)):
            found.append(inside)
    return tuple(found)


def _narrowed_inside(row: HeaderRow, words: Sequence[str]) -> HeaderRow | None:
    """Return a row that is not found itself with what is found in it, None where nothing is."""
    if row.below and not all(word in row.below for word in words):
        return None
    children = _narrowed(row.children, words)
    if not children:
        return None
    if (
        not row.looked_for
        and len(children) == len(row.children)
        and all(map(operator.is_, children, row.children))
    ):
        return row
    return replace(row, looked_for="", children=children)


def count_of(rows: Sequence[HeaderRow]) -> int:
    """Return the number of elements, at any depth; items of sequences are none."""
    return sum(row.count for row in rows)


def with_depth(rows: Sequence[HeaderRow], depth: int = 0) -> Iterator[tuple[int, HeaderRow]]:
    """Yield all rows with those in them, and how deep each lies."""
    for row in rows:
        yield depth, row
        yield from with_depth(row.children, depth + 1)


def as_text(rows: Sequence[tuple[int, HeaderRow]]) -> str:
    """Return (depth, row) pairs as lines for the clipboard, columns separated by tabs."""
    return "\n".join(
        "\t".join((">" * depth + row.tag, row.vr, row.name, row.value)).rstrip()
        for depth, row in rows
    )


@dataclass(slots=True)
class _Node:
    """A row that a view has asked for, and where it stands. `children` are made when asked for."""

    row: HeaderRow
    place: int
    parent: int
    children: list[int] | None = None


class HeaderModel(QAbstractItemModel):
    """Rows in the order given, read only. The index's id is a place in `_nodes`; 0 is the root."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[_Node] = []
        self._reset(())

    def show_rows(self, rows: Sequence[HeaderRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._reset(rows)
        self.endResetModel()

    def row_at(self, index: _Index) -> HeaderRow | None:
        """Return the row behind an index."""
        return self._nodes[index.internalId()].row if index.isValid() else None

    def path_of(self, index: _Index) -> tuple[str, ...]:
        """Return the tags from the root to `index`: the same in another file of the series."""
        path: list[str] = []
        node = self._node(index)
        while node.parent >= 0:
            path.insert(0, node.row.tag)
            node = self._nodes[node.parent]
        return tuple(path)

    def index_of(self, path: Sequence[str]) -> QModelIndex:
        """Return the index at a path; an invalid one where there is none."""
        index = QModelIndex()
        for tag in path:
            rows = range(self.rowCount(index))
            found = (self.index(row, 0, index) for row in rows)
            index = next((i for i in found if self._node(i).row.tag == tag), QModelIndex())
            if not index.isValid():
                break
        return index

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._children(self._node_id(parent))[row])

    def parent(self, index: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        if not index.isValid():
            return QModelIndex()
        above = self._nodes[index.internalId()].parent
        if above <= 0:
            return QModelIndex()
        return self.createIndex(self._nodes[above].place, 0, above)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if parent.column() > 0:
            return 0
        return len(self._node(parent).row.children)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 4

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("Header", "Tag"),
            QCoreApplication.translate("Header", "Name"),
            QCoreApplication.translate("Header", "VR"),
            QCoreApplication.translate("Header", "Value"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row = self.row_at(index)
        if row is None:
            return None
        cells = (row.tag, row.name, row.vr, row.value)
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, cells)) if index.column() == 0 else cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(filter(None, (cells[index.column()], row.note))))
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in _MUTED:
            return QColor(current().muted)
        return None

    def _reset(self, rows: Sequence[HeaderRow]) -> None:
        self._nodes = [_Node(HeaderRow(tag="", name="", children=tuple(rows)), 0, -1)]

    def _node_id(self, index: _Index) -> int:
        return index.internalId() if index.isValid() else 0

    def _node(self, index: _Index) -> _Node:
        return self._nodes[self._node_id(index)]

    def _children(self, number: int) -> list[int]:
        node = self._nodes[number]
        if node.children is None:
            first = len(self._nodes)
            self._nodes += [_Node(row, i, number) for i, row in enumerate(node.row.children)]
            node.children = list(range(first, len(self._nodes)))
        return node.children

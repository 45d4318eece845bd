"""Every field of what is selected, the run's facts, and the answer as it came; searchable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.labels import plain_tooltip
from viewer.ui.search_box import SearchBox

_MOST_CHILDREN: Final = 2000
_MOST_DEPTH: Final = 40
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class DetailSection:
    """A heading with (name, value) pairs under it; `hints`, if any, are said over each."""

    title: str
    fields: tuple[tuple[str, str], ...]
    hints: tuple[str, ...] = ()


class DetailsPanel(QWidget):
    """A read-only tree of sections; the raw answer is its last one."""

    menu_wanted = Signal(QPoint)
    """In global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchBox(QCoreApplication.translate("Details", "Search the fields"))
        self.search.textChanged.connect(self._search)
        self.tree = _CopyingTree()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels(
            [
                QCoreApplication.translate("Details", "Field"),
                QCoreApplication.translate("Details", "Value"),
            ]
        )
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.tree.header().resizeSection(0, 136)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(QCoreApplication.translate("Details", "Details"))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        inset = QVBoxLayout()
        inset.setContentsMargins(8, 0, 8, 0)
        inset.addWidget(self.search)
        layout.addLayout(inset)
        layout.addWidget(self.tree, 1)

    def show_details(
        self, sections: Sequence[DetailSection], answer: object = None, answer_title: str = ""
    ) -> None:
        """Show sections, and `answer` (decoded JSON) as a tree when there is one."""
        self.tree.clear()
        for section in sections:
            top = self._heading(section.title)
            hints = section.hints or ("",) * len(section.fields)
            for (name, value), hint in zip(section.fields, hints, strict=True):
                _add(top, name, value, hint)
            top.setExpanded(True)
        if answer is not None:
            top = self._heading(answer_title)
            _add_json(top, answer, 0)
            top.setExpanded(False)
        self._search(self.search.text())

    def _menu_requested(self, place: QPoint) -> None:
        self.menu_wanted.emit(self.tree.viewport().mapToGlobal(place))

    def _heading(self, title: str) -> QTreeWidgetItem:
        top = QTreeWidgetItem(self.tree, [title])
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        top.setFirstColumnSpanned(True)
        return top

    def _search(self, text: str) -> None:
        wanted = text.strip().casefold()
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            if item is not None:
                _narrow(item, wanted)


class _CopyingTree(QTreeWidget):
    """A tree whose Ctrl+C copies the line, before the window's own Ctrl+C is asked."""

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is None or not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        words = (item.text(0), item.text(1))
        QGuiApplication.clipboard().setText("\t".join(filter(None, words)))


def _add(parent: QTreeWidgetItem, name: str, value: str, hint: str = "") -> QTreeWidgetItem:
    item = QTreeWidgetItem(parent, [name, value.replace("\n", " ")[:_LONGEST]])
    item.setToolTip(0, plain_tooltip("\n".join(filter(None, (name, hint)))))
    item.setToolTip(1, plain_tooltip("\n".join(filter(None, (value, hint)))))
    return item


def _add_json(parent: QTreeWidgetItem, value: object, depth: int) -> None:
    pairs: list[tuple[str, object]] = []
    if isinstance(value, dict):
        pairs = [(str(name), inner) for name, inner in value.items()]
    elif isinstance(value, list):
        pairs = [(f"[{number}]", inner) for number, inner in enumerate(value)]
    for name, inner in pairs[:_MOST_CHILDREN]:
        if isinstance(inner, dict | list) and depth < _MOST_DEPTH:
            _add_json(_add(parent, name, f"({len(inner)})"), inner, depth + 1)
        else:
            _add(parent, name, "null" if inner is None else str(inner))


def _narrow(item: QTreeWidgetItem, wanted: str) -> bool:
    """Hide what neither holds `wanted` nor has a child that does; tell whether it is shown."""
    mine = not wanted or wanted in item.text(0).casefold() or wanted in item.text(1).casefold()
    below = False
    for number in range(item.childCount()):
        child = item.child(number)
        if child is not None:
            below = _narrow(child, "" if mine and wanted else wanted) or below
    shown = mine or below
    item.setHidden(not shown)
    if wanted and below:
        item.setExpanded(True)
    return shown

"""The header of the image under view: every element, to be searched and copied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTreeView,
    QWidget,
)

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.elided import ElidedLabel
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.models.header import (
    NAME,
    TAG,
    VR,
    HeaderModel,
    HeaderRow,
    as_text,
    count_of,
    matching,
    with_depth,
)

_SEARCH_MS: Final = 150
_MOST_UNFOLDED: Final = 2000
_WIDEST_TAG: Final = 320
_WIDTHS: Final = {TAG: 140, NAME: 268, VR: 56}


@dataclass(frozen=True, slots=True)
class HeaderPlace:
    """Of which image the header is, and where its file lies (empty where that is not told)."""

    words: str
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderContent:
    """What the sheet shows: `place` of which image, `notice` what is odd, if anything."""

    place: HeaderPlace
    notice: str = ""
    rows: tuple[HeaderRow, ...] = ()


class HeaderSheet(Sheet):
    """Stays open beside the image and follows it. What was unfolded and chosen stays so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Header", "DICOM header"), parent, width=640)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.take_size(960, 680)
        self._rows: tuple[HeaderRow, ...] = ()
        self._unfolded: set[tuple[str, ...]] = set()
        self._place = ElidedLabel(role="muted")
        self._notice = plain_label(wraps=True)
        self._notice.hide()
        self._count = plain_label(role="muted")
        self.search = self._made_search()
        self.model = HeaderModel(self)
        self.tree = self._made_tree()
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self._count)
        self.body.addWidget(self._place)
        self.body.addLayout(top)
        self.body.addWidget(self._notice)
        self.body.addWidget(self.tree, 1)
        self.body.addStretch()  # takes the place of the tree where there is none
        self._add_copying()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SEARCH_MS)
        self._delay.timeout.connect(self._search)

    def show_content(self, content: HeaderContent) -> None:
        """Show the header of another image, at the same place."""
        self.show_place(content.place)
        self._notice.setText(content.notice)
        self._notice.setVisible(bool(content.notice))
        self._rows = content.rows
        buttons = (self.rows_button, self.values_button, self.all_button)
        for part in (self.search, self._count, self.tree, *buttons):
            part.setVisible(bool(content.rows))
        scrolled = self.tree.verticalScrollBar().value()
        self._narrow()
        self.tree.verticalScrollBar().setValue(scrolled)

    def show_place(self, place: HeaderPlace) -> None:
        """Say of which image the header is."""
        self._place.show_text(place.words)
        self._place.setToolTip(plain_tooltip(place.path or place.words))

    @property
    def notice(self) -> str:
        """What is said above the rows."""
        return self._notice.text()

    @property
    def place(self) -> str:
        """Of which image the header is."""
        return self._place.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.search.setFocus()

    def copy_rows(self) -> None:
        """Copy the chosen rows as text: tag, VR, name and value, separated by tabs."""
        chosen = sorted(self._chosen(), key=self._order)
        rows = [(self._depth(index), self.model.row_at(index)) for index in chosen]
        self._copy(as_text([(depth, row) for depth, row in rows if row is not None]))

    def copy_values(self) -> None:
        """Copy nothing but the values of the chosen rows, one per line."""
        rows = [self.model.row_at(index) for index in sorted(self._chosen(), key=self._order)]
        self._copy("\n".join(row.copied for row in rows if row is not None))

    def copy_all(self) -> None:
        """Copy all rows that are found, with what lies in them, unfolded or not."""
        self._copy(as_text(list(with_depth(matching(self._rows, self.search.text())))))

    def _copy(self, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)

    def _made_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setClearButtonEnabled(True)
        words = QCoreApplication.translate("Header", "Search tags, names and values")
        search.setPlaceholderText(words)
        search.setAccessibleName(words)
        search.textChanged.connect(self._search_changed)
        return search

    def _made_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setObjectName("columns")
        tree.setModel(self.model)
        tree.setAccessibleName(QCoreApplication.translate("Header", "Elements of the header"))
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setIndentation(14)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._show_menu)
        head = tree.header()
        head.setStretchLastSection(True)
        head.setSectionsMovable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            tree.setColumnWidth(column, width)
        tree.expanded.connect(self._was_unfolded)
        tree.collapsed.connect(self._was_folded)
        tree.selectionModel().selectionChanged.connect(self._selection_changed)
        return tree

    def _add_copying(self) -> None:
        self._menu = QMenu(self)
        words = QCoreApplication.translate("Header", "Copy rows")
        self.rows_button = self.add_button(words)
        self.rows_button.clicked.connect(self.copy_rows)
        rows = self._added_action(words, QKeySequence(QKeySequence.StandardKey.Copy))
        rows.triggered.connect(self.copy_rows)
        words = QCoreApplication.translate("Header", "Copy value")
        self.values_button = self.add_button(words)
        self.values_button.clicked.connect(self.copy_values)
        values = self._added_action(words, QKeySequence("Ctrl+Shift+C"))
        values.triggered.connect(self.copy_values)
        self.all_button = self.add_button(QCoreApplication.translate("Header", "Copy all"))
        self.all_button.clicked.connect(self.copy_all)
        self.add_close(QCoreApplication.translate("Header", "Close"))
        self._selection_changed()

    def _added_action(self, words: str, key: QKeySequence) -> QAction:
        action = QAction(words, self.tree)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.tree.addAction(action)
        self._menu.addAction(action)
        return action

    def _show_menu(self, place: QPoint) -> None:
        if self._chosen():
            self._menu.popup(self.tree.viewport().mapToGlobal(place))

    def _selection_changed(self) -> None:
        has_chosen = bool(self._chosen())
        self.rows_button.setEnabled(has_chosen)
        self.values_button.setEnabled(has_chosen)

    def _chosen(self) -> list[QModelIndex]:
        return self.tree.selectionModel().selectedRows()

    def _order(self, index: QModelIndex) -> list[int]:
        places: list[int] = []
        while index.isValid():
            places.insert(0, index.row())
            index = index.parent()
        return places

    def _depth(self, index: QModelIndex) -> int:
        return len(self._order(index)) - 1

    def _search_changed(self) -> None:
        self._delay.start()

    def _search(self) -> None:
        self._narrow()
        if not self.tree.currentIndex().isValid():
            self.tree.scrollToTop()

    def _narrow(self) -> None:
        """Show what is looked for, with everything around and in it unfolded."""
        self._delay.stop()
        query = self.search.text()
        rows = matching(self._rows, query)
        self._count.setText(_count_words(count_of(rows), count_of(self._rows), bool(query.strip())))
        current = self.model.path_of(self.tree.currentIndex())
        self._put(rows, unfolds_all=bool(query.strip()) and count_of(rows) <= _MOST_UNFOLDED)
        index = self.model.index_of(current) if current else QModelIndex()
        if index.isValid():
            self.tree.setCurrentIndex(index)
        self._fit_tags()
        self._selection_changed()

    def _put(self, rows: Sequence[HeaderRow], *, unfolds_all: bool) -> None:
        self.tree.blockSignals(True)  # what the program unfolds is not the person's wish
        self.model.show_rows(rows)
        if unfolds_all:
            self.tree.expandAll()
        else:
            for index in self._to_unfold():
                self.tree.expand(index)
        self.tree.blockSignals(False)

    def _to_unfold(self) -> Iterator[QModelIndex]:
        for path in sorted(self._unfolded, key=len):
            index = self.model.index_of(path)
            if index.isValid():
                yield index

    def _was_unfolded(self, index: QModelIndex) -> None:
        self._unfolded.add(self.model.path_of(index))
        if self.model.rowCount(index) == 1:  # a sequence of one item: nothing to choose from
            self.tree.expand(self.model.index(0, 0, index))

        self._fit_tags()

    def _fit_tags(self) -> None:
        """Make room for the tags of what lies deep."""
        wanted = self.tree.sizeHintForColumn(TAG)
        width = self.tree.columnWidth(TAG)
        self.tree.setColumnWidth(TAG, max(width, min(wanted, _WIDEST_TAG)))

    def _was_folded(self, index: QModelIndex) -> None:
        self._unfolded.discard(self.model.path_of(index))


def _count_words(found: int, total: int, is_search: bool) -> str:
    if is_search:
        return QCoreApplication.translate("Header", "{0} of {1} elements").format(found, total)
    return QCoreApplication.translate("Header", "{0} elements").format(total)

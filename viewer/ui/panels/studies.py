"""What is open: patients, their studies, their series with a picture each; with a search box."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.icons import icon, pixmap
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.rows import DocumentRow, SeriesRow, StudyRow
from viewer.ui.search_box import SearchBox

_KEY: Final = Qt.ItemDataRole.UserRole + 1
_SUBTITLE: Final = Qt.ItemDataRole.UserRole + 2
_SEARCH: Final = Qt.ItemDataRole.UserRole + 3
_PROBLEM: Final = Qt.ItemDataRole.UserRole + 4
_PICTURE: Final = Qt.ItemDataRole.UserRole + 5
_SHOWN: Final = Qt.ItemDataRole.UserRole + 6
_ICON: Final = Qt.ItemDataRole.UserRole + 7
_LEAST_WIDTH: Final = 170  # a thumbnail and a few words beside it
_THUMBNAIL: Final = 56
_SYMBOL: Final = 24


class StudiesPanel(QWidget):
    """The tree; emits the key of the series or the document that is wanted on the screen."""

    series_wanted = Signal(str)
    document_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._marked = ""
        self._is_searching = False
        self.search = self._made_search()
        self._glass = self.search.addAction(
            icon("search"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._model = QStandardItemModel(self)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self._model)
        self._filter.setRecursiveFilteringEnabled(True)
        self._filter.setAutoAcceptChildRows(True)
        self._filter.setFilterRole(_SEARCH)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tree = self._made_tree()
        self._empty, self._none = _invitation(), _no_match()
        self._items: dict[str, QStandardItem] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setMinimumWidth(_LEAST_WIDTH)
        layout.setSpacing(8)
        inset = QVBoxLayout()
        inset.setContentsMargins(8, 0, 8, 0)
        inset.addWidget(self.search)
        layout.addLayout(inset)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._none)
        layout.addWidget(self.tree, 1)
        self.show_studies(())

    def show_studies(self, studies: Sequence[StudyRow]) -> None:
        """Show what is open, grouped by patient."""
        current = self.current_key
        pictures = {key: item.data(_PICTURE) for key, item in self._items.items()}
        self._model.clear()
        self._items = {}
        patients: dict[str, QStandardItem] = {}
        for study in studies:
            if study.patient_key not in patients:
                patients[study.patient_key] = _item(study.patient, "", study.patient)
                self._model.appendRow(patients[study.patient_key])
            item = _item(study.title, study.subtitle, f"{study.title} {study.subtitle}")
            patients[study.patient_key].appendRow(item)
            for series in study.series:
                item.appendRow(self._series_item(series, pictures.get(series.key)))
            for document in study.documents:
                item.appendRow(self._document_item(document))
        self.tree.expandAll()
        self.tree.setVisible(bool(studies))
        self.search.setEnabled(bool(studies))
        self._empty.setVisible(not studies)
        self._marked = ""
        self._search(self.search.text())
        self.select(current)

    def show_thumbnail(self, key: str, picture: QPixmap) -> None:
        """Show the picture of one series."""
        if (item := self._items.get(key)) is not None:
            item.setData(picture, _PICTURE)

    def select(self, key: str) -> None:
        """Mark the series that is on the screen, without asking for it."""
        if (item := self._items.get(key)) is None:
            return
        if (before := self._items.get(self._marked)) is not None:
            before.setData(False, _SHOWN)
        item.setData(True, _SHOWN)
        self._marked = key
        self.tree.selectionModel().blockSignals(True)
        self.tree.setCurrentIndex(self._filter.mapFromSource(item.index()))
        self.tree.selectionModel().blockSignals(False)
        self.tree.viewport().update()

    @property
    def current_key(self) -> str:
        """The series that is marked; empty for none."""
        return self._marked

    def retheme(self) -> None:
        """Recolour the icon."""
        self._glass.setIcon(icon("search", theme.current().muted))

    def _series_item(self, series: SeriesRow, picture: object) -> QStandardItem:
        item = _item(series.title, series.subtitle, series.search_text or series.title)
        item.setData(series.key, _KEY)
        item.setData(series.has_problems, _PROBLEM)
        item.setToolTip(plain_tooltip(series.tooltip))
        if isinstance(picture, QPixmap):
            item.setData(picture, _PICTURE)
        self._items[series.key] = item
        return item

    def _document_item(self, document: DocumentRow) -> QStandardItem:
        item = _item(document.title, document.subtitle, document.search_text or document.title)
        if not document.key:
            return item
        item.setData(document.key, _KEY)
        item.setData(document.icon, _ICON)
        item.setToolTip(plain_tooltip(document.tooltip))
        self._items[document.key] = item
        return item

    def _made_search(self) -> QLineEdit:
        box = SearchBox(QCoreApplication.translate("Studies", "Search patients and series"))
        box.textChanged.connect(self._search)
        return box

    def _made_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setObjectName("studies")
        tree.setModel(self._filter)
        tree.setItemDelegate(_StudyDelegate(tree))
        tree.setHeaderHidden(True)
        tree.setIndentation(12)
        tree.setMouseTracking(True)
        tree.setRootIsDecorated(False)
        tree.setExpandsOnDoubleClick(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setAccessibleName(QCoreApplication.translate("Studies", "Studies"))
        tree.selectionModel().currentChanged.connect(self._current_changed)
        tree.clicked.connect(self._current_changed)  # again: one whose reading was stopped
        tree.activated.connect(self._current_changed)
        return tree

    def _current_changed(self, current: QModelIndex) -> None:
        if (key := current.data(_KEY)) and not self._is_searching:
            self.select(str(key))
            wanted = self.document_wanted if current.data(_ICON) else self.series_wanted
            wanted.emit(self._marked)

    def _search(self, text: str) -> None:
        """Show what matches; the series on the screen stays there, in the list or not."""
        self._is_searching = True
        self._filter.setFilterFixedString(text.strip())
        self._is_searching = False
        self.tree.expandAll()
        self.select(self._marked)
        self._none.setVisible(not self._filter.rowCount() and bool(self._items))


def _invitation() -> QWidget:
    label = plain_label(
        QCoreApplication.translate(
            "Studies", "Nothing is open yet. Drop files anywhere in the window."
        ),
        "muted",
        wraps=True,
    )
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    label.setContentsMargins(16, 24, 16, 16)
    return label


def _no_match() -> QWidget:
    label = plain_label(QCoreApplication.translate("Studies", "Nothing matches."), "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.hide()
    return label


def _item(title: str, subtitle: str, search: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setData(subtitle, _SUBTITLE)
    item.setData(search, _SEARCH)
    item.setEditable(False)
    item.setAccessibleText(f"{title} {subtitle}".strip())
    return item


class _StudyDelegate(QStyledItemDelegate):
    """Two lines per row; series have a picture before them."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        if index.data(_KEY) and not index.data(_ICON):
            return QSize(120, _THUMBNAIL + 16)
        if index.data(_ICON):
            return QSize(120, 46)
        return QSize(120, 40 if index.data(_SUBTITLE) else 28)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(2, 2, -8, -2)
        is_series = bool(index.data(_KEY))
        state = option.state
        # the series on the screen is marked, also while the keyboard is at a patient's name
        if index.data(_SHOWN) or (state & QStyle.StateFlag.State_Selected and is_series):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(area, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver and is_series:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(area, 6, 6)
        left = area.left() + 6
        if name := index.data(_ICON):
            scale = painter.device().devicePixelRatioF()
            symbol = pixmap(str(name), tokens.muted, _SYMBOL, scale)
            at = left + (_THUMBNAIL - _SYMBOL) // 2
            painter.drawPixmap(at, area.center().y() - _SYMBOL // 2 + 1, symbol)
            left += _THUMBNAIL + 10
        elif is_series:
            self._paint_thumbnail(painter, left, area.center().y() - _THUMBNAIL // 2 + 1, index)
            left += _THUMBNAIL + 10
        self._paint_words(painter, area.adjusted(left - area.left(), 0, -4, 0), index)
        painter.restore()

    def _paint_thumbnail(
        self, painter: QPainter, left: int, top: int, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = theme.current()
        picture = index.data(_PICTURE)
        painter.fillRect(left, top, _THUMBNAIL, _THUMBNAIL, QColor("#000000"))
        if isinstance(picture, QPixmap):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = picture.size().scaled(_THUMBNAIL, _THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawPixmap(
                left + (_THUMBNAIL - size.width()) // 2,
                top + (_THUMBNAIL - size.height()) // 2,
                size.width(),
                size.height(),
                picture,
            )
        painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(left, top, _THUMBNAIL, _THUMBNAIL)
        if index.data(_PROBLEM):
            mark = pixmap("warning", tokens.warning, 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(left + _THUMBNAIL - 18, top + _THUMBNAIL - 18, mark)

    def _paint_words(
        self, painter: QPainter, area: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = theme.current()
        title, subtitle = str(index.data()), str(index.data(_SUBTITLE) or "")
        is_patient = not index.parent().isValid()
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        height = painter.fontMetrics().height()
        lines = [(title, font, tokens.text)]
        for words in subtitle.split("\n") if subtitle else []:
            lines.append((words, QFont(painter.font()), tokens.muted))
        if is_patient:
            lines[0] = (title, font, tokens.accent)
        rect = area.adjusted(0, 0, 0, 0)  # type: ignore[attr-defined]
        top = rect.center().y() - (len(lines) * (height + 2)) // 2 + 1
        for number, (words, line_font, colour) in enumerate(lines):
            painter.setFont(line_font)
            painter.setPen(QColor(colour))
            elided = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, rect.width()
            )
            painter.drawText(
                rect.left(), top + number * (height + 2) + painter.fontMetrics().ascent(), elided
            )

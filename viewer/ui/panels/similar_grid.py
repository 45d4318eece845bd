"""The grid of matches: a list in cells of one size, that tells which of them can be seen."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from viewer.ui.panels.similar_delegate import MatchDelegate, least_cell
from viewer.ui.panels.similar_model import MatchModel
from viewer.ui.panels.similar_rows import MatchRow

_SETTLE_MS: Final = 40
"""So long the grid rests before pictures are asked for: who scrolls past wants none."""
_OPENS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class MatchGrid(QListView):
    """Arrows go through the matches, Enter or a click opens one, C compares."""

    open_wanted = Signal(int)
    compare_wanted = Signal(int)
    pictures_wanted = Signal(list)
    """Numbers of the rows that can be seen and have no picture yet, from the top."""
    chosen_changed = Signal(int)
    """The row that is chosen now; -1 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matches = MatchModel(self)
        self.setModel(self.matches)
        self._delegate = MatchDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(QCoreApplication.translate("Similar", "Similar pictures"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(self._open_chosen)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._ask_for_pictures)
        self.verticalScrollBar().valueChanged.connect(self._look_again)

    @property
    def chosen(self) -> int:
        """The row that is chosen; -1 for none."""
        return self.currentIndex().row()

    def show_rows(self, rows: Sequence[MatchRow]) -> None:
        """Show the matches of another search, the best one chosen."""
        self.matches.show_rows(rows)
        self.scrollToTop()
        self.choose(0)
        self._look_again()

    def change_rows(self, rows: Sequence[MatchRow]) -> None:
        """Say the same matches in other words."""
        self.matches.change_rows(rows)
        self.chosen_changed.emit(self.chosen)
        self._look_again()  # what was withheld may be seen now

    def show_picture(self, row: int, picture: QPixmap | None) -> None:
        """Show the picture of a row; None says that it cannot be had."""
        self.matches.show_picture(row, picture)

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view."""
        index = self.matches.index(row)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def event(self, event: QEvent) -> bool:
        """Have C before the window does, where it plays the images."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _compares(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_plain(event) and event.key() in _OPENS:
            self._open_chosen()
        elif _compares(event):
            self._compare_chosen()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_cells()
        super().resizeEvent(event)
        self._look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what came while another tab was in front."""
        super().showEvent(event)
        self._look_again()

    def visible_rows(self) -> range:
        """Return the rows of which anything can be seen."""
        count = self.matches.rowCount()
        columns = max(1, self.viewport().width() // max(1, self.gridSize().width()))
        height = max(1, self.gridSize().height())
        top = self.verticalScrollBar().value()
        first = top // height * columns
        last = ((top + self.viewport().height() - 1) // height + 1) * columns
        return range(min(first, count), min(last, count))

    def _fit_cells(self) -> None:
        """Share the width among as many cells as fit, so that no strip stays empty.

        The scroll bar's room is left for it in any case: cells that were wider without it would
        call for it, and narrower ones let it go again, for ever.
        """
        cell = least_cell(self.fontMetrics().height())
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, room // cell.width())
        cell.setWidth(max(cell.width(), room // columns))
        if cell != self.gridSize():
            self._delegate.cell = cell
            self.setGridSize(cell)

    def _look_again(self, *_: object) -> None:
        self._settle.start()

    def _ask_for_pictures(self) -> None:
        wanted = [row for row in self.visible_rows() if self.matches.lacks_picture(row)]
        if self.isVisible():
            self.pictures_wanted.emit(wanted)

    def _current_changed(self, *_: object) -> None:
        self.chosen_changed.emit(self.chosen)

    def _show_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        row = self.matches.rows[index.row()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opening = menu.addAction(QCoreApplication.translate("Similar", "Open"))
        opening.setEnabled(row.may_open)
        opening.triggered.connect(self._open_chosen)
        comparing = menu.addAction(QCoreApplication.translate("Similar", "Compare side by side"))
        comparing.triggered.connect(self._compare_chosen)
        self.setCurrentIndex(index)
        menu.popup(self.viewport().mapToGlobal(place))

    def _open_chosen(self, *_: object) -> None:
        if self.chosen >= 0:
            self.open_wanted.emit(self.chosen)

    def _compare_chosen(self) -> None:
        if self.chosen >= 0:
            self.compare_wanted.emit(self.chosen)


def _compares(event: QKeyEvent) -> bool:
    return _is_plain(event) and event.key() == Qt.Key.Key_C


def _is_plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

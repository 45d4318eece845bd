"""The measurements of a cephalogram against norms, and the wigglegram beside them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from viewer.ui import theme
from viewer.ui.ceph_rows import MeasureRow
from viewer.ui.models.cephalometry import MeasuresModel
from viewer.ui.panels.ceph_delegate import MeasureDelegate, columns_in

_HEAD: Final = 24
_MARGIN: Final = 10


class CephTable(QWidget):
    """A list of `MeasureRow`s; pointing at one, or choosing it, is told."""

    row_hovered = Signal(str)
    """The code under the pointer; empty for none."""
    row_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = MeasuresModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(MeasureDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(QCoreApplication.translate("Cephalometry", "Measurements"))
        self._was_chosen = False
        self.view.entered.connect(self._entered)
        self.view.clicked.connect(self._clicked)
        self.view.viewport().installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Heads(self.view.viewport()))
        column.addWidget(self.view, 1)

    def show_rows(self, rows: Sequence[MeasureRow]) -> None:
        """Show these rows; what is chosen stays chosen while it is among them."""
        self.model.show_rows(rows)

    @property
    def chosen(self) -> str:
        """The code of the row that is chosen; empty for none."""
        row = self.model.row_at(self.view.currentIndex())
        return "" if row is None else row.code

    def choose(self, code: str) -> None:
        """Choose a row by its code; of none that is listed, no row."""
        place = self.model.place_of(code)
        self.view.setCurrentIndex(self.model.index(place) if place >= 0 else QModelIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell that the pointer is at no row any more; know whether a press is the second one."""
        if event.type() is QEvent.Type.Leave:
            self.row_hovered.emit("")
        elif event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            pressed = self.view.indexAt(event.position().toPoint())
            self._was_chosen = pressed.isValid() and pressed == self.view.currentIndex()
        return super().eventFilter(watched, event)

    def _clicked(self, _index: QModelIndex) -> None:
        """Choose no row where the chosen one was clicked again."""
        if self._was_chosen:
            self._was_chosen = False
            self.view.setCurrentIndex(QModelIndex())

    def _entered(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        self.row_hovered.emit("" if row is None else row.code)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(index)
        self.row_chosen.emit("" if row is None else row.code)


class _Heads(QWidget):
    """The heads of the columns."""

    def __init__(self, below: QWidget) -> None:
        super().__init__()
        self._below = below
        self.setFixedHeight(_HEAD)
        self._words = (
            QCoreApplication.translate("Cephalometry", "Item"),
            QCoreApplication.translate("Cephalometry", "Value"),
            QCoreApplication.translate("Cephalometry", "Norm ± SD"),
            QCoreApplication.translate("Cephalometry", "SD"),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.current().muted)
        places = columns_in(QRect(_MARGIN, 0, self._below.width() - 2 * _MARGIN, _HEAD))
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, (words, place) in enumerate(zip(self._words, places, strict=True)):
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            painter.drawText(place, middle | side, words)
        painter.end()

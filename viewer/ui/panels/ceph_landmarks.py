"""The landmarks of a cephalogram: where each is from, what to check first, what is missing."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.domain.cephalometry.origins import LandmarkOrigin
from viewer.ui.ceph_rows import LandmarkRow
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.models.cephalometry import LandmarksModel
from viewer.ui.panels.ceph_delegate import LandmarkDelegate


class CephLandmarks(QWidget):
    """A list of `LandmarkRow`s with what can be done with one of them, and with all."""

    chosen = Signal(str)
    """The code of a landmark that is to be shown on the film."""
    place_wanted = Signal(str)
    """One that is missing is to be placed by hand."""
    restore_wanted = Signal(str)
    """The code; empty: all of them."""
    order_wanted = Signal(bool)
    """Those to check first are to stand first."""
    errors_wanted = Signal()
    """The errors of landmarks are to be seen, or changed."""

    def __init__(self) -> None:
        super().__init__()
        self.model = LandmarksModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(LandmarkDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(QCoreApplication.translate("Cephalometry", "Landmarks"))
        self.counts = plain_label("", "muted", wraps=True)
        self.first = QCheckBox(
            QCoreApplication.translate("Cephalometry", "Those to check first on top")
        )
        self.place = QPushButton(QCoreApplication.translate("Cephalometry", "Place"))
        self.restore = QPushButton(QCoreApplication.translate("Cephalometry", "Restore"))
        self.restore_all = QPushButton(QCoreApplication.translate("Cephalometry", "Restore all"))
        self.errors = QPushButton(QCoreApplication.translate("Errors", "Errors…"))
        self._locked = ""
        self._lay_out()
        self._connect()

    def show_rows(self, rows: Sequence[LandmarkRow], counts: str, locked: str) -> None:
        """Show these rows; `locked` says why nothing can be changed, empty where it can."""
        chosen = self.code
        with QSignalBlocker(self.view.selectionModel()):
            self.model.show_rows(rows)
        self._locked = locked
        if self.code != chosen:
            self.choose(chosen)
        self.counts.setText(counts)
        self._update()

    @property
    def code(self) -> str:
        """The landmark that is chosen; empty for none."""
        row = self.model.row_at(self.view.currentIndex())
        return "" if row is None else row.code

    def choose(self, code: str) -> None:
        """Choose a landmark without telling of it."""
        place = self.model.place_of(code)
        with QSignalBlocker(self.view.selectionModel()):
            self.view.setCurrentIndex(self.model.index(place) if place >= 0 else QModelIndex())
        self.view.viewport().update()
        self._update()

    def set_placing(self, *, is_on: bool) -> None:
        """Show that a click on the film is waited for."""
        self.place.setChecked(is_on)

    def _lay_out(self) -> None:
        self.place.setCheckable(True)
        top, buttons = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.first, 1)
        buttons.setSpacing(6)
        for button in (self.place, self.restore, self.restore_all, self.errors):
            button.setAutoDefault(False)
            row = top if button is self.errors else buttons
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.counts)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.activated.connect(self._activated)
        self.view.doubleClicked.connect(self._activated)
        self.first.toggled.connect(self.order_wanted)
        self.errors.clicked.connect(self.errors_wanted)
        self.place.clicked.connect(lambda _checked=False: self.place_wanted.emit(self.code))
        self.restore.clicked.connect(lambda _checked=False: self.restore_wanted.emit(self.code))
        self.restore_all.clicked.connect(lambda _checked=False: self.restore_wanted.emit(""))

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(index)
        self._update()
        if row is not None:
            self.chosen.emit(row.code)

    def _activated(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and row.state is LandmarkOrigin.MISSING and not self._locked:
            self.place_wanted.emit(row.code)

    def _update(self) -> None:
        row = self.model.row_at(self.view.currentIndex())
        state = None if row is None else row.state
        may = not self._locked
        self.place.setEnabled(may and state is LandmarkOrigin.MISSING)
        changed = {LandmarkOrigin.MOVED, LandmarkOrigin.PLACED}
        self.restore.setEnabled(may and state in changed)
        self.restore_all.setEnabled(
            may and any(each.state is LandmarkOrigin.MOVED for each in self.model.rows)
        )
        for button in (self.place, self.restore, self.restore_all):
            button.setToolTip(plain_tooltip(self._locked))

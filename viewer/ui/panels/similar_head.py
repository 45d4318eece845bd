"""The head of the similar cases: in which database, how many, where that goes, and the search."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.panels.similar_rows import Locks

_MOST: Final = 1000
_NUMBER_WIDTH: Final = 78


class SimilarHead(QWidget):
    """What a search is made with. It decides nothing."""

    database_chosen = Signal(str)
    manage_wanted = Signal()
    wanted_changed = Signal(int)
    view_wanted = Signal()
    region_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.databases = QComboBox()
        self.databases.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.databases.setMinimumContentsLength(8)
        self.databases.setAccessibleName(QCoreApplication.translate("Similar", "Database"))
        self.databases.activated.connect(self._chosen)
        self.manage = QPushButton(QCoreApplication.translate("Similar", "Manage…"))
        self.manage.setProperty("role", "small")
        self.manage.setToolTip(
            QCoreApplication.translate("Similar", "Databases: create, look into, add, delete")
        )
        self.manage.clicked.connect(self.manage_wanted)
        self.view = QPushButton(QCoreApplication.translate("Similar", "Search with this view"))
        self.view.setProperty("role", "primary")
        self.view.setObjectName("similarSearch")
        self.view.clicked.connect(self.view_wanted)
        self.region = QPushButton(QCoreApplication.translate("Similar", "With a region"))
        self.region.setObjectName("similarSearch")
        self.region.setCheckable(True)
        self.region.setAccessibleName(QCoreApplication.translate("Similar", "Search with a region"))
        self.region.clicked.connect(self.region_wanted)
        self.wanted = QSpinBox()
        self.wanted.setRange(1, _MOST)
        self.wanted.setFixedWidth(_NUMBER_WIDTH)
        # the style sheet's padding is not heeded
        self.wanted.lineEdit().setTextMargins(6, 0, 0, 0)
        self.wanted.setAccessibleName(
            QCoreApplication.translate("Similar", "How many results, 1 to {0}").format(_MOST)
        )
        self.wanted.setToolTip(self.wanted.accessibleName())
        self.wanted.valueChanged.connect(self.wanted_changed)
        self.destination = plain_label("", "muted", wraps=True)
        self._lay_out()

    def offer(self, names: Sequence[str], chosen: str) -> None:
        """Offer databases; without any the chooser is empty and cannot be used."""
        self.databases.clear()
        for name in names:
            self.databases.addItem(name, name)
        self.databases.setCurrentIndex(max(0, self.databases.findData(chosen)))
        self.databases.setEnabled(bool(names))

    @property
    def database(self) -> str:
        """The database that is chosen; empty for none."""
        return str(self.databases.currentData() or "")

    def show_wanted(self, count: int) -> None:
        """Show how many results are asked for."""
        self.wanted.blockSignals(True)
        self.wanted.setValue(count)
        self.wanted.blockSignals(False)

    def show_destination(self, words: str) -> None:
        """Say what leaves and where it goes."""
        self.destination.setText(words)

    def lock(self, locks: Locks) -> None:
        """Let no search be made where there is a reason, and say which."""
        usual = (
            QCoreApplication.translate(
                "Similar", "The whole image, in the grey window that it has now"
            ),
            QCoreApplication.translate("Similar", "Draw a rectangle over the image first"),
        )
        for button, why, hint in (
            (self.view, locks.view, usual[0]),
            (self.region, locks.region, usual[1]),
        ):
            button.setEnabled(not why)
            button.setToolTip(plain_tooltip(why or hint))

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.databases, 1)
        first.addWidget(self.manage)
        second.addWidget(self.view, 3)
        second.addWidget(self.region, 2)
        third.addWidget(self.destination, 1)
        third.addWidget(plain_label(QCoreApplication.translate("Similar", "Results"), "muted"))
        third.addWidget(self.wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for row in (first, second, third):
            row.setSpacing(8)
            layout.addLayout(row)

    def _chosen(self, _index: int) -> None:
        self.database_chosen.emit(self.database)

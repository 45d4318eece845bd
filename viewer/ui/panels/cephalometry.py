"""The Analysis tab: a cephalogram measured, its landmarks, its wigglegram, a second film."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.labels import line
from viewer.ui.panels.ceph_head import CephHead
from viewer.ui.panels.ceph_landmarks import CephLandmarks
from viewer.ui.panels.ceph_superimpose import CephSuperimpose
from viewer.ui.panels.ceph_table import CephTable
from viewer.ui.panels.wigglegram import Wigglegram

TABLE: Final = 0
WIGGLEGRAM: Final = 1
LANDMARKS: Final = 2
SUPERIMPOSE: Final = 3
_LEAST: Final = 220
"""Logical px that a page has at least; in a low window all of the tab is scrolled."""


class CephPanel(QWidget):
    """The head, and below it one of four pages."""

    page_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = CephHead()
        self.table = CephTable()
        self.wigglegram = Wigglegram()
        self.landmarks = CephLandmarks()
        self.superimpose = CephSuperimpose()
        self.pages = QTabBar()
        self.pages.setObjectName("cephPages")
        self.pages.setDrawBase(False)
        self.pages.setExpanding(False)
        self.pages.setUsesScrollButtons(True)
        self.pages.setAccessibleName(QCoreApplication.translate("Cephalometry", "Pages"))
        self._stack = QStackedWidget()
        for words, page in self._made_pages():
            self.pages.addTab(words)
            self._stack.addWidget(page)
        self.pages.currentChanged.connect(self._show_page)
        self._lay_out()

    def show_page(self, page: int) -> None:
        """Bring a page to the front."""
        self.pages.setCurrentIndex(page)

    @property
    def page(self) -> int:
        """The page in front."""
        return self.pages.currentIndex()

    def retheme(self) -> None:
        """Recolour what is not coloured by palette and style sheet."""
        self.head.retheme()
        self.update()

    def _made_pages(self) -> tuple[tuple[str, QWidget], ...]:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.wigglegram)
        scroll.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll.setAccessibleName(QCoreApplication.translate("Cephalometry", "Wigglegram"))
        return (
            (QCoreApplication.translate("Cephalometry", "Values"), self.table),
            (QCoreApplication.translate("Cephalometry", "Wigglegram"), scroll),
            (QCoreApplication.translate("Cephalometry", "Landmarks"), self.landmarks),
            (QCoreApplication.translate("Cephalometry", "Compare"), self.superimpose),
        )

    def _show_page(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self.page_changed.emit(page)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(line())
        column.addWidget(self.pages)
        column.addWidget(self._stack, 1)
        self._stack.setMinimumHeight(_LEAST)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keys
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

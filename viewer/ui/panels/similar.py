"""The tab of similar cases: what is asked, and the pictures that are like it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.elided import ElidedLabel
from viewer.ui.labels import plain_label
from viewer.ui.panels.similar_grid import MatchGrid
from viewer.ui.panels.similar_head import SimilarHead
from viewer.ui.panels.similar_page import SimilarPage
from viewer.ui.panels.similar_rows import MatchRow, Page, QueryRow

_QUERY: Final = 56


class SimilarPanel(QWidget):
    """Shows the query and its results, or in their place what is the matter."""

    open_wanted = Signal(int)
    """The number of a match, from 0."""
    compare_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = SimilarHead()
        self.query = _Query()
        self.query.hide()
        self.page = SimilarPage()
        self.grid = MatchGrid()
        self.grid.open_wanted.connect(self.open_wanted)
        self.grid.compare_wanted.connect(self.compare_wanted)
        self.grid.chosen_changed.connect(self._chosen_changed)
        self.found = ElidedLabel("", "muted")
        self.open = QPushButton(QCoreApplication.translate("Similar", "Open"))
        self.open.clicked.connect(self._open)
        self.compare = QPushButton(QCoreApplication.translate("Similar", "Compare side by side"))
        self.compare.clicked.connect(self._compare)
        for button in (self.open, self.compare):
            button.setProperty("role", "small")
        self._results = self._made_results()
        self._body = QStackedWidget()
        self._body.addWidget(self.page)
        self._body.addWidget(self._results)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self.query)
        layout.addWidget(self._body, 1)

    @property
    def shows_results(self) -> bool:
        """Tell whether matches are shown."""
        return self._body.currentWidget() is self._results

    def take_focus(self) -> None:
        """Let keys go to the matches, or to what a search is made with."""
        if self.shows_results:
            self.grid.setFocus()
        else:
            (self.head.view if self.head.view.isEnabled() else self.head.manage).setFocus()

    def show_page(self, page: Page) -> None:
        """Say something in place of results."""
        self.page.show_page(page)
        self._body.setCurrentWidget(self.page)

    def show_query(self, row: QueryRow | None) -> None:
        """Show what is asked about; None: nothing yet."""
        self.query.setVisible(row is not None)
        if row is not None:
            self.query.show_row(row)

    def show_results(self, rows: Sequence[MatchRow], words: str) -> None:
        """Show the matches of a search."""
        focus = QApplication.focusWidget()
        has_focus = focus is not None and self.isAncestorOf(focus)
        self.found.show_text(words)
        self.grid.show_rows(rows)
        self._body.setCurrentWidget(self._results)
        if has_focus:
            self.grid.setFocus()

    def change_results(self, rows: Sequence[MatchRow]) -> None:
        """Say the same matches in other words."""
        self.grid.change_rows(rows)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the theme: signs are drawn in its colours."""
        if event.type() is QEvent.Type.PaletteChange:
            self.page.retheme()
        super().changeEvent(event)

    def _made_results(self) -> QWidget:
        made = QWidget()
        made.setObjectName("panel")
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.found)
        layout.addWidget(self.grid, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.open)
        foot.addWidget(self.compare)
        foot.addStretch(1)
        layout.addLayout(foot)
        return made

    def _chosen_changed(self, row: int) -> None:
        rows = self.grid.matches.rows
        is_one = 0 <= row < len(rows)
        self.open.setEnabled(is_one and rows[row].may_open)
        self.compare.setEnabled(is_one)

    def _open(self) -> None:
        self.open_wanted.emit(self.grid.chosen)

    def _compare(self) -> None:
        self.compare_wanted.emit(self.grid.chosen)


class _Query(QWidget):
    """The small picture that was asked about, and what it is of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QLabel()
        self.picture.setFixedSize(QSize(_QUERY, _QUERY))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = ElidedLabel("", "part")
        self.detail = ElidedLabel("", "muted")
        self.note = plain_label("", "warning", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(plain_label(QCoreApplication.translate("Similar", "Asked about"), "muted"))
        for label in (self.title, self.detail, self.note):
            words.addWidget(label)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def show_row(self, row: QueryRow) -> None:
        ratio = self.devicePixelRatioF()
        side = round(_QUERY * ratio)
        shown = QPixmap.fromImage(
            row.picture.scaled(
                side,
                side,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self.title.show_text(row.title)
        self.detail.show_text(row.detail)
        self.note.setText(row.note)
        self.note.setVisible(bool(row.note))
        self.setAccessibleName(f"{row.title}, {row.detail}")

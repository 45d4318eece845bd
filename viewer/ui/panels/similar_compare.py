"""The picture asked about and one that is like it, beside each other; keys go through the rest."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from viewer.domain.similar import MOST_SCORE
from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label
from viewer.ui.panels.similar_delegate import placeholder_words
from viewer.ui.panels.similar_pair import LinkedPicture, SharedLook
from viewer.ui.panels.similar_rows import MatchRow, QueryRow
from viewer.words.similar_search import match_words, unlabelled_words, withheld_words

_SIZE: Final = (1120, 720)
_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Which match of how many is beside the query."""

    row: MatchRow
    total: int


class CompareSheet(Sheet):
    """Left and right arrow go to the match before and after, + and - zoom, 0 fits, Enter opens."""

    moved = Signal(int)
    """-1 or 1: the match before or after is wanted."""
    open_wanted = Signal()

    def __init__(self, query: QueryRow, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("Similar", "Compare side by side"), parent, width=640
        )
        self.look = SharedLook(self)
        self.asked = LinkedPicture(self.look)
        self.asked.setAccessibleName(f"{query.title}, {query.detail}")
        self.asked.show_image(query.picture)
        self.match = LinkedPicture(self.look)
        self.title = plain_label("", "part", wraps=True)
        self.detail = plain_label("", "muted", wraps=True)
        self.score = QProgressBar()
        self.score.setRange(0, int(MOST_SCORE) * _TENTHS)
        self.score.setTextVisible(False)
        self._pair: Pair | None = None
        self._lay_out(query)
        self._make_buttons()
        self.take_size(*_SIZE)
        self.match.setFocus()  # so that Enter means the button that opens

    def show_match(self, pair: Pair) -> None:
        """Show which match it is; its picture follows."""
        self._pair = pair
        row = pair.row
        said = QCoreApplication.translate("Similar", "{0} of {1}: {2}")
        label = row.label or unlabelled_words()
        self.title.setText(said.format(row.number, pair.total, label))
        self.detail.setText(match_words(row.number, row.score, (row.where,), is_same=row.is_same))
        self.score.setValue(round((row.score or 0.0) * _TENTHS))
        self.score.setAccessibleName(self.detail.text())
        self.match.setAccessibleName(self.detail.text())
        self.match.show_words(
            withheld_words() if row.is_withheld else placeholder_words(is_broken=False)
        )
        self.previous.setEnabled(row.number > 1)
        self.next.setEnabled(row.number < pair.total)
        self.open_here.setEnabled(row.may_open)

    def show_picture(self, image: QImage | None) -> None:
        """Show the match's picture; None says that it cannot be had."""
        if image is None:
            self.match.show_words(placeholder_words(is_broken=True))
        else:
            self.match.show_image(image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                self._go(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                self._go(1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.look.nearer()
            case Qt.Key.Key_Minus:
                self.look.farther()
            case Qt.Key.Key_0:
                self.look.fit()
            case _:
                super().keyPressEvent(event)

    def _go(self, way: int) -> None:
        pair = self._pair
        if pair is not None and 1 <= pair.row.number + way <= pair.total:
            self.moved.emit(way)

    def _before(self) -> None:
        self._go(-1)

    def _after(self) -> None:
        self._go(1)

    def _lay_out(self, query: QueryRow) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        heads = (
            (plain_label(query.title, "part", wraps=True), plain_label(query.detail, "muted")),
            (self.title, self.detail),
        )
        for picture, (title, detail) in zip((self.asked, self.match), heads, strict=True):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(title)
            column.addWidget(detail)
            if picture is self.match:
                column.addWidget(self.score)
            else:
                column.addSpacing(self.score.sizeHint().height() + column.spacing())
            column.addWidget(picture, 1)
            row.addLayout(column, 1)
        self.body.addLayout(row, 1)
        self.body.addWidget(
            plain_label(
                QCoreApplication.translate(
                    "Similar", "Wheel: zoom both · drag: move both · 0: fit · ← →: other matches"
                ),
                "muted",
            )
        )

    def _make_buttons(self) -> None:
        self.previous = self.add_button(QCoreApplication.translate("Similar", "Previous"))
        self.previous.clicked.connect(self._before)
        self.next = self.add_button(QCoreApplication.translate("Similar", "Next"))
        self.next.clicked.connect(self._after)
        self.add_close(QCoreApplication.translate("Similar", "Close"))
        self.open_here = self.add_button(
            QCoreApplication.translate("Similar", "Open"), is_primary=True
        )
        self.open_here.clicked.connect(self.open_wanted)

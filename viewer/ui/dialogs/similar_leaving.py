"""What would leave: the very pictures in a strip, and folded up what is sent beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.ui import theme
from viewer.ui.icons import icon, pixmap
from viewer.ui.labels import plain_label, plain_tooltip
from viewer.ui.models.similar_images import untinted

PICTURE: Final = 104
"""Longer side of a picture in the strip, in logical px."""
MOST_SHOWN: Final = 60
"""So many of the pictures are drawn; the others are counted."""
_TEXT_LINES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One picture that would leave: how it is called here, and what is sent beside it."""

    title: str
    label: str
    entity_id: str
    extra_data: str


class LeavingView(QWidget):
    """The strip, what is left out of the pictures, and the texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Leaving, ...] = ()
        self._head = plain_label("", "section")
        self.strip = self._made_strip()
        self._more = plain_label("", "muted")
        self.unfold = QPushButton(QCoreApplication.translate("Similar", "What is sent beside them"))
        self.unfold.setProperty("role", "link")
        self.unfold.setAutoDefault(False)
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setTabChangesFocus(True)
        self.texts.setAccessibleName(self.unfold.text())
        self.texts.setMinimumHeight(self.texts.fontMetrics().lineSpacing() * _TEXT_LINES)
        self.texts.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._head, self.strip, self._more, _privacy(self)):
            column.addWidget(widget)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.texts, 1)
        column.addStretch()
        self.unfold.clicked.connect(self._fold)
        self._show_folded()
        self.show_items(())

    def show_items(self, items: Sequence[Leaving]) -> None:
        """Show other pictures; they are drawn as they come."""
        self._items = tuple(items)
        self.strip.clear()
        self.strip.setVisible(bool(items))
        for leaving in self._items[:MOST_SHOWN]:
            item = QListWidgetItem(_waiting(), f"{leaving.title}\n…")
            item.setToolTip(_tip(leaving))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, leaving.title)
            self.strip.addItem(item)
        if self._items:
            self.strip.setCurrentRow(0)
        count = len(self._items)
        words = (
            QCoreApplication.translate("Similar", "This picture is added, as it is shown here")
            if count == 1
            else QCoreApplication.translate(
                "Similar", "These {0} pictures are added, as they are shown here"
            ).format(count)
        )
        self._head.setText(words if count else "")
        more = count - MOST_SHOWN
        self._more.setText(
            QCoreApplication.translate("Similar", "and {0} more like them").format(more)
            if more > 0
            else ""
        )
        self._more.setVisible(more > 0)
        self._fill_texts()

    def show_texts(self, items: Sequence[Leaving]) -> None:
        """Show other texts beside the same pictures."""
        self._items = tuple(items)
        for number, leaving in enumerate(self._items[: self.strip.count()]):
            self.strip.item(number).setToolTip(_tip(leaving))
        self._fill_texts()

    def show_picture(self, number: int, picture: QPixmap, words: str) -> None:
        """Show one picture as it is sent; `words` say its size, or why there is none."""
        if number >= self.strip.count():
            return
        item = self.strip.item(number)
        leaving = self._items[number]
        if not picture.isNull():
            item.setIcon(untinted(picture))
        item.setText("\n".join((leaving.title, words)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{leaving.title}, {words}")

    def _made_strip(self) -> QListWidget:
        strip = QListWidget()
        strip.setViewMode(QListView.ViewMode.IconMode)
        strip.setFlow(QListView.Flow.LeftToRight)
        strip.setWrapping(False)
        strip.setMovement(QListView.Movement.Static)
        strip.setUniformItemSizes(True)
        strip.setWordWrap(True)
        strip.setIconSize(QSize(PICTURE, PICTURE))
        line = strip.fontMetrics().lineSpacing()
        strip.setGridSize(QSize(PICTURE + 24, PICTURE + 2 * line + 20))
        bar = strip.style().pixelMetric(strip.style().PixelMetric.PM_ScrollBarExtent)
        strip.setFixedHeight(PICTURE + 2 * line + 28 + bar)
        strip.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setAccessibleName(QCoreApplication.translate("Similar", "Pictures that are added"))
        return strip

    def _fold(self) -> None:
        """Open what is folded up, or fold it up again."""
        self.texts.setVisible(self.texts.isHidden())
        self._show_folded()

    def _show_folded(self) -> None:
        self._fill_texts()
        name = "chevron-right" if self.texts.isHidden() else "chevron-down"
        self.unfold.setIcon(icon(name, theme.current().muted, 14))

    def _fill_texts(self) -> None:
        if not self.texts.isHidden():
            said = (
                "\n".join(filter(None, _facts(leaving)[1:])) for leaving in self._items[:MOST_SHOWN]
            )
            self.texts.setPlainText("\n\n".join(said))


def _facts(leaving: Leaving) -> tuple[str, ...]:
    return (
        leaving.title,
        leaving.label,
        f"EntityId: {leaving.entity_id}",
        f"ExtraData: {leaving.extra_data}",
    )


def _tip(leaving: Leaving) -> str:
    return plain_tooltip("\n".join(filter(None, _facts(leaving))))


def _waiting() -> QIcon:
    """Return the grey place of a picture that is not there yet."""
    empty = QPixmap(PICTURE, PICTURE)
    empty.fill(theme.current().border)
    return QIcon(empty)


def _privacy(view: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    mark = QLabel()
    mark.setPixmap(pixmap("shield", theme.current().good, 18, view.devicePixelRatioF()))
    layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = QCoreApplication.translate(
        "Similar",
        "Only pixels and the texts below are sent: no name, no date, no identifier; UIDs are "
        "replaced, the way back is kept on this computer. Text burned into the pixels is not "
        "looked for: check the pictures.",
    )
    layout.addWidget(plain_label(words, "muted", wraps=True), 1)
    return row

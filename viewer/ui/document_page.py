"""The page of a document without a picture: text to be read, searched and copied.

What a file says is put in as plain text, piece by piece; nothing of it is ever taken for markup.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QTextEdit, QVBoxLayout, QWidget

from viewer.ui.elided import ElidedLabel
from viewer.ui.labels import plain_label
from viewer.ui.search_box import SearchBox
from viewer.ui.theme import current
from viewer.words.documents import DocumentLine, LineRole

_AT_ONCE: Final = 120
"""Lines that are put in before the window gets its turn again."""
_MOST_FOUND: Final = 500
_INDENT: Final = 22
_MARGIN: Final = 28
_LINE_BREAK: Final = "\u2028"
_QT_COPY: Final = "edit-copy"  # objectName of the action in Qt's standard menu


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContent:
    """What the page shows. `save` is the words of its button, empty for none.

    `images` are the SOP Instances that are open: lines that point at them can be clicked.
    """

    title: str
    subtitle: str = ""
    notice: str = ""
    lines: tuple[DocumentLine, ...] = ()
    save: str = ""
    images: frozenset[str] = frozenset()


class DocumentPage(QWidget):
    """Shows one document; asks for the image, for saving, and for an image that is pointed at."""

    image_wanted = Signal()
    save_wanted = Signal()
    reference_wanted = Signal(str, int)
    """SOP Instance UID, frame from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._content = DocumentContent(title="")
        self._rest: Iterator[DocumentLine] = iter(())
        self._theme = current().name
        self.title = ElidedLabel(role="title")
        self._subtitle = ElidedLabel(role="muted")
        self._notice = plain_label(role="warning", wraps=True)
        self._found = plain_label(role="muted")
        self.text = _DocumentText()
        self.text.reference_clicked.connect(self._reference_clicked)
        self.search = SearchBox(QCoreApplication.translate("Documents", "Search this document"))
        self.search.setFixedWidth(240)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.find_next)
        self.save_button = QPushButton()
        self.save_button.clicked.connect(self.save_wanted)
        self.back_button = QPushButton(
            QCoreApplication.translate("Documents", "Back to the images")
        )
        self.back_button.clicked.connect(self.image_wanted)
        self._lay_out()
        self._filling = QTimer(self)
        self._filling.setInterval(0)
        self._filling.timeout.connect(self._fill_on)
        self._add_keys()

    def show_document(self, content: DocumentContent, *, has_image: bool) -> None:
        """Show a document from its beginning; another showing of the same stays at its place."""
        is_same = content == self._content
        self._content = content
        self.title.show_text(content.title)
        self._subtitle.show_text(content.subtitle)
        self._notice.setText(content.notice)
        self._notice.setVisible(bool(content.notice))
        self.save_button.setText(content.save)
        self.save_button.setVisible(bool(content.save))
        self.back_button.setVisible(has_image)
        if not is_same:
            self._fill()

    def clear(self) -> None:
        """Show nothing."""
        self.search.clear()
        self.show_document(DocumentContent(title=""), has_image=False)

    @property
    def plain_text(self) -> str:
        """What stands on the page so far."""
        return self.text.toPlainText().replace(_LINE_BREAK, "\n")

    @property
    def is_filled(self) -> bool:
        """Tell whether all lines are there: a long document comes bit by bit."""
        return not self._filling.isActive()

    @property
    def found_words(self) -> str:
        """How many places were found."""
        return self._found.text()

    def find_next(self) -> None:
        """Go to the next place, from the last one to the first."""
        self._find(QTextDocument.FindFlag(0))

    def find_previous(self) -> None:
        """Go to the place before."""
        self._find(QTextDocument.FindFlag.FindBackward)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and current().name != self._theme:
            self._fill()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        for part in (self._found, self.search, self.save_button, self.back_button):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, 12, 16, 0)
        head.setSpacing(4)
        head.addLayout(row)
        head.addWidget(self._subtitle)
        head.addWidget(self._notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)

    def _add_keys(self) -> None:
        keys = (
            (QKeySequence(QKeySequence.StandardKey.Find), self.search.setFocus),
            (QKeySequence(QKeySequence.StandardKey.FindNext), self.find_next),
            (QKeySequence(QKeySequence.StandardKey.FindPrevious), self.find_previous),
            (QKeySequence("Shift+Return"), self.find_previous),
        )
        for key, act in keys:
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _fill(self) -> None:
        self._theme = current().name
        self.text.clear()
        self._rest = iter(self._content.lines)
        self._filling.start()
        self._fill_on()

    def _fill_on(self) -> None:
        lines = list(islice(self._rest, _AT_ONCE))
        is_first = self.text.document().isEmpty()
        self.text.add_lines(lines, self._content.images)
        if is_first:  # what is inserted takes the cursor along
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if len(lines) < _AT_ONCE:
            self._filling.stop()
            self._search(self.search.text())

    def _search(self, wanted: str) -> None:
        """Mark all places, and go to the first from where the reader is."""
        found = self.text.places_of(wanted.strip()) if wanted.strip() else []
        self.text.mark(found)
        self._found.setText(_found_words(len(found)) if wanted.strip() else "")
        if found and self.search.hasFocus():
            cursor = self.text.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.text.setTextCursor(cursor)
            self.find_next()

    def _find(self, flags: QTextDocument.FindFlag) -> None:
        wanted = self.search.text().strip()
        if not wanted or self.text.find(wanted, flags):
            return
        place = self.text.textCursor()
        is_back = bool(flags)
        end = QTextCursor.MoveOperation.End if is_back else QTextCursor.MoveOperation.Start
        cursor = QTextCursor(place)
        cursor.movePosition(end)
        self.text.setTextCursor(cursor)
        if not self.text.find(wanted, flags):
            self.text.setTextCursor(place)

    def _reference_clicked(self, name: str) -> None:
        uid, _, frame = name.partition("#")
        self.reference_wanted.emit(uid, int(frame or 0))


class _DocumentText(QTextEdit):
    """Read-only text that is copied as plain text, with places that can be clicked."""

    reference_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setObjectName("document")
        self.setAccessibleName(QCoreApplication.translate("Documents", "Document"))
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.document().setDocumentMargin(_MARGIN)
        self.viewport().setMouseTracking(True)
        self.setCursorWidth(0)

    def add_lines(self, lines: list[DocumentLine], images: frozenset[str]) -> None:
        """Put lines behind those that are there."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for line in lines:
            is_first = self.document().isEmpty()
            block = _block_format(line, is_first=is_first)
            if is_first:
                cursor.setBlockFormat(block)
            else:
                cursor.insertBlock(block)
            _insert(cursor, line, is_open=line.image in images)
        cursor.endEditBlock()

    def places_of(self, wanted: str) -> list[QTextCursor]:
        """Return where a text stands, capitals or not; no more than can be marked."""
        found: list[QTextCursor] = []
        cursor = self.document().find(wanted, 0)
        while not cursor.isNull() and len(found) < _MOST_FOUND:
            found.append(cursor)
            cursor = self.document().find(wanted, cursor)
        return found

    def mark(self, places: list[QTextCursor]) -> None:
        """Give places the colour of what was found."""
        ground = QTextCharFormat()
        ground.setBackground(QColor(current().selection))
        selections = []
        for place in places:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = place
            selection.format = ground
            selections.append(selection)
        self.setExtraSelections(selections)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy plain text; show the caret once keys move it: at first it would cross a letter."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_plain()
            event.accept()
            return
        self.setCursorWidth(1)
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def context_menu(self) -> QMenu:
        """Return Qt's own menu, its "Copy" copying plain text."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == _QT_COPY:
                action.triggered.disconnect()
                action.triggered.connect(self.copy_plain)
        return menu

    def copy_plain(self) -> None:
        """Copy the selection without format.

        Not by `createMimeDataFromSelection`: what that returns belongs to Python and to the
        clipboard, and the program crashes on leaving.
        """
        text = self.textCursor().selectedText()
        if text:
            plain = text.replace("\u2029", "\n").replace(_LINE_BREAK, "\n")
            QGuiApplication.clipboard().setText(plain)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_link = bool(self.anchorAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        name = self.anchorAt(event.position().toPoint())
        if name and not self.textCursor().hasSelection():
            self.reference_clicked.emit(name)


def _block_format(line: DocumentLine, *, is_first: bool) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLeftMargin(line.depth * _INDENT)
    is_heading = line.role is LineRole.HEADING
    block.setTopMargin(0 if is_first else 14 if is_heading else 4)
    block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block


def _insert(cursor: QTextCursor, line: DocumentLine, *, is_open: bool) -> None:
    tokens = current()
    label, text = QTextCharFormat(), QTextCharFormat()
    label.setForeground(QColor(tokens.muted))
    text.setForeground(QColor(tokens.muted if line.role is LineRole.NOTE else tokens.text))
    if line.role is LineRole.HEADING:
        label.setForeground(QColor(tokens.text))
        for form in (label, text):
            form.setFontWeight(QFont.Weight.DemiBold)
    if line.image and is_open:
        text.setAnchor(True)
        text.setAnchorHref(f"{line.image}#{line.frame}")
        text.setForeground(QColor(tokens.accent))
    if line.label:
        cursor.insertText(f"{line.label}:  " if line.text else line.label, label)
    cursor.insertText(line.text.replace("\n", _LINE_BREAK), text)


def _found_words(count: int) -> str:
    if not count:
        return QCoreApplication.translate("Documents", "not found")
    if count == _MOST_FOUND:
        return QCoreApplication.translate("Documents", "{0} places or more").format(count)
    return QCoreApplication.translate("Documents", "Places: {0}").format(count)

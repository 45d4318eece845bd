"""The sheet with the DICOM header: follows the slice under view, read in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from viewer.app.background import in_thread

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.document_view import DocumentView
    from viewer.app.opening import Opening
    from viewer.imaging.documents.document import DocumentHeader
    from viewer.imaging.instance import InstanceHeader
    from viewer.imaging.source import FileSource
    from viewer.ui.dialogs.header import HeaderContent, HeaderPlace, HeaderSheet
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport

    _Header = InstanceHeader | DocumentHeader

_SETTLE_MS: Final = 100


class HeaderView(QObject):
    """Opens the sheet and keeps it at the image or document on the screen while it is open."""

    def __init__(
        self,
        window: MainWindow,
        viewport: Viewport,
        opening: Opening,
        background: Background,
        *,
        documents: DocumentView,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._viewport = viewport
        self._opening = opening
        self._background = background
        self._documents = documents
        self.sheet: HeaderSheet | None = None
        self._wanted: tuple[FileSource, bool] | None = None
        """The file that is shown or on its way, and whether identities are hidden."""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._refresh)
        window.actions_by_name.connect_all({"header": self.open})
        window.actions_by_name["hide-identity"].toggled.connect(self._later)
        viewport.slice_changed.connect(self._later)
        opening.on_shown.append(self._later)
        documents.on_shown.append(self._later)
        opening.on_closed.append(self.close)

    def open(self) -> None:
        """Show the sheet, or bring it to the front."""
        from viewer.ui.dialogs.header import HeaderSheet

        if self.sheet is not None:
            self.sheet.raise_()
            self.sheet.activateWindow()
            return
        self.sheet = HeaderSheet(self._window)
        self.sheet.finished.connect(self._closed)
        self._refresh()
        self.sheet.show()

    def close(self) -> None:
        """Close the sheet, and read nothing more."""
        self._settled.stop()
        if self.sheet is not None:
            self.sheet.reject()

    def _closed(self) -> None:
        self._settled.stop()
        self._wanted = None
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None

    def _later(self, *_what: object) -> None:
        """Wait until the scrolling rests."""
        if self.sheet is not None:
            self._settled.start()

    def _refresh(self) -> None:
        hides = self._window.actions_by_name["hide-identity"].isChecked()
        subject = self._subject(hides_identity=hides)
        if self.sheet is None or subject is None:
            return
        header, place = subject
        wanted = (header.source, hides)
        if wanted == self._wanted:  # another frame of the same file
            self.sheet.show_place(place)
            return
        self._wanted = wanted
        self._background.start(self._read(header, place, hides_identity=hides), "header")

    def _subject(self, *, hides_identity: bool) -> tuple[_Header, HeaderPlace] | None:
        """Return what is in front: a document, or the image on the screen."""
        document = self._documents.current
        if document is not None:
            return document, _document_place(document, hides_identity=hides_identity)
        shown, state = self._opening.shown, self._viewport.state
        if shown is None or state is None:
            return None
        instances = shown.stack.instances
        index = min(state.slice_index, len(instances) - 1)
        header = instances[index]
        return header, _place(index, len(instances), header, hides_identity=hides_identity)

    async def _read(self, header: _Header, place: HeaderPlace, *, hides_identity: bool) -> None:
        content = await in_thread(header_content, header, place, hides_identity=hides_identity)
        if self.sheet is not None and self._wanted == (header.source, hides_identity):
            self.sheet.show_content(content)


def header_content(header: _Header, place: HeaderPlace, *, hides_identity: bool) -> HeaderContent:
    """Return what the sheet shows of one file; blocking."""
    from viewer.app.header_rows import header_rows, notice_words
    from viewer.imaging.documents.document import DocumentHeader
    from viewer.imaging.header_view.tree import read_header_tree, read_tree
    from viewer.imaging.problems import NotReadable
    from viewer.ui.dialogs.header import HeaderContent
    from viewer.words.series import skip_reason_words

    try:
        if isinstance(header, DocumentHeader):
            tree = read_tree(header.source)
        else:
            tree = read_header_tree(header)
    except NotReadable as error:
        words = QCoreApplication.translate("Header", "The header could not be read: {0}")
        reason = skip_reason_words(error.reason, error.detail)
        return HeaderContent(place=place, notice=words.format(reason))
    rows = header_rows(tree.elements, hides_identity=hides_identity)
    return HeaderContent(place=place, notice=notice_words(tree), rows=rows)


def _place(index: int, count: int, header: InstanceHeader, *, hides_identity: bool) -> HeaderPlace:
    words = QCoreApplication.translate("Header", "Image {0} of {1}").format(index + 1, count)
    return _named(words, header.source, hides_identity=hides_identity)


def _document_place(header: DocumentHeader, *, hides_identity: bool) -> HeaderPlace:
    from viewer.words.documents import title_words

    words = title_words(header, hides_identity=hides_identity)
    return _named(words, header.source, hides_identity=hides_identity)


def _named(words: str, source: FileSource, *, hides_identity: bool) -> HeaderPlace:
    from viewer.ui.dialogs.header import HeaderPlace

    if hides_identity:  # files and folders are often called after the patient
        return HeaderPlace(words)
    name = (source.member or source.path.name).rsplit("/", 1)[-1]
    return HeaderPlace(f"{words}  ·  {name}", source.label)

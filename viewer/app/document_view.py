"""Documents without a picture: chosen in the browser, read in a thread, shown in the centre."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from viewer.app.background import in_thread
from viewer.foundation.files import atomic_write, safe_name
from viewer.ui.toast import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.imaging.documents.document import DocumentHeader
    from viewer.ui.document_page import DocumentContent, DocumentPage
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport

_PDF: Final = "PDF (*.pdf)"


class DocumentView:
    """Keeps the page at the document that was chosen.

    `on_shown` is called whenever another document, or none, is in front.
    """

    def __init__(
        self, window: MainWindow, viewport: Viewport, opening: Opening, background: Background
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._opening = opening
        self._background = background
        self._page: DocumentPage | None = None
        self._chosen: DocumentHeader | None = None
        self._wanted: tuple[str, int] | None = None
        """The stack and the image that a document pointed at."""
        self.on_shown: list[Callable[[], None]] = []
        window.studies.document_wanted.connect(self.show)
        window.actions_by_name["hide-identity"].toggled.connect(self._refresh)
        opening.on_documents_only.append(self.show)
        opening.on_image_page.append(self._image_came)
        opening.on_shown.append(self._go_to_wanted)
        opening.on_closed.append(self._close)

    @property
    def current(self) -> DocumentHeader | None:
        """The document that is in front, None while an image is."""
        return self._chosen

    @property
    def page(self) -> DocumentPage | None:
        """The page, once there was something to show."""
        return self._page

    def show(self, key: str) -> None:
        """Bring a document on the screen."""
        header = self._opening.documents.get(key)
        if header is None:
            return
        self._chosen = header
        self._window.studies.select(key)
        self._background.start(self._read(header), "document")

    def _refresh(self, *_what: object) -> None:
        if self._chosen is not None:
            self._background.start(self._read(self._chosen), "document")

    async def _read(self, header: DocumentHeader) -> None:
        from viewer.app.document_content import document_content

        hides = self._window.actions_by_name["hide-identity"].isChecked()
        content = await in_thread(
            document_content,
            header,
            images=self._open_instances(),
            hides_identity=hides,
        )
        if self._chosen is header:
            self._put(content)

    def _open_instances(self) -> frozenset[str]:
        return frozenset(
            instance.sop_instance_uid
            for stack in self._opening.stacks
            for instance in stack.description.instances
        )

    def _put(self, content: DocumentContent) -> None:
        page = self._page or self._made_page()
        page.show_document(content, has_image=self._opening.shown is not None)
        if not self._window.shows(page):
            self._window.show_page(page)
            page.text.setFocus()
        for tell in self.on_shown:
            tell()

    def _made_page(self) -> DocumentPage:
        from viewer.ui.document_page import DocumentPage

        page = self._page = DocumentPage()
        page.image_wanted.connect(self._back)
        page.save_wanted.connect(self._ask_where)
        page.reference_wanted.connect(self._show_reference)
        return page

    def _back(self) -> None:
        shown = self._opening.shown
        if shown is not None:
            self._opening.show(shown.stack.key)

    def _show_reference(self, sop_instance_uid: str, frame: int) -> None:
        """Bring the image that a document points at on the screen, if it is open."""
        for stack in self._opening.stacks:
            index = stack.description.index_of(sop_instance_uid, frame)
            if index is not None:
                self._wanted = (stack.key, index)
                self._opening.show(stack.key)
                self._go_to_wanted()
                return

    def _go_to_wanted(self, *_shown: object) -> None:
        """Go to the image that was asked for, once its stack is on the screen."""
        shown, wanted = self._opening.shown, self._wanted
        if shown is not None and wanted is not None and wanted[0] == shown.stack.key:
            self._wanted = None
            self._viewport.go_to_slice(wanted[1])

    def _image_came(self) -> None:
        if self._chosen is not None:
            self._forget()

    def _close(self) -> None:
        """Keep nothing of what was closed, not even on a page that nobody sees."""
        self._forget()
        if self._page is not None:
            self._page.clear()

    def _forget(self) -> None:
        self._chosen = None
        for tell in self.on_shown:
            tell()

    def _ask_where(self) -> None:
        header = self._chosen
        if header is None:
            return
        hides = self._window.actions_by_name["hide-identity"].isChecked()
        place = QStandardPaths.StandardLocation.DocumentsLocation
        name = safe_name("" if hides else header.title, fallback="document")
        folder = Path(QStandardPaths.writableLocation(place) or ".")
        words = QCoreApplication.translate("Documents", "Save the enclosed file")
        dialog = QFileDialog(self._window, words, str(folder), _PDF)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{name}.pdf")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: str) -> None:
        """Write the file inside the document that is in front."""
        if self._chosen is not None and path:
            self._background.start(self._write(self._chosen, Path(path)), "save document")

    async def _write(self, header: DocumentHeader, path: Path) -> None:
        await in_thread(_write_pdf, header, path)
        words = QCoreApplication.translate("Documents", "Saved: {0}").format(path.name)
        self._window.toast.say(words, tone=Tone.GOOD)


def _write_pdf(header: DocumentHeader, path: Path) -> None:
    from viewer.imaging.documents.encapsulated import pdf_of

    atomic_write(path, pdf_of(header))

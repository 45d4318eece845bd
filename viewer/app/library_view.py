"""The library's window: fills it in a thread and does what it asks for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app.background import in_thread
from viewer.foundation.errors import KnownError
from viewer.ui.ask import ask
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.app.library_finding import StudyFinder
    from viewer.storage.library import Library
    from viewer.ui.dialogs.library import LibrarySheet
    from viewer.ui.main_window import MainWindow


class LibraryView:
    """Opens the library's window. `on_export` and `on_import` are called for packages."""

    def __init__(
        self, window: MainWindow, finder: StudyFinder, library: Library, background: Background
    ) -> None:
        self._window = window
        self._finder = finder
        self._library = library
        self._background = background
        self.on_export: list[Callable[[str], None]] = []
        self.on_import: list[Callable[[], None]] = []
        self.sheet: LibrarySheet | None = None
        window.actions_by_name.connect_all({"library": self.show})

    def show(self) -> None:
        """Open the library's window."""
        from viewer.ui.dialogs.library import LibrarySheet

        if self.sheet is not None:
            return
        sheet = self.sheet = LibrarySheet(self._window)
        sheet.refuse_changes(self._window.actions_by_name.why_read_only)
        sheet.open_wanted.connect(self._open)
        sheet.export_wanted.connect(self._export)
        sheet.import_wanted.connect(self._import)
        sheet.forget_wanted.connect(self._forget)
        sheet.retry_wanted.connect(self.refresh)
        sheet.finished.connect(self._closed)
        sheet.open()
        self.refresh()

    def refresh(self) -> None:
        """List anew, where the window is open."""
        if self.sheet is not None:
            self._background.start(self._list(self.sheet), "list the library")

    async def _list(self, sheet: LibrarySheet) -> None:
        from viewer.app.library_rows import listed

        hides = self._window.actions_by_name["hide-identity"].isChecked()
        try:
            rows = await in_thread(listed, self._library, hides_identity=hides)
        except KnownError as error:
            if sheet is self.sheet:
                sheet.show_error(error_words(error).line)
            return
        if sheet is self.sheet:
            sheet.show_rows(rows)

    def _closed(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None

    def _close(self) -> None:
        if self.sheet is not None:
            self.sheet.accept()

    def _open(self, uid: str) -> None:
        self._close()
        self._finder.open_study(uid)

    def _export(self, uid: str) -> None:
        self._close()
        for tell in self.on_export:
            tell(uid)

    def _import(self) -> None:
        self._close()
        for tell in self.on_import:
            tell()

    def _forget(self, uid: str) -> None:
        self._background.start(self._ask_and_forget(uid), "forget a study")

    async def _ask_and_forget(self, uid: str) -> None:
        from viewer.ui.dialogs.question import QuestionSheet

        question = QuestionSheet(
            QCoreApplication.translate("Library", "Forget this study?"),
            QCoreApplication.translate(
                "Library",
                "It disappears from this list, with the patient's name. Imported copies of its "
                "images are deleted; images elsewhere stay. Results and decisions stay: open the "
                "study again and they are there.",
            ),
            QCoreApplication.translate("Library", "Forget"),
            self.sheet or self._window,
        )
        if await ask(question):
            await in_thread(forget_study, self._library, uid)
            await asyncio.sleep(0)
            self.refresh()


def forget_study(library: Library, uid: str) -> None:
    """Remove what is known of a study and its imported images; blocks."""
    from viewer.storage.imported import remove_images

    with library.writer() as writing:
        writing.studies.forget(uid)
    remove_images(library.folders, uid)

"""The settings' page about the library: fills it in threads and does what it asks for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from viewer.app.background import Cancellation, Throttled, in_thread, in_thread_until
from viewer.foundation.errors import Cancelled, KnownError
from viewer.ui.ask import ask
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from viewer.app.background import Background
    from viewer.storage.cleaning import Waste
    from viewer.storage.library import Library
    from viewer.ui.dialogs.settings import SettingsSheet
    from viewer.ui.dialogs.settings_library import LibraryPage
    from viewer.ui.main_window import MainWindow

T = TypeVar("T")


class LibraryPageActions:
    """Serves one page after the other; what was begun ends when its sheet is closed."""

    def __init__(self, window: MainWindow, library: Library, background: Background) -> None:
        self._window = window
        self._library = library
        self._background = background
        self._page: LibraryPage | None = None
        self._work: Cancellation | None = None

    def attach(self, sheet: SettingsSheet) -> None:
        """Fill the page of a sheet that is being opened, and listen to it."""
        page = self._page = sheet.library
        page.show_place(str(self._library.folders.data))
        page.refuse_changes(self._window.actions_by_name.why_read_only)
        page.cleaning_wanted.connect(self._clean)
        page.compacting_wanted.connect(self._compact)
        page.backup_wanted.connect(self._back_up)
        page.check_wanted.connect(self._check)
        page.folder_wanted.connect(self._open_folder)
        page.cancel_wanted.connect(self._stop)
        sheet.finished.connect(self._detach)
        self._start(self._count(page), "library figures")

    def _detach(self) -> None:
        self._page = None
        self._stop()

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _start(self, work: Coroutine[object, object, None], name: str) -> None:
        self._background.start(work, name)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._library.folders.data)))

    def _clean(self) -> None:
        if self._page is not None:
            self._start(self._ask_and_clean(self._page), "clean up")

    def _compact(self) -> None:
        from viewer.app.library_care_work import compacted

        words = QCoreApplication.translate("LibraryPage", "Compacting; decisions wait meanwhile…")
        self._do(words, compacted, _freed_words, "compact")

    def _back_up(self) -> None:
        from viewer.app.library_care_work import backed_up

        words = QCoreApplication.translate("LibraryPage", "Copying the library…")
        self._do(words, backed_up, _backup_words, "back up")

    def _check(self) -> None:
        from viewer.app.library_care_work import checked

        words = QCoreApplication.translate("LibraryPage", "Checking the library…")
        self._do(words, checked, _itself, "check the library")

    def _do(
        self,
        words: str,
        work: Callable[..., T],
        said: Callable[[T], str],
        name: str,
    ) -> None:
        """Run a function of (library, on_progress, is_cancelled) and say what came of it."""
        if self._page is not None:
            self._start(self._worked(self._page, words, work, said), name)

    async def _worked(
        self, page: LibraryPage, words: str, work: Callable[..., T], said: Callable[[T], str]
    ) -> None:
        try:
            result = await self._in_thread(page, words, work)
        except Cancelled:
            self._say(page, QCoreApplication.translate("LibraryPage", "Stopped."))
        except KnownError as error:
            self._say(page, error_words(error).line)
        else:
            self._say(page, said(result))
            if page is self._page:
                await self._count(page)

    async def _in_thread(self, page: LibraryPage, words: str, work: Callable[..., T]) -> T:
        cancellation = self._work = Cancellation()
        page.show_working(words)

        def show(fraction: float) -> None:
            if page is self._page and self._work is cancellation:
                page.show_working(words, fraction)

        progress = Throttled(asyncio.get_running_loop(), show)
        try:
            return await in_thread_until(
                cancellation, work, self._library, on_progress=progress, is_cancelled=cancellation
            )
        finally:
            if self._work is cancellation:
                self._work = None

    async def _ask_and_clean(self, page: LibraryPage) -> None:
        from viewer.app.library_care_work import cleaned, waste_of
        from viewer.ui.dialogs.question import QuestionSheet

        looking = QCoreApplication.translate("LibraryPage", "Looking for what can go…")
        try:
            waste = await self._in_thread(page, looking, waste_of)
        except KnownError as error:
            self._say(page, "" if isinstance(error, Cancelled) else error_words(error).line)
            return
        self._say(page, "")
        if not waste:
            words = QCoreApplication.translate("LibraryPage", "There is nothing to clean up.")
            self._say(page, words)
            return
        question = QuestionSheet(
            QCoreApplication.translate("LibraryPage", "Clean up?"),
            _waste_words(waste),
            QCoreApplication.translate("LibraryPage", "Clean up"),
            page.window(),
        )
        if await ask(question) and page is self._page:

            def work(library: Library, **how: object) -> int:
                return cleaned(library, waste, **how)  # type: ignore[arg-type]

            words = QCoreApplication.translate("LibraryPage", "Cleaning up…")
            await self._worked(page, words, work, _freed_words)

    async def _count(self, page: LibraryPage) -> None:
        from viewer.app.library_care_work import figures

        try:
            rows = await in_thread(figures, self._library)
        except KnownError as error:
            self._say(page, error_words(error).line)
            return
        if page is self._page:
            page.show_figures(rows)

    def _say(self, page: LibraryPage, words: str) -> None:
        """Say it on the page, or in the window when the page is gone."""
        if page is self._page:
            page.show_done(words)
        elif words:
            self._window.toast.say(words)


def _itself(words: str) -> str:
    return words


def _freed_words(freed: int) -> str:
    from viewer.words.jobs import bytes_words

    return QCoreApplication.translate("LibraryPage", "Freed: {0}.").format(bytes_words(freed))


def _backup_words(path: str) -> str:
    return QCoreApplication.translate("LibraryPage", "Copied to {0}.").format(path)


def _waste_words(waste: tuple[Waste, ...]) -> str:
    from viewer.app.library_care_work import size_kind_words
    from viewer.words.jobs import bytes_words

    sums: dict[str, int] = {}
    for each in waste:
        words = size_kind_words(each.kind)
        sums[words] = sums.get(words, 0) + each.size
    lines = [f"{words}: {bytes_words(size)}" for words, size in sums.items()]
    total = QCoreApplication.translate("LibraryPage", "This frees {0}:")
    kept = QCoreApplication.translate(
        "LibraryPage",
        "Answers, findings, decisions and what jobs under way need stay in any case.",
    )
    return "\n".join((total.format(bytes_words(sum(sums.values()))), *lines, "", kept))

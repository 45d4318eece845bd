"""The window of the databases of similar cases: lists, counts, creates and deletes them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import KnownError
from viewer.ui.ask import ask
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.jobs import service_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.app.similar_desk import SimilarDesk
    from viewer.app.similar_images import SimilarImages
    from viewer.ui.dialogs.similar_databases import DatabasesSheet
    from viewer.ui.main_window import MainWindow

_COUNTED_AT_ONCE: Final = 3


class SimilarDatabases:
    """Opens the window and does what it asks for.

    `on_changed` is called when a database was created or deleted, `on_add` with the name of one
    that pictures are to be added to, `on_left` to show those that are still to be added;
    `left_words` says how many these are.
    """

    def __init__(
        self,
        window: MainWindow,
        desk: SimilarDesk,
        images: SimilarImages,
        background: Background,
    ) -> None:
        self._window = window
        self._desk = desk
        self._images = images
        self._background = background
        self._asking: asyncio.Task[None] | None = None
        self.on_changed: list[Callable[[], None]] = []
        self.on_add: list[Callable[[str], None]] = []
        self.on_left: list[Callable[[], None]] = []
        self.left_words: Callable[[], str] = str
        self.sheet: DatabasesSheet | None = None
        window.read_only_changed.connect(self._read_only_changed)

    def manage(self) -> None:
        """Open the window of the databases."""
        from viewer.app.similar_typed import name_problem
        from viewer.ui.dialogs.similar_databases import DatabasesSheet

        if self.sheet is not None:
            return
        where = where_words(self._desk)
        sheet = self.sheet = DatabasesSheet(where, name_problem, self._window)
        sheet.refuse_changes(self._window.actions_by_name.why_read_only)
        sheet.refresh_wanted.connect(self.refresh)
        sheet.create_wanted.connect(self._create)
        sheet.delete_wanted.connect(self._delete)
        sheet.images_wanted.connect(self._show_images)
        sheet.add_wanted.connect(self._add)
        sheet.left_wanted.connect(self._show_left)
        sheet.finished.connect(self._closed)
        sheet.say_left(self.left_words())
        sheet.open()
        self.refresh()

    def refresh(self, choose: str = "") -> None:
        """List anew, where the window is open."""
        if self._asking is not None:
            self._asking.cancel()
        if self.sheet is not None:
            work = self._list(self.sheet, choose)
            self._asking = self._background.start(work, "list databases of similar cases")

    async def _list(self, sheet: DatabasesSheet, choose: str) -> None:
        from viewer.ui.models.similar_databases import DatabaseRow
        from viewer.vendors.similar.rules import MOST_IMAGES

        service = self._desk.service
        sheet.show_reading()
        sheet.say_problem("")
        try:
            names = await self._desk.cases.databases(service)
        except KnownError as error:
            if sheet is self.sheet:
                sheet.show_error(error_words(error).line)
            return
        if sheet is not self.sheet:
            return
        known = {row.name: row.count for row in sheet.model.rows}
        sheet.show_rows(
            [DatabaseRow(name=name, most=MOST_IMAGES, count=known.get(name)) for name in names]
        )
        sheet.choose(choose)
        at_once = asyncio.Semaphore(_COUNTED_AT_ONCE)
        await asyncio.gather(*(self._count(sheet, service, name, at_once) for name in names))

    async def _count(
        self, sheet: DatabasesSheet, service: str, name: str, at_once: asyncio.Semaphore
    ) -> None:
        """Ask how many pictures one holds; that this fails is said beside its name."""
        async with at_once:
            if sheet is not self.sheet:
                return
            try:
                count = await self._desk.cases.count(service, name)
            except KnownError as error:
                count, problem = None, error_words(error).title
            else:
                problem = "" if count is not None else _not_said()
        if sheet is self.sheet:
            sheet.show_count(name, count, problem)

    def _create(self, name: str) -> None:
        self._background.start(self._created(name), "create a database of similar cases")

    async def _created(self, name: str) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        sheet.name_line.show_creating(is_on=True)
        try:
            await self._desk.cases.create(self._desk.service, name)
        except KnownError as error:
            if sheet is self.sheet:
                sheet.name_line.show_problem(error_words(error).line)
            return
        self._tell_changed()
        if sheet is self.sheet:
            sheet.name_line.show_created()
            self.refresh(name)

    def _delete(self, name: str) -> None:
        self._background.start(self._ask_and_delete(name), "delete a database of similar cases")

    async def _ask_and_delete(self, name: str) -> None:
        from viewer.ui.dialogs.similar_delete import DeleteDatabaseSheet

        sheet = self.sheet
        if sheet is None:
            return
        counts = {row.name: row.count for row in sheet.model.rows}
        question = DeleteDatabaseSheet(name, counts.get(name), where_words(self._desk), sheet)
        if not await ask(question):
            return
        try:
            await self._desk.cases.drop(self._desk.service, name)
        except KnownError as error:
            if sheet is self.sheet:
                sheet.say_problem(error_words(error).line)
            else:
                self._window.toast.say(error_words(error).line, tone=Tone.BAD)
            return
        words = QCoreApplication.translate("Similar", "Database deleted: {0}")
        self._window.toast.say(words.format(name), tone=Tone.GOOD)
        self._tell_changed()
        self.refresh()

    def _show_images(self, name: str) -> None:
        self._images.show(name, self.sheet, leave=self._close)

    def _add(self, name: str) -> None:
        self._close()
        for tell in tuple(self.on_add):
            tell(name)

    def _show_left(self) -> None:
        self._close()
        for tell in tuple(self.on_left):
            tell()

    def _close(self) -> None:
        if self.sheet is not None:
            self.sheet.accept()

    def _closed(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None

    def _read_only_changed(self, reason: str) -> None:
        if self.sheet is not None:
            self.sheet.refuse_changes(reason)

    def _tell_changed(self) -> None:
        for tell in tuple(self.on_changed):
            tell()


def where_words(desk: SimilarDesk) -> str:
    """Return where the databases are."""
    if desk.is_local:
        return QCoreApplication.translate(
            "Similar", "They are on this computer, in the local service: nothing leaves it."
        )
    words = QCoreApplication.translate("Similar", "They are at {0}, outside of this computer.")
    return words.format(service_words(desk.service))


def _not_said() -> str:
    return QCoreApplication.translate("Similar", "the service does not say how many")

"""The question what to add: fills the sheet, looks for pictures, shows them as they are sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog

from viewer.app import similar_sources as sources
from viewer.app.background import Cancellation, Throttled, in_thread, in_thread_until
from viewer.app.similar_leaving import leavings, sent_picture
from viewer.app.similar_typed import name_problem
from viewer.foundation.errors import Cancelled, KnownError
from viewer.ui.ask import ask
from viewer.ui.dialogs.similar_add import AddingFacts, AddSheet, Source
from viewer.ui.dialogs.similar_leaving import MOST_SHOWN
from viewer.ui.models.similar_databases import grouped
from viewer.vendors.similar.errors import NamesPatient
from viewer.vendors.similar.rules import MOST_IMAGES
from viewer.words.errors import error_words
from viewer.words.jobs import LOCAL, cost_words, service_words
from viewer.words.joining import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from viewer.app.background import Background
    from viewer.app.similar_desk import SimilarDesk
    from viewer.app.similar_looking import Looking
    from viewer.imaging.scan import ScanProgress
    from viewer.jobs.similar.adding import ToAdd
    from viewer.ui.main_window import MainWindow

MOST_LABEL: Final = 100
"""Characters that may be typed for a label."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a person wants added, and where to."""

    database: str
    items: tuple[ToAdd, ...]


class AddTalk:
    """One sheet from its opening to its answer. `on_created` is called for a new database."""

    def __init__(
        self,
        window: MainWindow,
        desk: SimilarDesk,
        looking: Looking,
        background: Background,
        *,
        on_created: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._looking = looking
        self._background = background
        self._on_created = on_created
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._scan: Cancellation | None = None
        self._stacks: tuple[Any, ...] = ()
        self._found: tuple[ToAdd, ...] = ()
        self._room: int | None = None
        self.sheet = AddSheet(_facts(desk), looking.offered(), name_problem, window)

    async def ask(self, database: str, source: Source | None) -> Order | None:
        """Return what the person wants; None for nothing."""
        sheet = self.sheet
        if source is not None:
            sheet.sources.setCurrentIndex(max(0, sheet.sources.findData(source.value)))
        sheet.changed.connect(self._look)
        sheet.label_changed.connect(self._show_texts)
        sheet.folder_wanted.connect(lambda: self._start("folder", self._ask_folder()))
        sheet.database_chosen.connect(self._database_chosen)
        sheet.create_wanted.connect(lambda name: self._start("create", self._create(name)))
        sheet.retry_wanted.connect(lambda: self._start("databases", self._list(database)))
        self._start("databases", self._list(database or self._desk.last_database))
        self._look()
        try:
            if not await ask(sheet):
                return None
        finally:
            self._end()
        return Order(database=sheet.database, items=self._labelled())

    def _start(self, name: str, work: Coroutine[Any, Any, object]) -> None:
        """Begin something in the place of what went on under that name."""
        if name in self._tasks:
            self._tasks[name].cancel()
        self._tasks[name] = self._background.start(work, f"add similar cases: {name}")

    def _end(self) -> None:
        if self._scan is not None:
            self._scan.cancel()
        for task in self._tasks.values():
            task.cancel()

    async def _list(self, chosen: str) -> None:
        try:
            names = await self._desk.cases.databases(self._desk.service)
        except KnownError as error:
            self.sheet.show_no_databases(error_words(error).line)
            return
        self.sheet.show_databases(names, chosen)

    async def _create(self, name: str) -> None:
        sheet, service = self.sheet, self._desk.service
        sheet.name_line.show_creating(is_on=True)
        try:
            await self._desk.cases.create(service, name)
            names = await self._desk.cases.databases(service)
        except KnownError as error:
            sheet.name_line.show_problem(error_words(error).line)
            return
        sheet.show_created(names, name)
        self._on_created()

    def _database_chosen(self, name: str) -> None:
        self._room = None
        self._check_room()
        if name:
            self.sheet.say_of_database("")
            self._start("count", self._count(name))

    async def _count(self, name: str) -> None:
        """Say how full it is; that nobody knows keeps nothing from being added."""
        try:
            count = await self._desk.cases.count(self._desk.service, name)
        except KnownError as error:
            self.sheet.say_of_database(error_words(error).title)
            return
        if count is None or name != self.sheet.database:
            return
        self._room = max(0, MOST_IMAGES - count)
        words = QCoreApplication.translate("Similar", "{0} of {1} images")
        self.sheet.say_of_database(words.format(grouped(count), grouped(MOST_IMAGES)))
        self._check_room()

    def _check_room(self) -> None:
        room, wanted = self._room, len(self._found)
        words = ""
        if room == 0:
            words = QCoreApplication.translate(
                "Similar", "This database is full. Delete images from it, or create another one."
            )
        elif room is not None and wanted > room:
            words = QCoreApplication.translate(
                "Similar", "There is room for {0} more images in this database, not for {1}."
            ).format(grouped(room), grouped(wanted))
        self.sheet.say_problem(words)

    def _look(self) -> None:
        """Take the pictures of the chosen source, or look for them."""
        source = self.sheet.source
        if source is Source.FOLDER:
            self._take_folder()
            return
        items, words = self._looking.found(source, self.sheet.step.value())
        self._take(items, words)

    def _take(self, items: Sequence[ToAdd], words: str) -> None:
        self._found = tuple(items)
        self.sheet.say_of_source(words)
        self._check_room()
        self._start("pictures", self._show_all())

    def _take_folder(self) -> None:
        if not self._stacks:
            self._take((), QCoreApplication.translate("Similar", "Choose the folder."))
            return
        items = sources.folder_items(self._stacks, self.sheet.step.value())
        words = QCoreApplication.translate("Similar", "{0} images of {1} series in the folder")
        self._take(items, words.format(grouped(len(items)), grouped(len(self._stacks))))

    async def _ask_folder(self) -> None:
        title = QCoreApplication.translate("Similar", "Images for the database")
        dialog = QFileDialog(self.sheet, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        if await ask(dialog):
            await self.read_folder(Path(dialog.selectedFiles()[0]))

    async def read_folder(self, folder: Path) -> None:
        """Look for images in a folder and show them."""
        from viewer.imaging.scan import scan

        cancellation = self._scan = Cancellation()
        self.sheet.show_looking(QCoreApplication.translate("Similar", "Looking for images…"))
        words = QCoreApplication.translate("Similar", "{0} files looked at, {1} images")

        def show(progress: ScanProgress) -> None:
            if not cancellation() and self._scan is cancellation:
                said = words.format(grouped(progress.files_seen), grouped(progress.images))
                self.sheet.show_looking(said)

        progress = Throttled(asyncio.get_running_loop(), show)
        try:
            result = await in_thread_until(
                cancellation, scan, [folder], on_progress=progress, is_cancelled=cancellation
            )
        except Cancelled:
            return
        except KnownError as error:
            self._take((), error_words(error).line)
            return
        finally:
            self._scan = None
        self._stacks = result.stacks
        if not self._stacks:
            said = QCoreApplication.translate("Similar", "There is no image in this folder.")
            self._take((), said)
            return
        self._take_folder()

    def _labelled(self) -> tuple[ToAdd, ...]:
        """Return the pictures, each with what was typed beside its own label."""
        typed = self.sheet.label.text().strip()
        if not typed:
            return self._found
        return tuple(replace(item, label=joined((item.label, typed))) for item in self._found)

    def _show_texts(self) -> None:
        self._start("texts", self._texts(is_new=False))

    async def _texts(self, *, is_new: bool) -> None:
        """Show what is sent beside the pictures; a label that names the patient is not taken."""
        items, key = self._labelled(), self._desk.library.uid_maps.key()
        try:
            said = await in_thread(leavings, items, key)
        except NamesPatient as error:
            self.sheet.say_of_label(error_words(error).line)
            if is_new:
                bare = await in_thread(leavings, self._found, key)
                self.sheet.show_items(bare)
            return
        self.sheet.say_of_label("")
        if is_new:
            self.sheet.show_items(said)
        else:
            self.sheet.show_texts(said)

    async def _show_all(self) -> None:
        await self._texts(is_new=True)
        for number, item in enumerate(self._found[:MOST_SHOWN]):
            await self._picture(number, item)

    async def _picture(self, number: int, item: ToAdd) -> None:
        try:
            image, words = await in_thread(sent_picture, item)
        except KnownError as error:
            self.sheet.show_picture(number, QPixmap(), error_words(error).title)
            return
        self.sheet.show_picture(number, QPixmap.fromImage(image), words)


def _facts(desk: SimilarDesk) -> AddingFacts:
    if desk.is_local:
        where = QCoreApplication.translate(
            "Preflight", "the local service: nothing leaves this computer"
        )
        cost = cost_words(0, LOCAL)
    else:
        where = service_words(desk.service)
        cost = QCoreApplication.translate(
            "Similar", "a call for each picture, billed by the service"
        )
    return AddingFacts(where=joined((where, cost)), most_label=MOST_LABEL)

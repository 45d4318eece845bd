"""The window of one database's images: pages come as it is scrolled, images are deleted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPixmap

from viewer.app.background import in_thread
from viewer.foundation.errors import KnownError
from viewer.ui.ask import ask
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from PySide6.QtWidgets import QWidget

    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.app.similar_desk import SimilarDesk
    from viewer.app.similar_pages import PageReader
    from viewer.app.similar_rows import Found, Here
    from viewer.domain.similar import CaseLink, KeptImage
    from viewer.storage.similar_rows import AddedPicture
    from viewer.ui.dialogs.similar_images import ImagesSheet
    from viewer.ui.main_window import MainWindow
    from viewer.ui.models.similar_images import ImageRow

_NAMED: Final = 5
"""So many entities are named in a question."""


class SimilarImages:
    """Opens the window and does what it asks for.

    `on_open` is called with the link to the image here that a person wants to see.
    """

    def __init__(
        self,
        window: MainWindow,
        desk: SimilarDesk,
        opening: Opening,
        reviewing: Reviewing,
        background: Background,
    ) -> None:
        self._window = window
        self._desk = desk
        self._opening = opening
        self._reviewing = reviewing
        self._background = background
        self._database = ""
        self._reader: PageReader | None = None
        self._added: dict[str, AddedPicture] = {}
        self._work: asyncio.Task[None] | None = None
        self._leave: Callable[[], None] = _stay
        self.on_open: list[Callable[[CaseLink], object]] = []
        self.sheet: ImagesSheet | None = None
        window.read_only_changed.connect(self._read_only_changed)

    def show(
        self, database: str, parent: QWidget | None = None, leave: Callable[[], None] | None = None
    ) -> None:
        """Open the window of a database's images; `leave` closes what it was opened from."""
        from viewer.app.similar_databases import where_words
        from viewer.app.similar_typed import prefix_problem
        from viewer.ui.dialogs.similar_images import ImagesSheet

        if self.sheet is not None:
            return
        self._database, self._leave = database, leave or _stay
        title = QCoreApplication.translate("Similar", "Images of the database “{0}”")
        sheet = self.sheet = ImagesSheet(
            title.format(database),
            where_words(self._desk),
            prefix_problem,
            parent or self._window,
        )
        sheet.refuse_changes(self._window.actions_by_name.why_read_only)
        sheet.offer_study(self._study_prefix())
        sheet.changed.connect(self.refresh)
        sheet.refresh_wanted.connect(self.refresh)
        # queued: the table asks while a page is being put in, which is the end of the work for it
        sheet.model.more_wanted.connect(self._more_wanted, Qt.ConnectionType.QueuedConnection)
        sheet.model.picture_wanted.connect(self._picture_wanted, Qt.ConnectionType.QueuedConnection)
        sheet.rest_wanted.connect(self._read_rest)
        sheet.stop_wanted.connect(self._stop)
        sheet.open_wanted.connect(self._open)
        sheet.delete_wanted.connect(self._delete)
        sheet.finished.connect(self._closed)
        sheet.open()
        self.refresh()

    def refresh(self) -> None:
        """List from the beginning."""
        from viewer.app.similar_pages import PageReader

        sheet = self.sheet
        if sheet is None:
            return
        self._stop()
        sheet.begin()
        self._reader = PageReader(
            self._desk.cases,
            self._desk.service,
            self._database,
            prefix=sheet.prefix,
            is_newest_first=sheet.is_newest_first,
        )
        self._read_on()

    def _read_on(self) -> None:
        if self._reader is not None and self.sheet is not None:
            self._start(self._page(self.sheet, self._reader), "list similar cases")

    def _more_wanted(self) -> None:
        if self._work is None or self._work.done():
            self._read_on()

    def _read_rest(self) -> None:
        if self._reader is not None and self.sheet is not None:
            self._start(self._rest(self.sheet, self._reader), "list all similar cases")

    def _start(self, work: Coroutine[Any, Any, object], name: str) -> None:
        self._stop()
        self._work = self._background.start(work, name)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._work = None
        if self.sheet is not None:
            self.sheet.model.did_not_come()
            self.sheet.show_work("", 0, 0)

    async def _page(self, sheet: ImagesSheet, reader: PageReader) -> bool:
        """Show the images that follow; tell whether that worked."""
        from viewer.app.similar_rows import image_rows

        try:
            images = await reader.next()
            self._take_added(images)
            found = [self._found(image) for image in images]
            rows = await in_thread(image_rows, found, self._desk.library, self._here())
        except KnownError as error:
            if sheet is self.sheet:
                sheet.show_error(error_words(error).line)
            return False
        if sheet is not self.sheet or reader is not self._reader:
            return False
        sheet.append(rows, reader.total, has_more=reader.has_more)
        if reader.is_cut:
            sheet.say_problem(_cut_words())
        return True

    def _found(self, image: KeptImage) -> Found:
        from viewer.app.similar_opening import series_of
        from viewer.app.similar_rows import Found
        from viewer.app.similar_where import withholds

        link = self._desk.cases.link(image.extra_data)
        if link is None:
            return Found(image, None)
        series = series_of(link)
        stack = self._opening.stack_for(series.series_instance_uid, series.part)
        place = None if stack is None else stack.description.index_of(link.image, link.frame)
        return Found(image, link, place, withholds(self._reviewing, link, self._here().study))

    def _take_added(self, images: Sequence[KeptImage]) -> None:
        entities = [image.entity_id for image in images]
        found = self._desk.cases.added(self._desk.service, self._database, entities)
        self._added.update((added.entity_id, added) for added in found)

    async def _rest(self, sheet: ImagesSheet, reader: PageReader) -> None:
        words = QCoreApplication.translate("Similar", "Loading the list…")
        try:
            while reader.has_more and sheet is self.sheet:
                sheet.show_work(words, reader.read, max(reader.total or 0, reader.read + 1))
                if not await self._page(sheet, reader):
                    return
        finally:
            if sheet is self.sheet:
                sheet.show_work("", 0, 0)

    def _here(self) -> Here:
        from viewer.app.similar_rows import Here

        series = self._reviewing.series
        return Here(
            study=series.reference.study_instance_uid if series is not None else "",
            hides_identity=self._window.actions_by_name["hide-identity"].isChecked(),
        )

    def _study_prefix(self) -> str:
        study = self._here().study
        return self._desk.cases.study_prefix(study) if study else ""

    def _picture_wanted(self, row: ImageRow) -> None:
        """Fetch the small picture of what was added from here; of others there is none."""
        added = self._added.get(row.entity_id)
        if added is not None and self.sheet is not None and not row.is_withheld:
            self._background.start(self._picture(self.sheet, row, added), "small picture")

    async def _picture(self, sheet: ImagesSheet, row: ImageRow, added: AddedPicture) -> None:
        from viewer.paint.image import to_qimage

        pixels = await self._desk.cases.thumbnail(added)
        if pixels is not None and sheet is self.sheet:
            sheet.model.show_picture(row, QPixmap.fromImage(to_qimage(pixels)))

    def _open(self, row: ImageRow) -> None:
        link, leave = row.link, self._leave
        if self.sheet is not None:
            self.sheet.accept()
        leave()
        if link is not None:
            for tell in tuple(self.on_open):
                tell(link)

    def _delete(self, rows: Sequence[ImageRow]) -> None:
        if rows and self.sheet is not None:
            self._start(self._ask_and_delete(self.sheet, rows), "delete similar cases")

    async def _ask_and_delete(self, sheet: ImagesSheet, rows: Sequence[ImageRow]) -> None:
        from viewer.ui.dialogs.question import QuestionSheet

        entities = list(dict.fromkeys(row.entity_id for row in rows))
        question = QuestionSheet(
            QCoreApplication.translate("Similar", "Delete these images?"),
            _what_goes(entities, self._database),
            QCoreApplication.translate("Similar", "Delete"),
            sheet,
        )
        if not await ask(question):
            return
        words = QCoreApplication.translate("Similar", "Deleting {0} of {1}")
        try:
            for done, entity in enumerate(entities):
                if sheet is not self.sheet:
                    return
                sheet.show_work(words.format(done + 1, len(entities)), done, len(entities))
                await self._desk.cases.delete(self._desk.service, self._database, entity)
                gone = sheet.take_out(entity)
                if self._reader is not None:
                    self._reader.take_out(gone)
        except KnownError as error:
            sheet.show_error(error_words(error).line)
        finally:
            if sheet is self.sheet:
                sheet.show_work("", 0, 0)
                sheet.model.did_not_come()

    def _closed(self) -> None:
        sheet, self.sheet = self.sheet, None
        self._stop()
        self._reader = None
        self._added.clear()
        if sheet is not None:
            sheet.deleteLater()

    def _read_only_changed(self, reason: str) -> None:
        if self.sheet is not None:
            self.sheet.refuse_changes(reason)


def _what_goes(entities: Sequence[str], database: str) -> str:
    named = "\n".join(entities[:_NAMED])
    more = len(entities) - _NAMED
    if more > 0:
        named += "\n" + QCoreApplication.translate("Similar", "and {0} more").format(more)
    words = QCoreApplication.translate(
        "Similar",
        "From the database “{0}” all images with these entity IDs are deleted. This cannot be "
        "undone. The images in this library stay as they are.",
    )
    return f"{words.format(database)}\n\n{named}"


def _cut_words() -> str:
    return QCoreApplication.translate(
        "Similar", "The service gives no more of this list. Narrow it by the entity ID's beginning."
    )


def _stay() -> None:
    return None

"""From paths to images on the screen: scanning, the browser, loading, thumbnails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QPixmap

from viewer.app.background import (
    Background,
    Cancellation,
    Gathered,
    Throttled,
    in_thread,
    in_thread_until,
)
from viewer.app.collecting import spare_new_objects
from viewer.app.opening_work import made_loader, prepare, scanned
from viewer.app.study_rows import study_rows
from viewer.foundation.errors import KnownError, UnreadableImage
from viewer.ui.start_page import RecentItem as ShownItem
from viewer.ui.toast import Tone
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from viewer.domain.references import SeriesReference
    from viewer.imaging.documents.document import DocumentHeader
    from viewer.imaging.loader import VolumeLoader
    from viewer.imaging.problems import Skipped
    from viewer.imaging.scan import ScanProgress, ScanResult, Study
    from viewer.imaging.stack import ImageStack
    from viewer.imaging.volume import Volume
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.panel import ViewportPanel


@dataclass(frozen=True)
class Shown:
    """What is on the screen."""

    stack: ImageStack
    volume: Volume


class Opening:
    """Holds what is open.

    `on_opened` is called with what an opening found, `on_shown` for each stack that comes on the
    screen, `on_loaded` when all its slices are read, `on_closed` when nothing is open any more;
    `on_image_page` when the image comes to the front, `on_documents_only` with a document's key
    when there was nothing else to show.
    """

    def __init__(
        self, window: MainWindow, image: ViewportPanel, library: Library, background: Background
    ) -> None:
        self._window = window
        self._image = image
        self._library = library
        self._background = background
        self._studies: dict[str, Study] = {}
        self._stacks: dict[str, ImageStack] = {}
        self.documents: dict[str, DocumentHeader] = {}
        self._scans: set[Cancellation] = set()
        self._loading: Cancellation | None = None
        self._coming = ""
        """The stack that is on the screen and complete, or on its way there."""
        self._hides_identity = False
        self._wanted: SeriesReference | None = None
        self.skipped: tuple[Skipped, ...] = ()
        self.shown: Shown | None = None
        self.on_shown: list[Callable[[Shown], None]] = []
        self.on_closed: list[Callable[[], None]] = []
        self.on_loaded: list[Callable[[Shown], None]] = []
        self.on_opened: list[Callable[[ScanResult], None]] = []
        self.on_image_page: list[Callable[[], None]] = []
        self.on_documents_only: list[Callable[[str], None]] = []
        window.paths_dropped.connect(self.open)
        image.viewport.files_dropped.connect(self.open)
        window.start_page.recent_wanted.connect(self.open_one)
        window.studies.series_wanted.connect(self.show)
        window.menus.recent.triggered.connect(self._recent_chosen)
        window.status.cancel_wanted.connect(self.cancel)
        self.show_recent()

    def open(self, paths: Sequence[str]) -> None:
        """Open files and folders; what is open stays open."""
        if paths:
            self._background.start(in_thread(prepare), "prepare")
            self._background.start(self._open(tuple(paths)), "open")

    def open_one(self, path: str) -> None:
        """Open one file or folder again; one that is gone is not offered any more."""
        if not Path(path).exists():
            self._change_recent(lambda: self._library.recent.remove(path))
        self.open([path])

    def cancel(self) -> None:
        """Stop reading; what was read stays."""
        for scan in self._scans:
            scan.cancel()
        if self._loading is not None:
            self._loading.cancel()

    def close_all(self) -> None:
        """Let everything go that is open."""
        self.cancel()
        self._studies.clear()
        self._stacks.clear()
        self.documents.clear()
        self.shown = None
        self._coming = ""
        self._window.studies.show_studies(())
        self._image.viewport.show_empty()
        self._window.show_start_page()
        self._window.setWindowTitle(QCoreApplication.translate("MainWindow", "Viewer"))
        self._window.status.end_progress(QCoreApplication.translate("StatusBar", "Ready"))
        for tell in self.on_closed:
            tell()

    def show(self, key: str) -> None:
        """Bring a stack on the screen."""
        stack = self._stacks.get(key)
        if stack is not None:
            self._show_image_page()
            self._window.studies.select(key)
            if key != self._coming:
                self._bring(stack)

    @property
    def has_something(self) -> bool:
        """Tell whether anything is open that can be seen."""
        return self.shown is not None or bool(self.documents)

    @property
    def is_looking(self) -> bool:
        """Tell whether images are being looked for."""
        return bool(self._scans)

    @property
    def stacks(self) -> tuple[ImageStack, ...]:
        """All stacks that are open."""
        return tuple(self._stacks.values())

    def open_then_show(self, paths: Sequence[str], series: SeriesReference) -> None:
        """Open paths again and bring that series on the screen, e.g. of an earlier job."""
        self._wanted = series
        self.open(paths)

    def set_identity_hidden(self, hides_identity: bool) -> None:
        """Name no patient in the browser, for presentations."""
        if hides_identity != self._hides_identity:
            self._hides_identity = hides_identity
            self._show_studies()

    def stack_for(self, series_instance_uid: str, part: int) -> ImageStack | None:
        """Return an open stack by its reference."""
        return self._stacks.get(f"{series_instance_uid}#{part}")

    def show_recent(self) -> None:
        """List what was opened before."""
        items = [ShownItem(item.path, item.title) for item in self._library.recent.latest(8)]
        self._window.start_page.show_recent(items)
        menu = self._window.menus.recent
        menu.clear()
        menu.setEnabled(bool(items))
        for item in items:
            action = menu.addAction(item.title.replace("&", "&&"))
            action.setData(item.path)

    def _recent_chosen(self, action: QAction) -> None:
        self.open_one(str(action.data()))

    async def _open(self, paths: tuple[str, ...]) -> None:
        cancellation = Cancellation()
        self._scans.add(cancellation)
        self._window.status.show_progress(
            QCoreApplication.translate("Opening", "Looking for images…"), None
        )
        if self.shown is None:
            self._show_image_page()
            self._image.viewport.show_opening(
                QCoreApplication.translate("Opening", "Looking for images…")
            )
        progress = Throttled(asyncio.get_running_loop(), self._show_progress)
        try:
            result = await in_thread_until(
                cancellation,
                scanned,
                [Path(path) for path in paths],
                self._library,
                on_progress=progress,
                is_cancelled=cancellation,
            )
        except KnownError:  # cancelled, for one
            self._scans.discard(cancellation)
            self._nothing_new()
            raise
        finally:
            self._scans.discard(cancellation)
        await self._take(result, paths)

    def _show_progress(self, progress: ScanProgress) -> None:
        if self._scans:  # not those of a scan that has ended meanwhile
            self.show_opening(progress)

    def show_opening(self, progress: ScanProgress) -> None:
        """Show how far looking for images has come."""
        words = QCoreApplication.translate(
            "Opening", "{files} files looked at, {images} images"
        ).format(files=progress.files_seen, images=progress.images)
        total = progress.files_total
        fraction = progress.files_seen / total if total else None
        self._window.status.show_progress(words, fraction)
        if self.shown is None:
            self._image.viewport.show_opening(
                QCoreApplication.translate("Opening", "Looking for images…"), fraction
            )

    async def _take(self, result: ScanResult, paths: tuple[str, ...]) -> None:
        spare_new_objects()
        self.skipped = result.unread
        documents = [document for study in result.studies for document in study.documents]
        if not result.stacks and not documents:
            self._nothing_new()
            raise UnreadableImage(paths[0], result.reason or "empty")
        self._keep(result.studies)
        self._show_studies()
        await asyncio.sleep(0)  # the list of 2,000 documents alone takes the window 30 ms
        if result.studies[0].study_instance_uid not in self._studies:
            return  # closed meanwhile
        self._remember(result, paths)
        for tell in self.on_opened:
            tell(result)
        if not result.stacks:
            self._show_documents_only(documents)
            return
        images = sum(len(stack.instances) for stack in result.stacks)
        self._window.status.end_progress(
            QCoreApplication.translate("Opening", "Images opened: {0}").format(images)
        )
        self._mention_skipped()
        self._bring(self._first_of(result))
        self._background.start(self._make_thumbnails(result), "thumbnails")

    def _keep(self, studies: Sequence[Study]) -> None:
        for study in studies:
            earlier = self._studies.get(study.study_instance_uid, study)
            self._studies[study.study_instance_uid] = study.joined(earlier)
            for stack in study.stacks:
                self._stacks[stack.key] = stack
            for document in study.documents:
                self.documents[document.key] = document

    def _show_documents_only(self, documents: Sequence[DocumentHeader]) -> None:
        self._nothing_new()
        words = QCoreApplication.translate("Opening", "Documents opened: {0}")
        self._window.status.end_progress(words.format(len(documents)))
        self._mention_skipped()
        for tell in self.on_documents_only:
            tell(documents[0].key)

    def _show_image_page(self) -> None:
        self._window.show_image_page(self._image)
        for tell in self.on_image_page:
            tell()

    def _first_of(self, result: ScanResult) -> ImageStack:
        """Return the stack to show: the one that was asked for, else the one of most images."""
        wanted, self._wanted = self._wanted, None
        for stack in result.stacks:
            if stack.description.reference == wanted:
                return stack
        return max(result.stacks, key=lambda stack: len(stack.instances))

    def _show_studies(self) -> None:
        studies = tuple(self._studies.values())
        self._window.studies.show_studies(study_rows(studies, hides_identity=self._hides_identity))

    def _nothing_new(self) -> None:
        if self._scans:  # another one goes on
            return
        if self.shown is None:
            self._window.show_start_page()
        self._window.status.end_progress(QCoreApplication.translate("StatusBar", "Ready"))

    def _mention_skipped(self) -> None:
        if not self.skipped:
            return
        words = QCoreApplication.translate("Opening", "Files skipped: {0}").format(
            len(self.skipped)
        )
        self._window.toast.say(
            words,
            tone=Tone.WARNING,
            action=QCoreApplication.translate("Opening", "Show why"),
            act=self._window.actions_by_name["skipped"].trigger,
        )

    def _remember(self, result: ScanResult, paths: tuple[str, ...]) -> None:
        from viewer.app.recent import remembered

        items = remembered(result, paths, self._library.folders.imported)
        self._change_recent(lambda: [*map(self._library.recent.add, items)])

    def _change_recent(self, act: Callable[[], object]) -> None:
        """Change the recent items; that this does not work is no reason to show no images."""
        if self._library.is_read_only:
            return
        try:
            act()
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.WARNING)
        self.show_recent()

    def _bring(self, stack: ImageStack) -> None:
        self._coming = stack.key
        self._background.start(self._show(stack), "show")

    def _stay(self, stopped: Cancellation) -> None:
        """Go on with what is on the screen, unless it was for another one that this was stopped."""
        if self._loading is not stopped:
            return
        shown = self.shown
        self._coming = shown.stack.key if shown and shown.volume.is_complete else ""
        if shown is None:
            self._window.show_start_page()
        else:
            self._window.studies.select(shown.stack.key)

    async def _show(self, stack: ImageStack) -> None:
        if self._loading is not None:
            self._loading.cancel()
        cancellation = self._loading = Cancellation()
        self._show_image_page()
        self._window.studies.select(stack.key)
        loader = await self._loader_of(stack, cancellation)
        if loader is None:
            return
        shown = self.shown = Shown(stack, loader.volume)
        viewport = self._image.viewport
        viewport.show_volume(loader.volume, stack.description)
        viewport.setFocus()
        viewport.slice_changed.connect(loader.focus)
        for tell in self.on_shown:
            tell(shown)
        slices = Gathered(asyncio.get_running_loop(), self._slices_loaded)
        try:
            await in_thread(loader.run, slices, cancellation)
        finally:
            viewport.slice_changed.disconnect(loader.focus)
        if cancellation():
            self._stay(cancellation)
            return
        for tell in self.on_loaded:
            tell(shown)
        self._mention_slice_problems(shown)

    async def _loader_of(
        self, stack: ImageStack, cancellation: Cancellation
    ) -> VolumeLoader | None:
        """Take the memory; None where nobody wants the stack any more."""
        try:
            loader = await in_thread(made_loader, stack)
        except KnownError:
            self._stay(cancellation)
            raise
        if cancellation():
            self._stay(cancellation)
            return None
        return loader

    def _slices_loaded(self, indices: list[int]) -> None:
        self._image.viewport.slices_loaded(indices)

    def _mention_slice_problems(self, shown: Shown) -> None:
        count = len(shown.volume.slice_problems)
        if count:
            words = QCoreApplication.translate(
                "Opening", "Images of this series that could not be read completely: {0}"
            )
            self._window.toast.say(words.format(count), tone=Tone.WARNING)

    async def _make_thumbnails(self, result: ScanResult) -> None:
        from viewer.imaging.thumbnails import thumbnail
        from viewer.paint.image import to_qimage

        for stack in result.stacks:
            try:
                picture = await in_thread(thumbnail, stack)
            except KnownError:  # said where the series itself is shown; the others have theirs
                continue
            self._window.studies.show_thumbnail(stack.key, QPixmap.fromImage(to_qimage(picture)))

"""Studies with everything: out as one ZIP, and in again; asked, written and read beside."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from viewer.app.background import Cancellation, Throttled, in_thread_until
from viewer.foundation.errors import UnreadableImage
from viewer.ui.ask import ask
from viewer.ui.toast import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.app.library_finding import StudyFinder
    from viewer.app.library_memory import LibraryMemory
    from viewer.app.opening import Opening
    from viewer.export.study_package import Exported
    from viewer.export.study_package_taking import Imported
    from viewer.imaging.scan import ScanResult
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

T = TypeVar("T")
_CONTENTS: Final = " › study.json"
_LOOKED_AT: Final = 200
"""Files that were skipped and are looked at for the contents of a package."""


class StudyPackages:
    """Exports and imports; `on_imported` is called when something came into the library."""

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        *,
        opening: Opening,
        memory: LibraryMemory,
        finder: StudyFinder,
        library: Library,
        background: Background,
    ) -> None:
        self._window = window
        self._opening = opening
        self._memory = memory
        self._finder = finder
        self._library = library
        self._background = background
        self._work: Cancellation | None = None
        self.on_imported: list[Callable[[], object]] = []
        window.status.cancel_wanted.connect(self.cancel)
        opening.on_opened.append(self._offer_import)
        window.actions_by_name.connect_all(
            {"export-study": self._export_open, "import-study": self.ask_import}
        )

    def ask_export(self, study_instance_uid: str) -> None:
        """Say what a package holds, ask where to, and write it."""
        self._background.start(self._export(study_instance_uid), "export a study")

    def ask_import(self) -> None:
        """Ask for a package and take it in."""
        self._background.start(self._import(), "import a study")

    def cancel(self) -> None:
        """Stop what goes on."""
        if self._work is not None:
            self._work.cancel()

    def _export_open(self) -> None:
        shown = self._opening.shown
        if shown is not None:
            self.ask_export(shown.stack.description.reference.study_instance_uid)

    async def _export(self, uid: str) -> None:
        from viewer.ui.dialogs.question import QuestionSheet

        sheet = QuestionSheet(
            QCoreApplication.translate("Packages", "Export study with everything"),
            QCoreApplication.translate(
                "Packages",
                "One ZIP file with the images as they are, the answers of the services, findings, "
                "decisions with their history, and your texts.\n\nIt names the patient: the images "
                "are not changed. Keep it like the images themselves.",
            ),
            QCoreApplication.translate("Packages", "Choose where…"),
            self._window,
        )
        target = await self._asked_target() if await ask(sheet) else None
        if target is not None:
            await self._memory.settled()
            self._window.report.save()
            await self._write(uid, target)

    async def _write(self, uid: str, target: Path) -> None:
        words = QCoreApplication.translate("Packages", "Exporting the study…")
        try:
            exported = await self._in_thread(words, export_package, uid, target)
        except UnreadableImage as error:
            said = QCoreApplication.translate(
                "Packages",
                "Not exported: {0} is not where it was. Open the study from the library, so that "
                "it is found again, then export it.",
            )
            self._window.toast.say(said.format(error.path), tone=Tone.BAD)
            return
        said = QCoreApplication.translate(
            "Packages", "Exported: {images} image files, {runs} analyses, {events} decisions"
        )
        self._window.toast.say(
            said.format(images=exported.images, runs=exported.runs, events=exported.events),
            tone=Tone.GOOD,
            action=QCoreApplication.translate("Packages", "Open folder"),
            act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent))),
        )

    def _offer_import(self, result: ScanResult) -> None:
        """Say of a package that was opened as images that there is more in it."""
        ends = (each.path for each in result.skipped[:_LOOKED_AT] if each.path.endswith(_CONTENTS))
        path = next(ends, "").removesuffix(_CONTENTS)
        if path and not self._window.actions_by_name.why_read_only:
            self._background.start(self._offer(Path(path)), "offer an import")

    async def _offer(self, path: Path) -> None:
        self._window.toast.say(
            QCoreApplication.translate(
                "Packages", "This is an exported study. Its findings and decisions can be imported."
            ),
            action=QCoreApplication.translate("Packages", "Import"),
            act=lambda: self._background.start(self._take(path), "import a study"),
        )

    async def _import(self) -> None:
        path = await self._asked_package()
        if path is not None:
            await self._take(path)

    async def _take(self, path: Path) -> None:
        words = QCoreApplication.translate("Packages", "Importing the study…")
        imported = await self._in_thread(words, import_package, path)
        for tell in self.on_imported:
            tell()
        self._say_imported(imported)
        self._finder.open_study(imported.study_instance_uid)

    def _say_imported(self, imported: Imported) -> None:
        taken = imported.taken
        if not (imported.images or taken.runs or taken.events):
            words = QCoreApplication.translate("Packages", "Everything in it is here already.")
            self._window.toast.say(words)
            return
        said = QCoreApplication.translate(
            "Packages", "Imported: {images} image files, {runs} analyses, {events} decisions"
        ).format(images=imported.images, runs=taken.runs, events=taken.events)
        if taken.reopened:
            more = QCoreApplication.translate(
                "Packages", "Signed readings that were opened again for it: {0}"
            )
            said = f"{said}\n{more.format(taken.reopened)}"
        self._window.toast.say(said, tone=Tone.WARNING if taken.reopened else Tone.GOOD)

    async def _in_thread(self, words: str, work: Callable[..., T], *args: object) -> T:
        cancellation = self._work = Cancellation()
        status = self._window.status

        def show(fraction: float) -> None:
            if self._work is cancellation:
                status.show_progress(words, fraction)

        show(0.0)
        progress = Throttled(asyncio.get_running_loop(), show)
        try:
            return await in_thread_until(
                cancellation,
                work,
                self._library,
                *args,
                on_progress=progress,
                is_cancelled=cancellation,
            )
        finally:
            self._work = None
            status.end_progress(QCoreApplication.translate("StatusBar", "Ready"))

    async def _asked_target(self) -> Path | None:
        dialog = QFileDialog(
            self._window,
            QCoreApplication.translate("Packages", "Export study with everything"),
            "",
            _filter(),
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(f"study-{datetime.now().astimezone():%Y%m%d-%H%M}.zip")
        return Path(dialog.selectedFiles()[0]) if await ask(dialog) else None

    async def _asked_package(self) -> Path | None:
        dialog = QFileDialog(
            self._window, QCoreApplication.translate("Packages", "Import study"), "", _filter()
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return Path(dialog.selectedFiles()[0]) if await ask(dialog) else None


def export_package(
    library: Library,
    uid: str,
    target: Path,
    *,
    on_progress: Callable[[float], None],
    is_cancelled: Cancellation,
) -> Exported:
    """Write the package of a study; blocks."""
    from importlib.metadata import version

    from viewer.export.study_package import ExportRequest, export_study

    request = ExportRequest(
        study_instance_uid=uid,
        target=target,
        program=version("viewer"),
        now=datetime.now(UTC),
    )
    with library.reader() as reading:
        return export_study(reading, request, on_progress=on_progress, is_cancelled=is_cancelled)


def import_package(
    library: Library,
    path: Path,
    *,
    on_progress: Callable[[float], None],
    is_cancelled: Cancellation,
) -> Imported:
    """Take a package in; blocks."""
    from importlib.metadata import version

    from viewer.app.user import user_name
    from viewer.export.study_package_taking import import_study
    from viewer.storage.package_taking import Newcomer

    def newcomer(library_uid: str) -> Newcomer:
        user = user_name(library.settings)
        return Newcomer(user, datetime.now(UTC), version("viewer"), library_uid)

    with library.writer() as writing:
        return import_study(
            writing, path, newcomer, on_progress=on_progress, is_cancelled=is_cancelled
        )


def _filter() -> str:
    return QCoreApplication.translate("Packages", "Exported studies (*.zip)")

"""Opening a known study where its images are now: where they were, else wherever they moved to."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from viewer.app.background import Cancellation, Throttled, in_thread, in_thread_until
from viewer.imaging.moved import LostStack, SearchResult, are_there, likely_folders, search
from viewer.ui.ask import ask
from viewer.ui.toast import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.domain.references import SeriesReference
    from viewer.storage.library import Library
    from viewer.storage.studies import KnownStudy
    from viewer.ui.main_window import MainWindow

_PLACES: Final = 60
"""So many folders of other studies tell where images are kept here."""
_NAMED: Final = 3
"""So many folders are named in a sentence."""


class StudyFinder:
    """Opens known studies; images that moved are looked for, what is not found is said."""

    def __init__(
        self, window: MainWindow, opening: Opening, library: Library, background: Background
    ) -> None:
        self._window = window
        self._opening = opening
        self._library = library
        self._background = background
        self._searches: set[Cancellation] = set()
        window.status.cancel_wanted.connect(self.cancel)

    def open_study(self, study_instance_uid: str) -> None:
        """Open all that is known of a study."""
        self._background.start(self._open(study_instance_uid, None, ()), "open known study")

    def show_series(self, series: SeriesReference, paths: Sequence[str] = ()) -> None:
        """Bring a series on the screen, e.g. of an earlier job; `paths` where it was then."""
        self._background.start(
            self._open(series.study_instance_uid, series, tuple(paths)), "open known series"
        )

    def cancel(self) -> None:
        """Look no further."""
        for each in self._searches:
            each.cancel()

    async def _open(self, uid: str, wanted: SeriesReference | None, paths: tuple[str, ...]) -> None:
        stacks = await in_thread(known_stacks, self._library, uid)
        if wanted is not None:
            known = tuple(stack for stack in stacks if stack.reference == wanted)
            stacks = known or (LostStack(reference=wanted, paths=paths),)
        places = {stack.reference: stack.paths for stack in stacks}
        lost = await in_thread(missing, stacks)
        if lost:
            result = await self._look(lost, None)
            places, lost = places | result.found, result.lost
        for stack in lost:
            del places[stack.reference]
        self._show(places, wanted)
        if lost:
            await self._ask_where(lost, wanted)

    def _show(
        self, places: Mapping[SeriesReference, Sequence[str]], wanted: SeriesReference | None
    ) -> None:
        paths = tuple(dict.fromkeys(path for where in places.values() for path in where))
        if wanted is None:
            self._opening.open(paths)
        elif paths:
            self._opening.open_then_show(paths, wanted)

    async def _look(self, lost: Sequence[LostStack], folder: Path | None) -> SearchResult:
        """Search one folder, or the likely ones; what is found is kept."""
        words = QCoreApplication.translate("Finding", "Looking for images that moved: {0} ({1})")

        def show(place: tuple[str, int]) -> None:
            if self._searches:
                where, files = place
                shown = "…" if self._hides_identity else where
                self._window.status.show_progress(words.format(shown, files), None)

        cancellation = Cancellation()
        self._searches.add(cancellation)
        show(("…", 0))
        progress = Throttled(asyncio.get_running_loop(), show)
        try:
            return await in_thread_until(
                cancellation,
                find,
                self._library,
                lost,
                folder,
                on_folder=lambda *place: progress(place),
                is_cancelled=cancellation,
            )
        finally:
            self._searches.discard(cancellation)
            self._window.status.end_progress(QCoreApplication.translate("StatusBar", "Ready"))

    async def _ask_where(self, lost: tuple[LostStack, ...], wanted: SeriesReference | None) -> None:
        """Say what is not there any more and where it was; look where the person says."""
        from viewer.ui.dialogs.question import QuestionSheet

        sheet = QuestionSheet(
            QCoreApplication.translate("Finding", "Images are not where they were"),
            self._lost_words(lost),
            QCoreApplication.translate("Finding", "Look in a folder…"),
            self._window,
        )
        folder = await self._asked_folder() if await ask(sheet) else None
        if folder is None:
            return
        result = await self._look(lost, folder)
        self._show(result.found, wanted)
        if result.lost:
            said = QCoreApplication.translate("Finding", "Series that are not there either: {0}")
            self._window.toast.say(said.format(len(result.lost)), tone=Tone.WARNING)

    async def _asked_folder(self) -> Path | None:
        dialog = QFileDialog(
            self._window, QCoreApplication.translate("Finding", "Where the images are now")
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        if not await ask(dialog):
            return None
        return Path(dialog.selectedFiles()[0])

    def _lost_words(self, lost: Sequence[LostStack]) -> str:
        said = QCoreApplication.translate(
            "Finding", "Series whose images are gone from their place: {0}."
        ).format(len(lost))
        advice = QCoreApplication.translate(
            "Finding",
            "They were looked for in the likely places too. Choose the folder or the disk on "
            "which they are now: they are known by their UIDs, whatever they are called.",
        )
        folders = list(dict.fromkeys(str(f) for stack in lost for f in stack.folders))
        if self._hides_identity or not folders:
            return f"{said}\n\n{advice}"
        where = QCoreApplication.translate("Finding", "They were here:")
        more = ["…"] if len(folders) > _NAMED else []
        return "\n".join((said, where, *folders[:_NAMED], *more, "", advice))

    @property
    def _hides_identity(self) -> bool:
        """Whether no folder may be named: it may bear the patient's name."""
        return self._window.actions_by_name["hide-identity"].isChecked()


def known_stacks(library: Library, uid: str) -> tuple[LostStack, ...]:
    """Return the stacks of a study with where they were seen last; blocks."""
    with library.reader() as reading:
        study = reading.studies.get(uid)
    return _stacks(study) if study is not None else ()


def missing(stacks: Sequence[LostStack]) -> tuple[LostStack, ...]:
    """Return the stacks of which a file is gone; blocks."""
    return tuple(stack for stack in stacks if not stack.paths or not are_there(stack.paths))


def find(
    library: Library,
    lost: Sequence[LostStack],
    folder: Path | None = None,
    *,
    on_folder: Callable[[str, int], None] | None = None,
    is_cancelled: Cancellation | None = None,
) -> SearchResult:
    """Search a folder, or without one the likely ones; the library keeps what is found. Blocks."""
    folders: Iterable[Path] = [folder] if folder is not None else ()
    if folder is None:
        with library.reader() as reading:
            known = [
                *reading.studies.folders(_PLACES),
                *(item.path for item in reading.recent.latest()),
            ]
        folders = likely_folders(lost, known, is_cancelled)
    result = search(lost, folders, on_folder=on_folder, is_cancelled=is_cancelled)
    if result.found and not library.is_read_only:
        with library.writer() as writing:
            writing.studies.move(result.found.items(), datetime.now(UTC))
    return result


def _stacks(study: KnownStudy) -> tuple[LostStack, ...]:
    return tuple(
        LostStack(
            reference=series.reference, paths=series.paths, instance_count=series.instance_count
        )
        for series in study.series
    )

"""The cards above the findings: what each part of the run shown found, its numbers and files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from viewer.app.background import in_thread
from viewer.domain.part import FileRole
from viewer.foundation.files import atomic_write
from viewer.ui.toast import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.app.reviewing import Reviewing
    from viewer.domain.part import PartFile
    from viewer.domain.result import AnalysisResult
    from viewer.storage.library import Library
    from viewer.storage.result_files import ResultFile
    from viewer.ui.main_window import MainWindow
    from viewer.ui.panels.result_cards import ResultCards

_STEMS: Final = {
    FileRole.CALCIUM_MASK: "calcium-mask",
    FileRole.LESION_MASK: "lesion-mask",
    FileRole.FRACTURE_MASK: "fracture-mask",
    FileRole.RIB_MASK: "rib-mask",
    FileRole.REGISTERED_DICOM: "registered",
    FileRole.REGISTERED_NIFTI: "registered",
}
_ENDINGS: Final = {
    "application/dicom": ".dcm",
    "application/zip": ".zip",
    "application/x-tar": ".tar",
    "application/x-nifti": ".nii",
}


class _Shown(NamedTuple):
    """The run whose cards are shown, and which of its files are there."""

    run_uid: str
    result: AnalysisResult
    files: tuple[ResultFile, ...]


class ResultCardsView:
    """Keeps the cards in step with the run that is shown; made when a run has parts."""

    def __init__(
        self, window: MainWindow, reviewing: Reviewing, library: Library, background: Background
    ) -> None:
        self._window = window
        self._reviewing = reviewing
        self._library = library
        self._background = background
        self._cards: ResultCards | None = None
        self._shown: _Shown | None = None
        self.folder = ""
        """Where a file was saved last."""
        self.on_act: list[Callable[[str, str], None]] = []
        """Called with the key of what is to be done with a part, and the run's uid."""
        reviewing.on_changed.append(self._follow)

    def _follow(self) -> None:
        """Show the cards of the run that is shown now."""
        open_run = self._reviewing.open_run
        if open_run is None or not open_run.result.parts:
            self._hide()
            return
        shown = self._now(open_run.run.uid, open_run.result)
        if shown == self._shown:
            return
        is_other = self._shown is None or self._shown.run_uid != shown.run_uid
        self._shown = shown
        if is_other:
            self._window.findings.list_part("")
        self._fill(shown)

    def _now(self, run_uid: str, result: AnalysisResult) -> _Shown:
        """Return what there is to show; the library is asked only where there are files."""
        has_files = any(part.files for part in result.parts)
        return _Shown(
            run_uid, result, self._library.result_files.of_job(run_uid) if has_files else ()
        )

    def _hide(self) -> None:
        if self._shown is None:
            return
        self._shown = None
        self._window.findings.list_part("")
        if self._cards is not None:
            self._cards.show_cards(())

    def _fill(self, shown: _Shown) -> None:
        from viewer.app.card_words import cards_of

        session = self._reviewing.session
        findings = session.findings if session is not None else shown.result.findings
        files = {file.name: file for file in shown.files}
        cards = self._made_cards()
        cards.show_cards(cards_of(shown.result, findings, files))
        cards.mark_part(self._window.findings.narrowing.part)

    def _made_cards(self) -> ResultCards:
        from viewer.ui.panels.result_cards import ResultCards

        if self._cards is None:
            self._cards = cards = ResultCards()
            cards.part_chosen.connect(self._list_part)
            cards.finding_chosen.connect(self._reviewing.go_to)
            cards.file_wanted.connect(self._save_asked)
            cards.act_wanted.connect(self._act)
            self._window.findings.place_card(cards)
        return self._cards

    def _list_part(self, key: str) -> None:
        self._window.findings.list_part(key)
        if self._cards is not None:
            self._cards.mark_part(key)

    def _act(self, key: str) -> None:
        if self._shown is None:
            return
        for act in self.on_act:
            act(key, self._shown.run_uid)

    def _save_asked(self, name: str) -> None:
        if self._shown is None:
            return
        parts = self._shown.result.parts
        part_files = {file.name: file for part in parts for file in part.files}
        kept = {file.name: file for file in self._shown.files}
        if name not in part_files or name not in kept:
            return
        folder = self.folder or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        dialog = QFileDialog(
            self._window, QCoreApplication.translate("ResultCards", "Save the file of the result")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(folder)
        dialog.selectFile(file_name(part_files[name], kept[name]))
        dialog.fileSelected.connect(
            lambda path: self._background.start(self._save(kept[name], Path(path)), "save")
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _save(self, file: ResultFile, path: Path) -> None:
        """Write the file as it came. Raises CannotWrite, LibraryUnavailable."""
        content = await in_thread(self._library.blobs.get, file.content_hash)
        await in_thread(atomic_write, path, content)
        self.folder = str(path.parent)
        said = QCoreApplication.translate("ResultCards", "File saved: {0}").format(path.name)
        self._window.toast.say(said, tone=Tone.GOOD)


def file_name(file: PartFile, kept: ResultFile) -> str:
    """Return the name under which a file of the result is offered: by its role and its content."""
    zipped = ".tar.gz" if file.role is FileRole.REGISTERED_DICOM else ".nii.gz"
    ending = zipped if kept.media_type == "application/gzip" else _ENDINGS.get(kept.media_type, "")
    return f"{_STEMS[file.role]}{ending}"

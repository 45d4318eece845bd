"""Pictures and reports of what was reviewed: to the clipboard, to files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from viewer.app.background import in_thread
from viewer.app.export_subject import ExportSubject, Traced, no_tracing
from viewer.foundation.files import atomic_write, safe_name
from viewer.overlay.furniture import without_identity
from viewer.ui.ask import ask
from viewer.ui.dialogs.export import ExportChoice, ExportPart, ExportSheet
from viewer.ui.toast import Tone
from viewer.words.overlay import overlay_wording
from viewer.words.remarks import picture_remarks

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.app.reviewing import Reviewing
    from viewer.domain.account import Account
    from viewer.export.figure import FigureRequest
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport


class Exporting:
    """Takes what is on the screen along."""

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        viewport: Viewport,
        *,
        opening: Opening,
        reviewing: Reviewing,
        library: Library,
        background: Background,
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._opening = opening
        self._reviewing = reviewing
        self._library = library
        self._background = background
        self.folder = ""
        self.tracing_of: Callable[[], Traced] = no_tracing
        """Asked for what a cephalogram is drawn and measured with, at the moment of an export."""

    def copy_picture(self) -> None:
        """Put the picture with its overlay on the clipboard, at the source's resolution."""
        subject = self._subject(hides_identity=True)
        if subject is None:
            return
        from viewer.app.exporting_view import view_figure

        figure = view_figure(subject, _figure_request(subject))
        QGuiApplication.clipboard().setImage(figure.image)
        self._window.toast.say(
            QCoreApplication.translate("Exporting", "Picture copied, without the patient's name"),
            tone=Tone.GOOD,
        )

    def ask(self) -> None:
        """Ask what to export and where to, then write it."""
        if self._opening.shown is not None:
            self._background.start(self._ask_and_write(), "export")

    async def _ask_and_write(self) -> None:
        subject = self._subject(hides_identity=True)
        if subject is None:
            return
        sheet = ExportSheet(
            self.folder or _documents(),
            has_result=subject.has_something,
            has_answer=subject.run is not None,
            has_tracing=subject.chosen is not None,
            note=self._note(),
            parent=self._window,
        )
        if not await ask(sheet):
            return
        choice = sheet.choice()
        self._window.report.save()
        subject = self._subject(hides_identity=not choice.has_identity)
        if subject is None:
            return
        self.folder = choice.folder
        written = await in_thread(self._write, subject, choice)
        said = QCoreApplication.translate("Exporting", "Files written to {1}: {0}")
        self._window.toast.say(
            said.format(len(written), choice.folder),
            tone=Tone.GOOD,
            action=QCoreApplication.translate("Exporting", "Open folder"),
            act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(choice.folder)),
        )

    def _subject(self, *, hides_identity: bool) -> ExportSubject | None:
        shown, state = self._opening.shown, self._viewport.state
        if shown is None or state is None or state.grey is None:
            return None
        open_run = self._reviewing.open_run
        session = self._reviewing.session
        traced = self.tracing_of()
        return ExportSubject(
            shown=shown,
            state=state,
            run=open_run.run if open_run else None,
            result=open_run.result if open_run else None,
            review=session.review if session is not None else None,
            own_text=self._library.own_texts.get(open_run.run.uid) if open_run else "",
            hides_identity=hides_identity,
            compared=None if self._viewport.scene is None else self._viewport.scene.compared,
            curves=traced.curves,
            chosen=traced.chosen,
            traced_remarks=traced.remarks,
        )

    def _note(self) -> str:
        """Return what is left out because the reader is not to see it yet."""
        if self._reviewing.concealed_run is None:
            return ""
        from viewer.app.blind_words import conceal_note

        return conceal_note()

    def _write(self, subject: ExportSubject, choice: ExportChoice) -> list[Path]:
        """Write in a thread: the library is asked there, through a connection of its own."""
        from viewer.domain.account import Account
        from viewer.export.ledger_json import ledger_document, write_ledger
        from viewer.storage.ledger import event_of

        stack = subject.shown.stack.description.reference
        with self._library.reader() as library:
            raw = library.runs.raw_answer(subject.run.uid) if subject.run is not None else b""
            rows = library.ledger.rows_of(stack)
        account = Account.of(stack, map(event_of, rows)) if subject.review is not None else None
        written = write_export(subject, choice, raw, account)
        if ExportPart.LEDGER in choice.parts:
            path = Path(choice.folder) / "ledger.json"
            write_ledger(path, ledger_document(stack, rows))
            written.append(path)
        return written


def write_export(
    subject: ExportSubject,
    choice: ExportChoice,
    raw_answer: bytes,
    account: Account | None = None,
) -> list[Path]:
    """Write what was chosen and return the files. Raises CannotWrite."""
    from viewer.domain.account import NOBODY

    account = account or NOBODY
    folder = Path(choice.folder)
    written: list[Path] = []
    if ExportPart.PICTURE in choice.parts:
        written.append(_write_picture(subject, folder))
    if not subject.has_something:
        return written
    if ExportPart.FINDINGS in choice.parts:
        written += _write_finding_pictures(subject, folder)
    if ExportPart.PDF in choice.parts:
        written.append(_write_pdf(subject, account, folder))
    if ExportPart.JSON in choice.parts:
        written.append(_write_json(subject, account, folder))
    if subject.measured is not None:
        from viewer.app.ceph_export import write_cephalogram

        figure = _figure_request(subject)
        written += write_cephalogram(folder, choice.parts, subject.measured, figure)
    if ExportPart.ANSWER in choice.parts and subject.run is not None:
        path = folder / "raw.json"
        atomic_write(path, raw_answer)
        written.append(path)
    return written


def _figure_request(subject: ExportSubject, slice_index: int | None = None) -> FigureRequest:
    from viewer.export.figure import FigureRequest
    from viewer.imaging.dressed import Shown
    from viewer.imaging.grey.voi import on_slice

    state = subject.state
    if state.grey is None:
        raise ValueError("nothing is shown yet")
    index = state.slice_index if slice_index is None else slice_index
    return FigureRequest(
        volume=subject.shown.volume,
        slice_index=index,
        grey=on_slice(state.grey, subject.shown.volume, index),
        findings=subject.findings,
        decisions=subject.review.decisions if subject.review else {},
        overlay=state.overlay,
        dress=Shown(shutter=state.has_shutter, graphics=state.has_graphics),
        hides_identity=subject.hides_identity,
        remarks=(*picture_remarks(subject.result, subject.findings), *subject.traced_remarks),
        wording=overlay_wording(),
        curves=subject.curves,
    )


def _write_picture(subject: ExportSubject, folder: Path) -> Path:
    from viewer.app.exporting_view import view_figure
    from viewer.export.figure import write_png

    path = folder / f"{_stem(subject)}-{subject.state.slice_index + 1:04d}.png"
    write_png(path, view_figure(subject, _figure_request(subject)))
    return path


def _write_finding_pictures(subject: ExportSubject, folder: Path) -> list[Path]:
    """Write the pictures of the findings, whatever the filters of the list hide just now."""
    from dataclasses import replace

    from viewer.export.figure import draw_figure, pictures_of, write_png

    written = []
    for picture in pictures_of(subject.findings):
        request = _figure_request(subject, picture.slice_index)
        chosen = picture.finding.uid if picture.finding is not None else None
        overlay = request.overlay.unfiltered(chosen)
        path = folder / picture.name
        write_png(path, draw_figure(replace(request, overlay=overlay)))
        written.append(path)
    return written


def _write_json(subject: ExportSubject, account: Account, folder: Path) -> Path:
    from viewer.app.report_request import result_of, run_facts
    from viewer.export.analyses_json import analyses_json
    from viewer.export.findings_json import findings_document, write_findings

    path = folder / "findings.json"
    if subject.review is None:
        raise ValueError("no result to write")
    series = subject.shown.stack.description
    document = findings_document(
        run_facts(subject),
        result_of(subject),
        subject.review,
        series,
        account,
        analyses=analyses_json(subject.measured),
    )
    write_findings(path, document)
    return path


def _write_pdf(subject: ExportSubject, account: Account, folder: Path) -> Path:
    from viewer.app.report_request import write_pdf

    path = folder / "report.pdf"
    write_pdf(subject, account, path)
    return path


def _stem(subject: ExportSubject) -> str:
    series = subject.shown.stack.description
    text = (without_identity(series) if subject.hides_identity else series).text
    return safe_name(text.series_description or "image", limit=40).replace(" ", "-")


def _documents() -> str:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return places[0] if places else str(Path.home())

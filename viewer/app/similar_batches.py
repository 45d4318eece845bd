"""Pictures on their way into a database: runs batches, shows how far they are, resumes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import KnownError
from viewer.storage.similar_rows import OPEN_STATES
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.similar import batch_words, left_words

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.similar_desk import SimilarDesk
    from viewer.app.similar_talk import Order
    from viewer.jobs.similar.adding import Adding, BatchProgress
    from viewer.ui.dialogs.similar_progress import ProgressSheet
    from viewer.ui.main_window import MainWindow


@dataclass
class _Failures:
    """What failed in a batch, read anew when there is more of it."""

    count: int = 0
    lines: tuple[str, ...] = ()


class SimilarBatches:
    """Runs what was ordered; each batch has at most one sheet, and needs none."""

    def __init__(self, window: MainWindow, desk: SimilarDesk, background: Background) -> None:
        self._window = window
        self._desk = desk
        self._background = background
        self._running: set[str] = set()
        self._failures: dict[str, _Failures] = {}
        self._is_listening = False
        self._said = ""
        """What of ours stands in the status bar."""
        self.sheets: dict[str, ProgressSheet] = {}
        window.status.cancel_wanted.connect(self._cancel_shown)

    def order(self, order: Order) -> None:
        """Keep what is to be added, begin, and show how far it is."""
        self._background.start(self._order(order), "keep what is to be added")

    async def _order(self, order: Order) -> None:
        uid = await self._adding.begin_many(self._desk.service, order.database, order.items)
        self._desk.remember_database(order.database)
        self.go_on(uid)
        self.show(uid)

    def go_on(self, uid: str) -> None:
        """Run a batch from where it stands."""
        if uid not in self._running:
            self._running.add(uid)
            self._background.start(self._run(uid), "add similar cases")
            self._show_row(self._adding.progress(uid))

    def cancel(self, uid: str) -> None:
        """Add no more of a batch; what is added stays."""
        self._attempt(uid, is_forgotten=False)

    def forget(self, uid: str) -> None:
        """Let what is still to be added be; what is added stays."""
        self._attempt(uid, is_forgotten=True)
        sheet = self.sheets.get(uid)
        if sheet is not None:
            sheet.accept()

    def resume(self) -> None:
        """Say that an earlier session left something to be added, and offer to go on."""
        words = self.left_words()
        if words:
            self._window.toast.say(
                words,
                tone=Tone.WARNING,
                action=QCoreApplication.translate("Similar", "Show…"),
                act=self.show_left,
            )

    def left_words(self) -> str:
        """Return what nobody adds at the moment, though it was ordered; empty for nothing."""
        batches = self._desk.library.similar.open_batches()
        waiting = [batch for batch in batches if batch.uid not in self._running]
        if not waiting:
            return ""
        left = sum(batch.count(*OPEN_STATES) for batch in waiting)
        words = left_words(left, sum(batch.total for batch in waiting))
        names = list(dict.fromkeys(batch.database for batch in waiting))
        if len(names) > 1:
            return words
        return QCoreApplication.translate("Similar", "Database “{0}”: {1}").format(names[0], words)

    def show_left(self) -> None:
        """Show all batches that have something left."""
        for progress in self._adding.open_batches():
            self.show(progress.batch)

    def show(self, uid: str) -> None:
        """Show how far a batch is."""
        from viewer.ui.dialogs.similar_progress import ProgressSheet

        if uid in self.sheets:
            self.sheets[uid].raise_()
            return
        try:
            progress = self._adding.progress(uid)
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)
            return
        sheet = self.sheets[uid] = ProgressSheet(progress.database, self._window)
        sheet.cancel_wanted.connect(lambda: self.cancel(uid))
        sheet.go_on_wanted.connect(lambda: self.go_on(uid))
        sheet.forget_wanted.connect(lambda: self.forget(uid))
        sheet.finished.connect(lambda: self._closed(uid))
        self._show_row(progress)
        sheet.open()

    @property
    def _adding(self) -> Adding:
        adding = self._desk.cases.adding
        if not self._is_listening:
            self._is_listening = True
            adding.progressed.connect(self._progressed)
        return adding

    async def _run(self, uid: str) -> None:
        progress: BatchProgress | None = None
        try:
            progress = await self._adding.run(uid)
        except KnownError as error:
            self._say_end(uid, error_words(error).line, Tone.BAD)
        finally:
            self._running.discard(uid)
            self._leave_status()
        if progress is not None:
            tone = Tone.WARNING if progress.failed else Tone.GOOD
            self._say_end(uid, end_words(progress), tone)
        self._refresh(uid)

    def _say_end(self, uid: str, words: str, tone: Tone) -> None:
        """Say how it ended, unless its sheet says so."""
        if uid in self.sheets:
            return
        self._window.toast.say(
            words,
            tone=tone,
            action=QCoreApplication.translate("Similar", "Show"),
            act=lambda: self.show(uid),
        )

    def _attempt(self, uid: str, *, is_forgotten: bool) -> None:
        try:
            if is_forgotten:
                self._adding.forget(uid)
            else:
                self._adding.cancel(uid)
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)
            return
        if not is_forgotten:
            self._refresh(uid)

    def _refresh(self, uid: str) -> None:
        """Show how a batch stands now, where its sheet is open."""
        if uid in self.sheets:
            self._show_row(self._adding.progress(uid))

    def _progressed(self, progress: BatchProgress) -> None:
        self._show_row(progress)
        if progress.batch in self._running and not progress.is_finished:
            self._said = QCoreApplication.translate("Similar", "Adding to “{0}”: {1}").format(
                progress.database, count_words(progress)
            )
            self._window.status.show_progress(self._said, progress.done / max(1, progress.total))

    def _show_row(self, progress: BatchProgress) -> None:
        from viewer.ui.dialogs.similar_progress import AddingRow

        sheet = self.sheets.get(progress.batch)
        if sheet is None:
            return
        problem = error_words(progress.failure).line if progress.failure is not None else ""
        sheet.show_row(
            AddingRow(
                line=count_words(progress),
                done=progress.done,
                total=progress.total,
                problem=problem,
                failures=self._failures_of(progress),
                is_running=progress.batch in self._running,
                is_finished=progress.is_finished,
            )
        )

    def _failures_of(self, progress: BatchProgress) -> tuple[str, ...]:
        known = self._failures.setdefault(progress.batch, _Failures())
        if known.count != progress.failed:
            items = self._adding.items(progress.batch)
            known.count = progress.failed
            known.lines = tuple(
                f"{item.title}: {error_words(item.failure).line}"
                for item in items
                if item.failure is not None
            )
        return known.lines

    def _leave_status(self) -> None:
        if self._said and self._window.status.message == self._said:
            self._window.status.end_progress(QCoreApplication.translate("StatusBar", "Ready"))
        self._said = ""

    def _cancel_shown(self) -> None:
        """Cancel what the status bar shows, where that is of ours."""
        if self._said and self._window.status.message == self._said:
            for uid in tuple(self._running):
                self.cancel(uid)

    def _closed(self, uid: str) -> None:
        sheet = self.sheets.pop(uid, None)
        if sheet is not None:
            sheet.deleteLater()
        self._failures.pop(uid, None)


def count_words(progress: BatchProgress) -> str:
    """Return how far a batch is: `10 of 40 added · 1 already there · 1 failed`."""
    said = batch_words(
        added=progress.added, known=progress.known, failed=progress.failed, total=progress.total
    )
    if not progress.cancelled:
        return said
    cancelled = QCoreApplication.translate("Similar", "{0} cancelled").format(progress.cancelled)
    return f"{said} · {cancelled}"


def end_words(progress: BatchProgress) -> str:
    """Return how a batch ended."""
    words = QCoreApplication.translate("Similar", "Database “{0}”: {1}")
    return words.format(progress.database, count_words(progress))

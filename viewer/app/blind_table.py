"""The personal agreement table: counted in a thread, shown, and saved as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from viewer.app.background import in_thread
from viewer.foundation.errors import KnownError
from viewer.ui.toast import Tone
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.app.background import Background
    from viewer.domain.agreement_table import AgreementRow
    from viewer.storage.library import Library
    from viewer.ui.dialogs.agreement import AgreementLine, AgreementSheet
    from viewer.ui.main_window import MainWindow


class AgreementTable:
    """Answers the action "My agreement…"."""

    def __init__(self, window: MainWindow, library: Library, background: Background) -> None:
        self._window = window
        self._library = library
        self._background = background
        self._rows: tuple[AgreementRow, ...] = ()
        self.sheet: AgreementSheet | None = None
        window.actions_by_name.connect_all({"agreement": self.show})

    def show(self) -> None:
        """Count and show."""
        if self.sheet is None:
            self._background.start(self._count_and_show(), "agreement")

    def save(self, path: Path) -> None:
        """Write the table for other programs. Raises CannotWrite."""
        from viewer.foundation.files import atomic_write

        atomic_write(path, csv_of(self._rows))

    async def _count_and_show(self) -> None:
        self._rows = await in_thread(_counted, self._library)
        if self.sheet is not None:
            return
        from viewer.ui.dialogs.agreement import AgreementSheet

        sheet = AgreementSheet(heads(), tuple(map(_line, self._rows)), remarks(), self._window)
        self.sheet = sheet
        sheet.save_wanted.connect(self._ask_where)
        sheet.finished.connect(self._closed)
        sheet.open()

    def _closed(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None

    def _ask_where(self) -> None:
        dialog = QFileDialog(self.sheet, QCoreApplication.translate("Agreement", "Save as CSV"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("agreement.csv")
        dialog.fileSelected.connect(self._save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_to(self, path: str) -> None:
        try:
            self.save(Path(path))
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)
            return
        said = QCoreApplication.translate("Agreement", "Table written to {0}")
        self._window.toast.say(said.format(path), tone=Tone.GOOD)


def heads() -> tuple[str, ...]:
    """Return the heads of the columns."""
    return (
        QCoreApplication.translate("Agreement", "Reader"),
        QCoreApplication.translate("Agreement", "Analysis"),
        QCoreApplication.translate("Agreement", "Period"),
        QCoreApplication.translate("Agreement", "Readings"),
        QCoreApplication.translate("Agreement", "Both"),
        QCoreApplication.translate("Agreement", "AI only"),
        QCoreApplication.translate("Agreement", "… accepted"),
        QCoreApplication.translate("Agreement", "… rejected"),
        QCoreApplication.translate("Agreement", "… undecided"),
        QCoreApplication.translate("Agreement", "Me only"),
    )


def remarks() -> str:
    """Return how the numbers came about and what they do not say."""
    return QCoreApplication.translate(
        "Agreement",
        "Findings that you marked before you saw the AI's, compared by place. The columns with … "
        "say what was later made of those that only the AI had. Agreement is not correctness: "
        "both may be wrong.",
    )


def csv_of(rows: Sequence[AgreementRow]) -> bytes:
    """Return the table as CSV with English heads; UTF-8 with a mark, as spreadsheets want it."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        (
            *("reader", "analysis", "month", "readings", "both", "ai_only"),
            *("ai_only_accepted_later", "ai_only_rejected_later", "ai_only_undecided", "me_only"),
        )
    )
    for row in rows:
        key = row.key
        writer.writerow((_harmless(key.user), key.endpoint, key.month or "all", *_counts(row)))
    return text.getvalue().encode("utf-8-sig")


def _counted(library: Library) -> tuple[AgreementRow, ...]:
    from viewer.domain.agreement_table import agreement_rows

    with library.reader() as reading:
        return agreement_rows(reading.blindness.revealed_runs())


def _line(row: AgreementRow) -> AgreementLine:
    from viewer.ui.dialogs.agreement import AgreementLine
    from viewer.words.jobs import endpoint_words

    key = row.key
    all_time = QCoreApplication.translate("Agreement", "All time")
    cells = (key.user, endpoint_words(key.endpoint), key.month or all_time)
    return AgreementLine(cells=(*cells, *map(str, _counts(row))), is_sum=not key.month)


def _counts(row: AgreementRow) -> tuple[int, ...]:
    return (
        *(row.readings, row.both, row.ai_only),
        *(row.later_accepted, row.later_rejected, row.later_open, row.me_only),
    )


def _harmless(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text

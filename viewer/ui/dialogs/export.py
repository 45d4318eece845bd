"""What to take along: pictures, the report, the findings as data; and where to."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label


class ExportPart(StrEnum):
    """One thing that can be written."""

    PICTURE = "picture"
    FINDINGS = "findings"
    PDF = "pdf"
    JSON = "json"
    ANSWER = "answer"
    LEDGER = "ledger"
    TRACING = "tracing"
    """The tracing of a cephalogram alone."""
    TRACING_PDF = "tracing-pdf"
    CEPH_XLSX = "ceph-xlsx"
    CEPH_CSV = "ceph-csv"
    CEPH_JSON = "ceph-json"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen."""

    parts: frozenset[ExportPart]
    folder: str
    has_identity: bool


class ExportSheet(Sheet):
    """Accepted means: write it."""

    changed = Signal()

    def __init__(  # noqa: PLR0913 - facts by name
        self,
        folder: str,
        *,
        has_result: bool,
        has_answer: bool | None = None,
        has_tracing: bool = False,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`has_answer` False: no service said anything. `note` tells what is left out."""
        super().__init__(QCoreApplication.translate("Export", "Export"), parent)
        self._boxes: dict[ExportPart, QCheckBox] = {}
        self._add_parts(_parts(), has_result=has_result, has_answer=has_answer)
        if has_tracing:
            head = QCoreApplication.translate("Export", "Cephalogram")
            self.body.addWidget(plain_label(head, "section"))
            self._add_parts(_ceph_parts(), has_result=has_result, has_answer=has_answer)
        if note:
            self.body.addWidget(plain_label(note, "muted", wraps=True))
        self._identity = QCheckBox(
            QCoreApplication.translate("Export", "Name the patient on pictures and report")
        )
        self.body.addWidget(self._identity)
        self._folder = QLineEdit(folder)
        self._folder.setAccessibleName(QCoreApplication.translate("Export", "Folder"))
        self._folder.textChanged.connect(self._update)
        self._choose = QPushButton(QCoreApplication.translate("Export", "Choose…"))
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._choose_folder)
        self.body.addWidget(plain_label(QCoreApplication.translate("Export", "Folder"), "section"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._folder, 1)
        row.addWidget(self._choose)
        self.body.addLayout(row)
        self.body.addWidget(
            plain_label(
                QCoreApplication.translate(
                    "Export",
                    "Pictures have the resolution of the source and are marked as "
                    "not for diagnosis.",
                ),
                "muted",
                wraps=True,
            )
        )
        self.add_close(QCoreApplication.translate("Export", "Cancel"))
        self._write = self.add_button(
            QCoreApplication.translate("Export", "Write"), is_primary=True
        )
        self._write.clicked.connect(self.accept)
        self._update()

    def _add_parts(
        self,
        parts: Sequence[tuple[ExportPart, str]],
        *,
        has_result: bool,
        has_answer: bool | None,
    ) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        for part, words in parts:
            box = QCheckBox(words)
            box.setEnabled(_is_there(part, has_result=has_result, has_answer=has_answer))
            box.setChecked(part is ExportPart.PICTURE or (has_result and part is ExportPart.PDF))
            box.toggled.connect(self._update)
            self._boxes[part] = box
            column.addWidget(box)
        self.body.addLayout(column)

    def choice(self) -> ExportChoice:
        """Return what was chosen."""
        return ExportChoice(
            frozenset(part for part, box in self._boxes.items() if box.isChecked()),
            self._folder.text().strip(),
            self._identity.isChecked(),
        )

    def _update(self) -> None:
        choice = self.choice()
        self._write.setEnabled(bool(choice.parts and choice.folder))
        self.changed.emit()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(self._folder.text())
        dialog.fileSelected.connect(self._folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _is_there(part: ExportPart, *, has_result: bool, has_answer: bool | None) -> bool:
    if part is ExportPart.PICTURE:
        return True
    is_refused = part is ExportPart.ANSWER and has_answer is False
    return has_result and not is_refused


def _parts() -> tuple[tuple[ExportPart, str], ...]:
    return (
        (ExportPart.PICTURE, QCoreApplication.translate("Export", "Picture of this image (PNG)")),
        (
            ExportPart.FINDINGS,
            QCoreApplication.translate("Export", "A picture of each finding (PNG)"),
        ),
        (ExportPart.PDF, QCoreApplication.translate("Export", "Report of one page (PDF)")),
        (ExportPart.JSON, QCoreApplication.translate("Export", "Findings and decisions (JSON)")),
        (ExportPart.ANSWER, QCoreApplication.translate("Export", "The answer as received (JSON)")),
        (
            ExportPart.LEDGER,
            QCoreApplication.translate("Export", "The reading's history, event by event (JSON)"),
        ),
    )


def _ceph_parts() -> tuple[tuple[ExportPart, str], ...]:
    return (
        (ExportPart.TRACING, QCoreApplication.translate("Export", "Tracing alone (PNG)")),
        (
            ExportPart.TRACING_PDF,
            QCoreApplication.translate("Export", "Marked film and tracing (PDF)"),
        ),
        (
            ExportPart.CEPH_XLSX,
            QCoreApplication.translate("Export", "Landmarks and all analyses (XLSX)"),
        ),
        (
            ExportPart.CEPH_CSV,
            QCoreApplication.translate("Export", "Landmarks and all analyses (CSV)"),
        ),
        (
            ExportPart.CEPH_JSON,
            QCoreApplication.translate("Export", "Landmarks and all analyses (JSON)"),
        ),
    )

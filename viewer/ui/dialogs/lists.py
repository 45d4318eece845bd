"""Sheets that only show something: skipped files, keys, about, a crash report."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from viewer.ui.action_spec import ActionSpec
from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.icons import application_icon
from viewer.ui.labels import plain_label
from viewer.ui.models.problems import WHAT, ProblemsModel
from viewer.ui.row_table import row_table

_ROW_SLACK: Final = 10
_LOOKED_AT: Final = 100
"""Rows whose words decide how wide the column is."""
_WIDEST: Final = 420
_GAP: Final = 24


class ProblemsSheet(Sheet):
    """Files that were not read, and why; what is odd about what was."""

    def __init__(self, rows: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("Problems", "Problems when opening"), parent, width=680
        )
        self.take_size(760, 460)
        if not rows:
            self.body.addWidget(
                plain_label(QCoreApplication.translate("Problems", "Everything was read."), "muted")
            )
        else:
            self.body.addWidget(self._made_list(rows), 1)
        self.add_close(QCoreApplication.translate("Problems", "Close"))

    def _made_list(self, rows: Sequence[tuple[str, str]]) -> QTableView:
        name = QCoreApplication.translate("Problems", "Problems")
        table = row_table(ProblemsModel(rows, self), name, _ROW_SLACK)
        head = table.horizontalHeader()
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        head.setResizeContentsPrecision(_LOOKED_AT)
        table.resizeColumnToContents(WHAT)
        table.setColumnWidth(WHAT, min(table.columnWidth(WHAT) + _GAP, _WIDEST))
        return table


class KeysSheet(Sheet):
    """All keys and what the mouse does."""

    def __init__(
        self,
        table: Mapping[str, Sequence[ActionSpec]],
        mouse: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            QCoreApplication.translate("Keys", "Keyboard and mouse"), parent, width=720
        )
        inside = QWidget()
        inside.setObjectName("panel")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        rows = [
            (_native(spec.keys), spec.text.rstrip("…"))
            for group in table.values()
            for spec in group
            if spec.keys
        ]
        half = (len(rows) + len(mouse) + 1) // 2
        for number, (keys, words) in enumerate([*rows, *mouse]):
            column = 0 if number < half else 2
            row = number if number < half else number - half
            key = plain_label(keys, "section")
            key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(key, row, column)
            grid.addWidget(plain_label(words), row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(self.windowTitle())
        self.body.addWidget(area, 1)
        self.take_size(780, 680)
        self.add_close(QCoreApplication.translate("Keys", "Close"))


class AboutSheet(Sheet):
    """What this is, and what it is not."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("About", "About this program"), parent)
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(QSize(56, 56)))
        self.body.addWidget(picture)
        self.body.addWidget(
            plain_label(
                QCoreApplication.translate(
                    "About", "Viewer {0}: AI findings on medical and dental images."
                ).format(version),
                wraps=True,
            )
        )
        self.body.addWidget(
            plain_label(
                QCoreApplication.translate(
                    "About",
                    "Findings of the built-in service come from a classical reference method: "
                    "not for diagnosis. The judgement is the reader's.",
                ),
                "muted",
                wraps=True,
            )
        )
        self.add_close(QCoreApplication.translate("About", "Close"))


class CrashSheet(Sheet):
    """A report of a mistake of ours; the person sees it before copying it anywhere."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("Crash", "Something went wrong in the program"),
            parent,
            width=640,
        )
        self._report = report
        self.body.addWidget(
            plain_label(
                QCoreApplication.translate(
                    "Crash",
                    "Your decisions are kept. This report holds no patient data and no keys; "
                    "read it before you pass it on.",
                ),
                "muted",
                wraps=True,
            )
        )
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setPlainText(report)
        text.setMinimumHeight(220)
        self.take_size(700, 440)
        text.setAccessibleName(QCoreApplication.translate("Crash", "Report"))
        self.body.addWidget(text, 1)
        copy = self.add_button(QCoreApplication.translate("Crash", "Copy report"))
        copy.clicked.connect(self._copy)
        self.add_close(QCoreApplication.translate("Crash", "Close"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def _native(keys: Sequence[str]) -> str:
    shown = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return "  ".join(shown)

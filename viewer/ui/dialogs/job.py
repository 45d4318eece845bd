"""Everything that is known of one job: what was sent, what came of it, what it cost."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label
from viewer.ui.panels.details import DetailSection, DetailsPanel

_NAMES_WIDTH: Final = 210


class JobSheet(Sheet):
    """The job's title, what to do about a failure, and all fields, which can be searched."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, width=560)
        self._advice = plain_label("", "warning", wraps=True)
        self.body.addWidget(self._advice)
        self.details = DetailsPanel()
        self.details.tree.header().resizeSection(0, _NAMES_WIDTH)
        self.body.addWidget(self.details, 1)
        self.add_close(QCoreApplication.translate("JobSheet", "Close"))
        self.take_size(680, 520)

    def show_job(self, advice: str, sections: Sequence[DetailSection]) -> None:
        """Show the job as it stands now."""
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.details.show_details(sections)

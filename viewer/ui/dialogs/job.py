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

    def __init__(
        self,
        title: str,
        advice: str,
        sections: Sequence[DetailSection],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, width=560)
        if advice:
            self.body.addWidget(plain_label(advice, "warning", wraps=True))
        self.details = DetailsPanel()
        self.details.tree.header().resizeSection(0, _NAMES_WIDTH)
        self.details.show_details(sections)
        self.body.addWidget(self.details, 1)
        self.add_close(QCoreApplication.translate("JobSheet", "Close"))
        self.take_size(680, 520)

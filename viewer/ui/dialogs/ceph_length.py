"""How long a line on the film is in truth."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QWidget

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label

_USUAL: Final = ("10", "20", "30", "40", "45", "50", "100")
"""What rulers on cephalostats show."""


class LengthSheet(Sheet):
    """Accepted means: the line is `length_mm` long. `why_not` says why a length cannot be."""

    def __init__(self, why_not: Callable[[float], str], parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("Cephalometry", "How long is this line?")
        super().__init__(title, parent, width=420)
        self._why_not = why_not
        self.body.addWidget(
            plain_label(
                QCoreApplication.translate(
                    "Cephalometry",
                    "The true distance between the two marks, as the ruler has it, in "
                    "millimetres. All lengths on the film go by it.",
                ),
                "muted",
                wraps=True,
            )
        )
        self.length = QComboBox()
        self.length.setEditable(True)
        self.length.addItems(_USUAL)
        self.length.setCurrentText("")
        self.length.setAccessibleName(
            QCoreApplication.translate("Cephalometry", "Length in millimetres")
        )
        edit = self.length.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(QCoreApplication.translate("Cephalometry", "as 45"))
        self.body.addWidget(self.length)
        self.problem = plain_label("", "bad", wraps=True)
        self.body.addWidget(self.problem)
        self.add_close(QCoreApplication.translate("Cephalometry", "Cancel"))
        self.use = self.add_button(
            QCoreApplication.translate("Cephalometry", "Calibrate"), is_primary=True
        )
        self.use.clicked.connect(self.accept)
        self.length.editTextChanged.connect(self._check)
        self._check(self.length.currentText())
        self.length.setFocus()

    @property
    def length_mm(self) -> float:
        """The length that was written; 0 for none."""
        try:
            return float(self.length.currentText().strip().replace(",", "."))
        except ValueError:
            return 0.0

    def _check(self, text: str) -> None:
        why = self._why_not(self.length_mm) if text.strip() else ""
        self.problem.setText(why)
        self.problem.setVisible(bool(why))
        self.use.setEnabled(bool(text.strip()) and not why)
        self.fit()

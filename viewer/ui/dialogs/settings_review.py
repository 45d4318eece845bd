"""The settings of reviewing."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from viewer.ui.dialogs.settings_fields import made_form, switch
from viewer.ui.dialogs.settings_values import SettingValues
from viewer.ui.labels import plain_label


class ReviewPage(QWidget):
    """How findings are gone through."""

    def __init__(self, values: SettingValues) -> None:
        super().__init__()
        form = made_form(self)
        self._advance = switch(
            QCoreApplication.translate(
                "Settings", "After a judgement show the next undecided finding"
            ),
            values.advances,
        )
        form.addRow(self._advance)
        self._comment = switch(
            QCoreApplication.translate("Settings", "Ask for a comment on each rejected finding"),
            values.demands_comment,
        )
        form.addRow(self._comment)
        self._blind = switch(
            QCoreApplication.translate("Settings", "Look first, then see the service's findings"),
            values.is_blind_first,
        )
        form.addRow(self._blind)
        words = QCoreApplication.translate(
            "Settings",
            "Findings of a service stay hidden until you have marked what you see, or signed "
            "that there is nothing.",
        )
        form.addRow(plain_label(words, "muted", wraps=True))
        self._doubtful = QDoubleSpinBox()
        self._doubtful.setRange(0.0, 1.0)
        self._doubtful.setSingleStep(0.05)
        self._doubtful.setDecimals(2)
        self._doubtful.setValue(values.doubtful_below)
        form.addRow(
            QCoreApplication.translate("Settings", "Dotted lines below a confidence of"),
            self._doubtful,
        )

    def applied_to(self, values: SettingValues) -> SettingValues:
        """Return the values with what was set here."""
        return replace(
            values,
            advances=self._advance.isChecked(),
            demands_comment=self._comment.isChecked(),
            is_blind_first=self._blind.isChecked(),
            doubtful_below=round(self._doubtful.value(), 2),
        )

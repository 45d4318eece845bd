"""The settings of the window and of the person before it."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from viewer.ui.dialogs.settings_fields import choice, made_form, switch, text_line
from viewer.ui.dialogs.settings_values import SettingValues
from viewer.ui.labels import plain_label


class GeneralPage(QWidget):
    """Language, look, the reader's name, identity on the screen."""

    def __init__(self, values: SettingValues) -> None:
        super().__init__()
        form = made_form(self)
        self._language = choice(
            (
                ("system", QCoreApplication.translate("Settings", "As the system")),
                ("zh", "中文"),
                ("en", "English"),
            ),
            values.language,
        )
        form.addRow(QCoreApplication.translate("Settings", "Language"), self._language)
        words = QCoreApplication.translate(
            "Settings", "Another language is spoken from the next start on."
        )
        form.addRow("", plain_label(words, "muted", wraps=True))
        self._theme = choice(
            (
                ("dark", QCoreApplication.translate("Settings", "Dark (reading room)")),
                ("light", QCoreApplication.translate("Settings", "Light (chairside)")),
                ("system", QCoreApplication.translate("Settings", "As the system")),
            ),
            values.theme,
        )
        form.addRow(QCoreApplication.translate("Settings", "Look"), self._theme)
        self.user = text_line(values.user_name, values.account_name)
        form.addRow(QCoreApplication.translate("Settings", "Your name"), self.user)
        words = QCoreApplication.translate(
            "Settings", "Stands beside each of your decisions from now on."
        )
        form.addRow("", plain_label(words, "muted"))
        self._hide = switch(
            QCoreApplication.translate("Settings", "Hide patient identity on the screen"),
            values.hides_identity,
        )
        form.addRow("", self._hide)

    def applied_to(self, values: SettingValues) -> SettingValues:
        """Return the values with what was set here."""
        return replace(
            values,
            language=str(self._language.currentData()),
            theme=str(self._theme.currentData()),
            user_name=self.user.text().strip(),
            hides_identity=self._hide.isChecked(),
        )

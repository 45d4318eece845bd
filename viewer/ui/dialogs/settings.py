"""The settings: language, look, who judges and how, where analyses go, what the library holds."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabWidget, QWidget

from viewer.ui.dialogs.settings_dental import DentalPage
from viewer.ui.dialogs.settings_general import GeneralPage
from viewer.ui.dialogs.settings_library import LibraryPage
from viewer.ui.dialogs.settings_review import ReviewPage
from viewer.ui.dialogs.settings_service import ServicePage
from viewer.ui.dialogs.settings_values import SettingValues
from viewer.ui.dialogs.sheet import Sheet

GENERAL, SERVICE, DENTAL, REVIEW, LIBRARY = range(5)
_WIDTH: Final = 620


class SettingsSheet(Sheet):
    """One page per topic; accepted means: use these values. The library's page acts at once."""

    def __init__(self, values: SettingValues, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Settings", "Settings"), parent, width=600)
        self._values = values
        self._general = GeneralPage(values)
        self._service = ServicePage(values)
        self.dental = DentalPage(values)
        self._review = ReviewPage(values)
        self.library = LibraryPage()
        tabs = self.tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(self.windowTitle())
        tabs.addTab(self._general, QCoreApplication.translate("Settings", "Window and person"))
        tabs.addTab(self._service, QCoreApplication.translate("Settings", "Analysis service"))
        tabs.addTab(self.dental, QCoreApplication.translate("Settings", "Dental service"))
        tabs.addTab(self._review, QCoreApplication.translate("Settings", "Review"))
        tabs.addTab(self.library, QCoreApplication.translate("Settings", "Library"))
        self.body.addWidget(tabs, 1)
        self.take_size(_WIDTH, 560)
        self.add_close(QCoreApplication.translate("Settings", "Cancel"))
        save = self.add_button(QCoreApplication.translate("Settings", "Use"), is_primary=True)
        save.clicked.connect(self.accept)

    def focus_name(self) -> None:
        """Show the page with the reader's name, ready to be written over."""
        self.tabs.setCurrentIndex(GENERAL)
        self._general.user.setFocus()
        self._general.user.selectAll()

    def choose_service(self, service: str) -> None:
        """Show the page of the service, with that one chosen."""
        self._service.choose(service)
        self.tabs.setCurrentIndex(SERVICE)

    def choose_dental(self, service: str) -> None:
        """Show the page of the dental service, with that one chosen."""
        self.dental.choose(service)
        self.tabs.setCurrentIndex(DENTAL)

    def values(self) -> SettingValues:
        """Return what was set."""
        values = self._values
        for page in (self._general, self._service, self.dental, self._review):
            values = page.applied_to(values)
        return values

"""The settings of the dental service, with a question whether it is there."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.ui.dialogs.settings_fields import choice, made_form, secret_line, text_line
from viewer.ui.dialogs.settings_values import SettingValues
from viewer.ui.labels import plain_label

_LOCAL: Final = "local"
_VENDOR: Final = "vendor"


class DentalPage(QWidget):
    """Where dental pictures go; the vendor's fields only where it is the vendor.

    `probe_wanted` has the service, its address and the token as they are typed now; what came of
    it is given to `show_probe`.
    """

    probe_wanted = Signal(str, str, str)

    def __init__(self, values: SettingValues) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(self._made_choice(values))
        self._vendor = self._made_vendor(values)
        layout.addWidget(self._vendor)
        layout.addLayout(self._made_probe())
        layout.addStretch()
        for line in (self._url, self._token):
            line.textChanged.connect(self._forget_probe)
        self._service.currentIndexChanged.connect(self._service_changed)
        self._service_changed()
        self.setAccessibleName(QCoreApplication.translate("Settings", "Dental service"))

    def choose(self, service: str) -> None:
        """Choose a service."""
        self._service.setCurrentIndex(self._service.findData(service))

    def applied_to(self, values: SettingValues) -> SettingValues:
        """Return the values with what was set here."""
        return replace(
            values,
            dental_service=str(self._service.currentData()),
            dental_url=self._address(),
            dental_token=self._token.text().strip(),
        )

    def show_probe(self, words: str, role: str) -> None:
        """Say how the service answered; `role` is `good`, `bad` or `muted` (not yet)."""
        self._said.setText(words)
        self._said.setProperty("role", role)
        self._said.style().polish(self._said)
        self._probe.setEnabled(role != "muted")

    def _address(self) -> str:
        return self._url.text().strip().rstrip("/")

    def _made_choice(self, values: SettingValues) -> QWidget:
        widget = QWidget()
        form = made_form(widget)
        form.setContentsMargins(0, 0, 0, 0)
        self._service = choice(
            (
                (_LOCAL, QCoreApplication.translate("Settings", "Local service (built in)")),
                (_VENDOR, QCoreApplication.translate("Settings", "Vendor")),
            ),
            values.dental_service,
        )
        form.addRow(QCoreApplication.translate("Settings", "Dental pictures go to"), self._service)
        return widget

    def _made_vendor(self, values: SettingValues) -> QGroupBox:
        box = QGroupBox(QCoreApplication.translate("Settings", "Vendor"))
        form = made_form(box)
        form.setContentsMargins(0, 6, 0, 0)
        form.setVerticalSpacing(6)
        self._url = text_line(values.dental_url, "https://")
        form.addRow(QCoreApplication.translate("Settings", "Base address"), self._url)
        self._token = secret_line(values.dental_token)
        form.addRow(QCoreApplication.translate("Settings", "Access token"), self._token)
        words = QCoreApplication.translate(
            "Settings",
            "The address without /api/…; a slash at its end does no harm. The token is kept in "
            "memory until the window closes, never on disk. VIEWER_DENTAL_TOKEN of the "
            "environment comes first.",
        )
        form.addRow(plain_label(words, "muted", wraps=True))
        return box

    def _made_probe(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._probe = QPushButton(QCoreApplication.translate("Settings", "Ask whether it is there"))
        self._probe.clicked.connect(self._ask)
        self._said: QLabel = plain_label("", "muted", wraps=True)
        self._said.setAccessibleName(
            QCoreApplication.translate("Settings", "Answer of the service")
        )
        row.addWidget(self._probe)
        row.addWidget(self._said, 1)
        return row

    def _ask(self) -> None:
        self.show_probe(QCoreApplication.translate("Settings", "Asking…"), "muted")
        service = str(self._service.currentData())
        self.probe_wanted.emit(service, self._address(), self._token.text().strip())

    def _forget_probe(self) -> None:
        """What was said was said of another address."""
        with QSignalBlocker(self):
            self.show_probe("", "")

    def _service_changed(self) -> None:
        self._vendor.setVisible(self._service.currentData() == _VENDOR)
        self._forget_probe()

"""The settings of the analysis service."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGroupBox, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from viewer.ui.dialogs.settings_fields import choice, made_form, secret_line, switch, text_line
from viewer.ui.dialogs.settings_values import SettingValues
from viewer.ui.labels import plain_label

_MOST_JOBS: Final = 8
_INSET: Final = 6


class ServicePage(QScrollArea):
    """Where analyses go, and how; the vendor's fields only where it is the vendor."""

    def __init__(self, values: SettingValues) -> None:
        super().__init__()
        page = QWidget()
        page.setObjectName("panel")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 12, 8, 0)
        layout.setSpacing(4)
        layout.addWidget(self._made_choice(values))
        self._vendor = self._made_vendor(values)
        layout.addWidget(self._vendor)
        layout.addStretch()
        self._service.currentIndexChanged.connect(self._service_changed)
        self._service_changed()
        self.setWidgetResizable(True)
        self.setWidget(page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(QCoreApplication.translate("Settings", "Analysis service"))

    def choose(self, service: str) -> None:
        """Choose a service."""
        self._service.setCurrentIndex(self._service.findData(service))

    def applied_to(self, values: SettingValues) -> SettingValues:
        """Return the values with what was set here."""
        return replace(
            values,
            service=str(self._service.currentData()),
            asks_before_sending=self._ask.isChecked(),
            jobs_at_once=self._jobs.value(),
            vendor_url=self._url.text().strip().rstrip("/"),
            organisation_id=self._org_id.text().strip(),
            organisation_name=self._org_name.text().strip(),
            store_endpoint=self._endpoint.text().strip().rstrip("/"),
            store_bucket=self._bucket.text().strip(),
            store_region=self._region.text().strip(),
            strategy=str(self._strategy.currentData()),
            deletes_uploads=self._delete.isChecked(),
            app_key=self._app_key.text(),
            ds_id=self._ds_id.text(),
            store_access_key=self._access.text(),
            store_secret_key=self._secret.text(),
        )

    def _made_choice(self, values: SettingValues) -> QWidget:
        widget = QWidget()
        form = made_form(widget)
        form.setContentsMargins(0, 0, 0, 0)
        self._service = choice(
            (
                ("local", QCoreApplication.translate("Settings", "Local service (built in)")),
                ("vendor", QCoreApplication.translate("Settings", "Vendor")),
            ),
            values.service,
        )
        form.addRow(QCoreApplication.translate("Settings", "Analyses go to"), self._service)
        self._ask = switch(
            QCoreApplication.translate(
                "Settings", "Show what is sent before the local service too"
            ),
            values.asks_before_sending,
        )
        form.addRow("", self._ask)
        self._jobs = QSpinBox()
        self._jobs.setRange(1, _MOST_JOBS)
        self._jobs.setValue(values.jobs_at_once)
        self._jobs.lineEdit().setTextMargins(_INSET, 0, 0, 0)
        self._jobs.setAccessibleName(QCoreApplication.translate("Settings", "Analyses at once"))
        form.addRow(QCoreApplication.translate("Settings", "Analyses at once"), self._jobs)
        return widget

    def _made_vendor(self, values: SettingValues) -> QGroupBox:
        box = QGroupBox(QCoreApplication.translate("Settings", "Vendor"))
        form = made_form(box)
        form.setContentsMargins(0, 6, 0, 0)
        form.setVerticalSpacing(6)
        self._url = text_line(values.vendor_url, "https://")
        form.addRow(QCoreApplication.translate("Settings", "Address (ShowAPI)"), self._url)
        self._app_key = secret_line(values.app_key)
        form.addRow("appKey", self._app_key)
        self._ds_id = secret_line(values.ds_id)
        form.addRow("ds_id", self._ds_id)
        self._org_id = text_line(values.organisation_id)
        form.addRow("OrgId", self._org_id)
        self._org_name = text_line(values.organisation_name)
        form.addRow("OrgName", self._org_name)
        self._endpoint = text_line(values.store_endpoint, "https://")
        form.addRow(QCoreApplication.translate("Settings", "Object store"), self._endpoint)
        self._bucket = text_line(values.store_bucket)
        form.addRow(QCoreApplication.translate("Settings", "Bucket"), self._bucket)
        self._region = text_line(values.store_region, "cn-shanghai")
        form.addRow(QCoreApplication.translate("Settings", "Region"), self._region)
        self._access = secret_line(values.store_access_key)
        form.addRow(QCoreApplication.translate("Settings", "Access key"), self._access)
        self._secret = secret_line(values.store_secret_key)
        form.addRow(QCoreApplication.translate("Settings", "Secret key"), self._secret)
        self._strategy = choice(_strategies(), values.strategy)
        form.addRow(QCoreApplication.translate("Settings", "A series is sent as"), self._strategy)
        self._delete = switch(
            QCoreApplication.translate("Settings", "Delete the upload when the result is in"),
            values.deletes_uploads,
        )
        form.addRow("", self._delete)
        form.addRow(
            plain_label(
                QCoreApplication.translate(
                    "Settings",
                    "Keys are kept in memory until the window closes, never on disk. "
                    "VIEWER_APP_KEY and VIEWER_DS_ID of the environment come first.",
                ),
                "muted",
                wraps=True,
            )
        )
        return box

    def _service_changed(self) -> None:
        self._vendor.setVisible(self._service.currentData() == "vendor")


def _strategies() -> tuple[tuple[str, str], ...]:
    return (
        ("archive", QCoreApplication.translate("Settings", "One archive (zip)")),
        ("multiframe", QCoreApplication.translate("Settings", "One multi-frame file")),
        ("repeat", QCoreApplication.translate("Settings", "One address per slice")),
        ("manifest", QCoreApplication.translate("Settings", "A list of addresses")),
    )

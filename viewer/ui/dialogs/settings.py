"""The settings: language, look, who judges, where analyses go."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.dialogs.sheet import Sheet
from viewer.ui.labels import plain_label


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingValues:
    """What the sheet shows and gives back. The last four are secrets: this session only."""

    language: str
    theme: str
    user_name: str
    account_name: str
    hides_identity: bool
    service: str
    asks_before_sending: bool
    vendor_url: str
    organisation_id: str
    organisation_name: str
    store_endpoint: str
    store_bucket: str
    store_region: str
    strategy: str
    deletes_uploads: bool
    app_key: str = ""
    ds_id: str = ""
    store_access_key: str = ""
    store_secret_key: str = ""


class SettingsSheet(Sheet):
    """Two pages; accepted means: use these values."""

    def __init__(self, values: SettingValues, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Settings", "Settings"), parent, width=600)
        self._values = values
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(self.windowTitle())
        tabs.addTab(
            self._made_general(values), QCoreApplication.translate("Settings", "Window and person")
        )
        tabs.addTab(
            self._made_service(values), QCoreApplication.translate("Settings", "Analysis service")
        )
        self.tabs = tabs
        self.body.addWidget(tabs, 1)
        self.take_size(620, 560)
        self.add_close(QCoreApplication.translate("Settings", "Cancel"))
        save = self.add_button(QCoreApplication.translate("Settings", "Use"), is_primary=True)
        save.clicked.connect(self.accept)

    def choose_service(self, service: str) -> None:
        """Show the page of the service, with that one chosen."""
        self._service.setCurrentIndex(self._service.findData(service))
        self.tabs.setCurrentIndex(1)

    def values(self) -> SettingValues:
        """Return what was set."""
        return SettingValues(
            language=str(self._language.currentData()),
            theme=str(self._theme.currentData()),
            user_name=self._user.text().strip(),
            account_name=self._values.account_name,
            hides_identity=self._hide.isChecked(),
            service=str(self._service.currentData()),
            asks_before_sending=self._ask.isChecked(),
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

    def _made_general(self, values: SettingValues) -> QWidget:
        page = QWidget()
        form = _form(page)
        self._language = _choice(
            (
                ("system", QCoreApplication.translate("Settings", "As the system")),
                ("zh", "中文"),
                ("en", "English"),
            ),
            values.language,
        )
        form.addRow(QCoreApplication.translate("Settings", "Language"), self._language)
        form.addRow(
            "",
            plain_label(
                QCoreApplication.translate(
                    "Settings", "Another language is spoken from the next start on."
                ),
                "muted",
                wraps=True,
            ),
        )
        self._theme = _choice(
            (
                ("dark", QCoreApplication.translate("Settings", "Dark (reading room)")),
                ("light", QCoreApplication.translate("Settings", "Light (chairside)")),
                ("system", QCoreApplication.translate("Settings", "As the system")),
            ),
            values.theme,
        )
        form.addRow(QCoreApplication.translate("Settings", "Look"), self._theme)
        self._user = _line(values.user_name, values.account_name)
        form.addRow(QCoreApplication.translate("Settings", "Your name"), self._user)
        form.addRow(
            "",
            plain_label(
                QCoreApplication.translate(
                    "Settings", "Stands beside each of your decisions from now on."
                ),
                "muted",
            ),
        )
        self._hide = QCheckBox(
            QCoreApplication.translate("Settings", "Hide patient identity on the screen")
        )
        self._hide.setChecked(values.hides_identity)
        form.addRow("", self._hide)
        return page

    def _made_service(self, values: SettingValues) -> QWidget:
        page = QWidget()
        page.setObjectName("panel")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 12, 8, 0)
        layout.setSpacing(4)
        form_widget = QWidget()
        form = _form(form_widget)
        form.setContentsMargins(0, 0, 0, 0)
        self._service = _choice(
            (
                ("local", QCoreApplication.translate("Settings", "Local service (built in)")),
                ("vendor", QCoreApplication.translate("Settings", "Vendor")),
            ),
            values.service,
        )
        form.addRow(QCoreApplication.translate("Settings", "Analyses go to"), self._service)
        self._ask = QCheckBox(
            QCoreApplication.translate("Settings", "Show what is sent before the local service too")
        )
        self._ask.setChecked(values.asks_before_sending)
        form.addRow("", self._ask)
        layout.addWidget(form_widget)
        self._vendor = self._made_vendor(values)
        layout.addWidget(self._vendor)
        layout.addStretch()
        self._service.currentIndexChanged.connect(self._service_changed)
        self._service_changed()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(QCoreApplication.translate("Settings", "Analysis service"))
        return area

    def _made_vendor(self, values: SettingValues) -> QGroupBox:
        box = QGroupBox(QCoreApplication.translate("Settings", "Vendor"))
        form = _form(box)
        form.setContentsMargins(0, 6, 0, 0)
        form.setVerticalSpacing(6)
        self._url = _line(values.vendor_url, "https://")
        form.addRow(QCoreApplication.translate("Settings", "Address (ShowAPI)"), self._url)
        self._app_key = _secret(values.app_key)
        form.addRow("appKey", self._app_key)
        self._ds_id = _secret(values.ds_id)
        form.addRow("ds_id", self._ds_id)
        self._org_id = _line(values.organisation_id)
        form.addRow("OrgId", self._org_id)
        self._org_name = _line(values.organisation_name)
        form.addRow("OrgName", self._org_name)
        self._endpoint = _line(values.store_endpoint, "https://")
        form.addRow(QCoreApplication.translate("Settings", "Object store"), self._endpoint)
        self._bucket = _line(values.store_bucket)
        form.addRow(QCoreApplication.translate("Settings", "Bucket"), self._bucket)
        self._region = _line(values.store_region, "cn-shanghai")
        form.addRow(QCoreApplication.translate("Settings", "Region"), self._region)
        self._access = _secret(values.store_access_key)
        form.addRow(QCoreApplication.translate("Settings", "Access key"), self._access)
        self._secret = _secret(values.store_secret_key)
        form.addRow(QCoreApplication.translate("Settings", "Secret key"), self._secret)
        self._strategy = _choice(_strategies(), values.strategy)
        form.addRow(QCoreApplication.translate("Settings", "A series is sent as"), self._strategy)
        self._delete = QCheckBox(
            QCoreApplication.translate("Settings", "Delete the upload when the result is in")
        )
        self._delete.setChecked(values.deletes_uploads)
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


def _form(page: QWidget) -> QFormLayout:
    form = QFormLayout(page)
    form.setContentsMargins(0, 16, 0, 8)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def _choice(entries: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    box = QComboBox()
    for key, words in entries:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _line(text: str, placeholder: str = "") -> QLineEdit:
    line = QLineEdit(text)
    line.setPlaceholderText(placeholder)
    return line


def _secret(text: str) -> QLineEdit:
    line = _line(text)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line

"""What the actions of the table do to the window: opening dialogs, settings, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from viewer.app.problem_rows import ProblemRows
from viewer.app.service_directory import SessionKeys
from viewer.app.user import account_name, user_name
from viewer.foundation.errors import KnownError
from viewer.foundation.redact import Secret
from viewer.storage import settings as s
from viewer.ui.actions import action_table
from viewer.ui.ask import ask
from viewer.ui.compare_actions import compare_actions
from viewer.ui.dental_look_actions import dental_look_actions
from viewer.ui.dialogs.lists import AboutSheet, KeysSheet, ProblemsSheet
from viewer.ui.dialogs.settings import SettingsSheet
from viewer.ui.dialogs.settings_values import SettingValues
from viewer.ui.similar_actions import similar_actions
from viewer.ui.theme import apply_theme
from viewer.ui.toast import Tone
from viewer.ui.tokens import ThemeName
from viewer.words.errors import error_words
from viewer.words.jobs import LOCAL, service_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.background import Background
    from viewer.app.opening import Opening
    from viewer.app.service_directory import WindowServices
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport

_TEXTS: Final = {
    "user_name": s.USER_NAME,
    "vendor_url": s.VENDOR_URL,
    "dental_url": s.DENTAL_URL,
    "dental_service": s.DENTAL_SERVICE,
    "organisation_id": s.ORGANISATION_ID,
    "organisation_name": s.ORGANISATION_NAME,
    "store_endpoint": s.STORE_ENDPOINT,
    "store_bucket": s.STORE_BUCKET,
    "store_region": s.STORE_REGION,
    "language": s.LANGUAGE,
    "theme": s.THEME,
    "service": s.SERVICE,
    "strategy": s.SERIES_STRATEGY,
}
_SWITCHES: Final = {
    "hides_identity": s.HIDE_IDENTITY,
    "asks_before_sending": s.ASK_BEFORE_SENDING,
    "deletes_uploads": s.DELETE_UPLOADS,
    "advances": s.AUTO_ADVANCE,
    "demands_comment": s.COMMENT_ON_REJECT,
    "is_blind_first": s.BLIND_FIRST,
}


class WindowActions:
    """Connects the rest of the action table."""

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        viewport: Viewport,
        *,
        opening: Opening,
        library: Library,
        services: WindowServices,
        background: Background,
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._opening = opening
        self._library = library
        self.services = services
        self._background = background
        self.on_settings: list[Callable[[SettingsSheet], None]] = []
        """Called with each sheet of settings before it is shown."""
        self.on_settings_used: list[Callable[[], None]] = []
        """Called when settings were changed and kept."""
        window.actions_by_name.connect_all(
            {
                "open": self._open_files,
                "open-folder": self._open_folder,
                "settings": self._settings,
                "keys": self._keys,
                "skipped": self._problems,
                "about": self._about,
                "hide-identity": self._hide_identity,
            }
        )
        window.start_page.demo_wanted.connect(self._demo)
        window.status.reader_wanted.connect(self._reader)
        hides = library.settings.get(s.HIDE_IDENTITY)
        window.actions_by_name["hide-identity"].setChecked(hides)
        opening.on_shown.append(lambda _shown: self._apply_identity())
        self._apply_identity()
        self._show_service()
        self._show_reader()

    def setting_values(self) -> SettingValues:
        """Return the settings as the sheet shows them."""
        get = self._library.settings.get
        keys = self.services.keys
        return SettingValues(
            language=get(s.LANGUAGE),
            theme=get(s.THEME),
            user_name=get(s.USER_NAME),
            account_name=account_name(),
            hides_identity=get(s.HIDE_IDENTITY),
            service=get(s.SERVICE),
            asks_before_sending=get(s.ASK_BEFORE_SENDING),
            vendor_url=get(s.VENDOR_URL),
            dental_service=get(s.DENTAL_SERVICE),
            dental_url=get(s.DENTAL_URL),
            organisation_id=get(s.ORGANISATION_ID),
            organisation_name=get(s.ORGANISATION_NAME),
            store_endpoint=get(s.STORE_ENDPOINT),
            store_bucket=get(s.STORE_BUCKET),
            store_region=get(s.STORE_REGION),
            strategy=get(s.SERIES_STRATEGY),
            deletes_uploads=get(s.DELETE_UPLOADS),
            advances=get(s.AUTO_ADVANCE),
            doubtful_below=get(s.DOUBTFUL_BELOW),
            demands_comment=get(s.COMMENT_ON_REJECT),
            is_blind_first=get(s.BLIND_FIRST),
            jobs_at_once=get(s.JOBS_AT_ONCE),
            app_key=keys.app_key.reveal(),
            ds_id=keys.ds_id.reveal(),
            store_access_key=keys.store_access_key.reveal(),
            store_secret_key=keys.store_secret_key.reveal(),
            dental_token=keys.dental_token.reveal(),
        )

    def use(self, values: SettingValues) -> None:
        """Keep the settings and apply at once what can be applied."""
        before, settings = self.setting_values(), self._library.settings
        for name, setting in _TEXTS.items():
            value = getattr(values, name) or setting.default
            if setting.is_allowed(value) and value != settings.get(setting):
                settings.set(setting, value)
        for name, switch in _SWITCHES.items():
            if getattr(values, name) != settings.get(switch):
                settings.set(switch, getattr(values, name))
        if values.jobs_at_once != settings.get(s.JOBS_AT_ONCE):
            settings.set(s.JOBS_AT_ONCE, values.jobs_at_once)
        if values.doubtful_below != settings.get(s.DOUBTFUL_BELOW):
            settings.set(s.DOUBTFUL_BELOW, values.doubtful_below)
        self.services.keys = SessionKeys(
            Secret(values.app_key),
            Secret(values.ds_id),
            Secret(values.store_access_key),
            Secret(values.store_secret_key),
            Secret(values.dental_token),
        )
        self._apply(before, values)

    def _apply(self, before: SettingValues, values: SettingValues) -> None:
        application = QApplication.instance()
        if values.theme != before.theme and isinstance(application, QApplication):
            apply_theme(application, ThemeName(values.theme))
            self._window.retheme()
        self._window.actions_by_name["hide-identity"].setChecked(values.hides_identity)
        self._apply_identity()
        self._show_service()
        self._show_reader()
        for tell in self.on_settings_used:
            tell()
        if values.language != before.language:
            self._window.toast.say(
                QCoreApplication.translate(
                    "WindowActions", "The new language is spoken from the next start on."
                )
            )

    def _open_files(self) -> None:
        dialog = QFileDialog(
            self._window, QCoreApplication.translate("WindowActions", "Open files")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._run(dialog)

    def _open_folder(self) -> None:
        dialog = QFileDialog(
            self._window, QCoreApplication.translate("WindowActions", "Open a folder")
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._run(dialog)

    def _run(self, dialog: QFileDialog) -> None:
        dialog.filesSelected.connect(self._opening.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _settings(self) -> None:
        self._background.start(self._ask_settings(), "settings")

    def _reader(self) -> None:
        self._background.start(self._ask_settings(is_for_name=True), "settings")

    async def _ask_settings(self, *, is_for_name: bool = False) -> None:
        sheet = SettingsSheet(self.setting_values(), self._window)
        if is_for_name:
            sheet.focus_name()
        for tell in self.on_settings:
            tell(sheet)
        if await ask(sheet):
            self.use(sheet.values())

    def _keys(self) -> None:
        table = {
            **action_table(),
            "similar": similar_actions(),
            "compare": compare_actions(),
            "dental": dental_look_actions(),
        }
        sheet = KeysSheet(table, mouse_table(), self._window)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _about(self) -> None:
        from importlib.metadata import version

        sheet = AboutSheet(version("viewer"), self._window)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _problems(self) -> None:
        sheet = ProblemsSheet(self.problem_rows(), self._window)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def problem_rows(self) -> ProblemRows:
        """Return (where, what is wrong) of the last opening and of the open series."""
        return ProblemRows(self._opening.skipped, self._opening.shown)

    def _hide_identity(self) -> None:
        hides = self._window.actions_by_name["hide-identity"].isChecked()
        self._apply_identity()
        try:
            self._library.settings.set(s.HIDE_IDENTITY, hides)
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)

    def _apply_identity(self) -> None:
        hides = self._window.actions_by_name["hide-identity"].isChecked()
        self._viewport.set_identity_hidden(hides)
        self._opening.set_identity_hidden(hides)

    def _show_service(self) -> None:
        target = self.services.target()
        words = QCoreApplication.translate("WindowActions", "Analyses: {0}")
        shown = service_words(LOCAL) if target == LOCAL else target
        self._window.status.show_service(words.format(shown))

    def _show_reader(self) -> None:
        self._window.status.show_reader(user_name(self._library.settings))

    def _demo(self) -> None:
        self._background.start(self._open_demo(), "demo study")

    async def _open_demo(self) -> None:
        from viewer.app.background import in_thread
        from viewer.app.demo_study import demo_studies

        self._window.status.show_progress(
            QCoreApplication.translate("WindowActions", "Drawing the demo studies…"), None
        )
        try:
            studies = await in_thread(demo_studies, self._library.folders)
        finally:
            self._window.status.end_progress("")
        self._opening.open(list(studies.paths))


def mouse_table() -> tuple[tuple[str, str], ...]:
    """Return what the mouse does, for the sheet of keys."""
    return (
        (
            QCoreApplication.translate("Keys", "Wheel"),
            QCoreApplication.translate("Keys", "Next or previous image (Shift: ten)"),
        ),
        (
            QCoreApplication.translate("Keys", "Ctrl + wheel"),
            QCoreApplication.translate("Keys", "Zoom at the pointer"),
        ),
        (
            QCoreApplication.translate("Keys", "Left drag"),
            QCoreApplication.translate("Keys", "Grey window (Shift: fine, Ctrl: coarse)"),
        ),
        (
            QCoreApplication.translate("Keys", "Drag"),
            QCoreApplication.translate("Keys", "Move or resize what is edited (E)"),
        ),
        (
            QCoreApplication.translate("Keys", "Arrow keys"),
            QCoreApplication.translate("Keys", "Move it a pixel (Shift: 0.1 mm)"),
        ),
        (
            QCoreApplication.translate("Keys", "Clicks or a drag, then Enter"),
            QCoreApplication.translate("Keys", "Outline a tooth (O); Backspace takes a point back"),
        ),
        (
            QCoreApplication.translate("Keys", "Shift + click"),
            QCoreApplication.translate("Keys", "Take a point out of an outline that is edited"),
        ),
        (
            QCoreApplication.translate("Keys", "Ctrl + click"),
            QCoreApplication.translate("Keys", "Select several findings"),
        ),
        (
            QCoreApplication.translate("Keys", "X, 1 … 5"),
            QCoreApplication.translate("Keys", "Reject, and why"),
        ),
        (
            QCoreApplication.translate("Keys", "Middle drag"),
            QCoreApplication.translate("Keys", "Move the image"),
        ),
        (
            QCoreApplication.translate("Keys", "Right drag"),
            QCoreApplication.translate("Keys", "Zoom"),
        ),
        (
            QCoreApplication.translate("Keys", "Right click"),
            QCoreApplication.translate("Keys", "Menu"),
        ),
        (
            QCoreApplication.translate("Keys", "Double click"),
            QCoreApplication.translate("Keys", "Fit, or back"),
        ),
        (
            "0 … 9",
            QCoreApplication.translate("Keys", "Grey window: file, CT presets, automatic"),
        ),
    )

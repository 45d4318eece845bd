"""Which language is spoken, and the catalogues that are loaded for it."""

import sys
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from viewer.foundation.resources import resource

Language = Literal["zh", "en"]

_installed: Final[list[QTranslator]] = []
_kept_alive: Final[list[QCoreApplication]] = []


def chosen_language(setting: str) -> Language:
    """Return the language of a setting: `zh`, `en` or `system`."""
    if setting == "zh":
        return "zh"
    if setting == "en":
        return "en"
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def install(application: QCoreApplication, setting: str) -> Language:
    """Speak that language from now on; what has been said already is not said anew."""
    language = chosen_language(setting)
    for translator in _installed:
        application.removeTranslator(translator)
    _installed.clear()
    if language == "zh":
        _load(application, str(resource("translations/viewer_zh_CN.qm")))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _load(application, f"{folder}/qtbase_zh_CN.qm")
    QLocale.setDefault(
        QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        if language == "zh"
        else QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    )
    return language


def install_for_command_line() -> Language:
    """Speak the language of the settings where there is no window; Qt is started if need be."""
    from viewer.foundation.folders import Folders
    from viewer.storage.settings import LANGUAGE, Settings

    application = QCoreApplication.instance()
    if application is None:
        application = QCoreApplication(sys.argv[:1])
        _kept_alive.append(application)
    return install(application, Settings(Folders.from_environment().settings).get(LANGUAGE))


def _load(application: QCoreApplication, path: str) -> None:
    translator = QTranslator(application)
    if translator.load(path):
        application.installTranslator(translator)
        _installed.append(translator)

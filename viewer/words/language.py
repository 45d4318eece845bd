"""Which language is spoken, and the catalogues that are loaded for it."""

import sys
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from viewer.foundation.resources import resource

Language = Literal["zh", "en"]

_installed: Final[list[QTranslator]] = []


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


def ensure_words() -> None:
    """Make translation possible where there is no window: the command line calls this."""
    if QCoreApplication.instance() is None:
        _keep_alive.append(QCoreApplication(sys.argv[:1]))


_keep_alive: Final[list[QCoreApplication]] = []


def _load(application: QCoreApplication, path: str) -> None:
    translator = QTranslator(application)
    if translator.load(path):
        application.installTranslator(translator)
        _installed.append(translator)

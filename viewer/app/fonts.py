"""Whether names and reports in Chinese can be shown at all."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase

from viewer.ui.main_window import MainWindow
from viewer.ui.toast import Tone


def mention_missing_chinese(window: MainWindow) -> None:
    """Say so where no font has Chinese characters: they would be empty boxes."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return
    missing = QCoreApplication.translate("Fonts", "No font with Chinese characters is installed.")
    advice = QCoreApplication.translate(
        "Fonts", "Install one, for example Noto Sans CJK (Debian: fonts-noto-cjk)."
    )
    window.toast.say(f"{missing} {advice}", tone=Tone.WARNING)

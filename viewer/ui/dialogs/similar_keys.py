"""Keys of a table that do what a button beside it does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget


def on_key(table: QWidget, key: Qt.Key, button: QPushButton) -> None:
    """Press a button with a key while a table has the focus; a disabled one does nothing."""
    shortcut = QShortcut(QKeySequence(key), table)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(button.click)

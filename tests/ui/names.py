"""Finding what a screen reader would have no name for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QScrollBar, QWidget


def nameless(root: QWidget) -> list[str]:
    """Return the widgets that take the focus by Tab and have no accessible name."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isHidden() or widget.window() is not root.window():  # a list of a box, closed
            continue
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QScrollBar):
            continue
        if isinstance(widget, QLineEdit) and isinstance(
            widget.parent(), QAbstractSpinBox | QComboBox
        ):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found

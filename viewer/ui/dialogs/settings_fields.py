"""The fields of the settings' pages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget


def made_form(page: QWidget) -> QFormLayout:
    """Return the layout of a page."""
    form = QFormLayout(page)
    form.setContentsMargins(0, 16, 0, 8)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def choice(entries: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    """Return a box of (key, words); the key is the item's data."""
    box = QComboBox()
    for key, words in entries:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def text_line(text: str, placeholder: str = "") -> QLineEdit:
    """Return a line of text."""
    line = QLineEdit(text)
    line.setPlaceholderText(placeholder)
    return line


def secret_line(text: str) -> QLineEdit:
    """Return a line that shows dots."""
    line = text_line(text)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def switch(words: str, is_on: bool) -> QCheckBox:
    """Return a box to tick."""
    box = QCheckBox(words)
    box.setChecked(is_on)
    return box

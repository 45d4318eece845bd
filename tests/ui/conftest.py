"""What the tests of the window share: the theme, and a bench of small rows."""

import pytest
from PySide6.QtWidgets import QApplication

from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """Dress the application as the program does."""
    apply_theme(qapp, ThemeName.DARK)
    return qapp

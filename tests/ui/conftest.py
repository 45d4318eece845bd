"""What the tests of the window share: the theme, and a bench of small rows."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.image_builders import write_series
from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """Dress the application as the program does."""
    apply_theme(qapp, ThemeName.DARK)
    return qapp


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """Write a small CT series that fits the lung nodule endpoint."""
    folder = tmp_path / "series"
    write_series(folder, slices=20, rows=24, columns=32, patient_name="Quxplant^Jo")
    return folder

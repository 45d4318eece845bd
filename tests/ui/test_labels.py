"""Nothing that a service says is read as markup."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from viewer.ui.elided import ElidedLabel
from viewer.ui.labels import LIMIT, plain_label, plain_tooltip


@pytest.fixture
def red_picture(tmp_path: Path) -> str:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    path = tmp_path / "red.png"
    picture.save(str(path))
    return f'<img src="file://{path}" width="40" height="40">'


@pytest.mark.parametrize("make", [plain_label, ElidedLabel])
def test_r055_a_picture_named_by_a_service_is_never_loaded(
    make: type, qtbot: QtBot, themed: QApplication, red_picture: str
) -> None:
    label: QLabel = make(red_picture)
    qtbot.addWidget(label)
    label.resize(400, 60)

    shown = label.grab().toImage()

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "#ff0000" not in {
        shown.pixelColor(x, y).name() for x in range(0, 400, 5) for y in range(0, 60, 5)
    }


def test_r055_a_tooltip_is_escaped_and_clipped() -> None:
    made = plain_tooltip('<img src="file:///etc/x">\n' + "x" * (2 * LIMIT))

    assert "<img" not in made
    assert "<br>" in made
    assert len(made) < LIMIT + 200


def test_an_elided_label_gives_way(qtbot: QtBot, themed: QApplication) -> None:
    label = ElidedLabel("a very long title of a series " * 10)
    qtbot.addWidget(label)

    assert label.minimumSizeHint().width() <= 40
    assert "a very long title" in label.toolTip()

"""The smallest window, 1366 × 768 at 150 %: whatever can be pressed is in it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.review_driving import a_service, analysed
from tests.window_bench import Bench, play
from viewer.ui.dialogs.sheet import Sheet


def cut_off(window: QWidget, root: QWidget) -> list[str]:
    """Return the buttons and fields at the foot that lie outside of the window, by their words."""
    inside = window.rect()
    kinds = [*root.findChildren(QAbstractButton), *root.findChildren(QLineEdit)]
    buttons = (button for button in kinds if button.isVisible())
    return [
        button.accessibleName() or button.text()
        for button in buttons
        if not inside.contains(button.mapTo(window, QPoint(0, button.height() - 1)))
    ]


@pytest.mark.parametrize("question", ["", "reject", "comment", "sign"])
def test_a_question_is_in_sight_and_what_it_is_about_too(
    question: str, themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        window = bench.window
        window.resize(window.minimumSize())
        await analysed(bench, series)
        bench.action("accept")
        bench.action("nothing-further")
        if question:
            bench.action(question)
        await bench.until(lambda: not cut_off(window, window.findings))

        assert window.size() == window.minimumSize()
        listed = window.findings.list
        row = listed.visualRect(listed.currentIndex())
        assert listed.viewport().rect().contains(row.center())
        place = listed.viewport().mapTo(window, row.center())
        assert window.rect().contains(place)

    play(themed, scene, a_service())


def test_a_sheet_is_not_larger_than_the_screen(qtbot: QtBot, themed: QApplication) -> None:
    sheet = Sheet("t")
    qtbot.addWidget(sheet)

    sheet.take_size(5000, 4000)

    room = sheet.screen().availableSize()
    assert sheet.width() <= room.width()
    assert sheet.height() <= room.height()


def test_no_button_under_the_list_is_cut_where_the_panel_is_narrow(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        window = bench.window
        window.resize(window.minimumSize())
        await analysed(bench, series)
        tools = window.findings.findChildren(QToolButton, "readingTool")
        assert tools
        assert [tool.text() for tool in tools if tool.width() < tool.sizeHint().width()] == []

    play(themed, scene, a_service())

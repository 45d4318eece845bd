"""What a reader writes is kept, or said not to be."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.ui.panels.report import ReportPanel


@pytest.fixture
def panel(qtbot: QtBot, themed: QApplication) -> ReportPanel:
    made = ReportPanel()
    qtbot.addWidget(made)
    made.show_run("one", "service text", "")
    return made


def test_text_that_could_not_be_kept_is_asked_for_again(panel: ReportPanel) -> None:
    asked: list[tuple[str, str]] = []
    panel.own_text_changed.connect(lambda run, text: asked.append((run, text)))
    panel.own.setPlainText("mine")

    panel.save()
    panel.save()

    assert asked == [("one", "mine"), ("one", "mine")]
    assert panel.has_unkept_text
    assert panel._unsaved.isVisibleTo(panel)


def test_text_that_was_kept_is_not_asked_for_again(panel: ReportPanel) -> None:
    panel.own_text_changed.connect(panel.was_kept)
    panel.own.setPlainText("mine")
    panel.save()
    asked: list[str] = []
    panel.own_text_changed.connect(lambda _run, text: asked.append(text))

    panel.save()

    assert asked == []
    assert not panel.has_unkept_text


def test_text_that_could_not_be_kept_is_there_when_its_run_is_shown_again(
    panel: ReportPanel,
) -> None:
    panel.own.setPlainText("mine")
    panel.show_run("two", "", "other")
    panel.show_run("one", "", "")

    assert panel.own.toPlainText() == "mine"


def test_a_read_only_library_takes_no_text(panel: ReportPanel) -> None:
    panel.set_read_only("another window has it")

    assert panel.own.isReadOnly()
    assert "another window has it" in panel.own.toolTip()

    panel.set_read_only("")
    assert not panel.own.isReadOnly()

"""The dock of jobs: cards, what they offer, and many of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.names import nameless
from viewer.ui.panels.jobs import JobCard, JobsPanel
from viewer.ui.rows import JobRow


def a_row(uid: str = "j", **changes: object) -> JobRow:
    row = JobRow(uid=uid, title="Lung nodules", subtitle="local service", state="Uploading")
    return replace(row, **changes)  # type: ignore[arg-type]


@pytest.fixture
def panel(qtbot: QtBot, themed: QApplication) -> JobsPanel:
    made = JobsPanel()
    qtbot.addWidget(made)
    made.resize(746, 132)
    made.show()
    return made


def only_card(panel: JobsPanel) -> JobCard:
    (card,) = panel.cards
    return card


def test_a_card_says_how_fast_and_how_long_still(panel: JobsPanel) -> None:
    panel.show_jobs([a_row(elapsed="12 s", pace="3.2 MB/s, 20 s left", is_running=True)])

    assert only_card(panel)._pace.text() == "12 s, 3.2 MB/s, 20 s left"


def test_an_unknown_outcome_can_be_sent_again_or_left(panel: JobsPanel, qtbot: QtBot) -> None:
    panel.show_jobs([a_row(may_retry=True, retry="Send again", may_leave=True)])
    card = only_card(panel)

    assert card._retry.text() == "Send again"
    assert not card._cancel.isVisible()
    with qtbot.waitSignal(panel.leave_wanted) as left:
        card._leave.click()
    assert left.args == ["j"]


def test_details_come_by_the_button_and_by_a_double_click(panel: JobsPanel, qtbot: QtBot) -> None:
    panel.show_jobs([a_row()])
    card = only_card(panel)

    with qtbot.waitSignal(panel.details_wanted) as by_button:
        card._details.click()
    with qtbot.waitSignal(panel.details_wanted) as by_mouse:
        QTest.mouseDClick(card, Qt.MouseButton.LeftButton)

    assert (by_button.args, by_mouse.args) == (["j"], ["j"])


def test_every_button_of_a_card_has_a_name(panel: JobsPanel) -> None:
    panel.show_jobs([a_row(may_cancel=True, has_result=True)])

    assert nameless(panel) == []


def test_a_read_only_library_changes_no_job_but_shows_its_details(panel: JobsPanel) -> None:
    panel.set_read_only("another window has it")
    panel.show_jobs([a_row(may_cancel=True, may_retry=True, has_result=True)])
    card = only_card(panel)

    assert not card._cancel.isEnabled()
    assert "another window" in card._cancel.toolTip()
    assert not card._retry.isEnabled()
    assert card._result.isEnabled()
    assert card._details.isEnabled()


def test_older_jobs_come_when_they_are_asked_for(panel: JobsPanel, qtbot: QtBot) -> None:
    panel.show_jobs([a_row("1")], has_more=True)

    with qtbot.waitSignal(panel.more_wanted):
        panel._more.click()
    panel.show_jobs([a_row("1"), a_row("0")], has_more=False)
    assert not panel._more.isVisible()


def test_only_what_can_be_seen_is_in_sight(panel: JobsPanel, qtbot: QtBot) -> None:
    panel.show_jobs([a_row(str(number)) for number in range(12)])
    qtbot.waitUntil(lambda: "11" not in panel.in_sight)

    assert "0" in panel.in_sight


def test_without_a_known_end_the_bar_shows_no_percentage(panel: JobsPanel) -> None:
    panel.show_jobs([a_row(fraction=0.6, is_running=True)])
    panel.update_job(a_row(state="Submitting", is_running=True))

    assert only_card(panel)._progress.maximum() == 0

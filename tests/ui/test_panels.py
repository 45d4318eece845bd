"""Studies, jobs, report and details."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from viewer.ui import theme
from viewer.ui.panels.details import DetailSection, DetailsPanel
from viewer.ui.panels.jobs import JobsPanel
from viewer.ui.panels.report import ReportPanel
from viewer.ui.panels.studies import StudiesPanel
from viewer.ui.rows import JobRow, SeriesRow, StudyRow


def a_series(key: str, title: str) -> SeriesRow:
    return SeriesRow(key=key, title=title, subtitle="CT, 120 images\n512 × 512", search_text=title)


STUDIES = (
    StudyRow(
        key="s1",
        patient="方体",
        patient_key="p1",
        title="Chest",
        subtitle="2024-03-05",
        series=(a_series("k1", "Lung 1.0"), a_series("k2", "Bone 2.0")),
    ),
    StudyRow(key="s2", patient="Other", patient_key="p2", title="Knee", subtitle="", series=()),
)


@pytest.fixture
def studies(qtbot: QtBot, themed: QApplication) -> StudiesPanel:
    panel = StudiesPanel()
    qtbot.addWidget(panel)
    panel.resize(270, 500)
    panel.show_studies(STUDIES)
    panel.show()
    return panel


def test_studies_stand_below_their_patient(studies: StudiesPanel) -> None:
    model = studies.tree.model()

    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["方体", "Other"]


def test_choosing_a_series_asks_for_it_and_being_told_does_not(
    studies: StudiesPanel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(studies.series_wanted):
        studies.select("k2")
    assert studies.current_key == "k2"

    with qtbot.waitSignal(studies.series_wanted) as wanted:
        studies.tree.setCurrentIndex(studies.tree.indexAbove(studies.tree.currentIndex()))
    assert wanted.args == ["k1"]


def test_search_finds_a_series_by_its_words(studies: StudiesPanel) -> None:
    studies.search.setText("bone")
    model = studies.tree.model()
    patient = model.index(0, 0)

    assert model.rowCount() == 1
    assert model.rowCount(model.index(0, 0, patient)) == 1


def test_a_thumbnail_is_kept_when_more_is_opened(studies: StudiesPanel) -> None:
    picture = QPixmap(8, 8)
    picture.fill(QColor("#ff0000"))
    studies.show_thumbnail("k1", picture)
    studies.show_studies(STUDIES)

    colours = {
        studies.grab().toImage().pixelColor(x, y).name()
        for x in range(20, 100, 4)
        for y in range(60, 200, 4)
    }
    assert "#ff0000" in colours


def test_an_empty_browser_says_what_to_do(qtbot: QtBot, themed: QApplication) -> None:
    panel = StudiesPanel()
    qtbot.addWidget(panel)

    assert panel._empty.isVisibleTo(panel)
    assert not panel.tree.isVisibleTo(panel)


def a_job(uid: str, **changes: object) -> JobRow:
    values: dict[str, object] = {
        "uid": uid,
        "title": "Lung nodules",
        "subtitle": "local service",
        "state": "Done",
        **changes,
    }
    return JobRow(**values)  # type: ignore[arg-type]


def test_a_running_job_can_be_cancelled_and_a_failed_one_tried_again(
    qtbot: QtBot, themed: QApplication
) -> None:
    panel = JobsPanel()
    qtbot.addWidget(panel)
    panel.show_jobs([a_job("r", may_cancel=True, is_running=True), a_job("f", may_retry=True)])
    running, failed = (next(c for c in panel.cards if c.row.uid == uid) for uid in "rf")

    with qtbot.waitSignal(panel.cancel_wanted) as cancelled:
        running._cancel.click()
    with qtbot.waitSignal(panel.retry_wanted) as retried:
        failed._retry.click()

    assert (cancelled.args, retried.args) == (["r"], ["f"])


def test_a_result_can_be_asked_for_from_the_list(qtbot: QtBot, themed: QApplication) -> None:
    panel = JobsPanel()
    qtbot.addWidget(panel)
    panel.update_job(a_job("d", has_result=True))

    with qtbot.waitSignal(panel.result_wanted) as wanted:
        panel.cards[0]._result.click()

    assert wanted.args == ["d"]


def test_a_job_that_moves_on_keeps_its_card(qtbot: QtBot, themed: QApplication) -> None:
    panel = JobsPanel()
    qtbot.addWidget(panel)
    panel.update_job(a_job("j", is_running=True, fraction=0.25))
    card = panel.cards[0]
    panel.update_job(a_job("j", state="Failed", advice="Check the network."))

    assert panel.cards == (card,)
    assert card._advice.text() == "Check the network."


def test_a_long_title_does_not_push_the_buttons_out(qtbot: QtBot, themed: QApplication) -> None:
    panel = JobsPanel()
    qtbot.addWidget(panel)
    panel.show_jobs([a_job("j", title="series " * 40, may_cancel=True, is_running=True)])
    panel.resize(520, 140)
    panel.show()
    card = panel.cards[0]

    assert card._cancel.geometry().right() <= card.width()
    assert card.mapTo(panel, card.rect().topRight()).x() <= panel.width()


def test_the_own_text_is_kept_a_moment_after_typing(qtbot: QtBot, themed: QApplication) -> None:
    panel = ReportPanel()
    qtbot.addWidget(panel)
    panel._timer.setInterval(1)
    panel.show_run("run-1", "service text", "")

    with qtbot.waitSignal(panel.own_text_changed, timeout=2000) as kept:
        panel.own.setPlainText("无明显变化")

    assert kept.args == ["run-1", "无明显变化"]


def test_changing_to_another_run_keeps_the_text_of_the_first(
    qtbot: QtBot, themed: QApplication
) -> None:
    panel = ReportPanel()
    qtbot.addWidget(panel)
    panel.show_run("one", "", "")
    panel.own.setPlainText("mine")

    with qtbot.waitSignal(panel.own_text_changed) as kept:
        panel.show_run("two", "", "other")

    assert kept.args == ["one", "mine"]
    assert panel.own.toPlainText() == "other"


def test_r055_markup_in_a_report_stays_text(
    qtbot: QtBot, themed: QApplication, tmp_path: Path
) -> None:
    panel = ReportPanel()
    qtbot.addWidget(panel)
    hostile = f'<b>bold</b><img src="file://{tmp_path}/x.png"><script>alert(1)</script>'
    panel.show_run("r", hostile, hostile)

    assert panel.service.toPlainText() == hostile
    assert panel.own.toPlainText() == hostile


def test_details_show_sections_and_the_answer(qtbot: QtBot, themed: QApplication) -> None:
    panel = DetailsPanel()
    qtbot.addWidget(panel)
    panel.show_details(
        [DetailSection("Finding 1", (("Diameter", "7.5 mm"),))],
        {"Data": {"Elements": [{"Lung": "left"}, None]}},
        "Answer",
    )

    assert panel.tree.topLevelItem(0).child(0).text(1) == "7.5 mm"
    elements = panel.tree.topLevelItem(1).child(0).child(0)
    assert elements.child(0).child(0).text(1) == "left"
    assert elements.child(1).text(1) == "null"


def test_searching_the_details_leaves_what_matches_and_its_parents(
    qtbot: QtBot, themed: QApplication
) -> None:
    panel = DetailsPanel()
    qtbot.addWidget(panel)
    panel.show_details([], {"Data": {"Lung": "left", "Lobe": "up"}}, "Answer")

    panel.search.setText("lobe")

    data = panel.tree.topLevelItem(0).child(0)
    assert [data.child(i).isHidden() for i in range(2)] == [True, False]
    panel.search.setText("")
    assert not data.child(0).isHidden()


def test_an_answer_nested_very_deeply_is_shown_as_far_as_is_sane(
    qtbot: QtBot, themed: QApplication
) -> None:
    deep: object = "end"
    for _ in range(300):
        deep = [deep]
    panel = DetailsPanel()
    qtbot.addWidget(panel)

    panel.show_details([], deep, "Answer")

    assert panel.tree.topLevelItem(0).childCount() == 1


def test_copying_a_line_of_the_details_is_not_copying_the_picture(
    qtbot: QtBot, themed: QApplication
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    taken: list[str] = []
    action = QAction(window)
    action.setShortcut("Ctrl+C")
    action.triggered.connect(lambda: taken.append("picture"))
    window.addAction(action)
    panel = DetailsPanel()
    window.setCentralWidget(panel)
    panel.show_details([DetailSection("Finding 1", (("Lung", "left"),))])
    panel.tree.setCurrentItem(panel.tree.topLevelItem(0).child(0))
    window.show()
    window.activateWindow()
    panel.tree.setFocus()

    qtbot.keyClick(panel.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "Lung\tleft"
    assert taken == []


def test_searching_asks_for_no_series_and_keeps_the_mark(studies: StudiesPanel) -> None:
    panel = studies
    keys = list(panel._items)
    panel.select(keys[0])
    asked: list[str] = []
    panel.series_wanted.connect(asked.append)
    other = panel._items[keys[1]].text()

    panel.search.setText(other)
    assert asked == []
    panel.search.setText("no such thing")
    assert panel._none.isVisibleTo(panel)
    panel.search.clear()

    assert asked == []
    assert panel.current_key == keys[0]
    assert panel.tree.currentIndex().isValid()
    assert not panel._none.isVisibleTo(panel)


def test_the_series_on_the_screen_stays_marked_while_the_keyboard_is_at_a_patient(
    studies: StudiesPanel,
) -> None:
    studies.select("k1")
    item = studies._items["k1"]
    rect = studies.tree.visualRect(studies._filter.mapFromSource(item.index()))
    spot = rect.topRight() - QPoint(20, -10)

    def ground() -> str:
        return studies.tree.viewport().grab().toImage().pixelColor(spot).name()

    studies.tree.setCurrentIndex(studies.tree.model().index(0, 0))
    assert ground() == theme.current().selection

    studies.select("k2")
    assert ground() != theme.current().selection

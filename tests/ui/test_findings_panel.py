"""The findings list: rows, filter, selection, judgements, the states of a run."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.domain.standing import Decision
from viewer.ui.models.findings import FindingsModel
from viewer.ui.panels.findings import FindingsPanel
from viewer.ui.rows import ConfidenceStep, FindingRow, HeaderState, RunChoice, RunHeader

KINDS = (("solid", "Solid nodule"), ("ggo", "Ground-glass nodule"))


def a_row(number: int, **changes: object) -> FindingRow:
    values: dict[str, object] = {
        "uid": f"f{number}",
        "number": number,
        "title": f"Solid nodule, {number}.5 mm",
        "place": "Left upper lobe",
        "kind": "solid",
        "step": ConfidenceStep.HIGH,
        "confidence": 0.9,
        **changes,
    }
    return FindingRow(**values)  # type: ignore[arg-type]


@pytest.fixture
def panel(qtbot: QtBot, themed: QApplication) -> FindingsPanel:
    made = FindingsPanel()
    qtbot.addWidget(made)
    made.resize(340, 600)
    rows = (
        a_row(1),
        a_row(2, confidence=0.4, step=ConfidenceStep.LOW),
        a_row(3, kind="ggo", decision=Decision.ACCEPTED, notes=("look again",)),
        FindingRow(uid="u", number=0, title="Elements[3]", place="outside", is_placed=False),
    )
    made.show_header(RunHeader(state=HeaderState.DONE, title="3 found"))
    made.show_rows(rows, KINDS)
    return made


def test_the_model_keeps_qts_rules(themed: QApplication) -> None:
    model = FindingsModel()
    tester = QAbstractItemModelTester(model)
    model.show_rows([a_row(1), a_row(2)])
    model.show_rows([a_row(1, decision=Decision.REJECTED), a_row(2)])
    model.show_rows([])

    assert tester.model() is model


def test_a_row_that_changed_is_all_that_is_repainted(qtbot: QtBot, themed: QApplication) -> None:
    model = FindingsModel()
    model.show_rows([a_row(1), a_row(2)])

    with qtbot.waitSignal(model.dataChanged) as change, qtbot.assertNotEmitted(model.modelReset):
        model.show_rows([a_row(1), a_row(2, decision=Decision.ACCEPTED)])

    assert change.args[0].row() == 1


def test_the_count_of_judged_findings_leaves_out_what_is_not_placed(panel: FindingsPanel) -> None:
    panel.show()

    assert "1 of 3 judged" in [label.text() for label in _labels(panel)]


def test_low_confidence_is_filtered_away_and_the_unplaced_stay(panel: FindingsPanel) -> None:
    panel.filter.slider.setValue(50)

    assert panel.visible_uids == ("f1", "f3")
    assert panel.list.model().rowCount() == 3


def test_the_filter_narrows_to_one_kind_and_tells(panel: FindingsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.filter_changed):
        panel.filter.kinds.setCurrentIndex(panel.filter.kinds.findData("ggo"))

    assert (panel.narrowing.minimum, panel.narrowing.kind) == (0.0, "ggo")
    assert panel.visible_uids == ("f3",)


def test_only_undecided_findings_can_be_listed(panel: FindingsPanel) -> None:
    panel.filter.only_undecided.setChecked(True)

    assert panel.visible_uids == ("f1", "f2")


def test_a_click_selects_and_a_second_click_goes_there_again(
    panel: FindingsPanel, qtbot: QtBot
) -> None:
    panel.show()
    place = panel.list.visualRect(panel.list.model().index(1, 0)).center()

    with qtbot.waitSignal(panel.selected) as first:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(panel.selected) as again:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert first.args == again.args == ["f2"]


def test_what_cannot_be_drawn_cannot_be_selected(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show()
    place = panel.list.visualRect(panel.list.model().index(3, 0)).center()

    with qtbot.assertNotEmitted(panel.selected):
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_being_told_of_a_selection_asks_for_nothing(panel: FindingsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.selected):
        panel.select("f3")

    assert panel.current_uid == "f3"


def test_the_selection_survives_a_new_judgement(panel: FindingsPanel) -> None:
    panel.select("f2")
    panel.show_rows([a_row(1), a_row(2, decision=Decision.REJECTED)], KINDS)

    assert panel.current_uid == "f2"


def test_the_buttons_ask_for_a_judgement_of_the_selected_one(
    panel: FindingsPanel, qtbot: QtBot
) -> None:
    panel.select("f1")

    with qtbot.waitSignal(panel.judged) as told:
        panel._reject.click()

    assert told.args == ["f1", Decision.REJECTED]


def test_without_a_selection_nothing_can_be_judged(panel: FindingsPanel) -> None:
    assert not panel._accept.isEnabled()


@pytest.mark.parametrize("state", list(HeaderState))
def test_each_state_of_a_run_is_shown(
    state: HeaderState, qtbot: QtBot, themed: QApplication
) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.show_header(RunHeader(state=state, title=f"it is {state.name}", action="Do it"))
    panel.resize(340, 500)
    panel.show()

    assert f"it is {state.name}" in [label.text() for label in _labels(panel)]
    assert panel.header._progress.isVisible() is (state is HeaderState.UNDER_WAY)
    assert not panel.list.isVisible()


def test_the_head_offers_its_one_thing_to_do(qtbot: QtBot, themed: QApplication) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.show_header(RunHeader(state=HeaderState.NOT_RUN, title="t", action="Find nodules"))

    with qtbot.waitSignal(panel.header_action_wanted):
        panel.header._button.click()


def test_an_earlier_run_can_be_chosen(qtbot: QtBot, themed: QApplication) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    runs = (RunChoice(run_uid="new", title="today"), RunChoice(run_uid="old", title="before"))
    panel.show_header(RunHeader(state=HeaderState.DONE, title="t", runs=runs, current_run="new"))

    with qtbot.waitSignal(panel.run_chosen) as chosen:
        panel.header._runs.activated.emit(1)

    assert chosen.args == ["old"]


def test_rows_are_painted_at_both_scales(panel: FindingsPanel) -> None:
    picture = panel.grab().toImage()

    rows = range(200, 420, 5)
    assert len({picture.pixelColor(x, y).name() for x in range(0, 340, 3) for y in rows}) > 4


def _labels(panel: FindingsPanel) -> list:
    from PySide6.QtWidgets import QLabel

    return [label for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]

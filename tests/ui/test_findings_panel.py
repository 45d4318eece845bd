"""The findings list: rows, filter, selection, judgements, the states of a run."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.test_theme import contrast
from viewer.domain.standing import Decision
from viewer.ui.models.findings import FindingsModel, Narrowing
from viewer.ui.panels.finding_delegate import _look_of
from viewer.ui.panels.findings import FindingsPanel
from viewer.ui.rows import (
    ConfidenceStep,
    FindingRow,
    HeaderState,
    ReadingState,
    RunChoice,
    RunHeader,
)
from viewer.ui.tokens import DARK, LIGHT

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


def test_the_next_finding_is_chosen_alone_whatever_key_is_held(panel: FindingsPanel) -> None:
    panel.select("f1")
    QTest.keyPress(panel.list, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        panel.select("f2")
        assert panel.selected_uids == ("f2",)
    finally:
        QTest.keyRelease(panel.list, Qt.Key.Key_Control)


def test_the_model_keeps_qts_rules(themed: QApplication) -> None:
    model = FindingsModel()
    tester = QAbstractItemModelTester(model)
    model.show_rows([a_row(1), a_row(2)])
    model.show_rows([a_row(1, decision=Decision.REJECTED), a_row(2)])
    model.show_rows([])

    assert tester.model() is model


def test_rows_come_and_go_with_the_filter_and_qts_rules_hold(themed: QApplication) -> None:
    model = FindingsModel()
    tester = QAbstractItemModelTester(model)
    rows = [a_row(number) for number in range(1, 61)]
    model.show_rows(rows)
    model.narrow(Narrowing(only_undecided=True))
    accepted = [a_row(number, decision=Decision.ACCEPTED) for number in range(1, 61)]
    model.change_rows(accepted[10:12])
    assert (model.rowCount(), model.lists("f11"), model.lists("f13")) == (58, False, True)

    model.change_rows(rows[10:12])
    assert model.index_of("f12").row() == 11
    model.change_rows(accepted[:50])
    assert [row.uid for row in model.listed] == [f"f{number}" for number in range(51, 61)]
    model.change_rows([a_row(99)])
    assert tester.model() is model


def test_one_judgement_among_ten_thousand_touches_one_row(
    qtbot: QtBot, themed: QApplication
) -> None:
    model = FindingsModel()
    model.show_rows([a_row(number) for number in range(1, 10_001)])

    with qtbot.waitSignal(model.dataChanged) as change, qtbot.assertNotEmitted(model.modelReset):
        model.change_rows([a_row(5000, decision=Decision.ACCEPTED)])

    assert (change.args[0].row(), change.args[1].row()) == (4999, 4999)


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


def test_several_can_be_selected_and_stay_so_when_the_current_one_is_told(
    panel: FindingsPanel,
) -> None:
    panel.select("f1")
    panel.list.selectAll()
    panel.select("f1")
    assert panel.selected_uids == ("f1", "f2", "f3")

    panel.select("f2")
    assert panel.selected_uids == ("f2",)
    panel.select("gone")
    assert panel.selected_uids == ()


def test_a_list_that_the_filter_empties_says_so(panel: FindingsPanel) -> None:
    panel.show()
    panel.show_rows([a_row(1, decision=Decision.ACCEPTED)], KINDS)
    panel.filter.only_undecided.setChecked(True)

    assert "No finding passes the filter." in [label.text() for label in _labels(panel)]
    assert not panel.list.isVisible()


def test_own_and_edited_findings_bear_a_sign_and_words(panel: FindingsPanel) -> None:
    plain = panel.grab().toImage()
    rows = [a_row(1, is_own=True, remark="Own finding"), a_row(2, is_edited=True, remark="Edited")]
    panel.show_rows(rows, KINDS)
    said = [panel.model.index(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(2)]

    assert panel.grab().toImage() != plain
    assert [words.rsplit(", ", 1)[1] for words in said] == ["Own finding", "Edited"]


def test_a_signed_reading_says_by_whom_and_cannot_be_judged(
    panel: FindingsPanel, qtbot: QtBot
) -> None:
    panel.show()
    panel.select("f1")
    panel.show_reading(ReadingState(signed="Signed by X", locked="it is", may_open_addendum=True))

    assert "Signed by X" in [label.text() for label in _labels(panel)]
    assert not panel._accept.isEnabled()
    with qtbot.waitSignal(panel.reading.addendum_wanted):
        panel.reading._again.click()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_rejected_row_can_be_read_selected_or_not(theme: str) -> None:
    tokens = DARK if theme == "dark" else LIGHT
    row = a_row(1, decision=Decision.REJECTED)
    for is_selected, ground in ((True, tokens.selection), (False, tokens.panel)):
        look = _look_of(row, tokens, is_selected=is_selected)
        for colour in (look.title, look.words):
            assert contrast(colour, ground) >= 4.5


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


def test_the_filter_fits_into_the_narrowest_panel(qtbot: QtBot, themed: QApplication) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    kinds = (*KINDS, ("hip", "Femoral neck fracture, partly displaced (Garden III)"))
    panel.show_rows([a_row(1, agreement="Seen by the AI and by the reader alike")], kinds)
    panel.show()
    assert panel.minimumSizeHint().width() <= 300


def test_the_findings_of_one_part_are_listed_from_the_first(
    qtbot: QtBot, themed: QApplication
) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show_rows([a_row(n, part="odd" if n % 2 else "even") for n in range(1, 61)], KINDS)
    panel.show()
    panel.list.scrollToBottom()
    panel.list_part("odd")
    assert panel.list.verticalScrollBar().value() == 0
    assert len(panel.visible_uids) == 30

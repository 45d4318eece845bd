"""What stands around the tooth chart: hints, counts, banner, notation, filter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.dental_builders import a_tooth
from tests.ui.charts import chart_content
from viewer.domain.tooth_notation import Notation
from viewer.ui.elided import ElidedButton
from viewer.ui.panels.tooth_chart_content import BesideRow, ChartContent, HintRow, ToothFilter
from viewer.ui.panels.tooth_chart_panel import ToothChartPanel

pytestmark = pytest.mark.usefixtures("themed")


@pytest.fixture
def panel(qtbot: QtBot) -> ToothChartPanel:
    """Show a panel with everything."""
    made = ToothChartPanel()
    qtbot.addWidget(made)
    content = chart_content([a_tooth("11"), a_tooth("36")])
    made.show_content(
        ChartContent(
            dentition=content.dentition,
            teeth=content.teeth,
            banner=("Crowding <b>",),
            counts="2 teeth",
            differences=("The summary counts 3.",),
            beside=(BesideRow(text="91", uid="odd", words="91"),),
            hints=(HintRow(words="Twice.", uids=("a", "b")),),
        )
    )
    made.resize(300, 700)
    made.show()
    return made


def _button(panel: ToothChartPanel, words: str) -> QPushButton:
    return next(b for b in panel.findChildren(QPushButton) if b.text() == words)


def test_a_hint_leads_to_its_findings(qtbot: QtBot, panel: ToothChartPanel) -> None:
    with qtbot.waitSignal(panel.findings_wanted) as wanted:
        qtbot.mouseClick(_button(panel, "Show"), Qt.MouseButton.LeftButton)

    assert wanted.args == [("a", "b")]


def test_a_tooth_beside_the_chart_can_be_asked_for(qtbot: QtBot, panel: ToothChartPanel) -> None:
    with qtbot.waitSignal(panel.finding_wanted) as wanted:
        qtbot.mouseClick(_button(panel, "91"), Qt.MouseButton.LeftButton)

    assert wanted.args == ["odd"]


def test_a_service_s_long_words_do_not_push_the_chart_out_of_sight(panel: ToothChartPanel) -> None:
    long = "18a · " + "x" * 400
    panel.show_content(
        ChartContent(
            banner=(long,),
            differences=(long,),
            beside=(BesideRow(text="18a", uid="odd", words=long),),
            hints=(HintRow(words=long, uids=("a",)),),
        )
    )
    panel.resize(301, 700)
    QApplication.processEvents()

    assert panel.chart.width() <= panel.width()
    [button] = [b for b in panel.findChildren(ElidedButton) if b.accessibleName() == long]
    assert button.text().endswith("…")


def test_another_notation_is_asked_for_and_shown(qtbot: QtBot, panel: ToothChartPanel) -> None:
    with qtbot.waitSignal(panel.notation_chosen) as chosen:
        panel.notation.activated.emit(1)
    panel.show_content(ChartContent(notation=Notation.UNIVERSAL))

    assert chosen.args == ["universal"]
    assert panel.notation.currentText() == "Universal"


def test_a_filter_that_is_chosen_folds_rows_away(panel: ToothChartPanel) -> None:
    panel.filter.setCurrentIndex(panel.filter.findData(ToothFilter.UPPER.value))
    panel.filter.activated.emit(panel.filter.currentIndex())

    assert len(panel.chart.places.rows) == 1


def test_an_empty_panel_hides_what_it_has_nothing_for(qtbot: QtBot) -> None:
    panel = ToothChartPanel()
    qtbot.addWidget(panel)
    panel.show()

    assert not [b for b in panel.findChildren(QPushButton) if b.isVisible()]


def test_a_hint_that_stays_keeps_its_button(panel: ToothChartPanel) -> None:
    before = _button(panel, "Show")

    panel.show_content(ChartContent(hints=(HintRow(words="Twice.", uids=("a", "b")),)))

    assert _button(panel, "Show") is before
    assert before.isVisible()

"""The tooth chart: every tooth at its place, and what a person does with it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.dental_builders import a_tooth
from tests.ui.charts import chart_content
from viewer.domain.dental_chart import Dentition
from viewer.domain.teeth import ALL_TEETH, DECIDUOUS_TEETH, PERMANENT_TEETH
from viewer.domain.teeth_seen import DiseaseSeen
from viewer.ui.panels.tooth_chart import ToothChart
from viewer.ui.panels.tooth_chart_content import (
    ToothFilter,
)

pytestmark = pytest.mark.usefixtures("themed")


@pytest.fixture
def chart(qtbot: QtBot) -> ToothChart:
    """Show a chart of all permanent teeth but 18."""
    made = ToothChart()
    qtbot.addWidget(made)
    made.show_content(chart_content(a_tooth(t.code) for t in PERMANENT_TEETH if t.code != "18"))
    made.resize(420, made.heightForWidth(420))
    made.show()
    return made


def _middle(chart: ToothChart, code: str) -> QPoint:
    cell = chart.places.cell_of(code)
    assert cell is not None
    return cell.whole.center().toPoint()


def _click(
    qtbot: QtBot,
    chart: ToothChart,
    code: str,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, modifiers, _middle(chart, code))


def test_a_click_selects_a_tooth_and_a_second_one_lets_it_go(
    qtbot: QtBot, chart: ToothChart
) -> None:
    told: list[tuple[str, ...]] = []
    chart.teeth_selected.connect(told.append)

    _click(qtbot, chart, "36")
    _click(qtbot, chart, "11")
    _click(qtbot, chart, "11")

    assert told == [("36",), ("11",), ()]


def test_a_click_says_which_tooth_and_which_keys(qtbot: QtBot, chart: ToothChart) -> None:
    with qtbot.waitSignal(chart.tooth_clicked) as clicked:
        _click(qtbot, chart, "36", Qt.KeyboardModifier.ControlModifier)

    assert clicked.args == ["36", Qt.KeyboardModifier.ControlModifier]


def test_a_click_with_control_adds_and_takes_away(qtbot: QtBot, chart: ToothChart) -> None:
    control = Qt.KeyboardModifier.ControlModifier

    _click(qtbot, chart, "36")
    _click(qtbot, chart, "11", control)
    _click(qtbot, chart, "36", control)

    assert chart.selected == {"11"}


def test_a_click_with_shift_selects_the_run(qtbot: QtBot, chart: ToothChart) -> None:
    _click(qtbot, chart, "13")
    _click(qtbot, chart, "22", Qt.KeyboardModifier.ShiftModifier)

    assert chart.selected == {"13", "12", "11", "21", "22"}


def _drag(qtbot: QtBot, chart: ToothChart, first: str, last: str) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(chart, left, pos=_middle(chart, first))
    qtbot.mouseMove(chart, _middle(chart, first) + QPoint(4, 0))
    chart.mouseMoveEvent(_moved_to(_middle(chart, last)))
    qtbot.mouseRelease(chart, left, pos=_middle(chart, last))


def _moved_to(point: QPoint) -> QMouseEvent:
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(point), left, left,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def test_a_drag_selects_a_run_across_the_midline_and_tells_once(
    qtbot: QtBot, chart: ToothChart
) -> None:
    told: list[tuple[str, ...]] = []
    chart.teeth_selected.connect(told.append)

    _drag(qtbot, chart, "42", "32")

    assert told == [("31", "32", "41", "42")]


def test_what_is_selected_elsewhere_does_not_change_the_run_that_is_being_drawn(
    qtbot: QtBot, chart: ToothChart
) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(chart, left, pos=_middle(chart, "13"))
    chart.mouseMoveEvent(_moved_to(_middle(chart, "12")))
    chart.select(frozenset({"16"}))
    chart.mouseMoveEvent(_moved_to(_middle(chart, "11")))
    qtbot.mouseRelease(chart, left, pos=_middle(chart, "11"))

    assert chart.selected == {"13", "12", "11"}


def test_a_drag_into_the_other_jaw_stays_in_its_row(qtbot: QtBot, chart: ToothChart) -> None:
    _drag(qtbot, chart, "12", "31")

    assert chart.selected == {"12", "11", "21"}


def test_a_double_click_wants_a_note(qtbot: QtBot, chart: ToothChart) -> None:
    with qtbot.waitSignal(chart.note_wanted) as wanted:
        qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=_middle(chart, "36"))

    assert wanted.args == ["36"]
    assert chart.selected == {"36"}


def test_the_right_button_wants_a_menu_for_the_tooth(qtbot: QtBot, chart: ToothChart) -> None:
    where = _middle(chart, "45")
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, where, Qt.KeyboardModifier.NoModifier
    )

    with qtbot.waitSignal(chart.menu_wanted) as wanted:
        QApplication.sendEvent(chart, event)

    assert wanted.args is not None
    assert wanted.args[0] == "45"
    assert chart.selected == {"45"}


def test_the_pointer_tells_which_tooth_it_is_over(qtbot: QtBot, chart: ToothChart) -> None:
    told: list[str] = []
    chart.tooth_hovered.connect(told.append)

    chart.mouseMoveEvent(_hovering(_middle(chart, "24")))
    chart.mouseMoveEvent(_hovering(_middle(chart, "25")))
    chart.mouseMoveEvent(_hovering(QPoint(0, 0)))

    assert told == ["24", "25", ""]


def _hovering(point: QPoint) -> QMouseEvent:
    none = Qt.MouseButton.NoButton
    return QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(point), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def test_what_is_selected_from_outside_is_not_told_back(chart: ToothChart) -> None:
    told: list[object] = []
    chart.teeth_selected.connect(told.append)
    chart.tooth_hovered.connect(told.append)

    chart.select(frozenset({"11"}))
    chart.hover("12")

    assert (chart.selected, chart.hovered, chart.current, told) == (
        frozenset({"11"}),
        "12",
        "11",
        [],
    )


def test_keys_walk_along_rows_and_between_them(qtbot: QtBot, chart: ToothChart) -> None:
    chart.select(frozenset({"11"}))

    walked = []
    for key in (
        Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Up,
        Qt.Key.Key_End, Qt.Key.Key_Right,
    ):  # fmt: skip
        qtbot.keyClick(chart, key)
        walked.append(chart.current)

    assert walked == ["21", "31", "48", "48", "18", "28", "28"]


def test_enter_takes_the_tooth_and_shift_draws_a_run(qtbot: QtBot, chart: ToothChart) -> None:
    chart.select(frozenset({"13"}))

    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chart.selected == {"12"}

    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert chart.selected == {"12", "11"}


def test_a_screen_reader_hears_the_tooth_that_the_keys_are_at(
    qtbot: QtBot, chart: ToothChart
) -> None:
    chart.select(frozenset({"11"}))
    qtbot.keyClick(chart, Qt.Key.Key_Right)

    assert chart.accessibleDescription() == "tooth 21"


def test_a_filter_takes_the_other_teeth_from_pointer_and_keys(
    qtbot: QtBot, chart: ToothChart
) -> None:
    chart.show_filter(ToothFilter.MOLARS)

    _click(qtbot, chart, "11")
    assert chart.selected == frozenset()

    chart.select(frozenset({"16"}))
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == "26"


def test_an_empty_chart_has_nothing_to_take(qtbot: QtBot) -> None:
    chart = ToothChart()
    qtbot.addWidget(chart)
    chart.show()

    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_Right)

    assert chart.selected == frozenset()


@pytest.mark.parametrize("dentition", Dentition)
def test_every_state_is_painted(qtbot: QtBot, dentition: Dentition) -> None:
    keys = (
        "crown", "root-filling", "implant", "bridge", "filling", "impacted-tooth", "caries",
        "residual-root", "residual-crown", "periapical-lesion", "wedge-defect", "tooth-wear",
        "bone-resorption", "gingival-recession", "odd",
    )  # fmt: skip
    teeth = {
        Dentition.PERMANENT: PERMANENT_TEETH,
        Dentition.DECIDUOUS: DECIDUOUS_TEETH,
        Dentition.MIXED: ALL_TEETH,
    }[dentition]
    seen = [
        a_tooth(tooth.code, None, DiseaseSeen(key), status="suspected")
        for tooth, key in zip(teeth, keys, strict=False)
    ]
    plain, marked = ToothChart(), ToothChart()
    qtbot.addWidget(plain)
    qtbot.addWidget(marked)

    plain.show_content(chart_content([a_tooth(teeth[-1].code)]))
    marked.show_content(chart_content([*seen, a_tooth(teeth[-1].code)]))
    marked.select(frozenset({"11", "51"}))

    assert plain.grab().toImage() != marked.grab().toImage()
    assert marked.heightForWidth(300) > 100

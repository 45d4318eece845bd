"""Where the teeth of a chart are, and which of them a filter and a run take."""

import pytest
from PySide6.QtGui import QColor

from tests.dental_builders import a_tooth
from tests.ui.charts import chart_content
from viewer.domain.dental_chart import Dentition
from viewer.domain.teeth import ALL_TEETH, DECIDUOUS_TEETH, PERMANENT_TEETH, Jaw
from viewer.ui.panels.tooth_chart_content import ChartContent, ToothFilter, chart_colours
from viewer.ui.panels.tooth_chart_layout import ChartLayout, layout_of
from viewer.ui.panels.tooth_selection import ToothSelection
from viewer.ui.tokens import DARK, LIGHT


def _rows(layout: ChartLayout) -> list[str]:
    return [" ".join(cell.tooth.code for cell in row.cells) for row in layout.rows]


def test_mixed_dentition_has_the_four_rows_of_a_dentists_chart() -> None:
    assert _rows(layout_of(420, Dentition.MIXED, ToothFilter.ALL, 12)) == [
        "55 54 53 52 51 61 62 63 64 65",
        "18 17 16 15 14 13 12 11 21 22 23 24 25 26 27 28",
        "48 47 46 45 44 43 42 41 31 32 33 34 35 36 37 38",
        "85 84 83 82 81 71 72 73 74 75",
    ]


@pytest.mark.parametrize("width", [300, 420, 900])
def test_each_of_the_52_sits_in_its_quadrant(width: int) -> None:
    layout = layout_of(width, Dentition.MIXED, ToothFilter.ALL, 12)
    cells = {cell.tooth: cell for cell in layout.cells}

    assert set(cells) == set(ALL_TEETH)
    for tooth, cell in cells.items():
        middle = cell.whole.center()
        assert (middle.x() < layout.midline) is tooth.is_right
        assert (middle.y() < layout.height / 2) is (tooth.jaw is Jaw.UPPER)
        assert (cell.facial.center().y() < cell.number.center().y()) is (tooth.jaw is Jaw.UPPER)
        away = abs(middle.x() - layout.midline) / cell.whole.width()
        assert away == pytest.approx(tooth.position - 0.5)


def test_a_milk_tooth_stands_in_the_column_of_its_successor() -> None:
    layout = layout_of(420, Dentition.MIXED, ToothFilter.ALL, 12)
    columns = {cell.tooth: cell.whole.center().x() for cell in layout.cells}

    assert all(
        columns[tooth] == columns[tooth.successor] for tooth in DECIDUOUS_TEETH if tooth.successor
    )


@pytest.mark.parametrize("dentition", Dentition)
def test_teeth_are_large_enough_to_hit_and_stay_inside(dentition: Dentition) -> None:
    layout = layout_of(280, dentition, ToothFilter.ALL, 12)

    boxes = [cell.whole for cell in layout.cells]
    assert min(box.width() for box in boxes) >= 12
    assert min(box.left() for box in boxes) >= 0
    assert max(box.right() for box in boxes) <= 280
    assert max(box.bottom() for box in boxes) <= layout.height


@pytest.mark.parametrize(
    ("dentition", "wanted", "rows"),
    [
        (Dentition.PERMANENT, ToothFilter.ALL, 2),
        (Dentition.DECIDUOUS, ToothFilter.ALL, 2),
        (Dentition.MIXED, ToothFilter.UPPER, 2),
        (Dentition.PERMANENT, ToothFilter.LOWER, 1),
        (Dentition.MIXED, ToothFilter.MOLARS, 4),
    ],
)
def test_rows_that_are_not_shown_are_folded_away(
    dentition: Dentition, wanted: ToothFilter, rows: int
) -> None:
    assert len(layout_of(420, dentition, wanted, 12).rows) == rows


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (ToothFilter.MISSING, {"18"}),
        (ToothFilter.FRONT, {f"{q}{p}" for q in range(1, 5) for p in range(1, 4)}),
    ],
)
def test_a_filter_knows_its_teeth(wanted: ToothFilter, codes: set[str]) -> None:
    rows = chart_content(a_tooth(t.code) for t in PERMANENT_TEETH if t.code != "18").teeth

    assert {row.tooth.code for row in rows if row.matches(wanted)} == codes


def test_a_run_from_another_row_is_one_tooth() -> None:
    selection = ToothSelection(frozenset({"11"}), "11")

    assert selection.run_to("31", ["41", "31"]).codes == {"31"}
    assert selection.run_to("99", ["41", "31"]) == selection


def test_a_pale_palette_is_darkened_on_a_light_ground_only() -> None:
    content = ChartContent(palette={"healthy": "#7fc7a6"})

    assert chart_colours(content, DARK)["healthy"] == "#7fc7a6"
    darkened = QColor(chart_colours(content, LIGHT)["healthy"])
    assert darkened.lightnessF() < QColor("#7fc7a6").lightnessF()
    assert chart_colours(content, DARK)["confirmed"] == DARK.bad

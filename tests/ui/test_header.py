"""The header as a table: searched, copied, and following the image."""

import time
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.window_bench import Bench, play
from viewer.ui.dialogs.header import HeaderContent, HeaderPlace, HeaderSheet
from viewer.ui.models.header import HeaderModel, HeaderRow, as_text, count_of, matching


def a_row(tag: str, name: str, value: str, *children: HeaderRow) -> HeaderRow:
    looked_for = f"{tag} {tag.replace(',', '')} {name} {value}".casefold()
    return HeaderRow(
        tag=tag, name=name, vr="LO", value=value, copied=value, looked_for=looked_for,
        children=children,
    )  # fmt: skip


MEANING = a_row("0008,0104", "Code Meaning", "Lung")
CODE = a_row("0008,0100", "Code Value", "T-28000")
ITEM = HeaderRow(tag="#1", name="Item 1", children=(CODE, MEANING))
ROWS = (
    a_row("0008,0060", "Modality", "CT"),
    a_row("0008,2218", "Anatomic Region Sequence", "1 item", ITEM),
    a_row("0010,0010", "Patient's Name", "<b>Quxplant</b>^Jo"),
)


@pytest.fixture
def sheet(qtbot: QtBot, themed: QApplication) -> HeaderSheet:
    made = HeaderSheet()
    qtbot.addWidget(made)
    made.show_content(HeaderContent(place=HeaderPlace("Image 1 of 2"), rows=ROWS))
    made.show()
    return made


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, themed: QApplication) -> None:
    model = HeaderModel()
    model.show_rows(ROWS)
    item = model.index(0, 0, model.index(1, 0))

    qtmodeltester.check(model)

    assert model.rowCount() == 3
    assert model.index(1, 3, item).data() == "Lung"
    assert model.index_of(model.path_of(model.index(1, 0, item))).row() == 1


@pytest.mark.parametrize(
    ("query", "tags"),
    [
        ("0010,0010", ["0010,0010"]),
        ("(0010,0010)", ["0010,0010"]),
        ("00100010", ["0010,0010"]),
        ("MODALITY", ["0008,0060"]),
        ("patient quxplant", ["0010,0010"]),
        ("t-28000", ["0008,2218"]),
        ("nowhere", []),
        ("  ", ["0008,0060", "0008,2218", "0010,0010"]),
    ],
)
def test_a_search_finds_tags_names_and_values(query: str, tags: list[str]) -> None:
    assert [row.tag for row in matching(ROWS, query)] == tags


def test_copying_all_takes_what_is_folded_along_and_leaves_out_what_is_not_found(
    sheet: HeaderSheet,
) -> None:
    sheet.copy_all()
    whole = QGuiApplication.clipboard().text().splitlines()
    sheet.search.setText("lung")
    sheet.copy_all()

    assert len(whole) == 6
    assert whole[3].startswith(">>0008,0100")
    assert [line.split("\t")[0] for line in QGuiApplication.clipboard().text().splitlines()] == [
        "0008,2218",
        ">#1",
        ">>0008,0104",
    ]


def test_a_search_over_90000_elements_takes_no_time_worth_a_pause() -> None:
    leaves = tuple(a_row("0008,1155", "Referenced SOP Instance UID", f"1.2.{n}") for n in range(9))
    items = tuple(HeaderRow(tag=f"#{n}", name="Item", children=leaves) for n in range(10_000))
    rows = (a_row("5200,9230", "Per-frame Functional Groups Sequence", "", *items),)

    took = []
    for query in ("1.2.8", "uid 1.2.8", "nowhere"):
        begin = time.perf_counter()
        found = matching(rows, query)
        took.append(time.perf_counter() - begin)

    assert count_of(rows) == 90_001
    assert found == ()
    assert min(took) < 0.02


def test_a_found_element_keeps_what_it_lies_in_and_a_found_sequence_what_is_in_it() -> None:
    (inside,) = matching(ROWS, "Lung")
    (whole,) = matching(ROWS, "anatomic")

    assert [row.tag for row in inside.children[0].children] == ["0008,0104"]
    assert count_of([whole]) == 3


def test_rows_are_copied_with_their_depth() -> None:
    assert as_text([(0, ROWS[0]), (2, CODE)]) == (
        "0008,0060\tLO\tModality\tCT\n>>0008,0100\tLO\tCode Value\tT-28000"
    )


def test_chosen_rows_and_values_go_to_the_clipboard_as_plain_text(sheet: HeaderSheet) -> None:
    sheet.tree.setFocus()
    sheet.tree.setCurrentIndex(sheet.model.index(2, 0))

    QTest.keyClick(sheet.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = QGuiApplication.clipboard().text()
    sheet.values_button.click()

    assert rows == "0010,0010\tLO\tPatient's Name\t<b>Quxplant</b>^Jo"
    assert QGuiApplication.clipboard().text() == "<b>Quxplant</b>^Jo"


def test_a_search_unfolds_what_it_finds_and_counts_it(qtbot: QtBot, sheet: HeaderSheet) -> None:
    sheet.search.setText("lung")
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)

    found = sheet.model.index(0, 0)
    assert sheet.tree.isExpanded(found)
    assert sheet.tree.isExpanded(sheet.model.index(0, 0, found))
    assert sheet._count.text() == "1 of 5 elements"


def test_what_was_unfolded_and_chosen_stays_so_on_the_next_image(sheet: HeaderSheet) -> None:
    sheet.tree.expand(sheet.model.index(1, 0))
    sheet.tree.setCurrentIndex(sheet.model.index(2, 0))

    added = a_row("0008,0050", "Accession Number", "7")
    sheet.show_content(HeaderContent(place=HeaderPlace("Image 2 of 2"), rows=(added, *ROWS)))

    sequence = sheet.model.index(2, 0)
    assert sheet.place == "Image 2 of 2"
    assert sheet.tree.isExpanded(sequence)
    assert sheet.tree.isExpanded(sheet.model.index(0, 0, sequence))
    assert sheet.tree.currentIndex().row() == 3


def test_a_value_is_never_rendered(sheet: HeaderSheet) -> None:
    index = sheet.model.index(2, 3)

    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data() == "<b>Quxplant</b>^Jo"


def value(bench: Bench, tag: str) -> str:
    sheet = bench.wired.header_view.sheet
    return sheet.model.index_of((tag,)).siblingAtColumn(3).data() or ""


def test_the_sheet_follows_the_slice_and_closes_with_the_images(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.action("header")
        view = bench.wired.header_view
        await bench.until(lambda: value(bench, "0020,0013") == "11")

        bench.wired.image.viewport.step(3)
        await bench.until(lambda: value(bench, "0020,0013") == "14")
        assert view.sheet.place == "Image 14 of 20  ·  IM0013"

        bench.action("close-study")
        assert view.sheet is None

    play(themed, scene)


def test_identities_are_dots_while_they_are_hidden(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.action("header")
        await bench.until(lambda: value(bench, "0010,0010") == "Quxplant^Jo")

        bench.action("hide-identity")
        await bench.until(lambda: value(bench, "0010,0010") == "••••••")
        assert bench.wired.header_view.sheet.place == "Image 11 of 20"
        assert str(series) not in bench.wired.header_view.sheet._place.toolTip()
        assert value(bench, "0008,0060") == "CT"

    play(themed, scene)


def test_a_photograph_has_no_header_and_that_is_said(themed: QApplication, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), (200, 120, 90)).save(tmp_path / "skin.png")

    async def scene(bench: Bench) -> None:
        await bench.open(tmp_path / "skin.png")
        bench.action("header")
        await bench.until(lambda: bench.wired.header_view.sheet.notice)

        assert "photograph" in bench.wired.header_view.sheet.notice

    play(themed, scene)


def test_a_file_that_is_gone_is_said_in_the_sheet(themed: QApplication, series: Path) -> None:
    paths = list(series.iterdir())

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        for path in paths:
            path.unlink()
        bench.action("header")
        await bench.until(lambda: bench.wired.header_view.sheet.notice)

        assert bench.wired.header_view.sheet.notice.startswith("The header could not be read")

    play(themed, scene)

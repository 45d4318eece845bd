"""Spreadsheets: what is written is what another program reads, and nothing in them computes."""

import math
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.export.cells import safe_text
from viewer.export.ceph_tables import csv_text
from viewer.export.xlsx import SheetOfCells, xlsx_bytes

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
DANGEROUS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "|cmd", "\n=1")


def read(data: bytes) -> dict[str, list[dict[str, object]]]:
    """Return the cells of each sheet by their place, as a reader of the format finds them."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        book = ET.fromstring(package.read("xl/workbook.xml"))
        names = [sheet.attrib["name"] for sheet in book.iterfind(".//m:sheet", NS)]
        found = {}
        for number, name in enumerate(names):
            sheet = ET.fromstring(package.read(f"xl/worksheets/sheet{number + 1}.xml"))
            rows = []
            for row in sheet.iterfind(".//m:row", NS):
                cells: dict[str, object] = {}
                for cell in row.iterfind("m:c", NS):
                    text, value = cell.find("m:is/m:t", NS), cell.find("m:v", NS)
                    said = float(value.text or "nan") if value is not None else ""
                    cells[cell.attrib["r"]] = (text.text or "") if text is not None else said
                rows.append(cells)
            found[name] = rows
    return found


def test_text_and_numbers_come_back_from_their_places() -> None:
    rows = [("Item", "值"), ("SNA", 82.75), ("Wits", -2.0), ("none", None), ("<&>\"'", 0.0)]
    sheets = read(xlsx_bytes([SheetOfCells("Steiner", rows)]))

    assert sheets == {
        "Steiner": [
            {"A1": "Item", "B1": "值"},
            {"A2": "SNA", "B2": 82.75},
            {"A3": "Wits", "B3": -2.0},
            {"A4": "none"},
            {"A5": "<&>\"'", "B5": 0.0},
        ]
    }


def test_columns_beyond_z_have_two_letters() -> None:
    (row,) = read(xlsx_bytes([SheetOfCells("s", [[float(n) for n in range(30)]])]))["s"]

    assert (row["Z1"], row["AA1"], row["AD1"]) == (25.0, 26.0, 29.0)


def test_names_of_sheets_are_what_a_workbook_takes() -> None:
    names = ("a/b:c", "A b c", "", "x" * 40, "x" * 40)
    sheets = read(xlsx_bytes([SheetOfCells(name, [("head",)]) for name in names]))

    assert len(sheets) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in sheets)


def test_the_same_sheets_make_the_same_bytes() -> None:
    sheets = [SheetOfCells("s", [("a", 1.5)])]

    assert xlsx_bytes(sheets) == xlsx_bytes(sheets)


@pytest.mark.parametrize("text", DANGEROUS)
def test_r056_text_that_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    cells = read(xlsx_bytes([SheetOfCells("s", [("head",), (text,)])]))["s"][1]

    assert str(cells["A2"]).startswith("'")
    assert csv_text([(text,)]).lstrip("\ufeff").lstrip('"').startswith("'")


def test_r056_our_own_numbers_stay_numbers() -> None:
    cells = read(xlsx_bytes([SheetOfCells("s", [("head",), (-2.74,)])]))["s"][1]

    assert cells["A2"] == -2.74
    assert csv_text([(-2.74,)]).lstrip("\ufeff").strip() == "-2.74"


@given(text=st.text(max_size=200))
def test_any_text_is_safe_and_comes_back(text: str) -> None:
    safe = safe_text(text)
    cells = read(xlsx_bytes([SheetOfCells("s", [("head",), (text,)])]))["s"][1]

    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert str(cells.get("A2", "")).replace("\r", "\n") == safe.replace("\r\n", "\n").replace(
        "\r", "\n"
    )


def test_a_cell_holds_no_more_than_a_spreadsheet_does() -> None:
    assert len(safe_text("=" + "x" * 40_000)) == 32_767


def test_a_number_that_is_none_is_never_written() -> None:
    cells = read(xlsx_bytes([SheetOfCells("s", [("head",), (None,)])]))["s"][1]

    assert cells == {}
    assert not any(math.isnan(value) for value in cells.values())  # type: ignore[arg-type]

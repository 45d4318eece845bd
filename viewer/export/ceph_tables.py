"""Landmarks and analyses of a cephalogram as tables: for XLSX and CSV, in the reader's language."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.analyses import Row
from viewer.domain.cephalometry.norms import Norm, Person, mismatches
from viewer.export.cells import Cell, safe_text
from viewer.export.ceph_measured import Compared, LandmarkLine, MeasuredFilm
from viewer.export.xlsx import SheetOfCells, write_xlsx
from viewer.foundation.files import atomic_write
from viewer.words.ceph_tracing import calibration_words
from viewer.words.ceph_view import MINUS, arrow_of, norm_text, state_words
from viewer.words.cephalometry import (
    analysis_words,
    doubt_words,
    group_words,
    landmark_words,
    measure_label,
    measure_name,
    mismatch_words,
    norm_set_words,
    row_words,
    source_words,
)

_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it spreadsheets take UTF-8 for the machine's own encoding."""
_ANALYSIS_WIDTHS: Final = (16.0, 34.0, 14.0, 10.0, 6.0, 8.0, 14.0, 10.0, 6.0, 44.0, 60.0)
_DIFFERENCE_WIDTHS: Final = (34.0, 18.0, 18.0, 14.0)
_LANDMARK_WIDTHS: Final = (8.0, 28.0, 18.0, 12.0, 12.0, 14.0, 14.0)


def write_ceph_xlsx(path: Path, measured: MeasuredFilm) -> None:
    """Write a sheet for each analysis and one of the landmarks. Raises CannotWrite."""
    sheets = [
        SheetOfCells(analysis_words(one.analysis), _analysis_rows(one, measured), _ANALYSIS_WIDTHS)
        for one in measured.compared
    ]
    words = QCoreApplication.translate("CephExport", "Landmarks")
    sheets.append(SheetOfCells(words, _landmark_rows(measured), _LANDMARK_WIDTHS))
    if measured.differences:
        words = QCoreApplication.translate("CephExport", "Comparison")
        sheets.append(SheetOfCells(words, _difference_rows(measured), _DIFFERENCE_WIDTHS))
    about = QCoreApplication.translate("CephExport", "About")
    sheets.append(SheetOfCells(about, _about_rows(measured), (24.0, 100.0)))
    write_xlsx(path, sheets)


def write_ceph_csv(folder: Path, measured: MeasuredFilm) -> tuple[Path, ...]:
    """Write the values and the landmarks, a file each. Raises CannotWrite."""
    head = QCoreApplication.translate("CephExport", "Analysis")
    rows: list[Sequence[Cell]] = [(head, *_analysis_heads())]
    for one in measured.compared:
        name = analysis_words(one.analysis)
        rows += [(name, *_analysis_row(row, one, measured)) for row in one.rows]
    tables = {
        "cephalometry.csv": rows,
        "landmarks.csv": _landmark_rows(measured),
    }
    if measured.differences:
        tables["comparison.csv"] = _difference_rows(measured)
    for name, table in tables.items():
        atomic_write(folder / name, csv_text(table).encode())
    return tuple(folder / name for name in tables)


def csv_text(rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows as RFC 4180 has them; text that could be a formula is marked as text."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return _BYTE_ORDER_MARK + buffer.getvalue()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return safe_text(cell) if isinstance(cell, str) else repr(cell)


def _analysis_heads() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("CephExport", "Item"),
        QCoreApplication.translate("CephExport", "Measure"),
        QCoreApplication.translate("CephExport", "Group"),
        QCoreApplication.translate("CephExport", "Value"),
        QCoreApplication.translate("CephExport", "Unit"),
        QCoreApplication.translate("CephExport", "± (1 SD)"),
        QCoreApplication.translate("CephExport", "Norm ± SD"),
        QCoreApplication.translate("CephExport", "Deviation (SD)"),
        "",
        QCoreApplication.translate("CephExport", "Meaning"),
        QCoreApplication.translate("CephExport", "Source of the norm"),
    )


def _analysis_rows(one: Compared, measured: MeasuredFilm) -> list[Sequence[Cell]]:
    return [_analysis_heads(), *(_analysis_row(row, one, measured) for row in one.rows)]


def _analysis_row(row: Row, one: Compared, measured: MeasuredFilm) -> tuple[Cell, ...]:
    measure, norm = row.measure, row.norm
    has_value = row.value is not None
    return (
        measure_label(measure),
        measure_name(measure),
        group_words(measure.group),
        _rounded(row.value),
        measure.unit.value if has_value else "",
        _rounded(measured.errors.get(measure.code)) if has_value else None,
        "" if norm is None else norm_text(norm),
        _rounded(row.deviation_sd),
        arrow_of(row.direction, row.band),
        row_words(row),
        _source(one, norm, measured.person),
    )


def _source(one: Compared, norm: Norm | None, person: Person) -> str:
    """Return where a norm is from, from whom, and what speaks against it."""
    if norm is None or one.norm_set is None:
        return ""
    said = f"{norm_set_words(one.norm_set)}: {source_words(norm.source)}"
    against = [mismatch_words(each, one.norm_set) for each in mismatches(one.norm_set, person)]
    return " | ".join(filter(None, (said, doubt_words(norm), *against)))


def _landmark_rows(measured: MeasuredFilm) -> list[Sequence[Cell]]:
    unit = "mm" if measured.is_calibrated else "px"
    heads = (
        QCoreApplication.translate("CephExport", "Code"),
        QCoreApplication.translate("CephExport", "Name"),
        QCoreApplication.translate("CephExport", "From"),
        "x (px)",
        "y (px)",
        QCoreApplication.translate("CephExport", "Forward of N ({0})").format(unit),
        QCoreApplication.translate("CephExport", "Below N ({0})").format(unit),
    )
    return [heads, *map(_landmark_row, measured.landmarks)]


def _landmark_row(line: LandmarkLine) -> tuple[Cell, ...]:
    point = line.point
    return (
        line.code,
        landmark_words(line.code)[0],
        state_words(line.origin),
        None if point is None else _rounded(point.column),
        None if point is None else _rounded(point.row),
        _rounded(line.forward),
        _rounded(line.downward),
    )


def _difference_rows(measured: MeasuredFilm) -> list[Sequence[Cell]]:
    heads = (
        QCoreApplication.translate("CephExport", "Item"),
        QCoreApplication.translate("CephExport", "This film"),
        QCoreApplication.translate("CephExport", "Other film"),
        QCoreApplication.translate("CephExport", "Difference"),
    )
    return [heads, *([*cells[:3], _number(cells[3])] for cells in measured.differences)]


def _number(text: str) -> Cell:
    """Return what was written for people as a number where it is one alone."""
    try:
        return float(text.replace(MINUS, "-"))
    except ValueError:
        return text


def _about_rows(measured: MeasuredFilm) -> list[Sequence[Cell]]:
    age, sex = measured.person
    return [
        (QCoreApplication.translate("CephExport", "About"), ""),
        (
            QCoreApplication.translate("CephExport", "Scale"),
            calibration_words(measured.film.calibration),
        ),
        (QCoreApplication.translate("CephExport", "Age (years)"), age),
        (QCoreApplication.translate("CephExport", "Sex"), "" if sex is None else sex.value),
        (
            "",
            QCoreApplication.translate(
                "CephExport",
                "Not for diagnosis. AI findings are suggestions; a physician decides.",
            ),
        ),
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2) + 0.0

"""Spreadsheets as Office Open XML (ECMA-376): sheets of text and numbers, nothing that computes.

Written by hand, as no more of the format is needed: each sheet is a list of rows, the first one
bold; text is inline, so that nothing is shared between sheets.
"""

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from viewer.export.cells import Cell, safe_text
from viewer.foundation.files import atomic_write

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME: Final = 31
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.00"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_BOLD: Final = 1
_NUMBER: Final = 2


class SheetOfCells(NamedTuple):
    """One sheet: its name, its rows, and how wide the columns are, in characters."""

    name: str
    rows: Sequence[Sequence[Cell]]
    widths: tuple[float, ...] = ()


def write_xlsx(path: Path, sheets: Sequence[SheetOfCells]) -> None:
    """Write a workbook, all or nothing. Raises CannotWrite."""
    atomic_write(path, xlsx_bytes(sheets))


def xlsx_bytes(sheets: Sequence[SheetOfCells]) -> bytes:
    """Return the workbook; the same sheets make the same bytes."""
    names = _names(sheets)
    files = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{n + 1}.xml") for n in range(len(sheets))),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, sheet in enumerate(sheets):
        files[f"xl/worksheets/sheet{number + 1}.xml"] = _sheet(sheet)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode())
    return buffer.getvalue()


def _names(sheets: Sequence[SheetOfCells]) -> list[str]:
    """Return names that a workbook takes: short, without some signs, none of them twice."""
    made: list[str] = []
    for number, sheet in enumerate(sheets):
        name = sheet.name.translate(_FORBIDDEN).strip().strip("'")[:_LONGEST_NAME]
        taken = {other.casefold() for other in made}
        if not name or name.casefold() in taken:
            end = f" {number + 1}"
            name = f"{name[: _LONGEST_NAME - len(end)]}{end}"
        made.append(name)
    return made


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n + 1}.xml"'
        f' ContentType="{_TYPE}.worksheet+xml"/>'
        for n in range(count)
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{sheets}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n + 1}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n + 1}" r:id="rId{n + 1}"/>'
        for n, name in enumerate(names)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets>'
        "</workbook>"
    )


def _sheet(sheet: SheetOfCells) -> str:
    columns = "".join(
        f'<col min="{n + 1}" max="{n + 1}" width="{width:g}" customWidth="1"/>'
        for n, width in enumerate(sheet.widths)
    )
    rows = "".join(
        f'<row r="{down + 1}">'
        + "".join(_cell(cell, across, down) for across, cell in enumerate(row))
        + "</row>"
        for down, row in enumerate(sheet.rows)
    )
    shown = f"<cols>{columns}</cols>" if columns else ""
    frozen = (
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
        ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}">{frozen}{shown}<sheetData>{rows}</sheetData>'
        "</worksheet>"
    )


def _cell(cell: Cell, across: int, down: int) -> str:
    place = f"{_letters(across)}{down + 1}"
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        style = f' s="{_BOLD}"' if down == 0 else ""
        text = escape(safe_text(cell))
        return (
            f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        )
    style = "" if float(cell).is_integer() else f' s="{_NUMBER}"'
    return f'<c r="{place}"{style}><v>{cell!r}</v></c>'


def _letters(across: int) -> str:
    """Return the letters of a column: A, … Z, AA."""
    letters = ""
    across += 1
    while across:
        across, rest = divmod(across - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

"""Cells of tables that spreadsheets open: text stays text, whatever it begins with."""

from typing import Final

Cell = str | float | None
"""A number is a number; None is an empty cell."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|")
_LONGEST: Final = 32_767
"""Characters that a cell of a spreadsheet holds."""


def safe_text(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, and that fits into a cell."""
    printable = "".join(char for char in text if char >= " " or char in "\t\n\r")
    if printable.lstrip().startswith(_FORMULA) or printable.startswith(_FORMULA):
        printable = f"'{printable}"
    return printable[:_LONGEST]

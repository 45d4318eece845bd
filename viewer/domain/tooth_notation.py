"""The three ways to write a tooth's number: FDI, Universal, Palmer."""

from enum import StrEnum
from typing import Final

from viewer.domain.teeth import ALL_TEETH, Tooth

_PERMANENT_OF_JAW: Final = 16
_DECIDUOUS_OF_JAW: Final = 10
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRST"


class Notation(StrEnum):
    """How numbers are written."""

    FDI = "fdi"
    """ISO 3950: quadrant and position, 11 to 48 and 51 to 85."""
    UNIVERSAL = "universal"
    """Of the American Dental Association: 1 to 32 and A to T, clockwise from the upper right."""
    PALMER = "palmer"
    """Zsigmondy and Palmer: 1 to 8 or A to E in a corner that stands for the quadrant."""


def written(tooth: Tooth, notation: Notation) -> str:
    """Return a tooth's number as that notation writes it."""
    return _WRITTEN[notation][tooth]


def read_tooth(text: str, notation: Notation) -> Tooth | None:
    """Return the tooth that a number of that notation names; None for anything else."""
    return _READ[notation].get(text.strip())


def _universal(tooth: Tooth) -> str:
    """Count from the upper right backwards tooth to the upper left, then back below."""
    of_jaw = _DECIDUOUS_OF_JAW if tooth.is_deciduous else _PERMANENT_OF_JAW
    half = of_jaw // 2
    number = {
        1: half + 1 - tooth.position,
        2: half + tooth.position,
        3: of_jaw + half + 1 - tooth.position,
        4: of_jaw + half + tooth.position,
    }[(tooth.quadrant - 1) % 4 + 1]
    return _LETTERS[number - 1] if tooth.is_deciduous else str(number)


def _palmer(tooth: Tooth) -> str:
    """Set the position into the corner that the midline and the bite make with it."""
    position = _LETTERS[tooth.position - 1] if tooth.is_deciduous else str(tooth.position)
    return {1: f"{position}┘", 2: f"└{position}", 3: f"┌{position}", 4: f"{position}┐"}[
        (tooth.quadrant - 1) % 4 + 1
    ]


_WRITTEN: Final = {
    Notation.FDI: {tooth: tooth.code for tooth in ALL_TEETH},
    Notation.UNIVERSAL: {tooth: _universal(tooth) for tooth in ALL_TEETH},
    Notation.PALMER: {tooth: _palmer(tooth) for tooth in ALL_TEETH},
}
_READ: Final = {
    notation: {text: tooth for tooth, text in texts.items()} for notation, texts in _WRITTEN.items()
}

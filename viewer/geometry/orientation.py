"""Which way is the patient's left: letters from vectors (PS3.3 C.7.6.1.1.1)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from viewer.geometry.plane import Vector

_LETTERS: Final = (("L", "R"), ("P", "A"), ("H", "F"))
_NEGLIGIBLE: Final = 0.0999  # below about 6 degrees a component is not worth a letter
_OPPOSITE: Final = str.maketrans("LRPAHF", "RLAPFH")
_UNIT_TOLERANCE: Final = 1e-2
_AXIS: Final = {letter: axis for axis, pair in enumerate(_LETTERS) for letter in pair}


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of the patient that an image's columns and rows run to, e.g. `L` and `F`."""

    along_row: str
    along_column: str


def letters(direction: Vector) -> str:
    """Return the patient directions a vector points to, strongest first, e.g. `L`, `LPF`."""
    ranked = sorted(range(3), key=lambda axis: -abs(direction[axis]))
    return "".join(
        _LETTERS[axis][0 if direction[axis] > 0 else 1]
        for axis in ranked
        if abs(direction[axis]) > _NEGLIGIBLE
    )


def opposite(text: str) -> str:
    """Return the letters of the opposite direction."""
    return text.translate(_OPPOSITE)


def sides_of_axes(along_row: Vector, along_column: Vector) -> Sides | None:
    """Return the sides by ImageOrientationPatient; None unless it is two directions."""
    lengths = math.hypot(*along_row), math.hypot(*along_column)
    if not all(abs(length - 1.0) < _UNIT_TOLERANCE for length in lengths):
        return None
    if abs(sum(a * b for a, b in zip(along_row, along_column, strict=True))) > _UNIT_TOLERANCE:
        return None
    return Sides(letters(along_row), letters(along_column))


def sides_of_codes(codes: Sequence[str]) -> Sides | None:
    """Return the sides by PatientOrientation (PS3.3 C.7.6.1.1.1), as projections have it.

    None where it is incomplete, contradicts itself, or has the codes of four-legged animals.
    """
    if len(codes) != 2 or not all(code and set(code) <= set("LRPAHF") for code in codes):
        return None
    axes = [[_AXIS[letter] for letter in code] for code in codes]
    if any(len(set(named)) < len(named) for named in axes) or axes[0][0] == axes[1][0]:
        return None
    return Sides(codes[0], codes[1])

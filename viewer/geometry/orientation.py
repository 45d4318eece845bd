"""Which way is the patient's left: letters from vectors (PS3.3 C.7.6.1.1.1)."""

from typing import Final

from viewer.geometry.plane import Vector

_LETTERS: Final = (("L", "R"), ("P", "A"), ("H", "F"))
_NEGLIGIBLE: Final = 0.0999  # below about 6 degrees a component is not worth a letter
_OPPOSITE: Final = str.maketrans("LRPAHF", "RLAPFH")


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

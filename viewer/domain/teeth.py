"""Teeth by their numbers: ISO 3950 (FDI), permanent 11 to 48 and deciduous 51 to 85.

The quadrants are the patient's own: 1 and 5 upper right, 2 and 6 upper left, 3 and 7 lower left,
4 and 8 lower right. Positions count from the midline backwards.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.foundation.errors import BugError

_PERMANENT_POSITIONS: Final = 8
_DECIDUOUS_POSITIONS: Final = 5
_FIRST_DECIDUOUS_QUADRANT: Final = 5
_LAST_QUADRANT: Final = 8
_RIGHT_QUADRANTS: Final = frozenset({1, 4, 5, 8})
_UPPER_QUADRANTS: Final = frozenset({1, 2, 5, 6})
_CANINE: Final = 3


class Jaw(StrEnum):
    """Which jaw a tooth stands in."""

    UPPER = "upper"
    LOWER = "lower"


class ToothKind(StrEnum):
    """What a tooth is by its shape."""

    INCISOR = "incisor"
    CANINE = "canine"
    PREMOLAR = "premolar"
    MOLAR = "molar"


@dataclass(frozen=True, slots=True, order=True)
class Tooth:
    """One of the 52 teeth. Ordered by quadrant, then position. BugError for any other number."""

    quadrant: int
    position: int

    def __post_init__(self) -> None:
        last = _DECIDUOUS_POSITIONS if self.is_deciduous else _PERMANENT_POSITIONS
        if not (1 <= self.quadrant <= _LAST_QUADRANT and 1 <= self.position <= last):
            raise BugError(f"no tooth has the number {self.quadrant}{self.position}")

    @property
    def code(self) -> str:
        """The number as ISO 3950 writes it, e.g. "36"."""
        return f"{self.quadrant}{self.position}"

    @property
    def is_deciduous(self) -> bool:
        """Tell whether it is a milk tooth."""
        return self.quadrant >= _FIRST_DECIDUOUS_QUADRANT

    @property
    def is_right(self) -> bool:
        """Tell whether it is on the patient's own right."""
        return self.quadrant in _RIGHT_QUADRANTS

    @property
    def jaw(self) -> Jaw:
        """The jaw it stands in."""
        return Jaw.UPPER if self.quadrant in _UPPER_QUADRANTS else Jaw.LOWER

    @property
    def kind(self) -> ToothKind:
        """What it is by its shape; behind the deciduous canines there are molars only."""
        if self.position < _CANINE:
            return ToothKind.INCISOR
        if self.position == _CANINE:
            return ToothKind.CANINE
        is_molar = self.is_deciduous or self.position > _DECIDUOUS_POSITIONS
        return ToothKind.MOLAR if is_molar else ToothKind.PREMOLAR

    @property
    def arch_place(self) -> int:
        """Its place along the arch from the patient's right (-8) to the left (8); there is no 0.

        A deciduous tooth has that of its successor.
        """
        return -self.position if self.is_right else self.position

    @property
    def successor(self) -> "Tooth | None":
        """The permanent tooth that follows a deciduous one."""
        return Tooth(self.quadrant - 4, self.position) if self.is_deciduous else None

    @property
    def predecessor(self) -> "Tooth | None":
        """The deciduous tooth before a permanent one; the permanent molars have none."""
        if self.is_deciduous or self.position > _DECIDUOUS_POSITIONS:
            return None
        return Tooth(self.quadrant + 4, self.position)

    @property
    def mesial(self) -> "Tooth":
        """The next tooth towards the midline; of a first incisor that of the other side."""
        if self.position > 1:
            return Tooth(self.quadrant, self.position - 1)
        return Tooth(_ACROSS[self.quadrant], 1)

    @property
    def distal(self) -> "Tooth | None":
        """The next tooth backwards; None behind the last."""
        last = _DECIDUOUS_POSITIONS if self.is_deciduous else _PERMANENT_POSITIONS
        return Tooth(self.quadrant, self.position + 1) if self.position < last else None

    @property
    def neighbours(self) -> tuple["Tooth", ...]:
        """The teeth of the same dentition beside it, the mesial one first."""
        return (self.mesial,) if self.distal is None else (self.mesial, self.distal)


_ACROSS: Final = {1: 2, 2: 1, 3: 4, 4: 3, 5: 6, 6: 5, 7: 8, 8: 7}

PERMANENT_TEETH: Final = tuple(
    Tooth(quadrant, position)
    for quadrant in range(1, _FIRST_DECIDUOUS_QUADRANT)
    for position in range(1, _PERMANENT_POSITIONS + 1)
)
DECIDUOUS_TEETH: Final = tuple(
    Tooth(quadrant, position)
    for quadrant in range(_FIRST_DECIDUOUS_QUADRANT, _LAST_QUADRANT + 1)
    for position in range(1, _DECIDUOUS_POSITIONS + 1)
)
ALL_TEETH: Final = PERMANENT_TEETH + DECIDUOUS_TEETH
"""The 52, in the order of their numbers."""
_BY_CODE: Final = {tooth.code: tooth for tooth in ALL_TEETH}


def tooth_of(text: str | int) -> Tooth | None:
    """Return the tooth that a number of ISO 3950 names; None for anything that is not sure.

    "#11" is not: who writes so may well mean the Universal system.
    """
    return _BY_CODE.get(str(text).strip())


def arch_row(jaw: Jaw, *, is_deciduous: bool) -> tuple[Tooth, ...]:
    """Return the teeth of one jaw and dentition from the patient's right to the left."""
    teeth = DECIDUOUS_TEETH if is_deciduous else PERMANENT_TEETH
    return tuple(sorted((t for t in teeth if t.jaw is jaw), key=lambda tooth: tooth.arch_place))

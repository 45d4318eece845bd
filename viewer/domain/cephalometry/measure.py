"""What one cephalometric measure is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from viewer.domain.cephalometry.axes import Axis, Direction, Saying
from viewer.domain.cephalometry.face import Face
from viewer.domain.cephalometry.formulas import Construction, Formula, Unit


class Group(StrEnum):
    """Which part of an analysis a measure belongs to."""

    SAGITTAL = "sagittal"
    VERTICAL = "vertical"
    DENTAL = "dental"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Measure:
    """An angle, length or ratio of a face.

    `needs` are the landmarks without which it does not exist; `axis` is what it tells, with
    `is_reversed` where a large value means the low end.
    """

    code: str
    unit: Unit
    group: Group
    needs: tuple[str, ...]
    compute: Callable[[Face], float]
    construction: Construction
    axis: Axis
    is_reversed: bool = False

    @property
    def item(self) -> str:
        """The code without the variant of a plane: `FMA` for `FMA(Go1-Me)`."""
        return self.code.partition("(")[0]

    def says(self, direction: Direction) -> Saying:
        """Return what a value too low, normal or too high means."""
        return Saying(self.axis, direction.opposite if self.is_reversed else direction)


def measure_of(
    group: Group, code: str, formula: Formula, axis: Axis, *, is_reversed: bool = False
) -> Measure:
    """Return the measure that a formula makes."""
    return Measure(
        code=code,
        unit=formula.unit,
        group=group,
        needs=formula.needs,
        compute=formula.compute,
        construction=formula.construction,
        axis=axis,
        is_reversed=is_reversed,
    )

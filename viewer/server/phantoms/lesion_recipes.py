"""The recipe of what a screening patient has beside nodules, read from `resources/phantoms`."""

from dataclasses import dataclass
from typing import Self

from viewer.server.phantoms.truth import FractureKind, OpacityKind, Side

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class PlaqueRecipe:
    """Calcium on a vessel: a capsule of one density along the vessel's course.

    `at` is the share of the course (0 at its start); sizes in mm, whatever the phantom's scale.
    `vessel` is LM-LAD, LCX, RCA, or aorta (which no coronary score may count).
    """

    vessel: str
    at: float
    length_mm: float
    radius_mm: float
    peak_hu: float

    @classmethod
    def read(cls, item: dict[str, object]) -> Self:
        """Read one entry of the recipe's list."""
        return cls(
            vessel=str(item["vessel"]),
            at=number(item["at"]),
            length_mm=number(item["length_mm"]),
            radius_mm=number(item["radius_mm"]),
            peak_hu=number(item["peak_hu"]),
        )


@dataclass(frozen=True, slots=True)
class OpacityRecipe:
    """Ground glass or consolidation: an ellipsoid with a wavy edge, cut off by the pleura.

    `centre` and `axes` (semi-axes) in mm of an adult, scaled with the anatomy.
    """

    kind: OpacityKind
    centre: Vector
    axes: Vector
    mean_hu: float

    @classmethod
    def read(cls, item: dict[str, object]) -> Self:
        """Read one entry of the recipe's list."""
        return cls(
            kind=OpacityKind(str(item["kind"])),
            centre=vector(item["centre"]),
            axes=vector(item["axes"]),
            mean_hu=number(item["mean_hu"]),
        )


@dataclass(frozen=True, slots=True)
class FractureRecipe:
    """A break of one rib.

    `angle_degrees` runs around the chest from the spine (0) over the side (90) to the front (180).
    `gap_mm` is the width of the break; `step_mm` how far the front fragment lies beside the back
    one, in mm of an adult; its sign: upwards or downwards.
    """

    rib: int
    side: Side
    angle_degrees: float
    kind: FractureKind
    gap_mm: float
    step_mm: float

    @classmethod
    def read(cls, item: dict[str, object]) -> Self:
        """Read one entry of the recipe's list."""
        return cls(
            rib=round(number(item["rib"])),
            side=Side(str(item["side"])),
            angle_degrees=number(item["angle_degrees"]),
            kind=FractureKind(str(item["kind"])),
            gap_mm=number(item["gap_mm"]),
            step_mm=number(item.get("step_mm", 0.0)),
        )


@dataclass(frozen=True, slots=True)
class Lesions:
    """What a patient has beside nodules."""

    plaques: tuple[PlaqueRecipe, ...] = ()
    opacities: tuple[OpacityRecipe, ...] = ()
    fractures: tuple[FractureRecipe, ...] = ()

    @classmethod
    def read(cls, document: dict[str, list[dict[str, object]]]) -> Self:
        """Read a group of lesions of the recipe."""
        return cls(
            plaques=tuple(PlaqueRecipe.read(item) for item in document["plaques"]),
            opacities=tuple(OpacityRecipe.read(item) for item in document["opacities"]),
            fractures=tuple(FractureRecipe.read(item) for item in document["fractures"]),
        )


def number(value: object) -> float:
    """Return a number of the recipe; raises TypeError for anything else."""
    if isinstance(value, (int, float)):
        return float(value)
    raise TypeError(f"not a number in the recipe: {value!r}")


def vector(value: object) -> Vector:
    """Return three numbers of the recipe; raises TypeError for anything else."""
    if isinstance(value, list) and len(value) == 3:
        return (number(value[0]), number(value[1]), number(value[2]))
    raise TypeError(f"not a vector in the recipe: {value!r}")

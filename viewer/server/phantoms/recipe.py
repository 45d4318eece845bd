"""The recipe of the chest phantom: sizes, places and values, read from `resources/phantoms`."""

import json
from dataclasses import dataclass
from typing import Final, Self

from viewer.foundation.resources import resource
from viewer.server.phantoms.truth import NoduleCategory

Vector = tuple[float, float, float]
_RECIPE: Final = "phantoms/chest_ct.json"


@dataclass(frozen=True, slots=True)
class NoduleRecipe:
    """A nodule to draw: an ellipsoid of unit volume ratio, with or without a solid core.

    `centre` in mm LPS of the phantom's own frame (before `Profile.offset`), not scaled.
    `core_fraction` is the core's share of the diameter; `vessel` the unit direction of a vessel
    that touches the nodule, or none.
    """

    centre: Vector
    diameter_mm: float
    category: NoduleCategory
    site: str
    shell_hu: float
    core_hu: float
    core_fraction: float
    axes: Vector
    turn_degrees: float
    vessel: Vector | None

    @classmethod
    def read(cls, item: dict[str, object]) -> Self:
        """Read one entry of the recipe's list."""
        return cls(
            centre=_vector(item["centre"]),
            diameter_mm=_number(item["diameter_mm"]),
            category=NoduleCategory(str(item["category"])),
            site=str(item.get("site", "free")),
            shell_hu=_number(item["shell_hu"]),
            core_hu=_number(item.get("core_hu", item["shell_hu"])),
            core_fraction=_number(item.get("core_fraction", 0.0)),
            axes=_vector(item.get("axes", [1.0, 1.0, 1.0])),
            turn_degrees=_number(item.get("turn_degrees", 0.0)),
            vessel=_vector(item["vessel"]) if "vessel" in item else None,
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """One size of the phantom.

    `scale` shrinks the anatomy (not the nodules); `spacing_mm` is in the image plane, `step_mm`
    along the table; `top_mm` and `bottom_mm` are the table positions (z of the phantom's frame)
    that the stack covers at the gantry's centre; `offset` moves the phantom's frame into the
    patient's.
    """

    name: str
    scale: float
    matrix: int
    spacing_mm: float
    step_mm: float
    top_mm: float
    bottom_mm: float
    offset: Vector
    tilt_degrees: float
    noise_hu: float
    seed: int
    nodules: tuple[NoduleRecipe, ...]


def load_profile(name: str) -> Profile:
    """Return the profile `name`; raises KeyError when the recipe has none of that name."""
    document = json.loads(resource(_RECIPE).read_text("utf-8"))
    entry = document["profiles"][name]
    return Profile(
        name=name,
        scale=_number(entry["scale"]),
        matrix=int(entry["matrix"]),
        spacing_mm=_number(entry["spacing_mm"]),
        step_mm=_number(entry["step_mm"]),
        top_mm=_number(entry["top_mm"]),
        bottom_mm=_number(entry["bottom_mm"]),
        offset=_vector(entry["offset"]),
        tilt_degrees=_number(entry["tilt_degrees"]),
        noise_hu=_number(entry["noise_hu"]),
        seed=int(entry["seed"]),
        nodules=tuple(NoduleRecipe.read(item) for item in entry["nodules"]),
    )


def _number(value: object) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    raise TypeError(f"not a number in the recipe: {value!r}")


def _vector(value: object) -> Vector:
    if isinstance(value, list) and len(value) == 3:
        return (_number(value[0]), _number(value[1]), _number(value[2]))
    raise TypeError(f"not a vector in the recipe: {value!r}")

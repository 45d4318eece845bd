"""The recipe of the chest phantom: sizes, places and values, read from `resources/phantoms`."""

import json
from dataclasses import dataclass
from typing import Final, Self

from viewer.foundation.resources import resource
from viewer.server.phantoms.deformation import Deformation
from viewer.server.phantoms.lesion_recipes import Lesions, Vector, number, vector
from viewer.server.phantoms.truth import NoduleCategory

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
            centre=vector(item["centre"]),
            diameter_mm=number(item["diameter_mm"]),
            category=NoduleCategory(str(item["category"])),
            site=str(item.get("site", "free")),
            shell_hu=number(item["shell_hu"]),
            core_hu=number(item.get("core_hu", item["shell_hu"])),
            core_fraction=number(item.get("core_fraction", 0.0)),
            axes=vector(item.get("axes", [1.0, 1.0, 1.0])),
            turn_degrees=number(item.get("turn_degrees", 0.0)),
            vessel=vector(item["vessel"]) if "vessel" in item else None,
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """One size of the phantom.

    `scale` shrinks the anatomy (not the nodules); `spacing_mm` is in the image plane, `step_mm`
    along the table; `top_mm` and `bottom_mm` are the table positions (z of the phantom's frame)
    that the stack covers at the gantry's centre; `offset` moves the phantom's frame into the
    patient's. `lesions` are those beside nodules; `follow_up` is how the patient lies at a second
    time point, for profiles that have one.
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
    lesions: Lesions
    follow_up: Deformation | None


def load_profile(name: str) -> Profile:
    """Return the profile `name`; raises KeyError when the recipe has none of that name."""
    document = json.loads(resource(_RECIPE).read_text("utf-8"))
    entry = document["profiles"][name]
    return Profile(
        name=name,
        scale=number(entry["scale"]),
        matrix=int(entry["matrix"]),
        spacing_mm=number(entry["spacing_mm"]),
        step_mm=number(entry["step_mm"]),
        top_mm=number(entry["top_mm"]),
        bottom_mm=number(entry["bottom_mm"]),
        offset=vector(entry["offset"]),
        tilt_degrees=number(entry["tilt_degrees"]),
        noise_hu=number(entry["noise_hu"]),
        seed=int(entry["seed"]),
        nodules=tuple(NoduleRecipe.read(item) for item in entry["nodules"]),
        lesions=Lesions.read(document["lesions"][entry["lesions"]])
        if "lesions" in entry
        else Lesions(),
        follow_up=_follow_up(entry),
    )


def _follow_up(entry: dict[str, object]) -> Deformation | None:
    moved = entry.get("follow_up")
    if not isinstance(moved, dict):
        return None
    return Deformation(
        offset=vector(entry["offset"]),
        scale=number(entry["scale"]),
        down_mm=number(moved["down_mm"]),
        forward_mm=number(moved["forward_mm"]),
        wide_mm=number(moved["wide_mm"]),
        turn_degrees=vector(moved["turn_degrees"]),
        shift_mm=vector(moved["shift_mm"]),
    )

"""Hip radiographs from the front, with femoral neck fractures of Garden's four types.

Garden RS, "Low-angle fixation in fractures of the femoral neck", J Bone Joint Surg Br 43-B, 1961:
I incomplete, the head tipped into valgus and impacted; II complete, not displaced; III complete,
partly displaced, the head in varus; IV completely displaced, the shaft high, the head back in line.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms import pelvis
from viewer.server.phantoms.projection import (
    HIP,
    PELVIS,
    ProjectionDescription,
    stored_values,
    write_projection,
)
from viewer.server.phantoms.radiograph import (
    REST,
    Exposure,
    Film,
    Motion,
    Points,
    mirrored,
    points,
    smooth,
)

Profile = Literal["standard", "small"]
Side = Literal["left", "right"]

_PIXEL_MM: Final[dict[Profile, float]] = {"standard": 0.25, "small": 1.0}
_MARGIN_MM: Final = 7.0
_SIGN: Final[dict[Side, int]] = {"left": 1, "right": -1}


class Garden(StrEnum):
    """Garden's type, in the letters of the gateway's document."""

    I = "v1"  # noqa: E741 - Garden's own numeral
    II = "v2"
    III = "v3"
    IV = "v4"


@dataclass(frozen=True, slots=True)
class Fracture:
    """A fracture to draw, and how sure a reader should be of it, 0 to 1."""

    side: Side
    garden: Garden
    value: float


@dataclass(frozen=True, slots=True)
class FractureTruth:
    """Where a fracture lies: x1, y1, x2, y2 in pixels, (0, 0) the top left corner of the image."""

    side: Side
    garden: Garden
    value: float
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class HipCase:
    """One radiograph: both hips, or one when `only` says so; no two have the same size."""

    name: str
    seed: int
    trim_mm: int
    fractures: tuple[Fracture, ...]
    marker: Literal["L", "R"] = "R"
    only: Side | None = None
    bits: int = 14
    inverted: bool = False


CASES: Final = (
    HipCase("intact", 11, 0, ()),
    HipCase("garden-1-right", 12, 2, (Fracture("right", Garden.I, 0.86),)),
    HipCase("garden-2-left", 13, 4, (Fracture("left", Garden.II, 0.91),), "L", bits=12),
    HipCase("garden-3-right", 14, 6, (Fracture("right", Garden.III, 0.97),), inverted=True),
    HipCase("garden-4-left", 15, 8, (Fracture("left", Garden.IV, 0.99),), "L"),
    HipCase(
        "both-sides",
        16,
        10,
        (Fracture("right", Garden.IV, 0.98), Fracture("left", Garden.II, 0.84)),
    ),
    HipCase("doubtful-left", 17, 12, (Fracture("left", Garden.I, 0.34),), "L"),
    HipCase(
        "single-left",
        18,
        14,
        (Fracture("left", Garden.III, 0.95),),
        "L",
        only="left",
        bits=12,
        inverted=True,
    ),
)

_MOTIONS: Final[dict[Garden, tuple[Motion, Motion]]] = {
    Garden.I: (Motion(pelvis.HEAD_CENTRE, 13.0, (1.5, 1.0)), Motion(shift=(-2.0, -2.0))),
    Garden.II: (REST, REST),
    Garden.III: (
        Motion(pelvis.HEAD_CENTRE, -21.0, (0.0, 0.0)),
        Motion((130.0, 40.0), 5.0, (4.0, -7.0)),
    ),
    Garden.IV: (
        Motion(pelvis.HEAD_CENTRE, -4.0, (0.0, 1.0)),
        Motion((130.0, 40.0), 7.0, (12.0, -24.0)),
    ),
}


def draw_hip(case: HipCase, profile: Profile = "standard") -> NDArray[np.uint16]:
    """Return the picture as MONOCHROME2 (rows, columns), bones bright."""
    exposure = Exposure(film_of(case, profile), case.seed)
    pelvis.soft_tissue(exposure)
    pelvis.spine(exposure)
    for side in _SIGN:
        pelvis.half_pelvis(exposure, _SIGN[side])
        broken = [fracture for fracture in case.fractures if fracture.side == side]
        if broken:
            _draw_fracture(exposure, broken[0])
        else:
            pelvis.whole_femur(exposure, _SIGN[side])
    edge = 176.0 if case.marker == "L" else -176.0
    place = (edge, -150.0 if case.only is None else -60.0)
    exposure.letter(case.marker, place)
    return exposure.developed(case.bits)


def write_hip(path: Path, case: HipCase, profile: Profile = "standard") -> NDArray[np.uint16]:
    """Write the picture as a DICOM file; returns what `draw_hip` does.

    It is stored the other way round when the case is inverted.
    """
    pixels = draw_hip(case, profile)
    write_projection(path, pixels, description_of(case, profile))
    return pixels


def stored_hip(case: HipCase, profile: Profile = "standard") -> NDArray[np.uint16]:
    """Return the values that the DICOM file holds."""
    return stored_values(draw_hip(case, profile), description_of(case, profile))


def picture_of(pixels: NDArray[np.uint16], bits: int) -> NDArray[np.uint8]:
    """Return a MONOCHROME2 picture in 8 bits."""
    return (pixels >> (bits - 8)).astype(np.uint8)


def fractures_in(case: HipCase, profile: Profile = "standard") -> tuple[FractureTruth, ...]:
    """Return where the fractures of a picture are, the patient's right first."""
    film = film_of(case, profile)
    return tuple(
        FractureTruth(item.side, item.garden, item.value, _box(film, item))
        for item in case.fractures
    )


def hip_data(case: HipCase, profile: Profile = "standard") -> dict[str, Json]:
    """Return the truth in the gateway's words."""
    fractures: list[Json] = [
        {"Boxes": list(item.box), "Value": item.value, "Tag": {"Label": item.garden.value}}
        for item in fractures_in(case, profile)
    ]
    return {"Fractures": fractures}


def film_of(case: HipCase, profile: Profile) -> Film:
    """Return the field of the detector, trimmed so that each case has a size of its own."""
    pixel = _PIXEL_MM[profile]
    width, height, left, top = 420 - case.trim_mm, 350, -210.0, -195.0
    if case.only is not None:
        width, height, top = 220 - case.trim_mm, 270, -100.0
        left = 8.0 if case.only == "left" else -8.0 - width
    return Film(round(width / pixel), round(height / pixel), pixel, left, top)


def description_of(case: HipCase, profile: Profile) -> ProjectionDescription:
    """Return the header of a case."""
    return ProjectionDescription(
        name=f"hip/{profile}/{case.name}",
        patient_id=f"PHANTOM-HIP-{case.seed}",
        patient_name="Kuan^Ti=髋^体",
        study="髋关节正位 PHANTOM",
        series=f"HIP AP {case.name.upper()}",
        region=PELVIS if case.only is None else HIP,
        view="AP",
        laterality={"left": "L", "right": "R", None: "B"}[case.only],
        orientation=("L", "F"),
        pixel_mm=_PIXEL_MM[profile],
        bits=case.bits,
        inverted=case.inverted,
    )


def _draw_fracture(exposure: Exposure, fracture: Fracture) -> None:
    side = _SIGN[fracture.side]
    head, shaft = _MOTIONS[fracture.garden]
    if fracture.garden is Garden.I:
        share = 0.45 if fracture.value < 0.5 else 1.0
        head = Motion(head.pivot, head.turn_degrees * share, head.shift)
        pelvis.broken_femur(exposure, side, head, shaft)
        upper = _cut(fracture)[: 5 if share == 1.0 else 3]
        exposure.stroke(mirrored(upper, side), 1.3, -0.30 * share)
        dense = mirrored(smooth(_cut(fracture)[2:-1], closed=False), side)
        exposure.stroke(dense - points((side * 1.5, 0.0)), 3.4, 0.12 * share)
        return
    if fracture.garden is Garden.II:
        pelvis.whole_femur(exposure, side)
        exposure.stroke(mirrored(_cut(fracture), side), 1.7, -0.34)
        return
    pelvis.broken_femur(exposure, side, head, shaft)


def _cut(fracture: Fracture) -> Points:
    """Return the fracture's line, where the shaft carries it; for x > 0."""
    _, shaft = _MOTIONS[fracture.garden]
    return shaft(pelvis.FRACTURE_LINE[1:-1])


def _box(film: Film, fracture: Fracture) -> tuple[float, float, float, float]:
    """Return the box around both sides of the break (pixels), with a margin."""
    head, shaft = _MOTIONS[fracture.garden]
    line = pelvis.FRACTURE_LINE[1:-1]
    both = mirrored(np.concatenate((head(line), shaft(line))), _SIGN[fracture.side])
    low, high = both.min(axis=0) - _MARGIN_MM, both.max(axis=0) + _MARGIN_MM
    corners = film.to_pixels(points((low[0], low[1]), (high[0], high[1])))
    (x1, y1), (x2, y2) = np.round(corners, 1).tolist()
    return (x1, y1, x2, y2)

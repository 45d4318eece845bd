"""Knee radiographs: every grade of Kellgren and Lawrence, a prosthesis and a lateral view.

Kellgren JH, Lawrence JS, "Radiological assessment of osteo-arthrosis", Ann Rheum Dis 16, 1957:
0 none; 1 doubtful narrowing, possible osteophytes; 2 definite osteophytes; 3 several osteophytes,
definite narrowing, some sclerosis; 4 large osteophytes, marked narrowing, severe sclerosis.
"""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms import knee
from viewer.server.phantoms.knee import JointState, Placed
from viewer.server.phantoms.projection import (
    KNEE,
    ProjectionDescription,
    stored_values,
    write_projection,
)
from viewer.server.phantoms.radiograph import Exposure, Film, points

Profile = Literal["standard", "small"]
Side = Literal["left", "right"]

_PIXEL_MM: Final[dict[Profile, float]] = {"standard": 0.2, "small": 0.8}
_APART_MM: Final = 88.0
_BOX_FRONT: Final = ((-52.0, -48.0), (52.0, 40.0))
_BOX_SIDE: Final = ((-60.0, -52.0), (44.0, 46.0))


class Grade(IntEnum):
    """What a knee shows, in the numbers of the gateway's document."""

    KL0 = 1
    KL1 = 2
    KL2 = 3
    KL3 = 4
    KL4 = 5
    OPERATED = 6
    LATERAL_VIEW = 7


@dataclass(frozen=True, slots=True)
class Knee:
    """A knee to draw, and how sure a reader should be of its grade, 0 to 1."""

    side: Side
    grade: Grade
    confidence: float


@dataclass(frozen=True, slots=True)
class KneeTruth:
    """A knee's place: x1, y1, x2, y2 in pixels, (0, 0) the top left corner of the image."""

    knee: Knee
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class KneeCase:
    """One radiograph of one knee or both; no two have the same size."""

    name: str
    seed: int
    trim_mm: int
    knees: tuple[Knee, ...]
    marker: Literal["L", "R"]
    bits: int = 12
    inverted: bool = False

    @property
    def is_lateral(self) -> bool:
        return self.knees[0].grade is Grade.LATERAL_VIEW


CASES: Final = (
    KneeCase(
        "healthy-pair",
        31,
        0,
        (Knee("right", Grade.KL0, 0.98), Knee("left", Grade.KL1, 0.71)),
        "R",
    ),
    KneeCase(
        "worn-pair",
        32,
        2,
        (Knee("right", Grade.KL2, 0.88), Knee("left", Grade.KL3, 0.93)),
        "L",
        bits=14,
        inverted=True,
    ),
    KneeCase(
        "severe-pair",
        33,
        4,
        (Knee("right", Grade.KL4, 0.99), Knee("left", Grade.KL2, 0.64)),
        "R",
    ),
    KneeCase(
        "operated-pair",
        34,
        6,
        (Knee("right", Grade.OPERATED, 0.99), Knee("left", Grade.KL3, 0.9)),
        "R",
        bits=14,
    ),
    KneeCase("single-left", 35, 8, (Knee("left", Grade.KL4, 0.97),), "L"),
    KneeCase("lateral-right", 36, 10, (Knee("right", Grade.LATERAL_VIEW, 0.99),), "R"),
)

_STATES: Final[dict[Grade, JointState]] = {
    Grade.KL0: JointState(5.2, 5.4),
    Grade.KL1: JointState(4.6, 5.3, spur=1.6),
    Grade.KL2: JointState(4.2, 5.2, spur=4.2, sclerosis=0.15),
    Grade.KL3: JointState(2.4, 5.0, spur=6.0, sclerosis=0.55),
    Grade.KL4: JointState(0.1, 5.6, spur=9.0, sclerosis=1.0, cysts=True),
}


def draw_knees(case: KneeCase, profile: Profile = "standard") -> NDArray[np.uint16]:
    """Return the picture as MONOCHROME2 (rows, columns), bones bright."""
    exposure = Exposure(film_of(case, profile), case.seed)
    for item in case.knees:
        place = _place(case, item)
        if item.grade is Grade.LATERAL_VIEW:
            knee.leg_from_side(exposure, place)
            knee.knee_from_side(exposure, place)
            continue
        knee.leg(exposure, place)
        if item.grade is Grade.OPERATED:
            knee.operated_knee(exposure, place)
        else:
            knee.worn_knee(exposure, place, _STATES[item.grade])
    exposure.letter(case.marker, _marker_place(case))
    return exposure.developed(case.bits)


def write_knees(path: Path, case: KneeCase, profile: Profile = "standard") -> None:
    """Write the picture as a DICOM file, stored the other way round when the case is inverted."""
    write_projection(path, draw_knees(case, profile), description_of(case, profile))


def stored_knees(case: KneeCase, profile: Profile = "standard") -> NDArray[np.uint16]:
    """Return the values that the DICOM file holds."""
    return stored_values(draw_knees(case, profile), description_of(case, profile))


def knees_in(case: KneeCase, profile: Profile = "standard") -> tuple[KneeTruth, ...]:
    """Return where the knees of a picture are, the patient's right first."""
    film = film_of(case, profile)
    return tuple(KneeTruth(item, _box(film, _place(case, item), case)) for item in case.knees)


def knee_data(case: KneeCase, profile: Profile = "standard") -> dict[str, Json]:
    """Return the truth in the gateway's words."""
    detections: list[Json] = [
        {"Detections": [*truth.box, truth.knee.confidence, int(truth.knee.grade)]}
        for truth in knees_in(case, profile)
    ]
    return {"KLDetections": detections}


def film_of(case: KneeCase, profile: Profile) -> Film:
    """Return the field of the detector, trimmed so that each case has a size of its own."""
    pixel = _PIXEL_MM[profile]
    width = (360 if len(case.knees) == 2 else 200) - case.trim_mm
    left = -width / 2 + (12.0 if case.is_lateral else 0.0)
    return Film(round(width / pixel), round(260 / pixel), pixel, left, -140.0)


def description_of(case: KneeCase, profile: Profile) -> ProjectionDescription:
    """Return the header of a case."""
    only = case.knees[0].side[0].upper() if len(case.knees) == 1 else "B"
    return ProjectionDescription(
        name=f"knee/{profile}/{case.name}",
        patient_id=f"PHANTOM-KNEE-{case.seed}",
        patient_name="Xi^Ti=膝^体",
        study="膝关节 PHANTOM",
        series=f"KNEE {'LATERAL' if case.is_lateral else 'AP'} {case.name.upper()}",
        region=KNEE,
        view="LATERAL" if case.is_lateral else "AP",
        laterality=only,
        orientation=("P", "F") if case.is_lateral else ("L", "F"),
        pixel_mm=_PIXEL_MM[profile],
        bits=case.bits,
        inverted=case.inverted,
    )


def _place(case: KneeCase, item: Knee) -> Placed:
    """Seen from the front, the patient's left knee is on the image's right."""
    side = 1 if item.side == "left" or case.is_lateral else -1
    apart = _APART_MM if len(case.knees) == 2 else 0.0
    return Placed(side, (side * apart, 0.0))


def _marker_place(case: KneeCase) -> tuple[float, float]:
    if case.is_lateral:
        return (-66.0, -112.0)
    reach = 160.0 if len(case.knees) == 2 else 82.0
    return (reach if case.marker == "L" else -reach, -112.0)


def _box(film: Film, place: Placed, case: KneeCase) -> tuple[float, float, float, float]:
    corners = points(*(_BOX_SIDE if case.is_lateral else _BOX_FRONT))
    pixels = film.to_pixels(place(corners))
    (x1, y1), (x2, y2) = np.round((pixels.min(axis=0), pixels.max(axis=0)), 1).tolist()
    return (x1, y1, x2, y2)

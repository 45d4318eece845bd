"""Lumbar MR studies: three sagittal series of the same slices, with known states at each level.

Slices are numbered along their normal, from the patient's left to the right. A place is given as
a point (voxel index of column and row; 0 is the centre of the first voxel), with or without the
slice's index (from 0, in that order), or as a box (pixels, (0, 0) the top left corner): the
three forms that the gateway is known to use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms import mr_series
from viewer.server.phantoms.lumbar_slice import Patient, paint_slice
from viewer.server.phantoms.lumbar_spine import (
    SACRAL,
    Disc,
    DiscState,
    Vertebra,
    VertebraState,
    build_spine,
)
from viewer.server.phantoms.radiograph import Film, Points
from viewer.server.phantoms.tissue import Canvas

Profile = Literal["standard", "small"]

SLICES: Final = 21
SEQUENCES: Final = (mr_series.T2, mr_series.T1, mr_series.STIR)
MIDDLE_SLICE: Final = SLICES // 2
_STEP_MM: Final = 4.0
_THICKNESS_MM: Final = 3.5
_FIELD_MM: Final = 300.0
_LEFT_MM: Final = -118.0
_TOP_MM: Final = -155.0
_MATRIX: Final[dict[Profile, int]] = {"standard": 320, "small": 128}
_OFFSET: Final = (2.5, -18.0, -412.0)
_NOISE: Final = 13.0


class PlaceForm(Enum):
    """How a place is written; the value is the count of its numbers."""

    POINT = 2
    POINT_ON_SLICE = 3
    BOX = 4


@dataclass(frozen=True, slots=True)
class LevelTruth:
    """A disc or a vertebra: its name, its states in the gateway's letters, its place."""

    name: str
    states: tuple[str, ...]
    location: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LumbarCase:
    """One patient; no two have images of the same size (`trim` is in 64ths of the field)."""

    name: str
    seed: int
    trim: int
    discs: Mapping[str, frozenset[DiscState]]
    vertebrae: Mapping[str, VertebraState]
    disc_heights: Mapping[str, float]
    wedged: Mapping[str, float]
    disc_form: PlaceForm
    vertebra_form: PlaceForm

    def patient(self) -> Patient:
        """Return the anatomy to paint."""
        spine = build_spine(self.disc_heights, self.wedged)
        return Patient(spine, self.discs, self.vertebrae)


CASES: Final = (
    LumbarCase(
        name="degenerated",
        seed=51,
        trim=0,
        discs={
            "T12-L1": frozenset({DiscState.SCHMORL}),
            "L2-L3": frozenset({DiscState.DEGENERATED}),
            "L3-L4": frozenset({DiscState.DEGENERATED, DiscState.BULGE}),
            "L4-L5": frozenset({DiscState.DEGENERATED, DiscState.PROTRUDED}),
            "L5-S1": frozenset({DiscState.DEGENERATED, DiscState.EXTRUDED}),
        },
        vertebrae={"L5": VertebraState.DEGENERATED, "S1": VertebraState.DEGENERATED},
        disc_heights={"L2-L3": 0.85, "L3-L4": 0.8, "L4-L5": 0.75, "L5-S1": 0.6},
        wedged={},
        disc_form=PlaceForm.POINT_ON_SLICE,
        vertebra_form=PlaceForm.POINT,
    ),
    LumbarCase(
        name="wedged",
        seed=52,
        trim=4,
        discs={
            "L4-L5": frozenset({DiscState.DEGENERATED, DiscState.ASYMMETRIC_BULGE}),
            "L5-S1": frozenset({DiscState.DEGENERATED, DiscState.OTHER}),
        },
        vertebrae={"L1": VertebraState.OTHER},
        disc_heights={"L4-L5": 0.85, "L5-S1": 0.8},
        wedged={"L1": 0.66},
        disc_form=PlaceForm.BOX,
        vertebra_form=PlaceForm.POINT_ON_SLICE,
    ),
)


def draw_lumbar(case: LumbarCase, profile: Profile = "standard") -> NDArray[np.uint16]:
    """Return the stored values (sequence, slice, row, column), in the order of SEQUENCES."""
    film, patient = film_of(case, profile), case.patient()
    rng = np.random.default_rng(case.seed)
    slices = []
    for index in range(SLICES):
        canvas = Canvas(film)
        paint_slice(canvas, patient, slice_x(index))
        slices.append(canvas.measured(rng, _NOISE))
    return np.stack(slices, axis=1)


def write_lumbar(folder: Path, case: LumbarCase, profile: Profile = "standard") -> tuple[Path, ...]:
    """Write the three series, each into a folder of its own; returns the folders."""
    volumes = draw_lumbar(case, profile)
    film = film_of(case, profile)
    folders = []
    for sequence, volume in zip(SEQUENCES, volumes, strict=True):
        kind = sequence.name.split(" ", maxsplit=1)[0].lower()
        description = mr_series.SeriesDescription(
            name=f"lumbar/{profile}/{case.name}/{kind}",
            study=f"lumbar/{profile}/{case.name}",
            patient_id=f"PHANTOM-LUMBAR-{case.seed}",
            patient_name="Yao^Ti=腰^体",
            sequence=sequence,
            pixel_mm=film.pixel_mm,
            thickness_mm=_THICKNESS_MM,
            step_mm=_STEP_MM,
        )
        positions = [position_of(film, index) for index in range(SLICES)]
        mr_series.write_series(folder / kind, description, volume, positions)
        folders.append(folder / kind)
    return tuple(folders)


def slice_x(index: int) -> float:
    """Return a slice's distance (mm) to the left of the middle of the body."""
    return (MIDDLE_SLICE - index) * _STEP_MM


def position_of(film: Film, index: int) -> tuple[float, float, float]:
    """Return the centre of a slice's first voxel (mm, LPS)."""
    half = film.pixel_mm / 2
    return (
        slice_x(index) + _OFFSET[0],
        film.left_mm + half + _OFFSET[1],
        -(film.top_mm + half) + _OFFSET[2],
    )


def film_of(case: LumbarCase, profile: Profile) -> Film:
    """Return the field of a slice."""
    rows = _MATRIX[profile]
    columns = rows - rows * case.trim // 64
    return Film(columns, rows, _FIELD_MM / rows, _LEFT_MM, _TOP_MM)


def discs_in(case: LumbarCase, profile: Profile = "standard") -> tuple[LevelTruth, ...]:
    """Return the discs from T11-T12 to L5-S1."""
    film, patient = film_of(case, profile), case.patient()
    return tuple(
        LevelTruth(
            disc.name,
            tuple(sorted(patient.disc_states(disc))),
            _disc_place(film, disc, patient.disc_states(disc), case.disc_form),
        )
        for disc in patient.spine.discs
        if disc.above.name != "T10" and disc.below.name not in SACRAL
    )


def vertebrae_in(case: LumbarCase, profile: Profile = "standard") -> tuple[LevelTruth, ...]:
    """Return the vertebrae from T11 to S1."""
    film, patient = film_of(case, profile), case.patient()
    return tuple(
        LevelTruth(
            body.name,
            (patient.vertebra_state(body),),
            _vertebra_place(film, body, case.vertebra_form),
        )
        for body in patient.spine.vertebrae
        if body.name != "T10" and body.name not in SACRAL
    )


def lumbar_data(case: LumbarCase, profile: Profile = "standard") -> dict[str, Json]:
    """Return the truth in the gateway's words."""
    discs = [_level(truth) for truth in discs_in(case, profile)]
    vertebrae = [_level(truth) for truth in vertebrae_in(case, profile)]
    return {"Discs": discs, "Vertebras": vertebrae}


def _level(truth: LevelTruth) -> Json:
    return {
        "Identification": truth.name,
        "Disease": ",".join(truth.states),
        "Location": list(truth.location),
    }


def _disc_place(
    film: Film, disc: Disc, states: frozenset[DiscState], form: PlaceForm
) -> tuple[float, ...]:
    is_aside = DiscState.ASYMMETRIC_BULGE in states
    if form is PlaceForm.BOX:
        return _box(film, disc.outline(slice_x(MIDDLE_SLICE), 1.5))
    slice_index = MIDDLE_SLICE - 2 if is_aside else MIDDLE_SLICE
    return _point(film, disc.centre, form, slice_index)


def _vertebra_place(film: Film, body: Vertebra, form: PlaceForm) -> tuple[float, ...]:
    if form is PlaceForm.BOX:
        return _box(film, body.outline(0.0))
    return _point(film, np.array(body.centre), form, MIDDLE_SLICE)


def _point(film: Film, place: Points, form: PlaceForm, slice_index: int) -> tuple[float, ...]:
    column, row = np.round(film.to_pixels(place) - 0.5, 1).tolist()
    return (column, row) if form is PlaceForm.POINT else (column, row, slice_index)


def _box(film: Film, outline: Points) -> tuple[float, ...]:
    pixels = film.to_pixels(outline)
    (x1, y1), (x2, y2) = np.round((pixels.min(axis=0), pixels.max(axis=0)), 1).tolist()
    return (x1, y1, x2, y2)

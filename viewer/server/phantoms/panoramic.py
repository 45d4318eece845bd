"""Dental panoramic radiographs: an adult's and a child's teeth, treated, replaced and impacted.

The picture is looked at as a panoramic is: the patient's right on the left. `mirrored` is a film
that lies the wrong way round; the service numbers its teeth for the patient all the same, so that
the first quadrant is on the right of the picture.
"""

from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms import panoramic_jaws as jaws
from viewer.server.phantoms.panoramic_cases import CASES, PanoramicCase
from viewer.server.phantoms.panoramic_drawing import draw_tooth
from viewer.server.phantoms.panoramic_teeth import Tooth, crest, teeth_of
from viewer.server.phantoms.panoramic_truth import Reader
from viewer.server.phantoms.projection import (
    JAW,
    ProjectionDescription,
    projection_dataset,
)
from viewer.server.phantoms.radiograph import Exposure, Film

__all__ = [
    "CASES",
    "PanoramicCase",
    "Profile",
    "draw_panoramic",
    "film_of",
    "panoramic_data",
    "stored_panoramic",
    "teeth_in",
    "write_panoramic",
]

Profile = Literal["standard", "small"]

_PIXEL_MM: Final[dict[Profile, float]] = {"standard": 0.125, "small": 0.45}
_BITS: Final = 12
_EDGE_MM: Final = 1.6
_FOG: Final = np.float32(0.07)


def draw_panoramic(case: PanoramicCase, profile: Profile = "standard") -> NDArray[np.uint8]:
    """Return the picture (rows, columns), teeth bright: what a full window makes of the file."""
    stored = stored_panoramic(case, profile).astype(np.uint32)
    # Rounded to the nearest: 4095 is 273 times 15, and 255 is 17 times 15.
    picture: NDArray[np.uint8] = ((stored * 34 + 273) // 546).astype(np.uint8)
    return picture


def stored_panoramic(case: PanoramicCase, profile: Profile = "standard") -> NDArray[np.uint16]:
    """Return the values (rows, columns) of 12 bits that the DICOM file holds, MONOCHROME2."""
    film = film_of(case, profile)
    exposure = Exposure(film, case.seed)
    teeth = teeth_in(case)
    jaws.face(exposure)
    jaws.airways(exposure)
    jaws.upper_jaw(exposure, crest(teeth, upper=True), case.short_mm)
    jaws.lower_jaw(exposure, crest(teeth, upper=False), case.short_mm)
    for tooth in teeth:
        draw_tooth(exposure, tooth)
    jaws.ghosts(exposure)
    exposure.letter("R", (film.left_mm + 13.0, -24.0), 9.0)
    values = _toned(exposure.developed(_BITS))
    _collimate(values, film)
    return np.ascontiguousarray(values[:, ::-1]) if case.is_mirrored else values


def teeth_in(case: PanoramicCase) -> tuple[Tooth, ...]:
    """Return the teeth of a patient where they stand in the film (mm), never mirrored."""
    return teeth_of(case.rows, case.missing, case.moves, case.ailments)


def write_panoramic(
    path: Path, case: PanoramicCase, profile: Profile = "standard"
) -> NDArray[np.uint16]:
    """Write the film as a DICOM file of modality PX; returns the values that it holds.

    Panoramics have the attributes of Digital X-Ray (PS3.3 A.26). They have no Pixel Spacing: how
    much is magnified differs from place to place, so only the detector's own spacing is known.
    """
    values = stored_panoramic(case, profile)
    data = projection_dataset(values, _description(case, profile))
    data.Modality = "PX"
    for absent in (
        "PixelSpacing",
        "PixelSpacingCalibrationType",
        "PixelSpacingCalibrationDescription",
        "EstimatedRadiographicMagnificationFactor",
        "ViewPosition",
    ):
        delattr(data, absent)
    data.ImagerPixelSpacing = [f"{_PIXEL_MM[profile]:g}"] * 2
    data.PatientBirthDate = f"{2024 - case.age}0301"
    data.PatientAge = f"{case.age:03d}Y"
    data.KVP = "68"
    data.WindowCenter, data.WindowWidth = str(2 ** (_BITS - 1)), str(2**_BITS)
    path.parent.mkdir(parents=True, exist_ok=True)
    data.save_as(path, enforce_file_format=True)
    return values


def panoramic_data(case: PanoramicCase, profile: Profile = "standard") -> dict[str, Json]:
    """Return the truth in the dental service's words; pixels, (0, 0) the top left corner."""
    reader = Reader(film_of(case, profile), mirrored=case.is_mirrored)
    outlines = dict(case.outlines)
    teeth: list[Json] = [
        reader.tooth(tooth, _confidence(tooth.fdi), outlines.get(tooth.fdi, "polygon"))
        for tooth in teeth_in(case)
    ]
    return {"teeth": teeth, "image_level_diseases": []}


def film_of(case: PanoramicCase, profile: Profile) -> Film:
    """Return the field of the detector, trimmed so that each case has a size of its own."""
    pixel = _PIXEL_MM[profile]
    width = 284 - case.trim_mm
    return Film(round(width / pixel), round(146 / pixel), pixel, -width / 2, -80.0)


def _description(case: PanoramicCase, profile: Profile) -> ProjectionDescription:
    return ProjectionDescription(
        name=f"panoramic/{profile}/{case.name}",
        patient_id=f"PHANTOM-PX-{case.seed}",
        patient_name="Ya^Ti=牙^体",
        study="口腔全景 PHANTOM",
        series=f"PANORAMIC {case.name.upper()}",
        region=JAW,
        view="",
        laterality="U",
        orientation=("R" if case.is_mirrored else "L", "F"),
        pixel_mm=_PIXEL_MM[profile],
        bits=_BITS,
    )


def _toned(values: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Brighten bone as the makers of panoramic machines do, without burning out metal."""
    highest = 2**_BITS - 1
    share = values.astype(np.float32) / np.float32(highest)
    dark = 1.0 - np.maximum(share - _FOG, 0.0) / np.float32(1.0 - _FOG)
    root = np.sqrt(dark)
    # To the power of 1.75 by operations that give the same on every machine.
    bright = (1.0 - dark * root * np.sqrt(root)) * highest
    toned: NDArray[np.uint16] = np.rint(bright).astype(np.uint16)
    return toned


def _collimate(values: NDArray[np.uint16], film: Film) -> None:
    """Leave dark what the collimator's slit does not reach."""
    margin = round(_EDGE_MM / film.pixel_mm)
    for band in (np.s_[:margin], np.s_[-margin:], np.s_[:, :margin], np.s_[:, -margin:]):
        values[band] //= 24


def _confidence(fdi: str) -> float:
    """A made-up reader's certainty that the tooth is there and has that number."""
    return round(0.86 + 0.01 * (int(fdi) * 7 % 13), 2)

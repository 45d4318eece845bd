"""Lateral cephalograms: films of the head from the side, drawn from their landmarks.

The patient faces right, but in the one film that is turned over. A metal ruler stands upright in
front of the forehead in the median plane, where the landmarks lie too: 11 marks, 10 mm apart, the
first 74 mm above the sella and the last 26 mm below it, give the film's true scale, whatever the
header says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms.cephalogram_anatomy import (
    RULER_LENGTH_MM,
    RULER_TOP,
    draw_head,
    draw_holder,
)
from viewer.server.phantoms.cephalogram_face import Face
from viewer.server.phantoms.cephalogram_names import SPOKEN
from viewer.server.phantoms.cephalogram_points import FACES, FaceName, Place
from viewer.server.phantoms.cephalogram_teeth import draw_teeth
from viewer.server.phantoms.projection import (
    SKULL,
    Patient,
    ProjectionDescription,
    Spacing,
    write_projection,
)
from viewer.server.phantoms.radiograph import Exposure, Film, points

Profile = Literal["standard", "small"]

BITS: Final = 12
_DETECTOR_MM: Final[dict[Profile, float]] = {"standard": 0.132, "small": 0.528}
# Heads are shown brighter than limbs: the skin's profile must be seen beside the bones.
_TONES: Final = np.rint((np.arange(2**BITS) / (2**BITS - 1)) ** 0.66 * (2**BITS - 1)).astype(
    np.uint16
)
_WIDTH_MM: Final = 194.0
_HEIGHT_MM: Final = 240.0
_LEFT_MM: Final = -80.0
_TOP_MM: Final = -106.0


_WOMAN: Final = Patient("20000118", "024Y", "F")
_MAN: Final = Patient("20010730", "022Y", "M")
_GIRL: Final = Patient("20120406", "012Y", "F")


@dataclass(frozen=True, slots=True)
class CephalogramCase:
    """One film; no two have the same size.

    `magnification` is how much larger the median plane is on the detector; `missing` are the
    codes of the landmarks that the service does not find.
    """

    name: str
    seed: int
    face: FaceName
    trim_mm: float
    magnification: float = 1.1
    missing: tuple[str, ...] = ()
    is_turned: bool = False
    patient: Patient = _WOMAN
    spacing: Spacing = Spacing.CALIBRATED


CASES: Final = (
    CephalogramCase("class-1", 71, "class-1", 0.0),
    CephalogramCase("class-2", 72, "class-2", 2.0, patient=_GIRL, spacing=Spacing.DETECTOR),
    CephalogramCase("class-3", 73, "class-3", 4.0, patient=_MAN, spacing=Spacing.NONE),
    CephalogramCase("left-facing", 74, "class-1", 6.0, is_turned=True),
    CephalogramCase("missing", 75, "class-1", 8.0, missing=("ANS", "Co")),
    CephalogramCase("magnified", 76, "class-1", 10.0, 1.2, spacing=Spacing.DETECTOR),
)


def draw_cephalogram(case: CephalogramCase, profile: Profile = "standard") -> NDArray[np.uint8]:
    """Return the film as a picture of 8 bits (rows, columns), bones bright."""
    return picture_of(draw_film(case, profile))


def draw_film(case: CephalogramCase, profile: Profile = "standard") -> NDArray[np.uint16]:
    """Return the film in 12 bits, MONOCHROME2 (rows, columns), bones bright."""
    exposure = Exposure(film_of(case, profile), case.seed)
    face = Face(FACES[case.face])
    draw_head(exposure, face)
    draw_teeth(exposure, face)
    draw_holder(exposure, face)
    pixels = _TONES[exposure.developed(BITS)]
    return np.ascontiguousarray(pixels[:, ::-1]) if case.is_turned else pixels


def write_cephalogram(
    path: Path, case: CephalogramCase, profile: Profile = "standard"
) -> NDArray[np.uint16]:
    """Write the film as a DICOM file; returns what `draw_film` does."""
    pixels = draw_film(case, profile)
    write_projection(path, pixels, description_of(case, profile))
    return pixels


def picture_of(pixels: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Return the film in 8 bits: its whole range, as the header's window shows it, rounded."""
    shown: NDArray[np.uint8] = np.rint(pixels * (255 / (2**BITS - 1))).astype(np.uint8)
    return shown


def cephalometric_data(case: CephalogramCase, profile: Profile = "standard") -> dict[str, Json]:
    """Return the truth in the dental service's words (its document, 6.5), in pixels."""
    found = landmarks_in(case, profile)
    landmarks: list[Json] = []
    for index, spoken in enumerate(SPOKEN):
        place = found.get(spoken.code)
        landmarks.append(
            {
                "index": index,
                "name": spoken.name,
                "definition_zh": spoken.definition_zh,
                "x": place[0] if place else None,
                "y": place[1] if place else None,
                "valid": place is not None,
            }
        )
    return {"teeth": [], "landmarks": landmarks, "image_level_diseases": []}


def landmarks_in(
    case: CephalogramCase, profile: Profile = "standard"
) -> Mapping[str, tuple[float, float]]:
    """Return where the found landmarks lie by their codes.

    In pixels, (0, 0) the top left corner of the image, to a hundredth.
    """
    return {
        code: _pixel(case, profile, place)
        for code, place in FACES[case.face].items()
        if code not in case.missing
    }


def true_scale(case: CephalogramCase, profile: Profile = "standard") -> float:
    """Return the mm of the median plane that a pixel shows, across and down."""
    return _DETECTOR_MM[profile] / case.magnification


def ruler_ends(
    case: CephalogramCase, profile: Profile = "standard"
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the ruler's first and last mark in pixels, 100 mm apart: where they meet its edge.

    It is the edge towards the face; the marks are lines of 0.8 mm whose middle is meant.
    """
    x, y = RULER_TOP
    return _pixel(case, profile, (x, y)), _pixel(case, profile, (x, y + RULER_LENGTH_MM))


def film_of(case: CephalogramCase, profile: Profile) -> Film:
    """Return the field in the median plane, trimmed so that each case has a size of its own."""
    detector, enlarged = _DETECTOR_MM[profile], case.magnification / 1.1
    width, height = _WIDTH_MM - case.trim_mm, _HEIGHT_MM
    return Film(
        round(width / detector * 1.1),
        round(height / detector * 1.1),
        true_scale(case, profile),
        _LEFT_MM + case.trim_mm + width * (1.0 - 1.0 / enlarged) * 0.9,
        _TOP_MM + height * (1.0 - 1.0 / enlarged) * 0.55,
    )


def description_of(case: CephalogramCase, profile: Profile) -> ProjectionDescription:
    """Return the header of a case; its window shows the whole range, as `picture_of` does."""
    return ProjectionDescription(
        name=f"cephalogram/{profile}/{case.name}",
        patient_id=f"PHANTOM-CEPH-{case.seed}",
        patient_name="Ce^Wei=侧^位",
        study="头影测量侧位 PHANTOM",
        series=f"CEPH LATERAL {case.name.upper()}",
        region=SKULL,
        view="LL",
        laterality="U",
        orientation=("P" if case.is_turned else "A", "F"),
        pixel_mm=true_scale(case, profile),
        bits=BITS,
        patient=case.patient,
        spacing=case.spacing,
        magnification=case.magnification,
        window=(0.5, 1.0),
    )


def _pixel(case: CephalogramCase, profile: Profile, place: Place) -> tuple[float, float]:
    film = film_of(case, profile)
    x, y = np.round(film.to_pixels(points(place))[0], 2).tolist()
    return (round(film.columns - x, 2) if case.is_turned else x, y)

"""The courses of the coronary arteries over the heart, in fat, and calcium along them."""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms import anatomy
from viewer.server.phantoms.lesion_recipes import PlaqueRecipe
from viewer.server.phantoms.lesion_shapes import Capsule
from viewer.server.phantoms.vessels import Segment

Point = NDArray[np.float64]
AORTA_NAME: Final = "aorta"
_FAT_HU: Final = -85.0
_BLOOD_HU: Final = 40.0
_FAT_MM: Final = 5.2
_LUMEN_MM: Final = 2.0
_DEPTH: Final = 0.915
_STEPS: Final = 14
_AORTA_LEVELS: Final = (-100.0, 80.0)

# Directions from the heart's centre (LPS): ostium, then along the grooves between its chambers.
_COURSES: Final[dict[str, tuple[tuple[float, float, float], ...]]] = {
    "LM-LAD": ((0.18, -0.50, 0.85), (0.42, -0.86, 0.30), (0.66, -0.66, -0.36)),
    "LCX": ((0.30, -0.36, 0.88), (0.80, 0.10, 0.58), (0.86, 0.50, -0.10), (0.55, 0.80, -0.25)),
    "RCA": ((-0.22, -0.66, 0.72), (-0.86, -0.48, 0.16), (-0.84, -0.10, -0.54), (-0.2, 0.5, -0.84)),
}


def course_point(vessel: str, share: float) -> Point:
    """Return the point (mm, adult, LPS of the phantom's frame) at a share of a vessel's length."""
    if vessel == AORTA_NAME:
        low, high = _AORTA_LEVELS
        wall = anatomy.AORTA_RADIUS - 2.5
        return np.array(
            [
                anatomy.AORTA[0] + 0.8 * wall,
                anatomy.AORTA[1] + 0.6 * wall,
                low + share * (high - low),
            ]
        )
    ways = np.array(_COURSES[vessel])
    place = min(max(share, 0.0), 1.0) * (len(ways) - 1)
    first = min(int(place), len(ways) - 2)
    part = place - first
    # Catmull-Rom through the directions, so that the course has no corners.
    before, after = ways[max(first - 1, 0)], ways[min(first + 2, len(ways) - 1)]
    start, end = ways[first], ways[first + 1]
    way = 0.5 * (
        2.0 * start
        + (end - before) * part
        + (2.0 * before - 5.0 * start + 4.0 * end - after) * part**2
        + (3.0 * start - before - 3.0 * end + after) * part**3
    )
    way /= np.linalg.norm(way)
    point: Point = np.array(anatomy.HEART_CENTRE) + _DEPTH * np.array(anatomy.HEART) * way
    return point


def arteries(scale: float) -> list[Capsule]:
    """Return the fat around the arteries, then the arteries."""
    return [
        *_along(scale, _FAT_MM * scale, _FAT_HU),
        *_along(scale, _LUMEN_MM * scale, _BLOOD_HU),
    ]


def plaque(recipe: PlaqueRecipe, scale: float) -> Capsule:
    """Return the calcium of one entry of the recipe."""
    centre = course_point(recipe.vessel, recipe.at) * scale
    way = course_point(recipe.vessel, recipe.at + 0.01) - course_point(
        recipe.vessel, recipe.at - 0.01
    )
    half = way / np.linalg.norm(way) * max(0.05, recipe.length_mm / 2)
    return Capsule(
        Segment(centre - half, centre + half, recipe.radius_mm, recipe.radius_mm), recipe.peak_hu
    )


def _along(scale: float, radius: float, value_hu: float) -> list[Capsule]:
    found = []
    for vessel in _COURSES:
        points = [course_point(vessel, step / _STEPS) * scale for step in range(_STEPS + 1)]
        found += [
            Capsule(Segment(start, end, radius, radius), value_hu)
            for start, end in pairwise(points)
        ]
    return found

"""Agatston's formula once more, from the recipe's numbers and NumPy alone.

Neither the phantom's painter nor its table of scores has a part in it: plaques are capsules in the
fat around an artery, sampled finely through the thickness of each slice.
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

from viewer.server.methods.calcium import score_calcium
from viewer.server.methods.scan import Scan

RECIPE = Path(__file__).parents[3] / "resources" / "phantoms" / "chest_ct.json"
HEART, CENTRE = np.array([58.0, 48.0, 58.0]), np.array([18.0, -22.0, -52.0])
COURSES = {
    "LM-LAD": ((0.18, -0.50, 0.85), (0.42, -0.86, 0.30), (0.66, -0.66, -0.36)),
    "LCX": ((0.30, -0.36, 0.88), (0.80, 0.10, 0.58), (0.86, 0.50, -0.10), (0.55, 0.80, -0.25)),
    "RCA": ((-0.22, -0.66, 0.72), (-0.86, -0.48, 0.16), (-0.84, -0.10, -0.54), (-0.2, 0.5, -0.84)),
}
FINE_MM = 0.15


def on_heart(vessel: str, share: float) -> np.ndarray:
    """Return a point (mm, adult) of an artery's course, as a Catmull-Rom spline of directions."""
    ways = [np.array(way) for way in COURSES[vessel]]
    place = share * (len(ways) - 1)
    first = min(int(place), len(ways) - 2)
    t = place - first
    a, b, c, d = (ways[min(max(first + n, 0), len(ways) - 1)] for n in (-1, 0, 1, 2))
    way = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * b - a - 3 * c + d)))
    return CENTRE + 0.915 * HEART * way / np.linalg.norm(way)


def factor(peak: float) -> int:
    return sum(peak >= level for level in (130.0, 200.0, 300.0, 400.0))


def plaque_scores(item: dict, scale: float, top: float, step: float) -> tuple[float, float]:
    """Return the Agatston and the volume score (mm³) of one capsule."""
    centre = scale * on_heart(item["vessel"], item["at"])
    before, after = (on_heart(item["vessel"], item["at"] + away) for away in (-0.01, 0.01))
    way = (after - before) / np.linalg.norm(after - before)
    half, radius = item["length_mm"] / 2, item["radius_mm"]
    reach = half + radius + 1.0
    x, y = np.meshgrid(*[np.arange(-reach, reach, FINE_MM)] * 2)
    agatston = volume = 0.0
    lowest, highest = ((top - centre[2] + sign * (reach + step)) / step for sign in (-1, 1))
    for index in range(int(np.ceil(lowest)), int(highest) + 1):
        edges = top - index * step - centre[2] + step * np.linspace(-0.5, 0.5, 5)
        image = np.zeros_like(x)
        for low, high in pairwise(edges):
            z = (low + high) / 2
            along = x * way[0] + y * way[1] + z * way[2]
            aside = np.clip(along, -half, half)
            away = np.sqrt(sum((v - aside * w) ** 2 for v, w in zip((x, y, z), way, strict=True)))
            axis = np.sqrt(x**2 + y**2 + z**2 - along**2)
            around = np.where(axis < 2.0 * scale, 40.0, -85.0)
            share = np.clip(0.5 - (away - radius) / 0.8, 0.0, 1.0)
            image += (around + share * (item["peak_hu"] - around)) / 4
        labels, count = ndimage.label(image >= 130.0)
        for label in range(1, count + 1):
            area = np.count_nonzero(labels == label) * FINE_MM**2
            if area >= 1.0:
                agatston += area * factor(image[labels == label].max()) * step / 3.0
                volume += area * step
    return agatston, volume


def test_the_scores_are_within_a_twentieth_of_the_analytic_ones(screening_scan: Scan) -> None:
    document = json.loads(RECIPE.read_text(encoding="utf-8"))
    profile = document["profiles"]["small-screening"]
    plaques = [
        item for item in document["lesions"]["screening"]["plaques"] if item["vessel"] in COURSES
    ]
    scores = [
        plaque_scores(item, profile["scale"], profile["top_mm"], profile["step_mm"])
        for item in plaques
    ]

    found = score_calcium(screening_scan)

    assert len(found.lesions) == len(plaques) == 8
    assert found.score == pytest.approx(sum(score for score, _ in scores), rel=0.05)
    assert found.volume_mm3 == pytest.approx(sum(volume for _, volume in scores), rel=0.05)

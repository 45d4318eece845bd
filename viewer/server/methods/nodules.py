"""Lung nodules in a CT scan: a classical reference method, not for diagnosis.

The chain is that of computer-aided detection before learned features, as reviewed by Messay, Hardie
and Rogers (2010) and evaluated in ANODE09 (van Ginneken et al. 2010): lungs (`lungs`), blob-like
candidates (`candidates`), each one cut out and measured (`lesion`), rules that suppress vessels and
pleura (`scoring`), and what is left described in the words of the gateway.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.methods.candidates import find_candidates
from viewer.server.methods.lesion import Lesion, measure
from viewer.server.methods.lungs import Lung, segment_lungs
from viewer.server.methods.scan import Point, Scan
from viewer.server.methods.scoring import GROUND_GLASS_BELOW, confidence

Progress = Callable[[float], None]

_REPORTABLE: Final = 0.05
_SOLID_ABOVE: Final = 0.5
_SOLID_CORE_HU: Final = -330.0
_UPPER_SHARE: Final = 0.62
_MIDDLE_SHARE: Final = 0.40


@dataclass(frozen=True)
class Nodule:
    """One detected nodule; lengths in mm, `centre` in patient coordinates (LPS).

    `index` is the voxel (i, j, k), fractional, in the scan's own order; `lobe` (up, middle, down)
    is approximate: it is read off the height and the depth in the lung, not off the fissures.
    """

    centre: Point
    index: Point
    diameter_mm: float
    volume_mm3: float
    mean_hu: float
    category: str
    lung: str
    lobe: str
    confidence: float


def detect(scan: Scan, progress: Progress | None = None) -> tuple[Nodule, ...]:
    """Return the nodules of a scan, surest first. Raises NoLungFoundError."""
    report = progress or (lambda _: None)
    lungs = segment_lungs(scan)
    report(0.2)
    lesions: list[Lesion] = []
    for number, lung in enumerate(lungs, 1):
        measured = (measure(scan, lung, spot) for spot in find_candidates(scan, lung))
        lesions += [lesion for lesion in measured if lesion is not None]
        report(0.2 + 0.8 * number / len(lungs))
    return tuple(_described(scan, lesion, score) for lesion, score in _merged(lesions))


def _merged(lesions: list[Lesion]) -> list[tuple[Lesion, float]]:
    """Return lesions with their confidence; of those that overlap, the surest."""
    scored = [(lesion, confidence(lesion)) for lesion in lesions]
    likely = [pair for pair in scored if pair[1] >= _REPORTABLE]
    likely.sort(key=lambda pair: (pair[1], pair[0].diameter_mm), reverse=True)
    kept: list[tuple[Lesion, float]] = []
    for lesion, score in likely:
        apart = (
            np.linalg.norm(lesion.centre - other.centre)
            > 0.6 * max(lesion.diameter_mm, other.diameter_mm)
            for other, _ in kept
        )
        if all(apart):
            kept.append((lesion, score))
    return kept


def _described(scan: Scan, lesion: Lesion, score: float) -> Nodule:
    return Nodule(
        centre=lesion.centre,
        index=scan.index_of(lesion.centre),
        diameter_mm=lesion.diameter_mm,
        volume_mm3=lesion.volume_mm3,
        mean_hu=lesion.mean_hu,
        category=_category(lesion),
        lung=lesion.lung.side,
        lobe=_lobe(lesion.lung, lesion.centre),
        confidence=score,
    )


def _category(lesion: Lesion) -> str:
    if lesion.has_veil:
        return "ggo" if lesion.solid_share < GROUND_GLASS_BELOW else "part-solid"
    if lesion.core_hu > _SOLID_CORE_HU or lesion.solid_share > _SOLID_ABOVE:
        return "solid"
    return "ggo" if lesion.solid_share < GROUND_GLASS_BELOW else "part-solid"


def _lobe(lung: Lung, centre: Point) -> str:
    """Return up, middle or down by the place in the box around the lung (approximate)."""
    z, y, _ = (np.flatnonzero(lung.inside.any(axis=axes)) for axes in ((1, 2), (0, 2), (0, 1)))
    place = lung.grid.index(centre)
    height = (place[0] - z[0]) / max(1, z[-1] - z[0])
    depth = (place[1] - y[0]) / max(1, y[-1] - y[0])
    # The oblique fissure falls from the back (high) to the front (low).
    fissure = _MIDDLE_SHARE - 0.35 * (0.5 - _as_share(depth)) + 0.1
    if height < fissure:
        return "down"
    return "middle" if lung.side == "right" and height < _UPPER_SHARE else "up"


def _as_share(value: float | NDArray[np.float64]) -> float:
    return float(np.clip(value, 0.0, 1.0))

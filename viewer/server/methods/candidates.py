"""Nodule candidates: maxima of the scale-normalised Laplacian, sifted by the shape of the Hessian.

Blob scales after Lindeberg (1998), IJCV 30(2); the eigenvalue tests that tell blobs from tubes and
sheets after Sato et al. (1998), Medical Image Analysis 2(2), Frangi et al. (1998), MICCAI, and
Li, Sone and Doi (2003), Medical Physics 30(8), "Selective enhancement filters for nodules,
vessels, and airway walls".
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.lungs import Lung
from viewer.server.methods.scan import Grid, Mask, Point, Scan, Volume, resample, sample

_FINE_MM: Final = 1.0
_COARSE_MM: Final = 2.0
_FINE_SIGMAS_MM: Final = (1.1, 1.6, 2.3)
_COARSE_SIGMAS_MM: Final = (3.3, 4.8, 6.6)
_HIGHEST_HU: Final = 60.0
_LOWEST_RESPONSE_HU: Final = 45.0
_LOWEST_SIGNAL_HU_MM: Final = 190.0
_LOWEST_ROUNDNESS: Final = 0.28
_MOST: Final = 250
_RADIUS_PER_SIGMA: Final = 3**0.5


@dataclass(frozen=True)
class Candidate:
    """A bright spot: its centre (mm, LPS), the radius that its scale suggests, its strength."""

    centre: Point
    radius_mm: float
    response_hu: float
    roundness: float


def find_candidates(scan: Scan, lung: Lung) -> list[Candidate]:
    """Return the strongest blob-like spots inside one lung, strongest first."""
    last = (np.array(lung.grid.shape) - 1) * lung.grid.step
    fine = Grid.covering(lung.grid.origin, lung.grid.origin + last[::-1], _FINE_MM)
    coarse = Grid.covering(lung.grid.origin, lung.grid.origin + last[::-1], _COARSE_MM)
    values = sample(scan, fine)
    inside = resample(lung.inside.astype(np.float32), lung.grid, fine, 0.0) > 0.5
    parenchyma = float(np.median(values[inside][::7]))
    flat = np.where(inside, np.clip(values, -1000.0, _HIGHEST_HU), parenchyma).astype(np.float32)
    found = _on_grid(flat, inside, fine, _FINE_SIGMAS_MM)
    smooth = resample(ndimage.gaussian_filter(flat, 0.8), fine, coarse, parenchyma)
    inside_coarse = resample(inside.astype(np.float32), fine, coarse, 0.0) > 0.5
    found += _on_grid(smooth, inside_coarse, coarse, _COARSE_SIGMAS_MM)
    return _apart(found)[:_MOST]


def _on_grid(
    values: Volume, inside: Mask, grid: Grid, sigmas_mm: tuple[float, ...]
) -> list[Candidate]:
    found: list[Candidate] = []
    for sigma in sigmas_mm:
        width = sigma / grid.step
        smooth = ndimage.gaussian_filter(values, width, truncate=3.0)
        response = -(width**2) * ndimage.laplace(smooth)
        lowest = max(_LOWEST_RESPONSE_HU, _LOWEST_SIGNAL_HU_MM / (sigma * _RADIUS_PER_SIGMA))
        peaks = _peaks(response, inside & (response > lowest))
        roundness = _roundness(smooth, peaks)
        found += [
            Candidate(
                centre=grid.point(peak.astype(np.float64)),
                radius_mm=sigma * _RADIUS_PER_SIGMA,
                response_hu=float(response[tuple(peak)]),
                roundness=float(share),
            )
            for peak, share in zip(peaks, roundness, strict=True)
            if share >= _LOWEST_ROUNDNESS
        ]
    return found


def _peaks(response: Volume, where: Mask) -> NDArray[np.int64]:
    """Return the indices at which `response` is not below any of its 26 neighbours."""
    where[[0, -1]] = False
    where[:, [0, -1]] = False
    where[:, :, [0, -1]] = False
    places = np.flatnonzero(where)
    flat = response.ravel()
    _, rows, columns = response.shape
    for dz, dy, dx in np.ndindex(3, 3, 3):
        step = ((dz - 1) * rows + dy - 1) * columns + dx - 1
        places = places[flat[places] >= flat[places + step]]
    peaks: NDArray[np.int64] = np.column_stack(np.unravel_index(places, response.shape))
    return peaks


def _roundness(smooth: Volume, peaks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the smallest over the largest curvature: 1 for a ball, 0 for a tube or a sheet.

    `peaks` (N, 3) lie inside the volume, not on its faces.
    """

    def at(offset: NDArray[np.int64]) -> NDArray[np.float64]:
        values: NDArray[np.float64] = smooth[tuple((peaks + offset).T)].astype(np.float64)
        return values

    steps = np.eye(3, dtype=np.int64)
    hessian = np.empty((len(peaks), 3, 3))
    for a, b in np.ndindex(3, 3):
        if a == b:
            hessian[:, a, a] = at(steps[a]) - 2.0 * at(steps[a] * 0) + at(-steps[a])
        else:
            plus, minus = steps[a] + steps[b], steps[a] - steps[b]
            hessian[:, a, b] = (at(plus) + at(-plus) - at(minus) - at(-minus)) / 4.0
    curvature = np.linalg.eigvalsh(hessian)
    share: NDArray[np.float64] = np.where(
        curvature[:, 2] < 0.0, curvature[:, 2] / np.minimum(curvature[:, 0], -1e-9), 0.0
    )
    return share


def _apart(found: list[Candidate]) -> list[Candidate]:
    """Drop those that lie in a stronger and rounder one: the same spot at another scale."""
    ranked = sorted(found, key=lambda item: item.response_hu * item.roundness**2, reverse=True)
    centres = np.array([item.centre for item in ranked]).reshape(-1, 3)
    is_free = np.ones(len(ranked), bool)
    kept = []
    for number, candidate in enumerate(ranked):
        if is_free[number]:
            kept.append(candidate)
            away = np.linalg.norm(centres - candidate.centre, axis=1)
            is_free &= away > 0.7 * candidate.radius_mm
    return kept

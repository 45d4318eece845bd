"""Cutting one candidate out of its surroundings and measuring it.

The threshold is half-way between parenchyma and nodule, and attached vessels and pleura are cut off
by an opening with a ball in proportion to the nodule: after Kostis et al. (2003), IEEE TMI 22(10),
and Kuhnigk et al. (2006), IEEE TMI 25(4).
"""

from dataclasses import dataclass, replace
from math import pi
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.candidates import Candidate
from viewer.server.methods.lungs import Lung
from viewer.server.methods.scan import Grid, Mask, Point, Scan, Volume, resample, sample

_TYPICAL_PARENCHYMA_HU: Final = -860.0
_SOLID_HU: Final = 50.0
_LOWEST_CONTRAST_HU: Final = 110.0
_SOLID_ABOVE_HU: Final = -320.0
_OPENING_SHARE: Final = 0.62
_VEIL_ABOVE_HU: Final = 110.0
_FADED_MM: Final = 0.9
_CORE_RADIUS_MM: Final = 0.8
_WIDENINGS: Final = 3
_DRAWN_OUT: Final = 5.0


@dataclass(frozen=True)
class Lesion:
    """A measured candidate.

    `elongation` is the longest over the shortest, `tubeness` the longest over the middle axis of
    its inertia; `filling` its volume over that of the ball that reaches as far; `vessel_contact`
    and `wall_contact` the shares of its surface that go on into vessels and into the chest wall;
    `branch_ratio` the widest attached vessel's radius over the lesion's.
    """

    centre: Point
    diameter_mm: float
    volume_mm3: float
    mean_hu: float
    contrast_hu: float
    core_hu: float
    solid_share: float
    has_veil: bool
    elongation: float
    tubeness: float
    filling: float
    vessel_contact: float
    wall_contact: float
    branch_ratio: float
    lung: Lung
    candidate: Candidate


def measure(scan: Scan, lung: Lung, candidate: Candidate) -> Lesion | None:
    """Return the lesion at a candidate, or None when nothing can be cut out there.

    A lesion that turns out wider than its candidate's scale is cut out again from a wider box.
    """
    box = _Box.around(scan, lung, candidate)
    found = box.find_region(box.brightest_near_centre(candidate.radius_mm))
    for _ in range(_WIDENINGS):
        if found is None or found.region.inner_radius_mm < 1.25 * box.candidate.radius_mm:
            break
        centre = box.grid.point(np.array(found.region.peak, float))
        wider = replace(candidate, centre=centre, radius_mm=1.1 * found.region.inner_radius_mm)
        box = _Box.around(scan, lung, wider)
        found = box.find_region(box.middle)
    return None if found is None else box.describe(found)


@dataclass(frozen=True)
class _Region:
    """An opened region, everything bright that it is part of, and its innermost voxel."""

    opened: Mask
    bright: Mask
    peak: tuple[int, int, int]
    inner_radius_mm: float


@dataclass(frozen=True)
class _Found:
    """A region, the HU of its core, and whether a veil of ground glass was cut out with it."""

    region: _Region
    core_hu: float
    has_veil: bool


@dataclass(frozen=True)
class _Box:
    """The surroundings of one candidate on a fine straight grid."""

    values: Volume
    inside: Mask
    grid: Grid
    parenchyma: float
    lung: Lung
    candidate: Candidate

    @classmethod
    def around(cls, scan: Scan, lung: Lung, candidate: Candidate) -> "_Box":
        half = 1.6 * candidate.radius_mm + 4.0
        step = float(np.clip(candidate.radius_mm / 6.0, 0.5, 1.0))
        grid = Grid.covering(candidate.centre - half, candidate.centre + half, step)
        values = ndimage.gaussian_filter(sample(scan, grid), 0.45 / step, truncate=2.5)
        inside = resample(lung.inside.astype(np.float32), lung.grid, grid, 0.0) > 0.5
        dark = values[inside & (values < -650.0)]
        parenchyma = float(np.median(dark)) if dark.size > 50 else _TYPICAL_PARENCHYMA_HU
        return cls(values, inside, grid, parenchyma, lung, candidate)

    @property
    def middle(self) -> tuple[int, int, int]:
        """The voxel at the candidate's centre."""
        z, y, x = (int(value) for value in np.rint(self.grid.index(self.candidate.centre)))
        return z, y, x

    def find_region(self, seed: tuple[int, int, int] | None) -> "_Found | None":
        """Return the region of the lesion at a voxel, or None when nothing stands out there."""
        if seed is None:
            return None
        core_hu = self.level_at(seed, _CORE_RADIUS_MM)
        if core_hu - self.parenchyma < _LOWEST_CONTRAST_HU:
            return None
        first = self.cut((self.parenchyma + min(core_hu, _SOLID_HU)) / 2, seed)
        if first is None or self._is_drawn_out(first):
            return None
        veil = self.veil_around(first)
        whole = None if veil is None else self.cut((veil + self.parenchyma) / 2, first.peak)
        return _Found(whole or first, core_hu, has_veil=whole is not None)

    def brightest_near_centre(self, radius_mm: float) -> tuple[int, int, int] | None:
        """Return the brightest voxel of the smoothed box within half a radius of its centre."""
        smooth = ndimage.gaussian_filter(self.values, 0.35 * radius_mm / self.grid.step)
        middle = np.array(self.middle)
        reach = max(1, round(0.7 * radius_mm / self.grid.step))
        near = tuple(slice(m - reach, m + reach + 1) for m in middle)
        levels = np.where(self.inside[near], smooth[near], -2000.0)
        place = np.array(np.unravel_index(int(levels.argmax()), levels.shape)) + middle - reach
        at = (int(place[0]), int(place[1]), int(place[2]))
        return at if self.inside[at] else None

    def level_at(self, place: tuple[int, int, int], radius_mm: float) -> float:
        """Return the median HU of a small ball."""
        reach = max(1, round(radius_mm / self.grid.step))
        near = tuple(slice(max(0, p - reach), p + reach + 1) for p in place)
        return float(np.median(self.values[near]))

    def cut(self, threshold: float, seed: tuple[int, int, int]) -> _Region | None:
        """Return what is brighter than the threshold around the seed, opened by a ball."""
        bright = (self.values > threshold) & self.inside
        labels, _ = ndimage.label(bright)
        if labels[seed] == 0:
            return None
        whole = labels == labels[seed]
        depth = ndimage.distance_transform_edt(np.pad(whole, 1), sampling=self.grid.step)
        depth = depth[1:-1, 1:-1, 1:-1]
        peak = _climb(depth, seed)
        inner = float(depth[peak])
        cores, _ = ndimage.label(depth >= _OPENING_SHARE * inner)
        away = ndimage.distance_transform_edt(cores != cores[peak], sampling=self.grid.step)
        opened = whole & (away < _OPENING_SHARE * inner + 0.25 * self.grid.step)
        return _Region(opened, self.values > threshold, peak, inner)

    def veil_around(self, region: _Region) -> float | None:
        """Return the HU of ground glass around a denser core, or None when there is none.

        A sharp edge has faded this far out; attached vessels are left out of the ring.
        """
        away = ndimage.distance_transform_edt(~region.opened, sampling=self.grid.step)
        solid = ndimage.binary_dilation(region.bright & ~region.opened, iterations=2)
        nearest = _FADED_MM * max(1.0, self.grid.step / 0.6)
        ring = (away > nearest) & (away < nearest + 0.8) & self.inside & ~solid
        if np.count_nonzero(ring) < 40:
            return None
        level = float(np.median(self.values[ring]))
        return level if level > self.parenchyma + _VEIL_ABOVE_HU else None

    def _radius(self, region: _Region) -> float:
        """Return the radius (mm) of the ball of the same volume."""
        volume = float(region.opened.sum()) * self.grid.step**3
        return float((3.0 * volume / (4.0 * pi)) ** (1 / 3))

    def _is_drawn_out(self, region: _Region) -> bool:
        """Return whether a region is far larger than the ball inside it: a vessel."""
        ball = 4.0 / 3.0 * pi * (region.inner_radius_mm + 0.5 * self.grid.step) ** 3
        return float(region.opened.sum()) * self.grid.step**3 > _DRAWN_OUT * ball

    def describe(self, found: "_Found") -> Lesion | None:
        """Measure a region; None when it is too small to be told from noise."""
        region, core_hu = found.region, found.core_hu
        places = np.argwhere(region.opened)
        if len(places) < 12:
            return None
        volume = len(places) * self.grid.step**3
        radius = self._radius(region)
        centre = places.mean(axis=0)
        far = float(np.percentile(np.linalg.norm(places - centre, axis=1), 97)) * self.grid.step
        axes = np.sqrt(np.maximum(np.linalg.eigvalsh(np.cov(places.T)), 1e-3))
        values = self.values[region.opened]
        vessel, wall, branch = self._contacts(region)
        return Lesion(
            centre=self.grid.point(centre),
            diameter_mm=2.0 * radius,
            volume_mm3=volume,
            mean_hu=float(values.mean()),
            contrast_hu=core_hu - self.parenchyma,
            core_hu=core_hu,
            solid_share=float(np.mean(values > _SOLID_ABOVE_HU)),
            has_veil=found.has_veil,
            elongation=float(axes[2] / axes[0]),
            tubeness=float(axes[2] / axes[1]),
            filling=volume / (4.0 / 3.0 * pi * max(far, 0.5) ** 3),
            vessel_contact=vessel,
            wall_contact=wall,
            branch_ratio=branch / radius,
            lung=self.lung,
            candidate=self.candidate,
        )

    def _contacts(self, region: _Region) -> tuple[float, float, float]:
        """Return the shares of the surface that touch vessels and wall, and the widest vessel."""
        ring = ndimage.binary_dilation(region.opened, iterations=2) & ~ndimage.binary_dilation(
            region.opened
        )
        count = max(1.0, float(ring.sum()))
        wall = ring & ~self.inside
        vessel = ring & self.inside & region.bright
        labels, _ = ndimage.label(vessel)
        widest = float(np.bincount(labels.ravel(), minlength=2)[1:].max()) * self.grid.step**2
        return (
            float(vessel.sum()) / count,
            float(wall.sum()) / count,
            (widest / pi) ** 0.5,
        )


def _climb(depth: NDArray[np.float64], seed: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the innermost voxel uphill from the seed."""
    place = seed
    while True:
        near = tuple(slice(max(0, p - 2), p + 3) for p in place)
        block = depth[near]
        best = np.unravel_index(int(block.argmax()), block.shape)
        step = tuple(int(b) + max(0, p - 2) for b, p in zip(best, place, strict=True))
        if depth[step] <= depth[place]:
            return place
        place = (step[0], step[1], step[2])

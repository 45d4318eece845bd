"""Coronary calcium in an unenhanced chest CT: Agatston and volume score. Not for diagnosis.

Agatston, Janowitz, Hildner, Zusmer, Viamonte, Detrano (1990), J Am Coll Cardiol 15(4): in each
slice a lesion is at least 1 mm² of contiguous pixels of 130 HU or more; its area counts 1 to 4
times by its peak (130-199, 200-299, 300-399, 400 HU and more). Contiguous is taken with all eight
neighbours in a slice and 26 between slices. The paper's slices lie 3 mm apart; for others the sum
is scaled by step/3 mm (Ohnesorge et al. 2002, Eur Radiol 12(6); McCollough et al. 2007, Radiology
243(2)). Volume score: voxels at or above the threshold (Callister et al. 1998, Radiology 208(3)),
without the interpolation of that paper.

In a noisy image the highest of many pixels lies above the true peak and puts lesions one class too
high (McCollough 2007). So the noise is measured in the heart, and the peak lowered by what the
highest of so many pixels is expected to exceed them by (Blom 1958, Statistical estimates and
transformed beta-variables). What does not stand out from blood by four times the noise of a 3x3
mean is left out. Thin slices are averaged to about the 3 mm of the definition, and a scan noisier
than the 20 HU that McCollough (2007) ask for is smoothed in its planes until it is not.
"""

from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.heart import (
    EnhancedBloodError,
    HeartRegion,
    NoHeartFoundError,
    find_heart,
)
from viewer.server.methods.lungs import NoLungFoundError
from viewer.server.methods.masks import on_voxels
from viewer.server.methods.scan import Mask, Point, Scan, Volume
from viewer.server.methods.volume_file import write_volume
from viewer.server.stack import UnfitSeriesError

MASK_FILE: Final = "calcium.nii.gz"
THRESHOLD_HU: Final = 130
_SMALLEST_MM2: Final = 1.0
_NOMINAL_STEP_MM: Final = 3.0
_SIGNIFICANT: Final = 4.0
_OWN_SHARE: Final = 0.5
_MARGIN_VOXELS: Final = (3, 12, 12)
_PER_MAD: Final = 1.4826
_THICKEST_MM: Final = 3.3
_LOUDEST_HU: Final = 20.0
_SMOOTHINGS: Final = (0.5, 0.7, 0.9, 1.2)
_CLASSES: Final = (200.0, 300.0, 400.0)
_STANDARD: Final = NormalDist()

Labels = NDArray[np.int32]


@dataclass(frozen=True)
class CalciumLesion:
    """One plaque: parts of slices that touch.

    `index` is the voxel (i, j, k), fractional, of its centre in the scan's own order, `centre` the
    same in the patient (mm, LPS); `score` is the Agatston score.
    """

    number: int
    score: float
    volume_mm3: float
    peak_hu: float
    index: Point
    centre: Point


@dataclass(frozen=True)
class CalciumResult:
    """All plaques, largest score first; `labels` hold their numbers on the scan's grid."""

    lesions: tuple[CalciumLesion, ...]
    labels: NDArray[np.uint8]
    noise_hu: float

    @property
    def score(self) -> float:
        """The Agatston score of the patient."""
        return sum((lesion.score for lesion in self.lesions), 0.0)

    @property
    def volume_mm3(self) -> float:
        """The volume score (mm³) of the patient."""
        return sum((lesion.volume_mm3 for lesion in self.lesions), 0.0)


def score_calcium(scan: Scan) -> CalciumResult:
    """Return the coronary calcium of a scan.

    Raises UnfitSeriesError: NoLungFound, NoHeartFound, ContrastEnhanced.
    """
    try:
        heart = find_heart(scan)
    except NoLungFoundError as error:
        raise UnfitSeriesError("NoLungFound", "该序列中未找到肺组织，无法确定心脏区域") from error
    except NoHeartFoundError as error:
        reason = "双肺之间未找到心脏区域，无法计算冠状动脉钙化积分"
        raise UnfitSeriesError("NoHeartFound", reason) from error
    except EnhancedBloodError as error:
        reason = "心腔密度过高，可能为增强扫描，钙化积分仅适用于平扫"
        raise UnfitSeriesError("ContrastEnhanced", reason) from error
    search = _Search.around(scan, heart)
    return search.result(search.lesions())


def write_calcium(scan: Scan, result: CalciumResult, folder: Path) -> str:
    """Write the mask of a result into a folder and return the file's name. Raises OSError."""
    write_volume(scan, result.labels, folder / MASK_FILE)
    return MASK_FILE


@dataclass(frozen=True)
class _Noise:
    """Blood in the heart: its level, the noise of a pixel, and of a mean of 3x3 pixels."""

    blood_hu: float
    pixel_hu: float
    mean_hu: float


@dataclass(frozen=True)
class _Search:
    """The part of a scan around the heart."""

    scan: Scan
    start: NDArray[np.int64]
    values: Volume
    smooth: Volume
    inside: Mask
    noise: _Noise

    @classmethod
    def around(cls, scan: Scan, heart: HeartRegion) -> "_Search":
        inside = on_voxels(heart.inside, heart.grid, scan)
        core = on_voxels(heart.core, heart.grid, scan)
        places = ndimage.find_objects(inside.astype(np.int8))
        if not places:
            raise UnfitSeriesError(
                "NoHeartFound", "双肺之间未找到心脏区域，无法计算冠状动脉钙化积分"
            )
        box = tuple(
            slice(max(0, place.start - margin), place.stop + margin)
            for place, margin in zip(places[0], _MARGIN_VOXELS, strict=True)
        )
        values = _quiet(scan.voxels[box].astype(np.float32), core[box], _step_mm(scan))
        smooth = ndimage.uniform_filter(values, (1, 3, 3))
        noise = _noise_of(values, smooth, core[box])
        start = np.array([place.start for place in box])
        return cls(scan, start, values, smooth, inside[box], noise)

    @property
    def pixel_mm2(self) -> float:
        """The area of a pixel."""
        return _pixel_mm2(self.scan)

    @property
    def step_mm(self) -> float:
        """The distance between slice planes."""
        return _step_mm(self.scan)

    def lesions(self) -> Labels:
        """Return the lesions' labels: lesion parts of slices, joined where they touch."""
        bright = self.values >= THRESHOLD_HU
        labels, count = ndimage.label(bright, np.ones((3, 3, 3)))
        numbers = np.arange(1, count + 1)
        own = ndimage.mean(self.inside, labels, numbers) > _OWN_SHARE
        peak = ndimage.maximum(self.smooth, labels, numbers)
        stands_out = peak > self.noise.blood_hu + _SIGNIFICANT * self.noise.mean_hu
        kept = np.concatenate(([False], np.asarray(own & stands_out, bool)))
        parts = self._parts(kept[labels])
        joined, _ = ndimage.label(parts > 0, np.ones((3, 3, 3)))
        result: Labels = joined
        return result

    def _parts(self, bright: Mask) -> Labels:
        """Return labels of the contiguous pixels of each slice that are large enough."""
        flat = np.zeros((3, 3, 3))
        flat[1] = 1.0
        labels, _ = ndimage.label(bright, flat)
        areas = np.bincount(labels.ravel()) * self.pixel_mm2
        areas[0] = 0.0
        parts: Labels = np.where(areas[labels] >= _SMALLEST_MM2, labels, 0)
        return parts

    def result(self, joined: Labels) -> CalciumResult:
        """Measure the lesions and number them by their score."""
        parts = self._parts(joined > 0)
        found = [
            self._measure(joined, parts, label, place)
            for label, place in enumerate(ndimage.find_objects(joined), 1)
            if place is not None
        ]
        order = sorted(range(len(found)), key=lambda n: found[n].score, reverse=True)
        whole = np.zeros(self.scan.voxels.shape, np.uint8)
        numbers = np.zeros(len(found) + 1, np.uint8)
        for number, position in enumerate(order, 1):
            numbers[position + 1] = min(number, 255)
        cut = tuple(slice(a, a + n) for a, n in zip(self.start, joined.shape, strict=True))
        whole[cut] = numbers[joined]
        lesions = tuple(
            _numbered(found[position], number) for number, position in enumerate(order, 1)
        )
        return CalciumResult(lesions, whole, round(self.noise.pixel_hu, 1))

    def _measure(
        self, joined: Labels, parts: Labels, label: int, place: tuple[slice, ...]
    ) -> CalciumLesion:
        is_lesion = joined[place] == label
        own = np.where(is_lesion, parts[place], 0)
        score = peak = 0.0
        for part in np.unique(own[own > 0]):
            highest = self._peak(own == part, place)
            factor = 1 + int(np.searchsorted(_CLASSES, highest, side="right"))
            score += float(np.count_nonzero(own == part)) * self.pixel_mm2 * factor
            peak = max(peak, highest)
        corner = self.start + np.array([part.start for part in place])
        index = (np.argwhere(is_lesion).mean(axis=0) + corner)[::-1]
        volume = float(np.count_nonzero(is_lesion)) * self.pixel_mm2 * self.step_mm
        return CalciumLesion(
            number=label,
            score=score * self.step_mm / _NOMINAL_STEP_MM,
            volume_mm3=volume,
            peak_hu=peak,
            index=index,
            centre=self.scan.origin + self.scan.axes @ index,
        )

    def _peak(self, part: Mask, place: tuple[slice, ...]) -> float:
        """Return the highest value of a part of a slice, without the noise on top of it.

        The highest of n values lies above their level by what order statistics expect; n is the
        number of pixels that are as bright as the brightest, but for the noise.
        """
        values, smooth = self.values[place][part], self.smooth[place][part]
        alike = np.count_nonzero(smooth >= smooth.max() - self.noise.pixel_hu)
        excess = _STANDARD.inv_cdf((alike - 0.375) / (alike + 0.25)) * self.noise.pixel_hu
        return max(float(values.max()) - excess, float(THRESHOLD_HU))


def _numbered(lesion: CalciumLesion, number: int) -> CalciumLesion:
    return CalciumLesion(
        number, lesion.score, lesion.volume_mm3, lesion.peak_hu, lesion.index, lesion.centre
    )


def _pixel_mm2(scan: Scan) -> float:
    return float(np.linalg.norm(np.cross(scan.axes[:, 0], scan.axes[:, 1])))


def _step_mm(scan: Scan) -> float:
    return abs(float(np.linalg.det(scan.axes))) / _pixel_mm2(scan)


def _quiet(values: Volume, core: Mask, step_mm: float) -> Volume:
    """Return values of slices about 3 mm thick, smoothed as little as their noise demands."""
    slices = max(1, int(_THICKEST_MM / step_mm))
    slices -= 1 - slices % 2
    quiet = ndimage.uniform_filter1d(values, slices, axis=0) if slices > 1 else values
    thick = quiet
    for width in _SMOOTHINGS:
        if _spread(quiet[core]) <= _LOUDEST_HU:
            break
        quiet = ndimage.gaussian_filter(thick, (0.0, width, width))
    return quiet


def _spread(values: Volume) -> float:
    """Return the standard deviation, by a median that calcium and fat hardly move."""
    return _PER_MAD * float(np.median(np.abs(values - np.median(values))))


def _noise_of(values: Volume, smooth: Volume, core: Mask) -> _Noise:
    """Measure blood and noise in the heart."""
    level = float(np.median(values[core]))
    return _Noise(level, _spread(values[core]), _spread(smooth[core]))

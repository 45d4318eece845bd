"""Opacities of the lung in an unenhanced chest CT: a classical reference, not for diagnosis.

Bands of density: aerated lung ends at -700 HU (Colombi et al. 2020, Radiology 296(2), "Well-aerated
lung on admitting chest CT"), ground glass goes over into consolidation at -300 HU (the best of
eight thresholds in "Quantitative CT for detecting COVID-19 pneumonia in suspected cases", 2021, BMC
Infectious Diseases 21, article 06556). Vessels and bronchial walls have the same density: what a
ball does not fit into is taken away by an opening, and regrown only next to what is left. Round
and compact things up to 30 mm are nodules (Hansell et al. 2008, Fleischner Society: glossary of
terms, Radiology 246(3)), of ground glass up to 20 mm; dense ones beside the mediastinum are the
hilum; both are left out.

The three numbers of a result are indices of the pattern of these opacities, in the sense of the
consensus on how typical a pattern is (Simpson et al. 2020, Radiology: Cardiothoracic Imaging 2(2)),
by a fixed logistic formula. They are not probabilities of a disease.
"""

from dataclasses import dataclass
from math import exp, pi
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.lungs import NoLungFoundError
from viewer.server.methods.masks import depth, on_voxels
from viewer.server.methods.pleura import STEP_MM, Pleura, closed_by_ball, find_pleura
from viewer.server.methods.scan import Mask, Scan
from viewer.server.methods.upright import Upright
from viewer.server.methods.volume_file import write_volume
from viewer.server.stack import UnfitSeriesError

MASK_FILE: Final = "pneumonia.nii.gz"
GROUND_GLASS_HU: Final = (-700.0, -300.0)
_SMOOTHING_MM: Final = 0.9
_BALL_SHARE: Final = 0.018
_VESSEL_SHARE: Final = 0.029
_ENCLOSING_SHARE: Final = 0.02
_SMALLEST_BALL_MM: Final = 2.6
_SMALLEST_ML: Final = 0.4
_LARGEST_NODULE_MM: Final = 30.0
_LARGEST_VEILED_NODULE_MM: Final = 20.0
_COMPACT: Final = 0.42
_HILUM_SHARE: Final = 0.11
_HILAR: Final = 0.6
_PERIPHERAL_SHARE: Final = 0.10


@dataclass(frozen=True)
class Pattern:
    """How opacities are spread, as shares from 0 to 1.

    `lesion` of the lungs' volume; `ground_glass` and `peripheral` (near the pleura) of the
    opacities' volume; `balance` the smaller side's share of it, doubled: 1 when both sides are
    alike, 0 when only one has any.
    """

    lesion: float
    ground_glass: float
    peripheral: float
    balance: float


@dataclass(frozen=True)
class Indices:
    """How typical a pattern is: they add up to 1. Not probabilities of a disease."""

    viral: float
    none: float
    other: float


@dataclass(frozen=True)
class PneumoniaResult:
    """Volumes in mm³; `labels` are 1 in opacities, on the scan's grid."""

    lesion_mm3: float
    consolidation_mm3: float
    lung_mm3: float
    left_mm3: float
    right_mm3: float
    pattern: Pattern
    indices: Indices
    labels: NDArray[np.uint8]


def find_pneumonia(scan: Scan) -> PneumoniaResult:
    """Return the opacities of a scan. Raises UnfitSeriesError: NoLungFound."""
    try:
        lying = Upright.of(scan)
        pleura = find_pleura(lying.straight, lying.lungs)
    except NoLungFoundError as error:
        reason = "该序列中未找到肺组织，无法进行肺炎分析"
        raise UnfitSeriesError("NoLungFound", reason) from error
    smooth = ndimage.gaussian_filter(pleura.values, _SMOOTHING_MM / STEP_MM)
    opaque = pleura.inside & (smooth > GROUND_GLASS_HU[0])
    opacities = _opacities(opaque, smooth > GROUND_GLASS_HU[1], pleura)
    dense = opacities & (smooth > GROUND_GLASS_HU[1])
    pattern = _pattern(opacities, dense, pleura)
    return PneumoniaResult(
        lesion_mm3=_volume(opacities),
        consolidation_mm3=_volume(dense),
        lung_mm3=_volume(pleura.inside),
        left_mm3=_volume(opacities & pleura.left),
        right_mm3=_volume(opacities & ~pleura.left),
        pattern=pattern,
        indices=indices_of(pattern),
        labels=on_voxels(opacities, pleura.grid, lying.straight).astype(np.uint8),
    )


def write_pneumonia(scan: Scan, result: PneumoniaResult, folder: Path) -> str:
    """Write the mask of a result into a folder and return the file's name. Raises OSError."""
    write_volume(scan, result.labels, folder / MASK_FILE)
    return MASK_FILE


def indices_of(pattern: Pattern) -> Indices:
    """Return the three indices of a pattern.

    `none` is 1 without opacities and falls through 0.5 where they fill 0.8 % of the lungs. The rest
    is parted by how much of it is ground glass, peripheral and on both sides.
    """
    presence = _logistic(700.0 * (pattern.lesion - 0.008))
    typical = _logistic(
        -5.0 + 4.0 * pattern.ground_glass + 3.0 * pattern.peripheral + 2.5 * pattern.balance
    )
    affected = presence if pattern.lesion > 0.0 else 0.0
    return Indices(affected * typical, 1.0 - affected, affected * (1.0 - typical))


def _opacities(opaque: Mask, dense: Mask, pleura: Pleura) -> Mask:
    """Return what is opaque and thicker than a vessel, without nodules and hilum."""
    filled = _thick(pleura.inside & dense, max(_SMALLEST_BALL_MM, _VESSEL_SHARE * pleura.width_mm))
    vessels = pleura.inside & dense & ~filled
    veil = opaque & ~ndimage.binary_dilation(vessels)
    spread = _thick(veil | filled, max(_SMALLEST_BALL_MM, _BALL_SHARE * pleura.width_mm))
    # Vessels and what is around them belong to an opacity that they run in.
    whole: Mask = (closed_by_ball(spread, _ENCLOSING_SHARE * pleura.width_mm) & opaque) | spread
    labels, count = ndimage.label(whole)
    near_hilum = _near_mediastinum(pleura)
    kept = np.zeros(count + 1, bool)
    for label, place in enumerate(ndimage.find_objects(labels), 1):
        part = labels[place] == label
        is_hilum = np.mean((near_hilum & dense)[place][part]) > _HILAR
        kept[label] = _volume(part) / 1000.0 >= _SMALLEST_ML and not (
            is_hilum or _is_nodule(part, dense[place])
        )
    result: Mask = kept[labels]
    return result


def _thick(mask: Mask, radius_mm: float) -> Mask:
    """Return the parts of a mask that a ball fits into, with what of it is close to them."""
    cores: Mask = depth(mask, STEP_MM) > radius_mm
    if not cores.any():
        return cores
    away = depth(~cores, STEP_MM)
    near: Mask = away <= radius_mm + STEP_MM / 2
    return near & mask


def _is_nodule(part: Mask, dense: Mask) -> bool:
    """Return whether a part is compact and not longer than a nodule may be."""
    places = np.argwhere(part) * STEP_MM
    centre = places.mean(axis=0)
    reach = float(np.percentile(np.linalg.norm(places - centre, axis=1), 97)) + STEP_MM / 2
    longest = _LARGEST_NODULE_MM if np.mean(dense[part]) > 0.5 else _LARGEST_VEILED_NODULE_MM
    ball = 4.0 / 3.0 * pi * reach**3
    return 2.0 * reach <= longest and _volume(part) > _COMPACT * ball


def _near_mediastinum(pleura: Pleura) -> Mask:
    """Return what lies close to the tissue between the lungs."""
    left, right = pleura.inside & pleura.left, pleura.inside & ~pleura.left
    columns = np.arange(left.shape[2])
    start_of_left = np.where(left, columns, left.shape[2]).min(axis=2, keepdims=True)
    end_of_right = np.where(right, columns, -1).max(axis=2, keepdims=True)
    has_both = (start_of_left < left.shape[2]) & (end_of_right >= 0)
    between = (columns > end_of_right) & (columns < start_of_left) & has_both
    away = depth(~between, STEP_MM)
    near: Mask = away < _HILUM_SHARE * pleura.width_mm
    return near


def _pattern(opacities: Mask, dense: Mask, pleura: Pleura) -> Pattern:
    total = np.count_nonzero(opacities)
    if total == 0:
        return Pattern(0.0, 0.0, 0.0, 0.0)
    near = opacities & (depth(pleura.inside, STEP_MM) < _PERIPHERAL_SHARE * pleura.width_mm)
    left = np.count_nonzero(opacities & pleura.left) / total
    return Pattern(
        lesion=total / np.count_nonzero(pleura.inside),
        ground_glass=1.0 - np.count_nonzero(dense) / total,
        peripheral=np.count_nonzero(near) / total,
        balance=2.0 * min(left, 1.0 - left),
    )


def _volume(mask: Mask) -> float:
    return float(np.count_nonzero(mask)) * STEP_MM**3


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + exp(-value))

"""Rib fractures in a chest CT, by breaks of the contour: a classical reference method.

Each rib is straightened along its centre line and read across it (`rib_profile`). A break shows as
a short stretch with far less bone than its surroundings, displaced when the axes of the two sides
do not meet; a callus as a short stretch with more. It is what readers look for in unfolded ribs:
"Automated 3D Rendering of Ribs in 110 Polytrauma Patients" (2017), Acad. Radiol. 24(2); Pregler et
al. (2022), J. Clin. Med. 11(9), 2502. Not for diagnosis.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import cKDTree

from viewer.server.methods.lungs import Lung, NoLungFoundError
from viewer.server.methods.rib_cage import OTHER_BONE, Cage, Rib, angle_around, find_cage
from viewer.server.methods.rib_profile import Profile, frames, profile_of
from viewer.server.methods.scan import Point, Scan
from viewer.server.methods.upright import Upright
from viewer.server.methods.volume_file import write_volume
from viewer.server.stack import UnfitSeriesError

Progress = Callable[[float], None]

FRACTURES_NAME: Final = "fractures.nii.gz"
RIBS_NAME: Final = "ribs.nii.gz"
UNNUMBERED: Final = 100
# Lengths are those of an adult and scale with the width of the chest.
# Shorter ones (the first, the last, those that the scan cuts) have no even profile to break.
_SEARCHED_MM: Final = 105.0
_BROKEN_BELOW: Final = 0.62
_WHOLE_ABOVE: Final = 0.75
_WIDEST_BREAK_MM: Final = 18.0
_FROM_SPINE_MM: Final = 20.0
_FROM_FRONT_MM: Final = 25.0
_DISPLACED_MM: Final = 2.5
_AXIS_MM: Final = 14.0
_TORN_MM: Final = 5.0
_CALLUS_ABOVE: Final = 1.25
_THICK_ABOVE: Final = 1.12
_CALLUS_MM: Final = (4.0, 32.0)
_CALLUS_MARGIN_MM: Final = 45.0
_BESIDE_MM: Final = 10.0
_BESIDE_BELOW: Final = 1.08
_SURENESS: Final = 0.1
_BOX_MARGIN_MM: Final = 3.0
_BOX_RADIUS_MM: Final = 7.0
_LATERAL_DEGREES: Final = (60.0, 120.0)


@dataclass(frozen=True)
class Fracture:
    """One candidate on a rib.

    `category` is displaced, non-displaced or old; `segment` anterior, lateral or posterior;
    `centre` is in mm, LPS; `stretch` (n, 3) the part of the rib's line that it takes up.
    `low` and `high` are the corners of its box in voxel index (i, j, k), both inside the scan.
    """

    number: int
    rib: Rib
    category: str
    segment: str
    confidence: float
    centre: Point
    stretch: NDArray[np.float64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]


@dataclass(frozen=True)
class RibFindings:
    """The ribs of a scan and the candidates on them, from the head to the feet."""

    cage: Cage
    """On a grid of the straight scan."""
    fractures: tuple[Fracture, ...]
    straight: Scan
    """The scan as if the patient lay straight on the table."""


@dataclass(frozen=True)
class _Spot:
    """A suspicious stretch of a profile: its first and last entry, what it is, how surely."""

    first: int
    last: int
    category: str
    confidence: float


def detect(
    scan: Scan, lungs: tuple[Lung, ...] | None = None, progress: Progress | None = None
) -> RibFindings:
    """Return ribs and fracture candidates. Raises UnfitSeriesError ("NoLungFound", "NoRibsFound").

    `lungs` saves finding them once more where they are known.
    """
    report = progress or (lambda _: None)
    lying = _lying(scan, lungs)
    straight = lying.straight
    cage = find_cage(straight, lying.lungs)
    found: list[Fracture] = []
    long = [rib for rib in cage.ribs if rib.line.length_mm >= _SEARCHED_MM * cage.size]
    for number, rib in enumerate(long, 1):
        profile = profile_of(straight, cage, rib)
        spots = (*_breaks(profile, cage.size), *_calluses(profile, cage.size))
        found += [_in_patient(_described(straight, cage, rib, spot), lying) for spot in spots]
        report(0.5 + 0.5 * number / len(long))
    found.sort(key=lambda item: -float(item.centre[2]))
    return RibFindings(
        cage, tuple(replace(item, number=number) for number, item in enumerate(found, 1)), straight
    )


def _lying(scan: Scan, lungs: tuple[Lung, ...] | None) -> Upright:
    try:
        return Upright.of(scan, lungs)
    except NoLungFoundError as error:
        raise UnfitSeriesError("NoLungFound", "该序列中未找到肺组织，无法识别肋骨") from error


def _in_patient(item: Fracture, lying: Upright) -> Fracture:
    return replace(
        item, centre=lying.in_patient(item.centre), stretch=lying.in_patient(item.stretch)
    )


def write_ribs(scan: Scan, result: RibFindings, folder: Path) -> None:
    """Write the masks of fractures (their number) and of ribs into a folder. Raises OSError.

    A rib's value is its number, or above 100 where that is unknown.
    """
    write_volume(scan, fracture_mask(scan, result), folder / FRACTURES_NAME)
    write_volume(scan, rib_mask(result.straight, result.cage), folder / RIBS_NAME)


def fracture_mask(scan: Scan, result: RibFindings) -> NDArray[np.uint8]:
    """Return a mask on the scan's grid: a cylinder around each broken stretch of a rib."""
    mask = np.zeros(scan.voxels.shape, np.uint8)
    radius = _BOX_RADIUS_MM * result.cage.size
    for item in result.fractures:
        box = tuple(
            slice(int(a), int(b) + 1) for a, b in zip(item.low[::-1], item.high[::-1], strict=True)
        )
        part = mask[box]
        index = np.argwhere(np.ones(part.shape, bool))[:, ::-1] + item.low
        away, _ = cKDTree(item.stretch).query(scan.origin + index @ scan.axes.T)
        part[(away <= radius).reshape(part.shape)] = min(item.number, 255)
    return mask


def rib_mask(scan: Scan, cage: Cage) -> NDArray[np.uint8]:
    """Return a mask on the (straight) scan's grid with the number of the rib, or above 100."""
    values = np.zeros(256, np.uint8)
    nameless = 0
    for rib in cage.ribs:
        nameless += rib.number == 0
        values[rib.label] = rib.number or min(UNNUMBERED + nameless, 255)
    numbered = values[np.where(cage.labels == OTHER_BONE, 0, cage.labels)]
    mask = np.zeros(scan.voxels.shape, np.uint8)
    # From the scan's voxels to the cage's: an affine map, both in (z, y, x).
    matrix = (scan.axes / cage.grid.step)[::-1, ::-1]
    offset = ((scan.origin - cage.grid.origin) / cage.grid.step)[::-1]
    ndimage.affine_transform(
        numbered, matrix, offset, scan.voxels.shape, mask, order=0, mode="constant", prefilter=False
    )
    return mask


def _breaks(profile: Profile, size: float) -> Iterator[_Spot]:
    """Find short stretches with much less bone, and bone on both sides."""
    share = np.maximum(profile.mass, profile.area)
    step = profile.step / size
    for first, last in _runs(share < _WHOLE_ABOVE):
        is_inner = (
            first * step >= _FROM_SPINE_MM and (len(share) - 1 - last) * step >= _FROM_FRONT_MM
        )
        least = float(share[first : last + 1].min())
        if is_inner and least < _BROKEN_BELOW and (last - first) * step <= _WIDEST_BREAK_MM:
            is_displaced = _offset(profile, first, last, size) > _DISPLACED_MM * size
            category = "displaced" if is_displaced else "non-displaced"
            yield _Spot(first, last, category, _sureness(_BROKEN_BELOW - least))


def _calluses(profile: Profile, size: float) -> Iterator[_Spot]:
    """Find short thick stretches, with a usual rib on both sides."""
    step = profile.step / size
    beside = max(1, round(_BESIDE_MM / step))
    area = ndimage.uniform_filter1d(profile.area, max(1, round(2.0 / step)))
    for first, last in _runs(area > _THICK_ABOVE):
        is_inner = min(first, len(area) - 1 - last) * step >= _CALLUS_MARGIN_MM
        is_short = _CALLUS_MM[0] <= (last - first) * step <= _CALLUS_MM[1]
        peak = float(area[first : last + 1].max())
        if not (is_inner and is_short and peak > _CALLUS_ABOVE):
            continue
        sides = (area[first - 2 * beside : first - beside], area[last + beside : last + 2 * beside])
        if all(len(side) and float(np.median(side)) < _BESIDE_BELOW for side in sides):
            yield _Spot(first, last, "old", _sureness(peak - _CALLUS_ABOVE))


def _runs(where: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last index of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], where, [False])).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _sureness(excess: float) -> float:
    """Return a confidence, two decimals: 0.5 at the border, never 1."""
    return min(0.99, round(1.0 / (1.0 + exp(-excess / _SURENESS)), 2))


def _offset(profile: Profile, first: int, last: int, size: float) -> float:
    """Return how far (mm) the axes before and after a break miss each other across the rib.

    A straight axis is laid through the middles of bone on either side, and both are followed to the
    middle of the break; the torn ends themselves are left out.
    """
    reach = max(4, round(_AXIS_MM * size / profile.step))
    middle = 0.5 * (first + last)
    torn = round(_TORN_MM * size / profile.step)
    first, last = first - torn, last + torn
    sides = (
        (max(0, first - reach), max(0, first)),
        (last + 1, min(len(profile.mass), last + 1 + reach)),
    )
    reached, slopes = [], []
    for start, end in sides:
        centres = profile.centres[start:end]
        known = np.isfinite(centres[:, 0])
        if np.count_nonzero(known) < 3:
            return 0.0
        slope, there = np.polyfit(np.arange(start, end)[known] - middle, centres[known], 1)
        reached.append(there)
        slopes.append(slope)
    way = slopes[0] + slopes[1]
    way /= max(float(np.linalg.norm(way)), 1e-9)
    apart = reached[1] - reached[0]
    return float(np.linalg.norm(apart - (apart @ way) * way))


def _described(scan: Scan, cage: Cage, rib: Rib, spot: _Spot) -> Fracture:
    points = rib.line.points
    step = float(np.linalg.norm(points[1] - points[0]))
    margin = round(_BOX_MARGIN_MM * cage.size / step)
    near = slice(max(0, spot.first - margin), spot.last + margin + 1)
    centre = points[(spot.first + spot.last) // 2]
    low, high = _box(scan, points, near, _BOX_RADIUS_MM * cage.size)
    angle = angle_around(centre, cage.middle, cage.grid, cage.centres)
    back, front = _LATERAL_DEGREES
    segment = "posterior" if angle < back else "lateral" if angle <= front else "anterior"
    return Fracture(
        0, rib, spot.category, segment, spot.confidence, centre, points[near], low, high
    )


def _box(
    scan: Scan, points: NDArray[np.float64], near: slice, radius: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the corners (voxel index) of the box around discs of a radius (mm) on a line."""
    across, along_wall = (item[near] * radius for item in frames(points))
    corners = np.concatenate(
        [points[near] + sign * side for side in (across, along_wall) for sign in (-1.0, 1.0)]
    )
    index = (corners - scan.origin) @ scan.to_index.T
    most = np.array(scan.voxels.shape[::-1]) - 1
    low = np.clip(np.floor(index.min(axis=0)), 0, most).astype(np.int64)
    return low, np.clip(np.ceil(index.max(axis=0)), 0, most).astype(np.int64)

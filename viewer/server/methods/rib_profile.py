"""What lies across a rib, all along it: how much bone, over what area, and around which centre.

The rib is straightened along its centre line, as in the unfolded views that radiologists read
(Pregler et al. 2022, J. Clin. Med. 11(9), 2502), and read in discs across it. A whole cortex
gives an even profile.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from viewer.server.methods.rib_cage import Cage, Rib
from viewer.server.methods.scan import Scan

Values = NDArray[np.float64]

_RADIUS_MM: Final = 8.0
_RING_MM: Final = 0.6
_SOFT_HU: Final = 100.0
_BONE_HU: Final = 150.0
_HARDEST_HU: Final = 1000.0
_AROUND_MM: Final = 30.0


@dataclass(frozen=True)
class Profile:
    """Along a rib, one entry each `step` mm (of the patient): bone as shares of what is usual.

    `mass` is the sum of HU above soft tissue, `area` that of bone, both over their running median;
    `centres` (n, 3) are the middles of bone in mm, LPS, NaN where there is none.
    """

    mass: Values
    area: Values
    centres: Values
    step: float


def profile_of(scan: Scan, cage: Cage, rib: Rib) -> Profile:
    """Return what lies across one rib; other bones are left out."""
    points = rib.line.points
    across, along_wall = frames(points)
    radius, ring = _RADIUS_MM * cage.size, _RING_MM * cage.size
    reach = np.arange(-radius, radius + 1e-6, ring)
    first, second = (item.ravel() for item in np.meshgrid(reach, reach))
    is_inside = first**2 + second**2 <= radius**2
    offsets = np.stack((first[is_inside], second[is_inside]))
    step = float(np.linalg.norm(np.diff(points[:2], axis=0)))
    mass, area = np.empty(len(points)), np.empty(len(points))
    centres = np.full((len(points), 3), np.nan)
    for number, point in enumerate(points):
        disc = point + (np.stack((across[number], along_wall[number]), axis=1) @ offsets).T
        hard = _hardness(scan, cage, rib, disc)
        bone = hard > _BONE_HU - _SOFT_HU
        mass[number], area[number] = hard.sum(), bone.sum()
        if bone.any():
            centres[number] = disc[bone].mean(axis=0)
    around = max(3, round(_AROUND_MM * cage.size / step)) | 1
    return Profile(_relative(mass, around), _relative(area, around), centres, step)


def frames(points: Values) -> tuple[Values, Values]:
    """Return two unit directions across a line (n, 3) at each of its points."""
    along = np.gradient(points, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    up = np.array([0.0, 0.0, 1.0])
    across = up - (along @ up)[:, None] * along
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    return across, np.cross(along, across)


def _hardness(scan: Scan, cage: Cage, rib: Rib, disc: Values) -> Values:
    """Return HU above soft tissue at points (n, 3), 0 in other bones than this rib."""
    index = (disc - scan.origin) @ scan.to_index.T
    values = ndimage.map_coordinates(
        scan.voxels, index.T[::-1], np.float64, order=1, mode="nearest"
    )
    places = ((disc - cage.grid.origin) / cage.grid.step).T[::-1]
    owners = ndimage.map_coordinates(cage.labels, places, order=0, mode="nearest")
    hard: Values = np.clip(values - _SOFT_HU, 0.0, _HARDEST_HU)
    hard[(owners != 0) & (owners != rib.label)] = 0.0
    return hard


def _relative(values: Values, around: int) -> Values:
    usual = ndimage.median_filter(values, around, mode="nearest")
    shares: Values = values / np.maximum(usual, 1e-6)
    return shares

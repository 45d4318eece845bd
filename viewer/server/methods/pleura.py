"""Everything inside the pleura, consolidated parts at the chest wall included.

A lung's air is found by threshold (`lungs`), so a consolidation that touches the wall is left out,
as a dent. Closing such dents is the old remedy: with a rolling ball (Armato, Sensakovic 2004,
"Automated lung segmentation for thoracic CT", Academic Radiology 11(9)), or with the convex shape
of the chest wall (Pu, Paik, Meng, Roos, Rubin 2011, "Shape break-and-repair strategy", IEEE TVCG
17(1)). Here the wall is read in polar form around the middle of the chest: where it falls short of
the convex hull, it is bridged by the arc that the ends of the dent and the ellipse of the chest
suggest. Only the sides and the back are bridged, and only dents with lung below them: a dent that
goes on to the last slice is the diaphragm.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import ConvexHull, QhullError

from viewer.server.methods.lungs import Lung, segment_lungs
from viewer.server.methods.masks import depth
from viewer.server.methods.scan import Grid, Mask, Scan, Volume, resample, sample

STEP_MM: Final = 1.5
_AIR_BELOW_HU: Final = -400.0
_SURE_MM: Final = 3.0
_NEAR_MM: Final = 2.5
_BALL_SHARE: Final = 0.04
_DENT_MM: Final = 2.5
_DEEPEST_SHARE: Final = 0.28
_FRONT_DEGREES: Final = 40
_BACK_DEGREES: Final = 22
_DEEP_DENT_MM: Final = 5.0
_WALL_RADIUS_SHARE: Final = 0.4
_EDGE_BINS: Final = 4
_BINS: Final = 360
_SUPPORTED: Final = 0.5
_LARGEST_HOLE_ML: Final = 60.0

Profile = NDArray[np.float64]


@dataclass(frozen=True)
class Pleura:
    """Both lungs on one straight grid.

    `values` are HU there; `inside` all within the pleura, `left` which of it is the left lung,
    `width_mm` how wide both lungs are together.
    """

    values: Volume
    inside: Mask
    left: Mask
    grid: Grid
    width_mm: float


def find_pleura(scan: Scan, lungs: tuple[Lung, ...] | None = None) -> Pleura:
    """Return the inside of both lungs, found anew where not given. Raises NoLungFoundError."""
    lungs = lungs or segment_lungs(scan)
    low = np.min([lung.grid.origin for lung in lungs], axis=0) - 2.0 * STEP_MM
    high = np.max([_far_corner(lung) for lung in lungs], axis=0) + 2.0 * STEP_MM
    grid = Grid.covering(low, high, STEP_MM)
    values = sample(scan, grid)
    sides = {lung.side: _refined(lung, values, grid) for lung in lungs}
    both = np.logical_or.reduce(list(sides.values()))
    columns = np.flatnonzero(both.any(axis=(0, 1)))
    width = float(columns[-1] - columns[0] + 1) * STEP_MM
    whole = np.zeros_like(both)
    for mask in sides.values():
        whole |= closed_by_ball(mask, _BALL_SHARE * width)
    whole |= _dents(whole, width)
    whole = _without_holes(whole)
    left = whole & _nearer_to_left(sides, grid)
    return Pleura(values, whole, left, grid, width)


def _far_corner(lung: Lung) -> NDArray[np.float64]:
    return lung.grid.point(np.array(lung.inside.shape, float))


def _refined(lung: Lung, values: Volume, grid: Grid) -> Mask:
    """Return a lung on the finer grid: its sure inside, and the air close to it."""
    share = resample(lung.inside.astype(np.float32), lung.grid, grid, 0.0)
    away = depth(share <= 0.5, grid.step)
    refined: Mask = (depth(share > 0.5, grid.step) > _SURE_MM) | (
        (away < _NEAR_MM) & (values < _AIR_BELOW_HU)
    )
    return refined


def closed_by_ball(mask: Mask, radius_mm: float) -> Mask:
    """Return the mask closed by a ball."""
    pad = int(np.ceil(radius_mm / STEP_MM)) + 1
    padded = np.pad(mask, pad)
    grown = depth(~padded, STEP_MM) <= radius_mm
    closed = depth(grown, STEP_MM) > radius_mm
    inner = tuple(slice(pad, -pad) for _ in range(3))
    result: Mask = closed[inner] | mask
    return result


def _dents(whole: Mask, width: float) -> Mask:
    """Return dents of the outer wall of both lungs at the sides and the back."""
    rows = np.flatnonzero(whole.any(axis=(0, 2)))
    columns = np.flatnonzero(whole.any(axis=(0, 1)))
    middle = (float(rows[0] + rows[-1]) / 2, float(columns[0] + columns[-1]) / 2)
    wall = _wall(whole, middle)
    half = (float(rows[-1] - rows[0] + 1) / 2, float(columns[-1] - columns[0] + 1) / 2)
    shape = _ellipse(*half)
    filled = np.stack([_bridged(profile, shape, width) for profile in wall])
    filled = np.minimum(filled, wall + _DEEPEST_SHARE * width / STEP_MM)
    y, x = (np.arange(n) - m for n, m in zip(whole.shape[1:], middle, strict=True))
    radius = np.hypot(y[:, None], x[None, :])
    angle = np.degrees(np.arctan2(x[None, :], -y[:, None])) % 360.0
    bins = np.rint(angle * _BINS / 360.0).astype(int) % _BINS
    dents = np.zeros_like(whole)
    for index, (old, new) in enumerate(zip(wall, filled, strict=True)):
        deeper = (new - old) * STEP_MM > _DENT_MM / 2
        if deeper.any():
            inside = (radius <= new[bins]) & (radius > old[bins] - 1.0) & deeper[bins]
            dents[index] = inside & ~whole[index]
    return _supported(dents, whole)


def _ellipse(depth_half: float, width_half: float) -> Profile:
    """Return the radius of an ellipse for each bin: the chest's shape, roughly."""
    angles = np.radians(np.arange(_BINS) * 360.0 / _BINS)
    radius: Profile = 1.0 / np.hypot(np.cos(angles) / depth_half, np.sin(angles) / width_half)
    return radius


def _wall(whole: Mask, middle: tuple[float, float]) -> Profile:
    """Return, for each slice and degree (0 in front, rising leftwards), the outermost radius.

    In grid steps; 0 where a ray meets no lung.
    """
    longest = int(np.hypot(*whole.shape[1:]))
    radii = np.arange(0.0, longest, 0.5)
    angles = np.radians(np.arange(_BINS) * 360.0 / _BINS)
    rows = np.rint(middle[0] - np.outer(np.cos(angles), radii)).astype(int)
    columns = np.rint(middle[1] + np.outer(np.sin(angles), radii)).astype(int)
    fits = (rows >= 0) & (rows < whole.shape[1]) & (columns >= 0) & (columns < whole.shape[2])
    rows, columns = np.where(fits, rows, 0), np.where(fits, columns, 0)
    wall = np.zeros((len(whole), _BINS))
    for index, plane in enumerate(whole):
        wall[index] = np.where(plane[rows, columns] & fits, radii, 0.0).max(axis=1)
    return wall


def _bridged(profile: Profile, shape: Profile, width: float) -> Profile:
    """Return the wall of one slice with its dents bridged; `shape` is the chest's ellipse."""
    filled = profile.copy()
    if np.count_nonzero(profile) < _BINS // 3:
        return filled
    hull = _hull(profile)
    missing = (hull - profile) * STEP_MM
    degrees = np.arange(_BINS) * 360.0 / _BINS
    from_front = np.minimum(degrees, 360.0 - degrees)
    is_costal = (from_front > _FRONT_DEGREES) & (from_front < 180.0 - _BACK_DEGREES)
    runs, count = ndimage.label((missing > _DENT_MM) & is_costal)
    for run in range(1, count + 1):
        places = np.flatnonzero(runs == run)
        if missing[places].max() > _DEEP_DENT_MM:
            level = _level(profile / shape, places, is_costal)
            chord = float(np.hypot(*_step_between(hull, places))) * STEP_MM
            bulge = chord**2 / (8.0 * _WALL_RADIUS_SHARE * width) / STEP_MM
            curve = np.minimum(level * shape[places], hull[places] + bulge)
            filled[places] = np.maximum(curve, profile[places])
    return filled


def _level(
    share: Profile, places: NDArray[np.int64], is_costal: NDArray[np.bool_]
) -> Profile | float:
    """Return the wall over a dent, as a share of the ellipse, from the wall at its two ends.

    Next to the spine there is no wall to go by: there, the other end decides.
    """
    ends = []
    for end, away in ((places[0], -1), (places[-1], 1)):
        beside = (end + away * np.arange(1, _EDGE_BINS + 1)) % _BINS
        ends.append(float(np.median(share[beside])) if is_costal[beside].all() else 0.0)
    before, after = (end or max(ends) for end in ends)
    level: Profile = np.linspace(before, after, len(places))
    return level


def _step_between(hull: Profile, places: NDArray[np.int64]) -> tuple[float, float]:
    """Return the way between the ends of a dent, along and across the chest."""
    angles = np.radians(places[[0, -1]] * 360.0 / _BINS)
    radii = hull[places[[0, -1]]]
    across, along = np.diff(radii * np.sin(angles)), np.diff(radii * np.cos(angles))
    return float(across[0]), float(along[0])


def _hull(profile: Profile) -> Profile:
    """Return the radius of the convex hull of a closed wall, for each bin."""
    angles = np.radians(np.arange(_BINS) * 360.0 / _BINS)
    points = np.column_stack((profile * np.sin(angles), profile * np.cos(angles)))
    try:
        corners = np.sort(ConvexHull(points).vertices)
    except QhullError:
        return profile
    following = np.roll(corners, -1)
    edge = np.searchsorted(corners, np.arange(_BINS), side="right") - 1
    start, end = points[corners[edge]], points[following[edge]]
    way = np.column_stack((np.sin(angles), np.cos(angles)))
    along = end - start
    across = way[:, 0] * along[:, 1] - way[:, 1] * along[:, 0]
    reach = start[:, 0] * along[:, 1] - start[:, 1] * along[:, 0]
    hull = np.divide(reach, across, out=profile.copy(), where=np.abs(across) > 1e-9)
    outermost: Profile = np.maximum(hull, profile)
    return outermost


def _supported(dents: Mask, whole: Mask) -> Mask:
    """Return those dents that have lung below most of them: not the diaphragm."""
    opened = ndimage.binary_opening(dents, iterations=1)
    labels, count = ndimage.label(opened)
    kept = np.zeros(count + 1, bool)
    for label, place in enumerate(ndimage.find_objects(labels), 1):
        flat = (labels[place] == label).any(axis=0)
        below = whole[: place[0].start + 1, place[1], place[2]].any(axis=0)
        kept[label] = np.count_nonzero(flat & below) > _SUPPORTED * np.count_nonzero(flat)
    supported: Mask = kept[labels]
    grown: Mask = ndimage.binary_dilation(supported, iterations=1) & dents
    return grown


def _without_holes(whole: Mask) -> Mask:
    """Fill what is enclosed on all sides, unless it is as large as the top of the liver."""
    holes = ndimage.binary_fill_holes(whole) & ~whole
    labels, _ = ndimage.label(holes)
    sizes = np.bincount(labels.ravel()) * STEP_MM**3 / 1000.0
    small = sizes <= _LARGEST_HOLE_ML
    small[0] = False
    filled: Mask = whole | small[labels]
    return filled


def _nearer_to_left(sides: dict[str, Mask], grid: Grid) -> Mask:
    """Return the voxels that are nearer to the left lung than to the right one."""
    away = {side: depth(~mask, grid.step) for side, mask in sides.items()}
    if len(away) == 1:
        return np.full(grid.shape, "left" in away)
    nearer: Mask = away["left"] < away["right"]
    return nearer

"""The ribs of a chest CT, one by one: bone around the lungs, without spine, sternum and scapulae.

The order is that of Shen, Liang, Shao and Qing (2004), MICCAI, and of Staal, van Ginneken and
Viergever (2007), Medical Image Analysis 11(1): bone by its density, single ribs as long parts of
it, a centre line along each, fragments joined where one goes on in the other, and numbers from the
top down. Bones that touch are told apart by their cores (what is left after an erosion).
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import ConvexHull, QhullError, cKDTree

from viewer.server.methods.lungs import Lung
from viewer.server.methods.masks import depth
from viewer.server.methods.rib_line import Line, chains, even, line_through
from viewer.server.methods.scan import Grid, Mask, Point, Scan, Volume, resample, sample
from viewer.server.stack import UnfitSeriesError

_ADULT_WIDTH_MM: Final = 240.0
_SIZES: Final = (0.45, 1.25)
# All lengths below are those of an adult and scale with the width of the chest.
_STEP_MM: Final = 1.4
_BONE_HU: Final = 150.0
_MARROW_MM2: Final = 150.0
_CORES_MM: Final = (1.7, 2.2, 2.7, 3.2)
_FORKED_MM: Final = 10.0
_FORKED_SHARE: Final = 0.3
_GROWTH_STEPS: Final = 3
_SPINE_MM: Final = 32.0
_STERNUM_MM: Final = 28.0
_WITHIN_MM: Final = 12.0
_WITHOUT_MM: Final = 15.0
_LEAST_NEAR: Final = 0.5
_FRAGMENT_MM3: Final = 60.0
_FRAGMENT_MM: Final = 8.0
_RIB_MM: Final = 45.0
_LINE_STEP_MM: Final = 0.5
_SMOOTH_MM: Final = 5.0
_AT_SPINE_MM: Final = 55.0
_BEHIND_DEGREES: Final = 75.0
_ORPHAN_DEGREES: Final = 110.0
_MARGIN_MM: Final = 25.0
_ABOVE_MM: Final = 35.0
_BELOW_MM: Final = 80.0
_OUTLINE_REACH_MM: Final = 45.0
_APEX_MM: Final = 5.0
_MISSING: Final = 1.6
_MOST: Final = 12
_NEIGHBOURS: Final = np.ones((3, 3, 3))


@dataclass(frozen=True)
class Rib:
    """One rib: `side` as the patient has it, `number` 1 to 12 from the top, 0 where unknown.

    `label` is its value in the cage's `labels`; the line runs from the spine to the front.
    """

    side: str
    number: int
    label: int
    line: Line


@dataclass(frozen=True)
class Cage:
    """The ribs of a scan, and which voxel of a straight grid belongs to which.

    `labels` holds 0 for no bone, a rib's label, or 255 for any other bone. `size` is the chest's
    width over that of an adult: all lengths of the method scale with it. `middle` gives x (mm) of
    the body's middle and `centres` y (mm) of the chest's centre in each plane of the grid.
    """

    ribs: tuple[Rib, ...]
    labels: NDArray[np.uint8]
    grid: Grid
    size: float
    middle: float
    centres: NDArray[np.float64]


def find_cage(scan: Scan, lungs: tuple[Lung, ...]) -> Cage:
    """Return the ribs of a scan. Raises UnfitSeriesError ("NoRibsFound")."""
    chest = _Chest.of(scan, lungs)
    bone = _filled(sample(scan, chest.grid) > _BONE_HU, chest)
    inward = depth(bone, chest.grid.step) / np.float32(chest.size)
    parts, pieces = _pieces(inward, chest)
    ribs, owners = _ribs_of(parts, pieces, chest)
    if not ribs:
        raise UnfitSeriesError("NoRibsFound", "该序列中未找到肋骨")
    labels = _grown(owners[parts], bone)
    return Cage(ribs, labels, chest.grid, chest.size, chest.middle, chest.centres)


OTHER_BONE: Final = 255


@dataclass(frozen=True)
class _Chest:
    """The lungs on the cage's grid, and what is measured from their outline."""

    inside: Mask
    outward: Volume
    grid: Grid
    size: float
    middle: float
    centres: NDArray[np.float64]
    is_apex_shown: bool

    @classmethod
    def of(cls, scan: Scan, lungs: tuple[Lung, ...]) -> "_Chest":
        low, high = _extent(lungs)
        size = float(np.clip((high[0] - low[0]) / _ADULT_WIDTH_MM, *_SIZES))
        first, last = scan.bounds()
        is_apex_shown = bool(last[2] - high[2] >= _APEX_MM * size)
        margins = size * np.array([_MARGIN_MM, _MARGIN_MM, _ABOVE_MM])
        low = np.maximum(low - size * np.array([_MARGIN_MM, _MARGIN_MM, _BELOW_MM]), first)
        high = np.minimum(high + margins, last)
        grid = Grid.covering(low, high - _STEP_MM * size, _STEP_MM * size)
        coarse = Grid.covering(low, high - _STEP_MM * size, 2 * grid.step)
        inside, wide = _inside(lungs, grid), _inside(lungs, coarse)
        outline = _outline(wide, round(_OUTLINE_REACH_MM * size / coarse.step))
        outward = depth(~outline, coarse.step) - depth(outline, coarse.step)
        away = resample(outward, coarse, grid, 2 * _WITHOUT_MM)
        columns = np.flatnonzero(inside.any(axis=(0, 1)))
        middle = grid.origin[0] + grid.step * (columns[0] + columns[-1]) / 2
        centres = _centres(outline, coarse, grid)
        return cls(inside, away, grid, size, float(middle), centres, is_apex_shown)

    def near(self) -> Mask:
        """Where ribs can lie: from a little inside the outline to a little outside."""
        near: Mask = (self.outward > -_WITHIN_MM * self.size) & ~self.inside
        return near & (self.outward < _WITHOUT_MM * self.size)

    def spine_and_sternum(self) -> Mask:
        """Where these are: at the midline, behind and in front."""
        x = self.grid.origin[0] + self.grid.step * np.arange(self.grid.shape[2])
        y = self.grid.origin[1] + self.grid.step * np.arange(self.grid.shape[1])
        is_behind = y[None, :] > self.centres[:, None]
        width = np.where(is_behind, _SPINE_MM, _STERNUM_MM) * self.size
        where: Mask = np.abs(x - self.middle)[None, None, :] < width[:, :, None]
        return where

    def oriented(self, line: Line) -> Line:
        """Return a line from the spine to the front: around the chest's centre."""
        back, front = (self.angle(point) for point in line.points[[0, -1]])
        return line if back <= front else Line(line.points[::-1])

    def angle(self, point: Point) -> float:
        """Return where a point (mm) is around the chest: 0 behind, 180 in front."""
        return angle_around(point, self.middle, self.grid, self.centres)


def angle_around(point: Point, middle: float, grid: Grid, centres: NDArray[np.float64]) -> float:
    """Return degrees from the spine (0) over either side (90) to the front (180)."""
    plane = int(np.clip(round(float(grid.index(point)[0])), 0, len(centres) - 1))
    return float(np.degrees(np.arctan2(abs(point[0] - middle), point[1] - centres[plane])))


def _inside(lungs: tuple[Lung, ...], grid: Grid) -> Mask:
    inside = np.zeros(grid.shape, bool)
    for lung in lungs:
        inside |= resample(lung.inside.astype(np.float32), lung.grid, grid, 0.0) > 0.5
    return inside


def _extent(lungs: tuple[Lung, ...]) -> tuple[Point, Point]:
    """Return the corners (mm) of the box around the lungs."""
    corners = []
    for lung in lungs:
        sides = [np.flatnonzero(lung.inside.any(axis=axes)) for axes in ((1, 2), (0, 2), (0, 1))]
        corners += [lung.grid.point(np.array([side[end] for side in sides])) for end in (0, -1)]
    return np.min(corners, axis=0), np.max(corners, axis=0)


def _outline(inside: Mask, reach: int) -> Mask:
    """Return, in each slice, the convex outline of the lungs there and a little above.

    Below the lungs' bases it goes on straight down, where the lowest ribs are.
    """
    outline = np.zeros_like(inside)
    places = np.indices(inside.shape[1:]).reshape(2, -1)
    for number, plane in enumerate(outline):
        seen = np.argwhere(inside[number : number + reach + 1].any(axis=0))
        try:
            sides = ConvexHull(seen).equations
        except (QhullError, ValueError):
            continue
        away = sides[:, :2] @ places + sides[:, 2:]
        plane[:] = (away <= 0.0).all(axis=0).reshape(plane.shape)
    return outline


def _centres(outline: Mask, coarse: Grid, grid: Grid) -> NDArray[np.float64]:
    """Return y (mm) of the outline's centre in each plane of the finer grid."""
    filled = outline.any(axis=2)
    counts = filled.sum(axis=1)
    known = np.flatnonzero(counts)
    means = (filled * np.arange(coarse.shape[1])).sum(axis=1)[known] / counts[known]
    places = np.arange(grid.shape[0]) * grid.step / coarse.step
    centres: NDArray[np.float64] = coarse.origin[1] + coarse.step * np.interp(places, known, means)
    return centres


def _filled(bone: Mask, chest: _Chest) -> Mask:
    """Return bone with its marrow: small holes are filled, slice by slice."""
    largest = _MARROW_MM2 * chest.size**2 / chest.grid.step**2
    for plane in bone:
        holes, _ = ndimage.label(ndimage.binary_fill_holes(plane) & ~plane)
        sizes = np.bincount(holes.ravel())
        sizes[0] = 0
        plane[((sizes > 0) & (sizes < largest))[holes]] = True
    return bone


@dataclass(frozen=True)
class _Piece:
    """A long part of bone near the lungs; forked when its line does not follow all of it."""

    number: int
    line: Line
    is_forked: bool


def _pieces(inward: Volume, chest: _Chest) -> tuple[NDArray[np.int32], list[_Piece]]:
    """Return numbered parts of bone and those that can be ribs or parts of ribs.

    Where bones touch, a part is forked: there the cores are taken deeper until they part.
    """
    cores = (inward > _CORES_MM[0]) & ~chest.spine_and_sternum()
    parts, _ = ndimage.label(cores, _NEIGHBOURS)
    pieces = _long_parts(parts, chest)
    for deeper in _CORES_MM[1:]:
        forked = [piece.number for piece in pieces if piece.is_forked]
        if not forked:
            break
        cores &= ~np.isin(parts, forked) | (inward > deeper)
        parts, _ = ndimage.label(cores, _NEIGHBOURS)
        pieces = _long_parts(parts, chest)
    return parts, pieces


def _ribs_of(
    parts: NDArray[np.int32], pieces: list[_Piece], chest: _Chest
) -> tuple[tuple[Rib, ...], NDArray[np.uint8]]:
    """Return the ribs, and for each part the label of its rib, or 255."""
    numbers = [piece.number for piece in pieces]
    lines = [chest.oriented(piece.line) for piece in pieces]
    owners = np.full(int(parts.max()) + 1, OTHER_BONE, np.uint8)
    owners[0] = 0
    found: list[Rib] = []
    for chain in chains(lines, chest.size):
        points = np.concatenate([lines[item].points for item in chain])
        line = even(points, _LINE_STEP_MM * chest.size, _SMOOTH_MM * chest.size)
        if line.length_mm >= _RIB_MM * chest.size and len(found) < OTHER_BONE - 1:
            side = "left" if float(line.points[:, 0].mean()) > chest.middle else "right"
            found.append(Rib(side, 0, len(found) + 1, line))
            owners[[numbers[item] for item in chain]] = len(found)
    return _numbered(found, chest), owners


def _long_parts(parts: NDArray[np.int32], chest: _Chest) -> list[_Piece]:
    """Return the parts that can be a rib's: near the lungs, and long."""
    step = chest.grid.step
    sizes = np.bincount(parts.ravel())
    near = np.bincount(parts.ravel(), weights=chest.near().ravel())
    found = []
    for number, box in enumerate(ndimage.find_objects(parts), 1):
        is_small = sizes[number] * step**3 < _FRAGMENT_MM3 * chest.size**3
        if is_small or near[number] < _LEAST_NEAR * sizes[number]:
            continue
        corner = np.array([axis.start for axis in box])
        indices = np.argwhere(parts[box] == number) + corner
        places = chest.grid.origin + step * indices[:, ::-1]
        line = line_through(places, step)
        if line is not None and line.length_mm >= _FRAGMENT_MM * chest.size:
            away, _ = cKDTree(line.points).query(places)
            is_forked = float(np.mean(away > _FORKED_MM * chest.size)) > _FORKED_SHARE
            found.append(_Piece(number, line, is_forked))
    return found


def _numbered(ribs: list[Rib], chest: _Chest) -> tuple[Rib, ...]:
    """Count the ribs of each side from the top, where the scan shows the first one.

    It does when air of the lungs ends well below the scan's end. Counting stops at a gap so wide
    that a rib is missing.
    """
    top = chest.grid.point(np.array(chest.grid.shape) - 1.0)[2] - 2 * chest.grid.step
    result = []
    for side in ("right", "left"):
        mine = [rib for rib in ribs if rib.side == side]
        mine.sort(key=lambda rib: -float(rib.line.points[0, 2]))
        starts = [rib for rib in mine if _is_at_spine(rib, chest)]
        is_counted = chest.is_apex_shown and bool(starts) and _start(starts[0]) < top
        orphans = [rib for rib in mine if _is_orphan(rib, chest)]
        known = starts[: _unbroken(starts, orphans, chest)][:_MOST] if is_counted else []
        numbers = {rib.label: number for number, rib in enumerate(known, 1)}
        result += [replace(rib, number=numbers.get(rib.label, 0)) for rib in mine]
    return tuple(result)


def _start(rib: Rib) -> float:
    return float(rib.line.points[0, 2])


def _is_at_spine(rib: Rib, chest: _Chest) -> bool:
    first = rib.line.points[0]
    is_near = abs(float(first[0]) - chest.middle) < _AT_SPINE_MM * chest.size
    return is_near and chest.angle(first) < _BEHIND_DEGREES


def _is_orphan(rib: Rib, chest: _Chest) -> bool:
    """Whether the line is the front of a rib whose back was not found with it."""
    return not _is_at_spine(rib, chest) and chest.angle(rib.line.points[0]) < _ORPHAN_DEGREES


def _unbroken(starts: list[Rib], orphans: list[Rib], chest: _Chest) -> int:
    """Return how many ribs, from the top, follow one another without one missing."""
    counts = [len(starts)]
    for orphan in orphans:
        first = orphan.line.points[0]
        heights = [_height_at(rib, chest.angle(first), chest) for rib in starts]
        counts.append(sum(height > first[2] for height in heights))
    steps = -np.diff([_start(rib) for rib in starts])
    if len(steps):
        wide = np.flatnonzero(steps > _MISSING * np.median(steps))
        counts += [int(place) + 1 for place in wide]
    return min(counts)


def _height_at(rib: Rib, angle: float, chest: _Chest) -> float:
    """Return z (mm) of a rib's line where it is nearest to an angle around the chest."""
    points = rib.line.points[::4]
    off = [abs(chest.angle(point) - angle) for point in points]
    return float(points[int(np.argmin(off)), 2])


def _grown(cores: NDArray[np.uint8], bone: Mask) -> NDArray[np.uint8]:
    """Give each voxel of bone to the core that reaches it first."""
    labels = cores.copy()
    for _ in range(_GROWTH_STEPS):
        wider = ndimage.maximum_filter(labels, 3)
        rim = bone & (labels == 0)
        labels[rim] = wider[rim]
    labels[bone & (labels == 0)] = OTHER_BONE
    return labels

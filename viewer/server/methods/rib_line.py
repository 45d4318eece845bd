"""Centre lines of ribs: along a part by the way inside it, and across a break from part to part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

Points = NDArray[np.float64]

_NEIGHBOUR: Final = 1.75
_BIN_STEPS: Final = 2.2
_END_BINS: Final = 6
_JOIN_MM: Final = 18.0
_JOINED_MM: Final = 30.0
_JOIN_ASIDE_MM: Final = 14.0
_JOIN_BACK_MM: Final = 5.0
_JOIN_TURN: Final = 0.5


@dataclass(frozen=True)
class Line:
    """A centre line (n, 3) in mm, LPS, from the spine to the front, its points evenly apart."""

    points: Points

    @property
    def length_mm(self) -> float:
        """The length along the line."""
        return float(np.linalg.norm(np.diff(self.points, axis=0), axis=1).sum())

    def direction(self, *, at_front: bool) -> Points:
        """Return the unit direction, forwards, at one end."""
        reach = min(_END_BINS, len(self.points) - 1)
        last, first = (-1, -1 - reach) if at_front else (reach, 0)
        way = self.points[last] - self.points[first]
        unit: Points = way / max(float(np.linalg.norm(way)), 1e-6)
        return unit


def line_through(places: Points, step: float) -> Line | None:
    """Return the centre line of a part's voxel places (n, 3), `step` mm apart; None for a lump.

    Voxels are ordered by their way through the part from one of its ends (Dijkstra), and the line
    runs through the means of equal lengths of way.
    """
    tree = cKDTree(places)
    pairs = tree.query_pairs(_NEIGHBOUR * step, output_type="ndarray")
    if len(pairs) == 0:
        return None
    lengths = np.linalg.norm(places[pairs[:, 0]] - places[pairs[:, 1]], axis=1)
    count = len(places)
    graph = sparse.coo_matrix((lengths, (pairs[:, 0], pairs[:, 1])), (count, count)).tocsr()
    start = 0
    way = np.zeros(count)
    # From any voxel, the farthest is an end; from that end, ways are measured.
    for _ in range(2):
        way = csgraph.dijkstra(graph, directed=False, indices=start)
        way[~np.isfinite(way)] = 0.0
        start = int(way.argmax())
    bins = (way / (_BIN_STEPS * step)).astype(int)
    filled = np.bincount(bins) > 0
    means = [np.bincount(bins, places[:, axis])[filled] for axis in range(3)]
    points = np.stack(means, axis=1) / np.bincount(bins)[filled, None]
    if len(points) < 3:
        return None
    return Line(points)


def even(points: Points, step: float, smooth_mm: float) -> Line:
    """Return the line through points, smoothed, its points `step` mm apart."""
    lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
    along = np.concatenate(([0.0], np.cumsum(lengths)))
    at = np.arange(0.0, along[-1], step)
    fine = np.stack([np.interp(at, along, points[:, axis]) for axis in range(3)], axis=1)
    # Odd reflection at the ends keeps them where they are.
    reach = min(len(fine) - 1, round(3 * smooth_mm / step))
    before = 2 * fine[0] - fine[reach:0:-1]
    after = 2 * fine[-1] - fine[-2 : -reach - 2 : -1]
    long = np.concatenate((before, fine, after))
    smoothed = ndimage.gaussian_filter1d(long, smooth_mm / step, axis=0)
    return Line(smoothed[reach : reach + len(fine)])


def chains(lines: Sequence[Line], size: float) -> list[list[int]]:
    """Return which lines follow one another along one rib, from the spine to the front."""
    costs = [
        (cost, back, front)
        for back in range(len(lines))
        for front in range(len(lines))
        if back != front and (cost := _cost(lines[back], lines[front], size)) is not None
    ]
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    for _, back, front in sorted(costs):
        if back not in after and front not in before:
            after[back], before[front] = front, back
    joined = []
    for first in range(len(lines)):
        if first in before:
            continue
        chain = [first]
        while chain[-1] in after and after[chain[-1]] not in chain:
            chain.append(after[chain[-1]])
        joined.append(chain)
    return joined


def _cost(back: Line, front: Line, size: float) -> float | None:
    """Return how far two ends are apart where one can go on in the other, else None.

    Short pieces in front of a rib are calcified cartilage, not fragments.
    """
    gap = front.points[0] - back.points[-1]
    length = float(np.linalg.norm(gap))
    if length > _JOIN_MM * size or front.length_mm < _JOINED_MM * size:
        return None
    leaving, arriving = back.direction(at_front=True), front.direction(at_front=False)
    if float(leaving @ arriving) < _JOIN_TURN:
        return None
    way = leaving + arriving
    along = float(gap @ way) / float(np.linalg.norm(way))
    aside = float(np.sqrt(max(length**2 - along**2, 0.0)))
    if along < -_JOIN_BACK_MM * size or aside > _JOIN_ASIDE_MM * size:
        return None
    return length + aside

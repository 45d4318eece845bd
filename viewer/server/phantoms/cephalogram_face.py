"""A face as its landmarks make it: outlines that pass through them as their definitions say.

An outline is written for the ordinary face and bent to another by a thin plate spline through the
landmarks (Bookstein FL, "Principal warps", IEEE Trans Pattern Anal Mach Intell 11, 1989); where it
bears a landmark it passes through that point exactly, and in the direction that the landmark's
definition asks for: "lowest" is where it runs level.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from viewer.server.phantoms.cephalogram_points import CLASS_1, Place
from viewer.server.phantoms.radiograph import Points, points, smooth

# Points that no growth moves: the skull's vault, the spine, the far ends of the neck.
_ANCHORS: Final = (
    (72.5, -30.0),
    (36.0, -88.0),
    (-16.0, -98.0),
    (-74.0, -74.0),
    (-94.0, 8.0),
    (-60.0, 45.0),
    (-30.0, 62.0),
    (-32.0, 100.0),
    (-80.0, 100.0),
    (-20.0, 135.0),
    (110.0, -20.0),
)
# Neighbours that lie too close together would fold the spline.
_TOO_CLOSE: Final = frozenset({"Stms", "Ls", "Li", "L6", "Go", "Gn", "Pcd", "Cm", "D"})


@dataclass(frozen=True, slots=True)
class Crest:
    """A landmark that is an extreme of the outline: the direction in which the outline passes it.

    `along` is a vector, or two codes: parallel to the line from one to the other. The outline
    bends by `bulge` mm over `reach` mm on both sides, to the left of the way when it is positive.
    """

    code: str
    along: Place | tuple[str, str]
    reach: float = 2.5
    bulge: float = 0.3


@dataclass(frozen=True, slots=True)
class Between:
    """A point that follows two landmarks, where the spline is too coarse.

    It lies the `share` of the way from the first to the second, `left` mm to the left of it.
    """

    first: str
    second: str
    share: float
    left: float


Waypoint = str | Place | Crest | Between


class Face:
    """A drawn face: its landmarks, and how the ordinary anatomy is bent to them."""

    def __init__(self, landmarks: Mapping[str, Place]) -> None:
        self._places = {code: np.array(place, np.float64) for code, place in landmarks.items()}
        codes = [code for code in CLASS_1 if code not in _TOO_CLOSE]
        self._from = points(*(CLASS_1[code] for code in codes), *_ANCHORS)
        target = points(*(landmarks[code] for code in codes), *_ANCHORS)
        self._weights = _spline(self._from, target)

    def at(self, code: str) -> Points:
        """Return where a landmark lies, an array (2,)."""
        return self._places[code]

    def beside(self, code: str, right: float, down: float) -> Points:
        """Return the place so many mm beside a landmark, an array (2,)."""
        moved: Points = self._places[code] + np.array((right, down))
        return moved

    def bent(self, shape: Points) -> Points:
        """Return where points of the ordinary face lie in this one."""
        kernel = _kernel(np.linalg.norm(shape[:, None] - self._from[None], axis=2))
        flat = np.column_stack((kernel, np.ones(len(shape)), shape))
        moved: Points = flat @ self._weights
        return moved

    def curve(self, *way: Waypoint, closed: bool = False) -> Points:
        """Return the smooth path along landmarks, crests and points of the ordinary face."""
        return smooth(np.concatenate([self._corners(item) for item in way]), closed=closed)

    def polygon(self, *way: Waypoint) -> Points:
        """Return the straight-sided path along the same things."""
        return np.concatenate([self._corners(item) for item in way])

    def _corners(self, item: Waypoint) -> Points:
        if isinstance(item, str):
            return self._places[item][None]
        if isinstance(item, Between):
            start = self._places[item.first]
            along = self._places[item.second] - start
            aside = item.left * _left_of(along) / np.linalg.norm(along)
            beside: Points = start + item.share * along + aside
            return beside[None]
        if not isinstance(item, Crest):
            return self.bent(points(item))
        along = self._along(item)
        left = _left_of(along)
        # A parabola; with its ends alone the path would swing past the landmark.
        share = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])[:, None]
        corners: Points = (
            self._places[item.code] + item.reach * share * along + item.bulge * share**2 * left
        )
        return corners

    def _along(self, crest: Crest) -> Points:
        first, second = crest.along
        if isinstance(first, str) and isinstance(second, str):
            vector: Points = self._places[second] - self._places[first]
        else:
            vector = np.array(crest.along, np.float64)
        return vector / float(np.linalg.norm(vector))


def _left_of(vector: Points) -> Points:
    """Return a vector turned to the left, as the film is looked at."""
    turned: Points = np.array([vector[1], -vector[0]])
    return turned


def _spline(source: Points, target: Points) -> Points:
    """Return the weights (n + 3, 2) of the thin plate spline that carries source to target."""
    count = len(source)
    kernel = _kernel(np.linalg.norm(source[:, None] - source[None], axis=2))
    flat = np.column_stack((np.ones(count), source))
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = kernel
    system[:count, count:] = flat
    system[count:, :count] = flat.T
    weights = np.linalg.solve(system, np.concatenate((target, np.zeros((3, 2)))))
    return np.asarray(weights, np.float64)


def _kernel(distance: Points) -> Points:
    """Return r² log r, 0 at 0."""
    safe = np.where(distance > 0, distance, 1.0)
    value: Points = safe**2 * np.log(safe)
    return np.where(distance > 0, value, 0.0)

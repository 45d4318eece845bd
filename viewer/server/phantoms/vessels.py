"""A branching vessel tree for each lung, grown from a seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.anatomy import lung_distance

Point = NDArray[np.float64]
_GENERATIONS: Final = 8
_ROOT_RADIUS: Final = 6.0
_ROOT_LENGTH: Final = 30.0
_SMALLEST_RADIUS: Final = 0.65
_CLEARANCE_MM: Final = 3.0
_TAPER: Final = 0.9
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Segment:
    """A tapering tube between two points (mm LPS of the phantom's frame)."""

    start: Point
    end: Point
    start_radius: float
    end_radius: float


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A ball that the tree must not touch: a nodule that stands free."""

    centre: Point
    radius: float


def grow(seed: int, scale: float, obstacles: Sequence[Obstacle]) -> tuple[Segment, ...]:
    """Return the vessels of both lungs; the same seed gives the same tree."""
    rng = np.random.default_rng(seed)
    segments: list[Segment] = []
    for side in (-1.0, 1.0):
        for heading in ((0.6, -0.2, 0.75), (0.9, 0.1, 0.0), (0.5, 0.5, -0.7)):
            root = np.array([side * 26.0, 12.0, -14.0]) * scale
            direction = _unit(np.array([side * heading[0], heading[1], heading[2]]))
            branch = _Branch(root, direction, _ROOT_RADIUS, _ROOT_LENGTH)
            _grow_branch(branch, _GENERATIONS, rng, _Growth(scale, obstacles, segments))
    return tuple(segments)


@dataclass(frozen=True, slots=True)
class _Branch:
    """Where a vessel starts; sizes are those of an adult."""

    start: Point
    direction: Point
    radius: float
    length: float


@dataclass(frozen=True, slots=True)
class _Growth:
    scale: float
    obstacles: Sequence[Obstacle]
    segments: list[Segment]

    def fits(self, segment: Segment) -> bool:
        """Return whether the tube stays in the lung and clear of the free nodules."""
        x, y, z = (np.float32(value / self.scale) for value in segment.end)
        deep = float(lung_distance(*(np.full((1, 1), v, np.float32) for v in (x, y, z)))[0, 0])
        if deep * self.scale > -(segment.end_radius + 2.0):
            return False
        reach = segment.start_radius + _CLEARANCE_MM
        return all(
            _distance_to_axis(ball.centre, segment) > ball.radius + reach for ball in self.obstacles
        )


def _grow_branch(
    branch: _Branch, generations: int, rng: np.random.Generator, growth: _Growth
) -> None:
    """Add the first fitting tube among a few tries, then its two children."""
    tries = [branch.direction, *(_bent(branch.direction, rng) for _ in range(_TRIES))]
    shares = rng.uniform(0.66, 0.86, size=2)
    if generations == 0 or branch.radius < _SMALLEST_RADIUS:
        return
    fitting = (tube for tube in (_tube(branch, way, growth.scale) for way in tries))
    segment = next((tube for tube in fitting if growth.fits(tube)), None)
    if segment is None:
        return
    growth.segments.append(segment)
    direction = _unit(segment.end - segment.start)
    for share in shares:
        child = _Branch(
            segment.end,
            _bent(direction, rng),
            branch.radius * _TAPER * float(share),
            branch.length * (0.62 + 0.25 * float(share)),
        )
        _grow_branch(child, generations - 1, rng, growth)


def _tube(branch: _Branch, direction: Point, scale: float) -> Segment:
    return Segment(
        branch.start,
        branch.start + direction * branch.length * scale,
        branch.radius * scale,
        branch.radius * _TAPER * scale,
    )


def _bent(direction: Point, rng: np.random.Generator) -> Point:
    return _unit(direction + 0.6 * _unit(rng.normal(size=3)))


def _distance_to_axis(point: Point, segment: Segment) -> float:
    axis = segment.end - segment.start
    along = np.clip(np.dot(point - segment.start, axis) / np.dot(axis, axis), 0.0, 1.0)
    return float(np.linalg.norm(point - segment.start - along * axis))


def _unit(vector: Point) -> Point:
    length: Point = vector / np.linalg.norm(vector)
    return length

"""The ways in which a picture that is sought may lie in a kept one: whole, turned, cut out.

What was cut off cannot be guessed, so no one description of a picture survives a crop. Instead the
sought picture is laid into the kept one's frame in a few ways, and only what both show is compared.
Positions are pixels of the tiny picture, (0, 0) the centre of its first one; affine maps (2, 3).
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.similarity.traits import SIDE, Traits

Maps = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class View:
    """One way: a `part` of each side cut out at `top`, `left` (parts), then turned by `degrees`."""

    degrees: float = 0.0
    part: float = 1.0
    top: float = 0.0
    left: float = 0.0


_TURN: Final = 5.0
_PART: Final = 0.9
_STEPS: Final = (0.0, 0.05, 0.1)

VIEWS: Final = (
    View(),
    View(_TURN),
    View(-_TURN),
    *(View(0.0, _PART, top, left) for top in _STEPS for left in _STEPS),
    View(_TURN, _PART, 0.05, 0.05),
    View(-_TURN, _PART, 0.05, 0.05),
)


def maps_into(aspect: float) -> Maps:
    """Return for each view where a kept picture's pixel is in the sought one, (views, 2, 3).

    `aspect` is the sought picture's, which both were stretched from.
    """
    return np.stack([_map_of(view, aspect) for view in VIEWS]).astype(np.float32)


def inverse(maps: Maps) -> Maps:
    """Return the maps the other way round, (n, 2, 3)."""
    turn = np.linalg.inv(maps[:, :, :2])
    return np.concatenate([turn, -turn @ maps[:, :, 2:]], axis=2).astype(np.float32)


def places(maps: Maps, side: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return where the maps take each pixel of a frame: columns and rows, each (n, side, side)."""
    across = np.arange(side, dtype=np.float32)
    down = across[:, np.newaxis]
    numbers = maps.reshape(-1, 6, 1, 1).swapaxes(0, 1)
    return (
        numbers[0] * across + numbers[1] * down + numbers[2],
        numbers[3] * across + numbers[4] * down + numbers[5],
    )


@cache
def shown_cells(cells: int) -> NDArray[np.float32]:
    """Return which cells of the frame the sought picture shows, 1 or 0, (views, cells * cells)."""
    size = SIDE // cells
    columns, rows = places(maps_into(1.0), SIDE)
    inside = (np.minimum(columns, rows) > -0.5) & (np.maximum(columns, rows) < SIDE - 0.5)
    means = inside.reshape(-1, cells, size, cells, size).mean(axis=(2, 4))
    shows: NDArray[np.float32] = (means > 0.95).reshape(len(VIEWS), -1).astype(np.float32)
    return shows


def laid(traits: Traits) -> NDArray[np.float32]:
    """Return the sought picture as each view lays it, its edge going on, (views, SIDE, SIDE)."""
    import cv2

    columns, rows = (each.reshape(-1, SIDE) for each in places(maps_into(traits.aspect), SIDE))
    grey = traits.grey.astype(np.float32)
    views = cv2.remap(grey, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(views).reshape(-1, SIDE, SIDE)


def _map_of(view: View, aspect: float) -> NDArray[np.float64]:
    """Return the map of one view: cut out, then turned about the middle of what is left."""
    angle = np.deg2rad(view.degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    shape = np.array([aspect, 1.0])
    turn = turn * shape / shape[:, np.newaxis] / view.part
    middle = np.array([view.left, view.top]) + view.part / 2
    # In parts of the sides x -> turn (x - middle) + 1/2; a pixel's centre is half a pixel inside.
    shift = SIDE * (0.5 - turn @ middle) + turn @ np.array([0.5, 0.5]) - 0.5
    return np.column_stack([turn, shift])

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


@cache
def shown_cells(cells: int) -> NDArray[np.float32]:
    """Return which cells of the frame the sought picture shows, 1 or 0, (views, cells * cells)."""
    size = SIDE // cells
    whole = np.ones((SIDE, SIDE), np.float32)
    shown = [warped(whole, each, border=None) for each in maps_into(1.0)]
    means = np.stack(shown).reshape(-1, cells, size, cells, size).mean(axis=(2, 4))
    shows: NDArray[np.float32] = (means > 0.95).reshape(len(VIEWS), -1).astype(np.float32)
    return shows


def laid(traits: Traits) -> NDArray[np.float32]:
    """Return the sought picture as each view lays it, float32 (views, SIDE, SIDE)."""
    grey = traits.grey.astype(np.float32)
    return np.stack([warped(grey, each) for each in maps_into(traits.aspect)])


def warped(
    picture: NDArray[np.float32], places: Maps, border: float | None = float("nan")
) -> NDArray[np.float32]:
    """Return a picture's values at the mapped places of each pixel, between pixels linearly.

    Outside it is `border`; by NaN its edge goes on, by None it is 0.
    """
    import cv2

    rows, columns = picture.shape
    goes_on = border is not None and np.isnan(border)
    return np.asarray(
        cv2.warpAffine(
            picture,
            places,
            (columns, rows),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE if goes_on else cv2.BORDER_CONSTANT,
            borderValue=0.0 if goes_on or border is None else border,
        )
    )


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

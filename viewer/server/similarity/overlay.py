"""How well two pictures fit when one is laid over the other as exactly as can be.

Neighbouring slices have the same edges in the same cells; only pixel on pixel do they differ. From
the view in which two pictures resemble each other the affine map between them is followed to its
best place, for many kept pictures at once (inverse compositional algorithm: Baker and Matthews,
Lucas-Kanade 20 years on, IJCV 56(3), 2004).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.similarity.edges import gradients
from viewer.server.similarity.views import Maps, warped

Pictures = NDArray[np.float32]

_OUTSIDE: Final = -1e4
_COARSE_STEPS: Final = 5
_FINE_STEPS: Final = 3
_WEAK: Final = np.float32(1e-3)
_LEAST_SHOWN: Final = 0.5


def followed(sought: Pictures, kept: Pictures, start: Maps) -> Maps:
    """Return the maps from the sought picture's pixels into each kept one's, (n, 2, 3).

    `sought` (SIDE, SIDE), `kept` (n, SIDE, SIDE), `start` (n, 2, 3): where they are looked for.
    """
    maps = _scaled(start, 0.5)
    maps = _follow(_halved(sought[np.newaxis])[0], _halved(kept), maps, _COARSE_STEPS)
    return _follow(sought, kept, _scaled(maps, 2.0), _FINE_STEPS)


def fit(sought: Pictures, kept: Pictures, maps: Maps) -> NDArray[np.float32]:
    """Return how alike the slopes of the overlaid pictures are, -1 to 1, (n,).

    Pictures that share less than half are as alike as what one does not show is unlike it.
    """
    laid, shown = _laid(kept, maps)
    inner = shown & (gradients(shown.astype(np.float32))[0] == 0)
    inner &= gradients(shown.astype(np.float32))[1] == 0
    ours = np.stack(gradients(sought[np.newaxis]))[:, 0]
    theirs = np.stack(gradients(laid), axis=1) * inner[:, np.newaxis]
    ours_shown = ours * inner[:, np.newaxis]
    product = (ours * theirs).sum(axis=(1, 2, 3))
    squares = (ours_shown**2).sum(axis=(1, 2, 3)) * (theirs**2).sum(axis=(1, 2, 3))
    share = np.minimum(1.0, shown.mean(axis=(1, 2)) / _LEAST_SHOWN)
    alike: NDArray[np.float32] = product / np.sqrt(squares + _WEAK) * share
    return alike


def _follow(sought: Pictures, kept: Pictures, maps: Maps, steps: int) -> Maps:
    """Move each map by Gauss-Newton steps on the difference of the normed pictures."""
    target = (sought - sought.mean()) / (sought.std() + _WEAK)
    slopes = _slopes_of_maps(target)
    solve = np.linalg.inv(slopes.T @ slopes + np.eye(6, dtype=np.float32) * _WEAK) @ slopes.T
    for _ in range(steps):
        laid, shown = _laid(kept, maps)
        difference = (_normed(laid, shown, target) - target) * shown
        change = difference.reshape(len(maps), -1) @ solve.T
        maps = _undone(maps, change)
    return maps


def _slopes_of_maps(target: Pictures) -> NDArray[np.float32]:
    """Return how each pixel changes with each number of an affine map, (pixels, 6)."""
    across, down = (slope[0] / 8 for slope in gradients(target[np.newaxis]))
    rows, columns = np.indices(target.shape, np.float32)
    steps = [across * columns, across * rows, across, down * columns, down * rows, down]
    return np.stack(steps, axis=-1).reshape(-1, 6)


def _normed(laid: Pictures, shown: NDArray[np.bool_], target: Pictures) -> Pictures:
    """Return the pictures with the target's mean and spread over what they show."""
    count = np.maximum(shown.sum(axis=(1, 2), keepdims=True), 1)
    mean = (laid * shown).sum(axis=(1, 2), keepdims=True) / count
    spread = np.sqrt((((laid - mean) * shown) ** 2).sum(axis=(1, 2), keepdims=True) / count)
    seen = target * shown
    seen_mean = seen.sum(axis=(1, 2), keepdims=True) / count
    seen_square = (seen * target).sum(axis=(1, 2), keepdims=True) / count
    seen_spread = np.sqrt(np.maximum(seen_square - seen_mean**2, 0))
    normed: Pictures = (laid - mean) / (spread + _WEAK) * seen_spread + seen_mean
    return normed


def _undone(maps: Maps, change: NDArray[np.float32]) -> Maps:
    """Return the maps after the inverse of small changes of the sought picture's places."""
    small = change.reshape(-1, 2, 3)
    turn = np.linalg.inv(small[:, :, :2] + np.eye(2, dtype=np.float32))
    shift = -turn @ small[:, :, 2:]
    return np.concatenate(
        [maps[:, :, :2] @ turn, maps[:, :, :2] @ shift + maps[:, :, 2:]], axis=2
    ).astype(np.float32)


def _laid(kept: Pictures, maps: Maps) -> tuple[Pictures, NDArray[np.bool_]]:
    """Return the kept pictures as the sought one's pixels see them, and where they show any."""
    laid = np.stack(
        [warped(each, places, _OUTSIDE) for each, places in zip(kept, maps, strict=True)]
    )
    shown = laid >= 0
    return np.where(shown, laid, np.float32(0)), shown


def _halved(pictures: Pictures) -> Pictures:
    half = pictures.shape[1] // 2
    means: Pictures = pictures.reshape(-1, half, 2, half, 2).mean(axis=(2, 4))
    return means


def _scaled(maps: Maps, scale: float) -> Maps:
    """Return the maps for pictures whose sides are `scale` times as long; centres are halves."""
    turn, shift = maps[:, :, :2], maps[:, :, 2:]
    corner = np.full((2, 1), 0.5, np.float32)
    moved = (shift + corner - turn @ corner) * scale - corner + turn @ corner
    return np.concatenate([turn, moved], axis=2).astype(np.float32)

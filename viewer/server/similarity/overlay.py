"""How well two pictures fit when one is laid over the other as exactly as can be.

Neighbouring slices have the same edges in the same cells; only pixel on pixel do they differ. From
the view in which two pictures resemble each other the affine map between them is followed to its
best place, for many kept pictures at once (inverse compositional algorithm: Baker and Matthews,
Lucas-Kanade 20 years on, IJCV 56(3), 2004).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.similarity.edges import slopes
from viewer.server.similarity.views import Maps, places

Pictures = NDArray[np.float32]

_COARSE_STEPS: Final = 4
_FINE_STEPS: Final = 4
_FOLLOWED: Final = 6
"""How many of the best fits are followed on the whole tiny picture, after all were on its half."""

_COARSE_RIM: Final = 1
_FINE_RIM: Final = 2
"""Pixels at the edge of a kept picture that do not count: there a turned one met what filled it."""

_SHRUNK_MOST: Final = 0.6
_GROWN_MOST: Final = 1.6
"""How much longer or shorter a map may make a line: beyond it has lost its way."""

_SHARED: Final = 0.8
"""The part of the sought picture that a kept one has to show; a lesser one is a lesser fit."""

_LARGEST_STEP: Final = 0.25
"""How much a number of a map's turn may change at once; even pictures have no slope to follow."""

_WHITE: Final = 252.0
_WHITE_PART: Final = 0.02
_WEAK: Final = np.float32(1e-3)


def fits(sought: Pictures, kept: Pictures, start: Maps) -> NDArray[np.float32]:
    """Return how well each kept picture fits the sought one, 0 not at all to 1, float32 (n,).

    `sought` (SIDE, SIDE), `kept` (n, SIDE, SIDE), both 0 to 255; `start` (n, 2, 3): about where the
    sought picture's pixels are in each kept one. It is the correlation of the slopes of both, which
    knows no brightness and no contrast, where the map between them was followed to.
    """
    kept = _whitened(sought, kept)
    maps = _coarsely(_halved(sought[np.newaxis])[0], _halved(kept), start)
    fit = _fit(sought, kept, maps, _FINE_RIM)
    best = np.argsort(-fit, kind="stable")[:_FOLLOWED]
    finely = _follow(sought, kept[best], maps[best], (_FINE_STEPS, _FINE_RIM))
    fit[best] = np.maximum(fit[best], _fit(sought, kept[best], finely, _FINE_RIM))
    return np.clip(fit, 0.0, 1.0)


def _whitened(sought: Pictures, kept: Pictures) -> Pictures:
    """Return the kept pictures with as much white as the sought one, if that is more.

    What was brightened until it was clipped cannot be compared there.
    """
    part = float((sought >= _WHITE).mean())
    if part < _WHITE_PART:
        return kept
    pixels = kept.reshape(len(kept), -1)
    rank = round((1.0 - part) * (pixels.shape[1] - 1))
    levels = np.maximum(np.partition(pixels, rank, axis=1)[:, rank], 1.0)
    clipped: Pictures = np.minimum(kept, levels[:, np.newaxis, np.newaxis])
    return clipped


def _coarsely(sought: Pictures, kept: Pictures, start: Maps) -> Maps:
    """Return the better maps of those at the start and those followed from there, on halves."""
    first = _scaled(start, 0.5)
    moved = _follow(sought, kept, first, (_COARSE_STEPS, _COARSE_RIM))
    is_better = _fit(sought, kept, moved, _COARSE_RIM) > _fit(sought, kept, first, _COARSE_RIM)
    return _scaled(np.where(is_better[:, np.newaxis, np.newaxis], moved, first), 2.0)


def _fit(sought: Pictures, kept: Pictures, maps: Maps, rim: int) -> NDArray[np.float32]:
    """Return how alike the slopes of the overlaid pictures are, -1 to 1, (n,)."""
    laid, shown = _laid(kept, maps, rim)
    across, down = slopes(sought[np.newaxis])
    their_across, their_down = slopes(laid)
    product = _sum(across * their_across + down * their_down, shown)
    theirs = _sum(their_across**2 + their_down**2, shown)
    ours = shown.reshape(len(shown), -1) @ (across**2 + down**2).reshape(-1)
    share = np.minimum(1.0, shown.mean(axis=(1, 2)) / _SHARED)
    fit: NDArray[np.float32] = product / np.sqrt(ours * theirs + _WEAK) * share * _is_sane(maps)
    return fit


def _sum(values: Pictures, weights: Pictures) -> NDArray[np.float32]:
    total: NDArray[np.float32] = np.einsum("nij,nij->n", values, weights)
    return total


def _is_sane(maps: Maps) -> NDArray[np.bool_]:
    turn = maps[:, :, :2]
    # The singular values, from the sum of their squares and their product; a mirrored map has a
    # negative one.
    squares = (turn**2).sum(axis=(1, 2))
    product = turn[:, 0, 0] * turn[:, 1, 1] - turn[:, 0, 1] * turn[:, 1, 0]
    total = np.sqrt(np.maximum(squares + 2 * product, 0))
    apart = np.sqrt(np.maximum(squares - 2 * product, 0))
    sane: NDArray[np.bool_] = (total + apart < 2 * _GROWN_MOST) & (total - apart > 2 * _SHRUNK_MOST)
    return sane


def _follow(sought: Pictures, kept: Pictures, maps: Maps, how: tuple[int, int]) -> Maps:
    """Move each map by Gauss-Newton steps on the difference of the normed pictures.

    `how`: the number of steps, and the rim (pixels).
    """
    steps, rim = how
    target = ((sought - sought.mean()) / (sought.std() + _WEAK)).reshape(-1, 1)
    change = _slopes_of_maps(target.reshape(sought.shape))
    weak = np.eye(6, dtype=np.float32) * _WEAK
    solve = change @ np.linalg.inv(change.T @ change + weak)
    ones = np.ones_like(target)
    of_laid = np.concatenate([solve, ones], axis=1)
    of_shown = np.concatenate([solve, solve * target, ones, target, target * target], axis=1)
    for _ in range(steps):
        laid, shown = (each.reshape(len(maps), -1) for each in _laid(kept, maps, rim))
        seen = laid * shown
        sums = seen @ of_laid
        known = shown @ of_shown
        gain, shift = _norm_of(sums[:, 6:], np.einsum("np,np->n", seen, laid), known[:, 12:])
        # The solution is linear: gain * laid + shift - target, where anything is shown.
        maps = _undone(maps, gain * sums[:, :6] + shift * known[:, :6] - known[:, 6:12])
    return maps


def _slopes_of_maps(target: Pictures) -> NDArray[np.float32]:
    """Return how each pixel changes with each number of an affine map, (pixels, 6)."""
    inner = np.pad(np.ones((len(target) - 2,) * 2, np.float32), 1)
    across, down = (slope[0] / 8 * inner for slope in slopes(target[np.newaxis]))
    rows, columns = np.indices(target.shape, np.float32)
    steps = [across * columns, across * rows, across, down * columns, down * rows, down]
    return np.stack(steps, axis=-1).reshape(-1, 6)


def _norm_of(
    total: NDArray[np.float32], squares: NDArray[np.float32], target: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return gain and shift (n, 1) that give pictures the target's mean and spread.

    Sums over what is shown: of the picture (n, 1), of its squares (n,), and (n, 3): how many pixels
    that are, the sum of the target, of its squares.
    """
    count = np.maximum(target[:, :1], 1)
    mean, target_mean = total / count, target[:, 1:2] / count
    variance = squares[:, np.newaxis] / count - mean * mean
    target_variance = target[:, 2:] / count - target_mean * target_mean
    ratio = np.maximum(target_variance, 0) / (np.maximum(variance, 0) + _WEAK)
    gain: NDArray[np.float32] = np.sqrt(ratio)
    return gain, np.subtract(target_mean, mean * gain, dtype=np.float32)


def _undone(maps: Maps, change: NDArray[np.float32]) -> Maps:
    """Return the maps after the inverse of small changes of the sought picture's places."""
    small = change.reshape(-1, 2, 3)
    size = np.abs(small[:, :, :2]).max(axis=(1, 2), keepdims=True)
    small = small * np.minimum(1.0, _LARGEST_STEP / np.maximum(size, _WEAK))
    turn = np.linalg.inv(small[:, :, :2] + np.eye(2, dtype=np.float32))
    shift = -turn @ small[:, :, 2:]
    kept = maps[:, :, :2]
    moved = np.concatenate([kept @ turn, kept @ shift + maps[:, :, 2:]], axis=2)
    return moved.astype(np.float32)


def _laid(kept: Pictures, maps: Maps, rim: int) -> tuple[Pictures, Pictures]:
    """Return the kept pictures as the sought one's pixels see them, and 1 where they show any.

    The pixels at the frame's edge show nothing: their slopes are not their own.
    """
    import cv2

    count, side = kept.shape[:2]
    columns, rows = places(maps, side)
    last = side - 1
    inside = (columns >= rim) & (columns <= last - rim) & (rows >= rim) & (rows <= last - rim)
    shown = np.zeros(kept.shape, np.float32)
    shown[:, 1:-1, 1:-1] = inside[:, 1:-1, 1:-1]
    np.clip(columns, 0, last, out=columns)
    np.clip(rows, 0, last, out=rows)
    # One above the other, so that one call looks into all of them.
    rows += np.arange(0, count * side, side, dtype=np.float32)[:, np.newaxis, np.newaxis]
    across, down = columns.reshape(-1, side), rows.reshape(-1, side)
    laid = cv2.remap(kept.reshape(-1, side), across, down, cv2.INTER_LINEAR)
    return np.asarray(laid).reshape(kept.shape), shown


def _halved(pictures: Pictures) -> Pictures:
    import cv2

    count, side = pictures.shape[:2]
    size = (side // 2, count * side // 2)
    halves = cv2.resize(pictures.reshape(-1, side), size, interpolation=cv2.INTER_AREA)
    return np.asarray(halves).reshape(count, side // 2, side // 2)


def _scaled(maps: Maps, scale: float) -> Maps:
    """Return the maps for pictures whose sides are `scale` times as long; centres are halves."""
    turn, shift = maps[:, :, :2], maps[:, :, 2:]
    corner = np.full((2, 1), 0.5, np.float32)
    moved = (shift + corner - turn @ corner) * scale - corner + turn @ corner
    return np.concatenate([turn, moved], axis=2).astype(np.float32)

"""Where edges run in a picture, cell by cell: the description that pictures are compared by.

Of each cell of a grid the direction of its edges, in double angles so that an edge from dark to
bright is the same as one from bright to dark, as long as they are strong and agree: the first
Fourier coefficient of a histogram of oriented gradients (Dalal and Triggs, CVPR 2005; as a Fourier
series: Liu et al., IJCV 106(3), 2014). Brightness does not matter, contrast only as the root of it,
and an even ground adds nothing.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.similarity.traits import COLOUR_SIDE, SIDE, Traits
from viewer.server.similarity.views import VIEWS, laid, shown_cells

CELLS: Final = 8
COLOUR_CELLS: Final = 4
_CHANNELS: Final = 2
EDGE_LENGTH: Final = _CHANNELS * CELLS * CELLS
COLOUR_LENGTH: Final = 2 * COLOUR_CELLS * COLOUR_CELLS
LENGTH: Final = EDGE_LENGTH + COLOUR_LENGTH + 2
"""Numbers of a description: edges (2, CELLS, CELLS), colours (2, cells, cells), brightness."""

COLOURS: Final = slice(EDGE_LENGTH, EDGE_LENGTH + COLOUR_LENGTH)
"""Where the colours are in a description."""

_RIM: Final = 2
"""Pixels at the frame's edge that have no edges: there a turned picture meets what filled it."""

_COLOUR_WEIGHT: Final = np.float32(0.15)
_FAINT: Final = COLOUR_LENGTH * float(_COLOUR_WEIGHT * 3) ** 2
"""The square of three levels of colour everywhere."""

_SAME_COLOUR: Final = float(_COLOUR_WEIGHT * 3)
_BRIGHTNESS_WEIGHT: Final = np.float32(0.2)
_WEAK: Final = np.float32(1e-3)

Vectors = NDArray[np.float32]


def descriptions_of(several: Sequence[Traits]) -> Vectors:
    """Return the descriptions of kept pictures, float32 (n, LENGTH)."""
    edges = _edges(np.stack([traits.grey for traits in several]).astype(np.float32))
    others = np.stack([_whole(traits) for traits in several])
    descriptions: Vectors = np.concatenate([edges.reshape(len(several), -1), others], axis=1)
    return descriptions


def lengths_of(descriptions: Vectors) -> Vectors:
    """Return 1 / how long kept descriptions are of what each view shows, float32 (n, views)."""
    cells = descriptions[:, :EDGE_LENGTH].reshape(-1, _CHANNELS, CELLS * CELLS)
    shown = shown_cells(CELLS).T
    # Of each channel the sum of squares less the square of the sum, over what a view shows.
    squares = (cells * cells) @ shown - (cells @ shown) ** 2 / shown.sum(axis=0)
    others = (descriptions[:, EDGE_LENGTH:] ** 2).sum(axis=1, keepdims=True)
    total = np.maximum(squares.sum(axis=1), 0) + others
    lengths: Vectors = 1 / np.sqrt(total + _WEAK)
    return lengths


def descriptions_sought(traits: Traits) -> Vectors:
    """Return the unit description of a sought picture in each view, float32 (views, LENGTH).

    Its product with a kept description, by `lengths_of` that, is the correlation of what both show.
    """
    shown = _shown_of(_edges(laid(traits)).reshape(len(VIEWS), -1))
    others = np.broadcast_to(_whole(traits), (len(VIEWS), LENGTH - EDGE_LENGTH))
    vectors = np.concatenate([shown, others], axis=1)
    unit: Vectors = vectors / np.sqrt((vectors**2).sum(axis=1, keepdims=True) + _WEAK)
    return unit


def _shown_of(edges: Vectors) -> Vectors:
    """Return edges less their mean over the cells that each view shows; 0 elsewhere."""
    shown = shown_cells(CELLS)[:, np.newaxis]
    channels = edges.reshape(-1, _CHANNELS, CELLS * CELLS)
    mean = (channels * shown).sum(axis=2, keepdims=True) / shown.sum(axis=2, keepdims=True)
    centred: Vectors = ((channels - mean) * shown).reshape(len(VIEWS), -1)
    return centred


def _edges(pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the edges of pictures (n, SIDE, SIDE), float32 (n, 2, CELLS, CELLS)."""
    across, down = slopes(pictures)
    squares = across * across + down * down
    # The root of the strength keeps one bright implant from outweighing all bone.
    scale = np.sqrt(np.sqrt(squares)) / (squares + _WEAK)
    double = np.stack([(across * across - down * down) * scale, 2 * across * down * scale], axis=1)
    means = _cell_means()
    return np.asarray(means @ double @ means.T, np.float32)


def slopes(pictures: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the slopes across and down of pictures (n, SIDE, SIDE), in eighths (Sobel).

    Those at the first and last rows of a picture are not its own: they see the next one.
    """
    import cv2

    tall = pictures.reshape(-1, pictures.shape[2])
    across = np.asarray(cv2.Sobel(tall, cv2.CV_32F, 1, 0, borderType=cv2.BORDER_REPLICATE))
    down = np.asarray(cv2.Sobel(tall, cv2.CV_32F, 0, 1, borderType=cv2.BORDER_REPLICATE))
    return across.reshape(pictures.shape), down.reshape(pictures.shape)


@cache
def _cell_means() -> NDArray[np.float32]:
    """Return the weights of a side's pixels in its cells, (CELLS, SIDE); the rim has none."""
    size = SIDE // CELLS
    weights = np.zeros((CELLS, SIDE), np.float32)
    for cell in range(CELLS):
        weights[cell, cell * size : (cell + 1) * size] = 1 / size
    weights[:, :_RIM] = weights[:, -_RIM:] = 0
    return weights


def colours_alike(traits: Traits, kept: Vectors) -> Vectors:
    """Return how alike kept colours, COLOURS of descriptions, are to the sought ones, 0 to 1, (n,).

    As little colour as a camera gives to grey does not count.
    """
    ours = _colours(traits)
    ours_square, squares = float(ours @ ours) + _FAINT, (kept**2).sum(axis=1) + _FAINT
    alike: Vectors = (kept @ ours + _FAINT) / np.sqrt(ours_square * squares)
    return np.clip(alike, 0.0, 1.0)


def colours_same(traits: Traits, kept: Vectors) -> NDArray[np.bool_]:
    """Tell which kept colours are the sought ones to within what a codec changes, (n,)."""
    same: NDArray[np.bool_] = np.abs(kept - _colours(traits)).max(axis=1) <= _SAME_COLOUR
    return same


def _whole(traits: Traits) -> Vectors:
    """Return what is not cut by a view: the colours of coarse cells, and the brightness.

    The brightness is a direction in a plane, so weak that it tells only even pictures apart.
    """
    angle = float(traits.grey.mean()) / 255 * np.pi / 2
    brightness = np.array([np.cos(angle), np.sin(angle)], np.float32) * _BRIGHTNESS_WEIGHT
    whole: Vectors = np.concatenate([_colours(traits), brightness])
    return whole


def _colours(traits: Traits) -> Vectors:
    size = COLOUR_SIDE // COLOUR_CELLS
    cells = traits.colour.astype(np.float32).reshape(2, COLOUR_CELLS, size, COLOUR_CELLS, size)
    colours: Vectors = (cells.mean(axis=(2, 4)) * _COLOUR_WEIGHT).reshape(-1)
    return colours

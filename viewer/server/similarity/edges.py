"""Where edges run in a picture, cell by cell: the description that pictures are compared by.

Of each cell of a grid the strength of its edges and their directions, in double angles so that an
edge from dark to bright is the same as one from bright to dark: the first two Fourier coefficients
of a histogram of oriented gradients (Dalal and Triggs, CVPR 2005; as a Fourier series: Liu et al.,
IJCV 106(3), 2014). Brightness does not matter, contrast only as the root of it, and an even ground
adds nothing.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.similarity.traits import COLOUR_SIDE, SIDE, Traits
from viewer.server.similarity.views import VIEWS, laid, shown_cells

CELLS: Final = 8
COLOUR_CELLS: Final = 4
_CHANNELS: Final = 3
EDGE_LENGTH: Final = _CHANNELS * CELLS * CELLS
COLOUR_LENGTH: Final = 2 * COLOUR_CELLS * COLOUR_CELLS
LENGTH: Final = EDGE_LENGTH + COLOUR_LENGTH
"""Numbers of a description: edges (3, CELLS, CELLS), then colours (2, cells, cells)."""

_RIM: Final = 2
"""Pixels at the frame's edge that have no edges: there a turned picture meets what filled it."""

_COLOUR_WEIGHT: Final = np.float32(0.15)
_WEAK: Final = np.float32(1e-3)

Vectors = NDArray[np.float32]


def description_of(traits: Traits) -> Vectors:
    """Return the description of a kept picture, float32 (LENGTH,)."""
    edges = _edges(traits.grey.astype(np.float32)[np.newaxis])
    description: Vectors = np.concatenate([edges.reshape(-1), _colours(traits)])
    return description


def lengths_of(description: Vectors) -> Vectors:
    """Return 1 / how long a kept description is of what each view shows, float32 (views,)."""
    shown = _shown_of(description[np.newaxis, :EDGE_LENGTH])
    squares = (shown**2).sum(axis=1) + (description[EDGE_LENGTH:] ** 2).sum()
    lengths: Vectors = 1 / np.sqrt(squares + _WEAK)
    return lengths


def descriptions_sought(traits: Traits) -> Vectors:
    """Return the unit description of a sought picture in each view, float32 (views, LENGTH).

    Its product with a kept description, by `lengths_of` that, is the correlation of what both show.
    """
    shown = _shown_of(_edges(laid(traits)).reshape(len(VIEWS), -1))
    colours = np.broadcast_to(_colours(traits), (len(VIEWS), COLOUR_LENGTH))
    vectors = np.concatenate([shown, colours], axis=1)
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
    """Return the edges of pictures (n, SIDE, SIDE), float32 (n, 3, CELLS, CELLS)."""
    across, down = gradients(pictures)
    strength = np.hypot(across, down)
    root = np.sqrt(strength)
    # The root of the strength keeps one bright implant from outweighing all bone.
    double = root / (strength * strength + _WEAK)
    channels = np.stack([root, (across**2 - down**2) * double, 2 * across * down * double], axis=1)
    for side in (
        np.s_[..., :_RIM, :],
        np.s_[..., -_RIM:, :],
        np.s_[..., :_RIM],
        np.s_[..., -_RIM:],
    ):
        channels[side] = 0
    size = SIDE // CELLS
    cells: NDArray[np.float32] = channels.reshape(-1, _CHANNELS, CELLS, size, CELLS, size).mean(
        axis=(3, 5)
    )
    return cells


def gradients(pictures: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the slopes across and down of pictures (n, r, c), smoothed a little (Sobel)."""
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)), mode="edge")
    smooth_down = padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]
    smooth_across = padded[:, :, :-2] + 2 * padded[:, :, 1:-1] + padded[:, :, 2:]
    across = smooth_down[:, :, 2:] - smooth_down[:, :, :-2]
    down = smooth_across[:, 2:] - smooth_across[:, :-2]
    return across, down


def _colours(traits: Traits) -> Vectors:
    size = COLOUR_SIDE // COLOUR_CELLS
    cells = traits.colour.astype(np.float32).reshape(2, COLOUR_CELLS, size, COLOUR_CELLS, size)
    flat: Vectors = (cells.mean(axis=(2, 4)) * _COLOUR_WEIGHT).reshape(-1)
    return flat

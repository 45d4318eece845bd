"""What the local service knows of a dental picture: the truth of its own phantoms, by their pixels.

As for the other phantoms (see `known`): a picture is known by the SHA-256 of its decoded pixels,
never by a name or a header, and the phantoms of the same size are drawn again to compare.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms import intraoral_files, intraoral_photo
from viewer.server.phantoms.known import PROFILES, digest

Pixels = NDArray[Any]
Truth = dict[str, Json]


@dataclass(frozen=True, slots=True)
class _Known:
    """A phantom: its size, the pictures that it is known by (made one by one), its truth."""

    shape: tuple[int, ...]
    versions: Callable[[], Iterator[Pixels]]
    truth: Callable[[], Truth]


def dental_truth_of(image_type: str, pixels: Pixels) -> Truth | None:
    """Return `teeth`, `landmarks`, `image_level_diseases` of exactly this picture, or nothing.

    `pixels` are decoded values (rows, columns) or (rows, columns, RGB) of any integer type; a film
    is known in colour, too.
    """
    image = _plain(pixels)
    if image is None:
        return None
    given = digest(image)
    for known in _PHANTOMS.get(image_type, tuple)():
        if known.shape == image.shape and any(
            digest(version) == given for version in known.versions()
        ):
            return known.truth()
    return None


def _plain(pixels: Pixels) -> Pixels | None:
    """Return a grey picture in one plane; nothing for what is no picture of whole numbers."""
    if not np.issubdtype(pixels.dtype, np.integer):
        return None
    is_colour = pixels.ndim == 3 and pixels.shape[2] == 3
    if is_colour and (pixels == pixels[..., :1]).all():
        return pixels[..., 0]
    return pixels if pixels.ndim == 2 or is_colour else None


def _photos() -> tuple[_Known, ...]:
    return tuple(
        _Known(
            (view.rows, view.columns, 3),
            partial(intraoral_files.versions_of, case, profile),
            partial(intraoral_photo.intraoral_data, case, profile),
        )
        for profile in PROFILES
        for case in intraoral_photo.CASES
        for view in [intraoral_photo.view_of(case, profile)]
    )


_PHANTOMS: Final[dict[str, Callable[[], tuple[_Known, ...]]]] = {"intraoral": cache(_photos)}

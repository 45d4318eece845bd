"""What the local service knows of a dental picture: the truth of its own phantoms, by their pixels.

As for the other phantoms (see `known`): a picture is known by the SHA-256 of its decoded pixels,
never by a name or a header, and the phantoms of the same size are drawn again to compare. A
photograph is known in each of its orientations (see `intraoral_files`), a film in the ways in which
its 12 bits become the 8 of a picture: its whole range rounded or cut off, or its upper bits; and as
it is stored.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms import cephalogram, intraoral_files, intraoral_photo, panoramic
from viewer.server.phantoms.known import PROFILES, digest

Pixels = NDArray[Any]
Truth = dict[str, Json]

_BITS: Final = 12


@dataclass(frozen=True, slots=True)
class _Known:
    """A phantom: its size, the pictures that it is known by, its truth."""

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
    for place, known in enumerate(_phantoms(image_type)):
        if known.shape == image.shape and given in _digests(image_type, place):
            return known.truth()
    return None


@cache
def _digests(image_type: str, place: int) -> frozenset[str]:
    return frozenset(digest(version) for version in _phantoms(image_type)[place].versions())


def _plain(pixels: Pixels) -> Pixels | None:
    """Return a grey picture in one plane; nothing for what is no picture of whole numbers."""
    if not np.issubdtype(pixels.dtype, np.integer):
        return None
    is_colour = pixels.ndim == 3 and pixels.shape[2] == 3
    if is_colour and (pixels == pixels[..., :1]).all():
        return pixels[..., 0]
    return pixels if pixels.ndim == 2 or is_colour else None


@cache
def _phantoms(image_type: str) -> Sequence[_Known]:
    lister = _LISTERS.get(image_type)
    return () if lister is None else lister()


def _photos() -> Sequence[_Known]:
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


def _panoramics() -> Sequence[_Known]:
    return tuple(
        _Known(
            (film.rows, film.columns),
            partial(_film_versions, partial(panoramic.stored_panoramic, case, profile)),
            partial(panoramic.panoramic_data, case, profile),
        )
        for profile in PROFILES
        for case in panoramic.CASES
        for film in [panoramic.film_of(case, profile)]
    )


def _cephalograms() -> Sequence[_Known]:
    return tuple(
        _Known(
            (film.rows, film.columns),
            partial(_film_versions, partial(cephalogram.draw_film, case, profile)),
            partial(cephalogram.cephalometric_data, case, profile),
        )
        for profile in PROFILES
        for case in cephalogram.CASES
        for film in [cephalogram.film_of(case, profile)]
    )


def _film_versions(draw: Callable[[], NDArray[np.uint16]]) -> Iterator[Pixels]:
    """Give a film of 12 bits as pictures of 8, and as it is."""
    stored = draw().astype(np.uint32)
    highest = 2**_BITS - 1
    yield (stored * 255 + highest // 2) // highest
    yield stored * 255 // highest
    yield stored >> (_BITS - 8)
    yield stored


_LISTERS: Final[dict[str, Callable[[], Sequence[_Known]]]] = {
    "intraoral": _photos,
    "panoramic": _panoramics,
    "cephalometric": _cephalograms,
}

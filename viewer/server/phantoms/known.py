"""What the local service knows of an image: the truth of its own phantoms, found by their pixels.

There is no honest classical method for hips, knees, spines and skin here, so nothing else is ever
answered. An image is known by the SHA-256 of its decoded pixels, never by a name or a header; the
phantoms of the same size are drawn again to compare, so no table depends on a library's version.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms import hip_xray, knee_xray, lumbar_mr, skin_photo

Pixels = NDArray[Any]
Shape = tuple[int, ...]
Profile = Literal["standard", "small"]

PROFILES: Final[tuple[Profile, ...]] = ("standard", "small")


@dataclass(frozen=True, slots=True)
class _Known:
    """A phantom: the size of its images, the sets of images that it is known by, its truth."""

    shape: Shape
    digests: Callable[[], tuple[frozenset[str], ...]]
    truth: Callable[[], dict[str, Json]]

    def holds(self, given: frozenset[str]) -> bool:
        """Return whether images are one or several of the sets, each of them whole."""
        whole = [digests for digests in self.digests() if digests <= given]
        return bool(whole) and frozenset[str]().union(*whole) == given


def truth_of(endpoint: str, pixels: Sequence[Pixels]) -> dict[str, Json] | None:
    """Return the endpoint's `Data` for exactly these images, or nothing.

    `endpoint` is the gateway's number ("2477-7"); `pixels` the decoded values, one array (rows,
    columns) or (rows, columns, RGB) an image, in any order and of any integer type.
    """
    images = [_plain(image) for image in pixels]
    if not images or any(image is None for image in images):
        return None
    shapes = {image.shape for image in images if image is not None}
    candidates = [known for known in _KNOWN.get(endpoint, tuple)() if shapes == {known.shape}]
    if not candidates:
        return None
    digests = [digest(image) for image in images if image is not None]
    given = frozenset(digests)
    if len(given) < len(digests):
        return None
    return next((known.truth() for known in candidates if known.holds(given)), None)


def digest(image: Pixels) -> str:
    """Return the SHA-256 of an image's shape and values."""
    values = np.ascontiguousarray(image, dtype="<i4")
    return hashlib.sha256(repr(values.shape).encode() + values.tobytes()).hexdigest()


def _plain(image: Pixels) -> Pixels | None:
    """Return the values without axes of one element, a grey picture in one plane; or nothing."""
    values = np.asarray(image)
    while values.ndim > 2 and values.shape[0] == 1:
        values = values[0]
    if not np.issubdtype(values.dtype, np.integer):
        return None
    is_colour = values.ndim == 3 and values.shape[2] == 3
    if is_colour and (values == values[..., :1]).all():
        values = values[..., 0]
    return values if values.ndim == 2 or is_colour else None


def _hips() -> tuple[_Known, ...]:
    return tuple(
        _Known(
            (film.rows, film.columns),
            partial(_hip_digests, case, profile),
            partial(hip_xray.hip_data, case, profile),
        )
        for profile in PROFILES
        for case in hip_xray.CASES
        for film in [hip_xray.film_of(case, profile)]
    )


def _knees() -> tuple[_Known, ...]:
    return tuple(
        _Known(
            (film.rows, film.columns),
            partial(_knee_digests, case, profile),
            partial(knee_xray.knee_data, case, profile),
        )
        for profile in PROFILES
        for case in knee_xray.CASES
        for film in [knee_xray.film_of(case, profile)]
    )


def _spines() -> tuple[_Known, ...]:
    return tuple(
        _Known(
            (film.rows, film.columns),
            partial(_lumbar_digests, number, profile),
            partial(lumbar_mr.lumbar_data, case, profile),
        )
        for profile in PROFILES
        for number, case in enumerate(lumbar_mr.CASES)
        for film in [lumbar_mr.film_of(case, profile)]
    )


def _photos() -> tuple[_Known, ...]:
    return tuple(
        _Known(
            (view.rows, view.columns, 3),
            partial(_skin_digests, number, profile),
            partial(skin_photo.skin_data, case),
        )
        for profile in PROFILES
        for number, case in enumerate(skin_photo.CASES)
        for view in [skin_photo.view_of(case, profile)]
    )


_KNOWN: Final[dict[str, Callable[[], tuple[_Known, ...]]]] = {
    "2477-7": cache(_hips),
    "2477-3": cache(_knees),
    "2477-5": cache(_spines),
    "2477-12": cache(_photos),
    "2477-8": cache(_photos),
}


@cache
def _hip_digests(case: hip_xray.HipCase, profile: Profile) -> tuple[frozenset[str], ...]:
    """The radiograph as it is stored, either way round, and as a picture of 8 bits."""
    pixels = hip_xray.draw_hip(case, profile)
    picture = hip_xray.picture_of(pixels, case.bits)
    return (*_both_ways(pixels, case.bits), _alone(picture))


@cache
def _knee_digests(case: knee_xray.KneeCase, profile: Profile) -> tuple[frozenset[str], ...]:
    return _both_ways(knee_xray.draw_knees(case, profile), case.bits)


@cache
def _lumbar_digests(number: int, profile: Profile) -> tuple[frozenset[str], ...]:
    volumes = lumbar_mr.draw_lumbar(lumbar_mr.CASES[number], profile)
    return tuple(frozenset(digest(image) for image in volume) for volume in volumes)


@cache
def _skin_digests(number: int, profile: Profile) -> tuple[frozenset[str], ...]:
    return (_alone(skin_photo.draw_skin(skin_photo.CASES[number], profile)),)


def _both_ways(pixels: NDArray[np.uint16], bits: int) -> tuple[frozenset[str], ...]:
    """A reader may turn MONOCHROME1 round (as GDCM does in ITK), or give what is stored."""
    return _alone(pixels), _alone(np.uint16(2**bits - 1) - pixels)


def _alone(image: Pixels) -> frozenset[str]:
    return frozenset({digest(image)})

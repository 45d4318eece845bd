"""The pictures that go into a database of similar cases, and are looked for in one.

Pixels as they are shown, brought within the service's rule for sizes, in a fresh file that holds
nothing else.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.jobs.pictures import fitted, png
from viewer.vendors.similar.rules import SIDE_ABOVE, SIDE_BELOW

if TYPE_CHECKING:
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.volume import Volume

Region = tuple[int, int, int, int]
"""Left, top, right, bottom in image px from the top-left corner; the last two lie outside."""

THUMBNAIL_SIDE: Final = 160
_QUALITIES: Final = (95, 90, 85, 80, 70, 60, 50, 40, 30, 20, 10)
_PNG: Final = b"\x89PNG"


def view_pixels(
    volume: "Volume", index: int, grey: "GreyState", region: Region | None = None
) -> NDArray[np.uint8]:
    """Return a slice as it is shown, or a part of it: (rows, columns) grey, (…, 3) colour.

    The region is clamped to the image. Raises ValueError where nothing of it lies inside.
    """
    from viewer.imaging.grey.voi import render

    return cropped(render(volume, index, grey), region)


def cropped(pixels: NDArray[np.uint8], region: Region | None) -> NDArray[np.uint8]:
    """Return the part of a picture, as pixels of its own; None: all of it. Raises ValueError."""
    if region is None:
        return np.ascontiguousarray(pixels)
    rows, columns = pixels.shape[:2]
    left, top, right, bottom = region
    part = pixels[max(0, top) : min(bottom, rows), max(0, left) : min(right, columns)]
    if part.size == 0 or right <= 0 or bottom <= 0:
        raise ValueError("a region outside of its image")
    return np.array(part, order="C", copy=True)


def within_rule(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture with each side above 128 and below 1,024 px (2475-3, 2475-5).

    A larger one is averaged down, its shape kept; a side that is too short is made longer by black
    on both ends, nothing is stretched.
    """
    small = fitted(pixels, SIDE_BELOW)
    rows, columns = small.shape[:2]
    more_rows, more_columns = _missing(rows), _missing(columns)
    if not more_rows and not more_columns:
        return np.ascontiguousarray(small)
    padded = np.zeros((rows + more_rows, columns + more_columns, *small.shape[2:]), np.uint8)
    top, left = more_rows // 2, more_columns // 2
    padded[top : top + rows, left : left + columns] = small
    return padded


def encoded(pixels: NDArray[np.uint8], most_bytes: int) -> bytes:
    """Return a picture as a fresh PNG; as JPEG of falling quality where that is too large.

    Neither holds anything but what its decoder needs. Raises ValueError where nothing fits.
    """
    content = png(pixels)
    if len(content) <= most_bytes:
        return content
    for quality in _QUALITIES:
        content = _jpeg(pixels, quality)
        if len(content) <= most_bytes:
            return content
    raise ValueError(f"no picture of these pixels has {most_bytes} bytes")


def extension_of(content: bytes) -> str:
    """Return the extension of an encoded picture."""
    return "png" if content.startswith(_PNG) else "jpg"


def thumbnail(pixels: NDArray[np.uint8]) -> bytes:
    """Return a small PNG of a picture for lists, at most 160 px on its longer side."""
    return png(fitted(pixels, THUMBNAIL_SIDE + 1))


def _missing(side: int) -> int:
    return max(0, SIDE_ABOVE + 1 - side)


def _jpeg(pixels: NDArray[np.uint8], quality: int) -> bytes:
    import cv2

    is_colour = pixels.ndim == 3
    stored = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if is_colour else pixels
    is_done, content = cv2.imencode(
        ".jpg", np.ascontiguousarray(stored), (cv2.IMWRITE_JPEG_QUALITY, quality)
    )
    if not is_done:
        raise ValueError("no JPEG of these pixels")
    return content.tobytes()

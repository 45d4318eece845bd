"""One image as a fresh PNG: the pixels as they are shown, and nothing else in the file."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.grey.voi import GreyState, default_state, render
from viewer.imaging.grey.window import Window, WindowFunction
from viewer.imaging.pixels import forget_inflated, read_into
from viewer.imaging.problems import SliceProblem
from viewer.imaging.stack import ImageStack
from viewer.imaging.volume import Volume
from viewer.jobs.inputs import described_alone
from viewer.privacy.deidentify import NotSendable

_COMPRESSION: Final = 6
_AXES_OF_COLOUR: Final = 3


def picture_bytes(
    stack: ImageStack, index: int, window: str = "", below: int | None = None
) -> bytes:
    """Return an image of a stack as PNG: 8-bit grey, or colour in sRGB, turned as EXIF says.

    `window` is "center,width"; empty: as the image is first shown. Each side is brought below
    `below` pixels, the shape kept. Raises SliceNotReadable, NotReadable, NotSendable (a part of
    the pixels is missing), ValueError for a window that is none.
    """
    pixels = fitted(rendered(stack, index, window), below)
    return png(pixels)


def fitted(pixels: NDArray[np.uint8], below: int | None) -> NDArray[np.uint8]:
    """Return the pixels with each side below a number of pixels; averaged, never just left out."""
    rows, columns = pixels.shape[:2]
    size = fitted_size(columns, rows, below)
    if size == (columns, rows):
        return pixels
    import cv2

    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def fitted_size(columns: int, rows: int, below: int | None) -> tuple[int, int]:
    """Return columns and rows of a picture with each side below a number of pixels."""
    if below is None or max(rows, columns) < below:
        return columns, rows
    scale = (below - 1) / max(rows, columns)
    return max(1, round(columns * scale)), max(1, round(rows * scale))


def rendered(stack: ImageStack, index: int, window: str = "") -> NDArray[np.uint8]:
    """Return the pixels of an image as `picture_bytes` has them, in full size; raises the same."""
    alone = ImageStack(
        description=described_alone(stack.description, index),
        instances=stack.instances[index : index + 1],
    )
    volume = Volume(alone)
    try:
        problem = read_into(volume.stored[0], alone.instances[0])
    finally:
        forget_inflated()
    if problem not in {None, SliceProblem.COLOUR_PROFILE}:
        raise NotSendable(alone.instances[0].sop_instance_uid, str(problem))
    volume.mark_loaded(0, problem)
    shown = default_state(alone, volume)
    chosen = _window(window, is_float=volume.stored.dtype.kind == "f")
    return render(volume, 0, GreyState(chosen) if chosen else shown)


def _window(text: str, *, is_float: bool) -> Window | None:
    """Return the window of a text; without the half steps of integers where values have none."""
    if not text:
        return None
    center, width = (float(part) for part in text.split(","))
    function = WindowFunction.LINEAR_EXACT if is_float else WindowFunction.LINEAR
    window = Window.of_file(center, width, "", function)
    if window is None:
        raise ValueError("a window has a width above 0")
    return window


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Encode with the chunks that a PNG must have, no others (PNG 3rd edition, 5.6)."""
    import cv2

    is_colour = pixels.ndim == _AXES_OF_COLOUR
    stored = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if is_colour else pixels
    options: Sequence[int] = (cv2.IMWRITE_PNG_COMPRESSION, _COMPRESSION)
    is_done, content = cv2.imencode(".png", np.ascontiguousarray(stored), options)
    if not is_done:
        raise NotSendable("", "png")
    return content.tobytes()

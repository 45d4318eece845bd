"""Small pictures of stacks for lists."""

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.pixels import read_into
from viewer.imaging.stack import ImageStack
from viewer.imaging.volume import Volume


def thumbnail(stack: ImageStack, size: int = 96) -> NDArray[np.uint8]:
    """Return the centre slice in its own window, at most `size` px on its longer side.

    (height, width, 3); the pixel's shape is kept true. Blocking. Raises SliceNotReadable, and
    NotReadable when the image is too large.
    """
    alone = _centre_only(stack)
    volume = Volume(alone)
    volume.mark_loaded(0, read_into(volume.stored[0], alone.instances[0]))
    return scaled_down(render(volume, 0, default_state(alone, volume)), alone, size)


def scaled_down(picture: NDArray[np.uint8], stack: ImageStack, size: int) -> NDArray[np.uint8]:
    """Return a rendered slice as a colour picture of at most `size` px, true in shape."""
    import cv2

    rows, columns = picture.shape[:2]
    height, width = rows * stack.description.pixel_aspect, float(columns)
    scale = size / max(height, width)
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, target, interpolation=cv2.INTER_AREA)
    if small.ndim == 2:
        small = np.repeat(small[:, :, None], 3, axis=2)
    return np.ascontiguousarray(small)


def _centre_only(stack: ImageStack) -> ImageStack:
    return ImageStack(description=stack.description, instances=(stack.instances[stack.centre],))

"""Arrays of grey or colour values to QImage, which owns its memory."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

_GREY_AXES: Final = 2


def to_qimage(array: NDArray[np.uint8]) -> QImage:
    """Return an RGB32 image (Qt's fastest to draw) of (rows, columns) grey or (…, 3) RGB values.

    The pixels are written into the image's own memory in one pass, so it outlives `array`.
    Raises ValueError for another shape or an empty array.
    """
    import cv2  # 0.1 s: not before the first image

    is_grey = array.ndim == _GREY_AXES
    if not (is_grey or (array.ndim == 3 and array.shape[2] == 3)) or array.size == 0:
        raise ValueError(f"not an image: {array.shape}")
    rows, columns = array.shape[:2]
    image = QImage(columns, rows, QImage.Format.Format_RGB32)
    # Format_RGB32 lies in memory as B, G, R, 255 on the little-endian machines Qt ships for.
    pixels = np.frombuffer(image.bits(), np.uint8).reshape(rows, columns, 4)
    conversion = cv2.COLOR_GRAY2BGRA if is_grey else cv2.COLOR_RGB2BGRA
    cv2.cvtColor(np.ascontiguousarray(array), conversion, dst=pixels)
    return image


def to_array(image: QImage) -> NDArray[np.uint8]:
    """Return the RGB values of an image, shape (rows, columns, 3); a copy."""
    converted = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(converted.constBits(), np.uint8)
    pixels = pixels.reshape(converted.height(), converted.width(), 4)
    return np.ascontiguousarray(pixels[:, :, 2::-1])

"""Luminance and chrominance as RGB (PS3.3 C.7.6.3.1.2)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_Pixels = NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class _Model:
    """RGB = luma · (Y - black) + the factors · (chroma - 128)."""

    black: float
    luma: float
    red_cr: float
    green_cb: float
    green_cr: float
    blue_cb: float


_FULL: Final = _Model(0.0, 1.0, 1.402, -0.344136, -0.714136, 1.772)
_PARTIAL: Final = _Model(16.0, 1.164384, 1.596027, -0.391762, -0.812968, 2.017232)


def in_rgb(pixels: _Pixels, photometric: str) -> _Pixels:
    """Return YBR_FULL and YBR_PARTIAL of 8 bits as RGB, anything else as it is."""
    if pixels.ndim != 3 or not photometric.startswith(("YBR_FULL", "YBR_PARTIAL")):
        return pixels
    model = _FULL if photometric.startswith("YBR_FULL") else _PARTIAL
    y, cb, cr = (pixels[..., i].astype(np.float32) for i in range(3))
    y, cb, cr = (y - model.black) * model.luma, cb - 128.0, cr - 128.0
    red = y + model.red_cr * cr
    green = y + model.green_cb * cb + model.green_cr * cr
    rgb = np.stack((red, green, y + model.blue_cb * cb), axis=-1)
    clipped: NDArray[np.uint8] = np.clip(np.rint(rgb), 0, 255).astype(np.uint8)
    return clipped

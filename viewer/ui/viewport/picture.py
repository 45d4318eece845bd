"""From an 8-bit slice and a camera to the pixels on the screen, at the screen's own resolution."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from viewer.overlay.camera import Camera
from viewer.ui.viewport.reduction import Reduced, Reducer, factors_for

Pixels = NDArray[np.uint8]

_WHOLE: Final = 0.01  # device px: nearer than this to a pixel's edge is on it
_MOST_PARTS: Final = 64
_SPARSE: Final = 0.6
"""Share of a region in the box around it below which its rectangles are painted one by one."""
_BYTES: Final = 4  # of a screen pixel
_STRIP_BYTES: Final = 2 << 20  # half of what a core keeps near, measured best at 4K


@dataclass(frozen=True, slots=True)
class Placed:
    """Resampled pixels, (rows, columns[, 3]), with the device position of their upper left corner.

    The pixels are a renderer's own and stay until it renders again.
    """

    pixels: Pixels
    left: int
    top: int

    @property
    def right(self) -> int:
        """First device column right of the image."""
        return self.left + int(self.pixels.shape[1])

    @property
    def bottom(self) -> int:
        """First device row below the image."""
        return self.top + int(self.pixels.shape[0])


@dataclass(frozen=True, slots=True)
class _Target:
    """The device pixels that an image covers, [left, right) × [top, bottom)."""

    left: int
    top: int
    right: int
    bottom: int


class PictureRenderer:
    """Resamples what is visible of a slice and, as it is painted, widens it to screen pixels.

    Resampling before widening moves a quarter of the bytes, and Qt draws RGB32 four times faster
    than grey. Widening goes by strips: a strip is still in the processor's cache when Qt copies
    it, so a 4K frame goes to memory once and not twice. The buffers are kept and written again,
    since large ones take longer to allocate than to fill: the pixels of one call are overwritten
    by the next.
    """

    def __init__(self) -> None:
        self._reducer = Reducer()
        self._sampled: Pixels = np.empty((0, 0), np.uint8)
        self._strip: Pixels = np.empty((0, 0, _BYTES), np.uint8)

    def render(self, pixels: Pixels, camera: Camera, *, is_smooth: bool) -> Placed | None:
        """Return `pixels` (rows, columns[, 3]) as seen through `camera`; None when out of view.

        A zoom of 1 at whole pixels is a copy: one image pixel is one device pixel.
        """
        factors = factors_for(camera, is_smooth=is_smooth)
        return self.place(self._reducer.reduced(pixels, factors), camera, is_smooth=is_smooth)

    def place(self, source: Reduced, camera: Camera, *, is_smooth: bool) -> Placed | None:
        """Return what `render` returns, of pixels that are reduced for this camera already."""
        matrix = _matrix(camera)
        corners = _corners(source, matrix)
        target = _visible(corners, camera)
        if target is None:
            return None
        sampled = self._prepare(target, source.pixels)
        if source.is_even and _is_plain_scaling(matrix, corners):
            _scale(source.pixels, corners, target, sampled, is_smooth=is_smooth)
        else:
            down, across = source.factors
            blocks = matrix * np.array([across, down, 1.0])
            _warp(source.pixels, blocks, target, sampled, is_smooth=is_smooth)
        return Placed(sampled, target.left, target.top)

    def paint(self, painter: QPainter, placed: Placed, exposed: QRegion) -> None:
        """Paint the strips that meet `exposed`; the painter's unit is a device px.

        The painter draws at once (a raster engine does): the strip is then written again.
        """
        height, width = placed.pixels.shape[:2]
        if self._strip.shape[1] != width:
            rows = max(1, _STRIP_BYTES // (width * _BYTES))
            self._strip = np.empty((rows, width, _BYTES), np.uint8)
        whole = QRect(placed.left, placed.top, width, height)
        for part in _parts(exposed):
            self._paint_part(painter, placed, part.intersected(whole))

    def _paint_part(self, painter: QPainter, placed: Placed, part: QRect) -> None:
        """Paint one rectangle of the view, strip by strip."""
        if part.isEmpty():
            return
        conversion = cv2.COLOR_GRAY2BGRA if placed.pixels.ndim == 2 else cv2.COLOR_RGB2BGRA
        left, columns = part.left() - placed.left, part.width()
        most = self._strip.size // (columns * _BYTES)
        bottom = part.bottom() + 1
        for top in range(part.top(), bottom, most):
            rows = min(most, bottom - top)
            row = top - placed.top
            size = rows * columns * _BYTES
            strip = self._strip.reshape(-1)[:size].reshape(rows, columns, _BYTES)
            source = placed.pixels[row : row + rows, left : left + columns]
            cv2.cvtColor(source, conversion, dst=strip)
            # Format_RGB32 is B, G, R, 255 in the memory of a little-endian machine.
            stride = columns * _BYTES
            image = QImage(strip.data, columns, rows, stride, QImage.Format.Format_RGB32)
            painter.drawImage(part.left(), top, image)

    def _prepare(self, target: _Target, pixels: Pixels) -> Pixels:
        """Return the buffer for the resampled pixels of `target`."""
        height, width = target.bottom - target.top, target.right - target.left
        shape = (height, width, *pixels.shape[2:])
        if self._sampled.shape != shape:
            self._sampled = np.empty(shape, np.uint8)
        return self._sampled


def _parts(exposed: QRegion) -> tuple[QRect, ...]:
    """Return the rectangles to paint: those of a region, or the one around them."""
    around = exposed.boundingRect()
    parts = tuple(cast(Iterable[QRect], exposed))  # PySide's stubs do not know that it is
    area = sum(part.width() * part.height() for part in parts)
    is_sparse = len(parts) <= _MOST_PARTS and area < _SPARSE * around.width() * around.height()
    return parts if is_sparse else (around,)


def _matrix(camera: Camera) -> NDArray[np.float64]:
    """2×3: image corner coordinates to device px."""
    a, b, c, d, tx, ty = camera.matrix
    return np.array([[a, b, tx], [c, d, ty]], np.float64)


def _corners(source: Reduced, matrix: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Device left, top, right, bottom of the whole image."""
    x0, y0 = matrix[:, 2]
    x1, y1 = matrix @ (source.columns, source.rows, 1)
    return (
        float(min(x0, x1)),
        float(min(y0, y1)),
        float(max(x0, x1)),
        float(max(y0, y1)),
    )


def _visible(corners: tuple[float, float, float, float], camera: Camera) -> _Target | None:
    left = max(0, math.floor(corners[0] + 0.5))
    top = max(0, math.floor(corners[1] + 0.5))
    right = min(int(camera.view_width), math.floor(corners[2] + 0.5))
    bottom = min(int(camera.view_height), math.floor(corners[3] + 0.5))
    if right <= left or bottom <= top:
        return None
    return _Target(left, top, right, bottom)


def _is_plain_scaling(
    matrix: NDArray[np.float64], corners: tuple[float, float, float, float]
) -> bool:
    """Tell whether the image lies upright and its edges on whole device pixels."""
    upright = matrix[0, 1] == 0 and matrix[1, 0] == 0 and matrix[0, 0] > 0 and matrix[1, 1] > 0
    return bool(upright) and all(abs(edge - round(edge)) < _WHOLE for edge in corners)


def _scale(
    pixels: Pixels,
    corners: tuple[float, float, float, float],
    target: _Target,
    output: Pixels,
    *,
    is_smooth: bool,
) -> None:
    """`cv2.resize` of an image wholly in view; part of it goes the general way."""
    left, top, right, bottom = (round(edge) for edge in corners)
    if (left, top, right, bottom) != (target.left, target.top, target.right, target.bottom):
        rows, columns = pixels.shape[:2]
        scaling = np.array(
            [[(right - left) / columns, 0, left], [0, (bottom - top) / rows, top]], np.float64
        )
        _warp(pixels, scaling, target, output, is_smooth=is_smooth)
        return
    mode = cv2.INTER_LINEAR if is_smooth else cv2.INTER_NEAREST_EXACT
    cv2.resize(pixels, (right - left, bottom - top), dst=output, interpolation=mode)


def _warp(
    pixels: Pixels,
    matrix: NDArray[np.float64],
    target: _Target,
    output: Pixels,
    *,
    is_smooth: bool,
) -> None:
    """`cv2.warpAffine`: any turn, mirror and fraction of a pixel.

    OpenCV counts from pixel centres and we from corners, so half a pixel is added on both sides.
    """
    to_centres = matrix.copy()
    to_centres[:, 2] += 0.5 * (matrix[:, 0] + matrix[:, 1]) - 0.5
    to_centres[0, 2] -= target.left
    to_centres[1, 2] -= target.top
    mode = cv2.INTER_LINEAR if is_smooth else cv2.INTER_NEAREST
    height, width = output.shape[:2]
    cv2.warpAffine(
        pixels,
        to_centres,
        (width, height),
        dst=output,
        flags=mode,
        borderMode=cv2.BORDER_REPLICATE,
    )

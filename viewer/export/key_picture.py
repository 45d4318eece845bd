"""A key picture on paper: the finding's surroundings, its outline as vectors."""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from viewer.domain.finding import Finding
from viewer.domain.standing import Decision
from viewer.export.sheet import DOTS_PER_POINT, dots
from viewer.export.windows import window_of
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import MarkerRegion
from viewer.imaging.dressed import Shown, dressed, dressing_of
from viewer.imaging.grey.voi import GreyState, render
from viewer.imaging.volume import Volume
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.shapes import extent_of
from viewer.overlay.style import DOUBTFUL_BELOW
from viewer.overlay.wording import OverlayWording
from viewer.paint.image import to_qimage
from viewer.paint.painter import paint_items
from viewer.words.findings import number_words

_SURROUNDINGS_MM: Final = 34.0  # half of the picture's height
_LEAST_DIAMETERS: Final = 1.8
_AROUND: Final = 1.25  # of the half side of a box or a mask
_SURROUNDINGS_PX: Final = 64.0  # without spacing
_MOST_IMAGES: Final = (
    16  # half of the picture's height, in images: what is larger is not shown whole
)
_STROKE_SCALE: Final = DOTS_PER_POINT * 0.62
_ENLARGED: Final = 3  # stored px per image px, so that paper shows no blocks


@dataclass(frozen=True)
class KeyPicture:
    """One finding and how it was judged; `shows_graphics`: the file's own are drawn, too."""

    volume: Volume
    finding: Finding
    decision: Decision
    wording: OverlayWording
    shows_graphics: bool = True
    doubtful_below: float = DOUBTFUL_BELOW


def draw_key_picture(painter: QPainter, rect: QRectF, picture: KeyPicture) -> None:
    """Draw the picture into `rect` (points)."""
    target = dots(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setClipRect(target)
    painter.fillRect(target, QColor("#000000"))
    painter.translate(target.topLeft())
    camera = _camera(picture, target.width(), target.height())
    finding, volume = picture.finding, picture.volume
    grey = window_of(finding.kind, volume)
    how = camera, picture.shows_graphics
    _draw_pixels(painter, volume, finding.placement.slice_index, grey, how)
    items = compose(
        (picture.finding,),
        picture.volume.stack.description,
        picture.finding.placement.slice_index,
        OverlayState(doubtful_below=picture.doubtful_below),
        {picture.finding.uid: picture.decision},
        picture.wording,
    )
    number = number_words(picture.finding)  # the caption says the rest
    numbered = [replace(item, label=number) for item in items]
    paint_items(painter, numbered, camera, scale=_STROKE_SCALE)
    painter.restore()


def _camera(picture: KeyPicture, width: float, height: float) -> Camera:
    series = picture.volume.stack.description
    placement = picture.finding.placement
    aspect = series.pixel_aspect
    half_height_px = _SURROUNDINGS_PX
    centre, radius = extent_of(placement.region, series)
    if series.pixel_spacing is not None:
        diameter = picture.finding.measured("diameter") or 0.0
        rows, _ = series.pixel_spacing
        half_height_px = max(_SURROUNDINGS_MM, diameter * _LEAST_DIAMETERS) / rows
    if not isinstance(placement.region, MarkerRegion):
        half_height_px = max(half_height_px, radius / aspect * _AROUND)
    half_height_px = min(half_height_px, _MOST_IMAGES * max(series.rows, series.columns))
    return Camera(
        image_width=series.columns,
        image_height=series.rows,
        pixel_aspect=aspect,
        view_width=width,
        view_height=height,
        zoom=height / 2 / half_height_px / aspect,
        centre=centre,
    )


def draw_whole_picture(
    painter: QPainter, rect: QRectF, volume: Volume, index: int, *, shows_graphics: bool
) -> None:
    """Draw a whole image into `rect` (points), as its file says: what has no place in it."""
    target = dots(rect)
    series = volume.stack.description
    camera = Camera.fit(
        series.columns, series.rows, series.pixel_aspect, target.width(), target.height()
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setClipRect(target)
    painter.translate(target.topLeft())
    _draw_pixels(painter, volume, index, window_of(None, volume), (camera, shows_graphics))
    painter.restore()


def _draw_pixels(
    painter: QPainter, volume: Volume, index: int, grey: GreyState, how: tuple[Camera, bool]
) -> None:
    """Draw that part of the slice which is seen, enlarged smoothly.

    `how`: where it lands, and whether the file's own graphics lie over it.
    """
    import cv2

    camera, shows_graphics = how
    header = volume.stack.instances[index]
    shown = Shown(graphics=shows_graphics)
    pixels = dressed(render(volume, index, grey), dressing_of(header), shown)
    low = camera.to_image(0.0, 0.0)
    high = camera.to_image(camera.view_width, camera.view_height)
    rows, columns = pixels.shape[:2]
    left, right = max(0, math.floor(low.column)), min(columns, math.ceil(high.column))
    top, bottom = max(0, math.floor(low.row)), min(rows, math.ceil(high.row))
    if left >= right or top >= bottom:
        return
    part: NDArray[np.uint8] = np.ascontiguousarray(pixels[top:bottom, left:right])
    size = ((right - left) * _ENLARGED, (bottom - top) * _ENLARGED)
    enlarged: NDArray[np.uint8] = cv2.resize(part, size, interpolation=cv2.INTER_CUBIC)
    x, y = camera.to_device(ImagePoint(left, top))
    end_x, end_y = camera.to_device(ImagePoint(right, bottom))
    painter.drawImage(QRectF(x, y, end_x - x, end_y - y), to_qimage(enlarged))

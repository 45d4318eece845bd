"""Text with a soft dark halo, so that it reads on white bone and on black air."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from viewer.paint import fonts

_HALO: Final = QColor(0, 0, 0, 205)
_HALO_SHARE: Final = 0.24  # of the type's height
_BLUR_SHARE: Final = 0.085  # of the type's height
_HALO_GAIN: Final = 3.4  # brings the blurred edge up to the stroked halo's darkness
_SHADE: Final = QColor(12, 15, 19, 180)
_LINE_SHARE: Final = 0.92  # CJK fonts leave much room above and below
_PLATE_TEXT: Final = "#14171b"


class Ground(StrEnum):
    """What lies behind a text."""

    HALO = "halo"
    """A soft dark rim: for text that mostly lies beside the image."""
    SHADE = "shade"
    """A translucent dark plate: for text over the image."""
    FULL = "full"
    """A plate of the text's own colour, the text dark: what is selected."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Colour (`#rrggbb`), height in device px, weight and ground."""

    color: str
    pixels: float
    is_bold: bool = False
    ground: Ground = Ground.HALO

    @property
    def margin(self) -> float:
        """Room on the left and right, px."""
        return self.pixels * (0.2 if self.ground is Ground.HALO else 0.32)


def block_size(text: str, style: TextStyle) -> tuple[float, float]:
    """Return width and height of a text with its margin, device px."""
    width, height = fonts.text_size(text, style.pixels, is_bold=style.is_bold)
    return width + 2 * style.margin, height * _LINE_SHARE


def draw_text(
    painter: QPainter, place: tuple[float, float], text: str, style: TextStyle, *, is_exact: bool
) -> None:
    """Draw a text block with its upper left corner at `place`, device px.

    Ready-made stamps are drawn on a screen; exactly placed vectors with `is_exact` (paper).
    """
    if is_exact:
        _draw(painter, QPointF(*place), text, style)
        return
    x, y = place
    painter.drawImage(QPointF(round(x), round(y)), _stamp(text, style))


@lru_cache(maxsize=512)
def _stamp(text: str, style: TextStyle) -> QImage:
    width, height = block_size(text, style)
    image = QImage(int(width) + 2, int(height) + 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, QPointF(0.0, 0.0), text, style, has_halo=False)
    painter.end()
    if style.ground is Ground.HALO:
        _blur_halo(image, style)
    return image


def _blur_halo(image: QImage, style: TextStyle) -> None:
    """Lay a blurred shadow under the letters: ten times faster than stroking their outlines.

    A stack's slice number is a new text on every slice, so the time of one stamp counts. The
    halo is black, so in premultiplied pixels only the alpha changes.
    """
    pixels = np.frombuffer(image.bits(), np.uint8)
    pixels = pixels.reshape(image.height(), image.bytesPerLine() // 4, 4)
    letters = pixels[:, :, 3]
    blurred = cv2.GaussianBlur(letters, (0, 0), style.pixels * _BLUR_SHARE)
    halo = cv2.convertScaleAbs(blurred, alpha=_HALO_GAIN)
    halo = np.minimum(halo, _HALO.alpha())
    pixels[:, :, 3] = letters + (halo * ((255 - letters) / 255.0)).astype(np.uint8)


def _draw(
    painter: QPainter, place: QPointF, text: str, style: TextStyle, *, has_halo: bool = True
) -> None:
    typeface = fonts.font(style.pixels, is_bold=style.is_bold)
    measure = fonts.metrics(style.pixels, is_bold=style.is_bold)
    width, height = block_size(text, style)
    inner_top = (height - measure.height()) / 2
    base = QPointF(place.x() + style.margin, place.y() + inner_top + measure.ascent())
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style.ground is Ground.HALO and has_halo:
        path = QPainterPath()
        path.addText(base, typeface, text)
        halo = QPen(_HALO, style.pixels * _HALO_SHARE)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, halo)
    elif style.ground is not Ground.HALO:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE if style.ground is Ground.SHADE else QColor(style.color))
        radius = height * 0.25
        painter.drawRoundedRect(QRectF(place.x(), place.y(), width, height), radius, radius)
    painter.setPen(QColor(_PLATE_TEXT if style.ground is Ground.FULL else style.color))
    painter.setFont(typeface)
    painter.drawText(base, text)
    painter.restore()

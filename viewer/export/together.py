"""Another volume in an exported picture, as it was seen together with the reference."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from viewer.imaging.compare import CompareState, composed
from viewer.imaging.grey.voi import GreyState, render
from viewer.imaging.volume import Volume
from viewer.overlay.camera import Camera
from viewer.paint.compare import paint_compare

_APART: Final = 2  # px between two pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What a picture is made of, and what is written on it.

    Without `other` it is one volume, labelled: one half of a side-by-side.
    """

    captions: tuple[str, ...]
    other: Volume | None = None
    state: CompareState = field(default_factory=CompareState)
    unit: str = ""

    def pixels(self, reference: Volume, index: int, grey: GreyState) -> NDArray[np.uint8]:
        """Return a slice as 8-bit pixels, (rows, columns[, 3])."""
        if self.other is None:
            return render(reference, index, grey)
        return composed(reference, self.other, index, grey, self.state)

    def paint_marks(self, painter: QPainter, camera: Camera, scale: float) -> None:
        """Draw the divider or the legend over the picture."""
        if self.other is not None:
            paint_compare(painter, self.state, camera, self.unit, scale)


def side_by_side(left: QImage, right: QImage) -> QImage:
    """Return two pictures beside each other on black."""
    height = max(left.height(), right.height())
    joined = QImage(left.width() + _APART + right.width(), height, QImage.Format.Format_RGB32)
    joined.fill(Qt.GlobalColor.black)
    painter = QPainter(joined)
    painter.drawImage(0, 0, left)
    painter.drawImage(left.width() + _APART, 0, right)
    painter.end()
    return joined

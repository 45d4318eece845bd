"""A loupe beside the pointer: what lies under a landmark that is being put into place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from viewer.imaging.grey.voi import render
from viewer.overlay.camera import Camera
from viewer.paint.image import to_qimage
from viewer.ui import theme

if TYPE_CHECKING:
    from viewer.geometry.points import ImagePoint
    from viewer.ui.viewport.stack_view import StackView

SIDE: Final = 180
"""Logical px; a finger covers less."""
MAGNIFICATION: Final = 4.0
_AWAY: Final = 36
"""Logical px between the pointer and the nearest corner."""
_CROSS: Final = (5.0, 26.0)
_SIDES: Final = ((1, -1), (-1, -1), (1, 1), (-1, 1))
"""Where it stands beside the pointer, the first one that fits: above first, where no hand is."""


class Loupe(QWidget):
    """Shows the image around a point four times as large as the view does, a cross on the point."""

    def __init__(self, view: StackView) -> None:
        super().__init__(view)
        self._view = view
        self._key: object = None
        self._image = QImage()
        self._camera: Camera | None = None
        self._side = _SIDES[0]
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(SIDE, SIDE)
        self.hide()

    def show_at(self, point: ImagePoint, pointer: QPointF) -> None:
        """Show what lies around `point`, image px, out of the way of the pointer, logical px."""
        state = self._view.state
        if state is None or not self._has_picture():
            self.hide()
            return
        side = SIDE * self.devicePixelRatioF()
        self._camera = replace(
            state.camera,
            zoom=state.camera.zoom * MAGNIFICATION,
            centre=point,
            view_width=side,
            view_height=side,
        )
        self.move(self._place(pointer))
        self.show()
        self.raise_()
        self.update()

    def pointer_of(self, point: ImagePoint) -> QPointF:
        """Return where a point lies in the view, logical px: for keys, which have no pointer."""
        state = self._view.state
        if state is None:
            return QPointF()
        x, y = state.camera.to_device(point)
        ratio = self._view.devicePixelRatioF()
        return QPointF(x / ratio, y / ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0))
        if self._camera is not None:
            ratio = self.devicePixelRatioF()
            a, b, c, d, tx, ty = self._camera.matrix
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)
            painter.setTransform(QTransform(a, c, b, d, tx, ty), combine=True)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(0, 0, self._image)
            painter.restore()
        _paint_cross(painter, QPointF(SIDE / 2, SIDE / 2))
        painter.setPen(QPen(QColor(theme.current().accent), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _has_picture(self) -> bool:
        """Have the slice in greys or colours, made once for each look of it."""
        scene, state = self._view.scene, self._view.state
        if scene is None or state is None or state.grey is None:
            return False
        if not scene.is_readable(state.slice_index):
            return False
        key = (scene, state.slice_index, state.grey)
        if key != self._key:
            self._key = key
            self._image = to_qimage(render(scene.volume, state.slice_index, state.grey))
        return True

    def _place(self, pointer: QPointF) -> QPoint:
        """Return the upper left corner: where it was beside the pointer, if it fits there."""
        room = self._view.rect()
        for side in (self._side, *_SIDES):
            corner = _corner(pointer, side)
            if room.contains(QRect(corner, self.size())):
                self._side = side
                return corner
        corner = _corner(pointer, self._side)
        return QPoint(
            min(max(corner.x(), 0), max(0, room.width() - SIDE)),
            min(max(corner.y(), 0), max(0, room.height() - SIDE)),
        )


def _corner(pointer: QPointF, side: tuple[int, int]) -> QPoint:
    across, down = side
    left = pointer.x() + (_AWAY if across > 0 else -_AWAY - SIDE)
    top = pointer.y() + (_AWAY if down > 0 else -_AWAY - SIDE)
    return QPoint(round(left), round(top))


def _paint_cross(painter: QPainter, middle: QPointF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    near, far = _CROSS
    for color, width in ((QColor(0, 0, 0, 200), 3.0), (QColor(255, 255, 255), 1.2)):
        painter.setPen(QPen(color, width))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            start = middle + QPointF(near * dx, near * dy)
            painter.drawLine(QLineF(start, middle + QPointF(far * dx, far * dy)))
        painter.drawPoint(middle)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

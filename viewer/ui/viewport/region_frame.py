"""A rectangle over the image that stays where it is in the image: what was asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from viewer.geometry.points import ImagePoint

if TYPE_CHECKING:
    from viewer.domain.references import SeriesReference
    from viewer.ui.viewport.stack_view import StackView

Region = tuple[int, int, int, int]
"""Left, top, right, bottom in image px; right and bottom are the edges behind the last pixel."""

_DARK: Final = "#101418"
_LIGHT: Final = "#f2f5f8"
_WIDTH: Final = 2.0
_DASH: Final = (4.0, 3.0)
_ROOM: Final = 3
"""Logical px around the rectangle for its line."""


class RegionFrame(QWidget):
    """Lies over a view and lets all events through; shown on one image of one series only.

    A widget of its own, so that the scene below is not made anew for it. Light dashes on dark:
    seen on any grey, and like no finding.
    """

    def __init__(self, view: StackView) -> None:
        super().__init__(view)
        self._view = view
        self._series: SeriesReference | None = None
        self._slice = 0
        self._region: Region | None = None
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.timeout.connect(self.clear)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        view.view_changed.connect(self._follow)
        view.slice_changed.connect(self._follow)

    @property
    def region(self) -> Region | None:
        """What is framed, on whichever image it is; None for nothing."""
        return self._region

    def show_region(self, slice_index: int, region: Region, for_ms: int = 0) -> None:
        """Frame a part of an image of the stack in the view; with `for_ms` for a while only."""
        description = self._view.description
        if description is None:
            return
        self._series, self._slice, self._region = description.reference, slice_index, region
        self._fading.stop()
        if for_ms:
            self._fading.start(for_ms)
        self._follow()

    def clear(self) -> None:
        """Frame nothing."""
        self._region = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        place = self._place()
        if place is None:
            return
        painter = QPainter(self)
        painter.translate(-self.x(), -self.y())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(_DARK), _WIDTH + 1.5))
        painter.drawRect(place)
        pen = QPen(QColor(_LIGHT), _WIDTH)
        pen.setDashPattern(list(_DASH))
        painter.setPen(pen)
        painter.drawRect(place)
        painter.end()

    def _follow(self, *_: object) -> None:
        """Be where the region is seen now, and no larger than it: little is painted again."""
        place = self._place()
        if place is None:
            self.hide()
            return
        seen = place.toAlignedRect().adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        seen = seen.intersected(self._view.rect())
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        self.show()
        self.raise_()
        self.update()

    def _place(self) -> QRectF | None:
        """Return where the region is seen, logical px of the view; None where it is not."""
        state, description = self._view.state, self._view.description
        if self._region is None or state is None or description is None:
            return None
        if description.reference != self._series or state.slice_index != self._slice:
            return None
        ratio = self._view.devicePixelRatioF()
        left, top, right, bottom = self._region
        x1, y1 = state.camera.to_device(ImagePoint(float(left), float(top)))
        x2, y2 = state.camera.to_device(ImagePoint(float(right), float(bottom)))
        return QRectF(x1 / ratio, y1 / ratio, (x2 - x1) / ratio, (y2 - y1) / ratio).normalized()

"""Two pictures looked at together: zoomed and moved as one, by shares of each picture's size."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from viewer.ui import theme

_LARGEST: Final = 16.0
_STEP: Final = 1.25
_NOTCH: Final = 120.0


@dataclass(frozen=True, slots=True)
class Look:
    """How both are looked at: 1 fits the picture, `x` and `y` say what is in the middle (0…1)."""

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    def clamped(self) -> "Look":
        """Return the look with its limits kept; what fits is in the middle."""
        zoom = min(max(self.zoom, 1.0), _LARGEST)
        edge = 0.5 / zoom
        return Look(zoom, min(max(self.x, edge), 1 - edge), min(max(self.y, edge), 1 - edge))


class SharedLook(QObject):
    """The one look of both pictures."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = Look()

    def set(self, look: Look) -> None:
        """Look otherwise."""
        look = look.clamped()
        if look != self.look:
            self.look = look
            self.changed.emit()

    def zoom_by(self, factor: float, x: float = 0.5, y: float = 0.5) -> None:
        """Zoom so that a place of the picture stays where it is; (x, y) in shares of the view."""
        before = self.look
        zoom = min(max(before.zoom * factor, 1.0), _LARGEST)
        kept = 1 / before.zoom - 1 / zoom
        self.set(Look(zoom, before.x + (x - 0.5) * kept, before.y + (y - 0.5) * kept))

    def nearer(self) -> None:
        """One step nearer."""
        self.zoom_by(_STEP)

    def farther(self) -> None:
        """One step farther."""
        self.zoom_by(1 / _STEP)

    def fit(self) -> None:
        """Show both whole."""
        self.set(Look())


class LinkedPicture(QWidget):
    """One picture through the shared look; the wheel zooms, a drag moves, a double click fits."""

    def __init__(self, shared: SharedLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(QSize(160, 160))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shared = shared
        self._image: QImage | None = None
        self._words = ""
        self._last: QPointF | None = None
        shared.changed.connect(self.update)

    @property
    def image(self) -> QImage | None:
        """The picture; None where words stand in its place."""
        return self._image

    @property
    def words(self) -> str:
        """What stands in place of a picture."""
        return self._words

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image, self._words = image, ""
        self.update()

    def show_words(self, words: str) -> None:
        """Say why there is none."""
        self._image, self._words = None, words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000" if self._image else tokens.raised))
        if self._image is None:
            painter.setPen(QColor(tokens.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), int(flags), self._words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.place(), self._image)
        if self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def place(self) -> QRectF:
        """Return where the whole picture lies, logical px; parts of it may be outside."""
        fitted = self._fitted()
        look = self._shared.look
        width, height = fitted.width() * look.zoom, fitted.height() * look.zoom
        return QRectF(
            self.width() / 2 - look.x * width, self.height() / 2 - look.y * height, width, height
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        fitted = self._fitted()
        if self._image is not None and not fitted.isEmpty():
            x = (event.position().x() - self.width() / 2) / fitted.width() + 0.5
            y = (event.position().y() - self.height() / 2) / fitted.height() + 0.5
            turned = (event.angleDelta().y() or event.angleDelta().x()) / _NOTCH
            self._shared.zoom_by(_STEP**turned, x, y)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place()
        if self._last is not None and not place.isEmpty():
            way = event.position() - self._last
            self._last = event.position()
            look = self._shared.look
            moved = (look.x - way.x() / place.width(), look.y - way.y() / place.height())
            self._shared.set(replace(look, x=moved[0], y=moved[1]))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._last = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._shared.fit()
        event.accept()

    def _fitted(self) -> QRectF:
        """Return the size of the whole picture as it just fits the view."""
        if self._image is None or self._image.isNull():
            return QRectF()
        size = self._image.size()
        share = min(self.width() / size.width(), self.height() / size.height())
        return QRectF(0, 0, size.width() * share, size.height() * share)

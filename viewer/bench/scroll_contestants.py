"""One contestant of the scrolling benchmark in a process of its own; prints its times."""

import gc
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from viewer.domain.finding import Finding, FindingKind, Placement
from viewer.domain.series import SeriesDescription
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import MarkerRegion
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan
from viewer.imaging.volume import Volume
from viewer.ui.viewport.widget import Viewport

_NOTCH: Final = 120  # of a wheel, in eighths of a degree
_WARM_UP: Final = 30  # frames that fill caches and are not counted
_MARKERS: Final = 20
_DIAMETER_MM: Final = 14.0
_STEP_MM: Final = 0.01  # between slices, so that each marker lies on every slice
_LOW, _HIGH = -160.0, 240.0
_PEN: Final = QPen(QColor("#ffc44d"), 1.75)


class OurView(Viewport):
    """The viewport of this program."""

    def __init__(self, volume: Volume, description: SeriesDescription) -> None:
        super().__init__()
        self._stack = (volume, description)
        self.painted: list[int] = []

    def start(self, findings: Sequence[Finding]) -> None:
        self.show_volume(*self._stack)
        self.set_findings(findings, None)

    def show_slice(self, index: int) -> None:
        self.go_to_slice(index)

    def turn_wheel(self) -> None:
        """Turn the wheel by one notch, as a mouse does."""
        place = QPointF(self.rect().center())
        turned = QWheelEvent(
            place,
            self.mapToGlobal(place),
            QPoint(),
            QPoint(0, -_NOTCH),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self, turned)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        super().paintEvent(event)
        if self.state is not None:
            self.painted.append(self.state.slice_index)


class PlainView(QWidget):
    """numpy for the window, one smooth `drawImage`, ellipses and text drawn each time."""

    def __init__(self, volume: Volume, description: SeriesDescription) -> None:
        super().__init__()
        self._volume = volume
        self._side = description.rows
        self._index = 0
        self._findings: Sequence[Finding] = ()
        self.painted: list[int] = []

    def start(self, findings: Sequence[Finding]) -> None:
        self._findings = findings

    def show_slice(self, index: int) -> None:
        self._index = index
        self.painted.append(index)
        self.update()

    def turn_wheel(self) -> None:
        self.show_slice(self._index + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zoom = self.height() / self._side
        left = (self.width() - self.height()) / 2
        image = grey_image(self._volume, self._index)
        painter.drawImage(QRectF(left, 0, self.height(), self.height()), image)
        painter.setPen(_PEN)
        for finding in self._findings:
            column, row = centre(finding)
            place = QPointF(left + column * zoom, row * zoom)
            painter.drawEllipse(place, 10 * zoom, 10 * zoom)
            painter.drawText(place + QPointF(11 * zoom, 0), f"{finding.number}")
        painter.setPen(QColor("#ffffff"))
        painter.drawText(12, self.height() - 12, f"Image {self._index + 1}")
        painter.end()


class GraphicsView(QGraphicsView):
    """numpy for the window, a pixmap item, ellipse and text items that stay."""

    def __init__(self, volume: Volume, description: SeriesDescription) -> None:
        scene = QGraphicsScene()
        super().__init__(scene)
        self._volume = volume
        self._side = description.rows
        self._index = 0
        self.painted: list[int] = []
        self._pixmap = scene.addPixmap(QPixmap(self._side, self._side))
        self._text = scene.addText("")
        self._text.setDefaultTextColor(QColor("#ffffff"))
        self.setBackgroundBrush(QColor(0, 0, 0))
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._kept = scene

    def start(self, findings: Sequence[Finding]) -> None:
        pen = QPen(_PEN)
        pen.setCosmetic(True)
        for finding in findings:
            column, row = centre(finding)
            self._kept.addEllipse(column - 10, row - 10, 20, 20, pen)
            label = self._kept.addText(f"{finding.number}")
            label.setDefaultTextColor(_PEN.color())
            label.setScale(0.4)
            label.setPos(column + 11, row - 5)
        zoom = self.height() / self._side * 0.99
        self.scale(zoom, zoom)

    def show_slice(self, index: int) -> None:
        self._index = index
        self.painted.append(index)
        self._pixmap.setPixmap(QPixmap.fromImage(grey_image(self._volume, index)))
        self._text.setPlainText(f"Image {index + 1}")

    def turn_wheel(self) -> None:
        self.show_slice(self._index + 1)


CONTESTANTS: Final[dict[str, type[OurView | PlainView | GraphicsView]]] = {
    "viewer": OurView,
    "QPainter": PlainView,
    "QGraphicsView": GraphicsView,
}


def grey_image(volume: Volume, index: int) -> QImage:
    """Return a slice in the soft tissue window, as most code that uses numpy does it."""
    values = volume.stored[index].astype(np.float32)
    grey = (np.clip((values - _LOW) / (_HIGH - _LOW), 0.0, 1.0) * 255.0).astype(np.uint8)
    rows, columns = grey.shape
    image = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def centre(finding: Finding) -> ImagePoint:
    """Return where a marker is."""
    region = finding.placement.region
    return region.centre if isinstance(region, MarkerRegion) else ImagePoint(0.0, 0.0)


def twenty_markers(description: SeriesDescription) -> list[Finding]:
    """Return nodules over the whole image, of the same size."""
    middle = len(description.instances) // 2
    return [
        Finding(
            uid=f"n{number}",
            number=number,
            kind=FindingKind.NODULE,
            placement=Placement(
                description.instances[middle],
                middle,
                MarkerRegion(
                    ImagePoint.at_centre_of(70 + number % 5 * 90, 90 + number // 5 * 90),
                    _DIAMETER_MM,
                ),
            ),
            confidence=0.5 + number / 50,
        )
        for number in range(_MARKERS)
    ]


def pressed_together(description: SeriesDescription) -> SeriesDescription:
    """Return the same series with its slices so close that a nodule reaches them all."""
    if description.geometry is None:
        return description
    planes = tuple(
        replace(plane, position=plane.position._replace(z=index * _STEP_MM))
        for index, plane in enumerate(description.geometry.planes)
    )
    geometry = VolumeGeometry(planes, description.rows, description.columns)
    return replace(description, geometry=geometry)


@dataclass(frozen=True, slots=True)
class Scrolling:
    """Milliseconds of each frame, and how many slices never came on the screen."""

    times_ms: tuple[float, ...]
    missed: int


def scrolled(contestant: str, folder: Path, size: tuple[int, int]) -> Scrolling:
    """Turn the wheel notch by notch through the whole stack, each frame painted in full.

    A frame's time runs from the notch until Qt has painted all that it asked to be painted.
    """
    application = QApplication.instance() or QApplication([])
    stack = scan([folder]).studies[0].stacks[0]
    loader = VolumeLoader(stack)
    loader.run()
    description = pressed_together(stack.description)
    view = CONTESTANTS[contestant](loader.volume, description)
    view.resize(*size)
    view.show()
    application.processEvents()  # the window is exposed: from here on updates are painted
    view.start(twenty_markers(description))
    gc.collect()
    gc.freeze()  # as the program does once it is open; the same for all
    count = len(stack.instances)
    for index in (*range(min(_WARM_UP, count)), 0):
        view.show_slice(index)
        application.processEvents()
    view.painted.clear()
    times = []
    for _ in range(count - 1):
        began = time.perf_counter()
        view.turn_wheel()
        application.processEvents()
        times.append((time.perf_counter() - began) * 1000.0)
    return Scrolling(tuple(times), len(set(range(1, count)) - set(view.painted)))


def main(arguments: Sequence[str]) -> int:
    """Measure one contestant: NAME FOLDER WIDTH HEIGHT."""
    name, folder, width, height = arguments
    scrolling = scrolled(name, Path(folder), (int(width), int(height)))
    times = sorted(scrolling.times_ms)
    p99 = times[min(len(times) - 1, round(len(times) * 0.99))]
    figures = {
        "median_ms": statistics.median(times),
        "p99_ms": p99,
        "missed": scrolling.missed,
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

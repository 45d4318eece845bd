"""One contestant of the windowing benchmark in a process of its own; prints its times."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from viewer.bench.contestants import Figures, enter

_STEPS: Final = 300
_WARM_UP: Final = 10
_SIZE: Final = (1920, 1080)
_CENTER, _WIDTH = 1060.0, 1600.0


def _viewer(folder: str) -> Figures:
    """Drag in the viewport of this program: each step from the mouse event to the painted frame."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    from viewer.imaging.loader import VolumeLoader
    from viewer.imaging.scan import scan
    from viewer.ui.viewport.widget import Viewport

    application = QApplication([])
    stack = scan([folder]).stacks[0]
    loader = VolumeLoader(stack)
    loader.run()
    view = Viewport()
    view.resize(*_SIZE)
    view.show()
    application.processEvents()
    view.show_volume(loader.volume, stack.description)
    application.processEvents()

    def send(kind: QEvent.Type, x: float, y: float) -> None:
        place, left = QPointF(x, y), Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind, place, view.mapToGlobal(place), left, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(view, event)

    send(QEvent.Type.MouseButtonPress, 600.0, 400.0)

    def step(index: int) -> None:
        send(QEvent.Type.MouseMove, 610.0 + index % 200, 410.0 + index % 37)
        application.processEvents()

    return _timed(step)


def _simpleitk(folder: str) -> Figures:
    """Window the whole image to 8 bit; nothing is drawn."""
    import SimpleITK

    image = SimpleITK.ReadImage(_file(folder))[:, :, 0]

    def step(index: int) -> None:
        low, high = _range(index)
        windowed = SimpleITK.IntensityWindowing(image, low, high, 0.0, 255.0)
        SimpleITK.GetArrayViewFromImage(SimpleITK.Cast(windowed, SimpleITK.sitkUInt8))

    return _timed(step)


def _vtk(folder: str) -> Figures:
    """Window the whole image to 8 bit; nothing is drawn."""
    from vtkmodules.vtkImagingColor import vtkImageMapToWindowLevelColors
    from vtkmodules.vtkIOImage import vtkDICOMImageReader

    reader = vtkDICOMImageReader()
    reader.SetFileName(_file(folder))
    reader.Update()
    mapped = vtkImageMapToWindowLevelColors()
    mapped.SetInputConnection(reader.GetOutputPort())
    mapped.SetOutputFormatToLuminance()

    def step(index: int) -> None:
        low, high = _range(index)
        mapped.SetWindow(high - low)
        mapped.SetLevel((low + high) / 2)
        mapped.Update()

    return _timed(step)


def _pyqtgraph(folder: str) -> Figures:
    """Set the levels of an ImageItem in a view of the same size, drawn."""
    import pydicom
    import pyqtgraph
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    pixels = pydicom.dcmread(_file(folder)).pixel_array
    view = pyqtgraph.GraphicsView()
    box = pyqtgraph.ViewBox(lockAspect=True, enableMenu=False)
    view.setCentralItem(box)
    item = pyqtgraph.ImageItem(pixels, axisOrder="row-major")
    box.addItem(item)
    view.resize(*_SIZE)
    view.show()
    application.processEvents()

    def step(index: int) -> None:
        item.setLevels(_range(index))
        application.processEvents()

    return _timed(step)


def _file(folder: str) -> str:
    return str(next(Path(folder).iterdir()))


def _range(index: int) -> tuple[float, float]:
    width = _WIDTH + index % 200 * 4
    center = _CENTER + index % 37
    return center - width / 2, center + width / 2


def _timed(step: Callable[[int], None]) -> Figures:
    """Return median and 99th percentile of a step in milliseconds."""
    for index in range(_WARM_UP):
        step(index)
    times = []
    for index in range(_STEPS):
        began = time.perf_counter()
        step(_WARM_UP + index)
        times.append((time.perf_counter() - began) * 1000.0)
    times.sort()
    return {"median_ms": statistics.median(times), "p99_ms": times[round(_STEPS * 0.99) - 1]}


def main(arguments: Sequence[str]) -> int:
    """Measure one contestant: NAME FOLDER."""
    contestants = {
        "viewer": _viewer,
        "SimpleITK": _simpleitk,
        "VTK": _vtk,
        "pyqtgraph": _pyqtgraph,
    }
    return enter(contestants, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Real mouse and wheel events for a viewport, at places that its camera computes."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from viewer.geometry.points import ImagePoint

LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def place_of(viewport, column, row):
    """Return the widget position over an image point."""
    x, y = viewport.state.camera.to_device(ImagePoint(column, row))
    ratio = viewport.devicePixelRatioF()
    return QPointF(x / ratio, y / ratio)


def turn_wheel(viewport, place, *, angle=0, pixels=0, modifiers=NONE):
    event = QWheelEvent(
        place,
        viewport.mapToGlobal(place),
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def mouse(viewport, kind, place, button, *, held=None, modifiers=NONE):
    held = button if held is None else held
    event = QMouseEvent(kind, place, viewport.mapToGlobal(place), button, held, modifiers)
    QApplication.sendEvent(viewport, event)


def drag(viewport, button, start, way, modifiers=NONE):
    """Press at `start`, move by `way` in two moves, release."""
    nothing = Qt.MouseButton.NoButton
    mouse(viewport, QEvent.Type.MouseButtonPress, start, button, modifiers=modifiers)
    for share in (0.5, 1.0):
        at = start + way * share
        mouse(viewport, QEvent.Type.MouseMove, at, nothing, held=button, modifiers=modifiers)
    mouse(
        viewport,
        QEvent.Type.MouseButtonRelease,
        start + way,
        button,
        held=nothing,
        modifiers=modifiers,
    )

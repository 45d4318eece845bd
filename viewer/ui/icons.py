"""Our own icons, recoloured for the theme and crisp at any scale."""

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from viewer.foundation.resources import resource
from viewer.ui import theme

_PLAIN: Final = (1.0,)
_PLAIN_AND_FINE: Final = (1.0, 2.0)


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@cache
def pixmap(name: str, colour: str, size: int = 20, scale: float = 1.0) -> QPixmap:
    """Return one icon; `size` in logical px, `scale` the device pixel ratio."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    made = QPixmap(QSize(round(size * scale), round(size * scale)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(scale)
    return made


def dim_icon(name: str, size: int = 20) -> QIcon:
    """Return the icon of something that is disabled and stays so until `icon` takes its place."""
    made = QIcon()
    for scale in _scales():
        made.addPixmap(pixmap(name, theme.current().disabled, size, scale), QIcon.Mode.Disabled)
    return made


def icon(name: str, colour: str | None = None, size: int = 20) -> QIcon:
    """Return an icon in the theme's text colour, dimmed when disabled, sharp on every screen."""
    tokens = theme.current()
    made = QIcon()
    for scale in _scales():
        made.addPixmap(pixmap(name, colour or tokens.text, size, scale))
        made.addPixmap(pixmap(name, tokens.disabled, size, scale), QIcon.Mode.Disabled)
    return made


def _scales() -> tuple[float, ...]:
    """Return the scales that this machine's screens need: a third of the start went into icons."""
    is_plain = all(screen.devicePixelRatio() == 1.0 for screen in QGuiApplication.screens())
    return _PLAIN if is_plain else _PLAIN_AND_FINE


def application_icon() -> QIcon:
    """Return the program's own icon."""
    made = QIcon()
    for size in (32, 64, 128):
        made.addPixmap(pixmap("viewer", "#2a97a3", size))
    return made

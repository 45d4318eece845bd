"""A cephalogram as most programs with Qt would show it: a graphics scene, and numpy."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QGraphicsItemGroup,
    QGraphicsLineItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
)

from viewer.bench.ceph_face import CODES, dragged_to, place_of, scale_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_CHAINS: Final = (
    "G N' Prn Cm Sn A' UL' Ls Stms",
    "Stmi Li LL' Si Pog' Me' C",
    "Co Pcd Ar Go2 Go Go1 Me",
    "Me Gn Pog B L1",
    "ANS A U1",
    "PNS ANS",
    "S N",
    "S Ba",
    "U1A U1",
    "L1A L1",
    "U6 U6m",
    "L6 L6m",
)
_PLANES: Final = (
    "S N",
    "Po Or",
    "PNS ANS",
    "Go1 Me",
    "S Gn",
    "N Pog",
    "Pt Gn",
    "A Pog",
    "Prn Pog'",
)
_STEPS: Final = 12
_ANGLES: Final = 60
_ARM: Final = 9.0


class GraphicsFilm:
    """A film with its lines and landmarks in a QGraphicsView."""

    def __init__(self, folder: str, width: int, height: int) -> None:
        pixels = _film(folder)
        rows, columns = pixels.shape
        self.scale = scale_of(columns, rows)
        self.points = np.array([place_of(code, self.scale) for code in CODES])
        self.index = {code: number for number, code in enumerate(CODES)}
        self.scene = QGraphicsScene()
        image = QImage(pixels.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
        self.scene.addPixmap(QPixmap.fromImage(image))
        self.paths = {chain: self._path(chain, "#d9f2a4") for chain in (*_CHAINS, *_PLANES)}
        self.marks = {code: self._mark(code) for code in CODES}
        self.view = QGraphicsView(self.scene)
        self.view.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.view.resize(width, height)
        self.view.scale(height / rows, height / rows)
        self.view.show()
        self.values = np.zeros(_ANGLES)
        self._draw_all()

    def move(self, code: str, index: int) -> None:
        """Put a landmark where a step of the drag puts it, with all that hangs on it."""
        place = dragged_to(code, index, self.scale)
        self.points[self.index[code]] = place
        self.marks[code].setPos(QPointF(*place))
        self.values = self._angles()
        for chain, path in self.paths.items():
            if code in chain.split():
                path.setPath(self._line(chain))

    def put_back(self) -> None:
        """Put all landmarks where they were."""
        self.points = np.array([place_of(code, self.scale) for code in CODES])
        self._draw_all()

    def _draw_all(self) -> None:
        for code, item in self.marks.items():
            item.setPos(QPointF(*self.points[self.index[code]]))
        for chain, path in self.paths.items():
            path.setPath(self._line(chain))

    def _angles(self) -> "Points":
        """Return as many angles between lines as the analyses have values."""
        ends = np.arange(_ANGLES)
        count = len(CODES)
        one = self.points[ends % count] - self.points[(ends + 1) % count]
        other = self.points[(ends + 5) % count] - self.points[(ends + 11) % count]
        dots = np.einsum("ij,ij->i", one, other)
        lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
        angles: Points = np.degrees(np.arccos(np.clip(dots / lengths, -1.0, 1.0)))
        return angles

    def _line(self, chain: str) -> QPainterPath:
        knots = self.points[[self.index[code] for code in chain.split()]]
        smooth = knots if len(knots) == 2 else _spline(knots)
        path = QPainterPath()
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in smooth]))
        return path

    def _path(self, chain: str, colour: str) -> QGraphicsPathItem:
        item = QGraphicsPathItem(self._line(chain))
        pen = QPen(QColor(colour), 1.5)
        pen.setCosmetic(True)
        item.setPen(pen)
        self.scene.addItem(item)
        return item

    def _mark(self, code: str) -> QGraphicsItemGroup:
        group = QGraphicsItemGroup()
        pen = QPen(QColor("#ffc44d"), 1.75)
        pen.setCosmetic(True)
        arms = (QLineF(-_ARM, 0, _ARM, 0), QLineF(0, -_ARM, 0, _ARM))
        for arm in arms:
            line = QGraphicsLineItem(arm)
            line.setPen(pen)
            group.addToGroup(line)
        name = QGraphicsSimpleTextItem(code)
        name.setBrush(QColor("#ffc44d"))
        name.setPos(_ARM, -_ARM)
        group.addToGroup(name)
        self.scene.addItem(group)
        return group


def _spline(knots: "Points") -> "Points":
    """Return a Catmull-Rom spline through knots, (points, 2)."""
    padded = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    t = np.linspace(0.0, 1.0, _STEPS, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    smooth: Points = np.vstack([*pieces, knots[-1:]])
    return smooth


def _film(folder: str) -> "NDArray[np.uint8]":
    import pydicom

    pixels = pydicom.dcmread(next(Path(folder).iterdir())).pixel_array
    return np.ascontiguousarray((pixels >> 4).astype(np.uint8))

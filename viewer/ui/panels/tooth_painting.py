"""Paints one tooth of a chart with its states.

Red is disease, blue is what a dentist made, as charts have it; the palette may say otherwise. The
outline has the colour of the status, and its stroke says the same without colour: dotted where it
is suspected, thick where it is confirmed.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from viewer.domain.dental_chart import ToothState
from viewer.domain.dental_surfaces import Surface
from viewer.domain.teeth import Jaw, Tooth
from viewer.ui.panels.tooth_chart_content import ToothRow
from viewer.ui.panels.tooth_chart_layout import ToothCell
from viewer.ui.panels.tooth_shapes import (
    NECK,
    broken_edge,
    canals,
    crown_path,
    root_paths,
    root_tips,
    screw_path,
    screw_thread,
    surface_polygon,
)

_TILT: Final = 24.0
_SHRUNK: Final = 0.74
"""A tilted tooth against an upright one: it stays in its column, nearly."""
_SLIM: Final = 0.88
"""A tooth against its column: neighbours do not touch."""
_CARIES_DOT: Final = 0.32


@dataclass(frozen=True, slots=True)
class ToothColours:
    """What a tooth is painted with."""

    outline: QColor
    body: QColor
    faint: QColor
    work: QColor
    disease: QColor
    is_dotted: bool = False
    is_thick: bool = False


def paint_tooth(painter: QPainter, cell: ToothCell, row: ToothRow, colours: ToothColours) -> None:
    """Paint a tooth from the front and from the bite."""
    _Tooth(painter, cell, row, colours).paint()


class _Tooth:
    """One tooth on its way to the screen."""

    def __init__(
        self, painter: QPainter, cell: ToothCell, row: ToothRow, colours: ToothColours
    ) -> None:
        self._painter = painter
        self._cell = cell
        self._states = row.states
        self._row = row
        self._colours = colours
        self._place = _placed(cell, is_tilted=ToothState.IMPACTED in row.states)

    @property
    def _tooth(self) -> Tooth:
        return self._cell.tooth

    def paint(self) -> None:
        if ToothState.PRESENT not in self._states:
            self._paint_absent()
            return
        self._paint_root()
        self._paint_crown()
        self._paint_marks()
        self._paint_bite()

    def _paint_absent(self) -> None:
        """Paint a pale tooth, crossed out where it is missing."""
        painter = self._painter
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._colours.faint, 1, Qt.PenStyle.DashLine))
        for path in (crown_path(self._tooth), *root_paths(self._tooth)):
            painter.drawPath(self._place.map(path))
        painter.drawRect(self._cell.occlusal)
        if ToothState.MISSING in self._states:
            painter.setPen(_pen(self._colours.work, 2))
            box = self._cell.facial.adjusted(2, 3, -2, -3)
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())

    def _paint_root(self) -> None:
        painter = self._painter
        painter.setPen(self._outline_pen())
        painter.setBrush(self._colours.body)
        if ToothState.IMPLANT in self._states:
            painter.setPen(_pen(self._colours.work, 1.2))
            painter.drawPath(self._place.map(screw_path()))
            for start, end in screw_thread():
                painter.drawLine(self._line(start, end))
            return
        for path in root_paths(self._tooth):
            painter.drawPath(self._place.map(path))
        if ToothState.ROOT_FILLING in self._states:
            painter.setPen(_pen(self._colours.work, 2))
            for start, end in canals(self._tooth):
                painter.drawLine(self._line(start, end))

    def _paint_crown(self) -> None:
        painter = self._painter
        path = self._place.map(crown_path(self._tooth))
        painter.setPen(self._outline_pen())
        if ToothState.RESIDUAL_ROOT in self._states:
            painter.setPen(QPen(self._colours.faint, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        elif {ToothState.CROWN, ToothState.BRIDGE} & self._states:
            painter.setBrush(self._colours.work)
        else:
            painter.setBrush(self._colours.body)
        painter.drawPath(path)
        if ToothState.BRIDGE in self._states:
            self._paint_bar()
        if ToothState.RESIDUAL_CROWN in self._states:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_pen(self._colours.disease, 1.6))
            painter.drawPath(self._place.map(broken_edge()))

    def _paint_bar(self) -> None:
        """Paint the bar of a bridge across the whole column, so that it joins its neighbours."""
        facial = self._cell.facial
        share = (NECK + 1) / 2
        y = facial.top() + facial.height() * (share if self._is_upper else 1 - share)
        self._painter.fillRect(
            QRectF(facial.left(), y - 1.5, facial.width(), 3), self._colours.work
        )

    def _paint_marks(self) -> None:
        """Paint what is drawn at one place of the tooth from the front."""
        painter = self._painter
        painter.setPen(_pen(self._colours.disease, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size = self._cell.facial.width() * 0.16
        if ToothState.PERIAPICAL in self._states:
            for tip in root_tips(self._tooth)[:2]:
                painter.drawEllipse(self._place.map(tip + QPointF(0, 0.03)), size, size)
        if ToothState.BONE_LOSS in self._states:
            painter.drawPath(self._place.map(_waves(NECK - 0.2)))
        if ToothState.RECESSION in self._states:
            painter.drawPath(self._place.map(_arc(NECK - 0.06)))
        if ToothState.WEAR in self._states:
            painter.drawLine(self._line(QPointF(0.1, 0.93), QPointF(0.9, 0.93)))
        if ToothState.WEDGE_DEFECT in self._states:
            painter.setBrush(self._colours.disease)
            painter.drawPath(self._place.map(_wedge()))

    def _paint_bite(self) -> None:
        """Paint the crown from the bite, with its five surfaces."""
        painter, box = self._painter, self._cell.occlusal
        square = QTransform.fromTranslate(box.left(), box.top()).scale(box.width(), box.height())
        painter.setPen(QPen(self._colours.outline, 1))
        is_gone = ToothState.RESIDUAL_ROOT in self._states
        has_work = {ToothState.CROWN, ToothState.BRIDGE} & self._states
        for surface in Surface:
            painter.setBrush(self._colours.body)
            if has_work:
                painter.setBrush(_pale(self._colours.work))
            if is_gone:
                painter.setBrush(Qt.BrushStyle.NoBrush)
            if surface is Surface.OCCLUSAL and ToothState.FILLING in self._states:
                painter.setBrush(self._colours.work)
            if surface in self._row.surfaces:
                painter.setBrush(self._colours.disease)
            painter.drawPolygon(square.map(surface_polygon(surface, self._tooth)))
        if ToothState.CARIES in self._states and not self._row.surfaces:
            painter.setPen(QPen(self._colours.body, 1))
            painter.setBrush(self._colours.disease)
            radius = box.width() * _CARIES_DOT
            painter.drawEllipse(box.center(), radius, radius)
        if ToothState.CROWN in self._states:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_pen(self._colours.work, 2))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))

    def _outline_pen(self) -> QPen:
        pen = _pen(self._colours.outline, 1.9 if self._colours.is_thick else 1.2)
        if ToothState.IMPACTED in self._states:
            pen.setStyle(Qt.PenStyle.DashLine)
        elif self._colours.is_dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        return pen

    def _line(self, start: QPointF, end: QPointF) -> QLineF:
        return QLineF(self._place.map(start), self._place.map(end))

    @property
    def _is_upper(self) -> bool:
        return self._tooth.jaw is Jaw.UPPER


def _placed(cell: ToothCell, *, is_tilted: bool) -> QTransform:
    """Return the way from the unit square to the cell; impacted teeth lie on their side."""
    box = cell.facial
    place = QTransform.fromTranslate(box.center().x(), box.center().y())
    if is_tilted:
        place.rotate(_TILT if cell.tooth.is_right else -_TILT)
        place.scale(_SHRUNK, _SHRUNK)
    flip = 1.0 if cell.tooth.jaw is Jaw.UPPER else -1.0
    mirror = 1.0 if cell.tooth.is_right else -1.0
    place.scale(box.width() * _SLIM * mirror, box.height() * flip)
    place.translate(-0.5, -0.5)
    return place


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _pale(colour: QColor) -> QColor:
    pale = QColor(colour)
    pale.setAlphaF(0.35)
    return pale


def _waves(y: float) -> QPainterPath:
    path = QPainterPath(QPointF(-0.02, y))
    for x in (0.15, 0.49, 0.83):
        path.quadTo(QPointF(x, y - 0.1), QPointF(x + 0.17, y))
    return path


def _arc(y: float) -> QPainterPath:
    path = QPainterPath(QPointF(0.1, y + 0.08))
    path.quadTo(QPointF(0.5, y - 0.12), QPointF(0.9, y + 0.08))
    return path


def _wedge() -> QPainterPath:
    path = QPainterPath(QPointF(0.12, NECK - 0.05))
    path.lineTo(0.42, NECK + 0.02)
    path.lineTo(0.12, NECK + 0.09)
    path.closeSubpath()
    return path

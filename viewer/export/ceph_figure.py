"""A tracing on paper: alone as a picture, and with the marked film as a PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)

from viewer.domain.cephalometry.layers import TracingLayer
from viewer.export.figure import Figure, FigureRequest, draw_figure, figure_scale, write_png
from viewer.export.pdf_text import with_readable_text
from viewer.export.sheet import ALERT, DOTS_PER_POINT, QUIET, Sheet, Type, dots
from viewer.foundation.errors import BugError
from viewer.foundation.files import atomic_write
from viewer.geometry.points import ImagePoint
from viewer.overlay.camera import Camera
from viewer.overlay.compose import compose
from viewer.overlay.items import Curve, Dash
from viewer.paint.application import drawing_application
from viewer.paint.curves import paint_curve_labels, paint_curves
from viewer.paint.fonts import FAMILIES
from viewer.paint.painter import paint_items

_A4: Final = (595.0, 842.0)  # points
_MARGIN: Final = 36.0
_HEAD: Final = 40.0
_FOOT: Final = 30.0
_STROKE_SCALE: Final = DOTS_PER_POINT * 0.5
_PAPER: Final[Mapping[TracingLayer, str]] = {
    TracingLayer.SOFT_PROFILE: "#a3345f",
    TracingLayer.TEETH: "#6b4e00",
    TracingLayer.PLANES: "#7d88b8",
    TracingLayer.CONSTRUCTION: "#c2500a",
}
_BONE: Final = "#2e4a12"
_SECOND: Final = "#1f6fa8"
_INK: Final = "#1b2128"
_CROSS: Final = 4.0
_NAME_PX: Final = 11.0
_LINE: Final = 1.5
"""Of a line's height to the size of its type."""


@dataclass(frozen=True)
class TracingOnPaper:
    """What is drawn: the film with its findings and lines, and the landmarks by name."""

    request: FigureRequest
    points: Mapping[str, ImagePoint]
    title: str = ""
    disclaimer: str = ""


def write_tracing_png(path: Path, tracing: TracingOnPaper) -> None:
    """Write the tracing alone, on white, a px for each pixel of the film. Raises CannotWrite."""
    drawing_application()
    plain = draw_figure(replace(tracing.request, is_plain=True))
    image = QImage(plain.image.size(), QImage.Format.Format_RGB888)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    size = (float(image.width()), float(image.height()))
    _paint_tracing(painter, tracing, plain.frame.camera, figure_scale(*size))
    painter.end()
    write_png(path, Figure(image, (), plain.frame))


def write_tracing_pdf(path: Path, tracing: TracingOnPaper) -> None:
    """Write two pages: the marked film, and the tracing alone, as vectors. Raises CannotWrite."""
    drawing_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * DOTS_PER_POINT)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setTitle(tracing.title)
    writer.setCreator("viewer")
    painter = QPainter()
    if not painter.begin(writer):
        raise BugError("the PDF was refused")
    try:
        sheet = Sheet(painter, _A4, _MARGIN)
        _draw_film(sheet, tracing)
        writer.newPage()
        _draw_alone(sheet, tracing)
    finally:
        painter.end()
    atomic_write(path, with_readable_text(bytes(buffer.data().data())))


def _draw_film(sheet: Sheet, tracing: TracingOnPaper) -> None:
    """Draw the film at its own resolution with findings and lines over it as vectors."""
    request, painter = tracing.request, sheet.painter
    plain = draw_figure(replace(request, is_plain=True))
    target, camera = _placed(sheet, tracing)
    series = request.volume.stack.description
    items = compose(
        request.findings,
        series,
        request.slice_index,
        request.overlay,
        request.decisions,
        request.wording,
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(target, plain.image)
    painter.setClipRect(target)
    painter.translate(target.topLeft())
    paint_curves(painter, request.curves, camera, scale=_STROKE_SCALE)
    paint_items(painter, items, camera, scale=_STROKE_SCALE)
    paint_curve_labels(painter, request.curves, camera, scale=_STROKE_SCALE, is_exact=True)
    _paint_remarks(painter, request.remarks, _STROKE_SCALE)
    painter.restore()


def _draw_alone(sheet: Sheet, tracing: TracingOnPaper) -> None:
    target, camera = _placed(sheet, tracing)
    painter = sheet.painter
    painter.save()
    painter.translate(target.topLeft())
    _paint_tracing(painter, tracing, camera, _STROKE_SCALE)
    painter.restore()


def _placed(sheet: Sheet, tracing: TracingOnPaper) -> tuple[QRectF, Camera]:
    """Write head and foot; return where the film goes between them, and how it lies there."""
    sheet.line((sheet.left, sheet.top), tracing.title, Type(12.0, _INK, is_bold=True))
    foot = sheet.bottom - 10.0
    sheet.line((sheet.left, foot), tracing.disclaimer, Type(8.0, ALERT, is_bold=True))
    series = tracing.request.volume.stack.description
    top, bottom = sheet.top + _HEAD, sheet.bottom - _FOOT
    across, down = float(series.columns), series.rows * series.pixel_aspect
    scale = min(sheet.width / across, (bottom - top) / down)
    width, height = across * scale, down * scale
    target = dots(QRectF(sheet.left + (sheet.width - width) / 2, top, width, height))
    size = (target.width(), target.height())
    return target, Camera.fit(series.columns, series.rows, series.pixel_aspect, *size)


def _paint_tracing(
    painter: QPainter, tracing: TracingOnPaper, camera: Camera, scale: float
) -> None:
    """Draw lines, landmarks and their names in colours for white paper."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for curve in tracing.request.curves:
        painter.setPen(_pen(curve, scale))
        polygon = QPolygonF([QPointF(*camera.to_device(point)) for point in curve.points])
        if curve.is_closed:
            painter.drawPolygon(polygon)
        else:
            painter.drawPolyline(polygon)
    _paint_points(painter, tracing.points, camera, scale)
    _paint_labels(painter, tracing.request.curves, camera, scale)
    _paint_remarks(painter, tracing.request.remarks, scale)


def _paint_remarks(painter: QPainter, remarks: Sequence[str], scale: float) -> None:
    """Write what must be known wherever the lines are seen, at the upper left."""
    font = _font(scale)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(ALERT))
    line = _LINE * _NAME_PX * scale
    for number, remark in enumerate(remarks, start=1):
        painter.drawText(QPointF(_NAME_PX * scale, number * line), remark)


def _pen(curve: Curve, scale: float) -> QPen:
    is_second = curve.stroke.dash is Dash.DASHED
    color = _SECOND if is_second else _PAPER.get(curve.layer, _BONE)
    pen = QPen(QColor(color), curve.stroke.width * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if is_second:
        pen.setStyle(Qt.PenStyle.DashLine)
    elif curve.stroke.dash is Dash.DOTTED:
        pen.setStyle(Qt.PenStyle.DotLine)
    return pen


def _paint_points(
    painter: QPainter, points: Mapping[str, ImagePoint], camera: Camera, scale: float
) -> None:
    arm = _CROSS * scale
    painter.setFont(_font(scale))
    for code, point in points.items():
        x, y = camera.to_device(point)
        painter.setPen(QPen(QColor(_INK), scale))
        painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
        painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))
        painter.setPen(QColor(QUIET))
        painter.drawText(QPointF(x + arm, y - arm), code)


def _paint_labels(painter: QPainter, curves: Sequence[Curve], camera: Camera, scale: float) -> None:
    for curve in curves:
        if curve.label:
            painter.setPen(_pen(curve, scale))
            x, y = camera.to_device(curve.label_at or curve.points[0])
            painter.drawText(QPointF(x + 4 * scale, y - 4 * scale), curve.label)


def _font(scale: float) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, round(_NAME_PX * scale)))
    return font

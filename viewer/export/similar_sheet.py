"""A picture beside those that a search found, as one image on white paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.domain.similar import Match
from viewer.export.figure import encoded_png
from viewer.export.sheet import FAINT, INK, QUIET, RULE
from viewer.foundation.files import atomic_write
from viewer.paint.fonts import font
from viewer.words.parts import match_words

_MARGIN: Final = 24.0
_GAP: Final = 18.0
_SIDE: Final = 260.0
"""px of the square that each picture is fitted into."""
_HEAD: Final = 30.0
_LINE: Final = 20.0
_TEXT: Final = 14.0
_BLACK: Final = "#000000"


@dataclass(frozen=True, eq=False, slots=True)
class SimilarPicture:
    """A match, and its picture; None where it could not be had."""

    match: Match
    picture: QImage | None


def draw_matches(sought: QImage, found: Sequence[SimilarPicture], path: Path) -> None:
    """Write the sheet as PNG: what was sought, then what was found. Raises CannotWrite."""
    count = 1 + len(found)
    width = 2 * _MARGIN + count * _SIDE + (count - 1) * _GAP
    height = 2 * _MARGIN + _HEAD + _SIDE + 3 * _LINE
    image = QImage(round(width), round(height), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        _draw(painter, sought, found)
    finally:
        painter.end()
    atomic_write(path, encoded_png(image))


def _draw(painter: QPainter, sought: QImage, found: Sequence[SimilarPicture]) -> None:
    box = QRectF(_MARGIN, _MARGIN + _HEAD, _SIDE, _SIDE)
    head = QCoreApplication.translate("SimilarSheet", "Sought")
    _write(painter, box.translated(0, -_HEAD), head, INK, is_bold=True)
    _place(painter, box, sought)
    for number, one in enumerate(found, start=1):
        box = box.translated(_SIDE + _GAP, 0)
        _write(painter, box.translated(0, -_HEAD), str(number), INK, is_bold=True)
        _place(painter, box, one.picture)
        below = box.translated(0, _SIDE + 4.0)
        _write(painter, below, match_words(one.match)[1], INK)
        _write(painter, below.translated(0, _LINE), one.match.label or one.match.entity_id, QUIET)
    said = QCoreApplication.translate(
        "SimilarSheet",
        "Likeness of pictures, as the service scores it. Not for diagnosis.",
    )
    foot = QRectF(_MARGIN, _MARGIN + _HEAD + _SIDE + 2 * _LINE + 8.0, box.right() - _MARGIN, _LINE)
    _write(painter, foot, said, QUIET)


def _place(painter: QPainter, box: QRectF, picture: QImage | None) -> None:
    """Draw a picture in the middle of a black square; a missing one is said."""
    painter.fillRect(box, QColor(_BLACK if picture is not None else RULE))
    if picture is None or picture.isNull():
        painter.setPen(QColor(FAINT))
        said = QCoreApplication.translate("SimilarSheet", "No picture")
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        return
    size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(0.0, 0.0, size.width(), size.height())
    target.moveCenter(box.center())
    painter.drawImage(target, picture)


def _write(
    painter: QPainter, box: QRectF, text: str, colour: str, *, is_bold: bool = False
) -> None:
    """Write one line at the top of a box, shortened where it is too long for it."""
    painter.setFont(font(_TEXT, is_bold=is_bold))
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
    line = QRectF(box.left(), box.top(), box.width(), _LINE)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

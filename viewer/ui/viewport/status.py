"""What is said over an image: that a slice is not there yet, or why not, and how far reading is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.imaging.problems import SliceProblem
from viewer.paint import fonts
from viewer.ui.tokens import DARK
from viewer.words.series import slice_problem_words

if TYPE_CHECKING:
    from viewer.imaging.volume import Volume

_INCOMPLETE: Final = frozenset(
    {
        SliceProblem.CUT_SHORT,
        SliceProblem.LONGER_THAN_DECLARED,
        SliceProblem.INCOMPLETE_STREAM,
        SliceProblem.COLOUR_PROFILE,
    }
)
_TITLE_PX: Final = 15.0
_DETAIL_PX: Final = 12.5
_TEXT: Final = QColor("#c3cbd4")
_MUTED: Final = QColor("#8b96a2")
_BAD: Final = QColor("#ef8b80")
_LOAD_PX: Final = 2.0


@dataclass(frozen=True, slots=True)
class SliceWords:
    """A title and what is behind it; `is_bad` where it will not get better by waiting."""

    title: str
    detail: str
    is_bad: bool


def has_picture(volume: "Volume", index: int) -> bool:
    """Tell whether there are pixels of a slice to show, be they incomplete."""
    problem = volume.slice_problems.get(index)
    return volume.is_loaded(index) and (problem is None or problem in _INCOMPLETE)


def slice_words(volume: "Volume", index: int) -> SliceWords | None:
    """Return what to say in place of a slice; None where there is a picture."""
    if has_picture(volume, index):
        return None
    problem = volume.slice_problems.get(index)
    if problem is None:
        title = QCoreApplication.translate("Viewport", "Image {0} is being read")
        return SliceWords(title.format(index + 1), "", is_bad=False)
    title = QCoreApplication.translate("Viewport", "Image {0} cannot be shown")
    return SliceWords(title.format(index + 1), slice_problem_words(problem), is_bad=True)


def slice_warning(volume: "Volume", index: int) -> str:
    """Return what is wrong with a slice that is shown all the same; mostly empty."""
    problem = volume.slice_problems.get(index)
    is_shown = problem is not None and has_picture(volume, index)
    return slice_problem_words(problem) if problem is not None and is_shown else ""


def paint_words(painter: QPainter, size: QSize, words: SliceWords, scale: float) -> None:
    """Write the words in the middle of a view of device px."""
    middle = size.height() / 2
    line = 24 * scale
    painter.setFont(fonts.font(_TITLE_PX * scale, is_bold=True))
    painter.setPen(_BAD if words.is_bad else _TEXT)
    top = QRectF(0, middle - line, size.width(), line)
    painter.drawText(top, Qt.AlignmentFlag.AlignCenter, words.title)
    painter.setFont(fonts.font(_DETAIL_PX * scale))
    painter.setPen(_MUTED)
    below = QRectF(0, middle + 4 * scale, size.width(), line)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words.detail)


def paint_load(painter: QPainter, size: QSize, share: float, scale: float) -> None:
    """Draw a thin line along the lower edge, as long as what has been read."""
    height = _LOAD_PX * scale
    line = QRectF(0, size.height() - height, size.width() * share, height)
    painter.fillRect(line, QColor(DARK.accent))


def paint_frame(painter: QPainter, size: QSize, scale: float) -> None:
    """Draw the frame of a drop target."""
    width = 2 * scale
    painter.setPen(QPen(QColor(DARK.accent), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRect(QRectF(half, half, size.width() - width, size.height() - width))

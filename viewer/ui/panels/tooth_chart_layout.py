"""Where each tooth of a chart is drawn: rows of a dentist's chart, the patient's right at the left.

From above: upper milk teeth, upper permanent ones, lower permanent ones, lower milk teeth. Roots
point away from the bite, numbers stand next to it. Milk teeth stand over their successors.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from viewer.domain.dental_chart import Dentition
from viewer.domain.teeth import Jaw, Tooth, arch_row
from viewer.ui.panels.tooth_chart_content import ToothFilter

_MARGIN: Final = 4.0
_PERMANENT_COLUMNS: Final = 16
_DECIDUOUS_COLUMNS: Final = 10
_WIDEST: Final = 38.0
_NARROWEST: Final = 16.0
_FACIAL: Final = 2.4
"""The height of a tooth from the front against its column."""
_TALLEST: Final = 74.0
_DECIDUOUS_SIZE: Final = 0.72
_OCCLUSAL: Final = 0.86
_GAP: Final = 3.0
_BADGE: Final = 12.0
_BITE: Final = 8.0
"""Between the rows, and between the jaws."""


@dataclass(frozen=True, slots=True)
class ToothCell:
    """One tooth's places, px: `whole` takes the pointer, the others are drawn into."""

    tooth: Tooth
    whole: QRectF
    facial: QRectF
    occlusal: QRectF
    number: QRectF
    badge: QRectF
    """Beyond the roots, where it hides nothing."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """The teeth of one jaw and dentition, from the left of the screen to the right."""

    cells: tuple[ToothCell, ...]

    def nearest(self, x: float) -> ToothCell:
        """Return the cell whose column is nearest."""
        return min(self.cells, key=lambda cell: abs(cell.whole.center().x() - x))


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """All rows from above, and the height they need."""

    rows: tuple[ChartRow, ...]
    height: float
    midline: float

    @property
    def cells(self) -> Iterable[ToothCell]:
        """All cells."""
        return (cell for row in self.rows for cell in row.cells)

    def cell_of(self, code: str) -> ToothCell | None:
        """Return the cell of a tooth; None where its row is folded away."""
        return next((cell for cell in self.cells if cell.tooth.code == code), None)

    def cell_at(self, point: QPointF) -> ToothCell | None:
        """Return the cell below the pointer."""
        return next((cell for cell in self.cells if cell.whole.contains(point)), None)

    def row_of(self, code: str) -> ChartRow | None:
        """Return the row that a tooth stands in."""
        return next((r for r in self.rows if any(c.tooth.code == code for c in r.cells)), None)


def layout_of(
    width: float, dentition: Dentition, wanted: ToothFilter, number_height: float
) -> ChartLayout:
    """Return the layout at a width, px; rows of a dentition or jaw that is not shown are gone."""
    columns = _DECIDUOUS_COLUMNS if dentition is Dentition.DECIDUOUS else _PERMANENT_COLUMNS
    column = min(_WIDEST, max(_NARROWEST, (width - 2 * _MARGIN) / columns))
    midline = width / 2
    top = _MARGIN
    rows: list[ChartRow] = []
    for jaw, is_deciduous in _rows_of(dentition, wanted):
        if rows:
            is_bite = rows[-1].cells[0].tooth.jaw is not jaw
            top += _BITE if is_bite else _GAP
        row = _row(arch_row(jaw, is_deciduous=is_deciduous), (midline, top), column, number_height)
        rows.append(row)
        top = row.cells[0].whole.bottom()
    return ChartLayout(tuple(rows), top + _MARGIN, midline)


def _rows_of(dentition: Dentition, wanted: ToothFilter) -> Iterable[tuple[Jaw, bool]]:
    rows = ((Jaw.UPPER, True), (Jaw.UPPER, False), (Jaw.LOWER, False), (Jaw.LOWER, True))
    for jaw, is_deciduous in rows:
        if dentition is not Dentition.MIXED and is_deciduous is (dentition is Dentition.PERMANENT):
            continue
        if (wanted is ToothFilter.UPPER and jaw is Jaw.LOWER) or (
            wanted is ToothFilter.LOWER and jaw is Jaw.UPPER
        ):
            continue
        yield jaw, is_deciduous


def _row(
    teeth: tuple[Tooth, ...], corner: tuple[float, float], column: float, number: float
) -> ChartRow:
    """Lay out a row whose midline and top are given."""
    midline, top = corner
    size = _DECIDUOUS_SIZE if teeth[0].is_deciduous else 1.0
    facial = min(_TALLEST, column * _FACIAL) * size
    side = column * _OCCLUSAL * (0.5 + size / 2)
    heights = (_BADGE, facial, side, number)
    is_upper = teeth[0].jaw is Jaw.UPPER
    cells = []
    for index, tooth in enumerate(teeth):
        left = midline + (index - len(teeth) / 2) * column
        whole = QRectF(left, top, column, sum(heights) + (len(heights) - 1) * _GAP)
        parts = _stacked(whole, heights if is_upper else heights[::-1])
        badge, front, bite, numbers = parts if is_upper else parts[::-1]
        cells.append(ToothCell(tooth, whole, front, _centred(bite, side), numbers, badge))
    return ChartRow(tuple(cells))


def _stacked(whole: QRectF, heights: tuple[float, ...]) -> list[QRectF]:
    boxes, top = [], whole.top()
    for height in heights:
        boxes.append(QRectF(whole.left(), top, whole.width(), height))
        top += height + _GAP
    return boxes


def _centred(box: QRectF, side: float) -> QRectF:
    """Return a square in the middle of a box."""
    middle = box.center()
    return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)

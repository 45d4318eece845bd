"""The findings of the report as tables, as far as they fit, or on as many pages as they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from viewer.domain.finding import Finding
from viewer.domain.review import Review
from viewer.domain.standing import Decision
from viewer.export import report_words as words
from viewer.export.report_columns import Row, Table
from viewer.export.sheet import ACCENT, FAINT, QUIET, Sheet, Type
from viewer.words.lengths import LengthScale

ROW: Final = 14.0
"""Height of a row, points."""
HEAD: Final = Type(9.5, ACCENT, is_bold=True)
_HEADING: Final = HEAD.leading + 3.0
_HEADS: Final = Type(7.5, QUIET)
_CELL: Final = Type(8.5)
_REJECTED: Final = Type(8.5, FAINT)
_SMALL: Final = Type(8.0, QUIET)
_LEAST_ROWS: Final = 3
"""A table begins on the next page where not even these would fit."""


def draw_head(sheet: Sheet, y: float, text: str) -> float:
    """Write the heading of a section; return the y below it."""
    sheet.line((sheet.left, y), text, HEAD)
    return y + _HEADING


def tables_height(tables: Sequence[Table]) -> float:
    """Return the height of all tables, points."""
    return sum((len(table.findings) + 1) * ROW + _HEADING + 5.0 for table in tables)


@dataclass(frozen=True)
class Tables:
    """All tables of a report. They go down to `bottom`, and on where there is a `next_page`."""

    sheet: Sheet
    tables: tuple[Table, ...]
    review: Review
    scale: LengthScale
    bottom: float
    next_page: Callable[[], float] | None = None

    def draw(self, y: float) -> float:
        """Draw them; return the y below. Without a next page it is said how many are left."""
        for number, table in enumerate(self.tables):
            left = table.findings
            while left:
                y = self._with_room(y, len(left))
                y, left = self._draw_some(y, table, left)
                if left and self.next_page is None:
                    later = (len(further.findings) for further in self.tables[number + 1 :])
                    count = len(left) + sum(later)
                    self.sheet.line((self.sheet.left, y), words.more_rows(count), _SMALL)
                    return y + ROW + 5.0
            y += 5.0
        return y

    def _with_room(self, y: float, count: int) -> float:
        """Return `y`, or the top of a new page where hardly a row would fit."""
        needed = _HEADING + (1 + min(count, _LEAST_ROWS)) * ROW
        if self.next_page is None or y + needed <= self.bottom:
            return y
        return self.next_page()

    def _draw_some(
        self, y: float, table: Table, findings: Sequence[Finding]
    ) -> tuple[float, tuple[Finding, ...]]:
        """Draw as many rows as fit; return the y below them, and what is left."""
        heading = table.name or words.heading_findings()
        if table.has_lengths:
            heading = self.scale.with_badge(heading)
        y = draw_head(self.sheet, y, heading)
        self._draw_row(y, table, [column.head for column in table.columns], _HEADS)
        y += ROW - 1.0
        room = max(1, int((self.bottom - y) / ROW))
        if len(findings) > room and self.next_page is None:
            room = max(0, room - 1)  # for the line that says how many are left
        for finding in findings[:room]:
            self.sheet.rule(y - 1.5, weight=0.4)
            decision = self.review.decision_on(finding.uid)
            row = Row(finding, decision, self.scale)
            style = _REJECTED if decision is Decision.REJECTED else _CELL
            self._draw_row(y, table, [column.cell(row) for column in table.columns], style)
            y += ROW
        return y, tuple(findings[room:])

    def _draw_row(self, y: float, table: Table, cells: Sequence[str], style: Type) -> None:
        x = self.sheet.left
        for cell, column in zip(cells, table.columns, strict=True):
            width = column.share * self.sheet.width
            self.sheet.line((x, y), cell, style, width=width - 5.0, align=column.align)
            x += width

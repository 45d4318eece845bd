"""The analysis of a cephalogram on paper: the table, the wigglegram, where lengths are from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont

from viewer.domain.cephalometry.analyses import Band, Row
from viewer.domain.cephalometry.norms import mismatches
from viewer.domain.cephalometry.origins import LandmarkOrigin
from viewer.export.ceph_measured import Compared, MeasuredFilm
from viewer.export.report_tables import draw_head
from viewer.export.sheet import (
    ACCENT,
    ALERT,
    DOTS_PER_POINT,
    FAINT,
    INK,
    QUIET,
    RULE,
    Align,
    Sheet,
    Type,
    dots,
    wrapped,
)
from viewer.paint.fonts import FAMILIES, UNSEARCHABLE
from viewer.paint.wigglegram import WiggleLook, WiggleRow, paint_wigglegram
from viewer.words.ceph_tracing import calibration_words
from viewer.words.ceph_view import (
    arrow_of,
    deviation_text,
    error_text,
    norm_text,
    state_words,
    summary_words,
    unit_mark,
    value_text,
)
from viewer.words.cephalometry import (
    analysis_words,
    doubt_words,
    measure_label,
    mismatch_words,
    norm_set_words,
    row_words,
    source_words,
)

_ROW: Final = 13.0
_WIGGLE_ROW: Final = 12.0
_CELL: Final = Type(8.0)
_HEADS: Final = Type(7.5, QUIET)
_SMALL: Final = Type(7.5, QUIET)
_NOTE: Final = Type(8.5)
_WARNING: Final = Type(8.5, ALERT)
_SUMMARY: Final = Type(10.0, INK, is_bold=True)
_SHARES: Final = (0.12, 0.16, 0.15, 0.12, 0.45)
_MOST_LINES: Final = 4
_GOOD: Final = "#1d7443"
_FAIR: Final = "#855600"
_COLORS: Final = {
    Band.WITHIN: _GOOD,
    Band.ONE_TO_TWO: _FAIR,
    Band.BEYOND: ALERT,
    Band.UNKNOWN: QUIET,
}


@dataclass(frozen=True)
class CephPages:
    """Draws the analysis from a page's `y` down, and on where it does not fit."""

    sheet: Sheet
    measured: MeasuredFilm
    bottom: float
    next_page: Callable[[], float]

    def draw(self, y: float) -> float:
        """Draw all of it; return the y below."""
        y = self._draw_about(y)
        y = self._draw_table(y)
        return self._draw_wigglegram(y)

    def _draw_about(self, y: float) -> float:
        measured, sheet = self.measured, self.sheet
        y = draw_head(sheet, y, self._title())
        lines = [(summary_words(measured.shown.rows), _SUMMARY), (self._scale(), _NOTE)]
        lines += [(text, _WARNING) for text in self._warnings()]
        lines.append((self._by_hand(), _NOTE))
        for text, style in lines:
            y = sheet.paragraph(
                (sheet.left, y), wrapped(text, style, sheet.width, _MOST_LINES), style
            )
        return y + 6.0

    def _title(self) -> str:
        shown = self.measured.shown
        words = QCoreApplication.translate("Report", "Cephalometric analysis: {0}")
        title = words.format(analysis_words(shown.analysis))
        if shown.norm_set is None:
            return title
        against = QCoreApplication.translate("Report", "{0}, norms: {1}")
        return against.format(title, norm_set_words(shown.norm_set))

    def _scale(self) -> str:
        return calibration_words(self.measured.film.calibration)

    def _warnings(self) -> list[str]:
        norms, person = self.measured.shown.norm_set, self.measured.person
        if norms is None:
            return []
        return [mismatch_words(each, norms) for each in mismatches(norms, person)]

    def _by_hand(self) -> str:
        """Return which landmarks a reader moved or placed, and which are missing."""
        said = []
        for origin in (LandmarkOrigin.MOVED, LandmarkOrigin.PLACED, LandmarkOrigin.MISSING):
            codes = [code for code, of in self.measured.origins.items() if of is origin]
            if codes:
                said.append(f"{state_words(origin)}: {', '.join(codes)}")
        if not said:
            return ""
        words = QCoreApplication.translate("Report", "Landmarks {0}")
        return words.format("; ".join(said))

    def _draw_table(self, y: float) -> float:
        y = self._draw_cells(y, _heads(), _HEADS) - 1.0
        for row in self.measured.shown.rows:
            if y + _ROW > self.bottom:
                y = self._draw_cells(self.next_page(), _heads(), _HEADS) - 1.0
            self.sheet.rule(y - 1.5, weight=0.4)
            self._draw_row(y, row)
            y += _ROW
        for said in norm_sources(self.measured.shown):
            lines = wrapped(said, _SMALL, self.sheet.width, 2)
            if y + _ROW * len(lines) > self.bottom:
                y = self.next_page()
            y = self.sheet.paragraph((self.sheet.left, y + 2.0), lines, _SMALL)
        return y + 8.0

    def _draw_row(self, y: float, row: Row) -> None:
        value = "–" if row.value is None else value_text(row.value, row.measure.unit)
        error = "" if row.value is None else error_text(self.measured.errors.get(row.measure.code))
        deviation = f"{deviation_text(row.deviation_sd)} {arrow_of(row.direction, row.band)}"
        cells = (
            measure_label(row.measure),
            f"{value} {error}".rstrip(),
            "" if row.norm is None else norm_text(row.norm),
            deviation.strip(),
            row_words(row),
        )
        self._draw_cells(y, cells, _CELL, Type(8.0, _COLORS[row.band], is_bold=True))

    def _draw_cells(
        self, y: float, cells: Sequence[str], style: Type, deviation: Type | None = None
    ) -> float:
        x = self.sheet.left
        for number, (cell, share) in enumerate(zip(cells, _SHARES, strict=True)):
            width = share * self.sheet.width
            side = Align.RIGHT if 0 < number < 4 else Align.LEFT
            look = deviation if deviation is not None and number == 3 else style
            left = x + 12.0 if number == 4 else x
            self.sheet.line((left, y), cell, look, width=width - 6.0, align=side)
            x += width
        return y + _ROW

    def _draw_wigglegram(self, y: float) -> float:
        rows = [
            WiggleRow(
                f"{measure_label(row.measure)}{unit_mark(row.measure)}",
                row.deviation_sd,
                f"{deviation_text(row.deviation_sd)} {arrow_of(row.direction, row.band)}".strip(),
                row.band,
            )
            for row in self.measured.shown.rows
            if row.deviation_sd is not None
        ]
        if not rows:
            return y
        height = (len(rows) + 1) * _WIGGLE_ROW
        if y + height + 20.0 > self.bottom:
            y = self.next_page()
        y = draw_head(self.sheet, y, QCoreApplication.translate("Report", "Wigglegram (±3 SD)"))
        area = QRectF(self.sheet.left, y, self.sheet.width * 0.72, height)
        paint_wigglegram(self.sheet.painter, dots(area), rows, _look())
        return y + height + 8.0


def norm_sources(shown: Compared) -> tuple[str, ...]:
    """Return where the norms are from; those of another paper and doubtful ones by their names."""
    if shown.norm_set is None:
        return ()
    first = shown.norm_set.source
    names: dict[str, list[str]] = {}
    for row in shown.rows:
        if row.norm is not None:
            other = "" if row.norm.source is first else source_words(row.norm.source)
            for said in filter(None, (other, doubt_words(row.norm))):
                names.setdefault(said, []).append(measure_label(row.measure))
    others = (f"{', '.join(labels)}: {said}" for said, labels in names.items())
    return (source_words(first), *others)


def _heads() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("Report", "Item"),
        QCoreApplication.translate("Report", "Value ± 1 SD"),
        QCoreApplication.translate("Report", "Norm ± SD"),
        QCoreApplication.translate("Report", "Deviation (SD)"),
        QCoreApplication.translate("Report", "Meaning"),
    )


def _look() -> WiggleLook:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(round(7.5 * DOTS_PER_POINT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in UNSEARCHABLE:
        font.setFeature(QFont.Tag(feature), 0)
    return WiggleLook(
        font=font,
        ink=INK,
        faint=FAINT,
        rule=RULE,
        within="#e3eef9",
        line=ACCENT,
        bands=_COLORS,
    )

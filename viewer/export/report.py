"""The report: what was searched, what was found, how it was judged, with key pictures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from viewer.domain.account import NOBODY, Account
from viewer.domain.finding import Finding
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.review import Review
from viewer.domain.series import SeriesDescription
from viewer.export import report_words as words
from viewer.export.ceph_measured import MeasuredFilm
from viewer.export.findings_json import RunFacts
from viewer.export.pdf_text import with_readable_text
from viewer.export.report_ceph import CephPages
from viewer.export.report_columns import Table, tables_of
from viewer.export.report_dental import tabled
from viewer.export.report_parts import draw_parts, parts_height
from viewer.export.report_pictures import FOOTER, draw_pictures
from viewer.export.report_tables import HEAD, Tables, draw_head
from viewer.export.sheet import (
    ACCENT,
    ALERT,
    DOTS_PER_POINT,
    FAINT,
    QUIET,
    Align,
    Sheet,
    Type,
    wrapped,
)
from viewer.foundation.errors import BugError
from viewer.foundation.files import atomic_write
from viewer.imaging.volume import Volume
from viewer.overlay.compose import OverlayState
from viewer.overlay.furniture import without_identity
from viewer.overlay.items import Curve
from viewer.overlay.style import DOUBTFUL_BELOW
from viewer.overlay.wording import ENGLISH, OverlayWording
from viewer.paint.application import drawing_application
from viewer.words.lengths import length_scale
from viewer.words.remarks import picture_remarks

_A4: Final = (595.0, 842.0)  # points
_MARGIN: Final = 42.0
_GAP: Final = 9.0
_REPORT_LINES: Final = 8
_REMARK_LINES: Final = 6
_READING_LINES: Final = 5
_OTHER_LINES: Final = _REPORT_LINES + _REMARK_LINES + _READING_LINES

_TITLE: Final = Type(17.0, is_bold=True)
_BODY: Final = Type(9.0)
_SMALL: Final = Type(8.0, QUIET)
_VERDICT: Final = Type(15.0, is_bold=True)


@dataclass(frozen=True, kw_only=True)
class ReportRequest:
    """What goes on the page. The slices of the findings must be loaded.

    `result` is what the service said, uncorrected. `own_text` is the reader's own report;
    `created` is printed.
    """

    volume: Volume
    run: RunFacts
    result: AnalysisResult
    review: Review
    created: datetime
    account: Account = NOBODY
    own_text: str = ""
    shows_identity: bool = True
    doubtful_below: float = DOUBTFUL_BELOW
    overlay: OverlayState = field(default_factory=OverlayState)
    """How a dental picture is drawn."""
    wording: OverlayWording = field(default_factory=lambda: ENGLISH)
    measured: MeasuredFilm | None = None
    """A cephalogram's analysis, on pages of its own; None of anything else."""
    curves: tuple[Curve, ...] = ()
    """Its tracing, on the picture of the whole film."""
    traced_remarks: tuple[str, ...] = ()
    """What must stand on that picture for the tracing's sake: whose a film laid over it is."""

    @property
    def series(self) -> SeriesDescription:
        """The series that was analysed, as it may be named."""
        series = self.volume.stack.description
        return series if self.shows_identity else without_identity(series)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The service's findings as corrected, and after them the reader's own."""
        return self.review.findings_with(self.result.findings)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The findings as tables."""
        return tables_of(self.result, tabled(self.findings, self.review))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What must be known of the result and of single findings."""
        said = words.remarks(self.result, self.findings)
        return words.made_of(self.findings, self.review) + said


def write_report(path: Path, request: ReportRequest) -> None:
    """Write the page as PDF with vector overlays, all or nothing. Raises CannotWrite."""
    drawing_application()
    atomic_write(path, with_readable_text(_printed(request)))


def _printed(request: ReportRequest) -> bytes:
    """Return the page as PDF, made in memory: Qt says nothing of a write that failed."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * DOTS_PER_POINT)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setTitle(words.title(request.run))  # the file's own title: no identity
    writer.setCreator("viewer")
    painter = QPainter()
    if not painter.begin(writer):
        raise BugError("the PDF was refused")
    try:
        _Pages(Sheet(painter, _A4, _MARGIN), request, writer.newPage).draw()
    finally:
        painter.end()
    return bytes(buffer.data().data())


class _Pages:
    """The page of one report, and further ones where parts and tables need them.

    A report of one list alone stays on one page and says what did not fit.
    """

    def __init__(self, sheet: Sheet, request: ReportRequest, begin: Callable[[], object]) -> None:
        self._sheet = sheet
        self._request = request
        self._begin = begin
        self._bottom = sheet.bottom - FOOTER

    def draw(self) -> None:
        """Draw all of it."""
        sheet, request = self._sheet, self._request
        y = _draw_header(sheet, request)
        y = _draw_verdict(sheet, y, request)
        y = _draw_scope(sheet, y, request)
        y = self._draw_parts(y)
        texts = _Texts.of(sheet, request)
        y = draw_pictures(sheet, y, request, texts.height)
        y = self._draw_tables(y, texts)
        if self._goes_on and y + texts.height > self._bottom:
            y = self._next()
        texts.draw(sheet, y)
        if request.measured is not None:
            y = self._next()
            CephPages(sheet, request.measured, self._bottom, self._next).draw(y)
        _draw_footer(sheet, request)

    @property
    def _goes_on(self) -> bool:
        return bool(self._request.result.parts)

    def _next(self) -> float:
        """End the page and begin another; return the y of its first line."""
        _draw_footer(self._sheet, self._request)
        self._begin()
        return self._sheet.top

    def _draw_parts(self, y: float) -> float:
        result, findings = self._request.result, self._request.findings
        if not result.parts:
            return y
        if y + parts_height(self._sheet, result, findings) > self._bottom:
            y = self._next()
        return draw_parts(self._sheet, y, result, findings)

    def _draw_tables(self, y: float, texts: "_Texts") -> float:
        request = self._request
        tables = Tables(
            self._sheet,
            request.tables,
            request.review,
            length_scale(request.series),
            self._bottom if self._goes_on else self._bottom - texts.height,
            self._next if self._goes_on else None,
        )
        return tables.draw(y)


def _draw_header(sheet: Sheet, request: ReportRequest) -> float:
    y = sheet.top
    sheet.line((sheet.left, y), words.title(request.run), _TITLE)
    sheet.line(
        (sheet.left, y + 8.0),
        words.printed_on(request.created),
        _SMALL,
        width=sheet.width,
        align=Align.RIGHT,
    )
    y += _TITLE.leading + 3.0
    sheet.rule(y, color=ACCENT, weight=1.2)
    y += 7.0
    if identity := words.identity_line(request.series):
        sheet.line((sheet.left, y), identity, Type(10.0, is_bold=True), width=sheet.width)
        y += 15.0
    if study := words.study_line(request.series):
        sheet.line((sheet.left, y), study, _BODY, width=sheet.width)
        y += _BODY.leading
    return y + 7.0


def _draw_verdict(sheet: Sheet, y: float, request: ReportRequest) -> float:
    verdict, sentence = words.verdict(request.run, request.result, request.review)
    partial = picture_remarks(request.result, request.findings)
    is_failed = request.run.state is RunState.FAILED or bool(partial)
    sentence = " ".join((*partial, sentence))
    lines = wrapped(sentence, _BODY, sheet.width - 14.0, 3)
    height = _VERDICT.leading + len(lines) * _BODY.leading + 4.0
    sheet.bar(QRectF(sheet.left, y, 3.0, height), ALERT if is_failed else ACCENT)
    sheet.line((sheet.left + 12.0, y + 1.0), verdict, _VERDICT, width=sheet.width - 12.0)
    sheet.paragraph((sheet.left + 12.0, y + _VERDICT.leading + 3.0), lines, _BODY)
    return y + height + 10.0


def _draw_scope(sheet: Sheet, y: float, request: ReportRequest) -> float:
    """Draw what was searched, in three columns of label above value."""
    width = sheet.width / 3
    facts = words.scope(request.run, request.series)
    for number, (label, value) in enumerate(facts):
        x = sheet.left + number % 3 * width
        top = y + number // 3 * 26.0
        sheet.line((x, top), label, Type(7.5, QUIET), width=width - _GAP)
        sheet.line((x, top + 10.0), value, _BODY, width=width - _GAP)
    return y + (len(facts) + 2) // 3 * 26.0 + 6.0


@dataclass(frozen=True)
class _Texts:
    """The paragraphs at the end of the page, wrapped, so that their height is known before."""

    blocks: tuple[tuple[str, tuple[str, ...], Type], ...]

    @staticmethod
    def of(sheet: Sheet, request: ReportRequest) -> "_Texts":
        """Wrap the reader's text, the service's text and the remarks.

        The reader's own text has the lines as well that the others and the table leave.
        """
        others = (
            (
                words.heading_service_report(),
                wrapped(request.result.report, _BODY, sheet.width, _REPORT_LINES),
                _BODY,
            ),
            (
                words.heading_reading(),
                wrapped(_lines(words.reading(request.account)), _BODY, sheet.width, _READING_LINES),
                _BODY,
            ),
            ("", wrapped(_lines(request.remarks), _SMALL, sheet.width, _REMARK_LINES), _SMALL),
        )
        left = _OTHER_LINES - sum(len(lines) for _head, lines, _style in others)
        more = max(0, left - len(request.findings))  # a line in the table for each of them
        own = wrapped(request.own_text, _BODY, sheet.width, _REPORT_LINES + more)
        blocks = ((words.heading_own_text(), own, _BODY), *others)
        return _Texts(tuple((head, tuple(lines), style) for head, lines, style in blocks if lines))

    @property
    def height(self) -> float:
        """Height of all of it, points."""
        return sum(
            (HEAD.leading + 3.0 if head else 0.0) + len(lines) * style.leading + 7.0
            for head, lines, style in self.blocks
        )

    def draw(self, sheet: Sheet, y: float) -> None:
        """Write the paragraphs from `y` down."""
        for head, lines, style in self.blocks:
            if head:
                y = draw_head(sheet, y, head)
            y = sheet.paragraph((sheet.left, y), list(lines), style) + 7.0


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _draw_footer(sheet: Sheet, request: ReportRequest) -> None:
    y = sheet.bottom - 14.0
    sheet.rule(y - 6.0)
    sheet.line((sheet.left, y), words.disclaimer(), Type(8.0, ALERT, is_bold=True))
    endpoint = f"viewer · {request.run.endpoint}".removesuffix(" · ")
    sheet.line((sheet.left, y), endpoint, Type(7.5, FAINT), width=sheet.width, align=Align.RIGHT)

"""What is special in the report of a dental picture: the whole picture, and what is listed."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

from viewer.domain.finding import Finding, FindingKind
from viewer.domain.part import PartKind, ResultPart
from viewer.domain.result import AnalysisResult
from viewer.domain.review import Review
from viewer.domain.standing import UNTOUCHED
from viewer.domain.tooth_order import by_tooth
from viewer.export.key_picture import draw_whole_picture
from viewer.export.sheet import DOTS_PER_POINT, Sheet, dots
from viewer.overlay.camera import Camera
from viewer.overlay.compose import compose
from viewer.overlay.dental import banner_of, is_dental, warnings_of
from viewer.overlay.dental_style import DENTAL_KINDS
from viewer.paint.banner import banner_blocks
from viewer.paint.curves import paint_curve_labels, paint_curves
from viewer.paint.painter import paint_items
from viewer.paint.text import draw_text
from viewer.words.dental import healthy_words, tooth_words_of
from viewer.words.dental_parts import dental_lines
from viewer.words.evaluations import is_normal
from viewer.words.joining import joined
from viewer.words.remarks import picture_remarks

if TYPE_CHECKING:
    from viewer.export.report import ReportRequest

_HIGHEST: Final = 300.0
_GAP: Final = 9.0
_STROKE_SCALE: Final = DOTS_PER_POINT * 0.5
_FULL_WIDTH: Final = 510.0  # points: narrower pictures have smaller type, but not in proportion


def tabled(findings: Sequence[Finding], review: Review) -> tuple[Finding, ...]:
    """Return the findings that have a row, tooth by tooth.

    Sound teeth and landmarks have one only where a reader did something with them: the picture
    shows the others, and sound teeth are named in one line.
    """
    ordered = by_tooth(findings)
    with_disease = {f.site.tooth for f in findings if f.kind is FindingKind.TOOTH_DISEASE}

    def is_listed(finding: Finding) -> bool:
        if finding.kind not in DENTAL_KINDS or finding.is_own:
            return True
        if review.standing_of(finding.uid) != UNTOUCHED:
            return True
        if finding.kind is FindingKind.TOOTH:
            return not is_normal(finding) and finding.site.tooth not in with_disease
        return finding.kind is not FindingKind.LANDMARK

    return tuple(filter(is_listed, ordered))


def part_lines(part: ResultPart, findings: Iterable[Finding], result: AnalysisResult) -> list[str]:
    """Return what a dental part says, line by line; nothing for any other part."""
    listed = list(findings)
    said = (
        f"{what}: {value}" if value else what for what, value in dental_lines(part, listed, result)
    )
    lines = [joined(said)]
    if part.kind is not PartKind.TEETH:
        return lines
    sound = [f for f in listed if f.kind is FindingKind.TOOTH and is_normal(f)]
    if sound:
        lines.append(healthy_words(joined(tooth_words_of(tooth) for tooth in sound)))
    return lines


def draws_whole(findings: Sequence[Finding]) -> bool:
    """Tell whether one picture with all findings says more than one of each."""
    return is_dental(findings)


def draw_annotated(sheet: Sheet, y: float, request: "ReportRequest") -> float:
    """Draw the whole picture with all that was found in it, as vectors; return the y below."""
    volume, series = request.volume, request.series
    index = request.findings[0].placement.slice_index
    if not volume.is_loaded(index):
        return y
    height = min(_HIGHEST, sheet.width * series.rows * series.pixel_aspect / series.columns)
    width = height * series.columns / (series.rows * series.pixel_aspect)
    rect = QRectF(sheet.left + (sheet.width - width) / 2, y, width, height)
    draw_whole_picture(sheet.painter, rect, volume, index, shows_graphics=request.shows_identity)
    _draw_findings(sheet, rect, request, index)
    return y + height + _GAP


def _draw_findings(sheet: Sheet, rect: QRectF, request: "ReportRequest", index: int) -> None:
    target, series, painter = dots(rect), request.series, sheet.painter
    scale = _STROKE_SCALE * min(1.0, rect.width() / _FULL_WIDTH) ** 0.5
    size = (target.width(), target.height())
    camera = Camera.fit(series.columns, series.rows, series.pixel_aspect, *size)
    here = tuple(f for f in request.findings if f.placement.slice_index == index)
    state, decisions = request.overlay, request.review.decisions
    banner = (
        *warnings_of(picture_remarks(request.result, request.findings)),
        *warnings_of(request.traced_remarks),
        *banner_of(here, state, decisions, request.wording),
    )
    blocks = tuple(banner_blocks(banner, size, scale, ()))
    items = compose(here, series, index, state, decisions, request.wording)
    painter.save()
    painter.setClipRect(target)
    painter.translate(target.topLeft())
    paint_curves(painter, request.curves, camera, scale=scale)
    paint_items(painter, items, camera, scale=scale, keep_out=[block.rect for block in blocks])
    paint_curve_labels(painter, request.curves, camera, scale=scale, is_exact=True)
    for block in blocks:
        place = (block.rect.left, block.rect.top)
        draw_text(painter, place, block.text, block.style, is_exact=True)
    painter.restore()

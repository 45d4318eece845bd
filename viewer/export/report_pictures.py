"""The key pictures of the report: the findings that are worth one, or the whole photograph."""

from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

from viewer.domain.finding import Finding
from viewer.domain.part import PartKind, part_of
from viewer.domain.standing import Decision
from viewer.export import report_words as words
from viewer.export.key_picture import KeyPicture, draw_key_picture, draw_whole_picture
from viewer.export.report_dental import draw_annotated, draws_whole
from viewer.export.report_tables import HEAD, draw_head, tables_height
from viewer.export.sheet import QUIET, Sheet, Type
from viewer.overlay.details import finding_detail
from viewer.words.evaluations import is_normal
from viewer.words.findings import number_words

if TYPE_CHECKING:
    from viewer.export.report import ReportRequest

FOOTER: Final = 30.0
"""Height of what stands at the foot of each page, points."""
_MOST_PICTURES: Final = 6
_CAPTION: Final = 30.0
_GAP: Final = 9.0
_PHOTO: Final = 260.0


@dataclass(frozen=True)
class _Grid:
    """How key pictures are laid out: how many across, and the size of one."""

    across: int
    width: float
    height: float
    count: int

    @staticmethod
    def of(sheet: Sheet, count: int, *, is_roomy: bool) -> "_Grid":
        """Return two rows of three where there is room, else one row of small squares."""
        across = (2 if count <= 2 else 3) if is_roomy else _MOST_PICTURES
        width = (sheet.width - (across - 1) * _GAP) / across
        return _Grid(across, width, width * 0.62 if is_roomy else width, count)

    @property
    def total_height(self) -> float:
        """Height of all rows with their captions, points."""
        return -(-self.count // self.across) * (self.height + _CAPTION)


def _grid(sheet: Sheet, y: float, request: "ReportRequest", count: int, below: float) -> _Grid:
    roomy = _Grid.of(sheet, count, is_roomy=True)
    table = tables_height(request.tables) + HEAD.leading + 3.0
    free = sheet.bottom - FOOTER - below - table - y
    return roomy if roomy.total_height <= free else _Grid.of(sheet, count, is_roomy=False)


def draw_pictures(sheet: Sheet, y: float, request: "ReportRequest", below: float) -> float:
    """Draw the key pictures; `below`: the height of what comes at the end of the page."""
    if draws_whole(request.findings):
        return draw_annotated(sheet, y, request)
    chosen = _for_pictures(request)
    if not chosen:
        return _draw_photo(sheet, y, request)
    grid = _grid(sheet, y, request, len(chosen), below)
    y = draw_head(sheet, y, words.heading_pictures())
    for place, finding in enumerate(chosen):
        x = sheet.left + place % grid.across * (grid.width + _GAP)
        top = y + place // grid.across * (grid.height + _CAPTION)
        rect = QRectF(x, top, grid.width, grid.height)
        decision = request.review.decision_on(finding.uid)
        picture = KeyPicture(
            request.volume,
            finding,
            decision,
            request.wording,
            request.shows_identity,
            request.doubtful_below,
        )
        draw_key_picture(sheet.painter, rect, picture)
        site, image = words.caption(finding)
        site = site or finding_detail(finding, request.series, request.wording)
        top += grid.height + 3.0
        sheet.line((x, top), f"{number_words(finding)}  {site}", Type(7.5), width=grid.width)
        sheet.line((x, top + 10.0), image, Type(7.5, QUIET), width=grid.width)
    return y + grid.total_height


def _draw_photo(sheet: Sheet, y: float, request: "ReportRequest") -> float:
    """Draw the whole image where a service judges it without naming a place."""
    volume = request.volume
    is_judged = any(part.kind is PartKind.SKIN for part in request.result.parts)
    if not is_judged or not volume.is_loaded(volume.stack.centre):
        return y
    series = request.series
    height = min(_PHOTO, sheet.width * series.rows * series.pixel_aspect / series.columns)
    width = height * series.columns / (series.rows * series.pixel_aspect)
    draw_whole_picture(
        sheet.painter,
        QRectF(sheet.left, y, width, height),
        volume,
        volume.stack.centre,
        shows_graphics=request.shows_identity,
    )
    return y + height + _GAP


def _for_pictures(request: "ReportRequest") -> list[Finding]:
    """Return the findings worth a picture: accepted ones first, then the surest.

    None that is rejected, nor what the service calls normal.
    """

    def rank(finding: Finding) -> tuple[bool, float, bool, int]:
        is_accepted = request.review.decision_on(finding.uid) is Decision.ACCEPTED
        return not is_accepted, -_sureness(finding), finding.is_own, finding.number

    shown = [
        finding
        for finding in request.findings
        if request.review.decision_on(finding.uid) is not Decision.REJECTED
        and not is_normal(finding)
        and request.volume.is_loaded(finding.placement.slice_index)
    ]
    taken: Counter[PartKind | None] = Counter()
    turns = []
    for finding in sorted(shown, key=rank):  # the best of each part come before any second best
        part = part_of(finding.kind)
        turns.append((taken[part], finding))
        taken[part] += 1
    best = [finding for _, finding in sorted(turns, key=itemgetter(0))][:_MOST_PICTURES]
    return sorted(best, key=lambda finding: (finding.is_own, finding.number))


def _sureness(finding: Finding) -> float:
    """Return the service's confidence; what a reader put there is sure."""
    return 1.0 if finding.is_own else finding.confidence or 0.0

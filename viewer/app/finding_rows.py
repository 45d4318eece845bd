"""Findings, runs and details in words, for the panels at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app.card_words import part_key
from viewer.app.part_sections import grade_fields
from viewer.domain.finding import FindingKind
from viewer.domain.result import NoticeKind
from viewer.domain.tooth_notation import Notation
from viewer.ui.panels.details import DetailSection
from viewer.ui.rows import ConfidenceStep, FindingRow, HeaderState, RunChoice, RunHeader
from viewer.words.dental import badge_words, dental_statement, is_dental
from viewer.words.dental_parts import dental_summary, unplaced_title
from viewer.words.errors import error_words
from viewer.words.evaluations import meanings_words
from viewer.words.findings import (
    confidence_sentence,
    confidence_words,
    decision_words,
    filter_words,
    kind_key,
    measurement_words,
    name_words,
    number_words,
    place_words,
    reason_words,
    remark_words,
    title_words,
)
from viewer.words.jobs import (
    cost_words,
    endpoint_action_words,
    endpoint_words,
    parameter_value_words,
    parameter_words,
    service_words,
)
from viewer.words.joining import joined
from viewer.words.moments import moment_words
from viewer.words.parts import changed_words, is_sorted_or_made, unfound_lines
from viewer.words.remarks import note_words, notice_words, unplaced_words
from viewer.words.series import spacing_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QPixmap

    from viewer.domain.finding import Finding
    from viewer.domain.result import AnalysisResult
    from viewer.domain.review import Review
    from viewer.domain.series import SeriesDescription
    from viewer.domain.standing import Standing
    from viewer.storage.runs import Run
    from viewer.words.lengths import LengthScale


def finding_rows(
    result: AnalysisResult,
    review: Review,
    thumbnails: Mapping[str, QPixmap],
    scale: LengthScale,
) -> tuple[FindingRow, ...]:
    """Return a row per finding, and after them one per unplaced element of the answer."""
    placed = tuple(
        finding_row(finding, review, scale, thumbnail=thumbnails.get(finding.uid))
        for finding in result.findings
    )
    return placed + unplaced_rows(result)


def unplaced_rows(result: AnalysisResult) -> tuple[FindingRow, ...]:
    """Return a row per element of the answer that is not drawn."""
    return tuple(
        FindingRow(
            uid=item.uid,
            number=0,
            title=unplaced_title(item),
            place=unplaced_words(item.reason),
            is_placed=False,
            confidence_text="",
            notes=tuple(f"{name}: {value}" for name, value in item.fields[:20]),
        )
        for item in result.unplaced
    )


def kinds_of(findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    """Return the kinds among findings, as (key, words), for the filter."""
    found = {kind_key(finding): finding for finding in findings}
    return tuple((key, filter_words(finding)) for key, finding in found.items())


def hint_of(finding: Finding, scale: LengthScale, notation: Notation = Notation.FDI) -> str:
    """Return what to say of a finding when the pointer rests on it."""
    said = () if finding.is_own else (confidence_sentence(finding.confidence),)
    title = title_words(finding, scale, notation)
    return "\n".join(
        (
            title if is_dental(finding) else f"{number_words(finding)}  {title}",
            *((scale.explanation,) if scale.explanation else ()),
            place_words(finding),
            *filter(None, (meanings_words(finding),)),
            *said,
            *(note_words(note) for note in finding.notes),
        )
    )


def step_of(confidence: float | None) -> ConfidenceStep:
    """Return a confidence in three steps, as `confidence_words` says it."""
    if confidence is None:
        return ConfidenceStep.UNKNOWN
    if confidence >= 0.85:
        return ConfidenceStep.HIGH
    return ConfidenceStep.MEDIUM if confidence >= 0.6 else ConfidenceStep.LOW


def finding_row(  # noqa: PLR0913 - options by name
    finding: Finding,
    review: Review,
    scale: LengthScale,
    *,
    thumbnail: QPixmap | None = None,
    agreement: str = "",
    notation: Notation = Notation.FDI,
) -> FindingRow:
    """Return the row of one finding, as the reader has it now."""
    standing = review.standing_of(finding.uid)
    sentence = () if finding.is_own else (confidence_sentence(finding.confidence),)
    notes = (*sentence, *(note_words(note) for note in finding.notes)) if finding.notes else ()
    return FindingRow(
        uid=finding.uid,
        number=finding.number,
        title=_row_title(finding, scale, notation),
        badge=badge_words(finding, notation),
        may_be_closed=is_dental(finding),
        is_below=finding.kind is FindingKind.TOOTH_DISEASE,
        place=joined((place_words(finding), meanings_words(finding))),
        kind=kind_key(finding),
        part=part_key(finding),
        step=step_of(finding.confidence),
        confidence=finding.confidence,
        confidence_text=confidence_words(finding.confidence),
        decision=standing.decision,
        remark=remark_words(finding, standing),
        comment=standing.comment,
        agreement=agreement,
        is_own=finding.is_own,
        is_edited=standing.is_edited,
        notes=notes,
        thumbnail=thumbnail,
        slice_index=finding.placement.slice_index,
    )


def _row_title(finding: Finding, scale: LengthScale, notation: Notation) -> str:
    """Return the title of a row; where it stands below its tooth, without its number."""
    if finding.kind is FindingKind.TOOTH_DISEASE:
        return dental_statement(finding) or name_words(finding)
    return title_words(finding, scale, notation)


def no_image_header() -> RunHeader:
    """Return the head of the list while nothing is open."""
    return RunHeader(
        state=HeaderState.NO_IMAGE,
        title=QCoreApplication.translate("RunHeader", "No image is open"),
        lines=(
            QCoreApplication.translate("RunHeader", "Findings of the open series appear here."),
        ),
    )


def not_run_header(endpoint: str, reasons: Sequence[str]) -> RunHeader:
    """Return the head of the list where nothing was analysed yet; `reasons` say why it cannot."""
    if reasons:
        return RunHeader(
            state=HeaderState.NO_IMAGE,
            title=QCoreApplication.translate("RunHeader", "No analysis fits this series"),
            lines=tuple(reasons),
        )
    return RunHeader(
        state=HeaderState.NOT_RUN,
        title=QCoreApplication.translate("RunHeader", "Not analysed yet"),
        lines=(
            QCoreApplication.translate(
                "RunHeader", "There is no analysis of this series in the library."
            ),
        ),
        action=endpoint_action_words(endpoint),
    )


def under_way_header(endpoint: str, state: str, fraction: float | None) -> RunHeader:
    """Return the head of the list while a job is under way."""
    return RunHeader(
        state=HeaderState.UNDER_WAY,
        title=QCoreApplication.translate("RunHeader", "{0}: under way").format(
            endpoint_words(endpoint)
        ),
        lines=(state,),
        action=QCoreApplication.translate("RunHeader", "Cancel"),
        fraction=fraction,
    )


def being_read_header(endpoint: str) -> RunHeader:
    """Return the head of the list while a long answer is read."""
    return RunHeader(
        state=HeaderState.UNDER_WAY,
        title=endpoint_words(endpoint),
        lines=(QCoreApplication.translate("RunHeader", "The answer is being read…"),),
    )


def result_header(run: Run, result: AnalysisResult, runs: Sequence[Run]) -> RunHeader:
    """Return the head of the list for a finished run that found something, or nothing."""
    placed = len(result.findings)
    is_none = not placed and not result.unplaced and not is_sorted_or_made(result.parts)
    levels = [level for part in result.parts for level in part.levels]
    dental = dental_summary(result)
    if is_none:
        title = QCoreApplication.translate("RunHeader", "{0}: none found")
    elif levels or dental:
        title = QCoreApplication.translate("RunHeader", "{0}: {1}")
    elif placed or result.unplaced:
        title = QCoreApplication.translate("RunHeader", "{0}: {1} found")
    else:
        title = QCoreApplication.translate("RunHeader", "{0}: done")
    has_bars = any(part.shares for part in result.parts)  # what they are is said beside them
    told = (n for n in result.notices if not (has_bars and n.kind is NoticeKind.PATTERN_INDEX))
    notices = tuple(map(notice_words, told))
    return RunHeader(
        state=HeaderState.NONE if is_none else HeaderState.DONE,
        title=title.format(endpoint_words(run.endpoint), changed_words(levels) or dental or placed),
        lines=(scope_words(run), *unfound_lines(result.parts), *notices),
        runs=tuple(map(_choice, reversed(runs))),
        current_run=run.uid,
    )


def failed_header(run_uid: str, endpoint: str, failure: object, runs: Sequence[Run]) -> RunHeader:
    """Return the head of the list for a failed run: the service's words, and the retry."""
    title, lines = failure_lines(failure)
    if is_no_method(failure):
        return RunHeader(
            state=HeaderState.NO_METHOD,
            title=title,
            lines=(endpoint_words(endpoint), *lines),
            runs=tuple(map(_choice, reversed(runs))),
            current_run=run_uid,
        )
    return RunHeader(
        state=HeaderState.FAILED,
        title=QCoreApplication.translate("RunHeader", "{0}: failed").format(
            endpoint_words(endpoint)
        ),
        lines=(title, *lines),
        action=QCoreApplication.translate("RunHeader", "Retry"),
        runs=tuple(map(_choice, reversed(runs))),
        current_run=run_uid,
    )


def failure_of(run: Run, result: AnalysisResult) -> object:
    """Return why a run failed: the error that was kept, else what the answer says."""
    from viewer.vendors.errors import error_of

    try:
        return error_of(run.failure) or result.failure
    except ValueError:
        return run.failure or result.failure


def is_no_method(failure: object) -> bool:
    """Tell whether a service said that it cannot judge such an image at all."""
    from viewer.vendors.errors import NoMethod

    return isinstance(failure, NoMethod)


def paused_header(run_uid: str, endpoint: str, failure: object) -> RunHeader:
    """Return the head of the list for a job that the network stopped: it can go on."""
    title, lines = failure_lines(failure)
    kept = QCoreApplication.translate("RunHeader", "The job is kept; nothing is lost.")
    return RunHeader(
        state=HeaderState.FAILED,
        title=QCoreApplication.translate("RunHeader", "{0}: stopped for now").format(
            endpoint_words(endpoint)
        ),
        lines=(title, *lines, kept),
        action=QCoreApplication.translate("RunHeader", "Go on"),
        current_run=run_uid,
    )


def failure_lines(failure: object) -> tuple[str, tuple[str, ...]]:
    """Return what failed and the advice; `failure` is a KnownError or the service's own text."""
    from viewer.foundation.errors import KnownError

    if isinstance(failure, KnownError):
        words = error_words(failure)
        return words.title, (words.advice,) if words.advice else ()
    text = str(failure or "")
    return text or QCoreApplication.translate("RunHeader", "No reason was given."), ()


def scope_words(run: Run) -> str:
    """Return where and when it was searched, and in a line of their own with which parameters."""
    parameters = joined(parameter_value_words(name, value) for name, value in run.parameters)
    scope = joined((moment_words(run.finished), service_words(run.service)))
    return f"{scope}\n{parameters}".rstrip()


def _choice(run: Run) -> RunChoice:
    return RunChoice(
        run_uid=run.uid, title=joined((moment_words(run.finished), endpoint_words(run.endpoint)))
    )


def finding_section(finding: Finding, review: Review, scale: LengthScale) -> DetailSection:
    """Return what we know of one finding; without a scale no millimetres."""
    point = finding.placement.patient if scale.is_known else None
    position = f"{point.x:.1f}, {point.y:.1f}, {point.z:.1f} mm" if point else "–"
    confidence = "–" if finding.confidence is None else f"{finding.confidence:.3f}"
    ours = (
        (QCoreApplication.translate("Details", "Kind"), name_words(finding)),
        (QCoreApplication.translate("Details", "Place"), place_words(finding) or "–"),
        (QCoreApplication.translate("Details", "Position (LPS)"), position),
        *grade_fields(finding),
        *(measurement_words(m, scale) for m in finding.measurements),
        (QCoreApplication.translate("Details", "Confidence"), confidence),
        *_standing_fields(finding, review.standing_of(finding.uid)),
        *((QCoreApplication.translate("Details", "Note"), note_words(n)) for n in finding.notes),
    )
    title = QCoreApplication.translate("Details", "Finding {0}").format(number_words(finding))
    return DetailSection(title, ours)


def _standing_fields(finding: Finding, standing: Standing) -> tuple[tuple[str, str], ...]:
    """Return what the reader made of a finding."""
    decision = QCoreApplication.translate("Details", "Decision")
    fields = [(decision, decision_words(standing.decision))]
    if standing.reason is not None:
        reason = QCoreApplication.translate("Details", "Reason")
        fields.append((reason, reason_words(standing.reason)))
    if standing.comment:
        fields.append((QCoreApplication.translate("Details", "Comment"), standing.comment))
    if standing.is_edited and not finding.is_own:
        edited = QCoreApplication.translate("Details", "Place, size or kind")
        fields.append((edited, QCoreApplication.translate("Details", "Edited by the reader")))
    if finding.is_own:
        origin = QCoreApplication.translate("Details", "Origin")
        fields.append((origin, QCoreApplication.translate("Details", "Added by the reader")))
    return tuple(fields)


def service_section(finding: Finding) -> DetailSection:
    """Return the service's own fields of one finding, in its spelling."""
    return DetailSection(
        QCoreApplication.translate("Details", "As the service said it"), finding.fields
    )


def run_section(run: Run, series: SeriesDescription) -> DetailSection:
    """Return the facts of a run."""
    fields = (
        (QCoreApplication.translate("Details", "Analysis"), endpoint_words(run.endpoint)),
        (QCoreApplication.translate("Details", "Service"), service_words(run.service)),
        (QCoreApplication.translate("Details", "Started"), moment_words(run.started)),
        (QCoreApplication.translate("Details", "Finished"), moment_words(run.finished)),
        (QCoreApplication.translate("Details", "Cost"), cost_words(run.fee, run.service)),
        (QCoreApplication.translate("Details", "Images searched"), str(len(series.instances))),
        (
            QCoreApplication.translate("Details", "Scale"),
            spacing_words(series.spacing_source, series.spacing_detail),
        ),
        *((parameter_words(name), value) for name, value in run.parameters),
    )
    return DetailSection(QCoreApplication.translate("Details", "Run"), fields)

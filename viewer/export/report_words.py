"""The words of the printed report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.account import Account
from viewer.domain.finding import Finding
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.review import Review
from viewer.domain.series import SeriesDescription, SpacingSource
from viewer.domain.standing import Decision
from viewer.export.findings_json import RunFacts
from viewer.overlay.furniture import iso_date, iso_time
from viewer.words.dental_parts import dental_summary, unplaced_line
from viewer.words.findings import (
    number_words,
    remark_words,
    where_words,
)
from viewer.words.jobs import endpoint_words, parameter_words, service_words
from viewer.words.joining import joined
from viewer.words.moments import moment_words
from viewer.words.parts import (
    changed_words,
    is_sorted_or_made,
    key_figure,
    part_words,
    unfound_lines,
)
from viewer.words.remarks import note_words, notice_words
from viewer.words.series import spacing_words

_HASH_DIGITS: Final = 12


def title(run: RunFacts) -> str:
    """Return the heading of the page."""
    if run.state is None:
        return QCoreApplication.translate("Report", "Report of the reader's findings")
    return QCoreApplication.translate("Report", "Report of AI findings")


def printed_on(moment: datetime) -> str:
    """Return when the report was made, in the machine's own time."""
    return QCoreApplication.translate("Report", "Printed {0}").format(moment_words(moment))


def identity_line(series: SeriesDescription) -> str:
    """Return who the patient is, as far as the file says."""
    identity = series.identity
    birth = iso_date(identity.birth_date)
    parts = (identity.patient_name, identity.patient_id, birth, identity.sex)
    return "   ".join(part for part in parts if part)


def study_line(series: SeriesDescription) -> str:
    """Return which study it is."""
    text = series.text
    when = " ".join(part for part in (iso_date(text.study_date), iso_time(text.study_time)) if part)
    parts = (series.modality, text.study_description, when, text.institution)
    return "   ".join(part for part in parts if part)


def verdict(run: RunFacts, result: AnalysisResult, review: Review) -> tuple[str, str]:
    """Return the outcome in a few words, and a sentence on it: three states, never two.

    Besides, a series may not have been analysed at all.
    """
    if run.state is RunState.FAILED:
        return (
            QCoreApplication.translate("Report", "The analysis failed"),
            QCoreApplication.translate(
                "Report", "Nothing can be said about findings. The service said: {0}"
            ).format(result.failure or "–"),
        )
    findings = review.findings_with(result.findings)
    own = len(review.own_findings)
    if run.state is not None and not findings and is_sorted_or_made(result.parts):
        return _made(result)
    if run.state is None:
        said = QCoreApplication.translate(
            "Report", "No service's findings are in this report; these are the reader's own."
        )
        return _count(own), said
    if run.state is RunState.NONE:
        nothing = QCoreApplication.translate(
            "Report", "The service found nothing in the images named below."
        )
        if not own:
            return QCoreApplication.translate("Report", "Nothing found"), nothing
        return _count(own), joined((nothing, _own(own)))
    levels = [level for part in result.parts for level in part.levels]
    told = (_decisions(findings, review), _own(own) if own else "", *unfound_lines(result.parts))
    dental = dental_summary(replace(result, findings=tuple(findings)))
    return changed_words(levels) or dental or _count(len(findings)), joined(told)


def _made(result: AnalysisResult) -> tuple[str, str]:
    """Return the outcome of what finds nothing: it sorts, or makes files."""
    said = (joined((part_words(part.kind), key_figure(part))) for part in result.parts)
    unplaced = QCoreApplication.translate("Report", "The service names no place in the images.")
    return joined(said), unplaced


def _count(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Report", "1 finding")
    return QCoreApplication.translate("Report", "{0} findings").format(count)


def _own(count: int) -> str:
    return QCoreApplication.translate("Report", "{0} added by the reader").format(count)


def _decisions(findings: Sequence[Finding], review: Review) -> str:
    decided = [review.decision_on(finding.uid) for finding in findings]
    return QCoreApplication.translate("Report", "{0} accepted, {1} rejected, {2} undecided").format(
        *(decided.count(d) for d in (Decision.ACCEPTED, Decision.REJECTED, Decision.UNDECIDED))
    )


def scope(run: RunFacts, series: SeriesDescription) -> tuple[tuple[str, str], ...]:
    """Return what was searched: (what, value)."""
    text = series.text
    name = " ".join(part for part in (text.series_number, text.series_description) if part)
    started = moment_words(run.started) if run.started else "–"
    analysis = [
        (QCoreApplication.translate("Report", "Analysis"), endpoint_words(run.endpoint)),
        (QCoreApplication.translate("Report", "Service"), service_words(run.service)),
        (QCoreApplication.translate("Report", "Started"), started),
    ]
    facts = [
        *(analysis if run.state is not None else ()),
        (QCoreApplication.translate("Report", "Series"), name or "–"),
        (
            QCoreApplication.translate("Report", "Images searched")
            if run.state is not None
            else QCoreApplication.translate("Report", "Images"),
            f"{len(series.instances)}{_slices(series)}",
        ),
    ]
    facts += [(parameter_words(name), value) for name, value in run.parameters]
    if series.spacing_source is not SpacingSource.PIXEL_SPACING:
        scale = spacing_words(series.spacing_source, series.spacing_detail)
        facts.append((QCoreApplication.translate("Report", "Scale"), scale))
    return tuple(facts)


def _slices(series: SeriesDescription) -> str:
    if series.pixel_spacing is None or series.slice_thickness is None:
        return ""
    return f" × {series.slice_thickness:g} mm"


def heading_pictures() -> str:
    """Return the heading above the key pictures."""
    return QCoreApplication.translate("Report", "Key pictures")


def heading_findings() -> str:
    """Return the heading above the table."""
    return QCoreApplication.translate("Report", "Findings")


def heading_service_report() -> str:
    """Return the heading above the service's own text."""
    return QCoreApplication.translate("Report", "The service's report")


def heading_own_text() -> str:
    """Return the heading above the reader's text."""
    return QCoreApplication.translate("Report", "Reader's report")


def more_rows(count: int) -> str:
    """Return the line below a table that did not fit."""
    return QCoreApplication.translate("Report", "and {0} more findings").format(count)


def heading_reading() -> str:
    """Return the heading above who signed."""
    return QCoreApplication.translate("Report", "Reading")


def reading(account: Account) -> tuple[str, ...]:
    """Return what was said of the reading as a whole, by whom and when (UTC)."""
    lines = []
    if account.nothing_further is not None:
        said = QCoreApplication.translate("Report", "Nothing further, says {0}, {1} UTC")
        event = account.nothing_further
        lines.append(said.format(event.user, _utc(event.at)))
    if account.signature is not None:
        signed = account.signature
        said = QCoreApplication.translate("Report", "Signed by {0}, {1} UTC (event {2}, {3}…)")
        hash_start = signed.hash[:_HASH_DIGITS]
        lines.append(said.format(signed.user, _utc(signed.at), signed.sequence, hash_start))
    for event in account.addenda:
        said = QCoreApplication.translate("Report", "Opened again by {0}, {1} UTC: {2}")
        lines.append(said.format(event.user, _utc(event.at), event.detail("reason") or "–"))
    return tuple(lines)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def made_of(findings: Iterable[Finding], review: Review) -> tuple[str, ...]:
    """Return what the reader made of findings beyond the decision: reasons, comments.

    Those with a reason or a comment come first, for the page may not have room for all.
    """

    def is_bare(finding: Finding) -> bool:
        standing = review.standing_of(finding.uid)
        return standing.reason is None and not standing.comment

    said = ((f, remark_words(f, review.standing_of(f.uid))) for f in sorted(findings, key=is_bare))
    return tuple(f"{number_words(finding)}: {words}" for finding, words in said if words)


def remarks(result: AnalysisResult, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return what must be known of the result, and of its findings as corrected."""
    lines = [notice_words(notice) for notice in result.notices]
    numbers: dict[str, list[str]] = {}
    for finding in findings:
        for note in finding.notes:
            numbers.setdefault(note_words(note), []).append(number_words(finding))
    lines += [f"{joined(_in_runs(of))}: {note}" for note, of in numbers.items()]
    lines += [unplaced_line(unplaced) for unplaced in result.unplaced]
    return tuple(lines)


def _in_runs(numbers: Sequence[str]) -> list[str]:
    """Return numbers with those that follow each other as `7–14`."""
    runs: list[list[str]] = []
    for number in numbers:
        before = runs[-1][-1] if runs else ""
        if before.isdigit() and number == str(int(before) + 1):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def caption(finding: Finding) -> tuple[str, str]:
    """Return the two lines below a key picture: where in the patient, where in the images."""
    image = QCoreApplication.translate("Report", "image {0}").format(
        finding.placement.slice_index + 1
    )
    return where_words(finding), image


def disclaimer() -> str:
    """Return the line at the foot of each report."""
    return QCoreApplication.translate(
        "Report",
        "Not for diagnosis. AI findings are suggestions; a physician decides.",
    )

"""What the parts of a result say, for the Details and the Report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.domain.finding import FindingKind
from viewer.domain.part import FigureKind, PartKind, part_of
from viewer.ui.panels.details import DetailSection
from viewer.words import parts as words
from viewer.words.dental import dental_title
from viewer.words.dental_parts import dental_lines, dental_outcome
from viewer.words.evaluations import evaluation_sentence, scale_words
from viewer.words.findings import name_words, number_words, where_words
from viewer.words.joining import joined
from viewer.words.remarks import notice_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.domain.finding import Finding
    from viewer.domain.part import ResultPart
    from viewer.domain.result import AnalysisResult
    from viewer.domain.similar import Match


def grade_fields(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Return the grades and states of a finding with what they mean."""
    return tuple(
        (scale_words(said.scale), evaluation_sentence(said)) for said in finding.evaluations
    )


def part_sections(result: AnalysisResult) -> tuple[DetailSection, ...]:
    """Return a section for each part: how it ended, and everything that it says."""
    return tuple(_section(part, result) for part in result.parts)


def report_texts(result: AnalysisResult) -> tuple[str, str]:
    """Return the text of the service with a summary of the parts below it, and the notices."""
    notices = "\n".join(notice_words(notice) for notice in result.notices)
    if not result.parts:
        return result.report, notices
    title = (
        QCoreApplication.translate("Report", "Summary of the answer, made by this program")
        if result.report
        else QCoreApplication.translate(
            "Report", "The service sent no text. Summary of its answer, made by this program"
        )
    )
    paragraphs = ["\n".join(_summary(part, result)) for part in result.parts]
    return "\n\n".join(filter(None, (result.report, title, *paragraphs))), notices


def _section(part: ResultPart, result: AnalysisResult) -> DetailSection:
    state = QCoreApplication.translate("Details", "State")
    fields = [(state, words.state_words(part))]
    fields += [(words.figure_words(figure), words.value_words(figure)) for figure in part.figures]
    fields += [(words.share_words(share.name), f"{share.value:.4f}") for share in part.shares]
    fields += [(what, value) for what, value in dental_lines(part, result.findings, result)]
    fields += [words.level_words(level) for level in part.levels]
    for match in part.matches:
        fields.append(words.match_words(match))
        fields += _match_fields(match)
    fields += [(words.role_words(file.role), file.name) for file in part.files]
    return DetailSection(words.part_words(part.kind), tuple(fields))


def _match_fields(match: Match) -> Iterator[tuple[str, str]]:
    """Yield what else the service said of a picture, under its own names."""
    said = (
        ("DataId", match.data_id),
        ("ExtraData", match.extra_data),
        ("ImageUrl", match.image_url),
    )
    yield from (pair for pair in said if pair[1])


def _summary(part: ResultPart, result: AnalysisResult) -> Iterator[str]:
    """Yield what a part says, and a line for each of its findings that has a grade."""
    found = [finding for finding in result.findings if part_of(finding.kind) is part.kind]
    is_counted = found and part.figure(FigureKind.COUNT) is None and not part.levels
    lines = words.part_lines(part)
    head = next(lines)
    dental = dental_outcome(part, result.findings, result)
    if dental:
        yield from _dental_summary(part, result, dental)
        return
    yield joined((head, str(len(found)))) if is_counted else head
    yield from lines
    if part.levels:
        return
    for finding in found:
        if finding.evaluations:
            said = joined(evaluation_sentence(graded) for graded in finding.evaluations)
            what = joined((name_words(finding), where_words(finding), said))
            yield f"{number_words(finding)}  {what}"


def _dental_summary(part: ResultPart, result: AnalysisResult, outcome: str) -> Iterator[str]:
    """Yield what a dental part amounts to, and a line for each disease; sound teeth are counted."""
    yield joined((words.part_words(part.kind), outcome))
    for what, value in dental_lines(part, result.findings, result):
        yield f"{what}: {value}" if value else what
    if part.kind is PartKind.TEETH:
        for finding in result.findings:
            if finding.kind is FindingKind.TOOTH_DISEASE:
                yield dental_title(finding)

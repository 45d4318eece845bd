"""The parts of a result as cards, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.part import FigureKind, PartKind, PartState, calcium_bin, part_of
from viewer.storage.result_files import FileState
from viewer.ui.card_rows import Bar, CardAct, CardFile, CardState, LevelRow, ResultCard, Steps
from viewer.words import parts as words
from viewer.words.dental_parts import dental_lines, dental_outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.domain.finding import Finding
    from viewer.domain.part import PartFile, ResultPart, Share
    from viewer.domain.result import AnalysisResult
    from viewer.storage.result_files import ResultFile

COMPARE: Final = "compare"
OPEN: Final = "open"
"""Keys of what can be done with a registered series."""
_MOST_MATCHES: Final = 10
"""The best of them; the report has all."""
_STATES: Final = {
    PartState.FOUND: CardState.FOUND,
    PartState.NONE: CardState.NONE,
    PartState.MISSING: CardState.MISSING,
    PartState.UNREADABLE: CardState.UNREADABLE,
}


def cards_of(
    result: AnalysisResult,
    findings: Sequence[Finding],
    files: Mapping[str, ResultFile],
) -> tuple[ResultCard, ...]:
    """Return a card for each part; `files` are those in the library, by their path in the answer.

    `findings` are the ones that are listed.
    """
    return tuple(_card(part, result, findings, files) for part in result.parts)


def part_key(finding: Finding) -> str:
    """Return the key of the card that a finding belongs to; empty for the reader's own marks."""
    kind = part_of(finding.kind)
    return "" if kind is None else kind.value


def group_words(finding: Finding) -> str:
    """Return the heading above the findings of a part."""
    kind = part_of(finding.kind)
    if kind is None:
        return QCoreApplication.translate("ResultCards", "Own marks")
    return words.part_words(kind)


def _card(
    part: ResultPart,
    result: AnalysisResult,
    findings: Sequence[Finding],
    files: Mapping[str, ResultFile],
) -> ResultCard:
    count = sum(part_of(finding.kind) is part.kind for finding in findings)
    return ResultCard(
        key=part.kind.value,
        title=words.part_words(part.kind),
        state=_STATES[part.state],
        figure=dental_outcome(part, findings, result) or words.outcome_words(part, count),
        sentence=words.state_sentence(part) or words.caveat_words(part, result),
        filters=count > 0,
        lines=(*dental_lines(part, findings, result), *_lines(part)),
        steps=_steps(part),
        bars=tuple(map(_bar, words.ranked(part))),
        levels=tuple(_level(part)),
        files=tuple(_file(file, files) for file in part.files),
        acts=_acts(part, files),
        is_brief=part.kind is PartKind.TEETH,
    )


def _lines(part: ResultPart) -> tuple[tuple[str, str], ...]:
    figures = tuple(
        (words.figure_words(figure), words.value_words(figure))
        for figure in part.figures
        if figure.kind is not FigureKind.COUNT
    )
    return (*figures, *map(words.match_words, part.matches[:_MOST_MATCHES]))


def _steps(part: ResultPart) -> Steps | None:
    """Return the scale of the calcium score."""
    score = part.figure(FigureKind.AGATSTON)
    if score is None:
        return None
    return Steps(words.bin_ranges(), calcium_bin(score.value), words.bin_words(score.value))


def _bar(share: Share) -> Bar:
    return Bar(words.share_words(share.name), share.value, f"{share.value * 100:.1f} %")


def _level(part: ResultPart) -> list[LevelRow]:
    rows = []
    for level in part.levels:
        name, states = words.level_words(level)
        rows.append(LevelRow(name, states, level.finding_uid, words.is_normal(level)))
    return rows


def _acts(part: ResultPart, files: Mapping[str, ResultFile]) -> tuple[CardAct, ...]:
    """Return what can be done with a registered series, once one of its files is there."""
    kept = (files.get(file.name) for file in part.files)
    is_there = any(file is not None and file.state is FileState.FETCHED for file in kept)
    if part.kind is not PartKind.REGISTRATION or not is_there:
        return ()
    return (
        CardAct(COMPARE, QCoreApplication.translate("ResultCards", "Compare side by side")),
        CardAct(OPEN, QCoreApplication.translate("ResultCards", "Open by itself")),
    )


def _file(file: PartFile, files: Mapping[str, ResultFile]) -> CardFile:
    kept = files.get(file.name)
    why_not = ""
    if kept is None or kept.state is not FileState.FETCHED:
        why_not = QCoreApplication.translate("ResultCards", "The file is not in the library.")
    return CardFile(file.name, words.role_words(file.role), why_not)

"""The parts of a result on paper: state, numbers, probabilities, the spine from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF

from viewer.domain.finding import Finding
from viewer.domain.part import PartState, ResultPart, Share, part_of
from viewer.domain.result import AnalysisResult
from viewer.export.report_dental import part_lines
from viewer.export.sheet import ACCENT, ALERT, QUIET, RULE, Align, Sheet, Type, wrapped
from viewer.words import parts as words
from viewer.words.dental_parts import dental_outcome
from viewer.words.evaluations import evaluation_sentence, meaning_words
from viewer.words.findings import number_words

Findings = Sequence[Finding]
_NAME: Final = Type(9.0, is_bold=True)
_LINE: Final = Type(8.0)
_QUIET: Final = Type(8.0, QUIET)
_GAP: Final = 14.0
_INSET: Final = 6.0
_BAR: Final = 4.0
_BAR_SHARE: Final = 0.32
_STATE_SHARE: Final = 0.42
_LEVEL: Final = 34.0
_MOST_LINES: Final = 3
_MOST_MATCHES: Final = 20
"""Similar pictures on paper; the files beside it have all of them."""
_STATES: Final = {
    PartState.FOUND: ACCENT,
    PartState.NONE: QUIET,
    PartState.MISSING: ALERT,
    PartState.UNREADABLE: ALERT,
}


@dataclass(frozen=True)
class _Block:
    """One part, laid out for a width: its lines, bars and levels, points."""

    part: ResultPart
    lines: tuple[str, ...]
    count: int
    width: float
    outcome: str = ""
    """What stands for it, where that is more than a count."""

    @property
    def height(self) -> float:
        """Height of the whole block with the space below it."""
        rows = len(self.lines) + len(self.part.shares) + self._level_rows
        return _NAME.leading + rows * _LINE.leading + 9.0

    @property
    def _level_rows(self) -> int:
        return -(-len(self.part.levels) // self._level_columns)

    @property
    def _level_columns(self) -> int:
        return 2 if self.width > 300.0 else 1

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw the block with its upper left corner at a place."""
        part = self.part
        sheet.bar(QRectF(x, y + 1.0, 2.0, self.height - 9.0), _STATES[part.state])
        x, width = x + _INSET, self.width - _INSET
        sheet.line((x, y), words.part_words(part.kind), _NAME, width=width * (1 - _STATE_SHARE))
        style = Type(9.0, _STATES[part.state], is_bold=part.state is PartState.FOUND)
        right = x + width * (1 - _STATE_SHARE)
        sheet.line(
            (right, y),
            self.outcome or words.outcome_words(part, self.count),
            style,
            width=width * _STATE_SHARE,
            align=Align.RIGHT,
        )
        y = sheet.paragraph((x, y + _NAME.leading), list(self.lines), _LINE)
        for share in words.ranked(part):
            _draw_share(sheet, (x, y), share, width)
            y += _LINE.leading
        self._draw_levels(sheet, (x, y), width)

    def _draw_levels(self, sheet: Sheet, place: tuple[float, float], width: float) -> None:
        """Draw the spine from top to bottom, column by column."""
        rows, across = self._level_rows, width / self._level_columns
        for number, level in enumerate(self.part.levels):
            x = place[0] + number // rows * across
            y = place[1] + number % rows * _LINE.leading
            name, states = words.level_words(level)
            is_normal = words.is_normal(level)
            sheet.line((x, y), name, Type(8.0, QUIET if is_normal else ACCENT, not is_normal))
            style = _QUIET if is_normal else _LINE
            sheet.line((x + _LEVEL, y), states, style, width=across - _LEVEL - _INSET)


def parts_height(sheet: Sheet, result: AnalysisResult, found: Findings) -> float:
    """Return the height of all parts, points."""
    return sum(max(block.height for block in row) for row in _rows(sheet, result, found))


def draw_parts(sheet: Sheet, y: float, result: AnalysisResult, found: Findings) -> float:
    """Draw the parts, two beside each other where there are several; return the y below them."""
    for row in _rows(sheet, result, found):
        for number, block in enumerate(row):
            block.draw(sheet, sheet.left + number * (block.width + _GAP), y)
        y += max(block.height for block in row)
    return y + 2.0


def _rows(sheet: Sheet, result: AnalysisResult, found: Findings) -> list[tuple[_Block, ...]]:
    is_alone = len(result.parts) == 1
    width = sheet.width if is_alone else (sheet.width - _GAP) / 2
    blocks = [
        _Block(
            part,
            _lines(part, result, found, width),
            _count(part, found),
            width,
            dental_outcome(part, found, result),
        )
        for part in result.parts
    ]
    step = 1 if is_alone else 2
    return [tuple(blocks[at : at + step]) for at in range(0, len(blocks), step)]


def _count(part: ResultPart, found: Findings) -> int:
    return sum(part_of(finding.kind) is part.kind for finding in found)


def _lines(
    part: ResultPart, result: AnalysisResult, found: Findings, width: float
) -> tuple[str, ...]:
    """Return the lines of a part: what its state means, its numbers, what its grades mean."""
    said = [words.state_sentence(part)] if part.state is not PartState.NONE else []
    said += words.figure_lines(part)
    best = map(words.match_words, part.matches[:_MOST_MATCHES])
    said += (f"{name}: {score}" for name, score in best)
    said += part_lines(part, found, result)
    said.append(words.caveat_words(part, result))
    if not part.levels:
        said += [
            f"{number_words(finding)}  {evaluation_sentence(graded)}"
            for finding in found
            if part_of(finding.kind) is part.kind
            for graded in finding.evaluations
            if meaning_words(graded)
        ]
    lines = []
    for text in filter(None, said):
        lines += wrapped(text, _LINE, width - _INSET, _MOST_LINES)
    return tuple(lines)


def _draw_share(sheet: Sheet, place: tuple[float, float], share: Share, width: float) -> None:
    """Draw a probability: its name, a bar, its number."""
    x, y = place
    bar = width * _BAR_SHARE
    number = 34.0
    sheet.line((x, y), words.share_words(share.name), _LINE, width=width - bar - number - 6.0)
    left, top = x + width - bar - number, y + _LINE.points / 2 - _BAR / 2 + 1.5
    sheet.bar(QRectF(left, top, bar, _BAR), RULE)
    sheet.bar(QRectF(left, top, bar * min(max(share.value, 0.0), 1.0), _BAR), ACCENT)
    text = f"{share.value * 100:.1f} %"
    sheet.line((left + bar, y), text, _LINE, width=number, align=Align.RIGHT)

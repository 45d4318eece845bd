"""The rows of the Analysis tab, made of a film, an analysis and norms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.analyses import Analysis, Row, analysed
from viewer.domain.cephalometry.measures import MEASURES
from viewer.domain.cephalometry.norms import NormSet, Person, mismatches
from viewer.paint.wigglegram import WiggleRow
from viewer.ui.ceph_rows import LandmarkRow, MeasureRow, NormCell
from viewer.words.ceph_view import (
    arrow_of,
    deviation_text,
    error_text,
    norm_text,
    state_words,
    unit_mark,
    value_text,
)
from viewer.words.cephalometry import (
    band_words,
    doubt_words,
    group_words,
    landmark_words,
    measure_label,
    measure_name,
    mismatch_words,
    norm_set_words,
    row_words,
    source_words,
)

if TYPE_CHECKING:
    from viewer.domain.cephalometry.face import Face
    from viewer.domain.cephalometry.film import Film
    from viewer.domain.cephalometry.measure import Measure
    from viewer.domain.cephalometry.origins import LandmarkOrigin
    from viewer.domain.cephalometry.uncertainty import CheckFirst, Errors

_NOBODY: Final = Person()
_GROUP_ORDER: Final = ("sagittal", "vertical", "dental", "soft")


@dataclass(frozen=True)
class Asked:
    """What the table is to show: an analysis, against which norms, for whom."""

    analysis: Analysis
    norm_set: NormSet | None
    beside: NormSet | None = None
    person: Person = _NOBODY


@dataclass
class TableWords:
    """Words that stay while landmarks move, each made once in the present language."""

    _labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    _tips: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, measure: Measure) -> tuple[str, str]:
        """Return a measure's notation and what it is."""
        known = self._labels.get(measure.code)
        if known is None:
            known = self._labels[measure.code] = (measure_label(measure), measure_name(measure))
        return known

    def tip(self, row: Row, norm_set: NormSet) -> str:
        """Return where a row's norm is from."""
        key = (row.measure.code, norm_set.key)
        known = self._tips.get(key)
        if known is None:
            lines = [self.of(row.measure)[1], norm_set_words(norm_set)]
            lines.append(source_words(row.norm.source if row.norm else norm_set.source))
            lines.append(doubt_words(row.norm) if row.norm else "")
            known = self._tips[key] = "\n".join(filter(None, lines))
        return known


def table_rows(face: Face, asked: Asked) -> tuple[Row, ...]:
    """Return the analysis of a face, its rows by group."""
    rows = analysed(face, asked.analysis, asked.norm_set, asked.person)
    return tuple(sorted(rows, key=lambda row: _GROUP_ORDER.index(row.measure.group.value)))


def measure_rows(
    rows: Sequence[Row],
    face: Face,
    asked: Asked,
    words: TableWords,
    errors: Mapping[str, float] | None = None,
) -> tuple[MeasureRow, ...]:
    """Return what the table shows; `errors` are standard deviations by code."""
    beside = _by_item(face, asked)
    made: list[MeasureRow] = []
    group = None
    for row in rows:
        label, name = words.of(row.measure)
        cells = [_cell(row, asked.norm_set, words)] if asked.norm_set is not None else []
        if asked.beside is not None:
            cells.append(_cell_beside(beside.get(row.measure.item), row, asked.beside, words))
        heading = "" if row.measure.group is group else group_words(row.measure.group)
        group = row.measure.group
        has_value = row.value is not None
        made.append(
            MeasureRow(
                code=row.measure.code,
                item=label,
                tip="\n".join([name, *(cell.tip for cell in cells if cell.tip)]),
                heading=heading,
                value="" if row.value is None else value_text(row.value, row.measure.unit),
                error=error_text((errors or {}).get(row.measure.code)) if has_value else "",
                cells=tuple(cells),
                note="" if has_value else row_words(row),
            )
        )
    return tuple(made)


def errors_of(rows: Iterable[Row], errors: Errors) -> dict[str, float]:
    """Return how certain each value is, a standard deviation by code."""
    found = ((row.measure.code, errors.of(row.measure)) for row in rows if row.value is not None)
    return {code: one.sd for code, one in found if one is not None}


def wiggle_rows(rows: Iterable[Row], words: TableWords) -> tuple[WiggleRow, ...]:
    """Return the rows that have a deviation."""
    return tuple(
        WiggleRow(
            words.of(row.measure)[0] + unit_mark(row.measure),
            row.deviation_sd,
            f"{deviation_text(row.deviation_sd)} {arrow_of(row.direction, row.band)}".strip(),
            row.band,
        )
        for row in rows
        if row.deviation_sd is not None
    )


def warnings_of(asked: Asked) -> tuple[str, ...]:
    """Return why the norms may not fit the person."""
    said = (
        mismatch_words(mismatch, norm_set)
        for norm_set in (asked.norm_set, asked.beside)
        if norm_set is not None
        for mismatch in mismatches(norm_set, asked.person)
    )
    return tuple(dict.fromkeys(said))


def landmark_rows(
    film: Film, origins: Mapping[str, LandmarkOrigin], checks: Sequence[CheckFirst], *, first: bool
) -> tuple[LandmarkRow, ...]:
    """Return the landmarks in the order of their table; `first`: those to check first on top."""
    effects = {check.landmark: check for check in checks}
    codes = list(origins)
    if first:
        places = {check.landmark: place for place, check in enumerate(checks)}
        codes.sort(key=lambda code: places.get(code, len(places)))
    return tuple(_landmark_row(code, film, origins[code], effects.get(code)) for code in codes)


def counts_words(origins: Mapping[str, LandmarkOrigin]) -> str:
    """Return how many landmarks there are, and how many are missing."""
    states = [state.value for state in origins.values()]
    words = QCoreApplication.translate(
        "Cephalometry", "{0} of {1}: {2} moved, {3} placed by hand, {4} missing"
    )
    missing = states.count("missing")
    moved, placed = states.count("moved"), states.count("placed")
    return words.format(len(states) - missing, len(states), moved, placed, missing)


def landmark_tip(code: str) -> str:
    """Return a landmark's code, name and definition in both languages."""
    from viewer.words.both_languages import landmark_in_both

    return "\n".join(landmark_in_both(code))


def _landmark_row(
    code: str, film: Film, state: LandmarkOrigin, check: CheckFirst | None
) -> LandmarkRow:
    effect = ""
    if check is not None and check.rows:
        said = QCoreApplication.translate("Cephalometry", "check: may change {0}")
        names = (measure_label(MEASURES[code]) for code, _chance in check.rows)
        effect = said.format(", ".join(list(dict.fromkeys(names))[:4]))
    return LandmarkRow(
        code=code,
        name=landmark_words(code)[0],
        state=state,
        state_words=state_words(state),
        tip=landmark_tip(code),
        uid=film.uids.get(code, ""),
        effect=effect,
    )


def _by_item(face: Face, asked: Asked) -> dict[str, Row]:
    if asked.beside is None:
        return {}
    rows = analysed(face, asked.analysis, asked.beside, asked.person)
    return {row.measure.item: row for row in rows}


def _cell_beside(other: Row | None, row: Row, norm_set: NormSet, words: TableWords) -> NormCell:
    """Return the cell of the other norms; with its own value where they draw a plane their way."""
    if other is None:
        return NormCell()
    cell = _cell(other, norm_set, words)
    if other.measure is row.measure or other.value is None or not cell.norm:
        return cell
    return replace(cell, norm=f"{cell.norm} ({value_text(other.value, other.measure.unit)})")


def _cell(row: Row, norm_set: NormSet, words: TableWords) -> NormCell:
    if row.norm is None:
        return NormCell()
    has_value = row.value is not None
    tip = words.tip(row, norm_set)
    return NormCell(
        norm=norm_text(row.norm),
        deviation=row.deviation_sd,
        deviation_text=deviation_text(row.deviation_sd),
        arrow=arrow_of(row.direction, row.band),
        band=row.band,
        sentence=row_words(row) if has_value else "",
        tip=f"{tip}\n{band_words(row.band)}" if has_value else tip,
    )

"""The tables of the report: which columns a kind of finding has, and what is in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.evaluation import Scale
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.part import part_of
from viewer.domain.result import AnalysisResult
from viewer.domain.standing import Decision
from viewer.export.sheet import Align
from viewer.overlay.dental_style import DENTAL_KINDS, said_on
from viewer.words.dental import badge_words
from viewer.words.evaluations import evaluations_words
from viewer.words.findings import decision_words, name_words, number_words, where_words
from viewer.words.lengths import LengthScale
from viewer.words.parts import part_words
from viewer.words.teeth import dental_status_words

_NODULES: Final = "lung-nodule"


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, how it was judged, and where its millimetres come from."""

    finding: Finding
    decision: Decision
    scale: LengthScale


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, where its text stands, and the text."""

    head: str
    share: float
    align: Align
    cell: Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Table:
    """Findings with the same columns. `name` is what they are; empty for a table alone.

    `has_lengths`: there are millimetres in it, whose source matters.
    """

    name: str
    columns: tuple[Column, ...]
    findings: tuple[Finding, ...]
    has_lengths: bool = True


class _Shape(Enum):
    NODULES = auto()
    CALCIUM = auto()
    AREAS = auto()
    GRADED = auto()
    DENTAL = auto()
    OWN = auto()


_SHAPES: Final = {
    FindingKind.NODULE: _Shape.NODULES,
    FindingKind.CALCIFICATION: _Shape.CALCIUM,
    FindingKind.OPACITY: _Shape.AREAS,
    **dict.fromkeys(DENTAL_KINDS, _Shape.DENTAL),
    FindingKind.MARK: _Shape.OWN,
    FindingKind.LENGTH: _Shape.OWN,
}


_WITHOUT_LENGTHS: Final = frozenset({_Shape.GRADED, _Shape.DENTAL})


def tables_of(result: AnalysisResult, findings: Sequence[Finding]) -> tuple[Table, ...]:
    """Return the findings as tables, in their order: one for each part and for own marks."""
    in_nodules = not result.parts and result.endpoint in {"", _NODULES}

    def shape(finding: Finding) -> tuple[_Shape, str]:
        if in_nodules:
            return _Shape.NODULES, ""
        part = part_of(finding.kind)
        name = own_words() if part is None else part_words(part)
        return _SHAPES.get(finding.kind, _Shape.GRADED), name

    groups = [(key, tuple(group)) for key, group in groupby(findings, shape)]
    is_alone = len(groups) == 1
    return tuple(
        Table("" if is_alone else name, columns_of(kind), group, kind not in _WITHOUT_LENGTHS)
        for (kind, name), group in groups
    )


def own_words() -> str:
    """Return the heading above what the reader marked."""
    return QCoreApplication.translate("Report", "Reader's own marks")


def columns_of(shape: "_Shape") -> tuple[Column, ...]:
    """Return the columns of a table."""
    return {
        _Shape.NODULES: _nodule_columns,
        _Shape.CALCIUM: _calcium_columns,
        _Shape.AREAS: _area_columns,
        _Shape.GRADED: _graded_columns,
        _Shape.DENTAL: _dental_columns,
        _Shape.OWN: _own_columns,
    }[shape]()


def nodule_row(finding: Finding, decision: Decision, scale: LengthScale) -> tuple[str, ...]:
    """Return a nodule as the cells of its table; without a scale no millimetres."""
    row = Row(finding, decision, scale)
    return tuple(column.cell(row) for column in _nodule_columns())


def _nodule_columns() -> tuple[Column, ...]:
    return (
        _number(0.045),
        _type(0.185),
        _site(0.17),
        _image(0.075),
        Column(
            QCoreApplication.translate("Report", "Diameter"),
            0.10,
            Align.RIGHT,
            lambda row: _length(row, _size(row.finding), "{0:.1f} mm"),
        ),
        _volume(0.115),
        Column(
            QCoreApplication.translate("Report", "Density"),
            0.095,
            Align.RIGHT,
            lambda row: _quantity(row.finding.measured("mean"), "{0:.0f} HU"),
        ),
        _confidence(0.105),
        _decision(0.11),
    )


def _calcium_columns() -> tuple[Column, ...]:
    score = Column(
        QCoreApplication.translate("Report", "Score"),
        0.14,
        Align.RIGHT,
        lambda row: _quantity(row.finding.measured("score"), "{0:.1f}"),
    )
    return (
        _number(0.05),
        _type(0.29),
        _site(0.13),
        _image(0.09),
        score,
        _volume(0.16),
        _decision(0.14),
    )


def _area_columns() -> tuple[Column, ...]:
    return _number(0.05), _type(0.29), _site(0.2), _image(0.1), _volume(0.2), _decision(0.16)


def _graded_columns() -> tuple[Column, ...]:
    grade = Column(
        QCoreApplication.translate("Report", "Grade or state"),
        0.31,
        Align.LEFT,
        lambda row: evaluations_words(row.finding) or "–",
    )
    return (
        _number(0.05),
        Column(QCoreApplication.translate("Report", "Type"), 0.21, Align.LEFT, _levelled),
        grade,
        _site(0.14),
        _image(0.07),
        _confidence(0.11),
        _decision(0.11),
    )


def _dental_columns() -> tuple[Column, ...]:
    tooth = Column(
        QCoreApplication.translate("Report", "Tooth"),
        0.09,
        Align.LEFT,
        lambda row: badge_words(row.finding) or "–",
    )
    status = Column(
        QCoreApplication.translate("Report", "Status"),
        0.12,
        Align.LEFT,
        lambda row: dental_status_words(said_on(row.finding, Scale.DENTAL_STATUS)) or "–",
    )
    return tooth, _type(0.29), status, _site(0.28), _confidence(0.11), _decision(0.11)


def _own_columns() -> tuple[Column, ...]:
    size = Column(
        QCoreApplication.translate("Report", "Size"),
        0.2,
        Align.RIGHT,
        lambda row: _length(row, _size(row.finding), "{0:.1f} mm"),
    )
    return _number(0.05), _type(0.44), _image(0.15), size, _decision(0.16)


def _number(share: float) -> Column:
    head = QCoreApplication.translate("Report", "No.")
    return Column(head, share, Align.LEFT, lambda row: number_words(row.finding))


def _type(share: float) -> Column:
    head = QCoreApplication.translate("Report", "Type")
    return Column(head, share, Align.LEFT, lambda row: name_words(row.finding))


def _site(share: float) -> Column:
    head = QCoreApplication.translate("Report", "Site")
    return Column(head, share, Align.LEFT, lambda row: where_words(row.finding) or "–")


def _image(share: float) -> Column:
    head = QCoreApplication.translate("Report", "Image")
    return Column(head, share, Align.RIGHT, lambda row: str(row.finding.placement.slice_index + 1))


def _volume(share: float) -> Column:
    return Column(QCoreApplication.translate("Report", "Volume"), share, Align.RIGHT, _volume_cell)


def _confidence(share: float) -> Column:
    head = QCoreApplication.translate("Report", "Confidence")
    return Column(
        head, share, Align.RIGHT, lambda row: _quantity(row.finding.confidence, "{0:.2f}")
    )


def _decision(share: float) -> Column:
    head = QCoreApplication.translate("Report", "Decision")
    return Column(head, share, Align.RIGHT, lambda row: decision_words(row.decision))


def _levelled(row: Row) -> str:
    """Return kind and level: `Disc L4-L5`."""
    return f"{name_words(row.finding)} {row.finding.site.level}".rstrip()


def _volume_cell(row: Row) -> str:
    volume = next((m for m in row.finding.measurements if m.name == "volume"), None)
    if volume is None:
        return "–"
    pattern = "{0:.1f} mL" if volume.unit.value == "mL" else "{0:.0f} mm³"
    return _length(row, volume.value, pattern)


def _length(row: Row, value: float | None, pattern: str) -> str:
    return _quantity(value, pattern) if row.scale.is_known else "–"


def _size(finding: Finding) -> float | None:
    diameter = finding.measured("diameter")
    return finding.measured("length") if diameter is None else diameter


def _quantity(value: float | None, pattern: str) -> str:
    return "–" if value is None else pattern.format(value).replace("-", "−")

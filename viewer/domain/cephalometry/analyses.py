"""Analyses: which measures are read together, and how a face stands in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.domain.cephalometry.axes import Direction, Saying
from viewer.domain.cephalometry.chinese_norms import CHINESE
from viewer.domain.cephalometry.face import Face
from viewer.domain.cephalometry.measure import Measure
from viewer.domain.cephalometry.measures import (
    MEASURES,
    awaits_calibration,
    measured,
    missing_points,
)
from viewer.domain.cephalometry.norms import Mismatch, Norm, NormSet, Person, mismatches
from viewer.domain.cephalometry.original_norms import ORIGINAL
from viewer.domain.cephalometry.regional_norms import REGIONAL

NORM_SETS: Final[Mapping[str, NormSet]] = {
    norm_set.key: norm_set for norm_set in (*CHINESE, *REGIONAL, *ORIGINAL)
}


_SPEAKS_AGAINST: Final = {Mismatch.YOUNGER, Mismatch.OLDER, Mismatch.OTHER_SEX}


class Band(StrEnum):
    """How far a value is from the mean, in standard deviations."""

    WITHIN = "within"  # up to 1, or inside the span
    ONE_TO_TWO = "one-to-two"
    BEYOND = "beyond"  # more than 2
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Measures in the order in which they are read.

    `items` are codes of measures; a norm set that draws a plane differently puts its own variant
    in their place, but in a custom set, where the reader chose the variant, such a norm stays
    away. `norm_sets` are keys, the one to begin with first. `name` is the reader's own
    of a custom set; that of the others is a matter of words.
    """

    key: str
    items: tuple[str, ...]
    norm_sets: tuple[str, ...]
    name: str = ""

    @property
    def is_custom(self) -> bool:
        """Tell whether a reader put it together."""
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    `value` is None where landmarks are `missing`, mm are not known (`awaits_calibration`), or
    points coincide. `norm` is for the person's age. `direction` and `deviation_sd` are None
    where the norm does not say.
    """

    measure: Measure
    value: float | None
    missing: tuple[str, ...]
    awaits_calibration: bool
    norm: Norm | None
    deviation_sd: float | None
    band: Band
    direction: Direction | None

    @property
    def saying(self) -> Saying | None:
        """What the value means; None where nothing can be said."""
        return None if self.direction is None else self.measure.says(self.direction)


def custom(key: str, name: str, codes: Iterable[str]) -> Analysis:
    """Return a reader's own set of measures; KeyError for a code that does not exist."""
    items = tuple(dict.fromkeys(MEASURES[code].code for code in codes))
    wanted = {MEASURES[code].item for code in items}
    fitting = {key: len(wanted & norms.by_item.keys()) for key, norms in NORM_SETS.items()}
    best_first = sorted((key for key in fitting if fitting[key]), key=lambda key: -fitting[key])
    return Analysis(key, items, tuple(best_first), name)


def analysed(
    face: Face, analysis: Analysis, norm_set: NormSet | None, person: Person
) -> tuple[Row, ...]:
    """Return the table of a face against one norm set, or against none."""
    rows = []
    for code in analysis.items:
        measure, norm = MEASURES[code], _norm(code, norm_set)
        if norm is not None and norm.measure != code:
            measure, norm = (
                (measure, None) if analysis.is_custom else (MEASURES[norm.measure], norm)
            )
        rows.append(_row(face, measure, norm and norm.at(person.age_years)))
    return tuple(rows)


def fitting(analysis: Analysis, person: Person) -> NormSet | None:
    """Return the norm set to begin with: the first that nothing known speaks against."""
    sets = [NORM_SETS[key] for key in analysis.norm_sets]
    first = sets[0] if sets else None
    return next((s for s in sets if not _SPEAKS_AGAINST & set(mismatches(s, person))), first)


def band_of(deviation_sd: float | None) -> Band:
    """Return the band of a deviation; its edges belong to the nearer one."""
    if deviation_sd is None:
        return Band.UNKNOWN
    if abs(deviation_sd) <= 1:
        return Band.WITHIN
    return Band.ONE_TO_TWO if abs(deviation_sd) <= 2 else Band.BEYOND


def _norm(code: str, norm_set: NormSet | None) -> Norm | None:
    return None if norm_set is None else norm_set.by_item.get(MEASURES[code].item)


def _row(face: Face, measure: Measure, norm: Norm | None) -> Row:
    missing = missing_points(face, measure)
    found = None if missing else measured(face, measure.code)
    value = None if found is None else found.value
    deviation = None if norm is None or value is None else norm.deviation(value)
    direction = None if norm is None or value is None else norm.direction(value)
    is_in_span = deviation is None and direction is Direction.NORMAL
    return Row(
        measure=measure,
        value=value,
        missing=missing,
        awaits_calibration=awaits_calibration(face, measure),
        norm=norm,
        deviation_sd=deviation,
        band=Band.WITHIN if is_in_span else band_of(deviation),
        direction=direction,
    )


def _items(*norm_set_keys: str) -> tuple[str, ...]:
    """The measures of some sets, in their order, each item once."""
    found: dict[str, str] = {}
    for key in norm_set_keys:
        for norm in NORM_SETS[key].norms:
            found.setdefault(MEASURES[norm.measure].item, norm.measure)
    return tuple(found.values())


def _analysis(key: str, *norm_sets: str, of: tuple[str, ...] = ()) -> Analysis:
    return Analysis(key, _items(*(of or norm_sets)), norm_sets)


ANALYSES: Final[Mapping[str, Analysis]] = {
    analysis.key: analysis
    for analysis in (
        _analysis(
            "steiner",
            "steiner-chinese",
            "steiner-original",
            "peking",
            "west-china",
            "shanghai-ninth",
            "sichuan-male",
            "sichuan-female",
            "hong-kong",
            of=("steiner-chinese", "steiner-original"),
        ),
        _analysis(
            "downs",
            "downs-chinese",
            "downs-original",
            "peking",
            "west-china",
            "shanghai-ninth",
            "sichuan-male",
            "sichuan-female",
            "hong-kong",
            of=("downs-chinese",),
        ),
        _analysis(
            "tweed",
            "tweed-chinese",
            "tweed-original",
            "peking",
            "west-china",
            "shanghai-ninth",
            "sichuan-male",
            "sichuan-female",
            "hong-kong",
            of=("tweed-chinese",),
        ),
        _analysis(
            "ricketts",
            "ricketts-chinese",
            "ricketts-original",
            of=("ricketts-original",),
        ),
        _analysis(
            "mcnamara",
            "mcnamara-adult-female",
            "mcnamara-adult-male",
            "mcnamara-chinese-child",
            "hong-kong",
            of=("mcnamara-adult-female",),
        ),
        _analysis(
            "jarabak", "jarabak-chinese", "jarabak-original", "bjork", of=("jarabak-chinese",)
        ),
        _analysis(
            "wits",
            "wits-female",
            "wits-male",
            "tweed-chinese",
            "shanghai-ninth",
            "hong-kong",
            of=("wits-female",),
        ),
        _analysis(
            "holdaway",
            "holdaway-chinese",
            "holdaway-original",
            "sichuan-male",
            "sichuan-female",
            of=("holdaway-chinese",),
        ),
        _analysis("burstone", "burstone-chinese", "burstone-original"),
        _analysis(
            "peking", "peking", "sichuan-male", "sichuan-female", "hong-kong", of=("peking",)
        ),
        _analysis("west-china", "west-china", "sichuan-male", "sichuan-female", of=("west-china",)),
        _analysis(
            "shanghai-ninth",
            "shanghai-ninth",
            "sichuan-male",
            "sichuan-female",
            "hong-kong",
            of=("shanghai-ninth",),
        ),
        _analysis("wylie", "wylie-chinese"),
        _analysis(
            "e-line",
            "e-line-original",
            "shanghai-ninth",
            "west-china",
            "ricketts-chinese",
            of=("e-line-original",),
        ),
        _analysis("kim", "kim"),
    )
}

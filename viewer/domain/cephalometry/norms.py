"""What is normal, for whom, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.domain.cephalometry.axes import Direction
from viewer.domain.cephalometry.measures import MEASURES

GROWN_UP: Final = 18.0
"""Years from which growth is taken to be over; yearly changes stop here."""


class Sex(StrEnum):
    """As DICOM writes it (PS3.3 C.7.1.1, Patient's Sex)."""

    MALE = "M"
    FEMALE = "F"


class Person(NamedTuple):
    """Whom norms are for; None where nobody knows."""

    age_years: float | None = None
    sex: Sex | None = None


class Population(StrEnum):
    """Whom a sample was taken from."""

    CHINESE = "chinese"
    SOUTHERN_CHINESE = "southern-chinese"
    SICHUAN_HAN = "sichuan-han"
    CAUCASIAN = "caucasian"


class Evidence(StrEnum):
    """How far a table can be trusted to be what it says."""

    TABLE = "table"  # read in a published table
    RECALLED = "recalled"  # as textbooks have it, the paper itself not checked
    INFERRED = "inferred"  # whom it is from was worked out, not stated
    COMPOSITE = "composite"  # rounded from several papers by others


@dataclass(frozen=True, slots=True)
class NormSource:
    """Where norms are from; `key` names its words.

    `ages` are the years of the sample, None at an open end; without `ages` nobody stated them.
    """

    key: str
    citation: str
    population: Population
    evidence: Evidence
    ages: tuple[float | None, float | None] | None = None
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Norm:
    """A mean with its standard deviation, or a span, in the unit of the measure.

    `sd` is None where only a mean or a span is known. `yearly` is added for each year after
    `from_age` as long as a person grows. `is_doubtful`: out of line with all other tables.
    """

    measure: str
    mean: float
    sd: float | None
    source: NormSource
    span: tuple[float, float] | None = None
    yearly: float = 0.0
    from_age: float = 9.0
    is_doubtful: bool = False

    def at(self, age_years: float | None) -> "Norm":
        """Return the norm at an age; unchanged where it does not change or nobody knows."""
        if not self.yearly or age_years is None:
            return self
        years = min(age_years, GROWN_UP) - self.from_age
        return replace(self, mean=self.mean + self.yearly * years)

    def deviation(self, value: float) -> float | None:
        """Return how many standard deviations a value lies above the mean."""
        return (value - self.mean) / self.sd if self.sd else None

    def direction(self, value: float) -> Direction | None:
        """Tell low from normal (± 1 SD, or the span) from high; None for a mean alone."""
        deviation = self.deviation(value)
        if self.span is not None:
            at, (low, high) = value, self.span
        elif deviation is not None:
            at, low, high = deviation, -1.0, 1.0
        else:
            return None
        if at < low:
            return Direction.LOW
        return Direction.HIGH if at > high else Direction.NORMAL


@dataclass(frozen=True, slots=True)
class NormSet:
    """Norms that are used together; one at most for each item."""

    key: str
    source: NormSource
    norms: tuple[Norm, ...]
    by_item: Mapping[str, Norm] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the norms by what they are of, whichever variant of a plane they use."""
        by_item = {MEASURES[norm.measure].item: norm for norm in self.norms}
        object.__setattr__(self, "by_item", by_item)


class Mismatch(StrEnum):
    """Why a norm set may not fit a person."""

    YOUNGER = "younger"
    OLDER = "older"
    OTHER_SEX = "other-sex"
    AGE_UNKNOWN = "age-unknown"
    SEX_UNKNOWN = "sex-unknown"
    AGES_UNSTATED = "ages-unstated"


def mismatches(norm_set: NormSet, person: Person) -> tuple[Mismatch, ...]:
    """Return why these norms may not fit this person; empty where nothing speaks against them."""
    said = (_of_age(norm_set.source, person), _of_sex(norm_set.source, person))
    return tuple(mismatch for mismatch in said if mismatch is not None)


def _of_age(source: NormSource, person: Person) -> Mismatch | None:
    age = person.age_years
    if age is None:
        return Mismatch.AGE_UNKNOWN
    if source.ages is None:
        return Mismatch.AGES_UNSTATED if age < GROWN_UP else None
    youngest, oldest = source.ages
    if youngest is not None and age < youngest:
        return Mismatch.YOUNGER
    if oldest is not None and age >= oldest + 1:
        return Mismatch.OLDER
    return None


def _of_sex(source: NormSource, person: Person) -> Mismatch | None:
    if source.sex is None or source.sex is person.sex:
        return None
    return Mismatch.SEX_UNKNOWN if person.sex is None else Mismatch.OTHER_SEX

"""What the Analysis tab shows, ready in words: made by `viewer.app` from landmarks and norms."""

from dataclasses import dataclass

from viewer.domain.cephalometry.analyses import Band
from viewer.domain.cephalometry.origins import LandmarkOrigin


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a chooser; `tip` says more, as where norms are from."""

    key: str
    words: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class NormCell:
    """A value against one norm set. `deviation` is None where the norm has no SD.

    `arrow` says the direction besides the colour; `tip` where the norm is from.
    """

    norm: str = ""
    deviation: float | None = None
    deviation_text: str = ""
    arrow: str = ""
    band: Band = Band.UNKNOWN
    sentence: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One line of the table; `heading` stands above the first row of a group.

    `cells` are against the norm set that was chosen and, where there is one, the one beside it.
    `note` says why there is no value.
    """

    code: str
    item: str
    tip: str = ""
    heading: str = ""
    value: str = ""
    error: str = ""
    cells: tuple[NormCell, ...] = ()
    note: str = ""

    @property
    def spoken(self) -> str:
        """The row in one line, for who listens."""
        parts = [self.item, f"{self.value} {self.error}".strip()]
        for cell in self.cells:
            parts += [cell.norm, f"{cell.deviation_text} {cell.arrow}".strip(), cell.sentence]
        return ", ".join(part for part in (*parts, self.note) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class LandmarkRow:
    """One landmark of the list. `uid` is its finding's; empty where it is missing.

    `effect` says what hangs on it, where it is among those to check first.
    """

    code: str
    name: str
    state: LandmarkOrigin
    state_words: str
    tip: str = ""
    uid: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadState:
    """What stands above the table: what is chosen, whom norms are for, where mm are from."""

    analyses: tuple[Choice, ...] = ()
    analysis: str = ""
    is_custom: bool = False
    norm_sets: tuple[Choice, ...] = ()
    norm_set: str = ""
    beside: str = ""
    age: float | None = None
    sex: str = ""
    warnings: tuple[str, ...] = ()
    summary: str = ""
    calibration: str = ""
    calibration_tip: str = ""
    is_calibrated: bool = False
    is_by_reader: bool = False
    locked: str = ""
    """Why nothing can be changed; empty where it can."""


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One line of a superimposition: what, on the first film, on the second, the difference."""

    item: str
    first: str
    second: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperimposeState:
    """What is laid over the film: what may be chosen, what is, and what came of it."""

    films: tuple[Choice, ...] = ()
    film: str = ""
    methods: tuple[Choice, ...] = ()
    method: str = ""
    note: str = ""
    warning: str = ""
    """Whose film it is, where that is not surely the same patient's."""
    rows: tuple[DifferenceRow, ...] = ()

"""What the tab of similar cases shows: a match, what was asked, why there is nothing."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow:
    """A picture that is like the one asked about; `score` from 0 to 10, None where none was said.

    `may_open`: it is of an image that is known here. `is_same`: of the very one asked about.
    `is_withheld`: it would tell what a blind reading is not to know; its picture is not shown.
    """

    number: int
    score: float | None
    label: str
    where: str
    hint: str = ""
    may_open: bool = False
    is_same: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRow:
    """What was asked about; `note` is said where the image on the screen is of something else."""

    picture: QImage
    title: str
    detail: str
    note: str = ""


class PageKind(Enum):
    """What is said in place of results."""

    LOADING = auto()
    NO_DATABASE = auto()
    READY = auto()
    SEARCHING = auto()
    NOTHING = auto()
    EMPTY = auto()
    """There is nothing in the database."""
    UNLISTED = auto()
    """Nobody knows which databases there are."""
    FAILED = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A state in words; `action` are those of the button that leads on, empty for none."""

    kind: PageKind
    title: str
    detail: str = ""
    action: str = ""
    is_busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """Why no search can be made now, in words; empty: one can."""

    view: str = ""
    region: str = ""

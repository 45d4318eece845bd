"""What the cards of a result show, ready in words: made by `viewer.app` from its parts."""

from dataclasses import dataclass
from enum import Enum, auto


class CardState(Enum):
    """How a part ended: never only two states."""

    FOUND = auto()
    NONE = auto()
    MISSING = auto()
    """Promised, and not in the answer."""
    UNREADABLE = auto()


@dataclass(frozen=True, slots=True)
class Bar:
    """A probability: `fraction` 0 to 1 is its length, `text` its number."""

    name: str
    fraction: float
    text: str


@dataclass(frozen=True, slots=True)
class Steps:
    """A scale of steps, one of which it is; `words` say what that means."""

    labels: tuple[str, ...]
    current: int
    words: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One line of a table from top to bottom; `uid` is empty where it has no place."""

    name: str
    states: str
    uid: str
    is_normal: bool


@dataclass(frozen=True, slots=True)
class CardFile:
    """A file of the result. `why_not` says why it cannot be saved; empty: it can."""

    name: str
    title: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class CardAct:
    """Something that can be done with a part: its key, and the words on its button."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultCard:
    """One part of a result. `figure` is the one number that stands for it, or its state in words.

    `filters`: there are findings of it in the list. `lines` are (what, value).
    """

    key: str
    title: str
    state: CardState
    figure: str
    sentence: str = ""
    filters: bool = False
    lines: tuple[tuple[str, str], ...] = ()
    steps: Steps | None = None
    bars: tuple[Bar, ...] = ()
    levels: tuple[LevelRow, ...] = ()
    files: tuple[CardFile, ...] = ()
    acts: tuple[CardAct, ...] = ()
    is_brief: bool = False
    """Its head says what matters, and the list needs the room: closed at first, though alone."""

    @property
    def has_more(self) -> bool:
        """Tell whether there is anything below its head."""
        return bool(self.sentence or self.lines or self.bars or self.levels or self.files) or (
            self.steps is not None
        )

    @property
    def spoken(self) -> str:
        """All of it in one line, for who hears it."""
        steps = self.steps.words if self.steps is not None else ""
        lines = (f"{what} {value}" for what, value in self.lines)
        bars = (f"{bar.name} {bar.text}" for bar in self.bars)
        said = (self.title, self.figure, self.sentence, *lines, steps, *bars)
        return ", ".join(part for part in said if part)

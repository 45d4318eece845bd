"""What the panel of a consultation shows, in words."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QImage


class TurnState(StrEnum):
    """How one question stands."""

    SENDING = "sending"
    ANSWERED = "answered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """One question and what came of it. `uid` is its job's.

    `options` and `similar` are offered on the last turn only. `failure` says what went wrong,
    `way_on` the words of the button that helps; empty where nothing does.
    """

    uid: str
    head: str
    said: str
    state: TurnState
    progress: str = ""
    question: str = ""
    answer: str = ""
    reports: tuple[tuple[str, str], ...] = ()
    options: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    failure: str = ""
    failure_role: str = "bad"
    """A role of the style sheet: bad, or muted for what is nobody's failure."""
    way_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRow:
    """One session of the service with its turns, the oldest first.

    `ended` says why nothing can be asked in it any more; empty while it goes on.
    """

    uid: str
    title: str
    turns: tuple[TurnRow, ...] = ()
    note: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture that goes with the next question."""

    title: str
    image: QImage


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposerState:
    """What can be written and sent now. `locked` says why nothing can."""

    kind: str = ""
    """The kind of turn that is asked for, as the service spells it."""
    destination: str = ""
    is_sending: bool = False
    locked: str = ""
    warning: str = ""
    warning_action: str = ""

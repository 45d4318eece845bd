"""The ledger: what readers did, as events that are appended and never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from viewer.domain.references import SeriesReference
from viewer.domain.standing import FindingKey, Standing


class Action(StrEnum):
    """What somebody did."""

    ACCEPT = "accept"
    REJECT = "reject"
    CLEAR = "clear"
    """A decision was taken away again."""
    EDIT = "edit"
    """Place or size was corrected."""
    RELABEL = "relabel"
    ADD = "add"
    REMOVE = "remove"
    COMMENT = "comment"
    NOTHING_FURTHER = "nothing-further"
    FURTHER = "further"
    """ "Nothing further" was taken back."""
    UNDO = "undo"
    REDO = "redo"
    SIGN = "sign"
    ADDENDUM = "addendum"
    """A signed reading was opened again; `details` has the reason."""
    BLIND = "blind"
    """The reader closed the reading made without the service; `details` has what was marked."""
    REVEAL = "reveal"
    """A run was shown to the reader; `run_uid` is its uid."""


@dataclass(frozen=True, slots=True)
class ImageEvidence:
    """On which image it was done.

    `pixel_hash` is the SHA-256 of the frame's stored values (see `viewer.imaging.pixel_hash`);
    empty where the pixels had not been read.
    """

    sop_instance_uid: str
    frame: int = 0
    pixel_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """One thing that one person did on one stack.

    `before` and `after` are how the finding stood; None for events about the reading itself
    (sign, addendum, blind, reveal). Events of one `step` were made, and are undone, together.
    `sequence`, `previous` and `hash` are the ledger's: empty until it was appended.
    """

    stack: SeriesReference
    action: Action
    user: str
    at: datetime
    program: str
    """Version of this program."""
    run_uid: str = ""
    finding_uid: str = ""
    before: Standing | None = None
    after: Standing | None = None
    details: tuple[tuple[str, str], ...] = ()
    images: tuple[ImageEvidence, ...] = ()
    step: str = ""
    sequence: int = 0
    previous: str = ""
    hash: str = ""

    @property
    def key(self) -> FindingKey:
        """Which finding it is about."""
        return FindingKey(self.run_uid, self.finding_uid)

    def detail(self, name: str) -> str:
        """Return a detail by its name; empty without it."""
        return dict(self.details).get(name, "")

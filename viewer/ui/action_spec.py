"""What a row of the action table says: words, key, icon, and when it makes sense."""

from dataclasses import dataclass
from enum import Enum, Flag, auto


class When(Flag):
    """What must be there for an action to make sense."""

    ALWAYS = 0
    IMAGE = auto()
    FINDINGS = auto()
    FINDING = auto()
    """One is selected."""
    CHANGES = auto()
    """There is something to undo."""
    UNDONE = auto()
    OPEN = auto()
    """Anything: an image, or a document without one."""
    WRITABLE = auto()
    """The library takes changes: known to the `ActionSet` itself, no situation names it."""
    READING = auto()
    """What readers do is kept for the images that are open."""
    UNSIGNED = auto()
    """The reading is not signed, so it can be changed."""
    SIGNED = auto()
    OWN = auto()
    """A finding of the reader's own is selected."""
    EDITED = auto()
    """One that the reader corrected is selected."""
    REJECTED = auto()
    """One that is rejected is selected."""
    TOOTH = auto()
    """A tooth, or what is found at one, is selected."""


class Scope(Enum):
    """Where a key works: in the whole window, or only while the image has the focus."""

    WINDOW = auto()
    IMAGE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One row of the table. `keys` are in Qt's portable spelling; the first is shown."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: When = When.ALWAYS
    scope: Scope = Scope.WINDOW
    is_checkable: bool = False
    is_offered: bool = True
    """In the menus from the start; what is for one kind of image comes with it."""

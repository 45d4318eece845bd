"""Named moments at which a test may end the process as a power cut would.

`VIEWER_KILL_AT=NAME` or `NAME:n` in the environment, when the process starts, kills it as it
passes that moment for the first, or the n-th, time. Without it a moment costs a call and a look.
"""

import os
import signal
from enum import StrEnum
from typing import Final, NoReturn

VARIABLE: Final = "VIEWER_KILL_AT"
"""The environment variable that arms one moment."""


class KillPoint(StrEnum):
    """The moments between two durable states of the library, in the order a job meets them."""

    BEFORE_INTENT = "before-intent"
    AFTER_INTENT = "after-intent"
    MID_PACK = "mid-pack"
    MID_UPLOAD = "mid-upload"
    AFTER_UPLOAD = "after-upload"
    BEFORE_SUBMIT = "before-submit"
    AFTER_SUBMIT = "after-submit"
    ANSWER_IN_MEMORY = "answer-in-memory"
    REQUEST_ID_COMMITTED = "request-id-committed"
    BETWEEN_POLLS = "between-polls"
    SUCCESS_IN_MEMORY = "success-in-memory"
    BLOB_WRITTEN = "blob-written"
    BLOB_SYNCED = "blob-synced"
    ANSWER_COMMITTED = "answer-committed"
    HALF_A_LINK = "half-a-link"
    PARSED = "parsed"
    BEFORE_EVENT = "before-event"
    EVENT_COMMITTED = "event-committed"
    EXPORT_WRITTEN = "export-written"
    EXPORT_RENAMED = "export-renamed"
    MIGRATION_STEP = "migration-step"
    BACKUP_HALF = "backup-half"


class Fuse:
    """Counts the passes of one moment."""

    def __init__(self, point: KillPoint, passes: int) -> None:
        self.point = point
        self._left = passes

    def passed(self, point: KillPoint) -> None:
        """End the process when this was the pass that was asked for."""
        if point is not self.point:
            return
        self._left -= 1
        if self._left == 0:
            _end()


def fuse_of(text: str | None) -> Fuse | None:
    """Return what `NAME` or `NAME:n` arms; None without a text. Raises ValueError."""
    if not text:
        return None
    name, _, count = text.partition(":")
    passes = int(count or "1")
    if passes < 1:
        raise ValueError(f"{VARIABLE}: the count begins at 1, not {passes}")
    return Fuse(KillPoint(name), passes)


def reached(point: KillPoint) -> None:
    """Say that the process is at that moment now."""
    if _FUSE is not None:
        _FUSE.passed(point)


def _end() -> NoReturn:
    if os.name != "nt":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)


_FUSE: Final = fuse_of(os.environ.get(VARIABLE))

"""The error tree, split by who acts: the world (KnownError) or us (BugError)."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """Exit statuses of the command line (a contract: scripts depend on them)."""

    DONE = 0
    WRONG_USAGE = 2
    INPUT = 3
    SERVICE = 4
    NETWORK = 5


class ViewerError(Exception):
    """Anything this program raises on purpose."""


class KnownError(ViewerError):
    """Something in the world that a person can act on.

    `exit_status` is what the command line returns for it. Words for people are made in
    `viewer.words.errors` from the class and its fields, never from `str(error)`: that text is
    for the log and holds no secret and no patient data.
    """

    exit_status: ExitStatus = ExitStatus.INPUT


class BugError(ViewerError):
    """A broken promise inside the program: a crash report, not advice."""


class WrongUsage(KnownError):
    """The command line was called with words that do not fit together."""

    exit_status = ExitStatus.WRONG_USAGE

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class UnreadableImage(KnownError):
    """Nothing that can be shown was found in what was opened."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class CannotWrite(KnownError):
    """A file could not be written: target gone, read-only or full."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class LibraryUnavailable(KnownError):
    """The library cannot be opened: locked elsewhere, newer, unreadable."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ServiceUnavailable(KnownError):
    """The embedded local service did not start."""

    exit_status = ExitStatus.SERVICE

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Cancelled(KnownError):
    """The person cancelled; nothing is wrong."""

"""The error tree, split by who acts: the world (KnownError) or us (BugError)."""

import errno
from enum import IntEnum, StrEnum


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


class FileTrouble(StrEnum):
    """What the system has against a file."""

    FULL = "full"
    NOT_ALLOWED = "not-allowed"
    READ_ONLY = "read-only"
    GONE = "gone"
    NAME_TOO_LONG = "name-too-long"
    IN_USE = "in-use"
    OTHER = "other"

    @staticmethod
    def of(error: OSError) -> "FileTrouble":
        """Return the trouble behind a system error."""
        return _TROUBLE_OF.get(error.errno or 0, FileTrouble.OTHER)


_TROUBLE_OF = {
    errno.ENOSPC: FileTrouble.FULL,
    errno.EACCES: FileTrouble.NOT_ALLOWED,
    errno.EPERM: FileTrouble.NOT_ALLOWED,
    errno.EROFS: FileTrouble.READ_ONLY,
    errno.ENOENT: FileTrouble.GONE,
    errno.ENOTDIR: FileTrouble.GONE,
    errno.ENAMETOOLONG: FileTrouble.NAME_TOO_LONG,
    errno.EBUSY: FileTrouble.IN_USE,
} | ({errno.EDQUOT: FileTrouble.FULL} if hasattr(errno, "EDQUOT") else {})


class CannotWrite(KnownError):
    """A file could not be written. `detail` is the system's own word, for the log."""

    def __init__(self, path: str, trouble: FileTrouble, detail: str = "") -> None:
        super().__init__(f"{path}: {trouble} {detail}".rstrip())
        self.path = path
        self.trouble = FileTrouble(trouble)

    @staticmethod
    def because(path: str, error: OSError) -> "CannotWrite":
        """Return the error for what the system said."""
        return CannotWrite(path, FileTrouble.of(error), error.strerror or type(error).__name__)


class LibraryTrouble(StrEnum):
    """Why the library cannot be used."""

    NEWER = "newer"
    LOCKED = "locked"
    NO_ACCESS = "no-access"
    WRITE_PROTECTED = "write-protected"
    """Its disk, folder or file takes no changes."""
    READ_ONLY = "read-only"
    """It was opened for looking only, and something was to be written."""
    FULL = "full"
    DAMAGED = "damaged"
    NOT_A_LIBRARY = "not-a-library"
    """The file is something else, or its beginning is damaged."""
    FOREIGN_LOG = "foreign-log"
    """The write-ahead log beside it is damaged, or another library's."""
    LOST = "lost"
    """The file is gone or empty, though there was a library here."""
    MISSING = "missing"
    """A part of it is gone: a kept answer, a run."""


class LibraryUnavailable(KnownError):
    """The library, or a part of it, cannot be used. `detail` is for the log."""

    def __init__(self, path: str, trouble: LibraryTrouble, detail: str = "") -> None:
        super().__init__(f"{path}: {trouble} {detail}".rstrip())
        self.path = path
        self.trouble = LibraryTrouble(trouble)


class ReadingIsSigned(KnownError):
    """A signed reading was to be changed: an addendum must be opened first."""

    def __init__(self) -> None:
        super().__init__("the reading is signed")


class Forgotten(KnownError):
    """There is no such job any more: another process found that its input is known already."""

    def __init__(self, uid: str) -> None:
        super().__init__(uid)
        self.uid = uid


class PackageTrouble(StrEnum):
    """Why the package of a study is not taken in."""

    NOT_ONE = "not-one"
    """It is no archive, or none that this program wrote."""
    NEWER = "newer"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"
    """It holds what no package holds: foreign names, more than it says, links."""
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"


class PackageRefused(KnownError):
    """The package of a study is not taken in; nothing of it was kept. `detail` names the part."""

    def __init__(self, path: str, trouble: PackageTrouble, detail: str = "") -> None:
        super().__init__(f"{path}: {trouble} {detail}".rstrip())
        self.path = path
        self.trouble = PackageTrouble(trouble)
        self.detail = detail


class ServiceTrouble(StrEnum):
    """Why a service cannot be spoken to before anything was sent."""

    NOT_STARTED = "not-started"
    ALL_IN_USE = "all-in-use"
    IN_USE = "in-use"
    NOT_SET_UP = "not-set-up"
    NEEDS_HTTPS = "needs-https"
    PORT_TAKEN = "port-taken"


class ServiceUnavailable(KnownError):
    """A service did not start or is not set up. `name` is its name or its port."""

    exit_status = ExitStatus.SERVICE

    def __init__(self, trouble: ServiceTrouble, name: str = "") -> None:
        super().__init__(f"{trouble} {name}".rstrip())
        self.trouble = ServiceTrouble(trouble)
        self.name = name


class Cancelled(KnownError):
    """The person cancelled; nothing is wrong."""

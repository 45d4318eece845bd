"""What can go wrong with a service, by what a person can do about it."""

import json
from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar, Final

from viewer.foundation.errors import (
    CannotWrite,
    ExitStatus,
    FileTrouble,
    KnownError,
    LibraryTrouble,
    LibraryUnavailable,
    ServiceTrouble,
    ServiceUnavailable,
    UnreadableImage,
)
from viewer.vendors.limits import LimitKind, LimitProblem

REMARK_LIMIT: Final = 2000


class VendorError(KnownError):
    """Something between this program and a service.

    `facts` are the fields that make the sentence, in order, as text: no secret, no identity.
    """

    exit_status = ExitStatus.SERVICE
    code: ClassVar[str] = "vendor"

    def __init__(self, *facts: str) -> None:
        super().__init__(": ".join((self.code, *facts)))
        self.facts = facts
        self.raw = b""
        """The answer that says so, to be kept byte for byte; empty where there is none."""
        self.fee = 0
        """Calls that this answer bills."""


class Unreachable(VendorError):
    """No connection to the host came about: nothing was sent."""

    exit_status = ExitStatus.NETWORK
    code = "unreachable"

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class Untrusted(VendorError):
    """The host could not prove who it is; nothing was sent."""

    exit_status = ExitStatus.NETWORK
    code = "untrusted"

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class TimedOut(VendorError):
    """The host did not answer in time; `step` is a word of `Call`, `partial` what had arrived."""

    exit_status = ExitStatus.NETWORK
    code = "timed-out"

    def __init__(self, host: str, step: str, partial: bytes = b"") -> None:
        super().__init__(host, step)
        self.host = host
        self.step = step
        self.partial = partial


class Interrupted(VendorError):
    """The connection broke after bytes had left; `partial` is what had arrived."""

    exit_status = ExitStatus.NETWORK
    code = "interrupted"

    def __init__(self, host: str, step: str, partial: bytes = b"") -> None:
        super().__init__(host, step)
        self.host = host
        self.step = step
        self.partial = partial


class UploadCut(Interrupted):
    """The connection broke before the whole picture had left: nobody can have looked at it."""

    code = "upload-cut"


class Busy(VendorError):
    """Refused before any work, for now; `retry_after_s` is what the service asked for."""

    exit_status = ExitStatus.NETWORK
    code = "busy"

    def __init__(self, host: str, retry_after_s: str = "") -> None:
        super().__init__(host, retry_after_s)
        self.host = host
        self.retry_after_s = retry_after_s


class Refused(VendorError):
    """The service said no, in its own words."""

    code = "refused"

    def __init__(self, status: str, remark: str) -> None:
        super().__init__(status, remark[:REMARK_LIMIT])
        self.status = status
        self.remark = remark[:REMARK_LIMIT]


class NoMethod(Refused):
    """The service has no method for this image: nothing was analysed, and nothing went wrong."""

    code = "no-method"


class BadCredentials(Refused):
    """The service does not accept the keys."""

    code = "bad-credentials"


class BadToken(BadCredentials):
    """The dental service does not accept the token, or wants one."""

    code = "bad-token"


class DentalRefused(Refused):
    """The dental service said no; `status` is its error code (section 8 of its document)."""

    code = "dental-refused"


class Garbled(VendorError):
    """An answer that cannot be understood. `path` says where, `detail` what was wrong."""

    code = "garbled"

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class OtherCoordinates(VendorError):
    """The places of an answer are in another coordinate system than agreed: `what` it says."""

    code = "other-coordinates"

    def __init__(self, what: str) -> None:
        super().__init__(what[:REMARK_LIMIT])
        self.what = what[:REMARK_LIMIT]


class OtherPicture(VendorError):
    """An answer is about a picture of another size than the one that was sent, and of no turn."""

    code = "other-picture"

    def __init__(self, answered: str, sent: str) -> None:
        super().__init__(answered, sent)
        self.answered = answered
        self.sent = sent


class OtherKind(VendorError):
    """An answer is about another kind of picture than what was asked for."""

    code = "other-kind"

    def __init__(self, answered: str, asked: str) -> None:
        super().__init__(answered[:REMARK_LIMIT], asked)
        self.answered = answered[:REMARK_LIMIT]
        self.asked = asked


class Expired(VendorError):
    """Something that was good for a while is not any more: a link, a job's result."""

    code = "expired"

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class LinkFault(StrEnum):
    """Why nothing is fetched from a link."""

    NOT_HTTPS = "not-https"
    NOT_AN_ADDRESS = "not-an-address"
    OTHER_SERVICE = "other-service"
    """A service on this machine links to another one."""
    PRIVATE = "private"
    """The name leads to this machine or into the network it stands in."""
    REDIRECTED = "redirected"


class UnsafeLink(VendorError):
    """A link in an answer leads where nothing is fetched from; `reason`: a word of `LinkFault`."""

    code = "unsafe-link"

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(host, reason)
        self.host = host
        self.reason = LinkFault(reason)


class UnknownOutcome(VendorError):
    """A submission was sent and no answer came: it may have been accepted and billed."""

    exit_status = ExitStatus.NETWORK
    code = "unknown-outcome"

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class JobFailed(VendorError):
    """The service accepted the job and could not do it."""

    code = "job-failed"

    def __init__(self, status: str, error_code: str, message: str) -> None:
        super().__init__(status, error_code, message[:REMARK_LIMIT])
        self.status = status
        self.error_code = error_code
        self.message = message[:REMARK_LIMIT]


class GaveUp(VendorError):
    """The service kept the job waiting beyond the limit; its RequestId is kept."""

    exit_status = ExitStatus.NETWORK
    code = "gave-up"

    def __init__(self, host: str, minutes: str) -> None:
        super().__init__(host, minutes)
        self.host = host
        self.minutes = minutes


class LimitBroken(VendorError):
    """The input does not fit the endpoint; nothing was sent."""

    exit_status = ExitStatus.INPUT
    code = "limit-broken"

    def __init__(self, problems: tuple[LimitProblem, ...]) -> None:
        super().__init__(*("|".join((f"{p.slot}/{p.kind}", *p.values)) for p in problems))
        self.problems = problems

    @staticmethod
    def from_facts(*facts: str) -> "LimitBroken":
        """Return the error of such facts."""
        parts = (fact.split("|") for fact in facts)
        return LimitBroken(tuple(_problem(kind, values) for kind, *values in parts))


def _problem(kind: str, values: list[str]) -> LimitProblem:
    """Return a problem that was kept; earlier releases wrote no slot before the kind."""
    slot, _, word = kind.rpartition("/")
    return LimitProblem(LimitKind(word), tuple(values), slot)


class AmbiguousInput(KnownError):
    """Several series would do, or the one asked for is not there; `choices` name them.

    `absent` is the UID that was asked for.
    """

    def __init__(self, choices: tuple[str, ...], absent: str = "") -> None:
        super().__init__(f"{len(choices)} series")
        self.choices = choices
        self.absent = absent


_SIMPLE: Final[tuple[type[VendorError], ...]] = (
    Unreachable,
    Untrusted,
    TimedOut,
    Interrupted,
    UploadCut,
    Busy,
    NoMethod,
    Refused,
    BadCredentials,
    BadToken,
    DentalRefused,
    Garbled,
    OtherCoordinates,
    OtherPicture,
    OtherKind,
    Expired,
    UnsafeLink,
    UnknownOutcome,
    JobFailed,
    GaveUp,
)
_OTHERS: Final[dict[str, Callable[..., KnownError]]] = {
    "UnreadableImage": UnreadableImage,
    "CannotWrite": lambda path, trouble: CannotWrite(path, FileTrouble(trouble)),
    "LibraryUnavailable": lambda path, trouble: LibraryUnavailable(path, LibraryTrouble(trouble)),
    "ServiceUnavailable": lambda trouble, name: ServiceUnavailable(ServiceTrouble(trouble), name),
}
"""Errors that are not a service's, made again from their facts."""
_BY_CODE: Final = {kind.code: kind for kind in _SIMPLE}


def failure_text(error: KnownError) -> str:
    """Return an error as the text that is kept with a failed job."""
    if isinstance(error, VendorError):
        return json.dumps([error.code, *error.facts], ensure_ascii=False)
    return json.dumps([type(error).__name__, *_facts_of(error)], ensure_ascii=False)


def error_of(failure: str) -> KnownError | None:
    """Return the error that was kept, None for an empty text."""
    if not failure:
        return None
    code, *facts = json.loads(failure)
    if code == LimitBroken.code:
        return LimitBroken.from_facts(*facts)
    if code in _BY_CODE:
        return _BY_CODE[code](*facts)
    try:
        return _OTHERS[code](*facts)
    except (KeyError, ValueError, TypeError):  # kept by another version
        return KnownError(*facts)


def _facts_of(error: KnownError) -> tuple[str, ...]:
    if isinstance(error, CannotWrite | LibraryUnavailable):
        return (error.path, error.trouble.value)
    if isinstance(error, ServiceUnavailable):
        return (error.trouble.value, error.name)
    return (error.path, error.reason) if isinstance(error, UnreadableImage) else ()


_NO_METHOD: Final = "no method for this image in the local service"


def refusal(status: str, remark: str) -> Refused:
    """Return what a refusal means by the service's own words."""
    made = NoMethod if _NO_METHOD in remark else Refused
    return made(status, remark)

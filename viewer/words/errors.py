"""Every error a person can meet: what happened, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import (
    Cancelled,
    CannotWrite,
    Forgotten,
    KnownError,
    LibraryUnavailable,
    PackageRefused,
    ReadingIsSigned,
    ServiceUnavailable,
    UnreadableImage,
    WrongUsage,
)
from viewer.imaging.problems import (
    NotComparable,
    NotReadable,
    SkipReason,
    SliceNotReadable,
    SliceProblem,
)
from viewer.privacy.deidentify import NotSendable
from viewer.vendors.errors import (
    AmbiguousInput,
    BadCredentials,
    Busy,
    Expired,
    Garbled,
    GaveUp,
    Interrupted,
    JobFailed,
    LimitBroken,
    NoMethod,
    Refused,
    TimedOut,
    UnknownOutcome,
    Unreachable,
    UnsafeLink,
    Untrusted,
    VendorError,
)
from viewer.words.dental_errors import DENTAL_WORDS
from viewer.words.limits import limit_words
from viewer.words.series import skip_reason_words, slice_problem_words
from viewer.words.similar_errors import SIMILAR_WORDS
from viewer.words.troubles import (
    file_advice,
    library_words,
    link_fault_words,
    package_advice,
    service_words,
)

_STOPS: Final = ".!?…。！？"
_ELSEWHERE: Final = DENTAL_WORDS | SIMILAR_WORDS


@dataclass(frozen=True, slots=True)
class Words:
    """What happened (a short sentence) and what to do (may be empty)."""

    title: str
    advice: str = ""

    @property
    def line(self) -> str:
        """Both in one line, for a terminal: a service's own words may lack a stop, and say more."""
        title = " ".join(_printable(self.title).split())
        if title and self.advice and title[-1] not in _STOPS:
            title += "。" if self.advice.endswith("。") else "."
        return " ".join(f"{title} {_printable(self.advice)}".split()).replace("。 ", "。")


def _printable(text: str) -> str:
    """Return the text without what a terminal would obey: colours, bells, another direction."""
    return "".join(one if one.isprintable() else " " for one in text)


def error_words(error: KnownError) -> Words:
    """Return the words for an error; a class without words of its own speaks for its parent."""
    for kind in type(error).__mro__:
        if kind in _ELSEWHERE:
            return Words(*_ELSEWHERE[kind](error))
        if kind in _WORDS:
            return _WORDS[kind](error)
    return _unknown(error)


def has_own_words(kind: type[KnownError]) -> bool:
    """Tell whether a class of error has words of its own."""
    return kind in _WORDS or kind in _ELSEWHERE


def _unknown(_error: KnownError) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "Something did not work."),
        QCoreApplication.translate("Errors", "Try again; the log has the details."),
    )


def _wrong_usage(error: WrongUsage) -> Words:
    return Words(error.problem)


def _unreadable(error: UnreadableImage) -> Words:
    said = QCoreApplication.translate("Errors", "No image could be read from {0}.")
    return Words(
        " ".join((said.format(error.path), _unreadable_why(error.reason))).strip(),
        QCoreApplication.translate(
            "Errors",
            "Choose DICOM files, a ZIP archive, a DICOMDIR, photographs or NIfTI volumes.",
        ),
    )


def _unreadable_why(reason: str) -> str:
    """Return the reasons of `UnreadableImage` that have words."""
    first, _, detail = reason.partition(": ")
    words = {p.value: slice_problem_words(p) for p in SliceProblem}
    words |= {r.value: skip_reason_words(r) for r in SkipReason}
    if first in words:
        return f"{words[first]} ({detail})" if detail else words[first]
    return " · ".join(words[part] for part in reason.split(", ") if part in words)


def _not_readable(error: NotReadable) -> Words:
    return Words(skip_reason_words(error.reason, error.detail))


def _not_comparable(error: NotComparable) -> Words:
    from viewer.words.compare import misfit_words

    return Words(*misfit_words(error.reason))


def _slice_not_readable(error: SliceNotReadable) -> Words:
    return Words(slice_problem_words(error.problem))


def _cannot_write(error: CannotWrite) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "{0} could not be written.").format(error.path),
        file_advice(error.trouble),
    )


def _library(error: LibraryUnavailable) -> Words:
    return Words(*library_words(error.trouble, error.path))


def _signed(_error: ReadingIsSigned) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "This reading is signed and therefore locked."),
        QCoreApplication.translate("Errors", "Open an addendum to change it."),
    )


def _package(error: PackageRefused) -> Words:
    said = QCoreApplication.translate("Errors", "{0} was not imported.").format(error.path)
    if error.detail:
        said += " " + QCoreApplication.translate("Errors", "Wrong in it: {0}.").format(error.detail)
    return Words(said, package_advice(error.trouble))


def _service(error: ServiceUnavailable) -> Words:
    return Words(*service_words(error.trouble, error.name))


def _forgotten(_error: Forgotten) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "The same was analysed already, or is under way."),
        QCoreApplication.translate("Errors", "The list of analyses shows it."),
    )


def _cancelled(_error: Cancelled) -> Words:
    return Words(QCoreApplication.translate("Errors", "Cancelled."))


def _vendor(_error: VendorError) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "The service could not be used."),
        QCoreApplication.translate("Errors", "Try again later."),
    )


def _unreachable(error: Unreachable) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "{0} cannot be reached.").format(error.host),
        QCoreApplication.translate(
            "Errors", "Check the network and the proxy, then retry. Nothing was sent."
        ),
    )


def _untrusted(error: Untrusted) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "{0} could not prove who it is.").format(error.host),
        QCoreApplication.translate(
            "Errors",
            "Ask who runs the network whether its certificate is to be trusted. Nothing was sent.",
        ),
    )


def _ambiguous(error: AmbiguousInput) -> Words:
    if error.absent:
        return Words(
            QCoreApplication.translate("Errors", "No series has the UID {0}.").format(error.absent),
            QCoreApplication.translate("Errors", "Name one of: {0}.").format(
                "; ".join(error.choices)
            ),
        )
    return Words(
        QCoreApplication.translate("Errors", "It is not clear which series is meant: {0}.").format(
            "; ".join(error.choices)
        ),
        QCoreApplication.translate("Errors", "Name one with --series UID."),
    )


def _not_sendable(_error: NotSendable) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "An image cannot be made ready for sending."),
        QCoreApplication.translate("Errors", "Copy the series from its source again."),
    )


def _timed_out(error: TimedOut) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "{0} did not answer in time.").format(error.host),
        QCoreApplication.translate("Errors", "Check the network, then retry."),
    )


def _interrupted(error: Interrupted) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "The connection to {0} broke off.").format(error.host),
        QCoreApplication.translate("Errors", "Check the network, then retry."),
    )


def _busy(error: Busy) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "{0} is too busy just now.").format(error.host),
        QCoreApplication.translate("Errors", "Retry in a few minutes."),
    )


def _no_method(_: NoMethod) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "Not run: the service has no method for this image."),
        QCoreApplication.translate(
            "Errors", "The local service knows its own example images only; choose another service."
        ),
    )


def _refused(error: Refused) -> Words:
    said = error.remark or "–"
    return Words(
        QCoreApplication.translate("Errors", "The service refused ({0}): {1}").format(
            error.status, said
        )
        if error.status
        else QCoreApplication.translate("Errors", "The service refused: {0}").format(said),
        QCoreApplication.translate(
            "Errors", "Mend what the service names, then retry; nothing else was changed."
        ),
    )


def _bad_credentials(error: BadCredentials) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "The service does not accept the keys: {0}").format(
            error.remark or error.status
        ),
        QCoreApplication.translate(
            "Errors", "Enter the right appKey and ds_id in the settings, then retry."
        ),
    )


def _garbled(error: Garbled) -> Words:
    return Words(
        QCoreApplication.translate(
            "Errors", "The answer could not be understood at {0}: {1}."
        ).format(error.path or "–", error.detail),
        QCoreApplication.translate(
            "Errors", "The answer is kept as it came (Details). Retry, or report it to the service."
        ),
    )


def _expired(error: Expired) -> Words:
    if error.what == "link":
        return Words(
            QCoreApplication.translate(
                "Errors", "A file of this result was not fetched: its link had run out."
            ),
            QCoreApplication.translate("Errors", "Fetch the missing files to ask for a new link."),
        )
    return Words(
        QCoreApplication.translate("Errors", "No longer valid: {0}.").format(error.what),
        QCoreApplication.translate("Errors", "Run the analysis again."),
    )


def _unsafe_link(error: UnsafeLink) -> Words:
    return Words(
        QCoreApplication.translate(
            "Errors", "A file of this result was not fetched: its link leads to {0} ({1})."
        ).format(error.host or "–", link_fault_words(error.reason)),
        QCoreApplication.translate("Errors", "The findings are not affected. Tell the service."),
    )


def _unknown_outcome(error: UnknownOutcome) -> Words:
    return Words(
        QCoreApplication.translate(
            "Errors",
            "The images were sent to {0}, but no answer came back that says what became of it.",
        ).format(error.host),
        QCoreApplication.translate(
            "Errors",
            "It may have been accepted and billed, so it is not sent again by itself. "
            "Send it again only if you accept a second charge.",
        ),
    )


def _job_failed(error: JobFailed) -> Words:
    said = " ".join(part for part in (error.error_code, error.message) if part)
    return Words(
        QCoreApplication.translate("Errors", "The service could not finish ({0}): {1}").format(
            error.status, said or "–"
        ),
        QCoreApplication.translate("Errors", "Check the series, then retry."),
    )


def _gave_up(error: GaveUp) -> Words:
    return Words(
        QCoreApplication.translate("Errors", "No result after {1} minutes from {0}.").format(
            error.host, error.minutes
        ),
        QCoreApplication.translate(
            "Errors", "Retry asks for the same result again; nothing is sent or billed twice."
        ),
    )


def _limit_broken(error: LimitBroken) -> Words:
    sentences = [limit_words(problem) for problem in error.problems]
    return Words(
        " ".join(words.title for words in sentences),
        " ".join(dict.fromkeys(words.advice for words in sentences if words.advice)),
    )


_WORDS: Final[dict[type, Callable[..., Words]]] = {
    KnownError: _unknown,
    WrongUsage: _wrong_usage,
    UnreadableImage: _unreadable,
    NotComparable: _not_comparable,
    NotReadable: _not_readable,
    SliceNotReadable: _slice_not_readable,
    CannotWrite: _cannot_write,
    LibraryUnavailable: _library,
    PackageRefused: _package,
    ReadingIsSigned: _signed,
    ServiceUnavailable: _service,
    Cancelled: _cancelled,
    Forgotten: _forgotten,
    VendorError: _vendor,
    Unreachable: _unreachable,
    Untrusted: _untrusted,
    AmbiguousInput: _ambiguous,
    NotSendable: _not_sendable,
    TimedOut: _timed_out,
    Interrupted: _interrupted,
    Busy: _busy,
    NoMethod: _no_method,
    Refused: _refused,
    BadCredentials: _bad_credentials,
    Garbled: _garbled,
    Expired: _expired,
    UnsafeLink: _unsafe_link,
    UnknownOutcome: _unknown_outcome,
    JobFailed: _job_failed,
    GaveUp: _gave_up,
    LimitBroken: _limit_broken,
}

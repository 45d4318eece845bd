"""A job: one analysis from intention to result, as a table of states."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from viewer.domain.references import SeriesReference
from viewer.foundation.errors import BugError


class JobState(StrEnum):
    """Where a job stands; each is on disk before the effect that needs it."""

    INTENDED = "intended"
    PREPARED = "prepared"
    UPLOADED = "uploaded"
    SUBMITTING = "submitting"
    UNCERTAIN = "uncertain"
    """Sent, outcome unknown: asked about, never repeated by itself."""
    WAITING = "waiting"
    """The service has it; its RequestId is on disk."""
    ANSWERED = "answered"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_S = JobState
TRANSITIONS: Final[dict[JobState, frozenset[JobState]]] = {
    _S.INTENDED: frozenset({_S.PREPARED, _S.FAILED, _S.CANCELLED}),
    _S.PREPARED: frozenset({_S.UPLOADED, _S.FAILED, _S.CANCELLED, _S.INTENDED}),
    _S.UPLOADED: frozenset({_S.SUBMITTING, _S.FAILED, _S.CANCELLED, _S.INTENDED}),
    _S.SUBMITTING: frozenset({_S.WAITING, _S.ANSWERED, _S.UNCERTAIN, _S.UPLOADED, _S.FAILED}),
    _S.UNCERTAIN: frozenset({_S.INTENDED, _S.CANCELLED, _S.WAITING}),
    _S.WAITING: frozenset({_S.ANSWERED, _S.FAILED, _S.CANCELLED}),
    _S.ANSWERED: frozenset({_S.DONE, _S.FAILED}),
    _S.DONE: frozenset(),
    _S.FAILED: frozenset({_S.INTENDED, _S.WAITING, _S.ANSWERED}),
    _S.CANCELLED: frozenset({_S.WAITING, _S.INTENDED, _S.UNCERTAIN}),
}
RESUMABLE: Final = frozenset(
    {_S.INTENDED, _S.PREPARED, _S.UPLOADED, _S.SUBMITTING, _S.WAITING, _S.ANSWERED}
)
FINAL: Final = frozenset({_S.DONE, _S.FAILED, _S.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class JobInput:
    """One more input of a job beside its stack: what it is to the endpoint, and where it lay.

    `slot` is the word of the endpoint's slot. `frame` is the one image that is meant, from 0;
    None means all of the stack. `window` is the grey window of a picture, "center,width".
    """

    slot: str
    series: SeriesReference
    source_paths: tuple[str, ...] = ()
    frame: int | None = None
    window: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One analysis of one stack at one service; changed only by `moved_to`.

    `input_hash` names the content that is analysed (pixels, order, parameters), so the same
    input is recognised again. `service` is `local` or the vendor's host: never a credential.
    """

    uid: str
    endpoint: str
    series: SeriesReference
    service: str
    created: datetime
    input_hash: str
    source_paths: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    frame: int | None = None
    """The one image of the stack that is meant, from 0; None where all of them are."""
    window: str = ""
    """The grey window of a picture of it, "center,width"; empty: as it is first shown."""
    others: tuple[JobInput, ...] = ()
    """Inputs beside the stack, in the order in which they are sent."""
    title: str = ""
    """What the person sees in the list: the series' description, no identity."""
    state: JobState = JobState.INTENDED
    changed: datetime | None = None
    request_id: str = ""
    fee: int = 0
    object_keys: tuple[str, ...] = ()
    answer_hash: str = ""
    evidence_hash: str = ""
    """The answer to a submission that nobody could read, kept for who must find out."""
    failure: str = ""
    is_rerun: bool = False
    """Submitted although the same input was analysed before: somebody wished it."""

    def moved_to(self, state: JobState, *, at: datetime, **changes: object) -> "Job":
        """Return the job in its next state. Raises BugError for a move that is not in the table."""
        if state not in TRANSITIONS[self.state]:
            raise BugError(f"job cannot go from {self.state} to {state}")
        return replace(self, state=state, changed=at, **changes)  # type: ignore[arg-type]

    @property
    def is_final(self) -> bool:
        """Nothing goes on by itself any more."""
        return self.state in FINAL

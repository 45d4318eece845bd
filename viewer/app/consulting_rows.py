"""Consultations in words: what the panel shows of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from viewer.app.consulting_history import KIND_FIELD, SESSION_FIELD, TEXT_FIELD
from viewer.domain.job import JobState
from viewer.ui.panels.consultation_rows import ConversationRow, TurnRow, TurnState
from viewer.vendors.errors import NoMethod, Refused, error_of
from viewer.words import consultation as words
from viewer.words.errors import error_words
from viewer.words.jobs import is_local
from viewer.words.joining import joined
from viewer.words.moments import moment_words

if TYPE_CHECKING:
    from viewer.app.consulting_history import AskedTurn, Conversation
    from viewer.domain.consultation import ConsultationTurn
    from viewer.domain.job import Job

_TITLE = 24
_QUEUED = frozenset({JobState.INTENDED, JobState.PREPARED, JobState.UPLOADED})


def conversation_row(conversation: Conversation, now: datetime | None = None) -> ConversationRow:
    """Return one consultation; `now` is UTC."""
    moment = now or datetime.now(UTC)
    is_over = bool(conversation.session_id) and moment >= conversation.ends
    ends = moment_words(conversation.ends)
    last = len(conversation.turns) - 1
    return ConversationRow(
        uid=conversation.uid,
        title=title_of(conversation),
        turns=tuple(
            turn_row(turn, is_last=number == last and not is_over)
            for number, turn in enumerate(conversation.turns)
        ),
        note=words.open_until_words(ends) if conversation.session_id and not is_over else "",
        ended=words.session_over_words(ends) if is_over else "",
    )


def title_of(conversation: Conversation) -> str:
    """Return what a consultation is called in a list."""
    first = conversation.turns[0].parameter(TEXT_FIELD)
    cut = f"{first[: _TITLE - 1]}…" if len(first) > _TITLE else first
    return words.title_words(moment_words(conversation.began), cut)


def turn_row(turn: AskedTurn, *, is_last: bool) -> TurnRow:
    """Return one turn; what can be chosen is offered on the last one only."""
    job, answer = turn.job, turn.answer
    failure, way_on = _failure(turn) if job.state in _STOPPED or job.failure else ("", "")
    return TurnRow(
        uid=job.uid,
        head=joined(
            (
                words.question_type_words(turn.parameter(KIND_FIELD)),
                words.pictures_words(len(job.others)) if job.others else "",
                moment_words(job.created),
                words.fee_words(job.fee) if job.fee and not is_local(job.service) else "",
            )
        ),
        said=turn.parameter(TEXT_FIELD),
        state=_state(job, answer, failure),
        progress=words.asking_words(is_queued=job.state in _QUEUED),
        question=answer.question if answer else "",
        answer=answer.answer if answer else "",
        reports=answer.reports if answer else (),
        options=answer.options if answer and is_last else (),
        similar=answer.similar if answer and is_last else (),
        failure=failure,
        failure_role="muted" if isinstance(error_of(job.failure), NoMethod) else "bad",
        way_on=way_on,
    )


_STOPPED = frozenset({JobState.FAILED, JobState.CANCELLED, JobState.UNCERTAIN})


def _state(job: Job, answer: ConsultationTurn | None, failure: str) -> TurnState:
    if answer is not None:
        return TurnState.ANSWERED
    return TurnState.FAILED if failure or job.is_final else TurnState.SENDING


def _failure(turn: AskedTurn) -> tuple[str, str]:
    """Return what went wrong, and the words of the button that goes on.

    A refusal within a session may mean that the service has forgotten it: to begin a new one is
    the person's choice. What a service has no method for is not sent again.
    """
    error = error_of(turn.job.failure)
    if error is None:
        return "", words.ask_again_words() if turn.job.state is JobState.CANCELLED else ""
    said = error_words(error).line
    if isinstance(error, NoMethod):
        return said, ""
    if isinstance(error, Refused) and turn.parameter(SESSION_FIELD):
        return said, words.refused_in_session_words()
    return said, words.ask_again_words()

"""Consultations as they were kept: jobs and their answers, put together by session."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from viewer.domain.consultation import ConsultationTurn
from viewer.domain.job import Job

SESSION_LIFE: Final = timedelta(hours=24)
"""How long the service keeps a session (2477-8)."""
SESSION_FIELD: Final = "SessionId"
KIND_FIELD: Final = "QuestionType"
TEXT_FIELD: Final = "AnswerText"


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """One job of the endpoint and what was answered; None where nothing was, or not yet."""

    job: Job
    answer: ConsultationTurn | None = None

    def parameter(self, name: str) -> str:
        """Return what was sent in a field; empty where it was left out."""
        return dict(self.job.parameters).get(name, "")


@dataclass
class Conversation:
    """The turns of one session, the oldest first. `uid` is its first job's."""

    uid: str
    turns: list[AskedTurn] = field(default_factory=list)

    @property
    def session_id(self) -> str:
        """The service's name of the session; empty before its first answer."""
        known = (turn.answer.session_id for turn in self.turns if turn.answer is not None)
        sent = (turn.parameter(SESSION_FIELD) for turn in self.turns)
        return next(filter(None, (*known, *sent)), "")

    @property
    def began(self) -> datetime:
        """When the first question was asked."""
        return self.turns[0].job.created

    @property
    def ends(self) -> datetime:
        """When the service forgets the session."""
        return self.began + SESSION_LIFE

    @property
    def last_answer(self) -> ConsultationTurn | None:
        """What the service said last."""
        return next((turn.answer for turn in reversed(self.turns) if turn.answer), None)

    @property
    def is_asking(self) -> bool:
        """Tell whether a question is under way by itself; one that stopped waits for a person."""
        return any(not (turn.job.is_final or turn.job.failure) for turn in self.turns)


def conversations(turns: Iterable[AskedTurn]) -> list[Conversation]:
    """Return the conversations of these turns, given the oldest first, by their beginning."""
    found: list[Conversation] = []
    by_session: dict[str, Conversation] = {}
    for turn in turns:
        session = turn.parameter(SESSION_FIELD)
        conversation = by_session.get(session) if session else None
        if conversation is None:
            conversation = Conversation(turn.job.uid)
            found.append(conversation)
        conversation.turns.append(turn)
        for name in filter(None, (session, turn.answer.session_id if turn.answer else "")):
            by_session[name] = conversation
    return found

"""Consultations put together from jobs: by session, also where a first answer never came."""

from datetime import UTC, datetime, timedelta

from viewer.app.consulting_history import AskedTurn, conversations
from viewer.app.consulting_rows import conversation_row
from viewer.domain.consultation import ConsultationTurn
from viewer.domain.job import Job, JobState
from viewer.domain.references import SeriesReference
from viewer.ui.panels.consultation_rows import TurnState
from viewer.vendors.errors import NoMethod, Refused, failure_text

BEGAN = datetime(2026, 3, 4, 9, tzinfo=UTC)
SERIES = SeriesReference("1.2", "1.2.3")


def asked(
    uid: str,
    session: str = "",
    answered_in: str = "",
    service: str = "local",
    **changes: object,
) -> AskedTurn:
    """Return a turn; `answered_in` is the session that its answer names."""
    sent = (("QuestionType", "age"), ("AnswerText", "three"), ("SessionId", session))
    job = Job(
        uid=uid,
        endpoint="medical-qa",
        series=SERIES,
        service=service,
        created=BEGAN,
        input_hash="",
        parameters=tuple(pair for pair in sent if pair[1]),
        state=JobState.DONE if answered_in else JobState.FAILED,
        **changes,  # type: ignore[arg-type]
    )
    answer = ConsultationTurn(session_id=answered_in, question="?", options=("yes", "no"))
    return AskedTurn(job, answer if answered_in else None)


def test_turns_of_one_session_are_one_consultation() -> None:
    found = conversations([asked("a", answered_in="S"), asked("b", "S", "S"), asked("c", "S")])
    assert [[turn.job.uid for turn in one.turns] for one in found] == [["a", "b", "c"]]
    assert found[0].session_id == "S"


def test_two_first_questions_are_two_consultations() -> None:
    found = conversations(
        [asked("a", answered_in="S"), asked("b", answered_in="T"), asked("c", "S", "S")]
    )
    assert [[turn.job.uid for turn in one.turns] for one in found] == [["a", "c"], ["b"]]


def test_a_first_question_that_failed_stands_alone() -> None:
    found = conversations([asked("a"), asked("b", answered_in="S")])
    assert [one.session_id for one in found] == ["", "S"]


def test_a_turn_of_a_session_that_began_elsewhere_is_kept_under_its_name() -> None:
    (only,) = conversations([asked("a", "S"), asked("b", "S", "S")])
    assert only.uid == "a"
    assert only.session_id == "S"


def test_a_session_is_open_for_24_hours_and_then_says_so() -> None:
    (one,) = conversations([asked("a", answered_in="S")])
    before = conversation_row(one, BEGAN + timedelta(hours=23, minutes=59))
    after = conversation_row(one, BEGAN + timedelta(hours=24))
    assert before.note
    assert not before.ended
    assert before.turns[0].options == ("yes", "no")
    assert after.ended
    assert not after.note
    assert after.turns[0].options == ()


def test_only_the_last_turn_offers_its_options() -> None:
    (one,) = conversations([asked("a", answered_in="S"), asked("b", "S", "S")])
    rows = conversation_row(one, BEGAN).turns
    assert [row.options for row in rows] == [(), ("yes", "no")]


def test_a_refusal_within_a_session_offers_a_new_one() -> None:
    failure = failure_text(Refused("1304", "no such session"))
    (one,) = conversations([asked("a", "S", failure=failure)])
    row = conversation_row(one, BEGAN).turns[0]
    assert row.state is TurnState.FAILED
    assert "no such session" in row.failure
    assert row.way_on == "Ask this in a new session"


def test_what_the_service_has_no_method_for_is_not_sent_again() -> None:
    remark = "no method for this image in the local service"
    (one,) = conversations([asked("a", failure=failure_text(NoMethod("1302", remark)))])
    row = conversation_row(one, BEGAN).turns[0]
    assert (bool(row.failure), row.failure_role) == (True, "muted")
    assert row.way_on == ""


def test_only_what_a_service_bills_is_said_to_be_billed() -> None:
    vendor = conversations([asked("a", answered_in="S", service="vendor", fee=2)])
    local = conversations([asked("b", answered_in="S", service="local/0", fee=2)])
    assert "billed calls: 2" in conversation_row(vendor[0]).turns[0].head
    assert "billed" not in conversation_row(local[0]).turns[0].head

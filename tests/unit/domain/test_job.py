"""A job moves by its table only."""

from datetime import UTC, datetime

import pytest

from viewer.domain.job import FINAL, RESUMABLE, TRANSITIONS, Job, JobState
from viewer.domain.references import SeriesReference
from viewer.foundation.errors import BugError

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def a_job() -> Job:
    return Job(
        uid="j1", endpoint="lung-nodule", series=SeriesReference("1.2", "1.2.3"),
        service="local", created=NOW, input_hash="ab",
    )  # fmt: skip


def test_a_job_walks_from_intention_to_result() -> None:
    job = a_job()
    for state in (
        JobState.PREPARED, JobState.UPLOADED, JobState.SUBMITTING, JobState.WAITING,
        JobState.ANSWERED, JobState.DONE,
    ):  # fmt: skip
        job = job.moved_to(state, at=NOW)

    assert job.is_final


def test_a_request_that_was_sent_is_never_simply_sent_again() -> None:
    assert JobState.SUBMITTING not in TRANSITIONS[JobState.UNCERTAIN]
    assert JobState.SUBMITTING not in TRANSITIONS[JobState.SUBMITTING]


def test_a_move_outside_the_table_is_our_own_mistake() -> None:
    with pytest.raises(BugError, match="intended"):
        a_job().moved_to(JobState.DONE, at=NOW)


def test_a_cancelled_paid_job_can_be_asked_for_again() -> None:
    assert JobState.WAITING in TRANSITIONS[JobState.CANCELLED]


def test_every_state_has_a_row_and_final_states_are_not_resumed() -> None:
    assert set(TRANSITIONS) == set(JobState)
    assert not FINAL & RESUMABLE

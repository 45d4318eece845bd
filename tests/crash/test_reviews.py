"""The window is killed while somebody works in it: what was acknowledged is there afterwards."""

import os
from pathlib import Path

import pytest

from tests.crash.aftermath import Acknowledged
from tests.crash.campaigns import EVENT_MOMENTS, campaign, kill_review_at, kill_reviews
from viewer.foundation.killpoints import KillPoint

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL"),
]


@pytest.mark.parametrize("point", EVENT_MOMENTS)
def test_r041_a_review_killed_at_a_named_moment(tmp_path: Path, point: KillPoint) -> None:
    with campaign(tmp_path / "c") as of:
        kill_review_at(of, point, EVENT_MOMENTS[point], seed=5)
        figures = of.finish()

    assert figures.is_clean, of.faults
    passed = EVENT_MOMENTS[point] - 1
    assert len(of.known.events) >= passed


def test_r041_reviews_killed_at_random_moments(tmp_path: Path) -> None:
    with campaign(tmp_path / "c") as of:
        kill_reviews(of, 5, seed=14)
        figures = of.finish()

    assert figures.is_clean, of.faults
    assert figures.random_kills == 5
    assert figures.acknowledged > 15


def test_a_job_that_turned_out_to_be_known_is_no_loss_but_a_submitted_one_is() -> None:
    known = Acknowledged()

    known.hear(_said(("job", "a", "prepared", "", ""), ("forgotten", "a")), begun=0.0)
    known.hear(_said(("job", "b", "waiting", "r1", ""), ("forgotten", "b")), begun=0.0)

    assert set(known.jobs) == {"b"}


def _said(*said: tuple[str, ...]) -> list[tuple[float, list[str]]]:
    return [(1.0, list(words)) for words in said]

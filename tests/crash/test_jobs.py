"""`viewer analyze` is killed: nothing acknowledged is lost, nothing is submitted twice."""

import os
from pathlib import Path

import pytest

from tests.crash.campaigns import (
    JOB_MOMENTS,
    MIGRATION_MOMENTS,
    PAIR_MOMENTS,
    UNKNOWN_AFTER,
    campaign,
    kill_analyses,
    kill_forked_analysis_at,
    kill_migration_at,
)
from viewer.foundation.killpoints import KillPoint

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL"),
]


@pytest.mark.parametrize("point", JOB_MOMENTS)
def test_r041_an_analysis_killed_at_a_named_moment(tmp_path: Path, point: KillPoint) -> None:
    with campaign(tmp_path / "c") as of:
        kill_forked_analysis_at(of, point, JOB_MOMENTS[point])
        figures = of.finish()

    assert figures.is_clean, of.faults
    assert figures.unknown_asked == (point in UNKNOWN_AFTER)
    assert figures.resumed == (point is not KillPoint.BEFORE_INTENT and point not in UNKNOWN_AFTER)


@pytest.mark.parametrize(("point", "passes"), PAIR_MOMENTS)
def test_r041_a_registration_killed_at_a_named_moment(
    tmp_path: Path, point: KillPoint, passes: int
) -> None:
    with campaign(tmp_path / "c") as of:
        kill_forked_analysis_at(of, point, passes, of.register())
        figures = of.finish()

    assert figures.is_clean, of.faults
    assert figures.submitted == figures.resumed == 1


def test_r041_analyses_killed_at_random_moments(tmp_path: Path) -> None:
    with campaign(tmp_path / "c", delay_s=0.02) as of:
        kill_analyses(of, 8, seed=41)
        figures = of.finish()

    assert figures.is_clean, of.faults
    assert figures.random_kills >= 2
    assert figures.acknowledged >= 6


@pytest.mark.parametrize(("point", "passes"), MIGRATION_MOMENTS)
def test_r041_a_migration_killed_at_a_named_moment(
    tmp_path: Path, point: KillPoint, passes: int
) -> None:
    with campaign(tmp_path / "c") as of:
        kill_migration_at(of, point, passes)

    assert of.figures.is_clean, of.faults

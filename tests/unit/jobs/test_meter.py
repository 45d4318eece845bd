"""How fast bytes go."""

import pytest

from tests.fake_service import FakeClock
from viewer.domain.job import JobState
from viewer.jobs.meter import ByteMeter
from viewer.jobs.progress import JobProgress, Step


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def meter(clock):
    made = ByteMeter(clock)
    made.begin("a", 8000)
    made.begin("b", 2000)
    return made


def test_speed_and_time_left_are_of_all_files_together(clock, meter):
    for _ in range(10):
        clock.seconds += 0.1
        meter.add("a", 200)
        meter.add("b", 50)

    progress = meter.progress("1", Step.UPLOAD)

    assert (progress.bytes_done, progress.bytes_total, progress.fraction) == (2500, 10000, 0.25)
    assert progress.bytes_per_s == pytest.approx(2500, rel=0.1)
    assert progress.seconds_left == pytest.approx(3.0, rel=0.1)


def test_a_file_that_begins_again_takes_back_what_it_counted(clock, meter):
    meter.add("a", 4000)
    clock.seconds += 1
    meter.begin("a", 8000)
    meter.add("a", 1000)

    progress = meter.progress("1", Step.UPLOAD)

    assert progress.bytes_done == 1000
    assert progress.bytes_per_s == pytest.approx(5000)


def test_the_speed_is_that_of_the_last_seconds(clock, meter):
    for speed in (100, 1000):
        for _ in range(100):
            clock.seconds += 0.1
            meter.add("a", speed // 10)

    assert meter.bytes_per_s == pytest.approx(1000, rel=0.05)


def test_where_a_size_is_not_known_nothing_is_promised(clock, meter):
    meter.begin("c", 0)
    clock.seconds += 1
    meter.add("c", 500)

    progress = meter.progress("1", Step.FETCH)

    assert (progress.fraction, progress.bytes_total, progress.seconds_left) == (None, 0, None)
    assert (progress.bytes_done, progress.bytes_per_s) == (500, 500.0)


def test_before_anything_is_known_there_is_no_speed(meter):
    assert meter.progress("1", Step.UPLOAD).bytes_per_s == 0.0
    assert meter.progress("1", Step.UPLOAD).seconds_left is None


@pytest.mark.parametrize("state", JobState)
def test_every_state_that_goes_on_has_a_step_of_its_own(state):
    of_state = [s for s in Step if s is not Step.QUEUED and JobProgress("1", s).is_of(state)]

    is_at_rest = state in {JobState.UNCERTAIN, JobState.FAILED, JobState.CANCELLED}
    assert bool(of_state) is not is_at_rest

"""When to ask again."""

import random
from datetime import UTC, datetime
from itertools import islice, pairwise

import pytest

from viewer.jobs.schedule import POLL, POLL_LOCAL, asked_wait_s

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_delays_grow_to_their_limit_and_stay_there():
    delays = list(islice(POLL.delays(random.Random(7)), 40))

    assert 1.6 <= delays[0] <= 2.4
    assert all(later > earlier * 1.05 for earlier, later in pairwise(delays[:4]))
    assert max(delays) <= 36.0
    assert min(delays[-10:]) >= 24.0


def test_two_programs_do_not_ask_in_step():
    one, other = (list(islice(POLL.delays(random.Random(seed)), 5)) for seed in (1, 2))

    assert one != other


def test_the_service_of_this_machine_is_asked_sooner():
    assert next(POLL_LOCAL.delays(random.Random(1))) < 0.5


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("17", 17.0),
        ("86400", 120.0),
        ("9" * 50, 120.0),
        ("Wed, 04 Mar 2026 05:06:37 GMT", 30.0),
        ("Wed, 04 Mar 2020 05:06:37 GMT", 0.0),
        ("Fri, 04 Mar 2050 05:06:37 GMT", 120.0),
        ("-1", None),
        ("abc", None),
        ("", None),
        ("１７", None),
    ],
)
def test_r025_what_a_service_asks_for_is_followed_within_limits(text, seconds):
    assert asked_wait_s(text, NOW) == seconds

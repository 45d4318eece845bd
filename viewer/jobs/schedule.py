"""When to ask again: growing delays with jitter, within limits."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

_JITTER: Final = 0.2
_MOST_WAIT_S: Final = 120.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """Delays from `first_s`, growing by `growth` to `most_s`, each within a fifth of itself."""

    first_s: float
    most_s: float
    growth: float = 1.6

    def delays(self, chance: random.Random) -> Iterator[float]:
        """Return delays in seconds, without end."""
        delay = self.first_s
        while True:
            yield delay * chance.uniform(1 - _JITTER, 1 + _JITTER)
            delay = min(self.most_s, delay * self.growth)


POLL: Final = Schedule(2.0, 30.0)
POLL_LOCAL: Final = Schedule(0.3, 3.0)
RETRY: Final = Schedule(1.0, 30.0, 2.0)
RETRY_LOCAL: Final = Schedule(0.2, 1.0, 2.0)
RETRY_LINK: Final = Schedule(0.2, 2.0, 2.0)
"""For links that live for minutes."""


def asked_wait_s(retry_after: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After asks for (RFC 9110, 10.2.3), at most two minutes.

    None where it says nothing that can be followed.
    """
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(_MOST_WAIT_S, float(text[:9]))
    try:
        moment = parsedate_to_datetime(text)
        seconds = (moment - now).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(_MOST_WAIT_S, max(0.0, seconds))

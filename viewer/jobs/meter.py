"""How fast bytes go, and how long the rest will take."""

from collections import deque
from typing import Final

from viewer.foundation.clock import Clock
from viewer.jobs.progress import JobProgress, Step

_WINDOW_S: Final = 5.0
_SAMPLE_S: Final = 0.1
_KNOWN_AFTER_S: Final = 0.5


class ByteMeter:
    """Counts the bytes of several files that go at the same time.

    A file that begins anew takes back what it counted; the speed counts every byte that went.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sizes: dict[str, int] = {}
        self._done: dict[str, int] = {}
        self._went = 0
        self._samples: deque[tuple[float, int]] = deque([(clock.monotonic(), 0)])

    def begin(self, name: str, size: int, already: int = 0) -> None:
        """Say that a file of that size begins (again), so many of its bytes being there."""
        self._sizes[name] = size
        self._done[name] = already

    def add(self, name: str, size: int) -> None:
        """Say that bytes of a file went."""
        self._done[name] = self._done.get(name, 0) + size
        self._went += size
        now = self._clock.monotonic()
        if now - self._samples[-1][0] >= _SAMPLE_S:
            self._samples.append((now, self._went))
        while len(self._samples) > 1 and now - self._samples[1][0] >= _WINDOW_S:
            self._samples.popleft()

    @property
    def bytes_per_s(self) -> float:
        """The mean over the last seconds; 0 while it is not known."""
        begun, before = self._samples[0]
        elapsed = self._clock.monotonic() - begun
        return (self._went - before) / elapsed if elapsed >= _KNOWN_AFTER_S else 0.0

    def progress(self, job_uid: str, step: Step) -> JobProgress:
        """Return how far all files together are."""
        total, done = sum(self._sizes.values()), sum(self._done.values())
        is_known = bool(total) and all(self._sizes.values())
        speed = self.bytes_per_s
        return JobProgress(
            job_uid,
            step,
            min(1.0, done / total) if is_known else None,
            bytes_done=done,
            bytes_total=total if is_known else 0,
            bytes_per_s=speed,
            seconds_left=max(0, total - done) / speed if speed > 0 and is_known else None,
        )

"""The three things that can be said of a property of a face."""

from typing import NamedTuple

from viewer.domain.cephalometry.axes import Direction


class Ends(NamedTuple):
    """Sentences for too low, normal and too high."""

    low: str
    normal: str
    high: str

    def of(self, direction: Direction) -> str:
        """Return the sentence for one direction."""
        return {
            Direction.LOW: self.low,
            Direction.NORMAL: self.normal,
            Direction.HIGH: self.high,
        }[direction]

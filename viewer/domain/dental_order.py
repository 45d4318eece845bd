"""The order of teeth along an arch: which of them stand where their number cannot.

Pure numbers: places along the arch against numbers that must grow with them. The teeth that are
odd are those without which the rest is in order (the longest non-decreasing subsequence); where
two ways to put it right are equally short, all that take part are named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

_SAME_DENTITION: Final = 0.35
_OTHER_DENTITION: Final = 1.0
_SAME_NUMBER: Final = 1.5
"""How far back a later tooth may stand, in widths: crowding, germs, a tooth given twice."""


@dataclass(frozen=True, slots=True)
class ArchNumber:
    """Where one tooth stands: its number's place along the arch, and where its box lies.

    `at` and `width` in the same unit, along the picture's arch.
    """

    place: int
    at: float
    width: float
    is_deciduous: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """How well an arch is in order. `kept` is how many teeth are; indices name the others."""

    kept: int
    odd: tuple[int, ...] = ()
    """Each of them is in the way of every order."""
    tangled: tuple[int, ...] = ()
    """Some of these are, and it cannot be told which: two neighbours with changed numbers."""


def order_of(numbers: Sequence[ArchNumber]) -> Order:
    """Return how teeth stand whose numbers should grow with their place."""
    ranked = sorted(range(len(numbers)), key=lambda i: (numbers[i].place, numbers[i].at))
    teeth = [numbers[i] for i in ranked]
    before = _longest(teeth, _may_follow)
    after = _longest(teeth[::-1], lambda first, second: _may_follow(second, first))[::-1]
    through = [a + b - 1 for a, b in zip(before, after, strict=True)]
    kept = max(through, default=0)
    odd = tuple(sorted(ranked[i] for i, length in enumerate(through) if length < kept))
    if len(numbers) - kept == len(odd):
        return Order(kept, odd)
    levels = [before[i] for i, length in enumerate(through) if length == kept]
    tangled = tuple(
        sorted(
            ranked[i]
            for i, length in enumerate(through)
            if length == kept and levels.count(before[i]) > 1
        )
    )
    return Order(kept, odd, tangled)


def mirrored(numbers: Sequence[ArchNumber]) -> list[ArchNumber]:
    """Return the same teeth seen from the other side."""
    return [ArchNumber(s.place, -s.at, s.width, s.is_deciduous) for s in numbers]


def _longest(
    teeth: Sequence[ArchNumber], may_follow: Callable[[ArchNumber, ArchNumber], bool]
) -> list[int]:
    """Return for each tooth how many can stand in order up to and with it."""
    lengths: list[int] = []
    for i, tooth in enumerate(teeth):
        earlier = (lengths[j] for j in range(i) if may_follow(teeth[j], tooth))
        lengths.append(1 + max(earlier, default=0))
    return lengths


def _may_follow(first: ArchNumber, second: ArchNumber) -> bool:
    if first.place == second.place:
        slack = _SAME_NUMBER
    elif first.is_deciduous != second.is_deciduous:
        slack = _OTHER_DENTITION
    else:
        slack = _SAME_DENTITION
    width = (first.width + second.width) / 2
    if first.place == second.place and abs(second.at - first.at) > slack * width:
        return False
    return second.at >= first.at - slack * width

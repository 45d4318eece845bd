"""Names of vertebrae and discs, in whatever way a service spells them."""

import re
from typing import Final

_COUNTS: Final = (("C", 7), ("T", 12), ("L", 5), ("S", 5))
_NAMES: Final = tuple(f"{part}{n}" for part, count in _COUNTS for n in range(1, count + 1))
_HEIGHTS: Final = {name: 2 * number for number, name in enumerate(_NAMES)}
_VERTEBRA: Final = re.compile(r"([CTLS])\s*0?(\d{1,2})", re.IGNORECASE)
_DISC: Final = re.compile(
    r"([CTLS])\s*0?(\d{1,2})\s*[-/_~–—]?\s*([CTLS]?)\s*0?(\d{0,2})", re.IGNORECASE
)


def vertebra_name(said: str) -> str:
    """Return "L5" for "l5" and "L 5"; what is no vertebra stays as it is."""
    match = _VERTEBRA.fullmatch(said.strip())
    name = f"{match[1].upper()}{match[2]}" if match else ""
    return name if name in _HEIGHTS else said.strip()


def disc_name(said: str) -> str:
    """Return "L5-S1" for "L5/S1", "l5s1" and "L5-S", "L4-L5" for "L4-5"; else as it is."""
    match = _DISC.fullmatch(said.strip())
    if match is None:
        return said.strip()
    upper = f"{match[1].upper()}{match[2]}"
    part = match[3].upper() or match[1].upper()
    lower = f"{part}{match[4] or ('1' if match[3] else '')}"
    is_next = upper in _HEIGHTS and _HEIGHTS.get(lower) == _HEIGHTS[upper] + 2
    return f"{upper}-{lower}" if is_next else said.strip()


def height_of(name: str) -> tuple[int, str]:
    """Return a key that sorts vertebrae and discs from top to bottom, unknown names last."""
    upper = name.split("-", 1)[0]
    if upper not in _HEIGHTS:
        return 2 * len(_NAMES), name
    return _HEIGHTS[upper] + ("-" in name), name

"""How much a measured lesion looks like a nodule: rules turned into a number in (0, 1].

Each rule is a soft step on one property, in the manner of the rule-based stage of Messay, Hardie
and Rogers (2010), Medical Image Analysis 14(3); the product of all is the confidence. The steps
are set so that 0.70, the gateway's default threshold, lies where both phantoms and a real scan
have few false marks. No rule knows anything of a file but its pixels.
"""

from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

from viewer.server.methods.lesion import Lesion

_LOWEST: Final = 0.01
GROUND_GLASS_BELOW: Final = 0.04


@dataclass(frozen=True)
class SoftStep:
    """A rule: near 1 on the good side of `middle`, near 0 on the other; `width` may be negative."""

    middle: float
    width: float

    def __call__(self, value: float) -> float:
        return 1.0 / (1.0 + exp(max(-40.0, min(40.0, (self.middle - value) / self.width))))


_FILLS_ITS_BALL: Final = SoftStep(0.52, 0.05)
_IS_NOT_LONG: Final = SoftStep(1.95, -0.11)
_IS_NOT_VESSEL: Final = SoftStep(0.28, -0.035)
_IS_NOT_WALL: Final = SoftStep(0.34, -0.035)
_BRANCHES_ARE_THIN: Final = SoftStep(0.62, -0.05)
_IS_LARGE_ENOUGH: Final = SoftStep(3.2, 0.15)
_IS_NOT_A_MASS: Final = SoftStep(38.0, -2.0)
_IS_NOT_A_PATCH: Final = SoftStep(15.0, -1.0)
_STANDS_OUT: Final = SoftStep(1120.0, 75.0)


def confidence(lesion: Lesion) -> float:
    """Return the confidence, two decimals, never 0."""
    score = (
        _FILLS_ITS_BALL(lesion.filling)
        * _IS_NOT_LONG(lesion.elongation)
        * _IS_NOT_VESSEL(lesion.vessel_contact)
        * _IS_NOT_WALL(lesion.wall_contact)
        * _BRANCHES_ARE_THIN(lesion.branch_ratio)
        * _IS_LARGE_ENOUGH(lesion.diameter_mm)
        * _IS_NOT_A_MASS(lesion.diameter_mm)
        * _IS_NOT_A_PATCH(_veil_on_pleura_mm(lesion))
        * _STANDS_OUT(lesion.contrast_hu * lesion.diameter_mm)
    )
    return max(_LOWEST, round(score, 2))


def _veil_on_pleura_mm(lesion: Lesion) -> float:
    """Return the width of the disc with which ground glass lies on the pleura, else 0.

    A nodule is round (Hansell et al. 2008) and touches the pleura at a small part of it; what
    spreads along the pleura without a solid part is an opacity, which another method measures.
    """
    if lesion.solid_share >= GROUND_GLASS_BELOW:
        return 0.0
    return 2.0 * lesion.diameter_mm * sqrt(lesion.wall_contact)

"""Which surface of a tooth a lesion lies on, as far as two boxes on a panoramic film tell.

The service says no surface. On a film that is not mirrored the midline lies towards the middle of
the picture, the biting edge towards the other jaw: a lesion in the outer third of the crown's
width is mesial or distal, one in the half nearest the bite between them occlusal. What is in
front or behind lies in one place on a film, so vestibular and oral are never said.
"""

from enum import StrEnum
from typing import Final

from viewer.domain.teeth import Jaw, Tooth
from viewer.geometry.regions import BoxRegion

_TOO_WIDE: Final = 0.7
"""A lesion's box as wide as this part of the tooth's says nothing about the side."""
_OUTER: Final = 1 / 3
_CROWN: Final = 0.5
"""The part of a tooth's height, from the bite, in which caries of the biting surface lie."""


class Surface(StrEnum):
    """The five surfaces of a crown."""

    MESIAL = "mesial"
    DISTAL = "distal"
    OCCLUSAL = "occlusal"
    """The biting surface; of front teeth the edge."""
    VESTIBULAR = "vestibular"
    ORAL = "oral"


def surface_of(
    tooth: Tooth, whole: BoxRegion | None, lesion: BoxRegion | None
) -> frozenset[Surface]:
    """Return the surface of a lesion; empty where its box does not tell."""
    if whole is None or lesion is None:
        return frozenset()
    width, height = whole.high.column - whole.low.column, whole.high.row - whole.low.row
    if width <= 0 or height <= 0 or lesion.high.column - lesion.low.column > _TOO_WIDE * width:
        return frozenset()
    across = ((lesion.low.column + lesion.high.column) / 2 - whole.low.column) / width
    down = ((lesion.low.row + lesion.high.row) / 2 - whole.low.row) / height
    from_bite = 1 - down if tooth.jaw is Jaw.UPPER else down
    from_midline = 1 - across if tooth.is_right else across
    if from_midline < _OUTER:
        return frozenset({Surface.MESIAL})
    if from_midline > 1 - _OUTER:
        return frozenset({Surface.DISTAL})
    return frozenset({Surface.OCCLUSAL}) if from_bite < _CROWN else frozenset()
